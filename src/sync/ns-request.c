/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-request.h"

#include "eas/ns-eas-send-mail.h"
#include "eas/ns-eas-sync-request.h"

#define SERVER_WINS 1

static void
add_items (NsBatch *batch, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (batch->items, ns_item_ref (g_ptr_array_index (items, i)));
}

static NsEasSyncCommand *
command_for (const NsItem *item, NsNode *data)
{
  switch (item->operation)
    {
    case NS_OPERATION_CHANGE:
      return ns_eas_sync_command_new (NS_EAS_SYNC_CHANGE, NULL, item->server_id, ns_node_ref (data));
    case NS_OPERATION_DELETE:
      return ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, item->server_id, NULL);
    case NS_OPERATION_ADD:
    case NS_OPERATION_SEND:
      break;
    }
  return ns_eas_sync_command_new (NS_EAS_SYNC_ADD, item->client_id, NULL, ns_node_ref (data));
}

/**
 * ns_request_for_objects:
 * @items: (element-type NsItem): what to upload, at most one of an object
 * @data: (element-type NsNode): their ApplicationData, %NULL for a deletion
 * @collection: the folder, with its key
 * @class_name: its class
 * @version: the protocol version
 *
 * Makes the Sync that uploads some objects to one folder and asks for nothing back (eas-facts 5.3, 5.10). In a
 * conflict the server wins, as article 416 says.
 *
 * Returns: (transfer full): the batch with its request
 */
NsBatch *
ns_request_for_objects (GPtrArray *items, GPtrArray *data, const NsCollection *collection, const char *class_name,
                        NsEasVersion version)
{
  NsBatch *batch = ns_batch_new (NS_COMMAND_SYNC);
  g_autoptr (GPtrArray) folders = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_collection_free);
  NsEasSyncCollection *folder = ns_eas_sync_collection_new (class_name, collection->sync_key, collection->server_id);

  folder->deletes_as_moves = 1;
  folder->get_changes = 0;
  folder->conflict = SERVER_WINS;
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (folder->commands, command_for (g_ptr_array_index (items, i), g_ptr_array_index (data, i)));
  g_ptr_array_add (folders, folder);

  batch->collection_id = g_strdup (collection->server_id);
  batch->sync_key = g_strdup (collection->sync_key);
  batch->version = version;
  batch->request = ns_eas_sync_request_write (folders, version);
  add_items (batch, items);
  return batch;
}

/**
 * ns_request_for_mail:
 * @item: the mail
 * @mime: its bytes, sent as they are
 * @version: the protocol version
 *
 * Returns: (transfer full): a batch of one SendMail that keeps a copy in Sent Items
 */
NsBatch *
ns_request_for_mail (const NsItem *item, GBytes *mime, NsEasVersion version)
{
  NsBatch *batch = ns_batch_new (NS_COMMAND_SEND_MAIL);
  const NsEasSendMail mail = { .client_id = item->client_id, .save_in_sent = TRUE, .mime = mime };

  batch->version = version;
  batch->request = ns_eas_send_mail_request_write (&mail, version);
  g_ptr_array_add (batch->items, ns_item_ref (item));
  return batch;
}

/**
 * ns_request_for_nothing:
 * @command: what would have been asked
 * @items: (element-type NsItem): items that this computer itself refuses
 *
 * Returns: (transfer full): a batch that never goes out; it gives the refusal its place in the journal
 */
NsBatch *
ns_request_for_nothing (NsCommand command, GPtrArray *items)
{
  NsBatch *batch = ns_batch_new (command);

  add_items (batch, items);
  return batch;
}

/**
 * ns_request_get_query:
 * @batch: a batch
 * @query: (out caller-allocates): the query of its request; nothing in it needs to be freed
 */
void
ns_request_get_query (const NsBatch *batch, NsEasQuery *query)
{
  *query = (NsEasQuery) { .command = batch->command };
  query->save_in_sent = batch->command == NS_COMMAND_SEND_MAIL && batch->version < NS_EAS_VERSION_14_0;
}

/**
 * ns_request_get_content_type:
 * @batch: a batch
 *
 * Returns: (transfer none): the media type of its request
 */
const char *
ns_request_get_content_type (const NsBatch *batch)
{
  return batch->command == NS_COMMAND_SEND_MAIL ? ns_eas_send_mail_content_type (batch->version)
                                                : NS_EAS_CONTENT_TYPE_WBXML;
}
