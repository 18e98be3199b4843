/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"

G_BEGIN_DECLS

gboolean ns_item_rules_next (const NsItem *item, NsEvent event, NsState *out, GError **error);
gboolean ns_item_rules_user_event (const NsItem *item, NsEvent event, NsState *out, GError **error);
gboolean ns_item_rules_may_delete (const NsItem *item, GError **error);

G_END_DECLS
