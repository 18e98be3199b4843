/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario.h"

#include "sim/ns-scenario-private.h"

#define ITEM_PREFIX "Item "

static const char *const scenario_keys[] = { "Name", "Title", "Description", "Clock", "Seed", NULL };
static const char *const server_keys[] = {
  "Product", "Versions", "Tls", "Provision", "ReplayMemory", "ClientIdMemory", "ConflictDetection", "SentCopies", NULL
};
static const char *const account_keys[] = { "Email", "User", "Password", NULL };

/**
 * ns_scenario_free:
 * @scenario: (transfer full): a scenario
 *
 * Frees it.
 */
void
ns_scenario_free (NsScenario *scenario)
{
  g_free (scenario->name);
  g_free (scenario->title);
  g_free (scenario->description);
  g_free (scenario->email);
  g_free ((char *) scenario->server.user);
  g_free ((char *) scenario->server.password);
  g_free ((char *) scenario->server.product);
  g_free ((char *) scenario->server.versions);
  g_ptr_array_unref (scenario->items);
  g_ptr_array_unref (scenario->steps);
  g_free (scenario);
}

/**
 * ns_scenario_find_item:
 * @scenario: a scenario
 * @name: an item's name
 *
 * Returns: (transfer none) (nullable): the item
 */
const NsScenarioItem *
ns_scenario_find_item (const NsScenario *scenario, const char *name)
{
  for (guint i = 0; i < scenario->items->len; i++)
    {
      const NsScenarioItem *item = g_ptr_array_index (scenario->items, i);

      if (g_str_equal (item->name, name))
        return item;
    }
  return NULL;
}

static gboolean
read_head (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  guint64 seed = 1;

  if (!ns_scenario_file_check_keys (file, "Scenario", scenario_keys, error))
    return FALSE;
  scenario->name = ns_scenario_file_dup_required (file, "Scenario", "Name", error);
  if (scenario->name == NULL)
    return FALSE;
  scenario->title = ns_scenario_file_dup_required (file, "Scenario", "Title", error);
  if (scenario->title == NULL)
    return FALSE;
  scenario->description = ns_scenario_file_dup_text (file, "Scenario", "Description");
  if (!ns_scenario_file_get_time (file, "Scenario", "Clock", &scenario->clock, error) ||
      !ns_scenario_file_get_number (file, "Scenario", "Seed", G_MAXUINT32, &seed, error))
    return FALSE;
  scenario->seed = (guint32) seed;
  return TRUE;
}

static gboolean
read_server (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  NsSimConfig *server = &scenario->server;
  gboolean replay_memory = TRUE, client_id_memory = TRUE, conflicts = TRUE, sent_copies = TRUE;

  if (!g_key_file_has_group (file->file, "Server"))
    return TRUE;
  if (!ns_scenario_file_check_keys (file, "Server", server_keys, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "Tls", &server->tls, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "Provision", &server->provision, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "ReplayMemory", &replay_memory, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "ClientIdMemory", &client_id_memory, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "ConflictDetection", &conflicts, error) ||
      !ns_scenario_file_get_boolean (file, "Server", "SentCopies", &sent_copies, error))
    return FALSE;
  server->product = ns_scenario_file_dup_text (file, "Server", "Product");
  server->versions = ns_scenario_file_dup_text (file, "Server", "Versions");
  server->no_replay_memory = !replay_memory;
  server->no_client_id_memory = !client_id_memory;
  server->no_conflicts = !conflicts;
  server->no_sent_copies = !sent_copies;
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
  return scenario->email != NULL;
}

static gboolean
read_items (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  static const char *const known[] = { "Scenario", "Server", "Account", "Steps", NULL };
  g_auto (GStrv) groups = g_key_file_get_groups (file->file, NULL);

  for (guint i = 0; groups[i] != NULL; i++)
    {
      NsScenarioItem *item;

      if (g_strv_contains (known, groups[i]))
        continue;
      if (!g_str_has_prefix (groups[i], ITEM_PREFIX))
        return ns_scenario_file_fail (file, groups[i], NULL, "this group is not known", error);
      item = ns_scenario_item_read (file, groups[i], scenario, error);
      if (item == NULL)
        return FALSE;
      g_ptr_array_add (scenario->items, item);
    }
  return TRUE;
}

/* The keys are numbered from 1 in their order, so that a step that was lost or moved is noticed. */
static gboolean
read_steps (const NsScenarioFile *file, NsScenario *scenario, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (file->file, "Steps", NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    {
      g_autofree char *number = g_strdup_printf ("%u", i + 1);
      NsStep *step;

      if (!g_str_equal (keys[i], number))
        return ns_scenario_file_fail (file, "Steps", keys[i], "the steps are not numbered 1, 2, 3 and so on", error);
      step = ns_step_parse (file, keys[i], scenario, error);
      if (step == NULL)
        return FALSE;
      g_ptr_array_add (scenario->steps, step);
    }
  return TRUE;
}

/**
 * ns_scenario_load:
 * @path: a `.scenario` file
 * @error: return location for %NS_SIM_ERROR_SCENARIO; the message names file, group and key
 *
 * Reads a scenario (notifysync-scenario(5)) and composes its items. Nothing is started.
 *
 * Returns: (transfer full) (nullable): the scenario
 */
NsScenario *
ns_scenario_load (const char *path, GError **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  const NsScenarioFile file = { key_file, path };
  g_autoptr (NsScenario) scenario = g_new0 (NsScenario, 1);
  g_autoptr (GError) cause = NULL;

  scenario->items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_scenario_item_free);
  scenario->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_step_free);
  if (!g_key_file_load_from_file (key_file, path, G_KEY_FILE_NONE, &cause))
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\" cannot be read: %s", path,
                   cause->message);
      return NULL;
    }
  if (!read_head (&file, scenario, error) || !read_server (&file, scenario, error) ||
      !read_account (&file, scenario, error) || !read_items (&file, scenario, error) ||
      !read_steps (&file, scenario, error))
    return NULL;
  return g_steal_pointer (&scenario);
}
