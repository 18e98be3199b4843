/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-step-private.h"

#include "intake/ns-intake.h"
#include "lab/ns-lab-expect.h"

typedef void (*StepFunc) (NsLabWorld *world, NsLabRun *run, GTask *task);

static void
run_free (NsLabRun *run)
{
  g_clear_pointer (&run->items, g_ptr_array_unref);
  g_free (run);
}

/**
 * ns_lab_run_end:
 * @task: (transfer full): a step
 * @error: (transfer full) (nullable): why it could not be done
 *
 * Ends a step.
 */
void
ns_lab_run_end (GTask *task, GError *error)
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
  g_autoptr (GPtrArray) items = step->id == 0 ? ns_scenario_list_items (scenario, step->item) : g_ptr_array_new ();
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = step->id != 0 ? step->id : ns_lab_world_find_item (world, step->item);

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
  NsLabRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  if (item == NULL)
    {
      ns_lab_run_end (task, error);
      return;
    }
  ns_lab_world_name_item (g_task_get_source_object (task), run->name, item->id);
  queue_next (task);
}

/**
 * ns_lab_run_enqueue:
 * @task: (transfer full): a step
 * @bytes: an item as a file of its kind
 * @name: what the scenario calls it
 *
 * Queues an item, or its deletion, and ends the step when no more are left.
 */
void
ns_lab_run_enqueue (GTask *task, GBytes *bytes, const char *name)
{
  NsLabWorld *world = g_task_get_source_object (task);
  NsLabRun *run = g_task_get_task_data (task);
  GError *error = NULL;
  const gboolean is_deletion = run->step->type == NS_STEP_QUEUE_DELETION;
  g_autoptr (NsDraft) draft = is_deletion ? ns_intake_read_deletion_bytes (bytes, name, &error)
                                          : ns_intake_read_bytes (bytes, name, &error);

  run->name = name;
  if (draft == NULL)
    ns_lab_run_end (task, error);
  else
    ns_store_enqueue_async (ns_lab_world_get_store (world), draft, g_task_get_cancellable (task), queue_cb, task);
}

/* One of many after the other, as a user sends them. */
static void
queue_next (GTask *task)
{
  NsLabRun *run = g_task_get_task_data (task);
  const NsScenarioItem *item;

  if (run->items == NULL || run->n_queued == run->items->len)
    {
      ns_lab_run_end (task, NULL);
      return;
    }
  item = g_ptr_array_index (run->items, run->n_queued++);
  ns_lab_run_enqueue (task, item->bytes, item->name);
}

static void
queue (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  run->items = ns_scenario_list_items (run->scenario, run->step->item);
  queue_next (task);
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsCycleReport report;
  GError *error = NULL;

  if (ns_engine_cycle_finish (NS_ENGINE (source), result, &report, &error))
    ns_lab_world_set_fault (g_task_get_source_object (task), report.fault);
  ns_lab_run_end (task, error);
}

static void
cycle (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  ns_engine_cycle_async (ns_lab_world_get_engine (world), run->step->type == NS_STEP_CYCLE,
                         g_task_get_cancellable (task), cycle_cb, task);
}

/* A demonstration that follows the computer's clock does not wait: its story only happens within a moment. */
static void
advance (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  NsClock *clock = ns_lab_world_get_clock (world);

  if (ns_clock_is_fake (clock))
    ns_clock_advance (clock, run->step->seconds * G_USEC_PER_SEC);
  ns_lab_run_end (task, NULL);
}

static void
upgrade_device (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  ns_lab_world_set_device_software (world, run->step->text);
  ns_lab_run_end (task, NULL);
}

static void
sign_in_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_lab_world_sign_in_finish (NS_LAB_WORLD (source), result, &error);
  ns_lab_run_end (user_data, error);
}

/* The server goes on at another address, and the user enters it. */
static void
switch_ssl (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  GError *error = NULL;

  if (!ns_sim_server_set_tls (ns_lab_world_get_server (world), run->step->on, &error))
    ns_lab_run_end (task, error);
  else
    ns_lab_world_sign_in_async (world, NULL, g_task_get_cancellable (task), sign_in_cb, task);
}

static void
enter_password (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  ns_lab_world_sign_in_async (world, run->step->text, g_task_get_cancellable (task), sign_in_cb, task);
}

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_apply_finish (NS_STORE (source), result, &error);
  ns_lab_run_end (user_data, error);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_set_deleted_finish (NS_STORE (source), result, &error);
  ns_lab_run_end (user_data, error);
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
use_items (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  NsStore *store = ns_lab_world_get_store (world);
  GCancellable *cancellable = g_task_get_cancellable (task);
  GError *error = NULL;
  g_autoptr (GArray) ids = ns_lab_step_list_ids (world, run->scenario, run->step, &error);
  const gint64 *first = ids != NULL ? (const gint64 *) ids->data : NULL;

  if (ids == NULL || run->step->type == NS_STEP_OPEN)
    ns_lab_run_end (task, error);
  else if (run->step->type == NS_STEP_DELETE)
    ns_store_set_deleted_async (store, first, ids->len, TRUE, cancellable, delete_cb, task);
  else
    ns_store_apply_async (store, first, ids->len, event_of (run->step->type), cancellable, apply_cb, task);
}

static void
pause_for_words (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  ns_lab_run_end (task, NULL);
}

static void
expect_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_lab_expect_finish (NS_LAB_WORLD (source), result, &error);
  ns_lab_run_end (user_data, error);
}

/* Where time does not pass as the story wants it, the world need not be as the story expects. */
static void
expect (NsLabWorld *world, NsLabRun *run, GTask *task)
{
  if (!ns_clock_is_fake (ns_lab_world_get_clock (world)))
    {
      ns_lab_run_end (task, NULL);
      return;
    }
  ns_lab_expect_async (world, run->scenario, run->step, g_task_get_cancellable (task), expect_cb, task);
}

static const StepFunc step_funcs[] = {
  [NS_STEP_QUEUE] = queue,
  [NS_STEP_QUEUE_DELETION] = queue,
  [NS_STEP_CYCLE] = cycle,
  [NS_STEP_CYCLE_SCHEDULED] = cycle,
  [NS_STEP_ADVANCE] = advance,
  [NS_STEP_PAUSE] = pause_for_words,
  [NS_STEP_FAULT] = ns_lab_run_change_server,
  [NS_STEP_FAULT_NONE] = ns_lab_run_change_server,
  [NS_STEP_OUTLOOK_CREATE] = ns_lab_run_create,
  [NS_STEP_OUTLOOK_CHANGE] = ns_lab_run_change_mailbox,
  [NS_STEP_OUTLOOK_DELETE] = ns_lab_run_change_mailbox,
  [NS_STEP_OUTLOOK_DISMISS] = ns_lab_run_change_mailbox,
  [NS_STEP_REMINDER] = ns_lab_run_fire,
  [NS_STEP_RESEND] = use_items,
  [NS_STEP_DELETE] = use_items,
  [NS_STEP_HOLD] = use_items,
  [NS_STEP_RELEASE] = use_items,
  [NS_STEP_OPEN] = use_items,
  [NS_STEP_CONFIRM] = use_items,
  [NS_STEP_UPGRADE_DEVICE] = upgrade_device,
  [NS_STEP_UPGRADE_SERVER] = ns_lab_run_change_server,
  [NS_STEP_SSL] = switch_ssl,
  [NS_STEP_NETWORK] = ns_lab_run_change_server,
  [NS_STEP_SERVER_PASSWORD] = ns_lab_run_change_server,
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
  NsLabRun *run = g_new0 (NsLabRun, 1);

  run->scenario = scenario;
  run->step = step;
  g_task_set_source_tag (task, ns_lab_step_run_async);
  g_task_set_task_data (task, run, (GDestroyNotify) run_free);
  step_funcs[step->type] (world, run, task);
}

/* Where in which file, and how the step is written; what was done by hand stands in none. */
static void
add_position (GError **error, const NsLabRun *run)
{
  g_autofree char *reason = g_strdup ((*error)->message);
  const GQuark domain = (*error)->domain;
  const int code = (*error)->code;

  const char *stop = g_str_has_suffix (reason, ".") ? "" : ".";

  g_clear_error (error);
  if (run->step->line == 0)
    g_set_error (error, domain, code, "\"%s\" cannot be done: %s%s", run->step->source, reason, stop);
  else
    g_set_error (error, domain, code, "The scenario \"%s\", line %u, \"%s\": %s%s", run->scenario->path,
               run->step->line, run->step->source, reason, stop);
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
