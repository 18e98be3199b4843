/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle that read payloads, build the request and write it to the journal. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "intake/ns-intake-stored.h"
#include "intake/ns-intake.h"
#include "sync/ns-guard.h"
#include "sync/ns-merge.h"
#include "sync/ns-request.h"

static void read_next (NsCycle *self);

static gboolean
is_mail_lane (NsCycle *self)
{
  return self->lane == NS_LANE_MAIL;
}

static NsCycleState
lane_state (NsCycle *self)
{
  return is_mail_lane (self) ? NS_CYCLE_SEND : NS_CYCLE_UPLOAD;
}

static guint
batch_size (NsCycle *self)
{
  const guint most = self->is_single ? 1 : ns_lane_get (self->lane)->batch_size;
  const guint group = ns_bisection_next (self->bisection, self->queue);
  guint n = 0;

  if (group > 0)
    return MIN (group, most);
  if (ns_cycle_is_suspect (g_ptr_array_index (self->queue, 0)))
    return 1;
  while (n < MIN (most, self->queue->len) && !ns_cycle_is_suspect (g_ptr_array_index (self->queue, n)))
    n++;
  return n;
}

static void
add_bad (NsCycle *self, const NsItem *item, NsLocalFault fault, const char *detail)
{
  NsResult *result = ns_result_new (item->id, NS_EVENT_REFUSE);

  result->attempt.started_at = ns_clock_now (self->clock);
  result->attempt.ended_at = result->attempt.started_at;
  result->attempt.outcome = (NsOutcome) { NS_DOMAIN_LOCAL, (int) fault, ns_lane_get (self->lane)->command, 0 };
  result->detail = g_strdup (detail);
  result->is_cleared = fault == NS_LOCAL_REMINDER_ECHO && self->account->clears_echoes;
  g_ptr_array_add (self->bad, ns_item_ref (item));
  g_ptr_array_add (self->bad_results, result);
}

static void
add_good (NsCycle *self, const NsItem *item, NsNode *data)
{
  g_ptr_array_add (self->good, ns_item_ref (item));
  g_ptr_array_add (self->data, data);
}

/* What was refused as a conflict once goes out only after the server's version was pulled (design 6). */
static void
attempts_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) attempts = ns_store_get_attempts_finish (self->store, result, &error);

  if (attempts == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  for (guint i = 0; i < attempts->len; i++)
    {
      const NsOutcome outcome = g_array_index (attempts, NsAttempt, i).outcome;

      if (outcome.domain == NS_DOMAIN_SYNC && outcome.code == 7)
        self->wants_pull = TRUE;
    }
  read_next (self);
}

/* A conflict that the user has ended is one, whatever told of it. */
static void
read_attempts (NsCycle *self, const NsItem *item)
{
  const NsCollection *folder = is_mail_lane (self) ? NULL : ns_cycle_lane_folder (self);

  if (folder != NULL && ns_resolution_is_sent (item->resolution)
      && !g_hash_table_contains (self->pulled, folder->server_id))
    {
      self->wants_pull = TRUE;
      read_next (self);
    }
  else if (folder == NULL || item->attempts == 0 || g_hash_table_contains (self->pulled, folder->server_id))
    read_next (self);
  else
    ns_store_get_attempts_async (self->store, item->id, self->cancellable, attempts_cb, g_object_ref (self));
}

static NsNode *
to_node (NsCycle *self, const NsItem *item, GBytes *payload, const char *media_type, GError **error)
{
  if (g_strcmp0 (media_type, NS_INTAKE_STORED_TYPE) == 0)
    return ns_intake_stored_to_node (payload, self->version, item->client_id, error);
  return ns_intake_to_application_data (item->kind, payload, self->version, ns_clock_now (self->clock), error);
}

/* Where the server would not tell that somebody else has changed the object, its newest version is fetched first. */
static gboolean
must_pull (NsCycle *self)
{
  const NsCollection *folder = ns_cycle_lane_folder (self);

  return self->account->compares_first && !ns_account_can (self->account, NS_CAPABILITY_REPORTS_CONFLICTS)
         && folder != NULL && !g_hash_table_contains (self->pulled, folder->server_id);
}

static void
ground_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  static const NsLocalFault faults[] = {
    [NS_GUARD_CHANGED] = NS_LOCAL_CHANGED_ON_SERVER,
    [NS_GUARD_ECHO] = NS_LOCAL_REMINDER_ECHO,
    [NS_GUARD_GONE] = NS_LOCAL_OBJECT_GONE,
  };
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsGround) ground = ns_store_get_ground_finish (self->store, result, &error);
  const NsItem *item = g_ptr_array_index (self->picked, self->n_read - 1);
  NsGuardVerdict verdict;

  if (ground == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  verdict = ns_guard_compare (item->kind, ground, g_ptr_array_index (self->data, self->data->len - 1));
  if (verdict != NS_GUARD_CLEAR)
    {
      g_ptr_array_set_size (self->good, (int) self->good->len - 1);
      g_ptr_array_set_size (self->data, (int) self->data->len - 1);
      add_bad (self, item, faults[verdict], NULL);
    }
  read_attempts (self, item);
}

/* A change, or a deletion, of what the server has: it must not overwrite what somebody else has changed meanwhile. On
 * a server that reports conflicts it may, too, once this program has fetched the newest version behind the user's back;
 * so what is known here is always compared. */
static void
guard_item (NsCycle *self, const NsItem *item)
{
  const gboolean is_good = self->good->len > 0
                           && g_ptr_array_index (self->good, self->good->len - 1) == (gconstpointer) item;
  const gboolean is_change = item->operation == NS_OPERATION_CHANGE || item->operation == NS_OPERATION_DELETE;

  if (is_mail_lane (self) || !is_good || !is_change)
    read_attempts (self, item);
  else if (must_pull (self))
    {
      self->wants_pull = TRUE;
      read_next (self);
    }
  else
    ns_store_get_ground_async (self->store, item->id, self->cancellable, ground_cb, g_object_ref (self));
}

static void
add_unfit (NsCycle *self, const NsItem *item, const GError *error)
{
  const gboolean unsupported = g_error_matches (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_UNSUPPORTED);

  add_bad (self, item, unsupported ? NS_LOCAL_UNSUPPORTED : NS_LOCAL_BAD_PAYLOAD, error->message);
}

static void
take_payload (NsCycle *self, const NsItem *item, GBytes *payload, const char *media_type)
{
  g_autoptr (GError) error = NULL;
  NsNode *data;

  if (is_mail_lane (self))
    {
      self->mime = g_bytes_ref (payload);
      add_good (self, item, NULL);
      return;
    }

  data = to_node (self, item, payload, media_type, &error);
  if (data != NULL)
    add_good (self, item, data);
  else
    add_unfit (self, item, error);
}

/* What the user chose in a conflict is put together from both sides, with the server's newest values. */
static void
merged_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  NsNode *data = ns_merge_load_finish (self->store, result, &error);
  const NsItem *item = g_ptr_array_index (self->picked, self->n_read - 1);

  if (data != NULL)
    add_good (self, item, data);
  else if (error->domain == NS_INTAKE_ERROR)
    add_unfit (self, item, error);
  else
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  guard_item (self, item);
}

static void
payload_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *media_type = NULL;
  g_autoptr (GBytes) payload = ns_store_get_payload_finish (self->store, result, &media_type, &error);
  const NsItem *item = g_ptr_array_index (self->picked, self->n_read - 1);

  if (payload != NULL)
    take_payload (self, item, payload, media_type);
  else if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    add_bad (self, item, NS_LOCAL_BAD_PAYLOAD, error->message);
  else
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  guard_item (self, item);
}

/* A copy goes only while another one is there: the radar looks at the folder once more before. */
static void
add_deletion (NsCycle *self, const NsItem *item)
{
  const NsCollection *folder = ns_cycle_lane_folder (self);

  if (ns_item_is_copy_deletion (item) && folder != NULL && !g_hash_table_contains (self->pulled, folder->server_id))
    self->wants_pull = TRUE;
  add_good (self, item, NULL);
}

static void
read_item (NsCycle *self, const NsItem *item)
{
  const gboolean needs_object = item->operation == NS_OPERATION_CHANGE || item->operation == NS_OPERATION_DELETE;

  if (is_mail_lane (self) && item->kind != NS_KIND_MAIL)
    add_bad (self, item, NS_LOCAL_UNSUPPORTED, NULL);
  else if (needs_object && item->server_id == NULL)
    add_bad (self, item, NS_LOCAL_OBJECT_GONE, NULL);
  else if (item->operation == NS_OPERATION_DELETE)
    add_deletion (self, item);
  else if (item->resolution == NS_RESOLUTION_FIELDS)
    {
      ns_merge_load_async (self->store, item, self->version, self->cancellable, merged_cb, g_object_ref (self));
      return;
    }
  else
    {
      ns_store_get_payload_async (self->store, item->id, NS_PAYLOAD_MINE, self->cancellable, payload_cb,
                                  g_object_ref (self));
      return;
    }
  guard_item (self, item);
}

static NsBatch *
build_batch (NsCycle *self)
{
  const NsLane *lane = ns_lane_get (self->lane);

  if (is_mail_lane (self))
    return ns_request_for_mail (g_ptr_array_index (self->good, 0), self->mime, self->version);
  return ns_request_for_objects (self->good, self->data, ns_cycle_lane_folder (self),
                                 ns_intake_class_name (lane->kind), self->version);
}

/* Bad items get their refusal first and by themselves; the good ones then go as if they had never stood with them. */
static void
prepared (NsCycle *self)
{
  const NsCommand command = ns_lane_get (self->lane)->command;

  if (self->bad->len > 0)
    {
      ns_cycle_requeue (self, self->good);
      ns_cycle_start_batch (self, ns_request_for_nothing (command, self->bad), lane_state (self), FALSE);
      ns_cycle_go (self, NS_CYCLE_LEASE);
    }
  else if (self->wants_pull)
    {
      ns_cycle_requeue (self, self->good);
      ns_cycle_go (self, NS_CYCLE_PULL);
    }
  else
    {
      ns_cycle_start_batch (self, build_batch (self), lane_state (self), FALSE);
      ns_cycle_go (self, NS_CYCLE_LEASE);
    }
}

static void
read_next (NsCycle *self)
{
  if (ns_cycle_is_cancelled (self))
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else if (self->n_read == self->picked->len)
    prepared (self);
  else
    read_item (self, g_ptr_array_index (self->picked, self->n_read++));
}

/**
 * ns_cycle_enter_prepare:
 * @self: a cycle with a queue
 *
 * Takes the next items from the queue and makes one request of them. An item that this computer cannot put into the
 * protocol's words is refused here, alone.
 */
void
ns_cycle_enter_prepare (NsCycle *self)
{
  const guint n = batch_size (self);

  g_ptr_array_set_size (self->picked, 0);
  g_ptr_array_set_size (self->good, 0);
  g_ptr_array_set_size (self->data, 0);
  g_ptr_array_set_size (self->bad, 0);
  g_ptr_array_set_size (self->bad_results, 0);
  g_clear_pointer (&self->mime, g_bytes_unref);
  for (guint i = 0; i < n; i++)
    g_ptr_array_add (self->picked, ns_item_ref (g_ptr_array_index (self->queue, i)));
  g_ptr_array_remove_range (self->queue, 0, n);
  self->n_read = 0;
  read_next (self);
}

/**
 * ns_cycle_start_batch:
 * @self: a cycle
 * @batch: (transfer full): what is to go out
 * @origin: the state to come back to after it
 * @is_repeated: whether it may have been executed already
 */
void
ns_cycle_start_batch (NsCycle *self, NsBatch *batch, NsCycleState origin, gboolean is_repeated)
{
  ns_cycle_drop_batch (self);
  self->batch = batch;
  self->origin = origin;
  self->is_repeated = is_repeated;
}

/**
 * ns_cycle_drop_batch:
 * @self: a cycle
 *
 * Forgets the batch under way.
 */
void
ns_cycle_drop_batch (NsCycle *self)
{
  g_clear_pointer (&self->batch, ns_batch_unref);
  g_clear_pointer (&self->reading, ns_reading_free);
  self->repeats = 0;
  self->is_requeued = FALSE;
  self->was_executed = FALSE;
  self->is_check = FALSE;
  self->is_split = FALSE;
}

static void
mark_tried (NsCycle *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      g_hash_table_add (self->tried, g_memdup2 (&item->id, sizeof item->id));
    }
}

/**
 * ns_cycle_take_leased:
 * @self: a cycle
 * @leased: (transfer full): a batch of its lane, new in the journal
 *
 * Goes on with it.
 */
void
ns_cycle_take_leased (NsCycle *self, NsBatch *leased)
{
  ns_cycle_start_batch (self, leased, lane_state (self), FALSE);
  mark_tried (self, leased->items);
  ns_cycle_go (self, leased->request != NULL ? NS_CYCLE_TRY : NS_CYCLE_RECORD);
}

/* The user was faster with one of them. One by one, it is that one only that does not go. */
static void
lease_refused (NsCycle *self)
{
  const gboolean was_alone = self->batch->items->len == 1;

  if (!was_alone)
    ns_cycle_requeue (self, self->batch->items);
  self->is_single = !was_alone || self->is_single;
  mark_tried (self, self->batch->items);
  ns_cycle_drop_batch (self);
  ns_cycle_go (self, lane_state (self));
}

static void
lease_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  NsBatch *leased = ns_store_lease_finish (self->store, result, &error);

  if (leased == NULL && g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE))
    {
      lease_refused (self);
      return;
    }
  if (leased == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }

  ns_cycle_take_leased (self, leased);
}

/**
 * ns_cycle_enter_lease:
 * @self: a cycle with a batch
 *
 * Writes the batch to the journal, with the exact bytes that will go out (design 6, rule 1). Never cancelled:
 * whether it was written must be known.
 */
void
ns_cycle_enter_lease (NsCycle *self)
{
  ns_store_lease_async (self->store, self->batch, NULL, lease_cb, g_object_ref (self));
}
