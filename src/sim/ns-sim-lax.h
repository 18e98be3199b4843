/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-response.h"
#include "sim/ns-sim-context.h"

G_BEGIN_DECLS

/* The manners of a server that takes nearly everything and says little: SOGo's, as they were measured. */

gboolean ns_sim_lax_refuse (NsSimContext *context, int status);
NsEasVersion ns_sim_lax_take_version (const char *versions, NsEasVersion version);
GBytes *ns_sim_lax_fix_lines (GBytes *mime);
gboolean ns_sim_lax_says_nothing (const NsEasSyncResponse *response, GPtrArray *collections, NsEasVersion version);

G_END_DECLS
