/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-collection-table.h"

#include "store/ns-stmt.h"

/**
 * ns_collection_table_list:
 * @db: a connection
 * @account_id: whose folders
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsCollection): the folders
 */
GPtrArray *
ns_collection_table_list (NsDb *db, gint64 account_id, GError **error)
{
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_collection_free);
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT server_id, parent_id, name, type, sync_key FROM collection"
                                      " WHERE account_id = :account_id ORDER BY server_id",
                                      NS_INT ("account_id", account_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      NsCollection *collection = g_new0 (NsCollection, 1);

      collection->server_id = ns_stmt_dup_text (stmt, 0);
      collection->parent_id = ns_stmt_dup_text (stmt, 1);
      collection->name = ns_stmt_dup_text (stmt, 2);
      collection->type = (int) ns_stmt_get_int (stmt, 3);
      collection->sync_key = ns_stmt_dup_text (stmt, 4);
      g_ptr_array_add (collections, collection);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&collections) : NULL;
}

/**
 * ns_collection_table_put:
 * @db: the writer
 * @account_id: whose folder
 * @collection: the folder
 * @error: %NS_STORE_ERROR
 *
 * Adds a folder or renews what is known of it. A key that is already there stays: only a Sync moves it on.
 *
 * Returns: whether it is written
 */
gboolean
ns_collection_table_put (NsDb *db, gint64 account_id, const NsCollection *collection, GError **error)
{
  return ns_run (db, error,
                 "INSERT INTO collection (account_id, server_id, parent_id, name, type, sync_key)"
                 " VALUES (:account_id, :server_id, :parent_id, :name, :type, :sync_key)"
                 " ON CONFLICT (account_id, server_id) DO UPDATE SET parent_id = excluded.parent_id,"
                 " name = excluded.name, type = excluded.type",
                 NS_INT ("account_id", account_id), NS_TEXT ("server_id", collection->server_id),
                 NS_TEXT ("parent_id", collection->parent_id), NS_TEXT ("name", collection->name),
                 NS_INT ("type", collection->type), NS_TEXT ("sync_key", collection->sync_key));
}

/**
 * ns_collection_table_remove:
 * @db: the writer
 * @account_id: whose folder
 * @server_id: the folder
 * @error: %NS_STORE_ERROR
 *
 * Forgets a folder with the objects that were known in it.
 *
 * Returns: whether it is done
 */
gboolean
ns_collection_table_remove (NsDb *db, gint64 account_id, const char *server_id, GError **error)
{
  return ns_run (db, error, "DELETE FROM collection WHERE account_id = :account_id AND server_id = :server_id",
                 NS_INT ("account_id", account_id), NS_TEXT ("server_id", server_id))
         && ns_run (db, error,
                    "DELETE FROM known_object WHERE account_id = :account_id AND collection_id = :server_id",
                    NS_INT ("account_id", account_id), NS_TEXT ("server_id", server_id));
}

/**
 * ns_collection_table_forget_all:
 * @db: the writer
 * @account_id: whose folders
 * @error: %NS_STORE_ERROR
 *
 * Forgets all folders and all known objects: the account means another mailbox from now on.
 *
 * Returns: whether it is done
 */
gboolean
ns_collection_table_forget_all (NsDb *db, gint64 account_id, GError **error)
{
  return ns_run (db, error, "DELETE FROM collection WHERE account_id = :account_id",
                 NS_INT ("account_id", account_id))
         && ns_run (db, error, "DELETE FROM known_object WHERE account_id = :account_id",
                    NS_INT ("account_id", account_id));
}

/**
 * ns_collection_table_set_key:
 * @db: the writer
 * @account_id: whose folder
 * @server_id: the folder
 * @sync_key: (nullable): its new key; %NULL where it has to be primed
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_collection_table_set_key (NsDb *db, gint64 account_id, const char *server_id, const char *sync_key, GError **error)
{
  return ns_run (db, error,
                 "UPDATE collection SET sync_key = :sync_key WHERE account_id = :account_id"
                 " AND server_id = :server_id",
                 NS_TEXT ("sync_key", sync_key), NS_INT ("account_id", account_id), NS_TEXT ("server_id", server_id));
}
