/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "model/ns-cause.h"
#include "view/ns-card-plan.h"

#include <locale.h>

/* The buttons as one text: the suggested one with a star, labels without their mnemonics. */
static char *
describe (const NsCardPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < plan->n_buttons; i++)
    {
      const NsCardButton *button = &plan->buttons[i];
      g_auto (GStrv) parts = g_strsplit (button->label, "_", -1);
      g_autofree char *label = g_strjoinv ("", parts);

      g_string_append_printf (text, "%s%s%s", i > 0 ? ", " : "", label, button->suggested ? "*" : "");
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
assert_plan (NsState state, NsDomain domain, int code, const char *expected)
{
  g_autoptr (NsItem) item = ns_item_new ();
  g_autofree char *buttons = NULL;
  NsCardPlan plan;

  item->state = state;
  item->outcome = (NsOutcome){ domain, code, NS_COMMAND_SYNC, 0 };
  g_assert_true (ns_card_plan_make (item, &plan));
  g_assert_nonnull (plan.heading);
  buttons = describe (&plan);
  g_assert_cmpstr (buttons, ==, expected);
}

static void
test_error (void)
{
  assert_plan (NS_STATE_ERROR, NS_DOMAIN_SYNC, 6, "Save Report…*, Resend Anyway, Delete");
  assert_plan (NS_STATE_ERROR, NS_DOMAIN_SYNC, 7, "Resend*, Delete, Save Report…");
  assert_plan (NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO, "Delete*, Resend Anyway, Save Report…");
}

static void
test_uncertain (void)
{
  assert_plan (NS_STATE_UNCERTAIN, NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER,
               "Check Again*, It Arrived, Resend Anyway, Delete, Save Report…");
}

static void
test_waiting (void)
{
  assert_plan (NS_STATE_PENDING, NS_DOMAIN_NONE, 0, "Try Now*, Hold, Delete");
  assert_plan (NS_STATE_PENDING, NS_DOMAIN_HTTP, 503, "Try Now*, Hold, Delete");
  assert_plan (NS_STATE_PENDING, NS_DOMAIN_HTTP, 401, "Account Information*, Try Now, Hold, Delete");
  assert_plan (NS_STATE_HELD, NS_DOMAIN_NONE, 0, "Release*, Delete");
}

static void
test_nothing_to_do (void)
{
  g_autoptr (NsItem) item = ns_item_new ();
  NsCardPlan plan;

  item->state = NS_STATE_SENDING;
  g_assert_false (ns_card_plan_make (item, &plan));
  item->state = NS_STATE_DELIVERED;
  g_assert_false (ns_card_plan_make (item, &plan));
}

static void
check_row (NsState state, NsDomain domain, int code)
{
  g_autoptr (NsItem) item = ns_item_new ();
  guint n_suggested = 0;
  NsCardPlan plan;

  item->state = state;
  item->outcome = (NsOutcome){ domain, code, NS_COMMAND_SYNC, 0 };
  g_assert_true (ns_card_plan_make (item, &plan));
  for (guint i = 0; i < plan.n_buttons; i++)
    n_suggested += plan.buttons[i].suggested ? 1 : 0;
  g_assert_cmpuint (n_suggested, <=, 1);
  g_assert_cmpuint (plan.n_buttons, <=, NS_CARD_MAX_BUTTONS);
}

/* Whatever the catalogue recommends, there is never more than one recommendation. */
static void
test_every_cause (void)
{
  const NsState states[] = { NS_STATE_ERROR, NS_STATE_UNCERTAIN, NS_STATE_PENDING, NS_STATE_HELD };

  for (guint domain = NS_DOMAIN_SYNC; domain <= NS_DOMAIN_LOCAL; domain++)
    {
      gsize n_rows;
      const NsCause *causes = ns_cause_rows ((NsDomain) domain, &n_rows);

      for (gsize i = 0; i < n_rows; i++)
        for (gsize s = 0; s < G_N_ELEMENTS (states); s++)
          check_row (states[s], causes[i].domain, causes[i].code);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/card-plan/error", test_error);
  g_test_add_func ("/card-plan/uncertain", test_uncertain);
  g_test_add_func ("/card-plan/waiting", test_waiting);
  g_test_add_func ("/card-plan/nothing-to-do", test_nothing_to_do);
  g_test_add_func ("/card-plan/every-cause", test_every_cause);
  return g_test_run ();
}
