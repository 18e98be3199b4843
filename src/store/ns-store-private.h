/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsStoreFunc:
 * @db: the connection, inside of a transaction
 * @now: the time
 * @data: the call's data
 * @error: %NS_STORE_ERROR or %G_IO_ERROR_CANCELLED
 *
 * What one call does, on the thread of its connection. Where it fails, its transaction is rolled back.
 *
 * Returns: (transfer full) (nullable): the result; %NS_STORE_DONE where there is none to give; %NULL when it failed
 */
typedef gpointer (*NsStoreFunc) (NsDb *db, gint64 now, gpointer data, GError **error);

#define NS_STORE_DONE GINT_TO_POINTER (TRUE)

typedef enum
{
  NS_STORE_WRITE,
  NS_STORE_READ,
} NsStoreMode;

#define NS_STORE_N_MODES 2

/**
 * NsStoreCall:
 * @mode: which connection it needs
 * @func: what it does
 * @free_data: (nullable): frees its data
 * @free_result: (nullable): frees a result that nobody took
 *
 * One of the store's asynchronous calls; `static const`, for its address identifies the results.
 */
typedef struct
{
  NsStoreMode mode;
  NsStoreFunc func;
  GDestroyNotify free_data;
  GDestroyNotify free_result;
} NsStoreCall;

/**
 * NsIds:
 * @ids: (element-type gint64): which items
 * @event: what happens to them
 * @deleted: whether they are to be deleted or brought back
 *
 * The data of the calls that take several items.
 */
typedef struct
{
  GArray *ids;
  NsEvent event;
  gboolean deleted;
} NsIds;

NsIds *ns_ids_new (const gint64 *ids, guint n_ids);
void ns_ids_free (NsIds *data);

gboolean ns_store_set_item_deleted (NsDb *db, gint64 now, gint64 id, gboolean deleted, GError **error);
NsDraft *ns_store_copy_draft (const NsDraft *draft);
NsItem *ns_store_enqueue_draft (NsDb *db, gint64 now, const NsDraft *draft, GError **error);

void ns_store_run (NsStore *self, const NsStoreCall *call, gpointer data, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data);
gpointer ns_store_run_finish (NsStore *self, const NsStoreCall *call, GAsyncResult *result, GError **error);

G_END_DECLS
