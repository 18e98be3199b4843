/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-delivery.h"

#include "store/ns-item-table.h"
#include "store/ns-resolution-table.h"
#include "store/ns-store-private.h"
#include "store/ns-undo-table.h"

typedef struct
{
  NsAttempt attempt;
  char *detail; /* (owned) (nullable) */
  gint64 next_attempt_at;
} Fault;

typedef struct
{
  gint64 item_id;
  NsOutcome outcome;
  char *detail; /* (owned) (nullable) */
  gboolean is_cleared;
} Verdict;

typedef struct
{
  GArray *ids; /* (owned) (element-type gint64) */
  NsIsolation isolation;
} Isolated;

static void
fault_free (Fault *fault)
{
  g_free (fault->detail);
  g_free (fault);
}

static void
verdict_free (Verdict *verdict)
{
  g_free (verdict->detail);
  g_free (verdict);
}

static void
isolated_free (Isolated *isolated)
{
  g_array_unref (isolated->ids);
  g_free (isolated);
}

static gpointer
note_fault (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Fault *fault = data;

  return ns_item_table_note_fault (db, &fault->attempt, fault->detail, fault->next_attempt_at, error) ? NS_STORE_DONE
                                                                                                      : NULL;
}

static const NsStoreCall note_fault_call = { NS_STORE_WRITE, note_fault, (GDestroyNotify) fault_free, NULL };

/**
 * ns_store_note_fault_async:
 * @self: a store
 * @attempt: the try that failed before it came to any item
 * @detail: (nullable): the other side's own words
 * @next_attempt_at: when the next one is planned, or 0
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Tells every pending item why it still waits.
 */
void
ns_store_note_fault_async (NsStore *self, const NsAttempt *attempt, const char *detail, gint64 next_attempt_at,
                           GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Fault *fault = g_new (Fault, 1);

  fault->attempt = *attempt;
  fault->detail = g_strdup (detail);
  fault->next_attempt_at = next_attempt_at;
  ns_store_run (self, &note_fault_call, fault, cancellable, callback, user_data);
}

/**
 * ns_store_note_fault_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_note_fault_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &note_fault_call, result, error) != NULL;
}

static gboolean
clear_echo (NsDb *db, gint64 now, gint64 item_id, GError **error)
{
  const gint64 undo_id = ns_undo_table_begin (db, NS_ACT_CLEAR, now, error);

  return undo_id != 0 && ns_undo_table_note (db, undo_id, item_id, NS_UNDO_WAY_BRING_BACK, error)
         && ns_resolution_table_clear (db, item_id, now, error) && ns_undo_table_end (db, undo_id, error);
}

static gpointer
set_outcome (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Verdict *verdict = data;
  g_autoptr (NsItem) item = ns_item_table_get (db, verdict->item_id, error);

  if (item == NULL)
    return NULL;
  if (item->state != NS_STATE_ERROR)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE, "Item %" G_GINT64_FORMAT " is not in error any more.",
                   item->id);
      return NULL;
    }
  if (!ns_item_table_set_outcome (db, item->id, verdict->outcome, verdict->detail, error))
    return NULL;
  return !verdict->is_cleared || clear_echo (db, now, item->id, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall set_outcome_call = { NS_STORE_WRITE, set_outcome, (GDestroyNotify) verdict_free, NULL };

/**
 * ns_store_set_outcome_async:
 * @self: a store
 * @item_id: an item in error
 * @outcome: what is now known of its last try
 * @detail: (nullable): the other side's own words
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Replaces the cause of an error by a better one. Its attempts stay as they were.
 */
void
ns_store_set_outcome_async (NsStore *self, gint64 item_id, NsOutcome outcome, const char *detail,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Verdict *verdict = g_new0 (Verdict, 1);

  verdict->item_id = item_id;
  verdict->outcome = outcome;
  verdict->detail = g_strdup (detail);
  ns_store_run (self, &set_outcome_call, verdict, cancellable, callback, user_data);
}

/**
 * ns_store_set_echo_async:
 * @self: a store
 * @item_id: an item in error
 * @is_cleared: whether it is taken out of the outbox at once
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Notes that the conflict of an item is nothing but a reminder echo. ns_store_set_outcome_finish() ends the call.
 */
void
ns_store_set_echo_async (NsStore *self, gint64 item_id, gboolean is_cleared, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  Verdict *verdict = g_new0 (Verdict, 1);

  verdict->item_id = item_id;
  verdict->outcome = (NsOutcome) { NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO, NS_COMMAND_SYNC, 200 };
  verdict->is_cleared = is_cleared;
  ns_store_run (self, &set_outcome_call, verdict, cancellable, callback, user_data);
}

/**
 * ns_store_set_outcome_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND, or %NS_STORE_ERROR_STATE where the item is not in error
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_set_outcome_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_outcome_call, result, error) != NULL;
}

static gpointer
set_isolation (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Isolated *isolated = data;

  for (guint i = 0; i < isolated->ids->len; i++)
    if (!ns_item_table_set_isolation (db, g_array_index (isolated->ids, gint64, i), isolated->isolation, error))
      return NULL;
  return NS_STORE_DONE;
}

static const NsStoreCall set_isolation_call = {
  NS_STORE_WRITE, set_isolation, (GDestroyNotify) isolated_free, NULL
};

/**
 * ns_store_set_isolation_async:
 * @self: a store
 * @ids: (element-type gint64): items in error that made one batch fail
 * @isolation: what is now known of that batch
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Completes what is told of them. One that the user has resent or deleted meanwhile is left alone.
 */
void
ns_store_set_isolation_async (NsStore *self, GArray *ids, NsIsolation isolation, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data)
{
  Isolated *isolated = g_new (Isolated, 1);

  isolated->ids = g_array_ref (ids);
  isolated->isolation = isolation;
  ns_store_run (self, &set_isolation_call, isolated, cancellable, callback, user_data);
}

/**
 * ns_store_set_isolation_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_set_isolation_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_isolation_call, result, error) != NULL;
}
