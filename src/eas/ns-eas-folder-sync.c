/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-folder-sync.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-wbxml-writer.h"

#define STATUS_SUCCESS 1

/**
 * ns_eas_folder_new:
 * @server_id: its id
 * @parent_id: (nullable): its parent's
 * @name: (nullable): its display name
 * @type: its type
 *
 * Returns: (transfer full): a folder
 */
NsEasFolder *
ns_eas_folder_new (const char *server_id, const char *parent_id, const char *name, int type)
{
  NsEasFolder *folder = g_new0 (NsEasFolder, 1);

  folder->server_id = g_strdup (server_id);
  folder->parent_id = g_strdup (parent_id);
  folder->name = g_strdup (name);
  folder->type = type;
  return folder;
}

/**
 * ns_eas_folder_free:
 * @folder: (transfer full): a folder
 *
 * Frees a folder and all that it owns.
 */
void
ns_eas_folder_free (NsEasFolder *folder)
{
  g_free (folder->server_id);
  g_free (folder->parent_id);
  g_free (folder->name);
  g_free (folder);
}

/**
 * ns_eas_folder_sync_request_write:
 * @sync_key: the last key, or `0` for the whole list
 *
 * Returns: (transfer full): a request's body
 */
GBytes *
ns_eas_folder_sync_request_write (const char *sync_key)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC);
  ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_SYNC_KEY, sync_key);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

/**
 * ns_eas_folder_sync_request_parse:
 * @bytes: a request's body
 * @error: an #NsWbxmlError
 *
 * Returns: (transfer full) (nullable): the request's key
 */
char *
ns_eas_folder_sync_request_parse (GBytes *bytes, GError **error)
{
  g_autoptr (NsNode) root = ns_eas_document_read (bytes, NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC, error);

  if (root == NULL)
    return NULL;
  return g_strdup (ns_eas_document_require (root, NS_TAG_FOLDER_HIERARCHY_SYNC_KEY, error));
}

/**
 * ns_eas_folder_sync_init:
 * @response: (out caller-allocates): a response
 *
 * Makes a response without folders. Clear it with ns_eas_folder_sync_clear().
 */
void
ns_eas_folder_sync_init (NsEasFolderSync *response)
{
  *response = (NsEasFolderSync) { 0 };
  response->added = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_folder_free);
  response->updated = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_folder_free);
  response->deleted = g_ptr_array_new_with_free_func (g_free);
}

/**
 * ns_eas_folder_sync_clear:
 * @response: a response, or one that is all zero
 *
 * Frees what the struct owns.
 */
void
ns_eas_folder_sync_clear (NsEasFolderSync *response)
{
  g_free (response->sync_key);
  g_clear_pointer (&response->added, g_ptr_array_unref);
  g_clear_pointer (&response->updated, g_ptr_array_unref);
  g_clear_pointer (&response->deleted, g_ptr_array_unref);
  *response = (NsEasFolderSync) { 0 };
}

static void
write_folders (NsWbxmlWriter *writer, NsTag tag, GPtrArray *folders)
{
  for (guint i = 0; i < folders->len; i++)
    {
      const NsEasFolder *folder = g_ptr_array_index (folders, i);

      ns_wbxml_writer_start (writer, tag);
      ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_SERVER_ID, folder->server_id);
      if (folder->parent_id != NULL)
        ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_PARENT_ID, folder->parent_id);
      if (folder->name != NULL)
        ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_DISPLAY_NAME, folder->name);
      ns_wbxml_writer_int (writer, NS_TAG_FOLDER_HIERARCHY_TYPE, folder->type);
      ns_wbxml_writer_end (writer);
    }
}

static void
write_changes (NsWbxmlWriter *writer, const NsEasFolderSync *response)
{
  ns_wbxml_writer_start (writer, NS_TAG_FOLDER_HIERARCHY_CHANGES);
  ns_wbxml_writer_int (writer, NS_TAG_FOLDER_HIERARCHY_COUNT,
                       (int) (response->added->len + response->updated->len + response->deleted->len));
  write_folders (writer, NS_TAG_FOLDER_HIERARCHY_ADD, response->added);
  write_folders (writer, NS_TAG_FOLDER_HIERARCHY_UPDATE, response->updated);
  for (guint i = 0; i < response->deleted->len; i++)
    {
      ns_wbxml_writer_start (writer, NS_TAG_FOLDER_HIERARCHY_DELETE);
      ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_SERVER_ID, g_ptr_array_index (response->deleted, i));
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_folder_sync_response_write:
 * @response: a response
 *
 * Returns: (transfer full): its body; only a success has a key and changes
 */
GBytes *
ns_eas_folder_sync_response_write (const NsEasFolderSync *response)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC);
  ns_wbxml_writer_int (writer, NS_TAG_FOLDER_HIERARCHY_STATUS, response->status);
  if (response->sync_key != NULL)
    ns_wbxml_writer_text (writer, NS_TAG_FOLDER_HIERARCHY_SYNC_KEY, response->sync_key);
  if (response->status == STATUS_SUCCESS)
    write_changes (writer, response);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

static NsEasFolder *
parse_folder (const NsNode *node)
{
  return ns_eas_folder_new (ns_node_child_text (node, NS_TAG_FOLDER_HIERARCHY_SERVER_ID),
                            ns_node_child_text (node, NS_TAG_FOLDER_HIERARCHY_PARENT_ID),
                            ns_node_child_text (node, NS_TAG_FOLDER_HIERARCHY_DISPLAY_NAME),
                            ns_eas_document_int (node, NS_TAG_FOLDER_HIERARCHY_TYPE, NS_EAS_FOLDER_USER));
}

static gboolean
parse_change (const NsNode *node, NsEasFolderSync *out, GError **error)
{
  const NsTag tag = ns_node_tag (node);
  GPtrArray *list;

  if (tag == NS_TAG_FOLDER_HIERARCHY_ADD)
    list = out->added;
  else if (tag == NS_TAG_FOLDER_HIERARCHY_UPDATE)
    list = out->updated;
  else if (tag == NS_TAG_FOLDER_HIERARCHY_DELETE)
    list = out->deleted;
  else
    return TRUE;

  if (ns_eas_document_require (node, NS_TAG_FOLDER_HIERARCHY_SERVER_ID, error) == NULL)
    return FALSE;
  if (list == out->deleted)
    g_ptr_array_add (list, ns_eas_document_dup_text (node, NS_TAG_FOLDER_HIERARCHY_SERVER_ID));
  else
    g_ptr_array_add (list, parse_folder (node));
  return TRUE;
}

/**
 * ns_eas_folder_sync_response_parse:
 * @bytes: the body of an answer with HTTP status 200
 * @out: (out caller-allocates): the response; all zero on failure
 * @error: an #NsWbxmlError; a folder without ServerId is one, as the key that follows would lose it for ever
 *
 * Reads a response. A missing Status counts as success if there is a key. A folder without Type is a user's folder.
 *
 * Returns: whether it is a FolderSync response
 */
gboolean
ns_eas_folder_sync_response_parse (GBytes *bytes, NsEasFolderSync *out, GError **error)
{
  g_autoptr (NsNode) root = NULL;
  const NsNode *changes;

  *out = (NsEasFolderSync) { 0 };
  root = ns_eas_document_read (bytes, NS_TAG_FOLDER_HIERARCHY_FOLDER_SYNC, error);
  if (root == NULL)
    return FALSE;

  ns_eas_folder_sync_init (out);
  out->sync_key = ns_eas_document_dup_text (root, NS_TAG_FOLDER_HIERARCHY_SYNC_KEY);
  out->status = ns_eas_document_int (root, NS_TAG_FOLDER_HIERARCHY_STATUS,
                                     out->sync_key != NULL ? STATUS_SUCCESS : 0);
  changes = ns_node_child (root, NS_TAG_FOLDER_HIERARCHY_CHANGES);
  for (guint i = 0; changes != NULL && i < ns_node_n_children (changes); i++)
    if (!parse_change (ns_node_nth_child (changes, i), out, error))
      {
        ns_eas_folder_sync_clear (out);
        return FALSE;
      }
  if (out->status != 0)
    return TRUE;
  ns_eas_folder_sync_clear (out);
  return ns_eas_document_fail (root, error, "Status is missing");
}
