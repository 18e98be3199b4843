/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-preview.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

NsPreview *ns_preview_load_make (const NsItem *item, GBytes *payload, const char *media_type);
void ns_preview_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
NsPreview *ns_preview_load_finish (NsStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
