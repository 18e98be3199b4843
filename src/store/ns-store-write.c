/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store.h"

#include "base/ns-id.h"
#include "store/ns-account-table.h"
#include "store/ns-collection-table.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-item-rules.h"
#include "store/ns-item-table.h"
#include "store/ns-journal-table.h"
#include "store/ns-known-object-table.h"
#include "store/ns-resolution-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

static gboolean
apply_one (NsDb *db, gint64 now, gint64 id, NsEvent event, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, id, error);
  NsState state;

  if (item == NULL || !ns_item_rules_user_event (item, event, &state, error))
    return FALSE;
  if (event == NS_EVENT_RESEND && !ns_resolution_table_resend (db, item, now, error))
    return FALSE;
  return ns_item_table_set_state (db, id, state, state == NS_STATE_PENDING ? now : 0,
                                  state == NS_STATE_DELIVERED ? now : 0, error);
}

static gpointer
apply (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsIds *call = data;
  NsAct act;
  const gboolean is_users = ns_act_from_event (call->event, &act);
  const gint64 undo_id = is_users ? ns_undo_table_begin (db, act, now, error) : 0;

  if (is_users && undo_id == 0)
    return NULL;
  for (guint i = 0; i < call->ids->len; i++)
    {
      const gint64 id = g_array_index (call->ids, gint64, i);

      if (is_users && !ns_undo_table_note (db, undo_id, id, NS_UNDO_WAY_RESTORE, error))
        return NULL;
      if (!apply_one (db, now, id, call->event, error))
        return NULL;
    }
  return !is_users || ns_undo_table_end (db, undo_id, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall apply_call = { NS_STORE_WRITE, apply, (GDestroyNotify) ns_ids_free, NULL };

/**
 * ns_store_apply_async:
 * @self: a store
 * @ids: (array length=n_ids): which items
 * @n_ids: how many
 * @event: what the user decided (resend, arrived, hold, release), or what became of an uncertain item
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Changes the state of some items: of all of them, or of none. What was learned of the last try stays until the
 * next. Items that are on the wire move by ns_store_settle_async() only.
 */
void
ns_store_apply_async (NsStore *self, const gint64 *ids, guint n_ids, NsEvent event, GCancellable *cancellable,
                      GAsyncReadyCallback callback, gpointer user_data)
{
  NsIds *data = ns_ids_new (ids, n_ids);

  data->event = event;
  ns_store_run (self, &apply_call, data, cancellable, callback, user_data);
}

/**
 * ns_store_apply_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND or %NS_STORE_ERROR_STATE, with a sentence about the first item that is in the way
 *
 * Returns: whether it is done
 */
gboolean
ns_store_apply_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &apply_call, result, error) != NULL;
}

/* A conflict that was ended by taking its item out is open again. The new item that kept this version goes with it, as
 * long as it can: else there would be two of them. */
static gboolean
reopen (NsDb *db, gint64 now, const NsItem *item, GError **error)
{
  g_autoptr (NsItem) successor = NULL;

  if (item->resolution != NS_RESOLUTION_SERVER && item->resolution != NS_RESOLUTION_NEW
      && item->resolution != NS_RESOLUTION_CLEARED)
    return TRUE;
  if (!ns_resolution_table_set (db, item->id, NS_RESOLUTION_NONE, 0, 0, error))
    return FALSE;
  if (item->successor_id == 0)
    return TRUE;
  successor = ns_item_table_get (db, item->successor_id, error);
  if (successor == NULL)
    return FALSE;
  if (successor->state == NS_STATE_PENDING || successor->state == NS_STATE_HELD || successor->state == NS_STATE_ERROR)
    return ns_item_table_set_deleted (db, successor->id, now, error);
  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
               "Item %" G_GINT64_FORMAT " cannot be brought back: item %" G_GINT64_FORMAT ", which was made of it, is"
               " on its way already.",
               item->id, successor->id);
  return FALSE;
}

/* The copy that was to go in its place may be on its way already. */
static gboolean
may_bring_back (NsDb *db, const NsItem *item, GError **error)
{
  gboolean may = TRUE;

  if (ns_item_is_copy_deletion (item) && !ns_duplicate_table_may_delete (db, item, &may, error))
    return FALSE;
  if (!may)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                 "Item %" G_GINT64_FORMAT " cannot be brought back: it would delete the last copy on the server.",
                 item->id);
  return may;
}

/**
 * ns_store_set_item_deleted:
 * @db: the writer
 * @now: the time
 * @id: an item
 * @deleted: %TRUE to delete it, %FALSE to bring it back, with all that goes with it
 * @error: %NS_STORE_ERROR_NOT_FOUND or %NS_STORE_ERROR_STATE
 *
 * Returns: whether it is written
 */
gboolean
ns_store_set_item_deleted (NsDb *db, gint64 now, gint64 id, gboolean deleted, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, id, error);

  if (item == NULL)
    return FALSE;
  if ((item->deleted_at != 0) == deleted)
    return TRUE;
  if (deleted ? !ns_item_rules_may_delete (item, error) : !may_bring_back (db, item, error))
    return FALSE;
  if (!deleted && !reopen (db, now, item, error))
    return FALSE;
  return ns_item_table_set_deleted (db, id, deleted ? now : 0, error);
}

/* What is deleted already is not deleted by this. */
static gboolean
note_delete (NsDb *db, gint64 undo_id, gint64 id, GError **error)
{
  g_autoptr (NsItem) item = ns_item_table_get (db, id, error);

  return item != NULL
         && (item->deleted_at != 0 || ns_undo_table_note (db, undo_id, id, NS_UNDO_WAY_BRING_BACK, error));
}

static gpointer
set_deleted (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsIds *call = data;
  const gint64 undo_id = call->deleted ? ns_undo_table_begin (db, NS_ACT_DELETE, now, error) : 0;

  if (call->deleted && undo_id == 0)
    return NULL;
  for (guint i = 0; i < call->ids->len; i++)
    {
      const gint64 id = g_array_index (call->ids, gint64, i);

      if (call->deleted && !note_delete (db, undo_id, id, error))
        return NULL;
      if (!ns_store_set_item_deleted (db, now, id, call->deleted, error))
        return NULL;
    }
  return !call->deleted || ns_undo_table_end (db, undo_id, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall set_deleted_call = { NS_STORE_WRITE, set_deleted, (GDestroyNotify) ns_ids_free, NULL };

/**
 * ns_store_set_deleted_async:
 * @self: a store
 * @ids: (array length=n_ids): which items
 * @n_ids: how many
 * @deleted: %TRUE to delete them, %FALSE to bring them back
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Deletes items or undoes it: all of them, or none. A deleted item can be brought back, in the state that it had, for
 * 30 days.
 */
void
ns_store_set_deleted_async (NsStore *self, const gint64 *ids, guint n_ids, gboolean deleted,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  NsIds *data = ns_ids_new (ids, n_ids);

  data->deleted = deleted != FALSE;
  ns_store_run (self, &set_deleted_call, data, cancellable, callback, user_data);
}

/**
 * ns_store_set_deleted_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND or %NS_STORE_ERROR_STATE
 *
 * Returns: whether it is done
 */
gboolean
ns_store_set_deleted_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_deleted_call, result, error) != NULL;
}

static gboolean
add_account (NsDb *db, const NsAccount *account, GError **error)
{
  g_autofree char *device_id = account->device_id != NULL ? g_strdup (account->device_id) : ns_id_new ();
  const gint64 id = ns_account_table_insert (db, account, device_id, error);

  return id != 0 && ns_item_table_set_account (db, id, error);
}

/* Another mailbox: what was learned of the old one would be wrong, and what is on its way there is lost to sight. */
static gboolean
leave_mailbox (NsDb *db, gint64 now, gint64 id, GError **error)
{
  g_autoptr (NsAccount) nothing_learned = ns_account_new ();

  return ns_account_table_set_session (db, id, nothing_learned, error)
         && ns_collection_table_forget_all (db, id, error) && ns_journal_table_forget_all (db, error)
         && ns_item_table_lose_track (db, now, error) && ns_known_object_table_release_changes (db, id, error)
         && ns_resolution_table_forget_all (db, id, error) && ns_undo_table_leave_mailbox (db, error);
}

static gpointer
set_account (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsAccount *account = data;
  g_autoptr (GError) fault = NULL;
  g_autoptr (NsAccount) old = ns_account_table_find (db, &fault);

  if (fault != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  if (old == NULL)
    return add_account (db, account, error) ? NS_STORE_DONE : NULL;
  if (!ns_account_table_set_user_columns (db, old->id, account, error))
    return NULL;
  if (g_str_equal (old->server, account->server) && g_str_equal (old->user, account->user))
    return ns_account_table_wake (db, old->id, error) ? NS_STORE_DONE : NULL;
  return leave_mailbox (db, now, old->id, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall set_account_call = { NS_STORE_WRITE, set_account, (GDestroyNotify) ns_account_unref, NULL };

/**
 * ns_store_set_account_async:
 * @self: a store
 * @account: what the user entered: server, user, email, the settings, and optionally password command, CA file and
 *   protocol
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Sets up the account or changes it. The device id is made once and stays (eas-facts 1.1). Another server or user is
 * another mailbox: folders, known objects and everything negotiated are forgotten, waiting changes become adds, and
 * what is on the wire becomes uncertain. The same mailbox is tried again, whatever it was waiting for.
 */
void
ns_store_set_account_async (NsStore *self, const NsAccount *account, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  g_return_if_fail (account->server != NULL && account->user != NULL && account->email != NULL);

  ns_store_run (self, &set_account_call, ns_account_ref (account), cancellable, callback, user_data);
}

/**
 * ns_store_set_account_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is done
 */
gboolean
ns_store_set_account_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_account_call, result, error) != NULL;
}

typedef struct
{
  NsSetting setting;
  gboolean is_on;
} Choice;

static gpointer
set_setting (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Choice *choice = data;
  g_autoptr (NsAccount) account = ns_account_table_get (db, error);

  if (account == NULL || !ns_account_table_set_setting (db, account->id, choice->setting, choice->is_on, error))
    return NULL;
  return NS_STORE_DONE;
}

static const NsStoreCall set_setting_call = { NS_STORE_WRITE, set_setting, g_free, NULL };

/**
 * ns_store_set_setting_async:
 * @self: a store with an account
 * @setting: what is to be set
 * @is_on: to what
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Sets one setting of the account and nothing else, whatever another program changed of it meanwhile. It counts from
 * the next cycle on.
 */
void
ns_store_set_setting_async (NsStore *self, NsSetting setting, gboolean is_on, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  const Choice choice = { setting, is_on };

  ns_store_run (self, &set_setting_call, g_memdup2 (&choice, sizeof choice), cancellable, callback, user_data);
}

/**
 * ns_store_set_setting_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NO_ACCOUNT, %NS_STORE_ERROR
 *
 * Returns: whether it is done
 */
gboolean
ns_store_set_setting_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_setting_call, result, error) != NULL;
}
