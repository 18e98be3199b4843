/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-cycle-state.h"

/* Every state is reached from the first one, and the last one from every state. */
static guint
reached_from (NsCycleState first)
{
  guint seen = 1u << first, before = 0;

  while (seen != before)
    {
      before = seen;
      for (guint from = 0; from <= NS_CYCLE_STATE_LAST; from++)
        for (guint to = 0; to <= NS_CYCLE_STATE_LAST; to++)
          if ((before & 1u << from) != 0 && ns_cycle_state_may_follow (from, to))
            seen |= 1u << to;
    }
  return seen;
}

static void
test_reach (void)
{
  g_assert_cmphex (reached_from (NS_CYCLE_LOCK), ==, (1u << (NS_CYCLE_STATE_LAST + 1)) - 1);
  for (guint state = 0; state <= NS_CYCLE_STATE_LAST; state++)
    g_assert_true ((reached_from (state) & 1u << NS_CYCLE_DONE) != 0);
}

static void
test_edges (void)
{
  static const struct
  {
    NsCycleState from, to;
    gboolean may;
  } rows[] = {
    { NS_CYCLE_LOCK, NS_CYCLE_ACCOUNT, TRUE },
    { NS_CYCLE_LOCK, NS_CYCLE_OPTIONS, FALSE },
    { NS_CYCLE_ACCOUNT, NS_CYCLE_UPLOAD, FALSE },
    { NS_CYCLE_FOLDERS, NS_CYCLE_SETTLE, TRUE },
    { NS_CYCLE_FOLDERS, NS_CYCLE_UPLOAD, FALSE },
    { NS_CYCLE_PREPARE, NS_CYCLE_LEASE, TRUE },
    { NS_CYCLE_PREPARE, NS_CYCLE_TRY, FALSE },
    { NS_CYCLE_UPLOAD, NS_CYCLE_TRY, FALSE },
    { NS_CYCLE_SEND, NS_CYCLE_TRY, FALSE },
    { NS_CYCLE_LEASE, NS_CYCLE_TRY, TRUE },
    { NS_CYCLE_TRY, NS_CYCLE_TRY, TRUE },
    { NS_CYCLE_TRY, NS_CYCLE_PROVISION_1, TRUE },
    { NS_CYCLE_PROVISION_1, NS_CYCLE_PROVISION_2, TRUE },
    { NS_CYCLE_PROVISION_2, NS_CYCLE_TRY, TRUE },
    { NS_CYCLE_PROVISION_2, NS_CYCLE_PROVISION_1, FALSE },
    { NS_CYCLE_FINISH, NS_CYCLE_UPLOAD, FALSE },
    { NS_CYCLE_DONE, NS_CYCLE_LOCK, FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%s to %s", ns_cycle_state_nick (rows[i].from), ns_cycle_state_nick (rows[i].to));
      g_assert_cmpint (ns_cycle_state_may_follow (rows[i].from, rows[i].to), ==, rows[i].may);
    }
}

/* Nothing goes on the wire that was not leased (RECORD leases the mail after the one that it records, LOOK_UP has the
 * one that it looked for), and what was sent is recorded, also in a cancelled cycle. */
static void
test_journal_first (void)
{
  for (guint from = 0; from <= NS_CYCLE_STATE_LAST; from++)
    {
      const gboolean resumes = from == NS_CYCLE_PROVISION_1 || from == NS_CYCLE_PROVISION_2;

      if (ns_cycle_state_may_follow (from, NS_CYCLE_TRY) && !resumes)
        g_assert_true (from == NS_CYCLE_LEASE || from == NS_CYCLE_SETTLE || from == NS_CYCLE_TRY
                       || from == NS_CYCLE_LOOK_UP || from == NS_CYCLE_RECORD);
      if (ns_cycle_state_may_be_skipped (from))
        g_assert_true (from == NS_CYCLE_LOCK || from == NS_CYCLE_VERIFY
                       || ns_cycle_state_may_follow (from, NS_CYCLE_FINISH));
    }
  g_assert_false (ns_cycle_state_may_be_skipped (NS_CYCLE_TRY));
  g_assert_false (ns_cycle_state_may_be_skipped (NS_CYCLE_RECORD));
  g_assert_false (ns_cycle_state_may_be_skipped (NS_CYCLE_FINISH));
  g_assert_true (ns_cycle_state_may_be_skipped (NS_CYCLE_LOOK_UP));
}

static void
test_nicks (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint state = 0; state <= NS_CYCLE_STATE_LAST; state++)
    g_assert_true (g_hash_table_add (seen, (gpointer) ns_cycle_state_nick (state)));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cycle-state/reach", test_reach);
  g_test_add_func ("/cycle-state/edges", test_edges);
  g_test_add_func ("/cycle-state/journal-first", test_journal_first);
  g_test_add_func ("/cycle-state/nicks", test_nicks);
  return g_test_run ();
}
