/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-card-plan.h"

#include "model/ns-cause-item.h"

#include <glib/gi18n-lib.h>

typedef enum
{
  CHOICE_RESEND,
  CHOICE_DELETE,
  CHOICE_CHECK,
  CHOICE_ARRIVED,
  CHOICE_CYCLE,
  CHOICE_HOLD,
  CHOICE_RELEASE,
  CHOICE_ACCOUNT,
  CHOICE_REPORT,
  N_CHOICES,
} Choice;

static const struct
{
  const char *action;
  const char *label;
} choices[N_CHOICES] = {
  [CHOICE_RESEND] = { "item.resend", NC_ ("action", "_Resend") },
  [CHOICE_DELETE] = { "item.delete", NC_ ("action", "_Delete") },
  [CHOICE_CHECK] = { "item.send-receive", NC_ ("action", "_Check Again") },
  [CHOICE_ARRIVED] = { "item.arrived", NC_ ("action", "_It Arrived") },
  [CHOICE_CYCLE] = { "item.send-receive", NC_ ("action", "_Try Now") },
  [CHOICE_HOLD] = { "item.hold", NC_ ("action", "_Hold") },
  [CHOICE_RELEASE] = { "item.release", NC_ ("action", "_Release") },
  [CHOICE_ACCOUNT] = { "item.account", NC_ ("action", "Account _Information") },
  [CHOICE_REPORT] = { "item.report", NC_ ("action", "Save Re_port…") },
};

/* In the order in which they stand when none is suggested. */
static const Choice error_choices[] = { CHOICE_RESEND, CHOICE_DELETE, CHOICE_REPORT };
static const Choice uncertain_choices[] = { CHOICE_CHECK, CHOICE_ARRIVED, CHOICE_RESEND, CHOICE_DELETE, CHOICE_REPORT };
static const Choice pending_choices[] = { CHOICE_CYCLE, CHOICE_HOLD, CHOICE_DELETE };
static const Choice held_choices[] = { CHOICE_RELEASE, CHOICE_DELETE };

static Choice
suggested_choice (NsAction action)
{
  switch (action)
    {
    case NS_ACTION_RESEND:
      return CHOICE_RESEND;
    case NS_ACTION_DELETE:
      return CHOICE_DELETE;
    case NS_ACTION_REPORT:
    case NS_ACTION_ASK_ADMIN:
      return CHOICE_REPORT;
    case NS_ACTION_CHECK:
      return CHOICE_CHECK;
    case NS_ACTION_EDIT_ACCOUNT:
      return CHOICE_ACCOUNT;
    case NS_ACTION_WAIT:
      return CHOICE_CYCLE;
    case NS_ACTION_NONE:
      return N_CHOICES;
    }
  return N_CHOICES;
}

static void
add_button (NsCardPlan *plan, Choice choice, Choice suggested)
{
  NsCardButton *button = &plan->buttons[plan->n_buttons++];

  button->action = choices[choice].action;
  button->label = g_dpgettext2 (GETTEXT_PACKAGE, "action", choices[choice].label);
  button->suggested = choice == suggested;
  button->destructive = choice == CHOICE_DELETE && choice != suggested;
}

/* Where something else is recommended, a plain "Resend" would invite to do it again and again. */
static void
add_resend (NsCardPlan *plan, Choice suggested)
{
  add_button (plan, CHOICE_RESEND, suggested);
  if (suggested != CHOICE_RESEND && suggested != N_CHOICES)
    plan->buttons[plan->n_buttons - 1].label = C_ ("action", "_Resend Anyway");
}

static void
add_buttons (NsCardPlan *plan, const Choice *list, gsize n_list, Choice suggested)
{
  if (suggested != N_CHOICES)
    add_button (plan, suggested, suggested);
  for (gsize i = 0; i < n_list; i++)
    {
      if (list[i] == suggested)
        continue;
      if (list[i] == CHOICE_RESEND)
        add_resend (plan, suggested);
      else
        add_button (plan, list[i], suggested);
    }
}

/* An item that the engine tries by itself needs no report unless its cause asks for one. */
static Choice
pending_suggestion (NsAction action)
{
  const Choice choice = suggested_choice (action);

  return choice == CHOICE_ACCOUNT || choice == CHOICE_REPORT ? choice : CHOICE_CYCLE;
}

/* Whether a second copy may exist is the only question of an uncertain item, whatever made it so. */
static Choice
uncertain_suggestion (NsAction action)
{
  return action == NS_ACTION_NONE || action == NS_ACTION_WAIT ? CHOICE_CHECK : suggested_choice (action);
}

/**
 * ns_card_plan_make:
 * @item: an item
 * @plan: (out): what its cause card offers
 *
 * Decides which buttons stand on the cause card and which of them is recommended (#NsCause.action).
 *
 * Returns: whether the item has a cause card at all
 */
gboolean
ns_card_plan_make (const NsItem *item, NsCardPlan *plan)
{
  const NsCause *cause = ns_cause_for_item (item);
  const NsAction action = cause != NULL ? cause->action : NS_ACTION_NONE;

  *plan = (NsCardPlan){ NULL };
  switch (item->state)
    {
    case NS_STATE_ERROR:
      plan->heading = _("This item could not be delivered");
      add_buttons (plan, error_choices, G_N_ELEMENTS (error_choices), suggested_choice (action));
      return TRUE;
    case NS_STATE_UNCERTAIN:
      plan->heading = _("This item may have been delivered");
      add_buttons (plan, uncertain_choices, G_N_ELEMENTS (uncertain_choices), uncertain_suggestion (action));
      return TRUE;
    case NS_STATE_PENDING:
      plan->heading = cause != NULL ? _("The last try did not succeed") : _("This item waits for its first try");
      add_buttons (plan, pending_choices, G_N_ELEMENTS (pending_choices), pending_suggestion (action));
      return TRUE;
    case NS_STATE_HELD:
      plan->heading = _("You are holding this item back");
      add_buttons (plan, held_choices, G_N_ELEMENTS (held_choices), CHOICE_RELEASE);
      return TRUE;
    case NS_STATE_SENDING:
    case NS_STATE_DELIVERED:
      break;
    }
  return FALSE;
}
