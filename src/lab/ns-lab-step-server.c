/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps that are done to the server, and by the mailbox's other client. */
#include "config.h"
#include "lab/ns-lab-step-private.h"

#include "lab/ns-lab-fault.h"
#include "sim/ns-sim-personality.h"

#include <string.h>

/* The device's version of an event whose reminder has fired: it is due at the start now. */
static GBytes *
fire_reminder (GBytes *event)
{
  g_autoptr (GRegex) trigger = g_regex_new ("TRIGGER[^\\r\\n]*", 0, 0, NULL);
  g_autofree char *fired = NULL;
  gsize size;
  const char *text = g_bytes_get_data (event, &size);

  if (!g_regex_match_full (trigger, text, (gssize) size, 0, 0, NULL, NULL))
    return NULL;
  fired = g_regex_replace_literal (trigger, text, (gssize) size, 0, "TRIGGER:-PT0M", 0, NULL);
  size = strlen (fired);
  return g_bytes_new_take (g_steal_pointer (&fired), size);
}

/* The version that the user queued last, or else the first of the scenario. */
static const NsScenarioItem *
find_event (NsLabWorld *world, const NsLabRun *run)
{
  const NsScenarioItem *found = ns_scenario_find_uid (run->scenario, run->step->uid);
  gint64 newest = 0;

  for (guint i = 0; i < run->scenario->items->len; i++)
    {
      const NsScenarioItem *item = g_ptr_array_index (run->scenario->items, i);
      const gint64 id = ns_lab_world_find_item (world, item->name);

      if (id > newest && g_strcmp0 (item->uid, run->step->uid) == 0)
        {
          found = item;
          newest = id;
        }
    }
  return found;
}

/**
 * ns_lab_run_fire:
 * @world: an open world
 * @run: (transfer none): the step
 * @task: (transfer full): stands for it
 *
 * Article 416: both sides send an update of the same event, and the two differ.
 */
void
ns_lab_run_fire (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  const char *uid = run->step->uid;
  g_autoptr (GBytes) fired = fire_reminder (find_event (world, run)->bytes);
  GError *error = NULL;

  if (fired == NULL)
    g_set_error (&error, NS_LAB_ERROR, NS_LAB_ERROR_STEP, "the event \"%s\" has no reminder", uid);
  else
    ns_sim_server_outlook_change (ns_lab_world_get_server (world), uid, "Reminder", "", &error);
  if (error != NULL)
    ns_lab_run_end (task, error);
  else
    ns_lab_run_enqueue (task, fired, run->step->item != NULL ? run->step->item : uid);
}

/**
 * ns_lab_run_change_server:
 * @world: an open world
 * @run: (transfer none): the step
 * @task: (transfer full): stands for it
 *
 * What is done to the server at once.
 */
void
ns_lab_run_change_server (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  NsSimServer *server = ns_lab_world_get_server (world);
  const NsStep *step = run->step;
  GError *error = NULL;

  if (step->type == NS_STEP_FAULT)
    ns_lab_world_push_fault (world, step->text, step->count, &error);
  else if (step->type == NS_STEP_FAULT_NONE)
    ns_sim_server_clear_faults (server);
  else if (step->type == NS_STEP_NETWORK)
    ns_sim_server_set_network (server, step->on, &error);
  else if (step->type == NS_STEP_SERVER_PASSWORD)
    ns_sim_server_set_password (server, step->text);
  else if (ns_sim_personality_find (step->text) != NULL)
    ns_sim_server_set_personality (server, step->text, &error);
  else
    ns_sim_server_set_product (server, step->text);
  ns_lab_run_end (task, error);
}

/**
 * ns_lab_run_change_mailbox:
 * @world: an open world
 * @run: (transfer none): the step
 * @task: (transfer full): stands for it
 *
 * What the mailbox's other client does with what is there.
 */
void
ns_lab_run_change_mailbox (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  NsSimServer *server = ns_lab_world_get_server (world);
  const NsStep *step = run->step;
  GError *error = NULL;

  if (step->type == NS_STEP_OUTLOOK_CHANGE)
    ns_sim_server_outlook_change (server, step->uid, step->property, step->text, &error);
  else if (step->type == NS_STEP_OUTLOOK_DISMISS)
    ns_sim_server_outlook_change (server, step->uid, "Reminder", "", &error);
  else
    ns_sim_server_outlook_delete (server, step->uid, &error);
  ns_lab_run_end (task, error);
}

/**
 * ns_lab_run_create:
 * @world: an open world
 * @run: (transfer none): the step
 * @task: (transfer full): stands for it
 *
 * The mailbox's other client makes items.
 */
void
ns_lab_run_create (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  g_autoptr (GPtrArray) items = ns_scenario_list_items (run->scenario, run->step->item);
  GError *error = NULL;

  for (guint i = 0; i < items->len && error == NULL; i++)
    ns_lab_world_put (world, g_ptr_array_index (items, i), &error);
  ns_lab_run_end (task, error);
}
