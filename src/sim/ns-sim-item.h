/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/* Pure functions over the ApplicationData of events, contacts, tasks and notes. */

char *ns_sim_item_dup_uid (const NsNode *data);
char *ns_sim_item_dup_name (const NsNode *data);
char *ns_sim_item_digest (const NsNode *data);
gboolean ns_sim_item_is_convertible (const NsNode *data, const char *class_name);
NsNode *ns_sim_item_merge (const NsNode *old, NsNode *change, const char *class_name);
NsNode *ns_sim_item_set (const NsNode *old, NsTag tag, const char *value);
gboolean ns_sim_item_find_property (const char *class_name, const char *property, NsTag *out);

G_END_DECLS
