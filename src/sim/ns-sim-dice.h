/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-fault.h"

G_BEGIN_DECLS

/**
 * NsSimDice:
 *
 * Faults by chance: the same seed gives the same faults to the same requests. The server's thread only.
 */
typedef struct _NsSimDice NsSimDice;

NsSimDice *ns_sim_dice_new (double rate, guint32 seed);
void ns_sim_dice_free (NsSimDice *self);
NsSimFault *ns_sim_dice_roll (NsSimDice *self, NsCommand command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimDice, ns_sim_dice_free)

G_END_DECLS
