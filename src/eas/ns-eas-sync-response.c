/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-sync-response.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-eas-sync-command-private.h"
#include "eas/ns-wbxml-writer.h"

#define STATUS_SUCCESS 1

/**
 * ns_eas_sync_result_new:
 * @collection_id: (nullable): the folder
 * @sync_key: (nullable): the new key
 * @status: Status of the collection
 *
 * Returns: (transfer full): a result without commands and responses
 */
NsEasSyncResult *
ns_eas_sync_result_new (const char *collection_id, const char *sync_key, int status)
{
  NsEasSyncResult *result = g_new0 (NsEasSyncResult, 1);

  result->collection_id = g_strdup (collection_id);
  result->sync_key = g_strdup (sync_key);
  result->status = status;
  result->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_command_free);
  result->responses = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_command_free);
  return result;
}

/**
 * ns_eas_sync_result_free:
 * @result: (transfer full): a result
 *
 * Frees a result and all that it owns.
 */
void
ns_eas_sync_result_free (NsEasSyncResult *result)
{
  g_free (result->class_name);
  g_free (result->sync_key);
  g_free (result->collection_id);
  g_ptr_array_unref (result->commands);
  g_ptr_array_unref (result->responses);
  g_free (result);
}

/**
 * ns_eas_sync_result_find:
 * @result: a result
 * @op: what the client asked for
 * @id: the client id of an Add, the server id of any other operation
 *
 * Returns: (transfer none) (nullable): the entry of Responses for it; for a Change or a Delete none means success
 */
NsEasSyncCommand *
ns_eas_sync_result_find (const NsEasSyncResult *result, NsEasSyncOp op, const char *id)
{
  for (guint i = 0; i < result->responses->len; i++)
    {
      NsEasSyncCommand *command = g_ptr_array_index (result->responses, i);
      const char *own = op == NS_EAS_SYNC_ADD ? command->client_id : command->server_id;

      if (command->op == op && own != NULL && g_strcmp0 (own, id) == 0)
        return command;
    }
  return NULL;
}

/**
 * ns_eas_sync_response_init:
 * @response: (out caller-allocates): a response
 *
 * Makes a response without results. Clear it with ns_eas_sync_response_clear().
 */
void
ns_eas_sync_response_init (NsEasSyncResponse *response)
{
  *response = (NsEasSyncResponse) { 0 };
  response->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_result_free);
}

/**
 * ns_eas_sync_response_clear:
 * @response: a response, or one that is all zero
 *
 * Frees what the struct owns.
 */
void
ns_eas_sync_response_clear (NsEasSyncResponse *response)
{
  g_clear_pointer (&response->results, g_ptr_array_unref);
  *response = (NsEasSyncResponse) { 0 };
}

/**
 * ns_eas_sync_response_find:
 * @response: a response
 * @collection_id: a folder
 *
 * Returns: (transfer none) (nullable): what became of it; none means that nothing changed and its key stays
 */
NsEasSyncResult *
ns_eas_sync_response_find (const NsEasSyncResponse *response, const char *collection_id)
{
  for (guint i = 0; i < response->results->len; i++)
    {
      NsEasSyncResult *result = g_ptr_array_index (response->results, i);

      if (result->collection_id != NULL && g_strcmp0 (result->collection_id, collection_id) == 0)
        return result;
    }
  return NULL;
}

static void
write_commands (NsWbxmlWriter *writer, NsTag tag, GPtrArray *commands,
                void (*write_one) (const NsEasSyncCommand *, NsWbxmlWriter *))
{
  if (commands->len == 0)
    return;
  ns_wbxml_writer_start (writer, tag);
  for (guint i = 0; i < commands->len; i++)
    write_one (g_ptr_array_index (commands, i), writer);
  ns_wbxml_writer_end (writer);
}

static void
write_result (NsWbxmlWriter *writer, const NsEasSyncResult *result, NsEasVersion version)
{
  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COLLECTION);
  if (version <= NS_EAS_VERSION_12_1 && result->class_name != NULL)
    ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_CLASS, result->class_name);
  if (result->sync_key != NULL)
    ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_SYNC_KEY, result->sync_key);
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_COLLECTION_ID, result->collection_id);
  ns_wbxml_writer_int (writer, NS_TAG_AIR_SYNC_STATUS, result->status);
  if (result->more_available)
    ns_wbxml_writer_empty (writer, NS_TAG_AIR_SYNC_MORE_AVAILABLE);
  write_commands (writer, NS_TAG_AIR_SYNC_COMMANDS, result->commands, ns_eas_sync_command_write);
  write_commands (writer, NS_TAG_AIR_SYNC_RESPONSES, result->responses, ns_eas_sync_command_write_response);
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_sync_response_write:
 * @response: a response
 * @version: the protocol version
 *
 * Returns: (transfer full): the body; it is empty where the response is
 */
GBytes *
ns_eas_sync_response_write (const NsEasSyncResponse *response, NsEasVersion version)
{
  g_autoptr (NsWbxmlWriter) writer = NULL;

  if (response->is_empty)
    return g_bytes_new_static ("", 0);

  writer = ns_wbxml_writer_new ();
  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_SYNC);
  if (response->status != 0)
    ns_wbxml_writer_int (writer, NS_TAG_AIR_SYNC_STATUS, response->status);
  if (response->limit != 0)
    ns_wbxml_writer_int (writer, NS_TAG_AIR_SYNC_LIMIT, response->limit);
  if (response->results->len > 0)
    {
      ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COLLECTIONS);
      for (guint i = 0; i < response->results->len; i++)
        write_result (writer, g_ptr_array_index (response->results, i), version);
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

/* What the server wants changed on this side. Without an id an entry cannot be acted upon. */
static void
parse_commands (const NsNode *collection, NsEasSyncResult *out)
{
  const NsNode *list = ns_node_child (collection, NS_TAG_AIR_SYNC_COMMANDS);

  for (guint i = 0; list != NULL && i < ns_node_n_children (list); i++)
    {
      g_autoptr (NsEasSyncCommand) command = ns_eas_sync_command_read (ns_node_nth_child (list, i));

      if (command != NULL && command->server_id != NULL)
        g_ptr_array_add (out->commands, g_steal_pointer (&command));
    }
}

/* What became of the client's commands. A missing Status is a success only where the answer proves it. */
static void
parse_responses (const NsNode *collection, NsEasSyncResult *out)
{
  const NsNode *list = ns_node_child (collection, NS_TAG_AIR_SYNC_RESPONSES);

  for (guint i = 0; list != NULL && i < ns_node_n_children (list); i++)
    {
      const NsNode *node = ns_node_nth_child (list, i);
      NsEasSyncCommand *command = ns_eas_sync_command_read (node);

      if (command == NULL)
        continue;
      if (ns_node_child (node, NS_TAG_AIR_SYNC_STATUS) == NULL
          && ((command->op == NS_EAS_SYNC_ADD && command->server_id != NULL)
              || (command->op == NS_EAS_SYNC_FETCH && command->data != NULL)))
        command->status = STATUS_SUCCESS;
      g_ptr_array_add (out->responses, command);
    }
}

static NsEasSyncResult *
parse_result (const NsNode *node)
{
  NsEasSyncResult *result = ns_eas_sync_result_new (NULL, NULL, 0);

  result->class_name = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_CLASS);
  result->sync_key = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_SYNC_KEY);
  result->collection_id = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_COLLECTION_ID);
  result->status = ns_eas_document_int (node, NS_TAG_AIR_SYNC_STATUS, result->sync_key != NULL ? STATUS_SUCCESS : 0);
  result->more_available = ns_node_child_boolean (node, NS_TAG_AIR_SYNC_MORE_AVAILABLE, FALSE);
  parse_commands (node, result);
  parse_responses (node, result);
  return result;
}

/**
 * ns_eas_sync_response_parse:
 * @bytes: the body of an answer with HTTP status 200
 * @out: (out caller-allocates): the response; all zero on failure
 * @error: an #NsWbxmlError
 *
 * Reads a response by the names of its elements, as servers differ in their order. A collection without Status counts
 * as success if it has a key, else its status is 0; so does an entry of Responses that proves it (an Add with a
 * server id, a Fetch with data), any other has status 0: the server said nothing about it.
 *
 * Returns: whether it is a Sync response
 */
gboolean
ns_eas_sync_response_parse (GBytes *bytes, NsEasSyncResponse *out, GError **error)
{
  g_autoptr (NsNode) root = NULL;
  const NsNode *list;

  *out = (NsEasSyncResponse) { 0 };
  if (g_bytes_get_size (bytes) > 0)
    {
      root = ns_eas_document_read (bytes, NS_TAG_AIR_SYNC_SYNC, error);
      if (root == NULL)
        return FALSE;
    }

  ns_eas_sync_response_init (out);
  out->is_empty = root == NULL;
  if (root == NULL)
    return TRUE;
  out->status = ns_eas_document_int (root, NS_TAG_AIR_SYNC_STATUS, 0);
  out->limit = ns_eas_document_int (root, NS_TAG_AIR_SYNC_LIMIT, 0);
  list = ns_node_child (root, NS_TAG_AIR_SYNC_COLLECTIONS);
  for (guint i = 0; list != NULL && i < ns_node_n_children (list); i++)
    {
      const NsNode *node = ns_node_nth_child (list, i);

      if (ns_node_tag (node) == NS_TAG_AIR_SYNC_COLLECTION)
        g_ptr_array_add (out->results, parse_result (node));
    }
  return TRUE;
}
