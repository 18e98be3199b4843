/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the engine delivers what is queued, against libsoup alone with the same bodies and the same server. */
#include "config.h"

#include "bench/ns-bench-drain.h"
#include "bench/ns-bench-post.h"
#include "bench/ns-bench.h"

#include <stdlib.h>

#define ROUNDS 3
#define MAILS 2000

static double
drain (const NsBenchServer *server)
{
  char *profile = ns_bench_folder_new ();
  double speed;

  ns_bench_fill (profile, MAILS, NS_BENCH_MAIL_LINES);
  speed = ns_bench_drain (server, profile, MAILS);
  ns_bench_folder_free (profile);
  return speed;
}

static void
measure_round (NsBench *speed, NsBench *connections, gboolean tls, gboolean baseline_first)
{
  g_autoptr (NsBenchServer) server = ns_bench_server_start (tls);
  const double before = baseline_first ? ns_bench_post (server, MAILS) : 0;
  const guint strangers = ns_bench_server_count_connections (server);
  const double ours = drain (server);

  ns_bench_add (connections, ns_bench_server_count_connections (server) - strangers, 1);
  ns_bench_add (speed, ours, baseline_first ? before : ns_bench_post (server, MAILS));
}

static gboolean
measure (const char *name, const char *connections_name, gboolean tls)
{
  NsBench *speed = ns_bench_new (name, "mails/s", "libsoup alone, one kept connection", NS_BENCH_AT_LEAST, 0.8);
  NsBench *connections = ns_bench_new (connections_name, "connections", "one", NS_BENCH_AT_MOST, 1);
  gboolean is_ok;

  for (guint round = 0; round < ROUNDS; round++)
    measure_round (speed, connections, tls, round % 2 == 0);
  is_ok = ns_bench_end (speed);
  return ns_bench_end (connections) && is_ok;
}

int
main (void)
{
  const gboolean is_ok = measure ("drain-http", "drain-http-connections", FALSE);

  return measure ("drain-https", "drain-https-connections", TRUE) && is_ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
