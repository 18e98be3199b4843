/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-step.h"

#include "intake/ns-intake.h"

/* What a running step knows. */
typedef struct
{
  const NsScenario *scenario; /* (unowned): outlives the step */
  const NsStep *step;         /* (unowned): the scenario's */
} Run;

typedef void (*StepFunc) (NsLabWorld *world, const Run *run, GTask *task);

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

static void
queue_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  const Run *run = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  if (item != NULL)
    ns_lab_world_name_item (g_task_get_source_object (task), run->step->argument, item->id);
  end_step (task, error);
}

static void
queue (NsLabWorld *world, const Run *run, GTask *task)
{
  const NsScenarioItem *item = ns_scenario_find_item (run->scenario, run->step->argument);
  GError *error = NULL;
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (item->bytes, item->name, &error);

  if (draft == NULL)
    end_step (task, error);
  else
    ns_store_enqueue_async (ns_lab_world_get_store (world), draft, g_task_get_cancellable (task), queue_cb, task);
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  NsCycleReport report;
  GError *error = NULL;

  ns_engine_cycle_finish (NS_ENGINE (source), result, &report, &error);
  end_step (user_data, error);
}

static void
cycle (NsLabWorld *world, const Run *run, GTask *task)
{
  ns_engine_cycle_async (ns_lab_world_get_engine (world), TRUE, g_task_get_cancellable (task), cycle_cb, task);
}

/* A demonstration that follows the computer's clock does not wait: its story only happens within a moment. */
static void
advance (NsLabWorld *world, const Run *run, GTask *task)
{
  NsClock *clock = ns_lab_world_get_clock (world);

  if (ns_clock_is_fake (clock))
    ns_clock_advance (clock, run->step->seconds * G_USEC_PER_SEC);
  end_step (task, NULL);
}

static void
fault (NsLabWorld *world, const Run *run, GTask *task)
{
  GError *error = NULL;

  ns_sim_server_fail_next (ns_lab_world_get_server (world), run->step->argument, &error);
  end_step (task, error);
}

static void
outlook_change (NsLabWorld *world, const Run *run, GTask *task)
{
  const NsStep *step = run->step;
  GError *error = NULL;

  ns_sim_server_outlook_change (ns_lab_world_get_server (world), step->argument, step->property, step->value, &error);
  end_step (task, error);
}

static void
outlook_delete (NsLabWorld *world, const Run *run, GTask *task)
{
  GError *error = NULL;

  ns_sim_server_outlook_delete (ns_lab_world_get_server (world), run->step->argument, &error);
  end_step (task, error);
}

static void
apply_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_apply_finish (NS_STORE (source), result, &error);
  end_step (user_data, error);
}

static void
apply (NsLabWorld *world, const Run *run, NsEvent event, GTask *task)
{
  const gint64 id = ns_lab_world_find_item (world, run->step->argument);

  ns_store_apply_async (ns_lab_world_get_store (world), &id, 1, event, g_task_get_cancellable (task), apply_cb, task);
}

static void
resend (NsLabWorld *world, const Run *run, GTask *task)
{
  apply (world, run, NS_EVENT_RESEND, task);
}

static void
hold (NsLabWorld *world, const Run *run, GTask *task)
{
  apply (world, run, NS_EVENT_HOLD, task);
}

static void
delete_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_store_set_deleted_finish (NS_STORE (source), result, &error);
  end_step (user_data, error);
}

static void
delete (NsLabWorld *world, const Run *run, GTask *task)
{
  const gint64 id = ns_lab_world_find_item (world, run->step->argument);

  ns_store_set_deleted_async (ns_lab_world_get_store (world), &id, 1, TRUE, g_task_get_cancellable (task), delete_cb,
                              task);
}

static const StepFunc step_funcs[] = {
  [NS_STEP_QUEUE] = queue,
  [NS_STEP_CYCLE] = cycle,
  [NS_STEP_ADVANCE] = advance,
  [NS_STEP_FAULT] = fault,
  [NS_STEP_OUTLOOK_CHANGE] = outlook_change,
  [NS_STEP_OUTLOOK_DELETE] = outlook_delete,
  [NS_STEP_RESEND] = resend,
  [NS_STEP_DELETE] = delete,
  [NS_STEP_HOLD] = hold,
};

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
  g_task_set_task_data (task, run, g_free);
  step_funcs[step->type] (world, run, task);
}

/**
 * ns_lab_step_run_finish:
 * @world: the world
 * @result: from the callback
 * @error: of the layer that failed
 *
 * Returns: whether the step was done
 */
gboolean
ns_lab_step_run_finish (NsLabWorld *world, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, world), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
