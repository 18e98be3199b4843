/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsExport:
 * @name: a file name, safe in every folder
 * @content: what the file is to hold
 *
 * An item as a file.
 */
typedef struct
{
  char *name;
  GBytes *content;
} NsExport;

void ns_export_free (NsExport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsExport, ns_export_free)

GBytes *ns_export_make_content (GBytes *payload, const char *media_type, GError **error);
char *ns_export_make_name (const NsItem *item, const char *media_type);
void ns_export_load_async (NsStore *store, const NsItem *item, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data);
NsExport *ns_export_load_finish (NsStore *store, GAsyncResult *result, GError **error);
void ns_export_write_async (NsStore *store, GPtrArray *items, GFile *folder, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
char **ns_export_write_finish (NsStore *store, GAsyncResult *result, GError **error);

G_END_DECLS
