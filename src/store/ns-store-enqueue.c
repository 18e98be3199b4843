/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What comes into the outbox. */
#include "config.h"
#include "store/ns-store.h"

#include "base/ns-id.h"
#include "store/ns-account-table.h"
#include "store/ns-item-query.h"
#include "store/ns-item-table.h"
#include "store/ns-known-object-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

/**
 * ns_store_copy_draft:
 * @draft: a draft
 *
 * Returns: (transfer full): a copy of it, for another thread
 */
NsDraft *
ns_store_copy_draft (const NsDraft *draft)
{
  NsDraft *copy = ns_draft_new (draft->kind, draft->operation);

  copy->subject = g_strdup (draft->subject != NULL ? draft->subject : "");
  copy->recipients = g_strdup (draft->recipients != NULL ? draft->recipients : "");
  copy->uid = g_strdup (draft->uid);
  copy->message_id = g_strdup (draft->message_id);
  copy->payload = g_bytes_ref (draft->payload);
  copy->media_type = g_strdup (draft->media_type);
  return copy;
}

static NsItem *
item_from_draft (const NsDraft *draft, gint64 account_id, gint64 now)
{
  NsItem *item = ns_item_new ();

  item->account_id = account_id;
  item->kind = draft->kind;
  item->operation = draft->operation;
  item->state = NS_STATE_PENDING;
  item->subject = g_strdup (draft->subject);
  item->recipients = g_strdup (draft->recipients);
  item->size = g_bytes_get_size (draft->payload);
  item->queued_at = now;
  item->next_attempt_at = now;
  item->client_id = ns_id_new ();
  item->uid = g_strdup (draft->uid);
  item->message_id = g_strdup (draft->message_id);
  return item;
}

/* What is on the server already is not added again: that would make a second copy of it. */
static gboolean
meet_known_object (NsDb *db, NsItem *item, NsKnownObject **known, GError **error)
{
  *known = NULL;
  if (item->uid == NULL || item->operation == NS_OPERATION_SEND)
    return TRUE;
  if (!ns_known_object_table_find (db, item->account_id, item->kind, item->uid, known, error))
    return FALSE;
  if (*known == NULL)
    return TRUE;
  if (item->operation == NS_OPERATION_ADD)
    item->operation = NS_OPERATION_CHANGE;
  item->server_id = g_strdup ((*known)->server_id);
  item->collection_id = g_strdup ((*known)->collection_id);
  return TRUE;
}

static gboolean
is_on_wire (const NsItem *item)
{
  return item->state == NS_STATE_SENDING || item->state == NS_STATE_UNCERTAIN;
}

static gboolean
check_deletion (const NsItem *item, const NsKnownObject *known, GPtrArray *waiting, GError **error)
{
  const NsItem *last = waiting->len > 0 ? g_ptr_array_index (waiting, waiting->len - 1) : NULL;

  if (last == NULL && known == NULL)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND,
                   "“%s” is not known to be on the server, so it cannot be deleted there.", item->subject);
      return FALSE;
    }
  if (last != NULL && last->operation == NS_OPERATION_DELETE)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "“%s” is being deleted already, by item %" G_GINT64_FORMAT ".", item->subject, last->id);
      return FALSE;
    }
  return TRUE;
}

/* What waits to be added or changed need not go out any more; what may be on the server already goes before. Where
 * nothing is on the server and nothing on its way there, the deletion is done with that. */
static gboolean
meet_waiting (NsDb *db, gint64 now, NsItem *item, const NsKnownObject *known, gint64 undo_id, GError **error)
{
  g_autoptr (GPtrArray) waiting = ns_item_query_uid (db, item, error);
  gboolean is_there = known != NULL;

  if (waiting == NULL || !check_deletion (item, known, waiting, error))
    return FALSE;
  for (guint i = 0; i < waiting->len; i++)
    {
      const NsItem *other = g_ptr_array_index (waiting, i);

      is_there |= is_on_wire (other) || other->operation == NS_OPERATION_DELETE;
      if (is_on_wire (other) || other->operation == NS_OPERATION_DELETE)
        continue;
      if ((undo_id != 0 && !ns_undo_table_note (db, undo_id, other->id, NS_UNDO_WAY_BRING_BACK, error))
          || !ns_item_table_set_deleted (db, other->id, now, error))
        return FALSE;
      g_free (item->detail);
      item->detail = g_strdup_printf ("Item %" G_GINT64_FORMAT " was not sent any more.", other->id);
    }
  if (is_there)
    return TRUE;
  item->state = NS_STATE_DELIVERED;
  item->next_attempt_at = 0;
  item->delivered_at = now;
  return TRUE;
}

static gint64
insert (NsDb *db, const NsItem *item, GError **error)
{
  const NsOutcome none = { .domain = NS_DOMAIN_NONE };
  const gint64 id = ns_item_table_insert (db, item, error);

  if (id == 0 || item->operation != NS_OPERATION_DELETE)
    return id;
  return ns_item_table_set_state (db, id, item->state, item->next_attempt_at, item->delivered_at, error)
             && ns_item_table_set_outcome (db, id, none, item->detail, error)
           ? id
           : 0;
}

static NsItem *
enqueue_draft (NsDb *db, gint64 now, const NsDraft *draft, gint64 undo_id, GError **error)
{
  g_autoptr (NsItem) item = NULL;
  g_autoptr (NsKnownObject) known = NULL;
  gint64 account_id, id;

  if (!ns_account_table_current_id (db, &account_id, error))
    return NULL;
  item = item_from_draft (draft, account_id, now);
  if (!meet_known_object (db, item, &known, error)
      || (item->operation == NS_OPERATION_DELETE && !meet_waiting (db, now, item, known, undo_id, error)))
    return NULL;
  id = insert (db, item, error);
  if (id == 0 || !ns_payload_table_put (db, id, NS_PAYLOAD_MINE, draft->media_type, draft->payload, error))
    return NULL;
  if (known != NULL && known->agreed != NULL
      && !(ns_payload_table_put (db, id, NS_PAYLOAD_AGREED, NULL, known->agreed, error)
           && (!known->is_servers || ns_payload_table_mark_servers (db, id, NS_PAYLOAD_AGREED, error))))
    return NULL;
  return ns_item_table_get (db, id, error);
}

/**
 * ns_store_enqueue_draft:
 * @db: the writer, inside of a transaction
 * @now: the time
 * @draft: what to queue
 * @error: as ns_store_enqueue_all_finish()
 *
 * Returns: (transfer full) (nullable): the new item
 */
NsItem *
ns_store_enqueue_draft (NsDb *db, gint64 now, const NsDraft *draft, GError **error)
{
  return enqueue_draft (db, now, draft, 0, error);
}

static GPtrArray *
enqueue_all (NsDb *db, gint64 now, GPtrArray *drafts, gint64 undo_id, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);

  for (guint i = 0; i < drafts->len; i++)
    {
      NsItem *item = enqueue_draft (db, now, g_ptr_array_index (drafts, i), undo_id, error);

      if (item == NULL)
        return NULL;
      g_ptr_array_add (items, item);
      if (undo_id != 0 && !ns_undo_table_note (db, undo_id, item->id, NS_UNDO_WAY_TAKE_BACK, error))
        return NULL;
    }
  return g_steal_pointer (&items);
}

static gpointer
enqueue (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return enqueue_all (db, now, data, 0, error);
}

static gpointer
add (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 undo_id = ns_undo_table_begin (db, NS_ACT_ADD, now, error);
  g_autoptr (GPtrArray) items = undo_id != 0 ? enqueue_all (db, now, data, undo_id, error) : NULL;

  return items != NULL && ns_undo_table_end (db, undo_id, error) ? g_steal_pointer (&items) : NULL;
}

static const NsStoreCall enqueue_call = {
  NS_STORE_WRITE, enqueue, (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) g_ptr_array_unref
};

static const NsStoreCall add_call = {
  NS_STORE_WRITE, add, (GDestroyNotify) g_ptr_array_unref, (GDestroyNotify) g_ptr_array_unref
};

static GPtrArray *
copy_drafts (GPtrArray *drafts)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_draft_free);

  for (guint i = 0; i < drafts->len; i++)
    g_ptr_array_add (copies, ns_store_copy_draft (g_ptr_array_index (drafts, i)));
  return copies;
}

/**
 * ns_store_enqueue_all_async:
 * @self: a store
 * @drafts: (transfer none) (element-type NsDraft): what to queue; payloads and media types are set
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Queues items in their order: all of them, or none. It needs no account: what is queued before there is one goes out
 * by the first. An add with a UID that is known to be on the server becomes a change.
 *
 * A deletion needs an object that is known to be on the server, or on its way there. Adds and changes of it that wait
 * are deleted from the outbox, which can be undone; where the object was never sent, there is nothing more to do, and
 * the deletion comes into the outbox as delivered.
 */
void
ns_store_enqueue_all_async (NsStore *self, GPtrArray *drafts, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ns_store_run (self, &enqueue_call, copy_drafts (drafts), cancellable, callback, user_data);
}

/**
 * ns_store_enqueue_all_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR; of a deletion %NS_STORE_ERROR_NOT_FOUND where no such object is known and
 *   %NS_STORE_ERROR_STATE where it is being deleted already
 *
 * Returns: (transfer full) (element-type NsItem) (nullable): the items, which survive a loss of power from now on
 */
GPtrArray *
ns_store_enqueue_all_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &enqueue_call, result, error);
}

/**
 * ns_store_add_async:
 * @self: a store
 * @drafts: (transfer none) (element-type NsDraft): what to queue; payloads and media types are set
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * As ns_store_enqueue_all_async(), as an act that the user can undo until one of the items has gone out.
 */
void
ns_store_add_async (NsStore *self, GPtrArray *drafts, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  ns_store_run (self, &add_call, copy_drafts (drafts), cancellable, callback, user_data);
}

/**
 * ns_store_add_finish:
 * @self: a store
 * @result: what the callback got
 * @error: as ns_store_enqueue_all_finish()
 *
 * Returns: (transfer full) (element-type NsItem) (nullable): the items
 */
GPtrArray *
ns_store_add_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &add_call, result, error);
}

/**
 * ns_store_enqueue_async:
 * @self: a store
 * @draft: (transfer none): what to queue; its payload and media type are set
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Queues one item, as ns_store_enqueue_all_async() says.
 */
void
ns_store_enqueue_async (NsStore *self, NsDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new ();

  g_return_if_fail (draft->payload != NULL && draft->media_type != NULL);

  g_ptr_array_add (drafts, draft);
  ns_store_enqueue_all_async (self, drafts, cancellable, callback, user_data);
}

/**
 * ns_store_enqueue_finish:
 * @self: a store
 * @result: what the callback got
 * @error: as ns_store_enqueue_all_finish()
 *
 * Returns: (transfer full) (nullable): the item, which survives a loss of power from now on
 */
NsItem *
ns_store_enqueue_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  g_autoptr (GPtrArray) items = ns_store_enqueue_all_finish (self, result, error);

  return items != NULL ? ns_item_ref (g_ptr_array_index (items, 0)) : NULL;
}
