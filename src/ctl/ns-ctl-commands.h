/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ns-ctl.h"
#include "model/ns-comparison.h"

G_BEGIN_DECLS

extern const GOptionEntry ns_ctl_account_set_options[];
extern const GOptionEntry ns_ctl_add_options[];
extern const GOptionEntry ns_ctl_export_options[];
extern const GOptionEntry ns_ctl_resend_options[];
extern const GOptionEntry ns_ctl_resolve_options[];
extern const GOptionEntry ns_ctl_scenario_run_options[];
extern const GOptionEntry ns_ctl_scenario_save_options[];
extern const GOptionEntry ns_ctl_sync_options[];
extern const GOptionEntry ns_ctl_undo_options[];

NsCtlExit ns_ctl_account_set (NsCtl *self);
NsCtlExit ns_ctl_account_show (NsCtl *self);
NsCtlExit ns_ctl_account_test (NsCtl *self);
NsCtlExit ns_ctl_add (NsCtl *self);
NsCtlExit ns_ctl_arrived (NsCtl *self);
NsCtlExit ns_ctl_conflict (NsCtl *self);
NsCtlExit ns_ctl_delete (NsCtl *self);
NsCtlExit ns_ctl_duplicates (NsCtl *self);
NsCtlExit ns_ctl_export (NsCtl *self);
NsCtlExit ns_ctl_history (NsCtl *self);
NsCtlExit ns_ctl_hold (NsCtl *self);
NsCtlExit ns_ctl_ignore (NsCtl *self);
NsCtlExit ns_ctl_keep (NsCtl *self);
NsCtlExit ns_ctl_list (NsCtl *self);
NsCtlExit ns_ctl_put_back (NsCtl *self);
NsCtlExit ns_ctl_release (NsCtl *self);
NsCtlExit ns_ctl_report (NsCtl *self);
NsCtlExit ns_ctl_resend (NsCtl *self);
NsCtlExit ns_ctl_resolve (NsCtl *self);
NsCtlExit ns_ctl_scenario_from_report (NsCtl *self);
NsCtlExit ns_ctl_scenario_run (NsCtl *self);
NsCtlExit ns_ctl_scenario_save (NsCtl *self);
NsCtlExit ns_ctl_show (NsCtl *self);
NsCtlExit ns_ctl_status (NsCtl *self);
NsCtlExit ns_ctl_sync (NsCtl *self);
NsCtlExit ns_ctl_undo (NsCtl *self);

gboolean ns_ctl_compare (NsCtl *self, const NsItem *item, NsComparison **comparison, NsCtlExit *code);

G_END_DECLS
