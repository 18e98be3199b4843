/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-state.h"

#include "base/ns-json.h"

/* Its simple properties; what has parts of its own, and what has no name, is left out. */
static void
add_data (JsonBuilder *builder, const NsNode *data)
{
  json_builder_set_member_name (builder, "data");
  json_builder_begin_object (builder);
  for (guint i = 0; i < ns_node_n_children (data); i++)
    {
      const NsNode *child = ns_node_nth_child (data, i);
      const char *name = ns_tag_name (ns_node_tag (child));

      if (name != NULL && ns_node_text (child) != NULL)
        ns_json_add_string (builder, name, ns_node_text (child));
    }
  json_builder_end_object (builder);
}

/* Whether a person would say that both are the same thing. */
static gboolean
is_copy (const NsSimObject *a, const NsSimObject *b)
{
  if (a->message_id != NULL || b->message_id != NULL)
    return g_strcmp0 (a->message_id, b->message_id) == 0;
  if (a->uid != NULL || b->uid != NULL)
    return g_strcmp0 (a->uid, b->uid) == 0;
  return a->name != NULL && g_strcmp0 (a->name, b->name) == 0;
}

static guint
count_copies (const NsSimFolder *folder, const NsSimObject *object)
{
  guint copies = 0;

  for (guint i = 0; i < folder->objects->len; i++)
    {
      const NsSimObject *other = g_ptr_array_index (folder->objects, i);

      copies += other == object || is_copy (object, other);
    }
  return copies;
}

static void
add_object (JsonBuilder *builder, const NsSimFolder *folder, const NsSimObject *object)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "id", object->server_id);
  ns_json_add_string (builder, "name", object->name);
  ns_json_add_string (builder, "uid", object->uid);
  ns_json_add_string (builder, "message_id", object->message_id);
  ns_json_add_string (builder, "client_id", object->client_id);
  ns_json_add_string (builder, "changed_by", object->changed_by);
  ns_json_add_int (builder, "copies", count_copies (folder, object));
  add_data (builder, object->data);
  json_builder_end_object (builder);
}

static void
add_folder (JsonBuilder *builder, const NsSimFolder *folder)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "id", folder->server_id);
  ns_json_add_string (builder, "name", folder->name);
  ns_json_add_string (builder, "class", folder->class_name);
  json_builder_set_member_name (builder, "objects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < folder->objects->len; i++)
    add_object (builder, folder, g_ptr_array_index (folder->objects, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_mailbox (JsonBuilder *builder, const NsSimMailbox *mailbox)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "email", mailbox->email);
  json_builder_set_member_name (builder, "folders");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mailbox->folders->len; i++)
    add_folder (builder, g_ptr_array_index (mailbox->folders, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/**
 * ns_sim_state_dup_json:
 * @world: what a server holds
 *
 * Writes down all mailboxes: the user's, then those of everybody who got a mail, by their addresses. The server's
 * thread.
 *
 * Returns: (transfer full): one line of JSON; see ns_sim_server_dup_state()
 */
char *
ns_sim_state_dup_json (NsSimWorld *world)
{
  g_autoptr (JsonBuilder) builder = json_builder_new_immutable ();
  g_autoptr (GPtrArray) mailboxes = ns_sim_world_list_mailboxes (world);
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "mailboxes");
  json_builder_begin_array (builder);
  for (guint i = 0; i < mailboxes->len; i++)
    add_mailbox (builder, g_ptr_array_index (mailboxes, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}
