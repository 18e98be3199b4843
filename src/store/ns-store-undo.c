/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-undo.h"

#include "store/ns-account-table.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-item-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

#define MAX_LISTED 100

static gpointer
list_undo (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return ns_undo_table_list (db, 0, MAX_LISTED, error);
}

static const NsStoreCall list_undo_call = { NS_STORE_READ, list_undo, NULL, (GDestroyNotify) g_ptr_array_unref };

/**
 * ns_store_list_undo_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what can be undone.
 */
void
ns_store_list_undo_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &list_undo_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_list_undo_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsUndo): the acts, newest first
 */
GPtrArray *
ns_store_list_undo_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_undo_call, result, error);
}

static NsUndoEnd
end_for_state (const NsItem *item)
{
  if (item->state == NS_STATE_SENDING)
    return NS_UNDO_SENDING;
  return item->state == NS_STATE_DELIVERED ? NS_UNDO_DELIVERED : NS_UNDO_CHANGED;
}

/* Whether nothing has happened to the item since: only then it may become what it was. */
static NsUndoEnd
judge (const NsUndoItem *noted, const NsItem *item)
{
  switch (noted->way)
    {
    case NS_UNDO_WAY_RESTORE:
      if (item->deleted_at != 0)
        return NS_UNDO_CHANGED;
      if (item->state != noted->after_state || item->attempts != noted->attempts)
        return end_for_state (item);
      return ns_state_may_go_back (item->state, noted->state) ? NS_UNDO_DONE : NS_UNDO_CHANGED;
    case NS_UNDO_WAY_BRING_BACK:
      return item->deleted_at != 0 ? NS_UNDO_DONE : NS_UNDO_CHANGED;
    case NS_UNDO_WAY_TAKE_BACK:
      if (item->deleted_at != 0)
        return NS_UNDO_CHANGED;
      return item->state == NS_STATE_SENDING || item->state == NS_STATE_DELIVERED ? end_for_state (item)
                                                                                  : NS_UNDO_DONE;
    }
  g_return_val_if_reached (NS_UNDO_CHANGED);
}

static gboolean
bring_back (NsDb *db, gint64 now, const NsItem *item, gint64 duplicate_id, GError **error)
{
  if (duplicate_id != 0 && item->server_id != NULL
      && !ns_duplicate_table_set_deletion (db, duplicate_id, item->server_id, item->id, error))
    return FALSE;
  return ns_store_set_item_deleted (db, now, item->id, FALSE, error);
}

static gboolean
undo_item (NsDb *db, gint64 now, const NsUndo *undo, const NsUndoItem *noted, gint64 duplicate_id, NsUndoEnd *end,
           GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autoptr (NsItem) item = ns_item_table_find (db, noted->item_id, &fault);

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *end = item != NULL ? judge (noted, item) : NS_UNDO_GONE;
  if (*end != NS_UNDO_DONE)
    return TRUE;
  switch (noted->way)
    {
    case NS_UNDO_WAY_RESTORE:
      return ns_undo_table_restore (db, undo->id, item->id, error);
    case NS_UNDO_WAY_BRING_BACK:
      return bring_back (db, now, item, duplicate_id, error);
    case NS_UNDO_WAY_TAKE_BACK:
      return ns_store_set_item_deleted (db, now, item->id, TRUE, error);
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
undo_duplicate (NsDb *db, gint64 duplicate_id, gboolean was_ignored, NsUndoEnd *end, GError **error)
{
  g_autoptr (NsDuplicate) duplicate = NULL;
  g_autoptr (GError) fault = NULL;
  gint64 account_id;

  if (duplicate_id == 0)
    return TRUE;
  if (!ns_account_table_current_id (db, &account_id, error))
    return FALSE;
  duplicate = ns_duplicate_table_get (db, account_id, duplicate_id, &fault);
  if (duplicate != NULL)
    return ns_duplicate_table_set_ignored (db, duplicate_id, was_ignored, error);
  if (!g_error_matches (fault, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  *end = NS_UNDO_GONE;
  return TRUE;
}

/* All of it, or the end tells what is in the way; then the caller rolls back what was done so far. */
static gboolean
undo_all (NsDb *db, gint64 now, NsUndo *undo, GError **error)
{
  g_autoptr (GArray) items = ns_undo_table_list_items (db, undo->id, error);
  gint64 duplicate_id;
  gboolean was_ignored;

  undo->end = NS_UNDO_DONE;
  if (items == NULL || !ns_undo_table_get_duplicate (db, undo->id, &duplicate_id, &was_ignored, error)
      || !undo_duplicate (db, duplicate_id, was_ignored, &undo->end, error))
    return FALSE;
  for (guint i = 0; i < items->len && undo->end == NS_UNDO_DONE; i++)
    if (!undo_item (db, now, undo, &g_array_index (items, NsUndoItem, i), duplicate_id, &undo->end, error))
      return FALSE;
  return TRUE;
}

/* What became of the item's other half (a new item in its place, the copy that was to stay) may be in the way. */
static gboolean
try_to_undo (NsDb *db, gint64 now, NsUndo *undo, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (!ns_db_exec (db, "SAVEPOINT undo", error))
    return FALSE;
  if (!undo_all (db, now, undo, &fault))
    {
      if (!g_error_matches (fault, NS_STORE_ERROR, NS_STORE_ERROR_STATE))
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return FALSE;
        }
      undo->end = NS_UNDO_DELIVERED;
    }
  if (undo->end != NS_UNDO_DONE && !ns_db_exec (db, "ROLLBACK TO undo", error))
    return FALSE;
  return ns_db_exec (db, "RELEASE undo", error);
}

static gpointer
undo (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;
  g_autoptr (GPtrArray) acts = ns_undo_table_list (db, *id, 1, error);
  g_autoptr (NsUndo) found = NULL;

  if (acts == NULL)
    return NULL;
  if (acts->len == 0)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND, "There is nothing to undo.");
      return NULL;
    }
  found = g_ptr_array_steal_index (acts, 0);
  if (!try_to_undo (db, now, found, error))
    return NULL;
  if (found->end != NS_UNDO_SENDING && !ns_undo_table_remove (db, found->id, error))
    return NULL;
  return g_steal_pointer (&found);
}

static const NsStoreCall undo_call = { NS_STORE_WRITE, undo, g_free, (GDestroyNotify) ns_undo_free };

/**
 * ns_store_undo_async:
 * @self: a store
 * @id: an act; 0 for the newest
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Takes an act back, for all of its items or for none, in one transaction. What is on the wire, or was tried or
 * delivered since, stays as it is, and the act is forgotten; it is kept only while an item of it is being sent.
 */
void
ns_store_undo_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ns_store_run (self, &undo_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

/**
 * ns_store_undo_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND where there is nothing to undo
 *
 * Returns: (transfer full): the act; its `end` tells whether it was undone, or why nothing was changed
 */
NsUndo *
ns_store_undo_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &undo_call, result, error);
}
