/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/ns-account-setup.h"

G_BEGIN_DECLS

/**
 * NsAccountCheck:
 *
 * The test of an account: its steps while it runs, then what was found, and ways on. Its buttons are the actions of
 * the group `account`. Signal: `ended` when there is something new to act on. Main thread.
 */
#define NS_TYPE_ACCOUNT_CHECK (ns_account_check_get_type ())
G_DECLARE_FINAL_TYPE (NsAccountCheck, ns_account_check, NS, ACCOUNT_CHECK, GtkBox)

void ns_account_check_run (NsAccountCheck *self, const NsAccountSetup *setup, NsEngine *engine);
void ns_account_check_stop (NsAccountCheck *self);
gboolean ns_account_check_is_running (NsAccountCheck *self);
const NsSetupReport *ns_account_check_get_report (NsAccountCheck *self);

G_END_DECLS
