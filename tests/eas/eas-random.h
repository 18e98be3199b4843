/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

char *eas_random_text (GRand *random);
NsNode *eas_random_node (GRand *random, NsTag tag, guint depth);

G_END_DECLS
