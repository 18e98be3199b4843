/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-outbox-commands.h"
#include "view/ns-overview.h"

G_BEGIN_DECLS

/**
 * NsAccountDialog:
 *
 * Sets the account up or changes it: what is entered, a test of it, and what is known of the server. Nothing is kept
 * before *Save*. Its actions are the group `account`.
 */
#define NS_TYPE_ACCOUNT_DIALOG (ns_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, NS, ACCOUNT_DIALOG, GtkDialog)

GtkWidget *ns_account_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, NsOverview *overview);
void ns_account_dialog_test (NsAccountDialog *self);
gboolean ns_account_dialog_is_testing (NsAccountDialog *self);

G_END_DECLS
