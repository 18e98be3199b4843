/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-duplicates.h"

#include "base/ns-id.h"
#include "store/ns-account-table.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-item-rules.h"
#include "store/ns-item-table.h"
#include "store/ns-known-object-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

typedef struct
{
  gint64 id;
  char *server_id; /* (owned) (nullable) */
} Choice;

typedef struct
{
  gint64 id;
  gboolean ignored;
} Judgement;

static void
choice_free (Choice *choice)
{
  g_free (choice->server_id);
  g_free (choice);
}

static gpointer
list_duplicates (NsDb *db, gint64 now, gpointer data, GError **error)
{
  gint64 account_id;

  return ns_account_table_current_id (db, &account_id, error)
           ? ns_duplicate_table_list (db, account_id, NULL, FALSE, error)
           : NULL;
}

static const NsStoreCall list_duplicates_call = {
  NS_STORE_READ, list_duplicates, NULL, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_list_duplicates_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what exists more than once on the server, as far as pulls have shown it.
 */
void
ns_store_list_duplicates_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ns_store_run (self, &list_duplicates_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_list_duplicates_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsDuplicate): the groups, in the order in which they were found
 */
GPtrArray *
ns_store_list_duplicates_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_duplicates_call, result, error);
}

static NsItem *
new_item (gint64 account_id, NsKind kind, NsOperation operation, gint64 now)
{
  NsItem *item = ns_item_new ();

  item->account_id = account_id;
  item->kind = kind;
  item->operation = operation;
  item->state = NS_STATE_PENDING;
  item->queued_at = now;
  item->next_attempt_at = now;
  item->client_id = ns_id_new ();
  return item;
}

/* No UID: the copy that stays has the same, and what is queued for it must not wait for this or change with it. */
static gint64
queue_deletion (NsDb *db, gint64 account_id, gint64 now, const NsDuplicate *duplicate, const NsDuplicateCopy *copy,
                GError **error)
{
  g_autoptr (NsItem) item = new_item (account_id, duplicate->kind, NS_OPERATION_DELETE, now);
  gint64 id;

  item->subject = g_strdup (copy->title != NULL ? copy->title : "");
  item->recipients = g_strdup (copy->place != NULL ? copy->place : "");
  item->size = g_bytes_get_size (copy->data);
  item->collection_id = g_strdup (duplicate->collection_id);
  item->server_id = g_strdup (copy->server_id);
  id = ns_item_table_insert (db, item, error);
  return id != 0 && ns_payload_table_put (db, id, NS_PAYLOAD_MINE, NULL, copy->data, error)
             && ns_duplicate_table_set_deletion (db, duplicate->id, copy->server_id, id, error)
           ? id
           : 0;
}

/* The user thought better of it: what was to go is to stay now. */
static gboolean
spare (NsDb *db, gint64 now, gint64 undo_id, const NsDuplicate *duplicate, const NsDuplicateCopy *copy, GError **error)
{
  g_autoptr (NsItem) item = NULL;

  if (copy->deletion_id == 0)
    return TRUE;
  item = ns_item_table_get (db, copy->deletion_id, error);
  return item != NULL && ns_undo_table_note (db, undo_id, item->id, NS_UNDO_WAY_BRING_BACK, error)
         && ns_item_rules_may_delete (item, error)
         && ns_item_table_set_deleted (db, item->id, now, error)
         && ns_duplicate_table_set_deletion (db, duplicate->id, copy->server_id, 0, error);
}

static const NsDuplicateCopy *
choose (const NsDuplicate *duplicate, const char *server_id, GError **error)
{
  const NsDuplicateCopy *copy = server_id != NULL ? ns_duplicate_find (duplicate, server_id)
                                                  : g_ptr_array_index (duplicate->copies, 0);

  if (copy == NULL)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND,
                 "Duplicate %" G_GINT64_FORMAT " has no copy “%s”.", duplicate->id, server_id);
  return copy;
}

/* Later changes go to the copy that stays. */
static gboolean
move_known (NsDb *db, gint64 account_id, const NsDuplicate *duplicate, const NsDuplicateCopy *kept, GError **error)
{
  const NsDuplicateCopy *first = g_ptr_array_index (duplicate->copies, 0);

  return kept->is_known || !first->is_known
         || ns_known_object_table_move (db, account_id, duplicate->collection_id, first->server_id, kept->server_id,
                                        kept->data, error);
}

static gboolean
is_ignored (const NsDuplicate *duplicate)
{
  return duplicate->state == NS_DUPLICATE_IGNORED;
}

static gpointer
keep_copy (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Choice *choice = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NsDuplicate) duplicate = NULL;
  const NsDuplicateCopy *kept;
  gint64 account_id, undo_id;

  if (!ns_account_table_current_id (db, &account_id, error))
    return NULL;
  duplicate = ns_duplicate_table_get (db, account_id, choice->id, error);
  kept = duplicate != NULL ? choose (duplicate, choice->server_id, error) : NULL;
  undo_id = kept != NULL ? ns_undo_table_begin (db, NS_ACT_KEEP, now, error) : 0;
  if (undo_id == 0 || !ns_undo_table_set_duplicate (db, undo_id, duplicate->id, is_ignored (duplicate), error)
      || !spare (db, now, undo_id, duplicate, kept, error)
      || !move_known (db, account_id, duplicate, kept, error)
      || !ns_duplicate_table_set_ignored (db, duplicate->id, FALSE, error))
    return NULL;
  for (guint i = 0; i < duplicate->copies->len; i++)
    {
      const NsDuplicateCopy *copy = g_ptr_array_index (duplicate->copies, i);
      gint64 id;

      if (copy == kept || copy->deletion_id != 0)
        continue;
      id = queue_deletion (db, account_id, now, duplicate, copy, error);
      if (id == 0 || !ns_undo_table_note (db, undo_id, id, NS_UNDO_WAY_TAKE_BACK, error))
        return NULL;
      g_array_append_val (ids, id);
    }
  return ns_undo_table_end (db, undo_id, error) ? g_steal_pointer (&ids) : NULL;
}

static const NsStoreCall keep_copy_call = {
  NS_STORE_WRITE, keep_copy, (GDestroyNotify) choice_free, (GDestroyNotify) g_array_unref
};

/**
 * ns_store_keep_copy_async:
 * @self: a store
 * @id: a duplicate
 * @server_id: (nullable): the copy that stays; %NULL for the one that the outbox knows
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Queues a deletion for each of the other copies. Their content is kept with it for 30 days. To take it back, delete
 * these items before they are sent; afterwards ns_store_put_back_async().
 */
void
ns_store_keep_copy_async (NsStore *self, gint64 id, const char *server_id, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  Choice *choice = g_new (Choice, 1);

  choice->id = id;
  choice->server_id = g_strdup (server_id);
  ns_store_run (self, &keep_copy_call, choice, cancellable, callback, user_data);
}

/**
 * ns_store_keep_copy_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND, or %NS_STORE_ERROR_STATE where the copy that is to stay is being deleted now
 *
 * Returns: (transfer full) (element-type gint64): the deletions that were queued
 */
GArray *
ns_store_keep_copy_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &keep_copy_call, result, error);
}

static gboolean
note_ignore (NsDb *db, gint64 now, gint64 duplicate_id, GError **error)
{
  const gint64 undo_id = ns_undo_table_begin (db, NS_ACT_IGNORE, now, error);

  return undo_id != 0 && ns_undo_table_set_duplicate (db, undo_id, duplicate_id, FALSE, error);
}

static gpointer
set_ignored (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Judgement *judgement = data;
  g_autoptr (NsDuplicate) duplicate = NULL;
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error))
    return NULL;
  duplicate = ns_duplicate_table_get (db, account_id, judgement->id, error);
  if (duplicate == NULL)
    return NULL;
  if (duplicate->state == NS_DUPLICATE_RESOLVED)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "The deletion of a copy of duplicate %" G_GINT64_FORMAT " waits in the outbox; take it back"
                   " first.",
                   duplicate->id);
      return NULL;
    }
  if (judgement->ignored && !is_ignored (duplicate) && !note_ignore (db, now, duplicate->id, error))
    return NULL;
  return ns_duplicate_table_set_ignored (db, duplicate->id, judgement->ignored, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall set_ignored_call = { NS_STORE_WRITE, set_ignored, g_free, NULL };

/**
 * ns_store_set_ignored_async:
 * @self: a store
 * @id: a duplicate
 * @ignored: whether its copies are not the same
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Remembers that the user does not take some objects for copies of one another, or forgets it.
 */
void
ns_store_set_ignored_async (NsStore *self, gint64 id, gboolean ignored, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  const Judgement judgement = { id, ignored != FALSE };

  ns_store_run (self, &set_ignored_call, g_memdup2 (&judgement, sizeof judgement), cancellable, callback, user_data);
}

/**
 * ns_store_set_ignored_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND, or %NS_STORE_ERROR_STATE where a deletion waits
 *
 * Returns: whether it is remembered
 */
gboolean
ns_store_set_ignored_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_ignored_call, result, error) != NULL;
}

static gpointer
put_back (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;
  g_autoptr (NsItem) deletion = ns_item_table_get (db, *id, error);
  g_autoptr (NsItem) item = NULL;
  g_autoptr (GBytes) content = NULL;
  g_autofree char *media_type = NULL;
  gint64 new_id;

  if (deletion == NULL)
    return NULL;
  if (!ns_item_is_copy_deletion (deletion) || deletion->state != NS_STATE_DELIVERED)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "Item %" G_GINT64_FORMAT " is no deletion of a copy that was carried out.", *id);
      return NULL;
    }
  content = ns_payload_table_get (db, *id, NS_PAYLOAD_MINE, &media_type, error);
  if (content == NULL)
    return NULL;

  item = new_item (deletion->account_id, deletion->kind, NS_OPERATION_ADD, now);
  item->subject = g_strdup (deletion->subject);
  item->recipients = g_strdup (deletion->recipients);
  item->size = deletion->size;
  new_id = ns_item_table_insert (db, item, error);
  /* The content goes over to the new item, so that it cannot be put back twice. */
  return new_id != 0 && ns_payload_table_put (db, new_id, NS_PAYLOAD_MINE, media_type, content, error)
             && ns_payload_table_put (db, *id, NS_PAYLOAD_MINE, NULL, NULL, error)
           ? ns_item_table_get (db, new_id, error)
           : NULL;
}

static const NsStoreCall put_back_call = { NS_STORE_WRITE, put_back, g_free, (GDestroyNotify) ns_item_unref };

/**
 * ns_store_put_back_async:
 * @self: a store
 * @item_id: a deletion of a copy that the server has accepted
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Queues what was deleted as a new item, once.
 */
void
ns_store_put_back_async (NsStore *self, gint64 item_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ns_store_run (self, &put_back_call, g_memdup2 (&item_id, sizeof item_id), cancellable, callback, user_data);
}

/**
 * ns_store_put_back_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND where the content is not kept any more, or was put back before;
 *   %NS_STORE_ERROR_STATE where the item is no such deletion
 *
 * Returns: (transfer full): the new item
 */
NsItem *
ns_store_put_back_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &put_back_call, result, error);
}
