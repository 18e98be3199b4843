/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-known-object-table.h"

#include "store/ns-payload-table.h"
#include "store/ns-stmt.h"

/**
 * ns_known_object_free:
 * @object: (transfer full): an object
 *
 * Frees an object and all that it owns.
 */
void
ns_known_object_free (NsKnownObject *object)
{
  g_free (object->collection_id);
  g_free (object->server_id);
  g_clear_pointer (&object->agreed, g_bytes_unref);
  g_free (object);
}

/**
 * ns_known_object_table_find:
 * @db: a connection
 * @account_id: whose
 * @kind: its kind
 * @uid: its UID
 * @out: (out) (transfer full) (nullable): the object; %NULL where none is known
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ns_known_object_table_find (NsDb *db, gint64 account_id, NsKind kind, const char *uid, NsKnownObject **out,
                            GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT collection_id, server_id, agreed, is_servers FROM known_object"
                                      " WHERE account_id = :account_id AND kind = :kind AND uid = :uid",
                                      NS_INT ("account_id", account_id), NS_INT ("kind", kind), NS_TEXT ("uid", uid));
  NsStep step;

  *out = NULL;
  if (stmt == NULL)
    return FALSE;
  step = ns_stmt_step (stmt, error);
  if (step == NS_STEP_ROW)
    {
      *out = g_new0 (NsKnownObject, 1);
      (*out)->collection_id = ns_stmt_dup_text (stmt, 0);
      (*out)->server_id = ns_stmt_dup_text (stmt, 1);
      (*out)->agreed = ns_stmt_dup_bytes (stmt, 2);
      (*out)->is_servers = ns_stmt_get_int (stmt, 3) != 0;
    }
  return step != NS_STEP_FAILED;
}

/* What still waits with this UID, even deleted (a delete can be undone): what it wants to add is there now. */
static gboolean
make_changes (NsDb *db, const NsItem *item, const char *server_id, const char *collection_id, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET operation = CASE operation WHEN 2 THEN 3 ELSE operation END,"
                 " server_id = :server_id, collection_id = :collection_id"
                 " WHERE uid = :uid AND kind = :kind AND state IN (1, 3, 4, 5) AND account_id = :account_id"
                 " AND operation IN (2, 3, 4)",
                 NS_TEXT ("server_id", server_id), NS_TEXT ("collection_id", collection_id),
                 NS_TEXT ("uid", item->uid), NS_INT ("kind", item->kind), NS_INT ("account_id", item->account_id));
}

/**
 * ns_known_object_table_accept:
 * @db: the writer
 * @item: the add or change that the server accepted, as it was before
 * @server_id: the object's id
 * @collection_id: its folder
 * @agreed: (nullable): what both sides now agree on; %NULL keeps what is there
 * @error: %NS_STORE_ERROR
 *
 * Records that an object is on the server, and makes what waits for the same UID a change of it.
 *
 * Returns: whether it is written
 */
gboolean
ns_known_object_table_accept (NsDb *db, const NsItem *item, const char *server_id, const char *collection_id,
                              GBytes *agreed, GError **error)
{
  if (!ns_run (db, error,
               "INSERT OR REPLACE INTO known_object (account_id, collection_id, server_id, kind, uid, agreed,"
               " is_servers) VALUES (:account_id, :collection_id, :server_id, :kind, :uid, COALESCE (:agreed,"
               "  (SELECT agreed FROM known_object WHERE account_id = :account_id AND collection_id = :collection_id"
               "   AND server_id = :server_id)), CASE WHEN :agreed IS NULL THEN COALESCE ("
               "  (SELECT is_servers FROM known_object WHERE account_id = :account_id"
               "   AND collection_id = :collection_id AND server_id = :server_id), 0) ELSE 0 END)",
               NS_INT ("account_id", item->account_id), NS_TEXT ("collection_id", collection_id),
               NS_TEXT ("server_id", server_id), NS_INT ("kind", item->kind), NS_TEXT ("uid", item->uid),
               NS_BYTES ("agreed", agreed)))
    return FALSE;
  if (item->uid != NULL && !make_changes (db, item, server_id, collection_id, error))
    return FALSE;
  return agreed == NULL
         || (ns_payload_table_put_waiting (db, NS_PAYLOAD_AGREED, collection_id, server_id, agreed, error)
             && ns_payload_table_put_waiting (db, NS_PAYLOAD_SERVER, collection_id, server_id, NULL, error));
}

/**
 * ns_known_object_table_forget:
 * @db: the writer
 * @item: the delete that the server accepted
 * @error: %NS_STORE_ERROR
 *
 * Forgets an object that is gone. What was queued after the delete with the same UID creates it anew.
 *
 * Returns: whether it is written
 */
gboolean
ns_known_object_table_forget (NsDb *db, const NsItem *item, GError **error)
{
  if (!ns_run (db, error,
               "DELETE FROM known_object WHERE account_id = :account_id AND collection_id = :collection_id"
               " AND server_id = :server_id",
               NS_INT ("account_id", item->account_id), NS_TEXT ("collection_id", item->collection_id),
               NS_TEXT ("server_id", item->server_id)))
    return FALSE;
  return ns_run (db, error,
                 "UPDATE item SET operation = 2, server_id = NULL, collection_id = NULL WHERE uid = :uid"
                 " AND kind = :kind AND state IN (1, 3, 4, 5) AND operation = 3 AND id > :id",
                 NS_TEXT ("uid", item->uid), NS_INT ("kind", item->kind), NS_INT ("id", item->id));
}

/**
 * ns_known_object_table_pull:
 * @db: the writer
 * @account_id: whose
 * @collection_id: a folder
 * @server_id: an object in it that the server sent
 * @data: (nullable): its ApplicationData; %NULL where the server deleted it
 * @error: %NS_STORE_ERROR
 *
 * Where the object is known, the server's version is from now on what later changes start from. Items that wait keep
 * the version that they started from, so that the three can be compared.
 *
 * Returns: whether it is written
 */
gboolean
ns_known_object_table_pull (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id,
                            GBytes *data, GError **error)
{
  if (data == NULL)
    return ns_run (db, error,
                   "DELETE FROM known_object WHERE account_id = :account_id AND collection_id = :collection_id"
                   " AND server_id = :server_id",
                   NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id),
                   NS_TEXT ("server_id", server_id));
  return ns_run (db, error,
                 "UPDATE known_object SET agreed = :data, is_servers = 1 WHERE account_id = :account_id"
                 " AND collection_id = :collection_id AND server_id = :server_id",
                 NS_BYTES ("data", data), NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id),
                 NS_TEXT ("server_id", server_id));
}

/**
 * ns_known_object_table_move:
 * @db: the writer
 * @account_id: whose
 * @collection_id: a folder
 * @from: a known object in it
 * @to: another copy of it, which is to be known instead
 * @agreed: what that copy holds, as the server gave it
 * @error: %NS_STORE_ERROR
 *
 * Makes another copy the one that changes go to, those that wait as well as later ones. They all stand on what it
 * holds; what the server had of the copy before means nothing to them any more.
 *
 * Returns: whether it is written
 */
gboolean
ns_known_object_table_move (NsDb *db, gint64 account_id, const char *collection_id, const char *from, const char *to,
                            GBytes *agreed, GError **error)
{
  return ns_run (db, error,
                 "UPDATE known_object SET server_id = :to, agreed = :agreed, is_servers = 1"
                 " WHERE account_id = :account_id AND collection_id = :collection_id AND server_id = :from",
                 NS_TEXT ("to", to), NS_BYTES ("agreed", agreed), NS_INT ("account_id", account_id),
                 NS_TEXT ("collection_id", collection_id), NS_TEXT ("from", from))
         && ns_run (db, error,
                    "UPDATE item SET server_id = :to WHERE server_id = :from AND collection_id = :collection_id"
                    " AND account_id = :account_id AND state IN (1, 3, 4, 5) AND operation IN (3, 4)"
                    " AND uid IS NOT NULL",
                    NS_TEXT ("to", to), NS_TEXT ("from", from), NS_TEXT ("collection_id", collection_id),
                    NS_INT ("account_id", account_id))
         && ns_payload_table_put_waiting (db, NS_PAYLOAD_AGREED, collection_id, to, agreed, error)
         && ns_payload_table_mark_waiting_servers (db, NS_PAYLOAD_AGREED, collection_id, to, error)
         && ns_payload_table_put_waiting (db, NS_PAYLOAD_SERVER, collection_id, to, NULL, error);
}

/**
 * ns_known_object_table_release_changes:
 * @db: the writer
 * @account_id: an account whose server or user was replaced
 * @error: %NS_STORE_ERROR
 *
 * Makes waiting changes adds again, for the new mailbox does not hold their objects; what the old server had of them
 * means nothing any more.
 *
 * Returns: whether it is written
 */
gboolean
ns_known_object_table_release_changes (NsDb *db, gint64 account_id, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM payload WHERE role IN (2, 3) AND item_id IN (SELECT id FROM item"
                 " WHERE state IN (1, 3, 4, 5) AND account_id = :account_id)",
                 NS_INT ("account_id", account_id))
         && ns_run (db, error,
                    "UPDATE item SET operation = CASE operation WHEN 3 THEN 2 ELSE operation END, server_id = NULL,"
                    " collection_id = NULL WHERE state IN (1, 3, 4, 5) AND account_id = :account_id",
                    NS_INT ("account_id", account_id));
}

/**
 * ns_known_object_table_list_others:
 * @db: a connection
 * @account_id: whose
 * @collection_id: a folder
 * @batch_id: a batch for it
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8): the server ids of all objects in the folder that are known to be of
 *   another UID than each add of the batch
 */
GPtrArray *
ns_known_object_table_list_others (NsDb *db, gint64 account_id, const char *collection_id, gint64 batch_id,
                                   GError **error)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT server_id FROM known_object WHERE account_id = :account_id AND collection_id = :collection_id"
    " AND NOT EXISTS (SELECT 1 FROM journal_item JOIN item ON item.id = item_id WHERE journal_id = :batch_id"
    "  AND item.operation = 2 AND item.kind = known_object.kind AND item.uid = known_object.uid)",
    NS_INT ("account_id", account_id), NS_TEXT ("collection_id", collection_id), NS_INT ("batch_id", batch_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (ids, ns_stmt_dup_text (stmt, 0));
  return step == NS_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}
