/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-folder.h"

/* Types of folders that users make (MS-ASCMD 2.2.3.186.3). */
static const struct
{
  const char *class_name;
  int type;
} user_kinds[] = {
  { "Email", 12 }, { "Calendar", 13 }, { "Contacts", 14 }, { "Tasks", 15 }, { "Notes", 17 },
};

static const struct
{
  NsEasFolderType type;
  const char *name;
  const char *class_name;
} kinds[] = {
  { NS_EAS_FOLDER_INBOX, "Inbox", "Email" },
  { NS_EAS_FOLDER_DRAFTS, "Drafts", "Email" },
  { NS_EAS_FOLDER_DELETED_ITEMS, "Deleted Items", "Email" },
  { NS_EAS_FOLDER_SENT_ITEMS, "Sent Items", "Email" },
  { NS_EAS_FOLDER_TASKS, "Tasks", "Tasks" },
  { NS_EAS_FOLDER_CALENDAR, "Calendar", "Calendar" },
  { NS_EAS_FOLDER_CONTACTS, "Contacts", "Contacts" },
  { NS_EAS_FOLDER_NOTES, "Notes", "Notes" },
};

static NsSimFolder *
new_folder (const char *server_id, int type)
{
  NsSimFolder *self = g_new0 (NsSimFolder, 1);

  self->server_id = g_strdup (server_id);
  self->type = (NsEasFolderType) type;
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_object_free);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  return self;
}

/**
 * ns_sim_folder_new_by_user:
 * @server_id: its id
 * @name: its display name
 * @class_name: what it holds
 *
 * Returns: (transfer full) (nullable): an empty folder; %NULL where there is no such class
 */
NsSimFolder *
ns_sim_folder_new_by_user (const char *server_id, const char *name, const char *class_name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (user_kinds); i++)
    {
      NsSimFolder *self;

      if (!g_str_equal (user_kinds[i].class_name, class_name))
        continue;
      self = new_folder (server_id, user_kinds[i].type);
      self->own_name = g_strdup (name);
      self->name = self->own_name;
      self->class_name = user_kinds[i].class_name;
      return self;
    }
  return NULL;
}

/**
 * ns_sim_folder_new:
 * @server_id: its id
 * @type: one of the default folders
 *
 * Returns: (transfer full): an empty folder
 */
NsSimFolder *
ns_sim_folder_new (const char *server_id, NsEasFolderType type)
{
  NsSimFolder *self = new_folder (server_id, (int) type);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (kinds[i].type == type)
      {
        self->name = kinds[i].name;
        self->class_name = kinds[i].class_name;
      }
  return self;
}

/**
 * ns_sim_folder_free:
 * @self: (transfer full): a folder
 *
 * Frees it with all that it holds.
 */
void
ns_sim_folder_free (NsSimFolder *self)
{
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->objects);
  g_free (self->server_id);
  g_free (self->own_name);
  g_free (self);
}

static void
insert (NsSimFolder *self, NsSimObject *object)
{
  g_ptr_array_add (self->objects, object);
  g_hash_table_insert (self->by_id, object->server_id, object);
}

static char *
next_id (NsSimFolder *self)
{
  return g_strdup_printf ("%s:%u", self->server_id, ++self->last_id);
}

/**
 * ns_sim_folder_add:
 * @self: a folder
 * @data: (transfer full): an ApplicationData
 * @revision: the change that this is
 * @changed_by: (nullable): the device that adds it
 *
 * Returns: (transfer none): the new object
 */
NsSimObject *
ns_sim_folder_add (NsSimFolder *self, NsNode *data, guint64 revision, const char *changed_by)
{
  g_autofree char *server_id = next_id (self);
  NsSimObject *object = ns_sim_object_new (server_id, data, revision, changed_by);

  insert (self, object);
  return object;
}

/**
 * ns_sim_folder_find:
 * @self: a folder
 * @server_id: an id
 *
 * Returns: (transfer none) (nullable): the object
 */
NsSimObject *
ns_sim_folder_find (const NsSimFolder *self, const char *server_id)
{
  return g_hash_table_lookup (self->by_id, server_id);
}

/**
 * ns_sim_folder_remove:
 * @self: a folder
 * @object: one of its objects
 *
 * Deletes the object for good.
 */
void
ns_sim_folder_remove (NsSimFolder *self, NsSimObject *object)
{
  g_hash_table_remove (self->by_id, object->server_id);
  g_ptr_array_remove (self->objects, object);
}

/**
 * ns_sim_folder_move:
 * @self: a folder
 * @object: one of its objects
 * @target: another folder
 * @revision: the change that this is
 *
 * Moves the object; it gets a new id, as at Exchange.
 */
void
ns_sim_folder_move (NsSimFolder *self, NsSimObject *object, NsSimFolder *target, guint64 revision)
{
  guint index;

  g_hash_table_remove (self->by_id, object->server_id);
  if (!g_ptr_array_find (self->objects, object, &index))
    g_return_if_reached ();
  g_ptr_array_steal_index (self->objects, index);

  g_free (object->server_id);
  object->server_id = next_id (target);
  object->revision = revision;
  insert (target, object);
}
