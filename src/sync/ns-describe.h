/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"
#include "model/ns-duplicate.h"

G_BEGIN_DECLS

NsDuplicateCopy *ns_describe_object (const char *server_id, GBytes *data, const NsNode *node);

G_END_DECLS
