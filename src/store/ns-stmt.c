/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-stmt.h"

static int
bind (NsStmt *stmt, const NsBind *value)
{
  const int index = sqlite3_bind_parameter_index (stmt, value->name);
  gconstpointer data;
  gsize size;

  g_assert (index > 0);

  switch (value->type)
    {
    case NS_BIND_INT:
      return sqlite3_bind_int64 (stmt, index, value->integer);
    case NS_BIND_TEXT:
      return sqlite3_bind_text (stmt, index, value->text, -1, SQLITE_STATIC);
    case NS_BIND_BYTES:
      if (value->bytes == NULL)
        return sqlite3_bind_null (stmt, index);
      data = g_bytes_get_data (value->bytes, &size);
      /* SQLite takes a null pointer for NULL, and the data of empty bytes is one. */
      return sqlite3_bind_blob64 (stmt, index, data != NULL ? data : "", size, SQLITE_STATIC);
    }
  g_assert_not_reached ();
}

/**
 * ns_stmt_new:
 * @db: a connection
 * @sql: one statement
 * @binds: (array length=n_binds) (nullable): its parameters
 * @n_binds: how many
 * @error: %NS_STORE_ERROR
 *
 * Makes a statement ready to step. Use ns_query().
 *
 * Returns: (transfer full): the statement
 */
NsStmt *
ns_stmt_new (NsDb *db, const char *sql, const NsBind *binds, gsize n_binds, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_db_prepare (db, sql, error);

  if (stmt == NULL)
    return NULL;
  for (gsize i = 0; i < n_binds; i++)
    if (bind (stmt, &binds[i]) != SQLITE_OK)
      {
        ns_db_set_error (error, ns_db_get_handle (db), ns_db_get_path (db));
        return NULL;
      }
  return g_steal_pointer (&stmt);
}

/**
 * ns_stmt_run:
 * @db: a connection
 * @sql: one statement without results
 * @binds: (array length=n_binds) (nullable): its parameters
 * @n_binds: how many
 * @error: %NS_STORE_ERROR
 *
 * Runs a statement to its end. Use ns_run().
 *
 * Returns: whether it ran
 */
gboolean
ns_stmt_run (NsDb *db, const char *sql, const NsBind *binds, gsize n_binds, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, sql, binds, n_binds, error);

  return stmt != NULL && ns_stmt_step (stmt, error) == NS_STEP_DONE;
}

/**
 * ns_stmt_step:
 * @stmt: a statement
 * @error: %NS_STORE_ERROR, or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether there is a row now, the end was reached, or it failed
 */
NsStep
ns_stmt_step (NsStmt *stmt, GError **error)
{
  sqlite3 *handle = sqlite3_db_handle (stmt);

  switch (sqlite3_step (stmt))
    {
    case SQLITE_ROW:
      return NS_STEP_ROW;
    case SQLITE_DONE:
      return NS_STEP_DONE;
    default:
      ns_db_set_error (error, handle, sqlite3_db_filename (handle, "main"));
      return NS_STEP_FAILED;
    }
}

/**
 * ns_stmt_release:
 * @stmt: (transfer full): a statement
 *
 * Ends its use; it stays in the cache of its connection.
 */
void
ns_stmt_release (NsStmt *stmt)
{
  sqlite3_reset (stmt);
  sqlite3_clear_bindings (stmt);
}

/**
 * ns_stmt_get_int:
 * @stmt: a statement that stands on a row
 * @column: which column
 *
 * Returns: its number; 0 for null
 */
gint64
ns_stmt_get_int (NsStmt *stmt, int column)
{
  return sqlite3_column_int64 (stmt, column);
}

/**
 * ns_stmt_dup_text:
 * @stmt: a statement that stands on a row
 * @column: which column
 *
 * Returns: (transfer full) (nullable): its text
 */
char *
ns_stmt_dup_text (NsStmt *stmt, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (stmt, column));
}

/**
 * ns_stmt_dup_bytes:
 * @stmt: a statement that stands on a row
 * @column: which column
 *
 * Returns: (transfer full) (nullable): its bytes; %NULL for null only
 */
GBytes *
ns_stmt_dup_bytes (NsStmt *stmt, int column)
{
  gconstpointer data;

  if (sqlite3_column_type (stmt, column) == SQLITE_NULL)
    return NULL;
  data = sqlite3_column_blob (stmt, column);
  return g_bytes_new (data, (gsize) sqlite3_column_bytes (stmt, column));
}

/**
 * ns_stmt_get_outcome:
 * @stmt: a statement that stands on a row
 * @column: the first of four columns: domain, code, command, HTTP status
 *
 * Returns: the outcome in them
 */
NsOutcome
ns_stmt_get_outcome (NsStmt *stmt, int column)
{
  return (NsOutcome) {
    .domain = (NsDomain) sqlite3_column_int (stmt, column),
    .code = sqlite3_column_int (stmt, column + 1),
    .command = (NsCommand) sqlite3_column_int (stmt, column + 2),
    .http_status = sqlite3_column_int (stmt, column + 3),
  };
}
