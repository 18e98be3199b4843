/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-db.h"

#include "store/ns-stmt.h"
#include "store/ns-store.h"
#include "store/ns-text-match.h"

/* How long a connection waits for another process's transaction; ours take milliseconds. */
#define BUSY_TIMEOUT_MS 10000

/* Virtual machine steps between two looks at the cancellable: well below a millisecond. */
#define PROGRESS_STEPS 10000

struct _NsDb
{
  sqlite3 *handle;            /* (owned) (nullable) */
  char *path;                 /* (owned) */
  GHashTable *statements;     /* (owned) (element-type utf8 sqlite3_stmt): by their SQL */
  NsWorker *worker;           /* (unowned) (nullable): whose thread alone may use it; NULL while it is being opened */
  GCancellable *cancellable;  /* (unowned) (nullable): of the call that runs now */
};

/**
 * ns_db_set_error:
 * @error: where to put it
 * @handle: (nullable): the connection whose last call failed
 * @path: the file
 *
 * Turns SQLite's last error into one of %NS_STORE_ERROR or %G_IO_ERROR_CANCELLED.
 */
void
ns_db_set_error (GError **error, sqlite3 *handle, const char *path)
{
  const int code = handle != NULL ? sqlite3_errcode (handle) : SQLITE_NOMEM;
  const char *why = handle != NULL ? sqlite3_errmsg (handle) : "out of memory";

  switch (code)
    {
    case SQLITE_INTERRUPT:
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "The operation was cancelled.");
      break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED, "The outbox %s is damaged: %s.", path, why);
      break;
    case SQLITE_BUSY:
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO, "The outbox %s is kept busy by another program.", path);
      break;
    default:
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO, "The outbox %s cannot be read or written: %s.", path,
                   why);
    }
}

static void
finalize_cb (gpointer stmt)
{
  sqlite3_finalize (stmt);
}

static int
progress_cb (void *data)
{
  const NsDb *db = data;

  return g_cancellable_is_cancelled (db->cancellable);
}

static gboolean
set_option (NsDb *db, int option, int value, GError **error)
{
  int now = -1;

  if (sqlite3_db_config (db->handle, option, value, &now) == SQLITE_OK && now == value)
    return TRUE;
  ns_db_set_error (error, db->handle, db->path);
  return FALSE;
}

static gboolean
set_pragma (NsDb *db, const char *name, const char *value, const char *expected, GError **error)
{
  g_autofree char *set = g_strdup_printf ("PRAGMA %s = %s", name, value);
  g_autofree char *get = g_strdup_printf ("PRAGMA %s", name);
  sqlite3_stmt *stmt = NULL;
  gboolean right = FALSE;

  if (!ns_db_exec (db, set, error))
    return FALSE;
  if (sqlite3_prepare_v2 (db->handle, get, -1, &stmt, NULL) == SQLITE_OK && sqlite3_step (stmt) == SQLITE_ROW)
    right = g_strcmp0 ((const char *) sqlite3_column_text (stmt, 0), expected) == 0;
  sqlite3_finalize (stmt);
  if (!right)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO,
                 "The outbox %s cannot be kept safely here: its file system does not allow “%s = %s”.", db->path,
                 name, value);
  return right;
}

static gboolean
configure (NsDb *db, NsDbRole role, GError **error)
{
  if (!set_option (db, SQLITE_DBCONFIG_DEFENSIVE, 1, error)
      || !set_option (db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, error))
    return FALSE;

  switch (role)
    {
    case NS_DB_WRITER:
      return set_pragma (db, "journal_mode", "WAL", "wal", error)
             && set_pragma (db, "synchronous", "FULL", "2", error)
             && set_pragma (db, "foreign_keys", "ON", "1", error);
    case NS_DB_READER:
      return set_pragma (db, "query_only", "ON", "1", error);
    case NS_DB_SALVAGE:
      return TRUE;
    }
  return TRUE;
}

/**
 * ns_db_open:
 * @path: the file
 * @role: what the connection is for
 * @error: %NS_STORE_ERROR_IO or %NS_STORE_ERROR_DAMAGED
 *
 * Opens a connection with all its settings, each of them checked.
 *
 * Returns: (transfer full): the connection, for any one thread until ns_db_set_worker()
 */
NsDb *
ns_db_open (const char *path, NsDbRole role, GError **error)
{
  g_autoptr (NsDb) db = g_new0 (NsDb, 1);
  /* Even a reader may have to bring in the log that another process left. */
  const int flags = SQLITE_OPEN_FULLMUTEX | SQLITE_OPEN_READWRITE | (role == NS_DB_WRITER ? SQLITE_OPEN_CREATE : 0);

  db->path = g_strdup (path);
  db->statements = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, finalize_cb);
  if (sqlite3_open_v2 (path, &db->handle, flags, NULL) != SQLITE_OK
      || sqlite3_busy_timeout (db->handle, BUSY_TIMEOUT_MS) != SQLITE_OK || !ns_text_match_register (db->handle))
    {
      ns_db_set_error (error, db->handle, path);
      return NULL;
    }
  sqlite3_progress_handler (db->handle, PROGRESS_STEPS, progress_cb, db);
  if (!configure (db, role, error))
    return NULL;
  return g_steal_pointer (&db);
}

/**
 * ns_db_free:
 * @db: (transfer full): a connection; no thread uses it any more
 *
 * Finalizes its statements and closes it.
 */
void
ns_db_free (NsDb *db)
{
  g_hash_table_unref (db->statements);
  if (sqlite3_close (db->handle) != SQLITE_OK)
    g_critical ("A statement of %s is still in use while the file is closed", db->path);
  g_free (db->path);
  g_free (db);
}

/**
 * ns_db_set_worker:
 * @db: a connection
 * @worker: (transfer none): whose thread alone may use it from now on; it must outlive @db's last use
 */
void
ns_db_set_worker (NsDb *db, NsWorker *worker)
{
  db->worker = worker;
}

/**
 * ns_db_set_cancellable:
 * @db: a connection
 * @cancellable: (nullable) (transfer none): what ends the statements that run from now on
 */
void
ns_db_set_cancellable (NsDb *db, GCancellable *cancellable)
{
  db->cancellable = cancellable;
}

/**
 * ns_db_get_handle:
 * @db: a connection
 *
 * Returns: (transfer none): SQLite's own, for what this type does not offer
 */
sqlite3 *
ns_db_get_handle (NsDb *db)
{
  return db->handle;
}

/**
 * ns_db_get_path:
 * @db: a connection
 *
 * Returns: (transfer none): the file
 */
const char *
ns_db_get_path (NsDb *db)
{
  return db->path;
}

/**
 * ns_db_prepare:
 * @db: a connection
 * @sql: one statement
 * @error: %NS_STORE_ERROR
 *
 * Takes a statement from the cache, where it is kept ready from its first use on. Every use of the database passes
 * here, so this is where its thread is checked.
 *
 * Returns: (transfer none): the statement, reset; give it back by ns_stmt_release() before it is asked for again
 */
sqlite3_stmt *
ns_db_prepare (NsDb *db, const char *sql, GError **error)
{
  sqlite3_stmt *stmt = g_hash_table_lookup (db->statements, sql);

  g_assert (db->worker == NULL || ns_worker_is_current (db->worker));

  if (stmt != NULL)
    {
      g_assert (!sqlite3_stmt_busy (stmt));
      return stmt;
    }
  if (sqlite3_prepare_v3 (db->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt, NULL) != SQLITE_OK)
    {
      ns_db_set_error (error, db->handle, db->path);
      return NULL;
    }
  g_hash_table_insert (db->statements, g_strdup (sql), stmt);
  return stmt;
}

/**
 * ns_db_exec:
 * @db: a connection
 * @sql: any number of statements without results
 * @error: %NS_STORE_ERROR
 *
 * Runs SQL once, past the cache: for settings and schema steps.
 *
 * Returns: whether all of it ran
 */
gboolean
ns_db_exec (NsDb *db, const char *sql, GError **error)
{
  g_assert (db->worker == NULL || ns_worker_is_current (db->worker));

  if (sqlite3_exec (db->handle, sql, NULL, NULL, NULL) == SQLITE_OK)
    return TRUE;
  ns_db_set_error (error, db->handle, db->path);
  return FALSE;
}

/**
 * ns_db_get_int:
 * @db: a connection
 * @sql: a query for one number
 * @out: (out): the number; 0 where there is no row or it is null
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether the query ran
 */
gboolean
ns_db_get_int (NsDb *db, const char *sql, gint64 *out, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, sql, NULL, 0, error);
  NsStep step;

  *out = 0;
  if (stmt == NULL)
    return FALSE;
  step = ns_stmt_step (stmt, error);
  if (step == NS_STEP_ROW)
    *out = sqlite3_column_int64 (stmt, 0);
  return step != NS_STEP_FAILED;
}

/**
 * ns_db_last_id:
 * @db: a connection
 *
 * Returns: the row id of the last insert
 */
gint64
ns_db_last_id (NsDb *db)
{
  return sqlite3_last_insert_rowid (db->handle);
}

/**
 * ns_db_changed:
 * @db: a connection
 *
 * Returns: whether the last statement changed a row
 */
gboolean
ns_db_changed (NsDb *db)
{
  return sqlite3_changes (db->handle) > 0;
}
