/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "sim/ns-scenario.h"

G_BEGIN_DECLS

gboolean ns_lab_furnish (NsSimServer *server, const NsScenario *scenario, NsClock *clock, GError **error);
gboolean ns_lab_furnish_item (NsSimServer *server, const NsScenarioItem *item, NsClock *clock, GError **error);

G_END_DECLS
