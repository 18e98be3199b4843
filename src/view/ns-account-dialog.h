/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-overview.h"

G_BEGIN_DECLS

/**
 * NsAccountDialog:
 *
 * What is known of the account and its server, to read, and the settings, to change.
 */
#define NS_TYPE_ACCOUNT_DIALOG (ns_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, NS, ACCOUNT_DIALOG, GtkDialog)

GtkWidget *ns_account_dialog_new (GtkWindow *parent, NsOverview *overview);

G_END_DECLS
