/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-sync-request.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-eas-sync-command-private.h"
#include "eas/ns-wbxml-writer.h"

/* Children of Collection in their strict order (MS-ASCMD 2.2.3.29.2). Class stands there up to 12.1 only. */
static const NsTag collection_order[] = {
  NS_TAG_AIR_SYNC_CLASS,       NS_TAG_AIR_SYNC_SYNC_KEY,          NS_TAG_AIR_SYNC_COLLECTION_ID,
  NS_TAG_AIR_SYNC_SUPPORTED,   NS_TAG_AIR_SYNC_DELETES_AS_MOVES,  NS_TAG_AIR_SYNC_GET_CHANGES,
  NS_TAG_AIR_SYNC_WINDOW_SIZE, NS_TAG_AIR_SYNC_CONVERSATION_MODE, NS_TAG_AIR_SYNC_OPTIONS,
  NS_TAG_AIR_SYNC_COMMANDS,
};

/* Children of Add, Change, Delete and Fetch: no operation has both ids. */
static const NsTag command_order[] = {
  NS_TAG_AIR_SYNC_CLASS,           NS_TAG_AIR_SYNC_CLIENT_ID, NS_TAG_AIR_SYNC_SERVER_ID,
  NS_TAG_AIR_SYNC_BASE_INSTANCE_ID, NS_TAG_EMAIL2_SEND,       NS_TAG_AIR_SYNC_APPLICATION_DATA,
};

typedef struct
{
  NsTag tag;
  gsize offset;
  gboolean is_boolean; /* an empty element counts as 1 */
} Number;

#define NUMBER(tag, field, is_boolean) { tag, G_STRUCT_OFFSET (NsEasSyncCollection, field), is_boolean }
#define NUMBER_AT(collection, number) (*(int *) G_STRUCT_MEMBER_P (collection, (number)->offset))

static const Number numbers[] = {
  NUMBER (NS_TAG_AIR_SYNC_DELETES_AS_MOVES, deletes_as_moves, TRUE),
  NUMBER (NS_TAG_AIR_SYNC_GET_CHANGES, get_changes, TRUE),
  NUMBER (NS_TAG_AIR_SYNC_WINDOW_SIZE, window_size, FALSE),
};

static const Number options[] = {
  NUMBER (NS_TAG_AIR_SYNC_FILTER_TYPE, filter_type, FALSE),
  NUMBER (NS_TAG_AIR_SYNC_CONFLICT, conflict, FALSE),
  NUMBER (NS_TAG_AIR_SYNC_MIME_SUPPORT, mime_support, FALSE),
};

static const Number body_preference[] = {
  NUMBER (NS_TAG_AIR_SYNC_BASE_TYPE, body_type, FALSE),
  NUMBER (NS_TAG_AIR_SYNC_BASE_TRUNCATION_SIZE, body_truncation, FALSE),
};

/**
 * ns_eas_sync_collection_new:
 * @class_name: (nullable): its class; needed up to 12.1
 * @sync_key: the key
 * @collection_id: the folder
 *
 * Returns: (transfer full): a collection without commands, all numbers %NS_EAS_ABSENT
 */
NsEasSyncCollection *
ns_eas_sync_collection_new (const char *class_name, const char *sync_key, const char *collection_id)
{
  NsEasSyncCollection *collection = g_new0 (NsEasSyncCollection, 1);

  collection->class_name = g_strdup (class_name);
  collection->sync_key = g_strdup (sync_key);
  collection->collection_id = g_strdup (collection_id);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    NUMBER_AT (collection, &numbers[i]) = NS_EAS_ABSENT;
  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    NUMBER_AT (collection, &options[i]) = NS_EAS_ABSENT;
  for (guint i = 0; i < G_N_ELEMENTS (body_preference); i++)
    NUMBER_AT (collection, &body_preference[i]) = NS_EAS_ABSENT;
  collection->commands = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_command_free);
  return collection;
}

/**
 * ns_eas_sync_collection_free:
 * @collection: (transfer full): a collection
 *
 * Frees a collection and all that it owns.
 */
void
ns_eas_sync_collection_free (NsEasSyncCollection *collection)
{
  g_free (collection->class_name);
  g_free (collection->sync_key);
  g_free (collection->collection_id);
  g_ptr_array_unref (collection->commands);
  g_free (collection);
}

static void
write_numbers (NsWbxmlWriter *writer, const NsEasSyncCollection *collection, const Number *table, guint n)
{
  for (guint i = 0; i < n; i++)
    if (NUMBER_AT (collection, &table[i]) != NS_EAS_ABSENT)
      ns_wbxml_writer_int (writer, table[i].tag, NUMBER_AT (collection, &table[i]));
}

static gboolean
has_body_preference (const NsEasSyncCollection *collection, NsEasVersion version)
{
  /* AirSyncBase came with 12.0; Type is the element that BodyPreference must have. */
  return collection->body_type != NS_EAS_ABSENT && version >= NS_EAS_VERSION_12_0;
}

static void
write_options (NsWbxmlWriter *writer, const NsEasSyncCollection *collection, NsEasVersion version)
{
  gboolean is_needed = has_body_preference (collection, version);

  for (guint i = 0; i < G_N_ELEMENTS (options); i++)
    is_needed = is_needed || NUMBER_AT (collection, &options[i]) != NS_EAS_ABSENT;
  /* An empty Options would replace what the server remembers. */
  if (!is_needed)
    return;

  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_OPTIONS);
  write_numbers (writer, collection, options, G_N_ELEMENTS (options));
  if (has_body_preference (collection, version))
    {
      ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_BASE_BODY_PREFERENCE);
      write_numbers (writer, collection, body_preference, G_N_ELEMENTS (body_preference));
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_end (writer);
}

static void
write_collection (NsWbxmlWriter *writer, const NsEasSyncCollection *collection, NsEasVersion version)
{
  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COLLECTION);
  if (version <= NS_EAS_VERSION_12_1 && collection->class_name != NULL)
    ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_CLASS, collection->class_name);
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_SYNC_KEY, collection->sync_key);
  ns_wbxml_writer_text (writer, NS_TAG_AIR_SYNC_COLLECTION_ID, collection->collection_id);
  write_numbers (writer, collection, numbers, G_N_ELEMENTS (numbers));
  write_options (writer, collection, version);
  if (collection->commands->len > 0)
    {
      ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COMMANDS);
      for (guint i = 0; i < collection->commands->len; i++)
        ns_eas_sync_command_write (g_ptr_array_index (collection->commands, i), writer);
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_sync_request_write:
 * @collections: (element-type NsEasSyncCollection): at least one, with %NS_EAS_SYNC_MAX_COMMANDS commands altogether
 *   at most
 * @version: the protocol version
 *
 * Writes a request's body. The same collections always give the same bytes, so that a batch can be replayed.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ns_eas_sync_request_write (GPtrArray *collections, NsEasVersion version)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_SYNC);
  ns_wbxml_writer_start (writer, NS_TAG_AIR_SYNC_COLLECTIONS);
  for (guint i = 0; i < collections->len; i++)
    write_collection (writer, g_ptr_array_index (collections, i), version);
  ns_wbxml_writer_end (writer);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

static gboolean
parse_numbers (const NsNode *node, const Number *table, guint n, NsEasSyncCollection *out, GError **error)
{
  for (guint i = 0; i < n; i++)
    {
      const NsNode *child = ns_node_child (node, table[i].tag);
      const char *text = child != NULL ? ns_node_text (child) : NULL;
      guint64 value = 1;

      if (child == NULL)
        continue;
      /* TruncationSize may be 4294967295: as good as no limit. */
      if (!(table[i].is_boolean && g_strcmp0 (text, "") == 0)
          && (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &value, NULL)))
        return ns_eas_document_fail (node, error, "%s is no number", ns_tag_name (table[i].tag));
      NUMBER_AT (out, &table[i]) = (int) MIN (value, G_MAXINT);
    }
  return TRUE;
}

static gboolean
parse_options (const NsNode *collection, NsEasSyncCollection *out, GError **error)
{
  const NsNode *node = ns_node_child (collection, NS_TAG_AIR_SYNC_OPTIONS);
  const NsNode *body;

  if (node == NULL)
    return TRUE;
  if (!parse_numbers (node, options, G_N_ELEMENTS (options), out, error))
    return FALSE;
  body = ns_node_child (node, NS_TAG_AIR_SYNC_BASE_BODY_PREFERENCE);
  return body == NULL || parse_numbers (body, body_preference, G_N_ELEMENTS (body_preference), out, error);
}

static gboolean
check_command (const NsNode *node, const NsEasSyncCommand *command, GError **error)
{
  const gboolean is_add = command->op == NS_EAS_SYNC_ADD;

  if (!ns_eas_document_check_order (node, command_order, G_N_ELEMENTS (command_order), error))
    return FALSE;
  if (ns_node_child (node, is_add ? NS_TAG_AIR_SYNC_SERVER_ID : NS_TAG_AIR_SYNC_CLIENT_ID) != NULL)
    return ns_eas_document_fail (node, error, "it has the id of another operation");
  if (ns_eas_document_require (node, is_add ? NS_TAG_AIR_SYNC_CLIENT_ID : NS_TAG_AIR_SYNC_SERVER_ID, error) == NULL)
    return FALSE;
  if (command->data == NULL && (is_add || command->op == NS_EAS_SYNC_CHANGE))
    return ns_eas_document_fail (node, error, "ApplicationData is missing");
  return TRUE;
}

static gboolean
parse_commands (const NsNode *collection, NsEasSyncCollection *out, guint *n_commands, GError **error)
{
  const NsNode *commands = ns_node_child (collection, NS_TAG_AIR_SYNC_COMMANDS);

  for (guint i = 0; commands != NULL && i < ns_node_n_children (commands); i++)
    {
      const NsNode *node = ns_node_nth_child (commands, i);
      g_autoptr (NsEasSyncCommand) command = ns_eas_sync_command_read (node);

      if (command == NULL || command->op == NS_EAS_SYNC_SOFT_DELETE)
        return ns_eas_document_fail (node, error, "this is no operation of a client");
      if (!check_command (node, command, error))
        return FALSE;
      if (++*n_commands > NS_EAS_SYNC_MAX_COMMANDS)
        return ns_eas_document_fail (commands, error, "there are more than %d", NS_EAS_SYNC_MAX_COMMANDS);
      g_ptr_array_add (out->commands, g_steal_pointer (&command));
    }
  return TRUE;
}

static NsEasSyncCollection *
parse_collection (const NsNode *node, NsEasVersion version, guint *n_commands, GError **error)
{
  const guint first = version <= NS_EAS_VERSION_12_1 ? 0 : 1;
  g_autoptr (NsEasSyncCollection) collection = NULL;
  const char *sync_key;
  const char *collection_id;

  if (ns_node_tag (node) != NS_TAG_AIR_SYNC_COLLECTION)
    {
      ns_eas_document_fail (node, error, "it may not stand in Collections");
      return NULL;
    }
  if (!ns_eas_document_check_order (node, collection_order + first, G_N_ELEMENTS (collection_order) - first, error))
    return NULL;
  sync_key = ns_eas_document_require (node, NS_TAG_AIR_SYNC_SYNC_KEY, error);
  if (sync_key == NULL)
    return NULL;
  collection_id = ns_eas_document_require (node, NS_TAG_AIR_SYNC_COLLECTION_ID, error);
  if (collection_id == NULL)
    return NULL;

  collection = ns_eas_sync_collection_new (ns_node_child_text (node, NS_TAG_AIR_SYNC_CLASS), sync_key, collection_id);
  if (!parse_numbers (node, numbers, G_N_ELEMENTS (numbers), collection, error)
      || !parse_options (node, collection, error) || !parse_commands (node, collection, n_commands, error))
    return NULL;
  return g_steal_pointer (&collection);
}

/**
 * ns_eas_sync_request_parse:
 * @bytes: a request's body; an empty one (12.1 and later) is for the caller to look at first
 * @version: the protocol version
 * @error: an #NsWbxmlError
 *
 * Reads a request as a strict server does: wrong order of elements, an operation without its id, or more than
 * %NS_EAS_SYNC_MAX_COMMANDS commands are refused (a server answers Status 4).
 *
 * Returns: (transfer full) (nullable) (element-type NsEasSyncCollection): its collections
 */
GPtrArray *
ns_eas_sync_request_parse (GBytes *bytes, NsEasVersion version, GError **error)
{
  g_autoptr (NsNode) root = ns_eas_document_read (bytes, NS_TAG_AIR_SYNC_SYNC, error);
  g_autoptr (GPtrArray) collections = NULL;
  const NsNode *list;
  guint n_commands = 0;

  if (root == NULL)
    return NULL;
  list = ns_node_child (root, NS_TAG_AIR_SYNC_COLLECTIONS);
  if (list == NULL || ns_node_n_children (list) == 0)
    {
      ns_eas_document_fail (root, error, "there is no Collection");
      return NULL;
    }

  collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_eas_sync_collection_free);
  for (guint i = 0; i < ns_node_n_children (list); i++)
    {
      NsEasSyncCollection *collection = parse_collection (ns_node_nth_child (list, i), version, &n_commands, error);

      if (collection == NULL)
        return NULL;
      g_ptr_array_add (collections, collection);
    }
  return g_steal_pointer (&collections);
}
