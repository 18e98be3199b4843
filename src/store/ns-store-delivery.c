/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-delivery.h"

#include "store/ns-account-table.h"
#include "store/ns-attempt-table.h"
#include "store/ns-collection-table.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-item-query.h"
#include "store/ns-item-rules.h"
#include "store/ns-item-table.h"
#include "store/ns-journal-table.h"
#include "store/ns-known-object-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-resolution-table.h"
#include "store/ns-stmt.h"
#include "store/ns-store-private.h"

/* Sync Status 8 (MS-ASCMD 2.2.3.177.17) */
#define OBJECT_NOT_FOUND 8

typedef struct
{
  guint kinds;
  gint64 after_id;
  guint limit;
} Due;

typedef struct
{
  gint64 batch_id;
  GPtrArray *results; /* (owned) (element-type NsResult) */
  char *new_sync_key; /* (owned) (nullable) */
  NsBatch *next;      /* (owned) (nullable): what is leased with it */
} Settlement;

static void
settlement_free (Settlement *settlement)
{
  g_ptr_array_unref (settlement->results);
  g_free (settlement->new_sync_key);
  g_clear_pointer (&settlement->next, ns_batch_unref);
  g_free (settlement);
}

static Settlement *
settlement_new (gint64 batch_id, GPtrArray *results, const char *new_sync_key, NsBatch *next)
{
  Settlement *settlement = g_new (Settlement, 1);

  settlement->batch_id = batch_id;
  settlement->results = g_ptr_array_ref (results);
  settlement->new_sync_key = g_strdup (new_sync_key);
  settlement->next = next != NULL ? ns_batch_ref (next) : NULL;
  return settlement;
}

static gpointer
list_due (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Due *due = data;

  return ns_item_query_due (db, due->kinds, due->after_id, due->limit, error);
}

static const NsStoreCall list_due_call = { NS_STORE_READ, list_due, g_free, (GDestroyNotify) g_ptr_array_unref };

/**
 * ns_store_list_due_async:
 * @self: a store
 * @kinds: bits `1 << NsKind`
 * @after_id: only items after this one, or 0: for the next portion of the same cycle
 * @limit: how many at most
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what waits, as ns_item_query_due() says.
 */
void
ns_store_list_due_async (NsStore *self, guint kinds, gint64 after_id, guint limit, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  const Due due = { kinds, after_id, limit };

  ns_store_run (self, &list_due_call, g_memdup2 (&due, sizeof due), cancellable, callback, user_data);
}

/**
 * ns_store_list_due_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): the items, oldest first
 */
GPtrArray *
ns_store_list_due_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_due_call, result, error);
}

/* The request was built from the item as it was read: what became something else since must not go out by it. */
static gboolean
lease_one (NsDb *db, gint64 now, const NsItem *leased, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, leased->id, error);
  NsState state;

  if (item == NULL || !ns_item_rules_next (item, NS_EVENT_LEASE, &state, error))
    return FALSE;
  if (item->operation != leased->operation || g_strcmp0 (item->server_id, leased->server_id) != 0)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "Item %" G_GINT64_FORMAT " was changed while it was made ready to be sent.", item->id);
      return FALSE;
    }
  return ns_item_table_set_sending (db, item->id, now, error);
}

static gpointer
lease (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsBatch *batch = data;
  g_autoptr (NsBatch) leased = NULL;
  gint64 id;

  for (guint i = 0; i < batch->items->len; i++)
    if (!lease_one (db, now, batch->items->pdata[i], error))
      return NULL;
  id = ns_journal_table_insert (db, batch, now, error);
  leased = id != 0 ? ns_journal_table_get (db, id, error) : NULL;
  if (leased == NULL || !ns_journal_table_load_items (db, leased, error))
    return NULL;
  return g_steal_pointer (&leased);
}

static const NsStoreCall lease_call = {
  NS_STORE_WRITE, lease, (GDestroyNotify) ns_batch_unref, (GDestroyNotify) ns_batch_unref
};

/**
 * ns_store_lease_async:
 * @self: a store
 * @batch: what is about to go out: its exact bytes and its items in the order of its commands, at least one
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Writes a batch to the journal before its first byte goes out (design 6, rule 1).
 */
void
ns_store_lease_async (NsStore *self, NsBatch *batch, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data)
{
  g_return_if_fail (batch->items->len > 0);

  ns_store_run (self, &lease_call, ns_batch_ref (batch), cancellable, callback, user_data);
}

/**
 * ns_store_lease_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_STATE where an item is not pending any more, or not the same; then nothing was changed
 *
 * Returns: (transfer full): the batch as it is in the journal
 */
NsBatch *
ns_store_lease_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &lease_call, result, error);
}

static gpointer
get_journal (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return ns_journal_table_list (db, error);
}

static const NsStoreCall get_journal_call = { NS_STORE_READ, get_journal, NULL, (GDestroyNotify) g_ptr_array_unref };

/**
 * ns_store_get_journal_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads the batches whose end is not known.
 */
void
ns_store_get_journal_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ns_store_run (self, &get_journal_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_get_journal_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsBatch): the batches, oldest first, each with those of its items that have
 *   no result yet
 */
GPtrArray *
ns_store_get_journal_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_journal_call, result, error);
}

static gpointer
note_try (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;
  g_autoptr (NsBatch) batch = ns_journal_table_get (db, *id, error);

  if (batch == NULL || !ns_journal_table_load_items (db, batch, error)
      || !ns_journal_table_note_try (db, *id, error))
    return NULL;
  for (guint i = 0; i < batch->items->len; i++)
    {
      const NsItem *item = batch->items->pdata[i];

      if (!ns_item_table_note_try (db, item->id, now, error))
        return NULL;
    }
  return NS_STORE_DONE;
}

static const NsStoreCall note_try_call = { NS_STORE_WRITE, note_try, g_free, NULL };

/**
 * ns_store_note_try_async:
 * @self: a store
 * @batch_id: a batch of the journal
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Counts that the request of a batch goes out once more: for the batch, and for its items without a result.
 */
void
ns_store_note_try_async (NsStore *self, gint64 batch_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ns_store_run (self, &note_try_call, g_memdup2 (&batch_id, sizeof batch_id), cancellable, callback, user_data);
}

/**
 * ns_store_note_try_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_STATE where the batch is not in the journal
 *
 * Returns: whether it is counted
 */
gboolean
ns_store_note_try_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &note_try_call, result, error) != NULL;
}

/* What an accepted item tells about the server's objects. */
static gboolean
learn (NsDb *db, gint64 now, const NsBatch *batch, const NsItem *item, const NsResult *result, GError **error)
{
  const char *server_id = result->server_id != NULL ? result->server_id : item->server_id;
  const char *collection_id = batch->collection_id != NULL ? batch->collection_id : item->collection_id;

  if (result->event != NS_EVENT_ACCEPT || server_id == NULL || collection_id == NULL)
    return TRUE;

  switch (item->operation)
    {
    case NS_OPERATION_ADD:
    case NS_OPERATION_CHANGE:
      return ns_known_object_table_accept (db, item, server_id, collection_id, result->agreed, error);
    case NS_OPERATION_DELETE:
      return ns_known_object_table_forget (db, item, error)
             && ns_duplicate_table_remove_copy (db, item->account_id, collection_id, server_id, now, error);
    case NS_OPERATION_SEND:
      return TRUE;
    }
  return TRUE;
}

/* The server says that the object of a change is gone: that is its version of it. */
static gboolean
learn_loss (NsDb *db, const NsItem *item, const NsResult *result, GError **error)
{
  g_autoptr (GBytes) gone = g_bytes_new_static ("", 0);
  const NsOutcome outcome = result->attempt.outcome;

  if (result->event != NS_EVENT_REFUSE || item->operation != NS_OPERATION_CHANGE || item->collection_id == NULL
      || outcome.domain != NS_DOMAIN_SYNC || outcome.code != OBJECT_NOT_FOUND)
    return TRUE;
  return ns_payload_table_put (db, item->id, NS_PAYLOAD_SERVER, NULL, gone, error)
         && ns_known_object_table_pull (db, item->account_id, item->collection_id, item->server_id, NULL, error);
}

static gboolean
settle_one (NsDb *db, gint64 now, const NsBatch *batch, const NsResult *result, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, result->item_id, error);
  NsAttempt attempt = result->attempt;

  if (item == NULL || !ns_journal_table_set_settled (db, batch->id, item->id, error)
      || !ns_item_rules_next (item, result->event, &attempt.state, error))
    return FALSE;
  return ns_attempt_table_add (db, item->id, &attempt, error)
         && ns_item_table_set_result (db, result, attempt.state, batch->collection_id, now, error)
         && learn (db, now, batch, item, result, error) && learn_loss (db, item, result, error)
         && (!result->is_cleared || ns_resolution_table_clear (db, item->id, now, error));
}

static gboolean
move_key (NsDb *db, const NsBatch *batch, const char *new_sync_key, GError **error)
{
  gint64 account_id;

  if (new_sync_key == NULL || batch->collection_id == NULL)
    return TRUE;
  return ns_account_table_current_id (db, &account_id, error)
         && ns_collection_table_set_key (db, account_id, batch->collection_id, new_sync_key, error);
}

static gpointer
settle (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Settlement *settlement = data;
  g_autoptr (NsBatch) batch = ns_journal_table_get (db, settlement->batch_id, error);

  if (batch == NULL)
    return NULL;
  for (guint i = 0; i < settlement->results->len; i++)
    if (!settle_one (db, now, batch, settlement->results->pdata[i], error))
      return NULL;
  if (!move_key (db, batch, settlement->new_sync_key, error)
      || !ns_journal_table_remove_finished (db, batch->id, error))
    return NULL;
  return NS_STORE_DONE;
}

static const NsStoreCall settle_call = { NS_STORE_WRITE, settle, (GDestroyNotify) settlement_free, NULL };

/**
 * ns_store_settle_async:
 * @self: a store
 * @batch_id: a batch of the journal
 * @results: (element-type NsResult): what became of some or all of its items; not to be changed until the call ends
 * @new_sync_key: (nullable): the folder's new key; %NULL keeps the old one
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Records results and new key in one transaction: a crash leaves both or none (design 6, rule 1).
 */
void
ns_store_settle_async (NsStore *self, gint64 batch_id, GPtrArray *results, const char *new_sync_key,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &settle_call, settlement_new (batch_id, results, new_sync_key, NULL), cancellable, callback,
                user_data);
}

/**
 * ns_store_settle_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_STATE where an item has a result already or the batch is not in the journal; then nothing
 *   was changed
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_settle_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &settle_call, result, error) != NULL;
}

static gboolean
is_about_the_item (const GError *error)
{
  return g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE)
         || g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
}

/* That the next batch cannot go does not make the results of this one untrue. */
static gpointer
settle_and_lease (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Settlement *settlement = data;
  g_autoptr (GPtrArray) leased = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_batch_unref);
  g_autoptr (GError) fault = NULL;
  NsBatch *next;

  if (settle (db, now, data, error) == NULL || !ns_stmt_run (db, "SAVEPOINT next", NULL, 0, error))
    return NULL;
  next = lease (db, now, settlement->next, &fault);
  if (next != NULL)
    g_ptr_array_add (leased, next);
  else if (!is_about_the_item (fault))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  else if (!ns_stmt_run (db, "ROLLBACK TO next", NULL, 0, error))
    return NULL;
  return g_steal_pointer (&leased);
}

static const NsStoreCall settle_and_lease_call = {
  NS_STORE_WRITE, settle_and_lease, (GDestroyNotify) settlement_free, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_settle_and_lease_async:
 * @self: a store
 * @batch_id: a batch of the journal
 * @results: (element-type NsResult): what became of its items; not to be changed until the call ends
 * @new_sync_key: (nullable): the folder's new key; %NULL keeps the old one
 * @next: what is about to go out after it, as for ns_store_lease_async()
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * ns_store_settle_async() and ns_store_lease_async() in one transaction: waiting for the disk is what a delivery
 * costs, and this waits once instead of twice.
 */
void
ns_store_settle_and_lease_async (NsStore *self, gint64 batch_id, GPtrArray *results, const char *new_sync_key,
                                 NsBatch *next, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data)
{
  g_return_if_fail (next->items->len > 0);

  ns_store_run (self, &settle_and_lease_call, settlement_new (batch_id, results, new_sync_key, next), cancellable,
                callback, user_data);
}

/**
 * ns_store_settle_and_lease_finish:
 * @self: a store
 * @result: what the callback got
 * @leased: (out) (transfer full) (nullable): the next batch as it is in the journal; %NULL where it cannot go,
 *   because an item of it is not pending any more, or not the same
 * @error: as for ns_store_settle_finish(); then nothing was changed
 *
 * Returns: whether the results are recorded
 */
gboolean
ns_store_settle_and_lease_finish (NsStore *self, GAsyncResult *result, NsBatch **leased, GError **error)
{
  g_autoptr (GPtrArray) batches = ns_store_run_finish (self, &settle_and_lease_call, result, error);

  *leased = batches != NULL && batches->len > 0 ? ns_batch_ref (g_ptr_array_index (batches, 0)) : NULL;
  return batches != NULL;
}
