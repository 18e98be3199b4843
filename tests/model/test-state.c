/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-state.h"

#include <string.h>

/* The edges of design 5, written down once more by their names: what is not here does not exist. */
static const struct
{
  const char *from;
  const char *event;
  const char *to;
} edges[] = {
  { "pending", "lease", "sending" },
  { "pending", "hold", "held" },
  { "sending", "accept", "delivered" },
  { "sending", "refuse", "error" },
  { "sending", "not-executed", "pending" },
  { "sending", "lose-track", "uncertain" },
  { "error", "resend", "pending" },
  { "uncertain", "accept", "delivered" },
  { "uncertain", "not-executed", "pending" },
  { "uncertain", "resend", "pending" },
  { "uncertain", "arrived", "delivered" },
  { "held", "release", "pending" },
};

static const char *
expected_state (NsState state, NsEvent event)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edges); i++)
    if (g_str_equal (edges[i].from, ns_state_nick (state)) && g_str_equal (edges[i].event, ns_event_nick (event)))
      return edges[i].to;
  return NULL;
}

static void
test_edges (void)
{
  gsize n_found = 0;

  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    for (guint event = 0; event <= NS_EVENT_LAST; event++)
      {
        const char *expected = expected_state (state, event);
        NsState next = 0;
        const gboolean found = ns_state_next (state, event, &next);

        g_test_message ("%s, %s", ns_state_nick (state), ns_event_nick (event));
        g_assert_cmpstr (found ? ns_state_nick (next) : NULL, ==, expected);
        g_assert_cmpint (found, ==, next != 0); /* a refused edge leaves the answer alone */
        n_found += found;
      }
  g_assert_cmpuint (n_found, ==, G_N_ELEMENTS (edges));
}

/* What the promise rests on. */
static void
test_promises (void)
{
  NsState next = 0;

  for (guint event = 0; event <= NS_EVENT_LAST; event++)
    g_assert_false (ns_state_next (NS_STATE_DELIVERED, event, &next));

  /* Only what is pending goes on the wire, so an error or an uncertain item is never tried by itself. */
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    g_assert_cmpint (ns_state_next (state, NS_EVENT_LEASE, &next), ==, state == NS_STATE_PENDING);
}

static const struct
{
  NsState state;
  const char *nick;
  gboolean may_delete;
  gboolean waits;
  gboolean needs_user;
} facts[] = {
  { NS_STATE_PENDING, "pending", TRUE, TRUE, FALSE },
  { NS_STATE_SENDING, "sending", FALSE, TRUE, FALSE },
  { NS_STATE_ERROR, "error", TRUE, FALSE, TRUE },
  { NS_STATE_UNCERTAIN, "uncertain", TRUE, FALSE, TRUE },
  { NS_STATE_HELD, "held", TRUE, FALSE, FALSE },
  { NS_STATE_DELIVERED, "delivered", TRUE, FALSE, FALSE },
};

static void
test_facts (void)
{
  g_assert_cmpuint (G_N_ELEMENTS (facts), ==, NS_STATE_LAST);
  for (gsize i = 0; i < G_N_ELEMENTS (facts); i++)
    {
      const NsState state = facts[i].state;
      NsState parsed = 0;

      g_assert_cmpstr (ns_state_nick (state), ==, facts[i].nick);
      g_assert_true (ns_state_from_nick (facts[i].nick, &parsed));
      g_assert_cmpint (parsed, ==, state);
      g_assert_cmpint (ns_state_may_delete (state), ==, facts[i].may_delete);
      g_assert_cmpint (ns_state_is_waiting (state), ==, facts[i].waits);
      g_assert_cmpint (ns_state_needs_user (state), ==, facts[i].needs_user);
    }
}

/* No state may be told from another by colour alone, so each has a label and an icon of its own. */
static void
test_looks (void)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    {
      g_assert_cmpuint (strlen (ns_state_label (state)), >, 0);
      g_assert_true (g_hash_table_add (seen, (char *) ns_state_label (state)));
      g_assert_true (g_str_has_prefix (ns_state_icon_name (state), "notifysync-"));
      g_assert_true (g_hash_table_add (seen, (char *) ns_state_icon_name (state)));
    }
}

/* Undo goes back the edges of the user, and no other. */
static void
test_back (void)
{
  static const struct
  {
    NsState state;
    NsState before;
    gboolean may;
  } rows[] = {
    { NS_STATE_PENDING, NS_STATE_ERROR, TRUE },        { NS_STATE_PENDING, NS_STATE_UNCERTAIN, TRUE },
    { NS_STATE_PENDING, NS_STATE_HELD, TRUE },         { NS_STATE_HELD, NS_STATE_PENDING, TRUE },
    { NS_STATE_DELIVERED, NS_STATE_UNCERTAIN, TRUE },  { NS_STATE_DELIVERED, NS_STATE_SENDING, FALSE },
    { NS_STATE_PENDING, NS_STATE_SENDING, FALSE },     { NS_STATE_SENDING, NS_STATE_PENDING, FALSE },
    { NS_STATE_DELIVERED, NS_STATE_PENDING, FALSE },   { NS_STATE_ERROR, NS_STATE_PENDING, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    g_assert_cmpint (ns_state_may_go_back (rows[i].state, rows[i].before), ==, rows[i].may);
}

static void
test_unknown_nick (void)
{
  static const char *const unknown[] = { "", "Pending", "pendin", "pending ", "deleted", "1" };
  NsState state = NS_STATE_HELD;

  for (gsize i = 0; i < G_N_ELEMENTS (unknown); i++)
    g_assert_false (ns_state_from_nick (unknown[i], &state));
  g_assert_cmpint (state, ==, NS_STATE_HELD);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/state/edges", test_edges);
  g_test_add_func ("/state/promises", test_promises);
  g_test_add_func ("/state/facts", test_facts);
  g_test_add_func ("/state/looks", test_looks);
  g_test_add_func ("/state/back", test_back);
  g_test_add_func ("/state/unknown-nick", test_unknown_nick);
  return g_test_run ();
}
