/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-step.h"

G_BEGIN_DECLS

/**
 * NsLabDeed:
 * @at: how many steps of the scenario were done before it
 * @step: (nullable): what was done
 * @fault: without @step, the fault that was taken back
 *
 * Something that somebody who watches has done by hand.
 */
typedef struct
{
  guint at;
  NsStep *step;
  guint fault;
} NsLabDeed;

/**
 * NsLabDeeds:
 *
 * All that was done by hand, in its order, so that a replay can do it again.
 */
typedef struct _NsLabDeeds NsLabDeeds;

NsLabDeeds *ns_lab_deeds_new (void);
void ns_lab_deeds_free (NsLabDeeds *self);
void ns_lab_deeds_add (NsLabDeeds *self, guint at, NsStep *step, guint fault);
void ns_lab_deeds_take_back (NsLabDeeds *self);
void ns_lab_deeds_forget_after (NsLabDeeds *self, guint at);
void ns_lab_deeds_clear (NsLabDeeds *self);
void ns_lab_deeds_rewind (NsLabDeeds *self);
const NsLabDeed *ns_lab_deeds_next (NsLabDeeds *self, guint at);

G_END_DECLS
