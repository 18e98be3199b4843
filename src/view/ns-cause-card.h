/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsCauseCard:
 *
 * What went wrong with an item, in words: the exact exception text, why, what became of the data, what to do, and the
 * buttons that do it, the recommended one first. The buttons are actions of the group `item`.
 */
#define NS_TYPE_CAUSE_CARD (ns_cause_card_get_type ())
G_DECLARE_FINAL_TYPE (NsCauseCard, ns_cause_card, NS, CAUSE_CARD, GtkBox)

void ns_cause_card_set_item (NsCauseCard *self, const NsItem *item);
void ns_cause_card_set_suspects (NsCauseCard *self, GPtrArray *suspects);
void ns_cause_card_leave_resend (NsCauseCard *self);
GtkWidget *ns_cause_card_get_suggested (NsCauseCard *self);

G_END_DECLS
