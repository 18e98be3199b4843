/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-context.h"

G_BEGIN_DECLS

gboolean ns_sim_ban_meet (NsSimContext *context);

G_END_DECLS
