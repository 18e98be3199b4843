/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How fast the store queues mails, each durable before the next, against SQLite alone with the same rows. */
#include "config.h"

#include "base/ns-id.h"
#include "bench/ns-bench-rig.h"
#include "bench/ns-bench.h"

#include <sqlite3.h>
#include <stdlib.h>

#define ROUNDS 15
#define MAILS 200

/**
 * Bare:
 * @db: (owned): a file with the same schema and settings
 * @item: (owned): as the next, a prepared insert
 * @payload: (owned)
 */
typedef struct
{
  sqlite3 *db;
  sqlite3_stmt *item;
  sqlite3_stmt *payload;
} Bare;

static void
check (Bare *bare, int code)
{
  if (code != SQLITE_OK && code != SQLITE_DONE)
    g_error ("SQLite: %s", sqlite3_errmsg (bare->db));
}

static void
bare_open (Bare *bare, const char *profile)
{
  g_autofree char *path = g_build_filename (profile, "outbox.db", NULL);
  NsStore *store = ns_bench_store_open (profile);

  ns_store_close (store);
  g_object_unref (store);
  check (bare, sqlite3_open (path, &bare->db));
  check (bare, sqlite3_exec (bare->db,
                             "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON", NULL,
                             NULL, NULL));
  check (bare, sqlite3_prepare_v2 (bare->db,
                                   "INSERT INTO item (account_id, kind, operation, state, subject, recipients, size,"
                                   " queued_at, next_attempt_at, client_id, message_id)"
                                   " VALUES (0, 1, 1, 1, ?, 'someone@example.test', ?, ?, ?, ?, ?)",
                                   -1, &bare->item, NULL));
  check (bare, sqlite3_prepare_v2 (bare->db,
                                   "INSERT INTO payload (item_id, role, media_type, data)"
                                   " VALUES (?, 1, 'message/rfc822', ?)",
                                   -1, &bare->payload, NULL));
}

static void
bare_close (Bare *bare)
{
  sqlite3_finalize (bare->item);
  sqlite3_finalize (bare->payload);
  check (bare, sqlite3_close (bare->db));
}

static void
bare_insert (Bare *bare, guint n)
{
  g_autofree char *subject = g_strdup_printf ("Figures of the quarter, draft %u", n);
  g_autofree char *message_id = g_strdup_printf ("%u@example.test", n);
  g_autofree char *client_id = ns_id_new ();
  g_autoptr (GBytes) mail = ns_bench_mail_new (n);
  const gint64 now = g_get_real_time ();

  check (bare, sqlite3_exec (bare->db, "BEGIN IMMEDIATE", NULL, NULL, NULL));
  sqlite3_bind_text (bare->item, 1, subject, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (bare->item, 2, NS_BENCH_MAIL_SIZE);
  sqlite3_bind_int64 (bare->item, 3, now);
  sqlite3_bind_int64 (bare->item, 4, now);
  sqlite3_bind_text (bare->item, 5, client_id, -1, SQLITE_STATIC);
  sqlite3_bind_text (bare->item, 6, message_id, -1, SQLITE_STATIC);
  check (bare, sqlite3_step (bare->item));
  sqlite3_reset (bare->item);
  sqlite3_bind_int64 (bare->payload, 1, sqlite3_last_insert_rowid (bare->db));
  sqlite3_bind_blob (bare->payload, 2, g_bytes_get_data (mail, NULL), NS_BENCH_MAIL_SIZE, SQLITE_STATIC);
  check (bare, sqlite3_step (bare->payload));
  sqlite3_reset (bare->payload);
  check (bare, sqlite3_exec (bare->db, "COMMIT", NULL, NULL, NULL));
}

static double
run_ours (NsStore *store)
{
  const double start = ns_bench_now ();

  for (guint i = 0; i < MAILS; i++)
    ns_bench_store_enqueue (store, i);
  return MAILS / (ns_bench_now () - start);
}

static double
run_bare (Bare *bare)
{
  const double start = ns_bench_now ();

  for (guint i = 0; i < MAILS; i++)
    bare_insert (bare, i);
  return MAILS / (ns_bench_now () - start);
}

int
main (void)
{
  NsBench *bench = ns_bench_new ("enqueue", "mails/s", "SQLite alone with the same rows", NS_BENCH_AT_LEAST, 0.8);
  char *ours = ns_bench_folder_new (), *theirs = ns_bench_folder_new ();
  NsStore *store = ns_bench_store_open (ours);
  Bare bare = { NULL };

  bare_open (&bare, theirs);
  for (guint round = 0; round < ROUNDS; round++)
    {
      const double before = round % 2 == 0 ? run_bare (&bare) : 0;
      const double speed = run_ours (store);

      ns_bench_add (bench, speed, round % 2 == 0 ? before : run_bare (&bare));
    }
  bare_close (&bare);
  ns_store_close (store);
  g_object_unref (store);
  ns_bench_folder_free (ours);
  ns_bench_folder_free (theirs);
  return ns_bench_end (bench) ? EXIT_SUCCESS : EXIT_FAILURE;
}
