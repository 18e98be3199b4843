/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-cause.h"

G_BEGIN_DECLS

gboolean ns_poison_is_possible (NsOutcome outcome, NsVerdict verdict);

G_END_DECLS
