/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-item-view.h"

G_BEGIN_DECLS

/**
 * NsItemPane:
 *
 * What stands beside the list: the one selected item, or how many are selected. Property: `settled` (gboolean),
 * whether it shows what the store holds. Signal: `gone`, as of #NsItemView.
 */
#define NS_TYPE_ITEM_PANE (ns_item_pane_get_type ())
G_DECLARE_FINAL_TYPE (NsItemPane, ns_item_pane, NS, ITEM_PANE, GtkStack)

void ns_item_pane_set_commands (NsItemPane *self, NsOutboxCommands *commands);
void ns_item_pane_show_item (NsItemPane *self, gint64 id);
void ns_item_pane_show_count (NsItemPane *self, guint n);
void ns_item_pane_focus (NsItemPane *self);
const NsItem *ns_item_pane_get_item (NsItemPane *self);
gboolean ns_item_pane_is_settled (NsItemPane *self);

G_END_DECLS
