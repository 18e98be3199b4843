/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-world.h"

G_BEGIN_DECLS

char *ns_sim_state_dup_json (NsSimWorld *world);

G_END_DECLS
