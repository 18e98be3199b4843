/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a drain leaves in memory: after many mails there shall be no more than after few. */
#include "config.h"

#include "bench/ns-bench-drain.h"
#include "bench/ns-bench.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FEW 1000
#define MANY 20000

/* 5 MB more after 100,000 mails than after 1,000 are allowed; so much of it for these. */
#define ALLOWED_KB (5 * 1024.0 * (MANY - FEW) / (100000 - 1000))

static double
get_resident_kb (void)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL) || (line = strstr (status, "VmRSS:")) == NULL)
    g_error ("/proc/self/status has no line VmRSS");
  return (double) g_ascii_strtoull (line + strlen ("VmRSS:"), NULL, 10);
}

/* In a process of its own, which did not fill the outbox: memory that was used once stays with a process. */
static int
drain (guint n, const char *profile)
{
  g_autoptr (NsBenchServer) server = ns_bench_server_start (FALSE);

  ns_bench_drain (server, profile, n);
  printf ("%.0f\n", get_resident_kb ());
  return EXIT_SUCCESS;
}

static double
drain_elsewhere (const char *program, guint n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *output = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  char *profile = ns_bench_folder_new ();

  ns_bench_fill (profile, n, NS_BENCH_MAIL_LINES);
  process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program, count, profile, NULL);

  if (process == NULL || !g_subprocess_communicate_utf8 (process, NULL, NULL, &output, NULL, &error)
      || !g_subprocess_wait_check (process, NULL, &error))
    g_error ("%s", error->message);
  ns_bench_folder_free (profile);
  return (double) g_ascii_strtoull (output, NULL, 10);
}

int
main (int argc, char **argv)
{
  double few, many;
  NsBench *bench;

  if (argc > 2)
    return drain ((guint) g_ascii_strtoull (argv[1], NULL, 10), argv[2]);

  few = drain_elsewhere (argv[0], FEW);
  bench = ns_bench_new ("memory-20k", "MB", "the memory after a drain of 1,000 mails", NS_BENCH_AT_MOST,
                        1 + ALLOWED_KB / few);
  many = drain_elsewhere (argv[0], MANY);
  ns_bench_add (bench, many / 1024, few / 1024);
  return ns_bench_end (bench) ? EXIT_SUCCESS : EXIT_FAILURE;
}
