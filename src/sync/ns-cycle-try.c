/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step of a cycle that has a batch on the wire, and what its answer leads to. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "sync/ns-old-device.h"
#include "sync/ns-request.h"

/* After so many answers that decided nothing the server is asked what it holds. */
#define TRIES_MAX 3

/* Every pending item is tried in every cycle (design 1.1, row 1). Only where the server has put off so many in a
 * row would more of them just burden it. */
#define SOFT_FAULTS_MAX 10

/**
 * ns_cycle_server_remembers:
 * @self: a cycle
 *
 * Returns: whether the server recognises a repeated Sync, so that a lost answer is best asked for again
 */
gboolean
ns_cycle_server_remembers (NsCycle *self)
{
  return ns_account_can (self->account, NS_CAPABILITY_REPLAY);
}

/**
 * ns_cycle_leave_batch:
 * @self: a cycle with a batch whose end is not known
 *
 * Leaves the batch in the journal, its items on the wire: the next cycle settles it before anything else. Its
 * folder's key chain must not move until then.
 */
void
ns_cycle_leave_batch (NsCycle *self)
{
  const NsAttempt attempt = { .started_at = self->started_at, .ended_at = ns_clock_now (self->clock),
                              .phase = NS_PHASE_SENT, .outcome = self->reading->outcome };

  ns_cycle_note_fault (self, &attempt, self->reading->detail, self->batch_retry_after);
  if (self->batch->collection_id != NULL)
    g_hash_table_add (self->blocked, g_strdup (self->batch->collection_id));
  ns_cycle_drop_batch (self);
  ns_cycle_go (self, self->is_over ? NS_CYCLE_FINISH : self->origin);
}

static void
note_reading (NsCycle *self, const NsExchange *exchange)
{
  NsAttempt attempt = exchange->attempt;

  attempt.outcome = self->reading->outcome;
  ns_cycle_note_fault (self, &attempt, self->reading->detail, exchange->retry_after);
}

/* Some soft faults in a row, or one hard one, say that the server is of no use now. */
static void
weigh_fault (NsCycle *self, const NsExchange *exchange)
{
  const NsOutcome outcome = self->reading->outcome;
  const NsVerdict verdict = ns_interpret_verdict (outcome, exchange->attempt.phase, self->batch->version);

  if (verdict == NS_VERDICT_DELIVERED || verdict == NS_VERDICT_REFUSED)
    {
      self->faults_in_a_row = 0;
      return;
    }
  if (verdict == NS_VERDICT_RESYNC)
    return;

  if (self->repeats == 0)
    {
      self->soft_faults++;
      /* A server that took the others of the batch is not in trouble; how long the search goes on is bounded. */
      if (!ns_bisection_has_accepted (self->bisection))
        self->faults_in_a_row++;
    }
  self->is_over = ns_interpret_ends_cycle (outcome, exchange->retry_after)
                  || self->faults_in_a_row >= SOFT_FAULTS_MAX || verdict == NS_VERDICT_PROVISION;
  if (self->is_over)
    note_reading (self, exchange);
}

/* A gateway that gave up, or a server that is slow, may still be at it: what is not there yet may come. */
static gboolean
may_still_run (NsOutcome outcome)
{
  return (outcome.domain == NS_DOMAIN_HTTP && (outcome.code == 502 || outcome.code == 504))
         || (outcome.domain == NS_DOMAIN_NETWORK && outcome.code == NS_NETWORK_TIMEOUT);
}

static gboolean
has_lost_items (NsReading *reading)
{
  for (guint i = 0; i < reading->results->len; i++)
    if (((NsResult *) g_ptr_array_index (reading->results, i))->event == NS_EVENT_LOSE_TRACK)
      return TRUE;
  return FALSE;
}

/* A server that remembers is asked once more with the same bytes. What the same request meets twice it will meet
 * again: then the server is asked what it holds, which frees the folder for the other items. A part of a batch that
 * failed twice is not repeated at all. */
static gboolean
may_repeat (NsCycle *self)
{
  return self->repeats == 0 && has_lost_items (self->reading) && !ns_bisection_is_on (self->bisection)
         && ns_cycle_server_remembers (self);
}

static void
after_undecided_sync (NsCycle *self)
{
  const NsOutcome outcome = self->reading->outcome;

  self->is_repeated = TRUE;
  if (ns_cycle_is_cancelled (self) || self->is_over)
    ns_cycle_leave_batch (self);
  else if (may_repeat (self))
    {
      self->repeats++;
      ns_cycle_go (self, NS_CYCLE_TRY);
    }
  else if (may_still_run (outcome) && self->batch->tries + self->repeats < TRIES_MAX)
    ns_cycle_leave_batch (self);
  else
    ns_cycle_go (self, NS_CYCLE_LOOK_UP);
}

/* The folder's key, or the folder, is not what the server thinks it is. The answer proves that it executed nothing:
 * the items go again in this cycle, once, on a new chain. */
static void
after_stale_key (NsCycle *self)
{
  NsCollection *folder = ns_cycle_find_collection (self, self->batch->collection_id);

  if (self->is_repeated)
    {
      ns_cycle_go (self, NS_CYCLE_LOOK_UP);
      return;
    }
  if (self->reading->fate == NS_FATE_NEW_FOLDERS)
    {
      self->is_requeued = !self->has_folders;
      self->wants_folders = !self->has_folders;
    }
  else
    {
      self->is_requeued = g_hash_table_add (self->primed, g_strdup (self->batch->collection_id));
      self->wants_pull = TRUE;
      if (folder != NULL)
        g_clear_pointer (&folder->sync_key, g_free);
    }
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

/* Refused although provisioned: nothing was executed, and nothing will be. */
static void
after_provision_refused (NsCycle *self)
{
  if (self->is_repeated)
    ns_cycle_leave_batch (self);
  else
    ns_cycle_go (self, NS_CYCLE_RECORD);
}

/* Of a repeated mail, "not now" speaks for the repetition only: the first try may have been executed. */
static gboolean
is_put_off (NsCycle *self)
{
  const NsResult *result = g_ptr_array_index (self->reading->results, 0);

  return result->event == NS_EVENT_NOT_EXECUTED;
}

static void
take_answer (NsCycle *self, const NsExchange *exchange)
{
  const gboolean is_sync = self->batch->command == NS_COMMAND_SYNC;

  switch (self->reading->fate)
    {
    case NS_FATE_PROVISION:
      if (ns_cycle_provision (self, NS_VERDICT_PROVISION))
        return;
      weigh_fault (self, exchange);
      after_provision_refused (self);
      return;
    case NS_FATE_NEW_KEY:
    case NS_FATE_NEW_FOLDERS:
      after_stale_key (self);
      return;
    case NS_FATE_UNDECIDED:
      weigh_fault (self, exchange);
      if (is_sync)
        after_undecided_sync (self);
      else if (self->is_over)
        ns_cycle_leave_batch (self);
      else
        ns_cycle_go (self, NS_CYCLE_LOOK_UP);
      return;
    case NS_FATE_DECIDED:
      weigh_fault (self, exchange);
      if (!is_sync && self->is_repeated && is_put_off (self))
        {
          ns_cycle_leave_batch (self);
          return;
        }
      self->is_check = is_sync && ns_cycle_wants_check (self);
      ns_cycle_go (self, self->is_check || ns_cycle_wants_proof (self) ? NS_CYCLE_LOOK_UP : NS_CYCLE_RECORD);
      return;
    }
}

/* In a demonstration of the old device: everything goes again in the next cycle, and it is all the same to it that the
 * server may have it already. */
static void
miss_answer (NsCycle *self, const NsExchange *exchange)
{
  self->reading = ns_old_device_read (self->batch, exchange);
  note_reading (self, exchange);
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

static void
post_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsExchange) exchange = ns_connection_finish (self->connection, result);

  g_clear_pointer (&self->reading, ns_reading_free);
  if (ns_old_device_misses (self->memory->device_software, exchange))
    {
      miss_answer (self, exchange);
      return;
    }
  self->reading = self->batch->command == NS_COMMAND_SYNC
                    ? ns_interpret_sync (self->batch, exchange, self->is_repeated)
                    : ns_interpret_send_mail (self->batch, exchange);
  self->batch_retry_after = exchange->retry_after;
  ns_cycle_observe_answer (self, exchange);
  take_answer (self, exchange);
}

static void
post_batch (NsCycle *self)
{
  NsEasQuery query;

  ns_request_get_query (self->batch, &query);
  ns_connection_post_async (self->connection, &query, self->batch->version, self->account->policy_key,
                            ns_request_get_content_type (self->batch), self->batch->request, self->cancellable,
                            post_cb, g_object_ref (self));
  ns_cycle_read_ahead (self);
}

static void
noted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_note_try_finish (self->store, result, &error))
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    post_batch (self);
}

/**
 * ns_cycle_enter_try:
 * @self: a cycle with a leased batch
 *
 * Sends the batch exactly as the journal holds it. A repetition is counted before it goes out.
 */
void
ns_cycle_enter_try (NsCycle *self)
{
  if (self->is_repeated && !self->has_provisioned)
    ns_store_note_try_async (self->store, self->batch->id, NULL, noted_cb, g_object_ref (self));
  else
    post_batch (self);
}
