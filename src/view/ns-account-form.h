/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/ns-account-setup.h"

G_BEGIN_DECLS

/**
 * NsAccountForm:
 *
 * What the user enters of an account, with what is wrong with it next to each field. Signal: `changed`.
 */
#define NS_TYPE_ACCOUNT_FORM (ns_account_form_get_type ())
G_DECLARE_FINAL_TYPE (NsAccountForm, ns_account_form, NS, ACCOUNT_FORM, GtkBox)

void ns_account_form_fill (NsAccountForm *self, const NsAccount *account);
NsAccountSetup *ns_account_form_read (NsAccountForm *self);
gboolean ns_account_form_is_other_mailbox (NsAccountForm *self);
void ns_account_form_complain (NsAccountForm *self, NsSetupField field, const char *text);
void ns_account_form_edit (NsAccountForm *self, NsSetupField field);
void ns_account_form_trust (NsAccountForm *self, const char *fingerprint);
void ns_account_form_set_ca_file (NsAccountForm *self, const char *path);
void ns_account_form_forget_messages (NsAccountForm *self);

G_END_DECLS
