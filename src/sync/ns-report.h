/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "model/ns-attempt.h"
#include "model/ns-finding.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

char *ns_report_new (const NsItem *item, const NsAccount *account, GArray *attempts, GPtrArray *suspects);

G_END_DECLS
