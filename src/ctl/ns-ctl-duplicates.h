/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "ctl/ns-ctl.h"

G_BEGIN_DECLS

GPtrArray *ns_ctl_load_duplicates (NsCtl *self, NsCtlExit *code);
void ns_ctl_print_duplicates_hint (GPtrArray *duplicates);

G_END_DECLS
