/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-sync-command.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-eas-sync-command-private.h"

static const NsTag op_tags[] = {
  [NS_EAS_SYNC_ADD] = NS_TAG_AIR_SYNC_ADD,       [NS_EAS_SYNC_CHANGE] = NS_TAG_AIR_SYNC_CHANGE,
  [NS_EAS_SYNC_DELETE] = NS_TAG_AIR_SYNC_DELETE, [NS_EAS_SYNC_FETCH] = NS_TAG_AIR_SYNC_FETCH,
  [NS_EAS_SYNC_SOFT_DELETE] = NS_TAG_AIR_SYNC_SOFT_DELETE,
};

G_STATIC_ASSERT (G_N_ELEMENTS (op_tags) == NS_EAS_SYNC_SOFT_DELETE + 1);

/**
 * ns_eas_sync_command_new:
 * @op: what to do
 * @client_id: (nullable): for an Add from the client
 * @server_id: (nullable): for all others
 * @data: (transfer full) (nullable): the ApplicationData element
 *
 * Returns: (transfer full): an entry below Commands or Responses
 */
NsEasSyncCommand *
ns_eas_sync_command_new (NsEasSyncOp op, const char *client_id, const char *server_id, NsNode *data)
{
  NsEasSyncCommand *command = g_new0 (NsEasSyncCommand, 1);

  command->op = op;
  command->client_id = g_strdup (client_id);
  command->server_id = g_strdup (server_id);
  command->data = data;
  return command;
}

/**
 * ns_eas_sync_command_free:
 * @command: (transfer full): an entry
 *
 * Frees an entry and all that it owns.
 */
void
ns_eas_sync_command_free (NsEasSyncCommand *command)
{
  g_free (command->class_name);
  g_free (command->client_id);
  g_free (command->server_id);
  g_clear_pointer (&command->data, ns_node_unref);
  g_free (command);
}

/**
 * ns_eas_sync_command_read:
 * @node: a child of Commands or Responses
 *
 * Reads an entry by the names of its elements, in any order.
 *
 * Returns: (transfer full) (nullable): the entry, or %NULL where the tag is none of the operations
 */
NsEasSyncCommand *
ns_eas_sync_command_read (const NsNode *node)
{
  guint op = 0;
  NsNode *data;
  NsEasSyncCommand *command;

  while (op < G_N_ELEMENTS (op_tags) && op_tags[op] != ns_node_tag (node))
    op++;
  if (op == G_N_ELEMENTS (op_tags))
    return NULL;

  data = ns_node_child (node, NS_TAG_AIR_SYNC_APPLICATION_DATA);
  command = ns_eas_sync_command_new ((NsEasSyncOp) op, NULL, NULL, data != NULL ? ns_node_ref (data) : NULL);
  command->class_name = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_CLASS);
  command->client_id = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_CLIENT_ID);
  command->server_id = ns_eas_document_dup_text (node, NS_TAG_AIR_SYNC_SERVER_ID);
  command->status = ns_eas_document_int (node, NS_TAG_AIR_SYNC_STATUS, 0);
  return command;
}

static void
write_text (NsWbxmlWriter *writer, NsTag tag, const char *text)
{
  if (text != NULL)
    ns_wbxml_writer_text (writer, tag, text);
}

/**
 * ns_eas_sync_command_write:
 * @command: an entry
 * @writer: where it goes
 *
 * Writes an entry of Commands: `[Class], ClientId or ServerId, [ApplicationData]` (eas-facts 5.1).
 */
void
ns_eas_sync_command_write (const NsEasSyncCommand *command, NsWbxmlWriter *writer)
{
  ns_wbxml_writer_start (writer, op_tags[command->op]);
  write_text (writer, NS_TAG_AIR_SYNC_CLASS, command->class_name);
  write_text (writer, NS_TAG_AIR_SYNC_CLIENT_ID, command->client_id);
  write_text (writer, NS_TAG_AIR_SYNC_SERVER_ID, command->server_id);
  if (command->data != NULL)
    ns_wbxml_writer_node (writer, command->data);
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_sync_command_write_response:
 * @command: an entry with a status
 * @writer: where it goes
 *
 * Writes an entry of Responses: `[ClientId], [ServerId], [Class], Status, [ApplicationData]` (eas-facts 5.6).
 */
void
ns_eas_sync_command_write_response (const NsEasSyncCommand *command, NsWbxmlWriter *writer)
{
  ns_wbxml_writer_start (writer, op_tags[command->op]);
  write_text (writer, NS_TAG_AIR_SYNC_CLIENT_ID, command->client_id);
  write_text (writer, NS_TAG_AIR_SYNC_SERVER_ID, command->server_id);
  write_text (writer, NS_TAG_AIR_SYNC_CLASS, command->class_name);
  ns_wbxml_writer_int (writer, NS_TAG_AIR_SYNC_STATUS, command->status);
  if (command->data != NULL)
    ns_wbxml_writer_node (writer, command->data);
  ns_wbxml_writer_end (writer);
}
