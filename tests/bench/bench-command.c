/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast a script queues mails by the command line, one process each, against one `sqlite3` process each. */
#include "config.h"

#include "bench/ns-bench-rig.h"
#include "bench/ns-bench.h"

#include <stdlib.h>

#define ROUNDS 15
#define MAILS 10

static double
run (const char *const *argv)
{
  const double start = ns_bench_now ();

  for (guint i = 0; i < MAILS; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) process = g_subprocess_newv (argv, G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error);

      if (process == NULL || !g_subprocess_wait_check (process, NULL, &error))
        g_error ("%s: %s", argv[0], error->message);
    }
  return MAILS / (ns_bench_now () - start);
}

static char *
make_sql (const char *mail)
{
  return g_strdup_printf ("PRAGMA synchronous = FULL; BEGIN IMMEDIATE;"
                          "INSERT INTO item (account_id, kind, operation, state, subject, recipients,"
                          " size, queued_at, next_attempt_at, client_id, message_id) VALUES (0, 1, 1, 1,"
                          " 'Figures of the quarter', 'someone@example.test', %d, unixepoch () * 1000000,"
                          " unixepoch () * 1000000, hex (randomblob (16)), '1@example.test');"
                          "INSERT INTO payload (item_id, role, media_type, data)"
                          " VALUES (last_insert_rowid (), 1, 'message/rfc822', readfile ('%s')); COMMIT",
                          NS_BENCH_MAIL_SIZE, mail);
}

static gboolean
measure (const char *sqlite)
{
  NsBench *bench =
    ns_bench_new ("enqueue-process", "mails/s", "one sqlite3 process per row", NS_BENCH_AT_LEAST, 0.8);
  char *ours = ns_bench_folder_new (), *theirs = ns_bench_folder_new ();
  g_autofree char *mail = g_build_filename (ours, "mail.eml", NULL);
  g_autofree char *database = g_build_filename (theirs, "outbox.db", NULL);
  g_autofree char *program = ns_bench_program ("notifysyncctl");
  g_autofree char *sql = make_sql (mail);
  g_autoptr (GBytes) bytes = ns_bench_mail_new (1);
  const char *const our_argv[] = { program, "--profile", ours, "add", mail, NULL };
  const char *const their_argv[] = { sqlite, database, sql, NULL };

  g_file_set_contents (mail, g_bytes_get_data (bytes, NULL), NS_BENCH_MAIL_SIZE, NULL);
  ns_bench_fill (theirs, 1, 1);
  run (our_argv);
  for (guint round = 0; round < ROUNDS; round++)
    {
      const double before = round % 2 == 0 ? run (their_argv) : 0;
      const double speed = run (our_argv);

      ns_bench_add (bench, speed, round % 2 == 0 ? before : run (their_argv));
    }
  ns_bench_folder_free (ours);
  ns_bench_folder_free (theirs);
  return ns_bench_end (bench);
}

int
main (void)
{
  g_autofree char *sqlite = g_find_program_in_path ("sqlite3");

  if (sqlite == NULL)
    {
      ns_bench_skip ("enqueue-process", "there is no program sqlite3 (Debian: sqlite3)");
      return EXIT_SUCCESS;
    }
  return measure (sqlite) ? EXIT_SUCCESS : EXIT_FAILURE;
}
