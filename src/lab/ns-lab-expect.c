/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-expect.h"

#include "lab/ns-lab-step.h"
#include "model/ns-cause.h"

/* What an expectation is read with. */
typedef struct
{
  const NsScenario *scenario; /* (unowned): outlives the step */
  const NsStep *step;         /* (unowned): the scenario's */
} Question;

/* Ends an expectation that was not met. */
static void
disappoint (GTask *task, const char *expected, const char *is)
{
  g_task_return_new_error (task, NS_LAB_ERROR, NS_LAB_ERROR_EXPECTATION, "expected %s, but %s", expected, is);
}

static const char *
cause_id (NsOutcome outcome)
{
  const NsCause *cause = ns_cause_for (outcome);

  return cause != NULL ? cause->id : "none";
}

static gboolean
is_cause (NsOutcome outcome, const char *wanted)
{
  return wanted == NULL || g_str_equal (cause_id (outcome), wanted);
}

static void
compare_count (GTask *task, const char *what, guint count)
{
  const Question *question = g_task_get_task_data (task);
  g_autofree char *expected = g_strdup_printf ("%u %s", question->step->count, what);
  g_autofree char *is = g_strdup_printf ("there are %u", count);

  if (count == question->step->count)
    g_task_return_boolean (task, TRUE);
  else
    disappoint (task, expected, is);
}

static const char *
state_of (const NsItem *item)
{
  return item->deleted_at != 0 ? "deleted" : ns_state_nick (item->state);
}

static void
compare_states (GTask *task, GPtrArray *items)
{
  const NsStep *step = ((const Question *) g_task_get_task_data (task))->step;

  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);
      g_autofree char *expected = NULL, *is = NULL;

      if (g_str_equal (state_of (item), step->property) && is_cause (item->outcome, step->text))
        continue;
      expected = g_strdup_printf ("\"%s\" to be %s%s%s", step->item, step->property, step->text != NULL ? " by " : "",
                                  step->text != NULL ? step->text : "");
      is = g_strdup_printf ("\"%s\" is %s by %s", item->subject, state_of (item), cause_id (item->outcome));
      disappoint (task, expected, is);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

/* By what the server knows an item: a contact has nothing better there than its name. */
static const char *
name_on_server (const NsItem *item)
{
  if (item->message_id != NULL)
    return item->message_id;
  return item->kind == NS_KIND_EVENT && item->uid != NULL ? item->uid : item->subject;
}

static void
compare_copies (NsLabWorld *world, GTask *task, GPtrArray *items)
{
  const NsStep *step = ((const Question *) g_task_get_task_data (task))->step;

  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);
      const guint count = ns_sim_server_count (ns_lab_world_get_server (world), name_on_server (item));
      g_autofree char *expected = NULL, *is = NULL;

      if (count == step->count)
        continue;
      expected = g_strdup_printf ("%u copies of \"%s\"", step->count, step->item);
      is = g_strdup_printf ("the server has %u of \"%s\"", count, item->subject);
      disappoint (task, expected, is);
      return;
    }
  g_task_return_boolean (task, TRUE);
}

static void
items_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  g_autoptr (GPtrArray) items = ns_store_load_finish (NS_STORE (source), result, &error);

  if (items == NULL)
    g_task_return_error (task, error);
  else if (question->step->type == NS_STEP_EXPECT_COPIES)
    compare_copies (g_task_get_source_object (task), task, items);
  else
    compare_states (task, items);
}

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const Question *question = g_task_get_task_data (task);
  GError *error = NULL;
  NsTally tally;

  if (!ns_store_get_tally_finish (NS_STORE (source), result, &tally, &error))
    g_task_return_error (task, error);
  else if (question->step->type == NS_STEP_EXPECT_WAITING)
    compare_count (task, "items to wait", ns_tally_waiting (&tally));
  else
    compare_count (task, "items to need the user", ns_tally_needs_user (&tally));
}

static void
compare_fault (NsLabWorld *world, GTask *task, const NsStep *step)
{
  const char *id = cause_id (ns_lab_world_get_fault (world));
  g_autofree char *expected = g_strdup_printf ("the last cycle to end with the fault %s", step->text);
  g_autofree char *is = g_strdup_printf ("it ended with %s", id);

  if (g_str_equal (id, step->text))
    g_task_return_boolean (task, TRUE);
  else
    disappoint (task, expected, is);
}

static void
load_items (NsLabWorld *world, GTask *task, const Question *question)
{
  GError *error = NULL;
  const NsScenarioItem *held = ns_scenario_find_item (question->scenario, question->step->item);
  g_autoptr (GArray) ids = ns_lab_step_list_ids (world, question->scenario, question->step, &error);

  if (ids != NULL)
    {
      ns_store_load_async (ns_lab_world_get_store (world), (const gint64 *) ids->data, ids->len,
                           g_task_get_cancellable (task), items_cb, g_object_ref (task));
      return;
    }
  if (question->step->type == NS_STEP_EXPECT_STATE || held == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  /* What only the server has. */
  g_error_free (error);
  compare_count (task, "copies on the server",
                 ns_sim_server_count (ns_lab_world_get_server (world), held->uid != NULL &&
                                      g_str_equal (held->media_type, "text/calendar") ? held->uid : held->title));
}

/**
 * ns_lab_expect_async:
 * @world: an open world
 * @scenario: (transfer none): what the step belongs to; must live until @callback
 * @step: (transfer none): an expectation of it
 * @cancellable: (nullable): to give up
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Looks whether the world is as the scenario expects.
 */
void
ns_lab_expect_async (NsLabWorld *world, const NsScenario *scenario, const NsStep *step, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (world, cancellable, callback, user_data);
  Question *question = g_new0 (Question, 1);

  question->scenario = scenario;
  question->step = step;
  g_task_set_source_tag (task, ns_lab_expect_async);
  g_task_set_task_data (task, question, g_free);
  if (step->type == NS_STEP_EXPECT_FAULT)
    compare_fault (world, task, step);
  else if (step->type == NS_STEP_EXPECT_STATE || step->type == NS_STEP_EXPECT_COPIES)
    load_items (world, task, question);
  else
    ns_store_get_tally_async (ns_lab_world_get_store (world), cancellable, tally_cb, g_steal_pointer (&task));
}

/**
 * ns_lab_expect_finish:
 * @world: the world
 * @result: from the callback
 * @error: %NS_LAB_ERROR_EXPECTATION: what was expected, and what is; or that of the layer that failed
 *
 * Returns: whether the world is as expected
 */
gboolean
ns_lab_expect_finish (NsLabWorld *world, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, world), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
