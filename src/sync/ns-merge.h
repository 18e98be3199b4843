/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-versions.h"

G_BEGIN_DECLS

NsNode *ns_merge_fields (const NsVersions *versions, const char *const *fields, GError **error);
void ns_merge_load_async (NsStore *store, const NsItem *item, NsEasVersion version, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
NsNode *ns_merge_load_finish (NsStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
