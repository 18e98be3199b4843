/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What somebody who watches does to a lab by hand. */
#include "config.h"
#include "lab/ns-lab-private.h"

#include "lab/ns-lab-step.h"
#include "sim/ns-sim-fault.h"

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsLab *self = g_task_get_source_object (task);
  GError *error = NULL;

  self->busy = FALSE;
  if (ns_lab_step_run_finish (NS_LAB_WORLD (source), result, &error))
    {
      g_task_return_boolean (task, TRUE);
      return;
    }
  if (g_task_get_task_data (task) == NULL)
    ns_lab_deeds_take_back (self->deeds);
  g_task_return_error (task, error);
}

static gboolean
check_ready (NsLab *self, GError **error)
{
  if (self->busy)
    g_set_error_literal (error, NS_LAB_ERROR, NS_LAB_ERROR_BUSY, "The last step has not ended yet.");
  else if (self->world == NULL)
    g_set_error_literal (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP, "No scenario is being played.");
  else
    return TRUE;
  return FALSE;
}

/* Takes @task and @step (nullable where @error is set). */
static void
run (NsLab *self, GTask *task, NsStep *step, GError *error)
{
  if (error == NULL && check_ready (self, &error))
    {
      self->busy = TRUE;
      /* Who only looks does nothing that could be done again. */
      if (ns_step_is_expectation (step))
        g_task_set_task_data (task, step, (GDestroyNotify) ns_step_free);
      else
        ns_lab_deeds_add (self->deeds, self->next_step, step, 0);
      ns_lab_step_run_async (self->world, self->scenario, step, g_task_get_cancellable (task), done_cb, task);
      return;
    }
  g_clear_pointer (&step, ns_step_free);
  g_task_return_error (task, error);
  g_object_unref (task);
}

/**
 * ns_lab_do_async:
 * @self: a lab
 * @text: a step as it stands in a scenario (notifysync-scenario(5)), such as `outlook deletes UID` or `cycle`
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * Does something that is no step of the scenario, and remembers it: going back does it again.
 */
void
ns_lab_do_async (NsLab *self, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                 gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  GError *error = NULL;
  NsStep *step = ns_step_new_by_hand (text, self->scenario, self->next_step, &error);

  g_task_set_source_tag (task, ns_lab_do_async);
  run (self, task, step, error);
}

/**
 * ns_lab_use_item_async:
 * @self: a lab
 * @what: %NS_STEP_RESEND or %NS_STEP_DELETE
 * @id: an item of its outbox
 * @cancellable: (nullable): to give up
 * @callback: called when it is done
 * @user_data: for @callback
 *
 * As ns_lab_do_async(), with the item that somebody points at.
 */
void
ns_lab_use_item_async (NsLab *self, NsStepType what, gint64 id, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  NsStep *step = g_new0 (NsStep, 1);

  g_task_set_source_tag (task, ns_lab_use_item_async);
  step->type = what;
  step->id = id;
  step->source = g_strdup_printf ("user %s #%" G_GINT64_FORMAT, what == NS_STEP_DELETE ? "deletes" : "resends", id);
  run (self, task, step, NULL);
}

static NsStep *
make_fault_step (NsLab *self, const char *text, guint until, GError **error)
{
  g_autofree char *quoted = g_shell_quote (text);
  g_autofree char *source =
    until != 0 ? g_strdup_printf ("fault %s until %u", quoted, until) : g_strdup_printf ("fault %s", quoted);

  return ns_step_new_by_hand (source, self->scenario, self->next_step, error);
}

/**
 * ns_lab_add_fault:
 * @self: a lab
 * @text: `COMMAND:FAULT[=VALUE][*[TIMES]][@TARGET]` (notifysync-simulator(1))
 * @until: the step of the scenario that ends it, counted from 1; 0 for as often as @text says
 * @error: #NsLabError or #NsSimError
 *
 * Lets requests to come fail, and remembers it.
 *
 * Returns: the fault's id, or 0
 */
guint
ns_lab_add_fault (NsLab *self, const char *text, guint until, GError **error)
{
  g_autoptr (NsSimFault) fault = check_ready (self, error) ? ns_sim_fault_parse (text, error) : NULL;
  NsStep *step = fault != NULL ? make_fault_step (self, text, until, error) : NULL;
  guint id;

  if (step == NULL)
    return 0;
  ns_lab_deeds_add (self->deeds, self->next_step, step, 0);
  id = ns_lab_world_push_fault (self->world, text, until, error);
  g_signal_emit_by_name (self, "faults");
  return id;
}

/**
 * ns_lab_remove_fault:
 * @self: a lab
 * @id: what ns_lab_add_fault() returned, or what ns_lab_list_faults() lists
 * @error: %NS_LAB_ERROR_STEP where no such fault is to come, or %NS_LAB_ERROR_BUSY
 *
 * Takes a fault back, and remembers it. What it already did stays done.
 *
 * Returns: whether it was still to come
 */
gboolean
ns_lab_remove_fault (NsLab *self, guint id, GError **error)
{
  if (!check_ready (self, error))
    return FALSE;
  if (!ns_sim_server_remove_fault (ns_lab_world_get_server (self->world), id))
    {
      g_set_error (error, NS_LAB_ERROR, NS_LAB_ERROR_STEP, "No fault with the number %u is to come.", id);
      return FALSE;
    }
  ns_lab_deeds_add (self->deeds, self->next_step, NULL, id);
  g_signal_emit_by_name (self, "faults");
  return TRUE;
}

/**
 * ns_lab_clear_faults:
 * @self: a lab
 * @error: %NS_LAB_ERROR_BUSY, or %NS_LAB_ERROR_STEP where nothing is played
 *
 * Takes all faults back, and remembers it.
 *
 * Returns: whether none is to come any more
 */
gboolean
ns_lab_clear_faults (NsLab *self, GError **error)
{
  if (!check_ready (self, error))
    return FALSE;
  ns_lab_deeds_add (self->deeds, self->next_step,
                    ns_step_new_by_hand ("fault none", self->scenario, self->next_step, NULL), 0);
  ns_sim_server_clear_faults (ns_lab_world_get_server (self->world));
  g_signal_emit_by_name (self, "faults");
  return TRUE;
}

/**
 * ns_lab_list_faults:
 * @self: a lab
 *
 * Returns: (transfer full) (element-type NsLabFault): the faults to come, in their order, those of the scenario too
 */
GPtrArray *
ns_lab_list_faults (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_list_faults (self->world) : g_ptr_array_new ();
}
