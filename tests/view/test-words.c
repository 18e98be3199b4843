/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-time.h"
#include "view/ns-news.h"
#include "view/ns-spoken.h"
#include "view/ns-technical.h"
#include "view/ns-words.h"

#include <locale.h>

#define NOW "2026-03-01T10:00:00Z"

static gint64
at (const char *text)
{
  return ns_time_from_iso8601 (text);
}

static void
test_when (void)
{
  const struct
  {
    const char *when;
    const char *words;
  } rows[] = {
    { "2026-03-01T10:15:00Z", "10:15" },
    { "2026-03-01T00:00:00Z", "00:00" },
    { "2026-02-28T23:59:59Z", "Yesterday 23:59" },
    { "2026-03-02T00:00:00Z", "Tomorrow 00:00" },
    { "2026-02-27T08:05:00Z", "27 Feb 08:05" },
    { "2026-03-03T08:05:00Z", "3 Mar 08:05" },
    { "2025-12-31T08:05:00Z", "31 Dec 2025" },
    { NULL, "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = ns_words_when (at (rows[i].when), at (NOW));

      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_when_over_the_year (void)
{
  g_autofree char *yesterday = ns_words_when (at ("2025-12-31T23:00:00Z"), at ("2026-01-01T01:00:00Z"));

  g_assert_cmpstr (yesterday, ==, "Yesterday 23:00");
}

static void
test_instant (void)
{
  g_autofree char *words = ns_words_instant (at ("2026-03-01T09:00:07Z"));
  g_autofree char *nothing = ns_words_instant (0);

  g_assert_cmpstr (words, ==, "1 Mar 2026, 09:00:07");
  g_assert_cmpstr (nothing, ==, "");
}

static const NsOutcome conflict = { NS_DOMAIN_SYNC, 7, NS_COMMAND_SYNC, 200 };
static const NsOutcome none = { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, 0 };

static void
test_problem (void)
{
  g_assert_cmpstr (ns_words_problem (conflict), ==, "Conflict matching the client and server object");
  g_assert_null (ns_words_problem (none));
}

static void
test_progress (void)
{
  const struct
  {
    NsState state;
    NsOutcome outcome;
    guint attempts;
    const char *item_next;
    const char *cycle_next;
    const char *words;
  } rows[] = {
    { NS_STATE_PENDING, none, 0, NULL, NULL, "Waits for the next cycle" },
    { NS_STATE_PENDING, none, 0, NULL, "2026-03-01T10:15:00Z", "Next try 10:15" },
    { NS_STATE_PENDING, none, 0, "2026-03-01T10:30:00Z", "2026-03-01T10:15:00Z", "Next try 10:30" },
    { NS_STATE_PENDING, none, 0, "2026-03-01T09:30:00Z", NULL, "Waits for the next cycle" },
    { NS_STATE_PENDING, conflict, 1, NULL, "2026-03-01T10:15:00Z",
      "Next try 10:15 · Conflict matching the client and server object" },
    { NS_STATE_PENDING, conflict, 1, NULL, NULL, "Next cycle · Conflict matching the client and server object" },
    { NS_STATE_SENDING, none, 1, NULL, NULL, "On its way to the server" },
    { NS_STATE_ERROR, conflict, 1, NULL, NULL, "Conflict matching the client and server object" },
    { NS_STATE_UNCERTAIN, none, 1, NULL, NULL, "No answer came" },
    { NS_STATE_HELD, none, 0, NULL, NULL, "Waits until you release it" },
    { NS_STATE_DELIVERED, none, 1, NULL, NULL, "Accepted 09:59" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsItem) item = ns_item_new ();
      g_autofree char *words = NULL;

      item->state = rows[i].state;
      item->outcome = rows[i].outcome;
      item->attempts = rows[i].attempts;
      item->next_attempt_at = at (rows[i].item_next);
      item->delivered_at = at ("2026-03-01T09:59:00Z");
      words = ns_words_progress (item, at (rows[i].cycle_next), at (NOW));
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
test_subject (void)
{
  g_autoptr (NsItem) item = ns_item_new ();

  item->subject = g_strdup ("");
  g_assert_cmpstr (ns_words_subject (item), ==, "(no subject)");
  g_free (item->subject);
  item->subject = g_strdup ("Lunch");
  g_assert_cmpstr (ns_words_subject (item), ==, "Lunch");
}

static void
test_every_state_has_a_word (void)
{
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    g_assert_cmpuint (strlen (ns_words_state ((NsState) state)), >, 0);
}

static void
test_technical (void)
{
  g_autoptr (NsItem) item = ns_item_new ();
  g_autofree char *text = NULL;

  item->id = 7;
  item->kind = NS_KIND_EVENT;
  item->operation = NS_OPERATION_CHANGE;
  item->state = NS_STATE_ERROR;
  item->size = 512;
  item->client_id = g_strdup ("c7");
  item->detail = g_strdup ("");
  item->outcome = conflict;
  text = ns_technical_text (item);
  g_assert_cmpstr (text, ==,
                   "Item: 7\nKind: event, change\nState: error\nSize: 512 bytes\nClient ID: c7\n"
                   "Cause: sync-7\nCommand: Sync\nStatus: 7\nHTTP status: 200\n");
}

static void
test_attempt (void)
{
  const NsAttempt refused = { .phase = NS_PHASE_COMPLETE, .outcome = conflict, .ended_at = 2, .state = NS_STATE_ERROR };
  const NsAttempt accepted = { .phase = NS_PHASE_COMPLETE, .ended_at = 2, .state = NS_STATE_DELIVERED };
  const NsAttempt open = { .phase = NS_PHASE_COMPLETE, .ended_at = 2, .state = NS_STATE_PENDING };
  g_autofree char *first = ns_technical_attempt (&refused);
  g_autofree char *second = ns_technical_attempt (&accepted);
  g_autofree char *third = ns_technical_attempt (&open);

  g_assert_cmpstr (first, ==, "Conflict matching the client and server object");
  g_assert_cmpstr (second, ==, "Accepted by the server");
  g_assert_cmpstr (third, ==, "Nothing was decided");
}

static void
test_title (void)
{
  static const struct
  {
    NsOperation operation;
    const char *uid;
    const char *subject;
    const char *title;
  } rows[] = {
    { NS_OPERATION_ADD, "u1", "Lunch", "Lunch" },
    { NS_OPERATION_CHANGE, "u1", "", "(no subject)" },
    { NS_OPERATION_DELETE, "u1", "Lunch", "Deletion of \u2068Lunch\u2069" },
    { NS_OPERATION_DELETE, NULL, "Lunch", "Deletion of the second copy of \u2068Lunch\u2069" },
    { NS_OPERATION_DELETE, "u1", "", "Deletion" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsItem) item = ns_item_new ();
      g_autofree char *title = NULL;

      item->operation = rows[i].operation;
      item->uid = g_strdup (rows[i].uid);
      item->subject = g_strdup (rows[i].subject);
      title = ns_words_title (item);
      g_assert_cmpstr (title, ==, rows[i].title);
    }
}

static void
test_isolate (void)
{
  g_autofree char *subject = ns_words_isolate ("Lunch");
  g_autofree char *nothing = ns_words_isolate (NULL);
  g_autofree char *empty = ns_words_isolate ("");
  g_autofree char *to_left = ns_words_line (subject, TRUE);
  g_autofree char *to_right = ns_words_line (subject, FALSE);
  const NsUndo undo = { .act = NS_ACT_DELETE, .n_items = 1, .subject = (char *) "Lunch" };
  g_autofree char *act = ns_words_act (&undo);

  g_assert_cmpstr (subject, ==, "\u2068Lunch\u2069");
  g_assert_cmpstr (nothing, ==, "");
  g_assert_cmpstr (empty, ==, "");
  g_assert_cmpstr (to_left, ==, "\u200f\u2068Lunch\u2069");
  g_assert_cmpstr (to_right, ==, "\u200e\u2068Lunch\u2069");
  g_assert_cmpstr (act, ==, "Deleted “\u2068Lunch\u2069”");
}

static void
test_direction (void)
{
  g_assert_true (ns_words_has_direction ("Ana"));
  g_assert_true (ns_words_has_direction ("+49 \327\220"));
  g_assert_false (ns_words_has_direction ("+49 (30) 1234-5"));
  g_assert_false (ns_words_has_direction (""));
}

#define CONFLICT_WHY \
  "It was changed here and on the server between two synchronizations, and the server's version won."

static NsItem *
make_item (gint64 id, NsState state, guint attempts)
{
  NsItem *item = ns_item_new ();

  item->id = id;
  item->state = state;
  item->attempts = attempts;
  item->kind = NS_KIND_MAIL;
  item->operation = NS_OPERATION_SEND;
  g_free (item->subject);
  item->subject = g_strdup ("Lunch");
  g_free (item->recipients);
  item->recipients = g_strdup ("Ana");
  return item;
}

/* A row says what it is, where it stands, why, and how often it was tried. */
static void
test_spoken_row (void)
{
  static const struct
  {
    NsKind kind;
    NsOperation operation;
    NsState state;
    NsDomain domain;
    const char *recipients;
    guint attempts;
    const char *words;
  } rows[] = {
    { NS_KIND_MAIL, NS_OPERATION_SEND, NS_STATE_ERROR, NS_DOMAIN_SYNC, "Ana", 3,
      "Error. To Ana, Lunch. " CONFLICT_WHY " Tried 3 times." },
    { NS_KIND_EVENT, NS_OPERATION_CHANGE, NS_STATE_ERROR, NS_DOMAIN_SYNC, "Room 3", 1,
      "Error. Event: Lunch, Room 3. " CONFLICT_WHY " Tried 1 time." },
    { NS_KIND_NOTE, NS_OPERATION_ADD, NS_STATE_PENDING, NS_DOMAIN_NONE, "", 0,
      "Pending. Note: Lunch. Waits for the next cycle. Not tried yet." },
    { NS_KIND_MAIL, NS_OPERATION_SEND, NS_STATE_PENDING, NS_DOMAIN_SYNC, "Ana", 2,
      "Pending. To Ana, Lunch. " CONFLICT_WHY " Tried 2 times." },
    { NS_KIND_CONTACT, NS_OPERATION_DELETE, NS_STATE_HELD, NS_DOMAIN_SYNC, "", 1,
      "Held. Contact: Deletion of Lunch. Waits until you release it. Tried 1 time." },
    { NS_KIND_MAIL, NS_OPERATION_SEND, NS_STATE_UNCERTAIN, NS_DOMAIN_NONE, "Ana", 1,
      "Uncertain. To Ana, Lunch. No answer came. Tried 1 time." },
    { NS_KIND_MAIL, NS_OPERATION_SEND, NS_STATE_DELIVERED, NS_DOMAIN_NONE, "Ana", 1,
      "Delivered. To Ana, Lunch. Accepted 09:59. Tried 1 time." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsItem) item = make_item (1, rows[i].state, rows[i].attempts);
      g_autofree char *words = NULL;

      item->kind = rows[i].kind;
      item->operation = rows[i].operation;
      item->uid = g_strdup ("u1");
      g_free (item->recipients);
      item->recipients = g_strdup (rows[i].recipients);
      if (rows[i].domain != NS_DOMAIN_NONE)
        item->outcome = conflict;
      item->next_attempt_at = at ("2026-03-01T10:15:00Z");
      item->delivered_at = at ("2026-03-01T09:59:00Z");
      words = ns_spoken_row (item, at (NOW));
      g_assert_cmpstr (words, ==, rows[i].words);
    }
}

static void
assert_news (NsNews *news, guint n_delivered, guint n_problems, GPtrArray *problems, gboolean is_busy,
             const char *expected)
{
  const NsTally tally = { .count = { [NS_STATE_DELIVERED] = n_delivered, [NS_STATE_ERROR] = n_problems } };
  g_autofree char *text = ns_news_take (news, &tally, problems, is_busy);
  g_autofree char *plain = text != NULL ? ns_words_strip_marks (text) : NULL;

  g_assert_cmpstr (plain, ==, expected);
}

#define REFUSED "“Lunch” could not be delivered and will not be tried again by itself."

/* Each change is told once, when the cycle is over; how it was before is none. */
static void
test_news (void)
{
  g_autoptr (NsNews) news = ns_news_new ();
  g_autoptr (NsItem) old = make_item (1, NS_STATE_ERROR, 1);
  g_autoptr (NsItem) item = make_item (2, NS_STATE_ERROR, 1);
  g_autoptr (NsItem) again = make_item (2, NS_STATE_ERROR, 2);
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) both = g_ptr_array_new ();
  g_autoptr (GPtrArray) later = g_ptr_array_new ();

  g_ptr_array_add (first, old);
  g_ptr_array_add (both, item);
  g_ptr_array_add (both, old);
  g_ptr_array_add (later, again);
  g_ptr_array_add (later, old);
  assert_news (news, 5, 1, first, FALSE, NULL);
  assert_news (news, 5, 1, first, FALSE, NULL);
  assert_news (news, 6, 1, first, TRUE, NULL);
  assert_news (news, 7, 2, both, TRUE, NULL);
  assert_news (news, 7, 2, both, FALSE, "2 items were delivered. " REFUSED);
  assert_news (news, 7, 2, both, FALSE, NULL);
  /* Tried again and refused again, whether or not anybody saw it wait. */
  assert_news (news, 7, 2, later, FALSE, REFUSED);
  assert_news (news, 7, 1, first, TRUE, NULL);
  assert_news (news, 7, 2, later, FALSE, REFUSED);
  /* The user said that it arrived. */
  assert_news (news, 8, 1, first, FALSE, NULL);
  assert_news (news, 8, 1, first, TRUE, NULL);
  assert_news (news, 9, 1, first, FALSE, "1 item was delivered.");
}

/* Of many only the first are listed; one that moves up is not new. */
static void
test_news_of_many (void)
{
  g_autoptr (NsNews) news = ns_news_new ();
  g_autoptr (NsItem) one = make_item (1, NS_STATE_ERROR, 1);
  g_autoptr (NsItem) two = make_item (2, NS_STATE_ERROR, 1);
  g_autoptr (GPtrArray) first = g_ptr_array_new ();
  g_autoptr (GPtrArray) second = g_ptr_array_new ();

  g_ptr_array_add (first, two);
  g_ptr_array_add (second, one);
  assert_news (news, 0, 2, first, FALSE, NULL);
  assert_news (news, 0, 1, second, FALSE, NULL);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/words/direction", test_direction);
  g_test_add_func ("/words/isolate", test_isolate);
  g_test_add_func ("/words/when", test_when);
  g_test_add_func ("/words/when-over-the-year", test_when_over_the_year);
  g_test_add_func ("/words/instant", test_instant);
  g_test_add_func ("/words/problem", test_problem);
  g_test_add_func ("/words/progress", test_progress);
  g_test_add_func ("/words/subject", test_subject);
  g_test_add_func ("/words/states", test_every_state_has_a_word);
  g_test_add_func ("/words/technical", test_technical);
  g_test_add_func ("/words/attempt", test_attempt);
  g_test_add_func ("/words/title", test_title);
  g_test_add_func ("/words/spoken-row", test_spoken_row);
  g_test_add_func ("/words/news", test_news);
  g_test_add_func ("/words/news-of-many", test_news_of_many);
  return g_test_run ();
}
