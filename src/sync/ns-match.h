/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

gboolean ns_match_object (const NsNode *mine, const NsNode *theirs);
GPtrArray *ns_match_dup_keys (const NsNode *node);
char *ns_match_message_id (const NsNode *theirs);

G_END_DECLS
