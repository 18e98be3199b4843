/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

void ns_resolve_async (NsStore *store, const NsItem *item, NsResolution resolution, const char *const *fields,
                       GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
NsItem *ns_resolve_finish (NsStore *store, GAsyncResult *result, GError **error);
gboolean ns_resolve_is_about_choice (const GError *error);

G_END_DECLS
