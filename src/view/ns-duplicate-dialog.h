/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-outbox-commands.h"
#include "view/ns-overview.h"

G_BEGIN_DECLS

/**
 * NsDuplicateDialog:
 *
 * What exists more than once on the server, one thing after the other: its copies side by side, and which is to stay.
 */
#define NS_TYPE_DUPLICATE_DIALOG (ns_duplicate_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NsDuplicateDialog, ns_duplicate_dialog, NS, DUPLICATE_DIALOG, GtkDialog)

GtkWidget *ns_duplicate_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, NsOverview *overview);

G_END_DECLS
