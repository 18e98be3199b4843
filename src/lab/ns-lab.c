/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-private.h"

#include "lab/ns-lab-fault.h"
#include "lab/ns-lab-step.h"

G_DEFINE_FINAL_TYPE (NsLab, ns_lab, G_TYPE_OBJECT)

enum
{
  SIGNAL_STEPPED,
  SIGNAL_REOPENED,
  SIGNAL_OPENED,
  SIGNAL_FAULTS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* A task's data is how many steps are to be done at its end. */
static void go_on (GTask *task);

static void
ns_lab_dispose (GObject *object)
{
  ns_lab_stop (NS_LAB (object));
  G_OBJECT_CLASS (ns_lab_parent_class)->dispose (object);
}

static void
ns_lab_finalize (GObject *object)
{
  NsLab *self = NS_LAB (object);

  ns_scenario_free (self->scenario);
  g_object_unref (self->clock);
  ns_lab_deeds_free (self->deeds);
  G_OBJECT_CLASS (ns_lab_parent_class)->finalize (object);
}

static void
ns_lab_class_init (NsLabClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ns_lab_dispose;
  object_class->finalize = ns_lab_finalize;

  signals[SIGNAL_STEPPED] = g_signal_new ("stepped", NS_TYPE_LAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[SIGNAL_REOPENED] = g_signal_new ("reopened", NS_TYPE_LAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
  signals[SIGNAL_OPENED] = g_signal_new ("opened", NS_TYPE_LAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                         G_TYPE_NONE, 1, G_TYPE_INT64);
  signals[SIGNAL_FAULTS] = g_signal_new ("faults", NS_TYPE_LAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                         0);
}

static void
ns_lab_init (NsLab *self)
{
  self->deeds = ns_lab_deeds_new ();
}

/**
 * ns_lab_new:
 * @scenario: (transfer full): what to play
 * @clock: the time of its first world; a fake one makes every play the same
 *
 * Returns: (transfer full): a lab in which nothing runs yet
 */
NsLab *
ns_lab_new (NsScenario *scenario, NsClock *clock)
{
  NsLab *self = g_object_new (NS_TYPE_LAB, NULL);

  self->scenario = scenario;
  self->clock = g_object_ref (clock);
  self->begin = ns_clock_now (clock);
  return self;
}

static void
end_way (GTask *task, GError *error)
{
  NsLab *self = g_task_get_source_object (task);

  self->busy = FALSE;
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
step_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsLab *self = g_task_get_source_object (task);
  const NsStep *step = g_ptr_array_index (self->scenario->steps, self->next_step);
  GError *error = NULL;

  ns_lab_step_run_finish (NS_LAB_WORLD (source), result, &error);
  if (error != NULL && !g_error_matches (error, NS_LAB_ERROR, NS_LAB_ERROR_EXPECTATION))
    {
      end_way (task, error);
      return;
    }
  self->next_step++;
  g_signal_emit (self, signals[SIGNAL_STEPPED], 0, self->next_step);
  if (step->type == NS_STEP_OPEN && error == NULL)
    g_signal_emit (self, signals[SIGNAL_OPENED], 0, ns_lab_find_item (self, step->item));
  if (error != NULL)
    end_way (task, error);
  else
    go_on (task);
}

static void
deed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (ns_lab_step_run_finish (NS_LAB_WORLD (source), result, &error))
    go_on (task);
  else
    end_way (task, error);
}

/* What was done by hand here is done again, in its order. */
static void
repeat_deed (NsLab *self, const NsLabDeed *deed, GTask *task)
{
  if (deed->step != NULL)
    {
      ns_lab_step_run_async (self->world, self->scenario, deed->step, g_task_get_cancellable (task), deed_cb, task);
      return;
    }
  ns_sim_server_remove_fault (ns_lab_world_get_server (self->world), deed->fault);
  go_on (task);
}

static void
go_on (GTask *task)
{
  NsLab *self = g_task_get_source_object (task);
  const guint target = GPOINTER_TO_UINT (g_task_get_task_data (task));
  const NsLabDeed *deed;
  GError *error = NULL;

  if (self->world == NULL)
    error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The demonstration was ended.");
  if (error != NULL || g_cancellable_set_error_if_cancelled (g_task_get_cancellable (task), &error))
    {
      end_way (task, error);
      return;
    }
  deed = ns_lab_deeds_next (self->deeds, self->next_step);
  if (deed != NULL)
    repeat_deed (self, deed, task);
  else if (self->next_step >= target)
    end_way (task, NULL);
  else
    {
      ns_lab_world_end_faults (self->world, self->next_step + 1);
      ns_lab_step_run_async (self->world, self->scenario, g_ptr_array_index (self->scenario->steps, self->next_step),
                             g_task_get_cancellable (task), step_cb, task);
    }
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsLab *self = g_task_get_source_object (task);
  GError *error = NULL;
  NsLabWorld *world = ns_lab_world_open_finish (result, &error);
  g_autoptr (NsLabWorld) old = NULL;

  if (world == NULL)
    {
      end_way (task, error);
      return;
    }
  old = g_steal_pointer (&self->world);
  self->world = world;
  self->next_step = 0;
  ns_lab_deeds_rewind (self->deeds);
  if (old != NULL)
    {
      g_signal_emit (self, signals[SIGNAL_REOPENED], 0);
      ns_lab_world_close (old);
    }
  go_on (task);
}

/* Where the clock of the first world has moved on, the next one begins where that began. */
static NsClock *
make_clock (NsLab *self)
{
  if (ns_clock_is_fake (self->clock) && ns_clock_now (self->clock) != self->begin)
    return ns_clock_new_fake (self->begin);
  return g_object_ref (self->clock);
}

static void
go_async (NsLab *self, guint target, gboolean fresh, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, go_async);
  g_task_set_task_data (task, GUINT_TO_POINTER (MIN (target, self->scenario->steps->len)), NULL);
  if (self->busy)
    {
      g_task_return_new_error (task, NS_LAB_ERROR, NS_LAB_ERROR_BUSY, "The last step has not ended yet.");
      return;
    }

  self->busy = TRUE;
  if (fresh)
    ns_lab_deeds_forget_after (self->deeds, target);
  if (fresh || self->world == NULL)
    {
      g_autoptr (NsClock) clock = make_clock (self);

      if (self->world != NULL)
        ns_engine_stop (ns_lab_world_get_engine (self->world));
      ns_lab_world_open_async (self->scenario, clock, cancellable, opened_cb, g_steal_pointer (&task));
    }
  else
    go_on (g_steal_pointer (&task));
}

/**
 * ns_lab_open_async:
 * @self: a lab
 * @cancellable: (nullable): to give up
 * @callback: called when the world is there
 * @user_data: for @callback
 *
 * Starts the server and makes the profile, as they are before the first step. Nothing happens where it was done.
 */
void
ns_lab_open_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  go_async (self, self->next_step, FALSE, cancellable, callback, user_data);
}

/**
 * ns_lab_step_async:
 * @self: a lab
 * @cancellable: (nullable): to give up
 * @callback: called when the step is done
 * @user_data: for @callback
 *
 * Does the next step; after the last one it does nothing. The world is opened where it is not open yet.
 */
void
ns_lab_step_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  go_async (self, self->next_step + 1, FALSE, cancellable, callback, user_data);
}

/**
 * ns_lab_play_async:
 * @self: a lab
 * @cancellable: (nullable): to stop before the next step
 * @callback: called when all steps are done
 * @user_data: for @callback
 *
 * Does all steps that are left, one after the other. The world is opened where it is not open yet. An expectation
 * that is not met ends the play behind it, so that one who goes on finds the next.
 */
void
ns_lab_play_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  go_async (self, G_MAXUINT, FALSE, cancellable, callback, user_data);
}

/**
 * ns_lab_seek_async:
 * @self: a lab
 * @n: how many steps are to be done; all where there are fewer
 * @cancellable: (nullable): to stop before the next step
 * @callback: called when the player is there
 * @user_data: for @callback
 *
 * Goes on to a step, or back to it by doing the steps before it again in a fresh world. What was done by hand up to
 * that step is done again, too; what was done later is forgotten.
 */
void
ns_lab_seek_async (NsLab *self, guint n, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  go_async (self, n, n < self->next_step, cancellable, callback, user_data);
}

/**
 * ns_lab_reset_async:
 * @self: a lab
 * @cancellable: (nullable): to give up
 * @callback: called when a fresh world is there
 * @user_data: for @callback
 *
 * Goes back to before the first step, in a fresh world, and forgets what was done by hand.
 */
void
ns_lab_reset_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  if (!self->busy)
    ns_lab_deeds_clear (self->deeds);
  go_async (self, 0, TRUE, cancellable, callback, user_data);
}

/**
 * ns_lab_finish:
 * @self: the lab
 * @result: from the callback
 * @error: #NsLabError, or that of the layer that failed
 *
 * Returns: whether the player is where it was sent to
 */
gboolean
ns_lab_finish (NsLab *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ns_lab_stop:
 * @self: the lab
 *
 * Ends the world and removes its profile; a step that runs ends with an error. A second call does nothing.
 */
void
ns_lab_stop (NsLab *self)
{
  if (self->world != NULL)
    ns_lab_world_close (self->world);
  g_clear_object (&self->world);
}

/**
 * ns_lab_get_scenario:
 * @self: a lab
 *
 * Returns: (transfer none): what it plays
 */
const NsScenario *
ns_lab_get_scenario (NsLab *self)
{
  return self->scenario;
}

/**
 * ns_lab_get_next_step:
 * @self: a lab
 *
 * Returns: how many steps are done, which is the index of the next one
 */
guint
ns_lab_get_next_step (NsLab *self)
{
  return self->next_step;
}

/**
 * ns_lab_is_busy:
 * @self: a lab
 *
 * Returns: whether it is on its way
 */
gboolean
ns_lab_is_busy (NsLab *self)
{
  return self->busy;
}

/**
 * ns_lab_get_clock:
 * @self: a lab
 *
 * Returns: (transfer none): the time of its world; before it is open, the time at which it will begin
 */
NsClock *
ns_lab_get_clock (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_get_clock (self->world) : self->clock;
}

/**
 * ns_lab_get_store:
 * @self: a lab
 *
 * Returns: (transfer none) (nullable): its outbox, while it is open
 */
NsStore *
ns_lab_get_store (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_get_store (self->world) : NULL;
}

/**
 * ns_lab_get_engine:
 * @self: a lab
 *
 * Returns: (transfer none) (nullable): its engine, while it is open
 */
NsEngine *
ns_lab_get_engine (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_get_engine (self->world) : NULL;
}

/**
 * ns_lab_get_server:
 * @self: a lab
 *
 * Returns: (transfer none) (nullable): its server, while it is open
 */
NsSimServer *
ns_lab_get_server (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_get_server (self->world) : NULL;
}

/**
 * ns_lab_find_item:
 * @self: a lab
 * @name: what the scenario calls an item
 *
 * Returns: the item in the outbox, or 0 where it was not queued yet
 */
gint64
ns_lab_find_item (NsLab *self, const char *name)
{
  return self->world != NULL ? ns_lab_world_find_item (self->world, name) : 0;
}

/**
 * ns_lab_get_device_software:
 * @self: a lab
 *
 * Returns: (nullable): the version of the device's software after the steps that are done
 */
const char *
ns_lab_get_device_software (NsLab *self)
{
  return self->world != NULL ? ns_lab_world_get_device_software (self->world) : self->scenario->device_software;
}
