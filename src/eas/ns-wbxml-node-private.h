/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

gboolean ns_node_is_opaque (const NsNode *node);
void ns_node_take_text (NsNode *node, char *text);
void ns_node_take_bytes (NsNode *node, GBytes *bytes);

G_END_DECLS
