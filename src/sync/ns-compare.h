/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-comparison.h"
#include "sync/ns-versions.h"

G_BEGIN_DECLS

NsComparison *ns_compare_versions (const NsVersions *versions);
void ns_compare_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
NsComparison *ns_compare_load_finish (NsStore *store, GAsyncResult *result, GError **error);
gboolean ns_compare_is_conflict (const NsItem *item, const NsComparison *comparison);

G_END_DECLS
