/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ns-ctl.h"
#include "model/ns-trouble.h"

G_BEGIN_DECLS

gboolean ns_ctl_find_trouble (NsCtl *self, const NsAccount *account, const NsTrouble **trouble, NsCtlExit *code);
void ns_ctl_print_trouble (const NsTrouble *trouble);

G_END_DECLS
