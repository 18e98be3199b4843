/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-cause.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

const NsCause *ns_cause_for_item (const NsItem *item);

G_END_DECLS
