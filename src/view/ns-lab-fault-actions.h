/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-lab-player.h"

G_BEGIN_DECLS

/* The lab's window acts on faults by `add-fault(s)`, `remove-fault(u)` and `clear-faults`. */

gboolean ns_lab_fault_actions_split (const char *text, char **fault, guint *until);
void ns_lab_fault_actions_add (GActionMap *map, NsLabPlayer *player);
void ns_lab_fault_actions_enable (GActionMap *map, gboolean enabled);

G_END_DECLS
