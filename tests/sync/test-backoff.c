/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-backoff.h"

#include "sync/ns-schedule.h"

#define SECOND ((gint64) G_USEC_PER_SEC)
#define NOW (1000 * SECOND)

static void
test_delay (void)
{
  static const struct
  {
    guint failures, retry_after;
    double jitter;
    gint64 expected; /* seconds */
  } rows[] = {
    { 0, 0, 1, 15 },    { 1, 0, 1, 15 },    { 2, 0, 1, 30 },      { 3, 0, 1, 60 },      { 4, 0, 1, 120 },
    { 5, 0, 1, 300 },   { 6, 0, 1, 600 },   { 7, 0, 1, 900 },     { 8, 0, 1, 1800 },    { 9, 0, 1, 1800 },
    { 4000, 0, 1, 1800 }, { 1, 0, 0.8, 12 }, { 1, 0, 1.2, 18 },   { 1, 300, 1.2, 300 }, { 8, 5, 0.8, 5 },
    { 1, 86400, 1, 86400 }, { 1, G_MAXUINT, 1, 86400 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%u failures, Retry-After %u, jitter %g", rows[i].failures, rows[i].retry_after,
                      rows[i].jitter);
      g_assert_cmpint (ns_backoff_delay (rows[i].failures, rows[i].retry_after, rows[i].jitter), ==,
                       rows[i].expected * SECOND);
    }
}

static void
test_schedule (void)
{
  static const struct
  {
    const char *what;
    guint pending, sending, uncertain;
    gboolean has_fresh;
    gint64 next_attempt_at, retry_at, last_end, not_before, expected;
  } rows[] = {
    { "empty outbox", 0, 0, 0, FALSE, 0, 0, 0, 0, 0 },
    { "fresh item", 1, 0, 0, TRUE, 0, 0, 0, 0, NOW },
    { "fresh item in a pause", 1, 0, 0, TRUE, 0, NOW + SECOND, 0, 0, NOW + SECOND },
    { "fresh item among planned ones", 2, 0, 0, TRUE, NOW + 60 * SECOND, 0, 0, 0, NOW },
    { "planned item", 1, 0, 0, FALSE, NOW + 60 * SECOND, 0, 0, 0, NOW + 60 * SECOND },
    { "what another run left", 0, 1, 0, FALSE, 0, 0, 0, 0, NOW },
    { "after a failure here", 1, 0, 0, TRUE, 0, 0, NOW, NOW + 9 * SECOND, NOW + 9 * SECOND },
    { "uncertain", 0, 0, 1, FALSE, 0, 0, NOW, 0, NOW + 900 * SECOND },
    { "uncertain at start", 0, 0, 1, FALSE, 0, 0, 0, 0, NOW + 120 * SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsAccount) account = ns_account_new ();
      NsScheduleFacts facts = { .now = NOW, .account = account };

      g_test_message ("%s", rows[i].what);
      account->retry_at = rows[i].retry_at;
      facts.tally.count[NS_STATE_PENDING] = rows[i].pending;
      facts.tally.count[NS_STATE_SENDING] = rows[i].sending;
      facts.tally.count[NS_STATE_UNCERTAIN] = rows[i].uncertain;
      facts.tally.next_attempt_at = rows[i].next_attempt_at;
      facts.has_fresh = rows[i].has_fresh;
      facts.last_end = rows[i].last_end;
      facts.not_before = rows[i].not_before;
      g_assert_cmpint (ns_schedule_next (&facts), ==, rows[i].expected);
      account->fault = (NsOutcome) { NS_DOMAIN_HTTP, 401, NS_COMMAND_OPTIONS, 401 };
      g_assert_cmpint (ns_schedule_next (&facts), ==, 0);
      facts.account = NULL;
      g_assert_cmpint (ns_schedule_next (&facts), ==, 0);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/backoff/delay", test_delay);
  g_test_add_func ("/backoff/schedule", test_schedule);
  return g_test_run ();
}
