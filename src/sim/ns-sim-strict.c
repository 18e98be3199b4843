/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-strict.h"

#include <string.h>

/* Of SyncKey and ClientId (eas-facts 5.2, 5.8). */
#define MAX_TEXT 64

static gboolean
takes_ids (const NsEasSyncCollection *collection)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < collection->commands->len; i++)
    {
      const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, i);

      if (command->client_id != NULL && strlen (command->client_id) > MAX_TEXT)
        return FALSE;
      if (command->client_id != NULL && !g_hash_table_add (seen, command->client_id))
        return FALSE;
      if (command->server_id != NULL && !g_hash_table_add (seen, command->server_id))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_sim_strict_takes_collection:
 * @collection: what a Sync asks of one folder
 * @version: the protocol version
 *
 * Refuses a key or ClientId of more than 64 characters, two commands with one id (eas-facts 5.10), Conflict values that
 * do not exist, and up to 12.1 a Collection without its Class.
 *
 * Returns: whether a strict server would execute it; if not, it answers Status 4
 */
gboolean
ns_sim_strict_takes_collection (const NsEasSyncCollection *collection, NsEasVersion version)
{
  if (version <= NS_EAS_VERSION_12_1 && collection->class_name == NULL)
    return FALSE;
  if (collection->conflict != NS_EAS_ABSENT && collection->conflict > 1)
    return FALSE;
  return strlen (collection->sync_key) <= MAX_TEXT && takes_ids (collection);
}

/* ReminderSet is 0 or 1, and a recurrence has Type and Start (MS-ASTASK; eas-facts 8.5). */
static gboolean
takes_task (const NsNode *data)
{
  const char *reminder = ns_node_child_text (data, NS_TAG_TASKS_REMINDER_SET);
  const NsNode *recurrence = ns_node_child (data, NS_TAG_TASKS_RECURRENCE);

  if (reminder != NULL && !g_str_equal (reminder, "0") && !g_str_equal (reminder, "1"))
    return FALSE;
  return recurrence == NULL || (ns_node_child (recurrence, NS_TAG_TASKS_TYPE) != NULL &&
                                ns_node_child (recurrence, NS_TAG_TASKS_START) != NULL);
}

/* Of the class and its subclasses (MS-ASNOTE 2.2.2.5; eas-facts 8.6). */
static gboolean
takes_note (const NsNode *data)
{
  const char *class_name = ns_node_child_text (data, NS_TAG_NOTES_MESSAGE_CLASS);

  return g_strcmp0 (class_name, "IPM.StickyNote") == 0 ||
         (class_name != NULL && g_str_has_prefix (class_name, "IPM.StickyNote."));
}

/**
 * ns_sim_strict_takes_item:
 * @data: the ApplicationData of an item as the server would hold it
 * @class_name: the class of the folder
 *
 * Returns: whether a strict server can hold it; if not, it answers item status 6
 */
gboolean
ns_sim_strict_takes_item (const NsNode *data, const char *class_name)
{
  if (g_str_equal (class_name, "Tasks"))
    return takes_task (data);
  return !g_str_equal (class_name, "Notes") || takes_note (data);
}
