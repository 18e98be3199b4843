/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "view/ns-outbox-model.h"

G_BEGIN_DECLS

/**
 * NsOutboxList:
 *
 * The table of items: how an #NsOutboxModel looks, and which of its rows are selected. Fixed-height mode, so that it
 * costs the same for ten items and a hundred thousand.
 */
#define NS_TYPE_OUTBOX_LIST (ns_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxList, ns_outbox_list, NS, OUTBOX_LIST, GtkTreeView)

void ns_outbox_list_set_model (NsOutboxList *self, NsOutboxModel *model, NsClock *clock);
NsOutboxModel *ns_outbox_list_get_model (NsOutboxList *self);
void ns_outbox_list_set_next_cycle_at (NsOutboxList *self, gint64 when);
GArray *ns_outbox_list_dup_selected_ids (NsOutboxList *self);
GPtrArray *ns_outbox_list_dup_selected_items (NsOutboxList *self, guint max);
gboolean ns_outbox_list_select (NsOutboxList *self, gint64 id);

G_END_DECLS
