/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario.h"

#include "sim/ns-scenario-private.h"
#include "sim/ns-sim-personality.h"
#include "sim/ns-sim-policy.h"

#include <string.h>

static const char *const scenario_keys[] = { "Name", "Title", "Description", "Clock", "Seed", NULL };
static const char *const device_keys[] = { "Model", "Software", NULL };
static const char *const server_keys[] = {
  "Personality", "Product", "Versions", "Tls", "Provision", "Policies", "ReplayMemory", "ClientIdMemory",
  "ConflictDetection", "SentCopies", NULL
};
static const char *const account_keys[] = { "Email", "User", "Password", "CompareBeforeSending", NULL };

/**
 * ns_scenario_folder_free:
 * @folder: (transfer full): a folder
 *
 * Frees it.
 */
void
ns_scenario_folder_free (NsScenarioFolder *folder)
{
  g_free (folder->name);
  g_free (folder->class_name);
  g_free (folder);
}

/**
 * ns_scenario_free:
 * @scenario: (transfer full): a scenario
 *
 * Frees it.
 */
void
ns_scenario_free (NsScenario *scenario)
{
  g_free (scenario->path);
  g_free (scenario->name);
  g_free (scenario->device_model);
  g_free (scenario->device_software);
  g_free (scenario->title);
  g_free (scenario->description);
  g_free (scenario->email);
  g_free ((char *) scenario->server.user);
  g_free ((char *) scenario->server.password);
  g_free ((char *) scenario->server.personality);
  g_free ((char *) scenario->server.product);
  g_free ((char *) scenario->server.versions);
  g_free ((char *) scenario->server.policies);
  g_ptr_array_unref (scenario->items);
  g_ptr_array_unref (scenario->server_items);
  g_ptr_array_unref (scenario->folders);
  g_ptr_array_unref (scenario->steps);
  g_free (scenario);
}

static const NsScenarioItem *
find_name (GPtrArray *items, const char *name)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsScenarioItem *item = g_ptr_array_index (items, i);

      if (g_str_equal (item->name, name))
        return item;
    }
  return NULL;
}

/**
 * ns_scenario_find_item:
 * @scenario: a scenario
 * @name: an item's name
 *
 * Returns: (transfer none) (nullable): the item of that name, of the outbox or of the server
 */
const NsScenarioItem *
ns_scenario_find_item (const NsScenario *scenario, const char *name)
{
  const NsScenarioItem *item = find_name (scenario->items, name);

  return item != NULL ? item : find_name (scenario->server_items, name);
}

/**
 * ns_scenario_find_uid:
 * @scenario: a scenario
 * @uid: the UID of an event
 *
 * Returns: (transfer none) (nullable): the first item with that UID, of the outbox or of the server
 */
const NsScenarioItem *
ns_scenario_find_uid (const NsScenario *scenario, const char *uid)
{
  GPtrArray *const both[] = { scenario->items, scenario->server_items };

  for (gsize n = 0; n < G_N_ELEMENTS (both); n++)
    for (guint i = 0; i < both[n]->len; i++)
      {
        const NsScenarioItem *item = g_ptr_array_index (both[n], i);

        if (g_strcmp0 (item->uid, uid) == 0 && g_str_equal (item->media_type, "text/calendar"))
          return item;
      }
  return NULL;
}

/**
 * ns_scenario_list_items:
 * @scenario: a scenario
 * @name: an item's name, or that of a group with a Count
 *
 * Returns: (transfer container) (element-type NsScenarioItem): what steps mean by @name, in order; may be empty
 */
GPtrArray *
ns_scenario_list_items (const NsScenario *scenario, const char *name)
{
  GPtrArray *items = g_ptr_array_new ();

  for (guint i = 0; i < scenario->items->len; i++)
    {
      NsScenarioItem *item = g_ptr_array_index (scenario->items, i);

      if (g_str_equal (item->name, name) || g_strcmp0 (item->series, name) == 0)
        g_ptr_array_add (items, item);
    }
  return items;
}

static gboolean
read_head (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  g_autofree char *title = NULL;
  guint64 seed = 1;

  if (!ns_scenario_file_check_keys (file, "Scenario", scenario_keys, error))
    return FALSE;
  scenario->name = ns_scenario_file_dup_required (file, "Scenario", "Name", error);
  if (scenario->name == NULL)
    return FALSE;
  title = ns_scenario_file_dup_required (file, "Scenario", "Title", error);
  if (title == NULL)
    return FALSE;
  scenario->title = ns_scenario_file_dup_words (file, "Scenario", "Title");
  scenario->description = ns_scenario_file_dup_words (file, "Scenario", "Description");
  if (!ns_scenario_file_get_time (file, "Scenario", "Clock", &scenario->clock, error) ||
      !ns_scenario_file_get_number (file, "Scenario", "Seed", G_MAXUINT32, &seed, error))
    return FALSE;
  scenario->seed = (guint32) seed;
  return TRUE;
}

/* A key that is missing leaves the personality as it is. */
static gboolean
read_switch (const NsScenarioFile *file, const char *key, gboolean is_lack, int *out, GError **error)
{
  gboolean value = FALSE;

  if (!g_key_file_has_key (file->file, "Server", key, NULL))
    return TRUE;
  if (!ns_scenario_file_get_boolean (file, "Server", key, &value, error))
    return FALSE;
  *out = value != is_lack ? TRUE : NS_SIM_NO;
  return TRUE;
}

static gboolean
read_personality (const NsScenarioFile *file, NsSimConfig *server, GError **error)
{
  server->personality = ns_scenario_file_dup_text (file, "Server", "Personality");
  return ns_sim_personality_find (server->personality) != NULL
         || ns_scenario_file_fail (file, "Server", "Personality", "there is no such personality", error);
}

/* Who has policies asks devices to take them, unless the file says otherwise. */
static gboolean
read_policies (const NsScenarioFile *file, NsSimConfig *server, GError **error)
{
  g_autofree char *reason = NULL;

  server->policies = ns_scenario_file_dup_text (file, "Server", "Policies");
  if (server->policies == NULL)
    return TRUE;
  if (!ns_sim_policy_check (server->policies, &reason))
    return ns_scenario_file_fail (file, "Server", "Policies", reason, error);
  if (server->provision == 0)
    server->provision = TRUE;
  return TRUE;
}

static gboolean
read_server (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  NsSimConfig *server = &scenario->server;

  if (!g_key_file_has_group (file->file, "Server"))
    return TRUE;
  if (!ns_scenario_file_check_keys (file, "Server", server_keys, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "Tls", &server->tls, error) ||
      !read_personality (file, server, error) ||
      !read_switch (file, "Provision", FALSE, &server->provision, error) ||
      !read_policies (file, server, error) ||
      !read_switch (file, "ReplayMemory", TRUE, &server->no_replay_memory, error) ||
      !read_switch (file, "ClientIdMemory", TRUE, &server->no_client_id_memory, error) ||
      !read_switch (file, "ConflictDetection", TRUE, &server->no_conflicts, error) ||
      !read_switch (file, "SentCopies", TRUE, &server->no_sent_copies, error))
    return FALSE;
  server->product = ns_scenario_file_dup_text (file, "Server", "Product");
  server->versions = ns_scenario_file_dup_text (file, "Server", "Versions");
  return TRUE;
}

static gboolean
read_account (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  NsSimConfig *server = &scenario->server;

  if (!ns_scenario_file_check_keys (file, "Account", account_keys, error))
    return FALSE;
  scenario->email = ns_scenario_file_dup_required (file, "Account", "Email", error);
  server->email = scenario->email;
  server->user = ns_scenario_file_dup_text (file, "Account", "User");
  server->password = ns_scenario_file_dup_text (file, "Account", "Password");
  scenario->compares_first = TRUE;
  return scenario->email != NULL && ns_scenario_file_get_boolean (file, "Account", "CompareBeforeSending",
                                                                  &scenario->compares_first, error);
}

static gboolean
read_device (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  if (!g_key_file_has_group (file->file, "Device"))
    return TRUE;
  if (!ns_scenario_file_check_keys (file, "Device", device_keys, error))
    return FALSE;
  scenario->device_model = ns_scenario_file_dup_text (file, "Device", "Model");
  scenario->device_software = ns_scenario_file_dup_text (file, "Device", "Software");
  return TRUE;
}

static gboolean
read_folder (const NsScenarioFile *file, const char *group, NsScenario *scenario, GError **error)
{
  static const char *const folder_keys[] = { "Class", NULL };
  static const char *const classes[] = { "Email", "Calendar", "Contacts", "Tasks", "Notes", NULL };
  g_autofree char *class_name = ns_scenario_file_dup_required (file, group, "Class", error);
  NsScenarioFolder *folder;

  if (class_name == NULL || !ns_scenario_file_check_keys (file, group, folder_keys, error))
    return FALSE;
  if (!g_strv_contains (classes, class_name))
    return ns_scenario_file_fail (file, group, "Class", "it must be Email, Calendar, Contacts, Tasks or Notes", error);
  folder = g_new0 (NsScenarioFolder, 1);
  folder->name = g_strdup (group + strlen (NS_SCENARIO_FOLDER));
  folder->class_name = g_steal_pointer (&class_name);
  g_ptr_array_add (scenario->folders, folder);
  return TRUE;
}

static gboolean
read_items (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  static const char *const known[] = { "Scenario", "Device", "Server", "Account", "Steps", NULL };
  g_auto (GStrv) groups = g_key_file_get_groups (file->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      if (g_strv_contains (known, groups[i]))
        continue;
      if (g_str_has_prefix (groups[i], NS_SCENARIO_FOLDER))
        {
          if (!read_folder (file, groups[i], scenario, error))
            return FALSE;
          continue;
        }
      if (!g_str_has_prefix (groups[i], NS_SCENARIO_ITEM) && !g_str_has_prefix (groups[i], NS_SCENARIO_SERVER_ITEM))
        return ns_scenario_file_fail (file, groups[i], NULL, "this group is not known", error);
      if (!ns_scenario_items_read (file, groups[i], scenario, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_scenario_load:
 * @path: a `.scenario` file
 * @error: return location for %NS_SIM_ERROR_SCENARIO; the message names file, line, group and key
 *
 * Reads a scenario (notifysync-scenario(5)) and composes its items. Nothing is started.
 *
 * Returns: (transfer full) (nullable): the scenario
 */
NsScenario *
ns_scenario_load (const char *path, GError **error)
{
  g_auto (NsScenarioFile) file = { 0 };
  g_autoptr (NsScenario) scenario = g_new0 (NsScenario, 1);

  scenario->path = g_strdup (path);
  scenario->items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_scenario_item_free);
  scenario->server_items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_scenario_item_free);
  scenario->folders = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_scenario_folder_free);
  scenario->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_step_free);
  if (!ns_scenario_file_open (&file, path, error) || !read_head (&file, scenario, error) ||
      !read_device (&file, scenario, error) || !read_server (&file, scenario, error) ||
      !read_account (&file, scenario, error) || !read_items (&file, scenario, error) ||
      !ns_scenario_steps_read (&file, scenario, error))
    return NULL;
  return g_steal_pointer (&scenario);
}
