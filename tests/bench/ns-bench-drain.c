/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "bench/ns-bench-drain.h"

#include "base/ns-await.h"
#include "bench/ns-bench.h"
#include "sync/ns-engine.h"

/**
 * ns_bench_drain:
 * @server: who gets them
 * @profile: an outbox that ns_bench_fill() made
 * @n: how many mails are in it
 *
 * Lets the engine deliver them in one cycle: with its session, its journal and every result on
 * the disk.
 *
 * Returns: mails per second of that cycle
 */
double
ns_bench_drain (const NsBenchServer *server, const char *profile, guint n)
{
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsStore) store = NULL;
  g_autoptr (NsEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsCycleReport report;
  double seconds;

  store = ns_bench_store_open (profile);
  ns_bench_store_set_account (store, secrets, server);
  engine = ns_engine_new (store, secrets);
  seconds = -ns_bench_now ();
  ns_engine_cycle_async (engine, TRUE, NULL, ns_await_cb, &await);
  if (!ns_engine_cycle_finish (engine, ns_await_result (&await), &report, &error))
    g_error ("%s", error->message);
  seconds += ns_bench_now ();
  if (report.delivered != n)
    g_error ("%u of %u mails were delivered", report.delivered, n);
  ns_store_close (store);
  return n / seconds;
}
