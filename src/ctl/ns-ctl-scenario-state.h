/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab.h"

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonNode *ns_ctl_scenario_get_state (NsLab *lab, GError **error);

G_END_DECLS
