/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-cycle.h"

#include "sync/ns-backoff.h"
#include "sync/ns-cycle-private.h"

G_DEFINE_FINAL_TYPE (NsCycle, ns_cycle, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static GPtrArray *
new_items (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
}

/* Deletions carry no data, so there are gaps. */
static void
unref_data (gpointer data)
{
  if (data != NULL)
    ns_node_unref (data);
}

static void
ns_cycle_dispose (GObject *object)
{
  NsCycle *self = NS_CYCLE (object);

  ns_cycle_drop_batch (self);
  g_clear_object (&self->connection);
  g_clear_object (&self->lookup);
  g_clear_pointer (&self->lock, ns_engine_lock_release);
  G_OBJECT_CLASS (ns_cycle_parent_class)->dispose (object);
}

static void
ns_cycle_finalize (GObject *object)
{
  NsCycle *self = NS_CYCLE (object);

  g_object_unref (self->store);
  g_object_unref (self->secrets);
  g_object_unref (self->clock);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_clear_pointer (&self->account, ns_account_unref);
  g_clear_pointer (&self->collections, g_ptr_array_unref);
  g_clear_pointer (&self->journal, g_ptr_array_unref);
  g_free (self->fault_detail);
  g_clear_pointer (&self->refused, ns_certificate_unref);
  g_free (self->pull_id);
  g_free (self->conflict_folder);
  g_hash_table_unref (self->blocked);
  g_hash_table_unref (self->tried);
  g_hash_table_unref (self->requeued);
  ns_bisection_free (self->bisection);
  g_hash_table_unref (self->pulled);
  g_hash_table_unref (self->primed);
  g_ptr_array_unref (self->queue);
  g_ptr_array_unref (self->picked);
  g_ptr_array_unref (self->good);
  g_ptr_array_unref (self->data);
  g_clear_pointer (&self->mime, g_bytes_unref);
  g_clear_pointer (&self->ahead, ns_item_unref);
  g_clear_pointer (&self->ahead_mime, g_bytes_unref);
  g_ptr_array_unref (self->bad);
  g_ptr_array_unref (self->repeated);
  g_ptr_array_unref (self->bad_results);
  g_ptr_array_unref (self->conflicts);
  g_ptr_array_unref (self->conflict_data);
  g_array_unref (self->cleared);
  g_ptr_array_unref (self->objects);
  g_clear_pointer (&self->sightings, g_ptr_array_unref);
  G_OBJECT_CLASS (ns_cycle_parent_class)->finalize (object);
}

static void
ns_cycle_class_init (NsCycleClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ns_cycle_dispose;
  object_class->finalize = ns_cycle_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", NS_TYPE_CYCLE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 5, G_TYPE_INT, G_TYPE_UINT, G_TYPE_UINT, G_TYPE_UINT64,
                                           G_TYPE_UINT64);
}

static void
ns_cycle_init (NsCycle *self)
{
  self->blocked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->pulled = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->primed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->tried = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->bisection = ns_bisection_new ();
  self->requeued = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  self->cleared = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->queue = new_items ();
  self->picked = new_items ();
  self->good = new_items ();
  self->bad = new_items ();
  self->repeated = new_items ();
  self->conflicts = new_items ();
  self->data = g_ptr_array_new_with_free_func (unref_data);
  self->conflict_data = g_ptr_array_new_with_free_func (unref_data);
  self->bad_results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_object_free);
}

/**
 * ns_cycle_new:
 * @store: the outbox
 * @secrets: where the password is
 * @memory: what the cycles before left
 * @mode: why it runs
 *
 * Returns: (transfer full): a cycle that does not run yet
 */
NsCycle *
ns_cycle_new (NsStore *store, NsSecrets *secrets, NsCycleMemory *memory, NsCycleMode mode)
{
  NsCycle *self = g_object_new (NS_TYPE_CYCLE, NULL);

  self->store = g_object_ref (store);
  self->secrets = g_object_ref (secrets);
  self->clock = g_object_ref (ns_store_get_clock (store));
  self->memory = memory;
  self->mode = mode;
  return self;
}

static NsStage
stage_of (NsCycleState state, NsCycleState origin)
{
  if (state < NS_CYCLE_SETTLE)
    return NS_STAGE_CONNECTING;
  if (state == NS_CYCLE_FINISH || state == NS_CYCLE_DONE)
    return NS_STAGE_IDLE;
  if (state == NS_CYCLE_SETTLE || state == NS_CYCLE_VERIFY || state == NS_CYCLE_LOOK_UP)
    return NS_STAGE_SETTLING;
  if (state == NS_CYCLE_SEND || origin == NS_CYCLE_SEND)
    return NS_STAGE_SENDING;
  return origin == NS_CYCLE_SETTLE && state != NS_CYCLE_UPLOAD ? NS_STAGE_SETTLING : NS_STAGE_UPLOADING;
}

/**
 * ns_cycle_report_progress:
 * @self: a cycle
 * @sent: bytes of the request under way that are out
 * @total: its size
 *
 * The one path by which progress is told.
 */
void
ns_cycle_report_progress (NsCycle *self, guint64 sent, guint64 total)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, (int) stage_of (self->state, self->origin), self->n_done,
                 MAX (self->n_total, self->n_done), sent, total);
}

static gboolean
is_provisioning (NsCycleState state)
{
  return state == NS_CYCLE_PROVISION_1 || state == NS_CYCLE_PROVISION_2;
}

static void
set_state (NsCycle *self, NsCycleState next)
{
  if (!ns_cycle_state_may_follow (self->state, next))
    g_critical ("A cycle went from %s to %s", ns_cycle_state_nick (self->state), ns_cycle_state_nick (next));
  g_info ("Cycle: %s", ns_cycle_state_nick (next));
  if (!is_provisioning (self->state) && !is_provisioning (next))
    self->has_provisioned = FALSE;
  self->state = next;
  ns_cycle_report_progress (self, 0, 0);
}

static void
enter_done (NsCycle *self)
{
  g_autoptr (GTask) task = g_steal_pointer (&self->task);

  if (self->connection != NULL && ns_connection_get_refused (self->connection) != NULL)
    self->refused = ns_certificate_ref (ns_connection_get_refused (self->connection));
  g_clear_object (&self->connection);
  g_clear_pointer (&self->lock, ns_engine_lock_release);
  if (self->error != NULL)
    g_task_return_error (task, g_steal_pointer (&self->error));
  else if (!g_task_return_error_if_cancelled (task))
    g_task_return_boolean (task, TRUE);
}

static void
lock_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  self->lock = ns_engine_lock_take_finish (result, &error);
  if (self->lock == NULL)
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    ns_cycle_go (self, NS_CYCLE_ACCOUNT);
}

static void
enter_lock (NsCycle *self)
{
  ns_engine_lock_take_async (ns_store_get_profile (self->store), self->clock, self->cancellable, lock_cb,
                             g_object_ref (self));
}

/* What each state begins; it ends in ns_cycle_go(), ns_cycle_fail() or ns_cycle_abort(). */
static void (*const enter[]) (NsCycle *self) = {
  [NS_CYCLE_LOCK] = enter_lock,
  [NS_CYCLE_ACCOUNT] = ns_cycle_enter_account,
  [NS_CYCLE_OPTIONS] = ns_cycle_enter_options,
  [NS_CYCLE_PROVISION_1] = ns_cycle_enter_provision_1,
  [NS_CYCLE_PROVISION_2] = ns_cycle_enter_provision_2,
  [NS_CYCLE_FOLDER_SYNC] = ns_cycle_enter_folder_sync,
  [NS_CYCLE_FOLDERS] = ns_cycle_enter_folders,
  [NS_CYCLE_DEVICE] = ns_cycle_enter_device,
  [NS_CYCLE_SETTLE] = ns_cycle_enter_settle,
  [NS_CYCLE_UPLOAD] = ns_cycle_enter_upload,
  [NS_CYCLE_PRIME] = ns_cycle_enter_prime,
  [NS_CYCLE_PULL] = ns_cycle_enter_pull,
  [NS_CYCLE_SEND] = ns_cycle_enter_send,
  [NS_CYCLE_PREPARE] = ns_cycle_enter_prepare,
  [NS_CYCLE_LEASE] = ns_cycle_enter_lease,
  [NS_CYCLE_TRY] = ns_cycle_enter_try,
  [NS_CYCLE_LOOK_UP] = ns_cycle_enter_look_up,
  [NS_CYCLE_RECORD] = ns_cycle_enter_record,
  [NS_CYCLE_JUDGE] = ns_cycle_enter_judge,
  [NS_CYCLE_VERIFY] = ns_cycle_enter_verify,
  [NS_CYCLE_FINISH] = ns_cycle_enter_finish,
  [NS_CYCLE_DONE] = enter_done,
};

G_STATIC_ASSERT (G_N_ELEMENTS (enter) == NS_CYCLE_STATE_LAST + 1);

static void
step (NsCycle *self)
{
  enter[self->state] (self);
}

/**
 * ns_cycle_is_cancelled:
 * @self: a cycle
 *
 * Returns: whether somebody wants it to end
 */
gboolean
ns_cycle_is_cancelled (NsCycle *self)
{
  return self->cancellable != NULL && g_cancellable_is_cancelled (self->cancellable);
}

/**
 * ns_cycle_go:
 * @self: a cycle
 * @next: the state to go to
 *
 * The only way on. A cancelled cycle goes to its end instead, where that forgets nothing.
 */
void
ns_cycle_go (NsCycle *self, NsCycleState next)
{
  if (ns_cycle_is_cancelled (self) && ns_cycle_state_may_be_skipped (next))
    next = NS_CYCLE_FINISH;
  set_state (self, next);
  step (self);
}

/**
 * ns_cycle_abort:
 * @self: a cycle
 * @error: (transfer full): why
 *
 * Ends the cycle because this computer failed (database, lock). Nothing is known that could be recorded; what is in
 * the journal stays there.
 */
void
ns_cycle_abort (NsCycle *self, GError *error)
{
  g_clear_error (&self->error);
  self->error = error;
  ns_cycle_go (self, NS_CYCLE_FINISH);
}

/**
 * ns_cycle_note_fault:
 * @self: a cycle
 * @attempt: how the request went that shows the fault
 * @detail: (nullable): the other side's own words
 * @retry_after: seconds that the server asks to wait, or 0
 *
 * Remembers why not everything could be done. The first fault that is told stays.
 */
void
ns_cycle_note_fault (NsCycle *self, const NsAttempt *attempt, const char *detail, guint retry_after)
{
  if (self->fault.outcome.domain != NS_DOMAIN_NONE)
    return;
  self->fault = *attempt;
  self->fault_detail = g_strdup (detail);
  self->retry_after = retry_after;
}

/**
 * ns_cycle_fail:
 * @self: a cycle
 * @attempt: how the request went that shows the fault
 * @detail: (nullable): the other side's own words
 * @retry_after: seconds that the server asks to wait, or 0
 *
 * Ends the cycle because the server, or the way to it, is of no use now.
 */
void
ns_cycle_fail (NsCycle *self, const NsAttempt *attempt, const char *detail, guint retry_after)
{
  self->fault.outcome.domain = NS_DOMAIN_NONE;
  g_clear_pointer (&self->fault_detail, g_free);
  ns_cycle_note_fault (self, attempt, detail, retry_after);
  ns_cycle_go (self, NS_CYCLE_FINISH);
}

/**
 * ns_cycle_get_retry_time:
 * @self: a cycle
 * @retry_after: seconds that the server asks to wait, or 0
 *
 * Returns: when to try again after one more transient fault
 */
gint64
ns_cycle_get_retry_time (NsCycle *self, guint retry_after)
{
  return ns_clock_now (self->clock)
         + ns_backoff_delay (self->failures_before + 1, retry_after, ns_clock_jitter (self->clock, 0.2));
}

/**
 * ns_cycle_run_async:
 * @self: a cycle; runs once
 * @cancellable: (nullable): ends it at the next point where nothing is forgotten
 * @callback: called at its end
 * @user_data: for @callback
 */
void
ns_cycle_run_async (NsCycle *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (self->task == NULL);

  self->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (self->task, ns_cycle_run_async);
  g_set_object (&self->cancellable, cancellable);
  self->started_at = ns_clock_now (self->clock);
  self->state = NS_CYCLE_LOCK;
  step (self);
}

/**
 * ns_cycle_run_finish:
 * @self: a cycle
 * @result: from the callback
 * @report: (out caller-allocates) (optional): what it did
 * @error: %NS_ENGINE_ERROR, %NS_STORE_ERROR, %NS_CONNECTION_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it came to its end; a fault of the server is in @report, not in @error
 */
gboolean
ns_cycle_run_finish (NsCycle *self, GAsyncResult *result, NsCycleReport *report, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  if (report != NULL)
    *report = self->report;
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ns_cycle_get_cleared:
 * @self: a cycle that has ended
 *
 * Returns: (transfer none) (element-type gint64): ids of the reminder echoes that it took out of the outbox
 */
GArray *
ns_cycle_get_cleared (NsCycle *self)
{
  return self->cleared;
}

/**
 * ns_cycle_get_account:
 * @self: a cycle that has ended
 *
 * Returns: (transfer none) (nullable): the account with what was learned about its server
 */
const NsAccount *
ns_cycle_get_account (NsCycle *self)
{
  return self->account;
}

/**
 * ns_cycle_get_detail:
 * @self: a cycle that has ended
 *
 * Returns: (transfer none) (nullable): the other side's own words about the fault
 */
const char *
ns_cycle_get_detail (NsCycle *self)
{
  return self->fault_detail;
}

/**
 * ns_cycle_get_refused:
 * @self: a cycle that has ended
 *
 * Returns: (transfer none) (nullable): the server's certificate, where it was not accepted
 */
const NsCertificate *
ns_cycle_get_refused (NsCycle *self)
{
  return self->refused;
}

/* OPTIONS is the first request of its connection, where a test is concerned. */
static NsAccountStep
step_of_first_request (NsCycle *self)
{
  const NsPhase phase = self->connection != NULL ? ns_connection_get_phase (self->connection) : NS_PHASE_NONE;
  const gboolean is_tls = self->account != NULL && !g_str_has_prefix (self->account->server, "http:");

  if (phase < NS_PHASE_CONNECTED)
    return NS_ACCOUNT_STEP_REACH;
  return is_tls && phase < NS_PHASE_TLS ? NS_ACCOUNT_STEP_ENCRYPT : NS_ACCOUNT_STEP_SIGN_IN;
}

/**
 * ns_cycle_get_step:
 * @self: a cycle that tests the account
 *
 * Returns: how far it has got
 */
NsAccountStep
ns_cycle_get_step (NsCycle *self)
{
  if (self->state <= NS_CYCLE_OPTIONS)
    return step_of_first_request (self);
  return is_provisioning (self->state) ? NS_ACCOUNT_STEP_POLICY : NS_ACCOUNT_STEP_FOLDERS;
}

/**
 * ns_cycle_get_attempt:
 * @self: a cycle
 * @item_id: an item
 *
 * Returns: (transfer none) (nullable): the try of the item that is on the wire now, %NULL where it is not
 */
const NsAttempt *
ns_cycle_get_attempt (NsCycle *self, gint64 item_id)
{
  if (self->state != NS_CYCLE_TRY || self->batch == NULL || self->connection == NULL)
    return NULL;
  for (guint i = 0; i < self->batch->items->len; i++)
    if (((const NsItem *) g_ptr_array_index (self->batch->items, i))->id == item_id)
      return ns_connection_get_attempt (self->connection);
  return NULL;
}

/**
 * ns_cycle_get_deadline:
 * @self: a cycle
 *
 * Returns: when its request will be given up, by the monotonic clock in microseconds; 0 where none is waited for
 */
gint64
ns_cycle_get_deadline (NsCycle *self)
{
  return self->connection != NULL ? ns_connection_get_deadline (self->connection) : 0;
}
