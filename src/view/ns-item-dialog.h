/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-outbox-commands.h"

G_BEGIN_DECLS

/**
 * NsItemDialog:
 *
 * One item: what it is, what went wrong and what can be done about it, its tries, its technical details. It follows
 * the store, and closes when its item is deleted. Property: `settled` (gboolean), whether it shows what the store
 * holds.
 */
#define NS_TYPE_ITEM_DIALOG (ns_item_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NsItemDialog, ns_item_dialog, NS, ITEM_DIALOG, GtkDialog)

GtkWidget *ns_item_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, gint64 id);
gint64 ns_item_dialog_get_id (NsItemDialog *self);
gboolean ns_item_dialog_is_settled (NsItemDialog *self);

G_END_DECLS
