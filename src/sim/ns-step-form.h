/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"

G_BEGIN_DECLS

/* The words of a step: the table of its forms, and what stands in their places. */

char *ns_step_form_read (NsStep *step, char **words, const NsScenario *scenario, guint earliest);

G_END_DECLS
