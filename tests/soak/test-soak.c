/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A long run: many items of all kinds go to a server that fails by chance, through a program that is killed again
 * and again. The journal of the server tells what became of each. `make check` does a small one, `make soak` a large
 * one. */
#include "config.h"

#include "soak/ns-soak-run.h"
#include "soak/ns-soak-verdict.h"

#include <stdlib.h>

#define ANSWERS_MAX 5

static int n_items = 300;
static int n_kills = 3;
static int seed = 416;
static double fault_rate = 5;

/* Of a hundred items so many are objects that are changed or deleted later, and so many are those. */
#define PERCENT_BASE 16
#define PERCENT_MAIL 50

static NsSoakItem *
item_at (NsSoakRun *run, guint n)
{
  return g_ptr_array_index (run->items, n);
}

static void
add_objects (NsSoakRun *run, guint end)
{
  while (run->items->len < end)
    {
      const guint n = run->items->len;

      g_ptr_array_add (run->items, ns_soak_item_new (n % 2 == 0 ? NS_SOAK_EVENT : NS_SOAK_CONTACT, n,
                                                     run->fixture.folder));
    }
}

/* For each object that is there: its change, or its deletion. */
static void
add_followers (NsSoakRun *run)
{
  const guint n_objects = run->items->len;

  for (guint i = 0; i < n_objects; i++)
    if (g_strcmp0 (item_at (run, i)->state, "delivered") == 0)
      g_ptr_array_add (run->items,
                       ns_soak_item_new_for (i / 2 % 2 == 0 ? NS_SOAK_CHANGE : NS_SOAK_DELETION, run->items->len,
                                             run->fixture.folder, item_at (run, i)));
}

static void
add_mails (NsSoakRun *run, guint end)
{
  while (run->items->len < end)
    g_ptr_array_add (run->items, ns_soak_item_new (NS_SOAK_MAIL, run->items->len, run->fixture.folder));
}

/* So that each command queues items of all kinds; but deletions go by an option of it. */
static void
mix (NsSoakRun *run, guint begin)
{
  gpointer *items = run->items->pdata;

  for (guint i = begin; i + 1 < run->items->len; i++)
    {
      const guint other = (guint) g_rand_int_range (run->random, (gint32) i, (gint32) run->items->len);
      gpointer item = items[i];

      items[i] = items[other];
      items[other] = item;
    }
}

/* First the objects that will be changed and deleted; then these changes and deletions with all the rest, mixed. */
static void
deliver (NsSoakRun *run)
{
  const guint n_base = (guint) n_items * PERCENT_BASE / 100;
  guint begin;

  add_objects (run, n_base);
  ns_soak_run_queue (run, 0);
  ns_soak_run_drain (run);
  ns_soak_run_look (run);

  begin = run->items->len;
  add_followers (run);
  add_objects (run, (guint) n_items * (100 - PERCENT_MAIL) / 100);
  add_mails (run, (guint) n_items);
  mix (run, begin);
  ns_soak_run_queue (run, begin);
  ns_soak_run_drain (run);
}

static void
judge (NsSoakRun *run, NsSoakVerdict *verdict, const char *title)
{
  g_autoptr (NsSoakOracle) oracle = ns_soak_oracle_read (run->fixture.journal);

  ns_soak_run_look (run);
  ns_soak_verdict_reach (verdict, run->items, oracle);
  ns_soak_verdict_print (verdict, title);
}

/* As a user would: who finds the mail at its recipient says so, who does not sends it again, and what was refused is
 * sent once more. */
static void
answer (NsSoakRun *run)
{
  g_autoptr (GArray) arrived = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) missing = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) refused = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < run->items->len; i++)
    {
      const NsSoakItem *item = item_at (run, i);

      if (g_str_equal (item->state, "uncertain"))
        g_array_append_val (item->copies > 0 ? arrived : missing, item->id);
      else if (g_str_equal (item->state, "error"))
        g_array_append_val (refused, item->id);
    }
  ns_soak_run_act (run, "arrived", NULL, arrived);
  ns_soak_run_act (run, "resend", "--anyway", missing);
  ns_soak_run_act (run, "resend", NULL, refused);
  ns_soak_run_drain (run);
}

static void
print_cost (NsSoakRun *run, gint64 time)
{
  g_autoptr (NsSoakOracle) oracle = ns_soak_oracle_read (run->fixture.journal);
  g_autoptr (GList) names = g_list_sort (g_hash_table_get_keys (oracle->faults), (GCompareFunc) g_strcmp0);

  g_print ("\n%u items, %u cycles, %u of them killed, %u requests, %.0f seconds. Faults:", run->items->len,
           run->cycles, run->killed, oracle->requests, (double) time / G_USEC_PER_SEC);
  for (GList *name = names; name != NULL; name = name->next)
    g_print (" %s %u%s", (const char *) name->data,
             GPOINTER_TO_UINT (g_hash_table_lookup (oracle->faults, name->data)), name->next != NULL ? "," : ".\n\n");
}

static void
assert_promise (const NsSoakVerdict *verdict)
{
  g_assert_cmpuint (verdict->total[NS_SOAK_LOST], ==, 0);
  g_assert_cmpuint (verdict->total[NS_SOAK_TWICE], ==, 0);
  g_assert_cmpuint (verdict->total[NS_SOAK_DENIED], ==, 0);
  g_assert_cmpuint (verdict->total[NS_SOAK_WAITING], ==, 0);
  g_assert_cmpuint (verdict->total[NS_SOAK_UNEXPLAINED], ==, 0);
}

static void
test_run (gconstpointer data)
{
  const gboolean is_forgetful = GPOINTER_TO_INT (data);
  g_autofree char *rate = g_strdup_printf ("%g", fault_rate);
  g_autofree char *chance = g_strdup_printf ("%d", seed);
  const char *const args[] = { "--fault-rate", rate, "--seed", chance, is_forgetful ? "--no-replay-memory" : NULL,
                               "--no-client-id-memory", NULL };
  const gint64 begin = g_get_monotonic_time ();
  g_auto (NsSoakRun) run = { { NULL } };
  NsSoakVerdict verdict;

  ns_soak_run_init (&run, args, (guint) seed);
  run.n_items = (guint) n_items;
  run.kills = (guint) n_kills;
  deliver (&run);
  judge (&run, &verdict, is_forgetful ? "Server without memory" : "Server that remembers");
  assert_promise (&verdict);
  for (guint i = 0; i < ANSWERS_MAX && verdict.total[NS_SOAK_ONCE] < run.items->len; i++)
    {
      answer (&run);
      judge (&run, &verdict, "After the user's answers");
      assert_promise (&verdict);
    }
  print_cost (&run, g_get_monotonic_time () - begin);
  g_assert_cmpuint (run.killed, ==, n_kills);
  g_assert_cmpuint (verdict.total[NS_SOAK_ONCE] + verdict.total[NS_SOAK_ERROR], ==, run.items->len);
}

int
main (int argc, char **argv)
{
  const GOptionEntry entries[] = {
    { "items", 0, 0, G_OPTION_ARG_INT, &n_items, "How many items", "N" },
    { "kills", 0, 0, G_OPTION_ARG_INT, &n_kills, "How many kills", "N" },
    { "fault-rate", 0, 0, G_OPTION_ARG_DOUBLE, &fault_rate, "How many of a hundred requests fail", "PERCENT" },
    { "chance", 0, 0, G_OPTION_ARG_INT, &seed, "What chance follows from; --seed is GLib's own", "N" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_test_init (&argc, &argv, NULL);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("test-soak: %s\n", error->message);
      return EXIT_FAILURE;
    }
  g_test_add_data_func ("/soak/remembering", GINT_TO_POINTER (FALSE), test_run);
  g_test_add_data_func ("/soak/forgetful", GINT_TO_POINTER (TRUE), test_run);
  return g_test_run ();
}
