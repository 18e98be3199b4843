/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-duplicate.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/* What the user sees of duplicates and does about them. Nothing here deletes at once: what is not to stay gets an
 * ordinary deletion in the outbox. */

void ns_store_list_duplicates_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                     gpointer user_data);
GPtrArray *ns_store_list_duplicates_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_keep_copy_async (NsStore *self, gint64 id, const char *server_id, GCancellable *cancellable,
                               GAsyncReadyCallback callback, gpointer user_data);
GArray *ns_store_keep_copy_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_set_ignored_async (NsStore *self, gint64 id, gboolean ignored, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_store_set_ignored_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_put_back_async (NsStore *self, gint64 item_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                              gpointer user_data);
NsItem *ns_store_put_back_finish (NsStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
