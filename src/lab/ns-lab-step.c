/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-step.h"

#include "intake/ns-intake.h"
#include "sim/ns-sim-personality.h"
#include "lab/ns-lab-expect.h"

#include <string.h>

/* What a running step knows. */
typedef struct
{
  const NsScenario *scenario; /* (unowned): outlives the step */
  const NsStep *step;         /* (unowned): the scenario's */
  GPtrArray *items;           /* (owned) (nullable) (element-type NsScenarioItem): what is to be queued */
  guint n_queued;
  const char *name;           /* (unowned) (nullable): of the item that is being queued */
} Run;

typedef void (*StepFunc) (NsLabWorld *world, Run *run, GTask *task);

static void
run_free (Run *run)
{
  g_clear_pointer (&run->items, g_ptr_array_unref);
  g_free (run);
}

/* Ends a step that @task (transfer full) stands for; @error is (transfer full) (nullable). */
static void
end_step (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

/**
 * ns_lab_step_list_ids:
 * @world: an open world
 * @scenario: (transfer none): what the step belongs to
 * @step: a step that names an item
 * @error: %NS_LAB_ERROR_STEP
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the items in the outbox that it means; at least one
 */
GArray *
ns_lab_step_list_ids (NsLabWorld *world, const NsScenario *scenario, const NsStep *step, GError **error)
{
  g_autoptr (GPtrArray) items = ns_scenario_list_items (scenario, step->item);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = ns_lab_world_find_item (world, step->item);

  if (id != 0)
    g_array_append_val (ids, id);
  for (guint i = 0; i < items->len && id == 0; i++)
    {
      const NsScenarioItem *item = g_ptr_array_index (items, i);
      const gint64 one = ns_lab_world_find_item (world, item->name);

      if (one != 0)
        g_array_append_val (ids, one);
    }
  if (ids->len > 0 && (id != 0 || ids->len == items->len))
    return g_steal_pointer (&ids);
  g_set_error (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP, "\"%s\" was not queued yet", step->item);
  return NULL;
}

static void queue_next (GTask *task);

static void
queue_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  if (item == NULL)
    {
      end_step (task, error);
      return;
    }
  ns_lab_world_name_item (g_task_get_source_object (task), run->name, item->id);
  queue_next (task);
}

static void
enqueue (GTask *task, GBytes *bytes, const char *name)
{
  NsLabWorld *world = g_task_get_source_object (task);
  Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (bytes, name, &error);

  run->name = name;
  if (draft == NULL)
    end_step (task, error);
  else
    ns_store_enqueue_async (ns_lab_world_get_store (world), draft, g_task_get_cancellable (task), queue_cb, task);
}

/* One of many after the other, as a user sends them. */
static void
queue_next (GTask *task)
{
  Run *run = g_task_get_task_data (task);
  const NsScenarioItem *item;

  if (run->items == NULL || run->n_queued == run->items->len)
    {
      end_step (task, NULL);
      return;
    }
  item = g_ptr_array_index (run->items, run->n_queued++);
  enqueue (task, item->bytes, item->name);
}

static void
queue (NsLabWorld *world, Run *run, GTask *task)
{
  run->items = ns_scenario_list_items (run->scenario, run->step->item);
  queue_next (task);
}

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
find_event (NsLabWorld *world, const Run *run)
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

/* Article 416: both sides send an update of the same event, and the two differ. */
static void
fire (NsLabWorld *world, Run *run, GTask *task)
{
  const char *uid = run->step->uid;
  g_autoptr (GBytes) fired = fire_reminder (find_event (world, run)->bytes);
  GError *error = NULL;

  if (fired == NULL)
    g_set_error (&error, NS_LAB_ERROR, NS_LAB_ERROR_STEP, "the event \"%s\" has no reminder", uid);
  else
    ns_sim_server_outlook_change (ns_lab_world_get_server (world), uid, "Reminder", "", &error);
  if (error != NULL)
    end_step (task, error);
  else
    enqueue (task, fired, run->step->item != NULL ? run->step->item : uid);
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsCycleReport report;
  GError *error = NULL;

  if (ns_engine_cycle_finish (NS_ENGINE (source), result, &report, &error))
    ns_lab_world_set_fault (g_task_get_source_object (task), report.fault);
  end_step (task, error);
}

static void
cycle (NsLabWorld *world, Run *run, GTask *task)
{
  ns_engine_cycle_async (ns_lab_world_get_engine (world), run->step->type == NS_STEP_CYCLE,
                         g_task_get_cancellable (task), cycle_cb, task);
}

/* A demonstration that follows the computer's clock does not wait: its story only happens within a moment. */
static void
advance (NsLabWorld *world, Run *run, GTask *task)
{
  NsClock *clock = ns_lab_world_get_clock (world);

  if (ns_clock_is_fake (clock))
    ns_clock_advance (clock, run->step->seconds * G_USEC_PER_SEC);
  end_step (task, NULL);
}

/* What is done to the server at once. */
static void
change_server (NsLabWorld *world, Run *run, GTask *task)
{
  NsSimServer *server = ns_lab_world_get_server (world);
  const NsStep *step = run->step;
  GError *error = NULL;

  if (step->type == NS_STEP_FAULT)
    ns_sim_server_fail_next (server, step->text, &error);
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
  end_step (task, error);
}

/* What the mailbox's other client does. */
static void
change_mailbox (NsLabWorld *world, Run *run, GTask *task)
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
  end_step (task, error);
}

static void
create (NsLabWorld *world, Run *run, GTask *task)
{
  g_autoptr (GPtrArray) items = ns_scenario_list_items (run->scenario, run->step->item);
  GError *error = NULL;

  for (guint i = 0; i < items->len && error == NULL; i++)
    ns_lab_world_put (world, g_ptr_array_index (items, i), &error);
  end_step (task, error);
}

static void
upgrade_device (NsLabWorld *world, Run *run, GTask *task)
{
  ns_lab_world_set_device_software (world, run->step->text);
  end_step (task, NULL);
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_lab_world_sign_in_finish (NS_LAB_WORLD (source), result, &error);
  end_step (user_data, error);
}

/* The server goes on at another address, and the user enters it. */
static void
switch_ssl (NsLabWorld *world, Run *run, GTask *task)
{
  GError *error = NULL;

  if (!ns_sim_server_set_tls (ns_lab_world_get_server (world), run->step->on, &error))
    end_step (task, error);
  else
    ns_lab_world_sign_in_async (world, NULL, g_task_get_cancellable (task), sign_in_cb, task);
}

static void
enter_password (NsLabWorld *world, Run *run, GTask *task)
{
  ns_lab_world_sign_in_async (world, run->step->text, g_task_get_cancellable (task), sign_in_cb, task);
}

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_apply_finish (NS_STORE (source), result, &error);
  end_step (user_data, error);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_set_deleted_finish (NS_STORE (source), result, &error);
  end_step (user_data, error);
}

static NsEvent
event_of (NsStepType type)
{
  if (type == NS_STEP_RESEND)
    return NS_EVENT_RESEND;
  if (type == NS_STEP_HOLD)
    return NS_EVENT_HOLD;
  return type == NS_STEP_RELEASE ? NS_EVENT_RELEASE : NS_EVENT_ARRIVED;
}

/* What the user does with items of the outbox. */
static void
use_items (NsLabWorld *world, Run *run, GTask *task)
{
  NsStore *store = ns_lab_world_get_store (world);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GArray) ids = ns_lab_step_list_ids (world, run->scenario, run->step, &error);
  const gint64 *first = ids != NULL ? (const gint64 *) ids->data : NULL;

  if (ids == NULL || run->step->type == NS_STEP_OPEN)
    end_step (task, error);
  else if (run->step->type == NS_STEP_DELETE)
    ns_store_set_deleted_async (store, first, ids->len, TRUE, cancellable, delete_cb, task);
  else
    ns_store_apply_async (store, first, ids->len, event_of (run->step->type), cancellable, apply_cb, task);
}

static void
pause_for_words (NsLabWorld *world, Run *run, GTask *task)
{
  end_step (task, NULL);
}

static void
expect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_lab_expect_finish (NS_LAB_WORLD (source), result, &error);
  end_step (user_data, error);
}

/* Where time does not pass as the story wants it, the world need not be as the story expects. */
static void
expect (NsLabWorld *world, Run *run, GTask *task)
{
  if (!ns_clock_is_fake (ns_lab_world_get_clock (world)))
    {
      end_step (task, NULL);
      return;
    }
  ns_lab_expect_async (world, run->scenario, run->step, g_task_get_cancellable (task), expect_cb, task);
}

static const StepFunc step_funcs[] = {
  [NS_STEP_QUEUE] = queue,
  [NS_STEP_CYCLE] = cycle,
  [NS_STEP_CYCLE_SCHEDULED] = cycle,
  [NS_STEP_ADVANCE] = advance,
  [NS_STEP_PAUSE] = pause_for_words,
  [NS_STEP_FAULT] = change_server,
  [NS_STEP_FAULT_NONE] = change_server,
  [NS_STEP_OUTLOOK_CREATE] = create,
  [NS_STEP_OUTLOOK_CHANGE] = change_mailbox,
  [NS_STEP_OUTLOOK_DELETE] = change_mailbox,
  [NS_STEP_OUTLOOK_DISMISS] = change_mailbox,
  [NS_STEP_REMINDER] = fire,
  [NS_STEP_RESEND] = use_items,
  [NS_STEP_DELETE] = use_items,
  [NS_STEP_HOLD] = use_items,
  [NS_STEP_RELEASE] = use_items,
  [NS_STEP_OPEN] = use_items,
  [NS_STEP_CONFIRM] = use_items,
  [NS_STEP_UPGRADE_DEVICE] = upgrade_device,
  [NS_STEP_UPGRADE_SERVER] = change_server,
  [NS_STEP_SSL] = switch_ssl,
  [NS_STEP_NETWORK] = change_server,
  [NS_STEP_SERVER_PASSWORD] = change_server,
  [NS_STEP_USER_PASSWORD] = enter_password,
  [NS_STEP_EXPECT_STATE] = expect,
  [NS_STEP_EXPECT_COPIES] = expect,
  [NS_STEP_EXPECT_NEEDS_USER] = expect,
  [NS_STEP_EXPECT_WAITING] = expect,
  [NS_STEP_EXPECT_FAULT] = expect,
};

G_STATIC_ASSERT (G_N_ELEMENTS (step_funcs) == NS_STEP_LAST + 1);

/**
 * ns_lab_step_run_async:
 * @world: an open world
 * @scenario: (transfer none): what the step belongs to; must live until @callback
 * @step: (transfer none): one of its steps
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does one step to a world.
 */
void
ns_lab_step_run_async (NsLabWorld *world, const NsScenario *scenario, const NsStep *step, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (world, cancellable, callback, user_data);
  Run *run = g_new0 (Run, 1);

  run->scenario = scenario;
  run->step = step;
  g_task_set_source_tag (task, ns_lab_step_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  step_funcs[step->type] (world, run, task);
}

/* Where in which file, and how the step is written. */
static void
add_position (GError **error, const Run *run)
{
  g_autofree char *reason = g_strdup ((*error)->message);
  const GQuark domain = (*error)->domain;
  const int code = (*error)->code;

  g_clear_error (error);
  g_set_error (error, domain, code, "The scenario \"%s\", line %u, \"%s\": %s%s", run->scenario->path,
               run->step->line, run->step->source, reason, g_str_has_suffix (reason, ".") ? "" : ".");
}

/**
 * ns_lab_step_run_finish:
 * @world: the world
 * @result: from the callback
 * @error: of the layer that failed; the message names the file, the line and the step
 *
 * Returns: whether the step was done, and what it expects is so
 */
gboolean
ns_lab_step_run_finish (NsLabWorld *world, GAsyncResult *result, GError **error)
{
  GError *cause = NULL;

  g_return_val_if_fail (g_task_is_valid (result, world), FALSE);
  if (g_task_propagate_boolean (G_TASK (result), &cause))
    return TRUE;
  add_position (&cause, g_task_get_task_data (G_TASK (result)));
  g_propagate_error (error, cause);
  return FALSE;
}
