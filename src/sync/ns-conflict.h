/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

GArray *ns_conflict_list_differences (const NsNode *mine, const NsNode *theirs);
gboolean ns_conflict_is_reminder_echo (const NsNode *mine, const NsNode *theirs);

G_END_DECLS
