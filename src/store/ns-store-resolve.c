/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store.h"

#include "store/ns-item-rules.h"
#include "store/ns-item-table.h"
#include "store/ns-resolution-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

typedef struct
{
  gint64 id;
  NsResolution resolution;
  char **fields;  /* (owned) (nullable) */
  NsDraft *draft; /* (owned) (nullable) */
} Decision;

static void
decision_free (Decision *decision)
{
  g_strfreev (decision->fields);
  g_clear_pointer (&decision->draft, ns_draft_free);
  g_free (decision);
}

static gboolean
check (NsDb *db, const NsItem *item, const Decision *decision, GError **error)
{
  NsTheirs theirs;

  if (!ns_resolution_table_find_theirs (db, item->id, &theirs, error))
    return FALSE;
  if (item->deleted_at != 0 || item->state != NS_STATE_ERROR || theirs == NS_THEIRS_UNKNOWN)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "Item %" G_GINT64_FORMAT " is in no conflict: it is not in error, or the server's version of it is"
                   " not known.",
                   item->id);
      return FALSE;
    }
  if (decision->resolution == NS_RESOLUTION_FIELDS && theirs == NS_THEIRS_GONE)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                   "Item %" G_GINT64_FORMAT " was deleted on the server, so there are no fields to choose from.",
                   item->id);
      return FALSE;
    }
  return TRUE;
}

static gboolean
send_again (NsDb *db, gint64 now, const NsItem *item, GError **error)
{
  NsState state;

  return ns_item_rules_user_event (item, NS_EVENT_RESEND, &state, error)
         && ns_item_table_set_state (db, item->id, state, now, 0, error);
}

static gboolean
send_fields (NsDb *db, gint64 now, const NsItem *item, char **fields, GError **error)
{
  return ns_resolution_table_set_choices (db, item->id, (const char *const *) fields, error)
         && ns_resolution_table_set (db, item->id, NS_RESOLUTION_FIELDS, now, 0, error)
         && send_again (db, now, item, error);
}

/* The losing version stays with the item, which can be brought back as any deleted one. */
static gboolean
take_out (NsDb *db, gint64 now, const NsItem *item, NsResolution resolution, gint64 successor_id, GError **error)
{
  return ns_resolution_table_set (db, item->id, resolution, now, successor_id, error)
         && ns_item_table_set_deleted (db, item->id, now, error);
}

static gboolean
keep_as_new (NsDb *db, gint64 now, const NsItem *item, const NsDraft *draft, GError **error)
{
  g_autoptr (NsItem) successor = ns_store_enqueue_draft (db, now, draft, error);

  return successor != NULL && take_out (db, now, item, NS_RESOLUTION_NEW, successor->id, error);
}

static gboolean
decide (NsDb *db, gint64 now, const NsItem *item, const Decision *decision, GError **error)
{
  switch (decision->resolution)
    {
    case NS_RESOLUTION_MINE:
      return ns_resolution_table_send_mine (db, item, now, error) && send_again (db, now, item, error);
    case NS_RESOLUTION_SERVER:
      return take_out (db, now, item, NS_RESOLUTION_SERVER, 0, error);
    case NS_RESOLUTION_NEW:
      return keep_as_new (db, now, item, decision->draft, error);
    case NS_RESOLUTION_FIELDS:
      return send_fields (db, now, item, decision->fields, error);
    case NS_RESOLUTION_NONE:
    case NS_RESOLUTION_CLEARED: /* not for users to say */
      break;
    }
  g_return_val_if_reached (FALSE);
}

static gpointer
resolve (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Decision *decision = data;
  g_autoptr (NsItem) item = ns_item_table_get (db, decision->id, error);
  const NsUndoWay way = ns_resolution_is_sent (decision->resolution) ? NS_UNDO_WAY_RESTORE : NS_UNDO_WAY_BRING_BACK;
  gint64 undo_id;

  if (item == NULL || !check (db, item, decision, error))
    return NULL;
  undo_id = ns_undo_table_begin (db, NS_ACT_RESOLVE, now, error);
  if (undo_id == 0 || !ns_undo_table_note (db, undo_id, item->id, way, error)
      || !decide (db, now, item, decision, error) || !ns_undo_table_end (db, undo_id, error))
    return NULL;
  return ns_item_table_get (db, item->id, error);
}

static const NsStoreCall resolve_call = {
  NS_STORE_WRITE, resolve, (GDestroyNotify) decision_free, (GDestroyNotify) ns_item_unref
};

/**
 * ns_store_resolve_async:
 * @self: a store
 * @id: an item in error of which the server has a version of its own
 * @resolution: how its conflict ends; not %NS_RESOLUTION_NONE, nor %NS_RESOLUTION_CLEARED
 * @fields: (nullable) (array zero-terminated=1): the fields of which the server's value is taken, for
 *   %NS_RESOLUTION_FIELDS
 * @draft: (nullable): a copy of this side's version with a UID of its own, for %NS_RESOLUTION_NEW
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Ends a conflict, in one transaction. What loses is kept for 30 days: this side's version with its item, which
 * ns_store_set_deleted_async() brings back, the server's as %NS_PAYLOAD_SERVER of the item that is sent again.
 */
void
ns_store_resolve_async (NsStore *self, gint64 id, NsResolution resolution, const char *const *fields,
                        const NsDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data)
{
  Decision *decision = g_new0 (Decision, 1);

  g_return_if_fail (resolution != NS_RESOLUTION_NONE && resolution != NS_RESOLUTION_CLEARED);
  g_return_if_fail ((resolution == NS_RESOLUTION_NEW) == (draft != NULL));

  decision->id = id;
  decision->resolution = resolution;
  decision->fields = g_strdupv ((char **) fields);
  decision->draft = draft != NULL ? ns_store_copy_draft (draft) : NULL;
  ns_store_run (self, &resolve_call, decision, cancellable, callback, user_data);
}

/**
 * ns_store_resolve_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND, or %NS_STORE_ERROR_STATE where the item is in no conflict; then nothing was
 *   changed
 *
 * Returns: (transfer full): the item as it is now
 */
NsItem *
ns_store_resolve_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &resolve_call, result, error);
}

static gpointer
get_choices (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;

  return ns_resolution_table_get_choices (db, *id, error);
}

static const NsStoreCall get_choices_call = { NS_STORE_READ, get_choices, g_free, (GDestroyNotify) g_strfreev };

/**
 * ns_store_get_choices_async:
 * @self: a store
 * @id: an item
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what was chosen in a conflict.
 */
void
ns_store_get_choices_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ns_store_run (self, &get_choices_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

/**
 * ns_store_get_choices_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (array zero-terminated=1): the fields of which the server's value is taken
 */
char **
ns_store_get_choices_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_choices_call, result, error);
}
