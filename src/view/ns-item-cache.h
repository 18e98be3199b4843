/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/* How many rows are read at once. */
#define NS_ITEM_CACHE_PAGE 128

/**
 * NsItemCache:
 *
 * The decoded rows around what the user looks at: pages of up to %NS_ITEM_CACHE_PAGE items, read from the store when
 * asked for, the least recently used forgotten. Main thread. Signal: `loaded (GPtrArray items)` when a page came.
 * Property: `busy` (gboolean), whether pages are on their way.
 */
#define NS_TYPE_ITEM_CACHE (ns_item_cache_get_type ())
G_DECLARE_FINAL_TYPE (NsItemCache, ns_item_cache, NS, ITEM_CACHE, GObject)

NsItemCache *ns_item_cache_new (NsStore *store);
gboolean ns_item_cache_peek (NsItemCache *self, gint64 id, NsItem **item);
void ns_item_cache_request (NsItemCache *self, const gint64 *ids, guint n_ids);
void ns_item_cache_refresh (NsItemCache *self);
gboolean ns_item_cache_is_busy (NsItemCache *self);

G_END_DECLS
