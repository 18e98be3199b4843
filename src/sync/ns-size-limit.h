/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

void ns_size_limit_accept (NsAccount *account, const NsItem *item);
gboolean ns_size_limit_refuse (NsAccount *account, const NsItem *item, NsOutcome outcome);

G_END_DECLS
