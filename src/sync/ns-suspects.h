/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-finding.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

gboolean ns_suspects_wanted (const NsItem *item);
void ns_suspects_find_async (NsStore *store, const NsItem *item, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
GPtrArray *ns_suspects_find_finish (NsStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
