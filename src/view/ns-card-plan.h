/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsCardButton:
 * @action: the name of its action in the group `item`
 * @label: with mnemonic, translated
 * @suggested: whether it is the one that is recommended
 * @destructive: whether it gives the item up
 *
 * One button of the cause card.
 */
typedef struct
{
  const char *action;
  const char *label;
  gboolean suggested;
  gboolean destructive;
} NsCardButton;

#define NS_CARD_MAX_BUTTONS 6

/**
 * NsCardPlan:
 * @heading: what the card says first, translated
 * @buttons: the buttons, the suggested one first
 * @n_buttons: their number
 *
 * What the cause card of an item offers; a plain value.
 */
typedef struct
{
  const char *heading;
  NsCardButton buttons[NS_CARD_MAX_BUTTONS];
  guint n_buttons;
} NsCardPlan;

gboolean ns_card_plan_make (const NsItem *item, NsCardPlan *plan);

G_END_DECLS
