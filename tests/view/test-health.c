/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-time.h"
#include "view/ns-health.h"

#include <locale.h>

#define NOW "2026-03-01T10:00:00Z"
#define SOON "2026-03-01T10:15:00Z"

typedef struct
{
  guint pending;
  guint sending;
  guint error;
  guint uncertain;
  guint held;
  const char *next_cycle;
  const char *next_attempt;
  gboolean account;
  gboolean refused_password;
  const char *sentence;
} Row;

static const Row rows[] = {
  { 0, 0, 0, 0, 0, NULL, NULL, TRUE, FALSE, "Everything has been delivered" },
  { 3, 0, 2, 0, 0, SOON, NULL, TRUE, FALSE, "2 need you · 3 waiting · next try 10:15" },
  { 0, 0, 1, 0, 0, SOON, NULL, TRUE, FALSE, "1 needs you" },
  { 0, 0, 1, 1, 0, SOON, NULL, TRUE, FALSE, "2 need you" },
  { 1, 1, 0, 0, 0, NULL, SOON, TRUE, FALSE, "2 waiting · next try 10:15" },
  { 1, 0, 0, 0, 0, NOW, NULL, TRUE, FALSE, "1 waiting" },
  { 1, 0, 0, 0, 0, "2026-03-01T10:01:00Z", NULL, TRUE, FALSE, "1 waiting · next try 10:01" },
  { 1, 0, 0, 0, 0, "2026-03-01T10:00:42Z", NULL, TRUE, FALSE, "1 waiting · next try in 42 s" },
  { 1, 0, 0, 0, 2, "2026-03-02T10:15:00Z", NULL, TRUE, FALSE, "1 waiting · 2 held · next try Tomorrow 10:15" },
  { 2, 0, 0, 0, 0, SOON, NULL, FALSE, FALSE, "no account · 2 waiting" },
  { 2, 0, 0, 0, 0, SOON, NULL, TRUE, TRUE, "the account needs you · 2 waiting" },
};

static void
test_sentence (void)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  g_autoptr (NsAccount) refused = ns_account_new ();

  refused->fault = (NsOutcome){ NS_DOMAIN_HTTP, 401, NS_COMMAND_OPTIONS, 401 };
  g_assert_true (ns_health_account_needs_user (refused));
  g_assert_false (ns_health_account_needs_user (account));

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const Row *row = &rows[i];
      const NsAccount *present = row->refused_password ? refused : account;
      NsHealth health = {
        .account = row->account ? present : NULL,
        .next_cycle_at = ns_time_from_iso8601 (row->next_cycle),
        .now = ns_time_from_iso8601 (NOW),
      };
      g_autofree char *sentence = NULL;

      health.tally.count[NS_STATE_PENDING] = row->pending;
      health.tally.count[NS_STATE_SENDING] = row->sending;
      health.tally.count[NS_STATE_ERROR] = row->error;
      health.tally.count[NS_STATE_UNCERTAIN] = row->uncertain;
      health.tally.count[NS_STATE_HELD] = row->held;
      health.tally.next_attempt_at = ns_time_from_iso8601 (row->next_attempt);
      sentence = ns_health_sentence (&health);
      g_assert_cmpstr (sentence, ==, row->sentence);
    }
}

static void
add_item (GPtrArray *items, const char *subject, NsState state)
{
  NsItem *item = ns_item_new ();

  item->subject = g_strdup (subject);
  item->state = state;
  g_ptr_array_add (items, item);
}

static void
assert_warning (GPtrArray *items, guint n_problems, const char *expected)
{
  g_autofree char *text = ns_health_warning (items, n_problems);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_warning (void)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);

  add_item (items, "Lunch", NS_STATE_ERROR);
  assert_warning (items, 1, "“\u2068Lunch\u2069” could not be delivered and will not be tried again by itself.");
  add_item (items, "", NS_STATE_UNCERTAIN);
  assert_warning (items, 2,
                  "2 items will not be tried again by themselves: “\u2068Lunch\u2069”, “\u2068(no subject)\u2069”");
  add_item (items, "Ann", NS_STATE_ERROR);
  add_item (items, "Ben", NS_STATE_ERROR);
  assert_warning (items, 12,
                  "12 items will not be tried again by themselves: “\u2068Lunch\u2069”, “\u2068(no subject)\u2069”, "
                  "“\u2068Ann\u2069”, …");

  g_ptr_array_set_size (items, 0);
  add_item (items, "Report", NS_STATE_UNCERTAIN);
  assert_warning (items, 1, "“\u2068Report\u2069” may have been delivered. Please decide what to do with it.");
}

static void
test_progress (void)
{
  const struct
  {
    NsStage stage;
    guint n;
    guint total;
    const char *text;
  } stages[] = {
    { NS_STAGE_CONNECTING, 0, 0, "Connecting…" },
    { NS_STAGE_SETTLING, 0, 0, "Checking what arrived…" },
    { NS_STAGE_SENDING, 0, 0, "Sending…" },
    { NS_STAGE_SENDING, 2, 5, "Sending 2 of 5" },
    { NS_STAGE_UPLOADING, 0, 5, "Sending 1 of 5" },
    { NS_STAGE_UPLOADING, 9, 5, "Sending 5 of 5" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    {
      g_autofree char *text = ns_health_progress (stages[i].stage, stages[i].n, stages[i].total);

      g_assert_cmpstr (text, ==, stages[i].text);
    }
}

/* Each sentence holds until it is said that it changes, and then it does. */
static void
test_change (void)
{
  const gint64 now = ns_time_from_iso8601 (NOW);
  g_autoptr (NsAccount) account = ns_account_new ();
  NsHealth health = { .account = account, .now = now, .next_cycle_at = now + 61 * G_USEC_PER_SEC + 500000 };
  guint changes = 0;
  gint64 change;

  g_assert_cmpint (ns_health_get_change (&health), ==, 0);
  health.tally.count[NS_STATE_PENDING] = 1;
  while ((change = ns_health_get_change (&health)) != 0)
    {
      g_autofree char *before = ns_health_sentence (&health);
      g_autofree char *until = NULL;
      g_autofree char *after = NULL;

      health.now += change - 1;
      until = ns_health_sentence (&health);
      g_assert_cmpstr (until, ==, before);
      health.now += 1;
      after = ns_health_sentence (&health);
      g_assert_cmpstr (after, !=, before);
      changes++;
    }
  g_assert_cmpint (health.now, ==, health.next_cycle_at);
  g_assert_cmpuint (changes, ==, 61);
}

/* Nobody wants to hear each second of the last minute. */
static void
test_spoken (void)
{
  const gint64 now = ns_time_from_iso8601 (NOW);
  g_autoptr (NsAccount) account = ns_account_new ();
  NsHealth health = { .account = account, .now = now, .next_cycle_at = now + 180 * G_USEC_PER_SEC };
  g_autofree char *minutes = NULL;

  health.tally.count[NS_STATE_PENDING] = 1;
  minutes = ns_health_spoken (&health);
  for (guint i = 0; i < 180; i++)
    {
      g_autofree char *spoken = ns_health_spoken (&health);

      g_assert_cmpstr (spoken, ==, minutes);
      health.now += G_USEC_PER_SEC;
    }
}

/* What is in the way of everything, and until when. */
static void
test_pause (void)
{
  static const struct
  {
    NsOutcome fault;
    guint pending;
    gboolean offline;
    const char *next;
    const char *text; /* NULL for none */
  } pauses[] = {
    { { NS_DOMAIN_NONE }, 2, FALSE, SOON, NULL },
    { { NS_DOMAIN_NONE }, 1, TRUE, SOON,
      "This computer is offline. 1 item is sent as soon as the network is back." },
    { { NS_DOMAIN_NETWORK, 1 }, 3, FALSE, SOON,
      "The server cannot be reached. 3 items wait. The next try is at 10:15." },
    { { NS_DOMAIN_NETWORK, 1 }, 3, FALSE, NULL, "The server cannot be reached. 3 items wait." },
    { { NS_DOMAIN_NETWORK, 1 }, 0, TRUE, SOON, NULL },
    { { NS_DOMAIN_HTTP, 503, NS_COMMAND_SYNC, 503 }, 1, FALSE, SOON,
      "The server takes nothing for now. 1 item waits. The next try is at 10:15." },
    { { NS_DOMAIN_HTTP, 500, NS_COMMAND_SYNC, 500 }, 1, FALSE, SOON, NULL },
    { { NS_DOMAIN_HTTP, 401, NS_COMMAND_OPTIONS, 401 }, 1, TRUE, SOON, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pauses); i++)
    {
      g_autoptr (NsAccount) account = ns_account_new ();
      NsHealth health = { .account = account, .is_offline = pauses[i].offline, .now = ns_time_from_iso8601 (NOW) };
      g_autofree char *text = NULL;

      account->fault = pauses[i].fault;
      health.tally.count[NS_STATE_PENDING] = pauses[i].pending;
      health.next_cycle_at = ns_time_from_iso8601 (pauses[i].next);
      text = ns_health_pause (&health);
      g_assert_cmpstr (text, ==, pauses[i].text);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/health/sentence", test_sentence);
  g_test_add_func ("/health/warning", test_warning);
  g_test_add_func ("/health/progress", test_progress);
  g_test_add_func ("/health/change", test_change);
  g_test_add_func ("/health/spoken", test_spoken);
  g_test_add_func ("/health/pause", test_pause);
  return g_test_run ();
}
