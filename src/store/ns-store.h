/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/ns-clock.h"
#include "model/ns-account.h"
#include "model/ns-attempt.h"
#include "model/ns-draft.h"
#include "model/ns-item.h"
#include "model/ns-tally.h"

G_BEGIN_DECLS

/**
 * NsStoreError:
 * @NS_STORE_ERROR_IO: the file cannot be read or written
 * @NS_STORE_ERROR_DAMAGED: the file is no database, or a broken one
 * @NS_STORE_ERROR_NEWER: the file was written by a newer version of the program
 * @NS_STORE_ERROR_NOT_FOUND: no such item, or nothing to delete
 * @NS_STORE_ERROR_STATE: the item's state does not allow it; nothing was changed
 * @NS_STORE_ERROR_NO_ACCOUNT: no account is set up
 */
typedef enum
{
  NS_STORE_ERROR_IO,
  NS_STORE_ERROR_DAMAGED,
  NS_STORE_ERROR_NEWER,
  NS_STORE_ERROR_NOT_FOUND,
  NS_STORE_ERROR_STATE,
  NS_STORE_ERROR_NO_ACCOUNT,
} NsStoreError;

#define NS_STORE_ERROR (ns_store_error_quark ())
GQuark ns_store_error_quark (void);

/**
 * NsPayloadRole:
 *
 * Which version of an item's content. Stored: never renumber.
 */
typedef enum
{
  NS_PAYLOAD_MINE = 1,   /* what the user queued */
  NS_PAYLOAD_SERVER = 2, /* what the server holds: ApplicationData as WBXML; no bytes where it is deleted there */
  NS_PAYLOAD_AGREED = 3, /* what both sides last agreed on: ApplicationData as WBXML */
} NsPayloadRole;

/**
 * NsSort:
 * @NS_SORT_QUEUED: by when it was queued: what an index gives, so that a million items cost nothing
 * @NS_SORT_STATE: what needs the user first
 * @NS_SORT_KIND: mails, then what belongs into folders
 * @NS_SORT_SUBJECT: by the subject, as the user's language sorts
 * @NS_SORT_RECIPIENTS: by to whom or where, as the user's language sorts
 * @NS_SORT_TRIES: by how often it was on the wire
 * @NS_SORT_NEXT_TRY: by when it is due; what is not comes last either way
 *
 * The order of a list. What is equal is listed newest first.
 */
typedef enum
{
  NS_SORT_QUEUED,
  NS_SORT_STATE,
  NS_SORT_KIND,
  NS_SORT_SUBJECT,
  NS_SORT_RECIPIENTS,
  NS_SORT_TRIES,
  NS_SORT_NEXT_TRY,
} NsSort;

#define NS_SORT_LAST NS_SORT_NEXT_TRY

/**
 * NsFilter:
 * @states: bits `1 << NsState`; 0 means everything in the outbox (all states but delivered)
 * @kinds: bits `1 << NsKind`; 0 means all
 * @text: (nullable): words that must occur in subject, recipients, exception text, UID or Message-ID, case ignored
 * @deleted: show deleted items instead
 * @history: show what left the outbox instead: what was delivered, and what lost a conflict
 * @sort: by what it is sorted
 * @ascending: whether the smallest comes first; the default is the newest first
 * @limit: not more than so many, the first of that order; 0 means all
 */
typedef struct
{
  guint states;
  guint kinds;
  const char *text;
  gboolean deleted;
  gboolean history;
  NsSort sort;
  gboolean ascending;
  guint limit;
} NsFilter;

/**
 * NsStore:
 *
 * The outbox on disk, `outbox.db` in the profile folder: the facade that the engine, the window and the command line
 * share.
 * One writer thread and one reader thread own the two connections; every call here is for the thread that opened the
 * store and comes back to it. `changed` is emitted there (coalesced) when this or another process has changed
 * anything.
 *
 * Lists are ordered newest first, (queued_at, id) descending, unless a #NsFilter says otherwise.
 */
#define NS_TYPE_STORE (ns_store_get_type ())
G_DECLARE_FINAL_TYPE (NsStore, ns_store, NS, STORE, GObject)

void ns_store_open_async (const char *profile, NsClock *clock, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
NsStore *ns_store_open_finish (GAsyncResult *result, GError **error);
void ns_store_close (NsStore *self);
const char *ns_store_get_profile (NsStore *self);
NsClock *ns_store_get_clock (NsStore *self);
const char *ns_store_get_notice (NsStore *self);

/* Reading. */
void ns_store_list_async (NsStore *self, const NsFilter *filter, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_store_list_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_list_ids_async (NsStore *self, const NsFilter *filter, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
GArray *ns_store_list_ids_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_load_async (NsStore *self, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_store_load_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_get_item_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
NsItem *ns_store_get_item_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_get_payload_async (NsStore *self, gint64 id, NsPayloadRole role, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GBytes *ns_store_get_payload_finish (NsStore *self, GAsyncResult *result, char **media_type, GError **error);
void ns_store_get_choices_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
char **ns_store_get_choices_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_get_attempts_async (NsStore *self, gint64 id, GCancellable *cancellable,
                                  GAsyncReadyCallback callback, gpointer user_data);
GArray *ns_store_get_attempts_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_get_tally_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
gboolean ns_store_get_tally_finish (NsStore *self, GAsyncResult *result, NsTally *out, GError **error);
void ns_store_tally_items_async (NsStore *self, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_tally_items_finish (NsStore *self, GAsyncResult *result, NsTally *out, GError **error);
void ns_store_get_account_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                 gpointer user_data);
NsAccount *ns_store_get_account_finish (NsStore *self, GAsyncResult *result, GError **error);

/* What the user does. Each is one durable transaction: all of it, or nothing. */
void ns_store_enqueue_async (NsStore *self, NsDraft *draft, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
NsItem *ns_store_enqueue_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_enqueue_all_async (NsStore *self, GPtrArray *drafts, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_store_enqueue_all_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_add_async (NsStore *self, GPtrArray *drafts, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data);
GPtrArray *ns_store_add_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_apply_async (NsStore *self, const gint64 *ids, guint n_ids, NsEvent event, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_apply_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_set_deleted_async (NsStore *self, const gint64 *ids, guint n_ids, gboolean deleted,
                                 GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_deleted_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_resolve_async (NsStore *self, gint64 id, NsResolution resolution, const char *const *fields,
                             const NsDraft *draft, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
NsItem *ns_store_resolve_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_set_account_async (NsStore *self, const NsAccount *account, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_account_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_set_setting_async (NsStore *self, NsSetting setting, gboolean is_on, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_setting_finish (NsStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
