/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsOutboxColumn:
 * @NS_OUTBOX_COLUMN_ID: the item's id, always there
 * @NS_OUTBOX_COLUMN_ITEM: the #NsItem, or %NULL while it is on its way
 */
typedef enum
{
  NS_OUTBOX_COLUMN_ID,
  NS_OUTBOX_COLUMN_ITEM,
} NsOutboxColumn;

#define NS_OUTBOX_N_COLUMNS 2

/**
 * NsOutboxModel:
 *
 * The outbox as a flat #GtkTreeModel that costs nothing for rows which nobody looks at: the ids come at once, the
 * items in pages when they are asked for, the first rows at once and the rest from an idle (performance.md A). It
 * follows the store's `changed`, row by row, so that selection and scrolling stay. Properties: `loaded` (gboolean),
 * whether the first rows are there; `settled` (gboolean), whether what it shows is what the store holds; `n-items`
 * (guint), with those that are not rows yet, when all ids are there. Main thread.
 */
#define NS_TYPE_OUTBOX_MODEL (ns_outbox_model_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxModel, ns_outbox_model, NS, OUTBOX_MODEL, GObject)

NsOutboxModel *ns_outbox_model_new (NsStore *store, const NsFilter *filter);
void ns_outbox_model_refresh (NsOutboxModel *self);
gboolean ns_outbox_model_is_loaded (NsOutboxModel *self);
gboolean ns_outbox_model_is_settled (NsOutboxModel *self);
guint ns_outbox_model_get_n_items (NsOutboxModel *self);
int ns_outbox_model_find (NsOutboxModel *self, gint64 id);
NsItem *ns_outbox_model_get_item (NsOutboxModel *self, GtkTreeIter *iter);
gint64 ns_outbox_model_get_id (NsOutboxModel *self, GtkTreeIter *iter);

G_END_DECLS
