/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-payload-table.h"

#include "store/ns-item-table.h"
#include "store/ns-stmt.h"

/* What the server's and the agreed version are: ApplicationData of Sync, in its own encoding. */
#define WBXML_MEDIA_TYPE "application/vnd.ms-sync.wbxml"

static const char *const role_names[] = {
  [NS_PAYLOAD_MINE] = "content of its own",
  [NS_PAYLOAD_SERVER] = "version from the server",
  [NS_PAYLOAD_AGREED] = "version that both sides agreed on",
};

/**
 * ns_payload_table_put:
 * @db: the writer
 * @item_id: whose
 * @role: which version
 * @media_type: (nullable): its type; %NULL for ApplicationData
 * @data: (nullable): its bytes; %NULL removes what is there
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_payload_table_put (NsDb *db, gint64 item_id, NsPayloadRole role, const char *media_type, GBytes *data,
                      GError **error)
{
  if (data == NULL)
    return ns_run (db, error, "DELETE FROM payload WHERE item_id = :item_id AND role = :role",
                   NS_INT ("item_id", item_id), NS_INT ("role", role));
  return ns_run (db, error,
                 "INSERT INTO payload (item_id, role, media_type, data) VALUES (:item_id, :role, :media_type, :data)"
                 " ON CONFLICT (item_id, role) DO UPDATE SET media_type = excluded.media_type, data = excluded.data,"
                 " is_servers = 0",
                 NS_INT ("item_id", item_id), NS_INT ("role", role),
                 NS_TEXT ("media_type", media_type != NULL ? media_type : WBXML_MEDIA_TYPE), NS_BYTES ("data", data));
}

/**
 * ns_payload_table_get:
 * @db: a connection
 * @item_id: whose
 * @role: which version
 * @media_type: (out) (transfer full): its type
 * @error: %NS_STORE_ERROR_NOT_FOUND where there is none
 *
 * Returns: (transfer full): its bytes
 */
GBytes *
ns_payload_table_get (NsDb *db, gint64 item_id, NsPayloadRole role, char **media_type, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, item_id, error);
  g_autoptr (NsStmt) stmt = NULL;
  NsStep step;

  if (item == NULL)
    return NULL;
  stmt = ns_query (db, error, "SELECT media_type, data FROM payload WHERE item_id = :item_id AND role = :role",
                   NS_INT ("item_id", item_id), NS_INT ("role", role));
  if (stmt == NULL)
    return NULL;
  step = ns_stmt_step (stmt, error);
  if (step == NS_STEP_DONE)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND, "Item %" G_GINT64_FORMAT " has no %s.", item_id,
                 role_names[role]);
  if (step != NS_STEP_ROW)
    return NULL;
  *media_type = ns_stmt_dup_text (stmt, 0);
  return ns_stmt_dup_bytes (stmt, 1);
}

/**
 * ns_payload_table_mark_servers:
 * @db: the writer
 * @item_id: whose
 * @role: which version
 * @error: %NS_STORE_ERROR
 *
 * Notes that a version is as the server gave it. Writing it anew takes that back.
 *
 * Returns: whether it is written
 */
gboolean
ns_payload_table_mark_servers (NsDb *db, gint64 item_id, NsPayloadRole role, GError **error)
{
  return ns_run (db, error, "UPDATE payload SET is_servers = 1 WHERE item_id = :item_id AND role = :role",
                 NS_INT ("item_id", item_id), NS_INT ("role", role));
}

/**
 * ns_payload_table_mark_seen:
 * @db: the writer
 * @item_id: whose
 * @error: %NS_STORE_ERROR
 *
 * Keeps the server's version in view of which the user has decided: what comes later is compared with it.
 *
 * Returns: whether it is written
 */
gboolean
ns_payload_table_mark_seen (NsDb *db, gint64 item_id, GError **error)
{
  return ns_run (db, error, "UPDATE payload SET seen = data WHERE item_id = :item_id AND role = 2",
                 NS_INT ("item_id", item_id));
}

/**
 * ns_payload_table_put_waiting:
 * @db: the writer
 * @role: which version
 * @collection_id: a folder
 * @server_id: an object in it
 * @data: (nullable): ApplicationData; %NULL removes what is there
 * @error: %NS_STORE_ERROR
 *
 * Writes one version of an object to every item that is not delivered and is about it, even while it is on the wire:
 * what comes back from there undone is compared with it.
 *
 * Returns: whether it is written
 */
gboolean
ns_payload_table_put_waiting (NsDb *db, NsPayloadRole role, const char *collection_id, const char *server_id,
                              GBytes *data, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT id FROM item WHERE server_id = :server_id"
                                      " AND collection_id = :collection_id AND state <> 6",
                                      NS_TEXT ("server_id", server_id), NS_TEXT ("collection_id", collection_id));
  NsStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      const gint64 id = ns_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  if (step == NS_STEP_FAILED)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    if (!ns_payload_table_put (db, g_array_index (ids, gint64, i), role, NULL, data, error))
      return FALSE;
  return TRUE;
}

/**
 * ns_payload_table_mark_waiting_servers:
 * @db: the writer
 * @role: which version
 * @collection_id: a folder
 * @server_id: an object in it
 * @error: %NS_STORE_ERROR
 *
 * Does what ns_payload_table_mark_servers() does, for every item that ns_payload_table_put_waiting() writes to.
 *
 * Returns: whether it is written
 */
gboolean
ns_payload_table_mark_waiting_servers (NsDb *db, NsPayloadRole role, const char *collection_id, const char *server_id,
                                       GError **error)
{
  return ns_run (db, error,
                 "UPDATE payload SET is_servers = 1 WHERE role = :role AND item_id IN (SELECT id FROM item"
                 " WHERE server_id = :server_id AND collection_id = :collection_id AND state <> 6)",
                 NS_INT ("role", role), NS_TEXT ("server_id", server_id), NS_TEXT ("collection_id", collection_id));
}

/**
 * ns_payload_table_purge_copies:
 * @db: the writer
 * @before: a time
 * @error: %NS_STORE_ERROR
 *
 * Removes what copies held that were deleted on the server before that time. The item itself stays in the history.
 *
 * Returns: whether it is done
 */
gboolean
ns_payload_table_purge_copies (NsDb *db, gint64 before, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM payload WHERE item_id IN (SELECT id FROM item INDEXED BY item_copy_deletion"
                 " WHERE operation = 4 AND uid IS NULL AND state = 6 AND delivered_at < :before)",
                 NS_INT ("before", before));
}
