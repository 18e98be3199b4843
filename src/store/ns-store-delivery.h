/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-batch.h"
#include "store/ns-collection.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/* What only the engine asks of the store. Every writing call is one durable transaction. */

/* The pending items that may go out now, oldest first (at most one per UID): the mails, or those of one folder class.
 * `kinds` has bits 1 << NsKind. An add whose UID has become known comes back as a change with its server id. */
void ns_store_list_due_async (NsStore *self, guint kinds, gint64 after_id, guint limit, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_store_list_due_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Puts a batch into the journal and its items into `sending`. NS_STORE_ERROR_STATE where one of them is no longer
 * pending (the user was faster): then nothing was changed. Gives back the batch with its id and its items as they
 * are now. */
void ns_store_lease_async (NsStore *self, NsBatch *batch, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
NsBatch *ns_store_lease_finish (NsStore *self, GAsyncResult *result, GError **error);

/* What the journal holds: batches whose end is not known, oldest first, each with its items that have no result. */
void ns_store_get_journal_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
GPtrArray *ns_store_get_journal_finish (NsStore *self, GAsyncResult *result, GError **error);

/* The server ids of the objects in the batch's folder that are known to be of another UID than each of its adds:
 * however alike, none of them proves that an add of the batch was executed. */
void ns_store_list_others_async (NsStore *self, NsBatch *batch, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_store_list_others_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Counts one more try of a batch, before its request goes out again. */
void ns_store_note_try_async (NsStore *self, gint64 batch_id, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_note_try_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Records the results of some or all items of a batch and, with them, the folder's new key (nullable: keep the old
 * one). A batch all of whose items have a result leaves the journal. Accepted adds and changes become known objects
 * (uid, server id, agreed content); other waiting adds of the same UID become changes; accepted deletes are
 * forgotten. */
void ns_store_settle_async (NsStore *self, gint64 batch_id, GPtrArray *results, const char *new_sync_key,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_settle_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_settle_and_lease_async (NsStore *self, gint64 batch_id, GPtrArray *results, const char *new_sync_key,
                                      NsBatch *next, GCancellable *cancellable, GAsyncReadyCallback callback,
                                      gpointer user_data);
gboolean ns_store_settle_and_lease_finish (NsStore *self, GAsyncResult *result, NsBatch **leased, GError **error);

/* Writes a fault that met no single item (no network, wrong password) to all pending items: outcome, last and next
 * try. */
void ns_store_note_fault_async (NsStore *self, const NsAttempt *attempt, const char *detail, gint64 next_attempt_at,
                                GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_note_fault_finish (NsStore *self, GAsyncResult *result, GError **error);

/* The engine's own columns of the account: version, policy key, folder key, product, fault, retry time, failures. */
void ns_store_set_session_async (NsStore *self, const NsAccount *account, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_session_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Folders. With `replace` the list is the whole tree: others are forgotten, keys of kept ones stay. */
void ns_store_get_collections_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *ns_store_get_collections_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_put_collections_async (NsStore *self, GPtrArray *collections, GPtrArray *deleted_ids, gboolean replace,
                                     const char *folder_sync_key, GCancellable *cancellable,
                                     GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_put_collections_finish (NsStore *self, GAsyncResult *result, GError **error);

/* A new key of one folder (nullable: to be primed), with the objects that the same answer brought (nullable). For
 * every item in `error` or `pending` that changes one of them the server's version is kept as NS_PAYLOAD_SERVER. */
void ns_store_record_pull_async (NsStore *self, const char *collection_id, const char *sync_key, GPtrArray *objects,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_record_pull_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Replaces the outcome of an item in `error`, when more became known about it (a conflict turned out to be a reminder
 * echo). */
void ns_store_set_outcome_async (NsStore *self, gint64 item_id, NsOutcome outcome, const char *detail,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void ns_store_set_echo_async (NsStore *self, gint64 item_id, gboolean is_cleared, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_outcome_finish (NsStore *self, GAsyncResult *result, GError **error);

/* Completes what is told of items in `error` that made a batch fail: how many of the others were delivered in the
 * end. */
void ns_store_set_isolation_async (NsStore *self, GArray *ids, NsIsolation isolation, GCancellable *cancellable,
                                   GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_isolation_finish (NsStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
