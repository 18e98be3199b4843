/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step of a cycle that writes what became of a batch. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-sync-request.h"
#include "sync/ns-size-limit.h"

/* How often an item may go again within one cycle, beside the groups of a bisection, which end by themselves: on a
 * new key, and once more. A third time would be a loop. */
#define REQUEUES_MAX 2

static GPtrArray *
results_of (NsCycle *self)
{
  return self->batch->request == NULL && self->reading == NULL ? self->bad_results : self->reading->results;
}

static gboolean
goes_again (NsCycle *self, const NsResult *result)
{
  const gpointer times = g_hash_table_lookup (self->requeued, &result->item_id);

  return result->event == NS_EVENT_NOT_EXECUTED && !self->is_over
         && (self->is_split || (self->is_requeued && GPOINTER_TO_UINT (times) < REQUEUES_MAX));
}

/* An item that waits for another cycle says when that will be. */
static void
plan_next (NsCycle *self, GPtrArray *results)
{
  const gint64 retry_at = ns_cycle_get_retry_time (self, self->batch_retry_after);

  for (guint i = 0; i < results->len; i++)
    {
      NsResult *result = g_ptr_array_index (results, i);

      if (result->event == NS_EVENT_NOT_EXECUTED && !goes_again (self, result))
        result->next_attempt_at = retry_at;
    }
}

static void
count_result (NsCycle *self, const NsResult *result)
{
  if (result->event == NS_EVENT_ACCEPT)
    self->report.delivered++;
  else if (result->event == NS_EVENT_REFUSE)
    self->report.refused++;
  if (result->event == NS_EVENT_ACCEPT)
    self->has_accepted = TRUE;
  if (result->is_cleared)
    {
      self->report.cleared++;
      g_array_append_val (self->cleared, result->item_id);
    }
  if (result->event != NS_EVENT_NOT_EXECUTED)
    self->n_done++;
}

/* The account is written when the cycle ends. */
static void
learn_size (NsCycle *self, const NsItem *item, const NsResult *result)
{
  if (result->event == NS_EVENT_ACCEPT)
    ns_size_limit_accept (self->account, item);
  else if (result->event == NS_EVENT_REFUSE && ns_size_limit_refuse (self->account, item, result->attempt.outcome))
    g_info ("The server does not take mails of %" G_GUINT64_FORMAT " bytes", item->size);
}

static void
requeue (NsCycle *self)
{
  GPtrArray *results = results_of (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();

  for (guint i = 0; i < results->len; i++)
    {
      const NsResult *result = g_ptr_array_index (results, i);
      const guint times = GPOINTER_TO_UINT (g_hash_table_lookup (self->requeued, &result->item_id));

      if (!goes_again (self, result))
        continue;
      g_hash_table_insert (self->requeued, g_memdup2 (&result->item_id, sizeof result->item_id),
                           GUINT_TO_POINTER (times + 1));
      g_ptr_array_add (items, g_ptr_array_index (self->batch->items, i));
    }
  ns_cycle_requeue (self, items);
}

/* Keeps what the losers wanted for the comparison with the winners. */
static void
keep_conflicts (NsCycle *self)
{
  g_autoptr (GPtrArray) sent = ns_eas_sync_request_parse (self->batch->request, self->batch->version, NULL);
  const NsEasSyncCollection *folder = g_ptr_array_index (sent, 0);

  g_free (self->conflict_folder);
  self->conflict_folder = g_strdup (self->batch->collection_id);
  for (guint i = 0; i < self->reading->results->len; i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);
      const NsEasSyncCommand *command = g_ptr_array_index (folder->commands, i);

      if (result->attempt.outcome.domain != NS_DOMAIN_SYNC || result->attempt.outcome.code != 7
          || command->data == NULL)
        continue;
      g_ptr_array_add (self->conflicts, ns_item_ref (g_ptr_array_index (self->batch->items, i)));
      g_ptr_array_add (self->conflict_data, ns_node_ref (command->data));
    }
}

static NsCycleState
next_state (NsCycle *self)
{
  const gboolean wants_folders = self->wants_folders;

  self->wants_folders = FALSE;
  if (self->is_over)
    return NS_CYCLE_FINISH;
  if (wants_folders)
    return NS_CYCLE_FOLDER_SYNC;
  if (self->conflicts->len > 0)
    return NS_CYCLE_PULL;
  return self->origin;
}

/* An item whose own status says that the account is stuck (mailbox full) ends the cycle as well. */
static void
weigh_items (NsCycle *self)
{
  for (guint i = 0; i < self->reading->results->len && !self->is_over; i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);

      if (result->event != NS_EVENT_NOT_EXECUTED || goes_again (self, result))
        continue;
      self->soft_faults++;
      if (!ns_interpret_ends_cycle (result->attempt.outcome, 0))
        continue;
      ns_cycle_note_fault (self, &result->attempt, result->detail, 0);
      self->is_over = TRUE;
    }
}

static void
settled (NsCycle *self)
{
  GPtrArray *results = results_of (self);
  NsCollection *folder = ns_cycle_find_collection (self, self->batch->collection_id);

  for (guint i = 0; i < results->len; i++)
    {
      count_result (self, g_ptr_array_index (results, i));
      learn_size (self, g_ptr_array_index (self->batch->items, i), g_ptr_array_index (results, i));
    }
  if (self->reading != NULL && self->reading->sync_key != NULL && folder != NULL)
    {
      g_free (folder->sync_key);
      folder->sync_key = g_strdup (self->reading->sync_key);
    }
  if (self->reading != NULL && self->reading->has_conflict && folder != NULL)
    keep_conflicts (self);
  if (self->reading != NULL)
    weigh_items (self);
  if (self->is_split && !self->is_over)
    ns_cycle_split_batch (self);
  else if (self->is_requeued && self->origin != NS_CYCLE_SETTLE)
    requeue (self);
  ns_bisection_resume (self->bisection, self->queue);
  ns_cycle_drop_batch (self);
}

static void
told_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_set_isolation_finish (self->store, result, &error))
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    ns_cycle_go (self, next_state (self));
}

static void
settled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_settle_finish (self->store, result, &error))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  settled (self);
  if (!ns_cycle_tell_isolated (self, told_cb))
    ns_cycle_go (self, next_state (self));
}

static void
relayed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  NsBatch *leased;

  if (!ns_store_settle_and_lease_finish (self->store, result, &leased, &error))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  settled (self);
  if (leased == NULL)
    {
      ns_cycle_go (self, next_state (self));
      return;
    }
  g_ptr_array_remove_index (self->queue, 0);
  ns_cycle_take_leased (self, leased);
}

/**
 * ns_cycle_enter_record:
 * @self: a cycle with a decided batch
 *
 * Writes results and new key in one transaction (design 6, rule 1), and with it, where it was read ahead, the next mail
 * into the journal. Never cancelled.
 */
void
ns_cycle_enter_record (NsCycle *self)
{
  GPtrArray *results = results_of (self);
  const char *sync_key = self->reading != NULL ? self->reading->sync_key : NULL;
  g_autoptr (NsBatch) next = ns_cycle_build_ahead (self);

  ns_cycle_weigh_poison (self);
  plan_next (self, results);
  if (next != NULL)
    {
      ns_store_settle_and_lease_async (self->store, self->batch->id, results, sync_key, next, NULL, relayed_cb,
                                       g_object_ref (self));
      return;
    }
  ns_store_settle_async (self->store, self->batch->id, results, sync_key, NULL, settled_cb, g_object_ref (self));
}
