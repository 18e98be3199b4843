/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-salvage.h"

#include "base/ns-time.h"
#include "store/ns-store.h"
#include "store/ns-txn.h"

#include <glib/gstdio.h>

/* Parents before children. The tally is not among them: its triggers count what arrives. */
static const char *const tables[] = {
  "account", "collection", "known_object", "item", "payload", "choice", "attempt", "journal", "journal_item",
  "duplicate", "duplicate_copy", "seen_object",
};

/**
 * ns_salvage_set_aside:
 * @path: a database that cannot be used
 * @now: the time, for its new name
 * @error: %NS_STORE_ERROR_IO
 *
 * Renames a database and its log to `PATH.damaged-TIME`. It is never deleted.
 *
 * Returns: (transfer full): its new path
 */
char *
ns_salvage_set_aside (const char *path, gint64 now, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "" };
  g_autofree char *time = ns_time_to_compact (now);
  g_autofree char *target = g_strdup_printf ("%s.damaged-%s", path, time);

  for (guint i = 2; g_file_test (target, G_FILE_TEST_EXISTS); i++)
    {
      g_free (target);
      target = g_strdup_printf ("%s.damaged-%s-%u", path, time, i);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (path, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (target, suffixes[i], NULL);

      if (g_rename (from, to) == 0 || errno == ENOENT)
        continue;
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO, "The damaged outbox %s cannot be set aside: %s.", from,
                   g_strerror (errno));
      return NULL;
    }
  return g_steal_pointer (&target);
}

/* The columns that both files have: the damaged one may have been written by an older version. */
static char *
shared_columns (NsDb *db, NsDb *damaged, const char *table)
{
  const char *sql = "SELECT name FROM pragma_table_info (?1)";
  g_autoptr (GString) columns = g_string_new (NULL);
  sqlite3_stmt *stmt = NULL;

  if (sqlite3_prepare_v2 (ns_db_get_handle (db), sql, -1, &stmt, NULL) != SQLITE_OK)
    return NULL;
  sqlite3_bind_text (stmt, 1, table, -1, SQLITE_STATIC);
  while (sqlite3_step (stmt) == SQLITE_ROW)
    {
      const char *name = (const char *) sqlite3_column_text (stmt, 0);

      if (sqlite3_table_column_metadata (ns_db_get_handle (damaged), NULL, table, name, NULL, NULL, NULL, NULL, NULL)
          == SQLITE_OK)
        g_string_append_printf (columns, "%s%s", columns->len > 0 ? ", " : "", name);
    }
  sqlite3_finalize (stmt);
  return columns->len > 0 ? g_string_free (g_steal_pointer (&columns), FALSE) : NULL;
}

static char *
insert_sql (const char *table, const char *columns, int n_columns)
{
  GString *sql = g_string_new (NULL);

  g_string_append_printf (sql, "INSERT OR IGNORE INTO %s (%s) VALUES (", table, columns);
  for (int i = 1; i <= n_columns; i++)
    g_string_append_printf (sql, "%s?%d", i > 1 ? ", " : "", i);
  g_string_append_c (sql, ')');
  return g_string_free (sql, FALSE);
}

/* A row that the new file refuses (a payload without its item, say) is left behind: it stays in the damaged file. */
static guint
copy_rows (sqlite3_stmt *from, sqlite3_stmt *to)
{
  const int n_columns = sqlite3_column_count (from);
  guint n_rows = 0;

  while (sqlite3_step (from) == SQLITE_ROW)
    {
      for (int i = 0; i < n_columns; i++)
        sqlite3_bind_value (to, i + 1, sqlite3_column_value (from, i));
      n_rows += sqlite3_step (to) == SQLITE_DONE && sqlite3_changes (sqlite3_db_handle (to)) > 0;
      sqlite3_reset (to);
    }
  return n_rows;
}

static guint
copy_table (NsDb *db, NsDb *damaged, const char *table, const char *direction)
{
  g_autofree char *columns = shared_columns (db, damaged, table);
  g_autofree char *select = NULL;
  g_autofree char *insert = NULL;
  sqlite3_stmt *from = NULL, *to = NULL;
  guint n_rows = 0;

  if (columns == NULL)
    return 0;
  /* By the first column, which is the table's own order: then no index has to be sound. */
  select = g_strdup_printf ("SELECT %s FROM %s NOT INDEXED ORDER BY 1 %s", columns, table, direction);
  if (sqlite3_prepare_v2 (ns_db_get_handle (damaged), select, -1, &from, NULL) == SQLITE_OK)
    {
      insert = insert_sql (table, columns, sqlite3_column_count (from));
      if (sqlite3_prepare_v2 (ns_db_get_handle (db), insert, -1, &to, NULL) == SQLITE_OK)
        n_rows = copy_rows (from, to);
    }
  sqlite3_finalize (from);
  sqlite3_finalize (to);
  return n_rows;
}

/**
 * ns_salvage_carry_over:
 * @db: a writer on a fresh file with today's schema
 * @damaged_path: what ns_salvage_set_aside() gave
 * @n_items: (out): how many items were saved
 * @error: %NS_STORE_ERROR for a fault of the fresh file
 *
 * Takes over every row that can still be read, from both ends of each table, as far as the damage lets it.
 *
 * Returns: whether what was read is stored
 */
gboolean
ns_salvage_carry_over (NsDb *db, const char *damaged_path, guint *n_items, GError **error)
{
  g_autoptr (GError) unreadable = NULL;
  g_autoptr (NsDb) damaged = ns_db_open (damaged_path, NS_DB_SALVAGE, &unreadable);
  g_auto (NsTxn) txn = NS_TXN_INIT;

  *n_items = 0;
  if (damaged == NULL)
    {
      g_info ("Nothing can be carried over: %s", unreadable->message);
      return TRUE;
    }
  if (!ns_txn_begin (&txn, db, NS_TXN_WRITE, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      const guint n_rows = copy_table (db, damaged, tables[i], "ASC") + copy_table (db, damaged, tables[i], "DESC");

      if (g_str_equal (tables[i], "item"))
        *n_items = n_rows;
    }
  return ns_txn_commit (&txn, error);
}
