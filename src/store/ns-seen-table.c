/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-seen-table.h"

#include "store/ns-stmt.h"

/**
 * ns_seen_table_note:
 * @db: the writer
 * @account_id: whose
 * @collection_id: a folder that was pulled
 * @server_id: an object in it that the server sent
 * @is_there: %FALSE where the server says that it is gone
 * @error: %NS_STORE_ERROR
 *
 * Remembers of an object that is new to us that it was not there when the folder was last seen.
 *
 * Returns: whether it is written
 */
gboolean
ns_seen_table_note (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id, gboolean is_there,
                    GError **error)
{
  if (!is_there)
    return ns_run (db, error,
                   "DELETE FROM seen_object WHERE account_id = :account_id AND collection_id = :collection_id"
                   " AND server_id = :server_id",
                   NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id),
                   NS_TEXT ("server_id", server_id));
  return ns_run (db, error,
                 "INSERT OR IGNORE INTO seen_object (account_id, collection_id, server_id, since)"
                 " SELECT account_id, server_id, :server_id, seen_at FROM collection"
                 " WHERE account_id = :account_id AND server_id = :collection_id",
                 NS_TEXT ("server_id", server_id), NS_INT ("account_id", account_id),
                 NS_TEXT ("collection_id", collection_id));
}

/**
 * ns_seen_table_finish:
 * @db: the writer
 * @account_id: whose
 * @collection_id: a folder that was pulled to its end
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Remembers that everything in the folder has been seen now: a chain of keys begins with all that there is.
 *
 * Returns: whether it is written
 */
gboolean
ns_seen_table_finish (NsDb *db, gint64 account_id, const char *collection_id, gint64 now, GError **error)
{
  return ns_run (db, error,
                 "UPDATE collection SET seen_at = :now WHERE account_id = :account_id AND server_id = :collection_id",
                 NS_INT ("now", now), NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id));
}

/**
 * ns_seen_table_get:
 * @db: a connection
 * @account_id: whose
 * @collection_id: a folder
 * @server_id: an object in it
 * @is_known: (out): whether it is one of ours
 * @since: (out): when the folder was last seen without it, or 0 where nobody knows
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ns_seen_table_get (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id, gboolean *is_known,
                   gint64 *since, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT EXISTS (SELECT 1 FROM known_object WHERE account_id = :account_id AND collection_id = :collection_id"
    "  AND server_id = :server_id),"
    " COALESCE ((SELECT since FROM seen_object WHERE account_id = :account_id AND collection_id = :collection_id"
    "  AND server_id = :server_id), 0)",
    NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id), NS_TEXT ("server_id", server_id));

  if (stmt == NULL || ns_stmt_step (stmt, error) != NS_STEP_ROW)
    return FALSE;
  *is_known = ns_stmt_get_int (stmt, 0) != 0;
  *since = ns_stmt_get_int (stmt, 1);
  return TRUE;
}
