/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/* The settings of a server's policy, as a person writes them: `Name=VALUE; Name=VALUE` with names of MS-ASPROV. */
gboolean ns_sim_policy_check (const char *policies, char **reason);
NsNode *ns_sim_policy_make_document (const char *policies);

G_END_DECLS
