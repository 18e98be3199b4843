/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsGround:
 * @agreed: (nullable): what both sides last agreed on
 * @is_servers: whether that is as the server gave it, not as it was sent
 * @theirs: (nullable): the server's newest version, as far as it was fetched; empty where the object is gone
 * @seen: (nullable): the server's version in view of which the user has decided
 *
 * What a change of an object stands on: ApplicationData, in its own encoding.
 */
typedef struct
{
  GBytes *agreed;
  gboolean is_servers;
  GBytes *theirs;
  GBytes *seen;
} NsGround;

void ns_ground_free (NsGround *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsGround, ns_ground_free)

void ns_store_get_ground_async (NsStore *self, gint64 item_id, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
NsGround *ns_store_get_ground_finish (NsStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
