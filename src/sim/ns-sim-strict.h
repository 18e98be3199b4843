/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-request.h"

G_BEGIN_DECLS

/* What --strict refuses beyond what the simulator always refuses. Pure functions. */

gboolean ns_sim_strict_takes_collection (const NsEasSyncCollection *collection, NsEasVersion version);
gboolean ns_sim_strict_takes_item (const NsNode *data, const char *class_name);

G_END_DECLS
