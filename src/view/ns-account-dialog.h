/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ns-account.h"

G_BEGIN_DECLS

/**
 * NsAccountDialog:
 *
 * What is known of the account and its server, to read.
 */
#define NS_TYPE_ACCOUNT_DIALOG (ns_account_dialog_get_type ())
G_DECLARE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, NS, ACCOUNT_DIALOG, GtkDialog)

GtkWidget *ns_account_dialog_new (GtkWindow *parent, const NsAccount *account);

G_END_DECLS
