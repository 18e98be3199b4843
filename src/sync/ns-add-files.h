/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsAddResult:
 * @additions: (element-type NsAddition): the files, as they were read and checked
 * @items: (nullable) (element-type NsItem): what was queued; %NULL where one of the files has an error, and nothing was
 *
 * What became of files that were to come into the outbox.
 */
typedef struct
{
  GPtrArray *additions;
  GPtrArray *items;
} NsAddResult;

void ns_add_result_free (NsAddResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsAddResult, ns_add_result_free)

void ns_add_files_async (NsStore *store, const char *const *paths, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data);
NsAddResult *ns_add_files_finish (NsStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
