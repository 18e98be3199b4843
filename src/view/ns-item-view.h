/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-outbox-commands.h"

G_BEGIN_DECLS

/**
 * NsItemView:
 *
 * One item: what it is, what went wrong and what can be done about it, its tries, its technical details. It follows
 * the store. Property: `settled` (gboolean), whether it shows what the store holds. Signal: `gone`, when the item has
 * left the outbox by what was done here or elsewhere, and the view has nothing to show any more.
 */
#define NS_TYPE_ITEM_VIEW (ns_item_view_get_type ())
G_DECLARE_FINAL_TYPE (NsItemView, ns_item_view, NS, ITEM_VIEW, GtkScrolledWindow)

void ns_item_view_set_commands (NsItemView *self, NsOutboxCommands *commands);
void ns_item_view_set_id (NsItemView *self, gint64 id);
gint64 ns_item_view_get_id (NsItemView *self);
const NsItem *ns_item_view_get_item (NsItemView *self);
gboolean ns_item_view_grab_suggested (NsItemView *self);
gboolean ns_item_view_is_settled (NsItemView *self);

G_END_DECLS
