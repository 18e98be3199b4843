/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-mailbox.h"

/* The ids count from 11, so that a client that takes an id for a type is found out. */
#define FIRST_FOLDER_ID 11

static const NsEasFolderType types[] = {
  NS_EAS_FOLDER_INBOX, NS_EAS_FOLDER_DRAFTS,   NS_EAS_FOLDER_DELETED_ITEMS, NS_EAS_FOLDER_SENT_ITEMS,
  NS_EAS_FOLDER_TASKS, NS_EAS_FOLDER_CALENDAR, NS_EAS_FOLDER_CONTACTS,      NS_EAS_FOLDER_NOTES,
};

/**
 * ns_sim_mailbox_new:
 * @email: its address
 *
 * Returns: (transfer full): a mailbox with the default folders, all empty
 */
NsSimMailbox *
ns_sim_mailbox_new (const char *email)
{
  NsSimMailbox *self = g_new0 (NsSimMailbox, 1);

  self->email = g_ascii_strdown (email, -1);
  self->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_folder_free);
  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", FIRST_FOLDER_ID + (guint) i);

      g_ptr_array_add (self->folders, ns_sim_folder_new (id, types[i]));
    }
  return self;
}

/**
 * ns_sim_mailbox_free:
 * @self: (transfer full): a mailbox
 *
 * Frees it with all that it holds.
 */
void
ns_sim_mailbox_free (NsSimMailbox *self)
{
  g_ptr_array_unref (self->folders);
  g_free (self->email);
  g_free (self);
}

/**
 * ns_sim_mailbox_add_folder:
 * @self: a mailbox
 * @name: its display name
 * @class_name: what it holds
 *
 * Adds a folder that the user made.
 *
 * Returns: whether there is such a class
 */
gboolean
ns_sim_mailbox_add_folder (NsSimMailbox *self, const char *name, const char *class_name)
{
  g_autofree char *id = g_strdup_printf ("%u", FIRST_FOLDER_ID + self->folders->len);
  NsSimFolder *folder = ns_sim_folder_new_by_user (id, name, class_name);

  if (folder != NULL)
    g_ptr_array_add (self->folders, folder);
  return folder != NULL;
}

/**
 * ns_sim_mailbox_find_name:
 * @self: a mailbox
 * @name: (nullable): a folder's display name; %NULL is the default folder
 * @class_name: what it holds
 *
 * Returns: (transfer none) (nullable): the folder
 */
NsSimFolder *
ns_sim_mailbox_find_name (const NsSimMailbox *self, const char *name, const char *class_name)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      NsSimFolder *folder = g_ptr_array_index (self->folders, i);

      if (g_str_equal (folder->class_name, class_name) && (name == NULL || g_str_equal (folder->name, name)))
        return folder;
    }
  return NULL;
}

/**
 * ns_sim_mailbox_find_folder:
 * @self: a mailbox
 * @server_id: a folder's id
 *
 * Returns: (transfer none) (nullable): the folder
 */
NsSimFolder *
ns_sim_mailbox_find_folder (const NsSimMailbox *self, const char *server_id)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      NsSimFolder *folder = g_ptr_array_index (self->folders, i);

      if (g_strcmp0 (folder->server_id, server_id) == 0)
        return folder;
    }
  return NULL;
}

/**
 * ns_sim_mailbox_get_folder:
 * @self: a mailbox
 * @type: a default folder's type
 *
 * Returns: (transfer none): the folder
 */
NsSimFolder *
ns_sim_mailbox_get_folder (const NsSimMailbox *self, NsEasFolderType type)
{
  for (guint i = 0; i < self->folders->len; i++)
    {
      NsSimFolder *folder = g_ptr_array_index (self->folders, i);

      if (folder->type == type)
        return folder;
    }
  g_return_val_if_reached (NULL);
}

/**
 * ns_sim_mailbox_count_items:
 * @self: a mailbox
 * @text: what the objects are called
 *
 * Returns: how many events, contacts, tasks and notes @text means, in whatever folder
 */
guint
ns_sim_mailbox_count_items (const NsSimMailbox *self, const char *text)
{
  guint count = 0;

  for (guint i = 0; i < self->folders->len; i++)
    {
      const NsSimFolder *folder = g_ptr_array_index (self->folders, i);

      for (guint n = 0; n < folder->objects->len && !g_str_equal (folder->class_name, "Email"); n++)
        count += ns_sim_object_is_called (g_ptr_array_index (folder->objects, n), text);
    }
  return count;
}

/**
 * ns_sim_mailbox_count:
 * @self: a mailbox
 * @type: a default folder's type
 * @text: what the objects are called
 *
 * Returns: how many objects of that folder @text means
 */
guint
ns_sim_mailbox_count (const NsSimMailbox *self, NsEasFolderType type, const char *text)
{
  const NsSimFolder *folder = ns_sim_mailbox_get_folder (self, type);
  guint count = 0;

  for (guint i = 0; i < folder->objects->len; i++)
    count += ns_sim_object_is_called (g_ptr_array_index (folder->objects, i), text);
  return count;
}
