/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-engine.h"

#include "sync/ns-cycle.h"
#include "sync/ns-schedule.h"

G_DEFINE_QUARK (ns-engine-error-quark, ns_engine_error)

typedef struct
{
  GTask *task;         /* (owned) */
  NsCycleMode mode;
  gulong cancelled;    /* handler on the task's cancellable, or 0 */
} Request;

struct _NsEngine
{
  GObject parent_instance;

  NsStore *store;            /* (owned) */
  NsSecrets *secrets;        /* (owned) */
  NsSchedule *schedule;      /* (owned) */
  NsCycleMemory memory;
  NsCycle *cycle;            /* (owned) (nullable): while one runs */
  NsCertificate *refused;    /* (owned) (nullable): by the last cycle */
  GCancellable *cancellable; /* (owned) (nullable): of the cycle */
  GQueue running;            /* (element-type Request): whom the cycle serves */
  GQueue waiting;            /* (element-type Request): for the next one */
};

G_DEFINE_FINAL_TYPE (NsEngine, ns_engine, G_TYPE_OBJECT)

typedef enum
{
  PROP_BUSY = 1,
  PROP_NEXT_CYCLE_AT,
} NsEngineProperty;

static GParamSpec *properties[PROP_NEXT_CYCLE_AT + 1];

enum
{
  SIGNAL_PROGRESS,
  SIGNAL_CYCLE_ENDED,
  SIGNAL_ECHOES_CLEARED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* What a test request gives back. */
typedef struct
{
  NsOutcome fault;
  char *detail;       /* (owned) (nullable) */
  NsAccount *account; /* (owned) (nullable) */
} Findings;

static void run_next (NsEngine *self);

static void
findings_free (Findings *findings)
{
  g_free (findings->detail);
  g_clear_pointer (&findings->account, ns_account_unref);
  g_free (findings);
}

static void
request_free (Request *request)
{
  if (request->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (request->task), request->cancelled);
  g_object_unref (request->task);
  g_free (request);
}

static void
ns_engine_dispose (GObject *object)
{
  NsEngine *self = NS_ENGINE (object);

  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
  if (self->schedule != NULL)
    ns_schedule_stop (self->schedule);
  G_OBJECT_CLASS (ns_engine_parent_class)->dispose (object);
}

static void
ns_engine_finalize (GObject *object)
{
  NsEngine *self = NS_ENGINE (object);

  g_object_unref (self->schedule);
  g_object_unref (self->store);
  g_object_unref (self->secrets);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->refused, ns_certificate_unref);
  g_free (self->memory.device_model);
  g_free (self->memory.device_software);
  G_OBJECT_CLASS (ns_engine_parent_class)->finalize (object);
}

static void
ns_engine_get_property (GObject *object, guint property_id, GValue *value, GParamSpec *pspec)
{
  NsEngine *self = NS_ENGINE (object);

  switch ((NsEngineProperty) property_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, ns_engine_is_busy (self));
      break;
    case PROP_NEXT_CYCLE_AT:
      g_value_set_int64 (value, ns_engine_get_next_cycle_at (self));
      break;
    }
}

static void
ns_engine_class_init (NsEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->dispose = ns_engine_dispose;
  object_class->finalize = ns_engine_finalize;
  object_class->get_property = ns_engine_get_property;

  properties[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE, flags);
  properties[PROP_NEXT_CYCLE_AT] = g_param_spec_int64 ("next-cycle-at", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", NS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 5, G_TYPE_INT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT64,
                                           G_TYPE_UINT64);
  signals[SIGNAL_CYCLE_ENDED] = g_signal_new ("cycle-ended", NS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                              G_TYPE_NONE, 0);
  signals[SIGNAL_ECHOES_CLEARED] = g_signal_new ("echoes-cleared", NS_TYPE_ENGINE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                                 NULL, G_TYPE_NONE, 1, G_TYPE_ARRAY);
}

static void
ns_engine_init (NsEngine *self)
{
  g_queue_init (&self->running);
  g_queue_init (&self->waiting);
}

static void
next_at_cb (NsEngine *self)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NEXT_CYCLE_AT]);
}

static void
due_cb (NsEngine *self, gboolean is_urgent)
{
  ns_engine_cycle_async (self, is_urgent, NULL, NULL, NULL);
}

/**
 * ns_engine_new:
 * @store: the outbox
 * @secrets: where its account's password is
 *
 * Returns: (transfer full): an engine that waits to be asked
 */
NsEngine *
ns_engine_new (NsStore *store, NsSecrets *secrets)
{
  NsEngine *self = g_object_new (NS_TYPE_ENGINE, NULL);

  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->schedule = ns_schedule_new (store);
  g_signal_connect_object (self->schedule, "notify::next-at", G_CALLBACK (next_at_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->schedule, "due", G_CALLBACK (due_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ns_engine_get_store:
 * @self: an engine
 *
 * Returns: (transfer none): the outbox that it delivers
 */
NsStore *
ns_engine_get_store (NsEngine *self)
{
  return self->store;
}

/**
 * ns_engine_get_secrets:
 * @self: an engine
 *
 * Returns: (transfer none): where its account's password is
 */
NsSecrets *
ns_engine_get_secrets (NsEngine *self)
{
  return self->secrets;
}

static void
progress_cb (NsEngine *self, int stage, guint n, guint total, guint64 bytes_sent, guint64 bytes_total)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, stage, n, total, bytes_sent, bytes_total);
}

/* Whoever gives up ends the cycle for all that it serves: there is one way to the server, and it was asked to stop.
 * */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  g_cancellable_cancel (user_data);
}

static void
answer (NsCycle *cycle, Request *request, const NsCycleReport *report, const GError *error)
{
  Findings *findings;

  if (error != NULL)
    {
      g_task_return_error (request->task, g_error_copy (error));
      return;
    }
  if (request->mode != NS_CYCLE_MODE_TEST)
    {
      g_task_return_pointer (request->task, g_memdup2 (report, sizeof *report), g_free);
      return;
    }
  findings = g_new0 (Findings, 1);
  findings->fault = report->fault;
  findings->detail = g_strdup (ns_cycle_get_detail (cycle));
  findings->account = ns_account_copy (ns_cycle_get_account (cycle));
  g_task_return_pointer (request->task, findings, (GDestroyNotify) findings_free);
}

static void
cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsEngine) self = user_data;
  g_autoptr (NsCycle) cycle = g_steal_pointer (&self->cycle);
  /* Whoever is answered may ask for the next cycle at once, which is none of this one's. */
  g_autoptr (GCancellable) cancellable = g_steal_pointer (&self->cancellable);
  GQueue served = self->running;
  g_autoptr (GError) error = NULL;
  NsCycleReport report = { 0 };
  Request *request;

  g_queue_init (&self->running);
  ns_cycle_run_finish (cycle, result, &report, &error);
  g_signal_handlers_disconnect_by_data (cycle, self);
  g_clear_pointer (&self->refused, ns_certificate_unref);
  if (ns_cycle_get_refused (cycle) != NULL)
    self->refused = ns_certificate_ref (ns_cycle_get_refused (cycle));
  while ((request = g_queue_pop_head (&served)) != NULL)
    {
      answer (cycle, request, &report, error);
      request_free (request);
    }
  if (ns_cycle_get_cleared (cycle)->len > 0)
    g_signal_emit (self, signals[SIGNAL_ECHOES_CLEARED], 0, ns_cycle_get_cleared (cycle));
  g_signal_emit (self, signals[SIGNAL_CYCLE_ENDED], 0);

  if (self->waiting.length > 0 && self->cycle == NULL)
    run_next (self);
  else if (self->cycle == NULL)
    {
      ns_schedule_note_cycle (self->schedule, FALSE, error != NULL);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
    }
}

/* All who wait for a delivery are served by one cycle; a test is a cycle of its own. */
static NsCycleMode
take_requests (NsEngine *self)
{
  Request *first = g_queue_pop_head (&self->waiting);
  NsCycleMode mode = first->mode;

  g_queue_push_tail (&self->running, first);
  while (mode != NS_CYCLE_MODE_TEST && self->waiting.length > 0)
    {
      Request *next = g_queue_peek_head (&self->waiting);

      if (next->mode == NS_CYCLE_MODE_TEST)
        break;
      mode = MAX (mode, next->mode);
      g_queue_push_tail (&self->running, g_queue_pop_head (&self->waiting));
    }
  return mode;
}

static void
run_next (NsEngine *self)
{
  const NsCycleMode mode = take_requests (self);

  self->cancellable = g_cancellable_new ();
  for (GList *link = self->running.head; link != NULL; link = link->next)
    {
      Request *request = link->data;
      GCancellable *cancellable = g_task_get_cancellable (request->task);

      if (cancellable == NULL)
        continue;
      request->cancelled = g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (cancelled_cb),
                                                    self->cancellable, 0);
      if (g_cancellable_is_cancelled (cancellable))
        g_cancellable_cancel (self->cancellable);
    }

  self->cycle = ns_cycle_new (self->store, self->secrets, &self->memory, mode);
  g_signal_connect_swapped (self->cycle, "progress", G_CALLBACK (progress_cb), self);
  ns_schedule_note_cycle (self->schedule, TRUE, FALSE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
  ns_cycle_run_async (self->cycle, self->cancellable, cycle_cb, g_object_ref (self));
}

static void
add_request (NsEngine *self, GTask *task, NsCycleMode mode)
{
  Request *request = g_new0 (Request, 1);

  request->task = task;
  request->mode = mode;
  g_task_set_check_cancellable (task, FALSE);
  g_queue_push_tail (&self->waiting, request);
  if (self->cycle == NULL)
    run_next (self);
}

/**
 * ns_engine_cycle_async:
 * @self: an engine
 * @by_user: whether the user wants it: then no pause that was asked for holds it back
 * @cancellable: (nullable): ends the cycle at the next point where nothing is forgotten
 * @callback: (nullable): called when it has ended
 * @user_data: for @callback
 *
 * Runs one cycle. All who ask while one runs are served by one more after it, since what they mean may have come too
 * late for the one that runs.
 */
void
ns_engine_cycle_async (NsEngine *self, gboolean by_user, GCancellable *cancellable, GAsyncReadyCallback callback,
                       gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_engine_cycle_async);
  add_request (self, task, by_user ? NS_CYCLE_MODE_BY_USER : NS_CYCLE_MODE_SCHEDULED);
}

/**
 * ns_engine_cycle_finish:
 * @self: an engine
 * @result: from the callback
 * @report: (out caller-allocates) (optional): what the cycle did; zero where it failed
 * @error: %NS_ENGINE_ERROR, %NS_STORE_ERROR, %NS_CONNECTION_ERROR (account that cannot be used),
 *   %G_IO_ERROR_CANCELLED
 *
 * Returns: whether the cycle came to its end; that the server could not be reached is in @report, not in @error
 */
gboolean
ns_engine_cycle_finish (NsEngine *self, GAsyncResult *result, NsCycleReport *report, GError **error)
{
  g_autofree NsCycleReport *told = NULL;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  told = g_task_propagate_pointer (G_TASK (result), error);
  if (report != NULL)
    *report = told != NULL ? *told : (NsCycleReport) { 0 };
  return told != NULL;
}

/**
 * ns_engine_test_async:
 * @self: an engine
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Tries the account: versions, policy, folders. Nothing is delivered.
 */
void
ns_engine_test_async (NsEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_engine_test_async);
  add_request (self, task, NS_CYCLE_MODE_TEST);
}

/**
 * ns_engine_test_finish:
 * @self: an engine
 * @result: from the callback
 * @fault: (out caller-allocates): what is wrong; domain %NS_DOMAIN_NONE where nothing is
 * @detail: (out) (optional) (nullable) (transfer full): the other side's own words about it
 * @account: (out) (optional) (transfer full): the account with what was learned
 * @error: as in ns_engine_cycle_finish()
 *
 * Returns: whether the test came to its end
 */
gboolean
ns_engine_test_finish (NsEngine *self, GAsyncResult *result, NsOutcome *fault, char **detail, NsAccount **account,
                       GError **error)
{
  Findings *findings;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  findings = g_task_propagate_pointer (G_TASK (result), error);
  if (findings == NULL)
    return FALSE;
  *fault = findings->fault;
  if (detail != NULL)
    *detail = g_steal_pointer (&findings->detail);
  if (account != NULL)
    *account = g_steal_pointer (&findings->account);
  findings_free (findings);
  return TRUE;
}

/**
 * ns_engine_get_step:
 * @self: an engine that tests the account
 *
 * Returns: how far the test has got; %NS_ACCOUNT_STEP_REACH where none runs
 */
NsAccountStep
ns_engine_get_step (NsEngine *self)
{
  return self->cycle != NULL ? ns_cycle_get_step (self->cycle) : NS_ACCOUNT_STEP_REACH;
}

/**
 * ns_engine_get_refused:
 * @self: an engine
 *
 * Returns: (transfer none) (nullable): the certificate that the server showed in the last cycle or test, where it was
 *   not accepted; valid until the next one ends
 */
const NsCertificate *
ns_engine_get_refused (NsEngine *self)
{
  return self->refused;
}

/**
 * ns_engine_start:
 * @self: an engine
 *
 * From now on it runs by itself: when something is queued, when a pause is over, when the network returns.
 */
void
ns_engine_start (NsEngine *self)
{
  ns_schedule_start (self->schedule);
}

/**
 * ns_engine_stop:
 * @self: an engine
 *
 * Takes ns_engine_start() back and ends a running cycle; what is on the wire is settled by the next one.
 */
void
ns_engine_stop (NsEngine *self)
{
  ns_schedule_stop (self->schedule);
  if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

/**
 * ns_engine_is_busy:
 * @self: an engine
 *
 * Returns: whether a cycle runs
 */
gboolean
ns_engine_is_busy (NsEngine *self)
{
  return self->cycle != NULL;
}

/**
 * ns_engine_get_next_cycle_at:
 * @self: an engine
 *
 * Returns: when the next cycle will run by itself, or 0
 */
gint64
ns_engine_get_next_cycle_at (NsEngine *self)
{
  return ns_schedule_get_next_at (self->schedule);
}

/**
 * ns_engine_set_timeout:
 * @self: an engine
 * @timeout: microseconds; 0 for the usual time
 *
 * Sets how long cycles that begin from now on wait for the beginning of an answer, and for each further piece of it.
 */
void
ns_engine_set_timeout (NsEngine *self, gint64 timeout)
{
  self->memory.timeout = timeout;
}

/**
 * ns_engine_set_device:
 * @self: an engine
 * @model: (nullable): a handheld, such as `BlackBerry 8320`; %NULL is this computer
 * @software: (nullable): the version of a handheld's software, such as `4.5.0.77`; %NULL is this computer's
 *
 * Lets cycles that begin from now on tell the server of that device, and deliver as its software did, duplicates
 * included (ns_old_device_misses()). For demonstrations against the simulated server alone: nothing else calls it,
 * and no setting reaches it.
 */
void
ns_engine_set_device (NsEngine *self, const char *model, const char *software)
{
  g_free (self->memory.device_model);
  self->memory.device_model = g_strdup (model);
  g_free (self->memory.device_software);
  self->memory.device_software = g_strdup (software);
}

/**
 * ns_engine_get_attempt:
 * @self: an engine
 * @item_id: an item
 *
 * Returns: (transfer none) (nullable): the try of the item that is on the wire now, as far as it has got; %NULL where
 *   it is not. Valid until the main loop runs again.
 */
const NsAttempt *
ns_engine_get_attempt (NsEngine *self, gint64 item_id)
{
  return self->cycle != NULL ? ns_cycle_get_attempt (self->cycle, item_id) : NULL;
}

/**
 * ns_engine_get_deadline:
 * @self: an engine
 *
 * Returns: when the request that is on the wire will be given up unless more of its answer comes, by the monotonic
 *   clock in microseconds; 0 where none is waited for
 */
gint64
ns_engine_get_deadline (NsEngine *self)
{
  return self->cycle != NULL ? ns_cycle_get_deadline (self->cycle) : 0;
}
