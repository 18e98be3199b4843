/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-comparison.h"
#include "model/ns-item.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void ns_ctl_print_conflict (const NsItem *item, const NsComparison *comparison);
void ns_ctl_print_resolution (const NsItem *item);
void ns_ctl_print_conflict_json (const NsItem *item, const NsComparison *comparison);
void ns_ctl_print_resolution_json (const NsItem *item);
void ns_ctl_add_conflict (JsonBuilder *builder, const NsItem *item, const NsComparison *comparison);

G_END_DECLS
