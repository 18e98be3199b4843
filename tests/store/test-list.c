/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list holds and in which order: search, kinds, sorting. */
#include "config.h"

#include "store/store-fixture.h"

#define OUTBOX 0

/* What one remembers of an item: what it said, and what the server calls it. */
static void
test_filter_more_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    NsKind kind; /* the only item that is found; 0 for none */
  } rows[] = {
    { "uid-77", NS_KIND_EVENT },       { "lunch UID-77", NS_KIND_EVENT }, { "conversion", NS_KIND_MAIL },
    { "StatusException", NS_KIND_MAIL }, { "client/server CONVERSION", NS_KIND_MAIL },
    { "conversion uid-77", (NsKind) 0 }, { "17@example", NS_KIND_REPLY },
  };
  g_autoptr (NsItem) event = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-77");
  const gint64 refused = bring_to (fixture->store, NS_STATE_ERROR);
  const NsOutcome outcome = { NS_DOMAIN_SYNC, 6, NS_COMMAND_SYNC, 200 };
  g_autoptr (NsDraft) draft = draft_new (NS_KIND_REPLY, "Answer", NULL);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_auto (NsAwait) more = NS_AWAIT_INIT;

  draft->message_id = g_strdup ("2026.17@example.test");
  ns_store_enqueue_async (fixture->store, draft, NULL, ns_await_cb, &await);
  ns_item_unref (ns_store_enqueue_finish (fixture->store, ns_await_result (&await), NULL));
  ns_store_set_outcome_async (fixture->store, refused, outcome, NULL, NULL, ns_await_cb, &more);
  g_assert_true (ns_store_set_outcome_finish (fixture->store, ns_await_result (&more), NULL));

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items = list (fixture->store, OUTBOX, rows[i].text, FALSE);

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpuint (items->len, ==, rows[i].kind != 0);
      if (items->len == 1)
        g_assert_cmpint (((const NsItem *) items->pdata[0])->kind, ==, rows[i].kind);
    }
}

static GPtrArray *
list_by (Fixture *fixture, NsFilter filter)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  ns_store_list_async (fixture->store, &filter, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return items;
}

/* The subjects, joined, in the order of the list. */
static char *
subjects_by (Fixture *fixture, NsFilter filter)
{
  g_autoptr (GPtrArray) items = list_by (fixture, filter);
  g_autoptr (GString) subjects = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (subjects, i == 0 ? "%s" : " %s", ((const NsItem *) items->pdata[i])->subject);
  return g_string_free (g_steal_pointer (&subjects), FALSE);
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    NsFilter filter;
    const char *subjects;
  } rows[] = {
    { { .sort = NS_SORT_QUEUED }, "delta Charlie alpine bravo Alpha" },
    { { .sort = NS_SORT_QUEUED, .ascending = TRUE }, "Alpha bravo alpine Charlie delta" },
    { { .sort = NS_SORT_QUEUED, .limit = 2 }, "delta Charlie" },
    { { .sort = NS_SORT_SUBJECT, .ascending = TRUE, .limit = 2 }, "Alpha alpine" },
    { { .sort = NS_SORT_SUBJECT }, "delta Charlie bravo alpine Alpha" },
    { { .sort = NS_SORT_KIND, .ascending = TRUE }, "delta bravo Alpha Charlie alpine" },
    { { .sort = NS_SORT_STATE, .ascending = TRUE }, "delta Charlie alpine Alpha bravo" },
    { { .sort = NS_SORT_RECIPIENTS }, "delta Charlie alpine bravo Alpha" },
    { { .sort = NS_SORT_TRIES }, "delta Charlie alpine bravo Alpha" },
    { { .sort = NS_SORT_NEXT_TRY, .ascending = TRUE }, "Alpha alpine Charlie delta bravo" },
    { { .sort = NS_SORT_NEXT_TRY }, "delta Charlie alpine Alpha bravo" },
    { { .sort = NS_SORT_SUBJECT, .ascending = TRUE, .kinds = 1u << NS_KIND_MAIL }, "Alpha bravo delta" },
    { { .kinds = 1u << NS_KIND_EVENT | 1u << NS_KIND_CONTACT, .text = "c" }, "Charlie" },
    { { .history = TRUE }, "" },
    { { .history = TRUE, .sort = NS_SORT_SUBJECT, .kinds = 1u << NS_KIND_EVENT, .text = "x" }, "" },
  };
  static const struct
  {
    const char *subject;
    NsKind kind;
  } queued[] = {
    { "Alpha", NS_KIND_MAIL }, { "bravo", NS_KIND_MAIL }, { "alpine", NS_KIND_CONTACT }, { "Charlie", NS_KIND_EVENT },
    { "delta", NS_KIND_MAIL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (queued); i++)
    {
      g_autoptr (NsItem) item = enqueue (fixture->store, queued[i].kind, queued[i].subject, NULL);

      if (g_str_equal (item->subject, "bravo"))
        g_assert_true (apply (fixture->store, item->id, NS_EVENT_HOLD, NULL));
      ns_clock_advance (fixture->clock, G_USEC_PER_SEC);
    }
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *subjects = subjects_by (fixture, rows[i].filter);

      g_test_message ("row %u", i);
      g_assert_cmpstr (subjects, ==, rows[i].subjects);
    }
}

/* What was resolved is sorted among what was delivered. */
static void
test_history_order (Fixture *fixture, gconstpointer data)
{
  const gint64 lost = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (GPtrArray) items = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_resolve_async (fixture->store, lost, NS_RESOLUTION_SERVER, NULL, NULL, NULL, ns_await_cb, &await);
  ns_item_unref (ns_store_resolve_finish (fixture->store, ns_await_result (&await), NULL));
  items = list_by (fixture, (NsFilter) { .history = TRUE, .sort = NS_SORT_STATE });
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (((const NsItem *) items->pdata[0])->state, ==, NS_STATE_DELIVERED);
  g_assert_cmpint (((const NsItem *) items->pdata[1])->id, ==, lost);
}

static void
test_tally_items (Fixture *fixture, gconstpointer data)
{
  gint64 ids[] = { bring_to (fixture->store, NS_STATE_ERROR), bring_to (fixture->store, NS_STATE_ERROR),
                   bring_to (fixture->store, NS_STATE_HELD), bring_to (fixture->store, NS_STATE_PENDING), 4711 };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsTally numbers;

  bring_to (fixture->store, NS_STATE_UNCERTAIN);
  g_assert_true (set_deleted (fixture->store, ids[3], TRUE, NULL));
  ns_store_tally_items_async (fixture->store, ids, G_N_ELEMENTS (ids), NULL, ns_await_cb, &await);
  g_assert_true (ns_store_tally_items_finish (fixture->store, ns_await_result (&await), &numbers, NULL));
  g_assert_cmpuint (numbers.count[NS_STATE_ERROR], ==, 2);
  g_assert_cmpuint (numbers.count[NS_STATE_HELD], ==, 1);
  g_assert_cmpuint (ns_tally_in_outbox (&numbers), ==, 3);
}

#define ADD(path, func) g_test_add ("/store/list/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("text", test_filter_more_text);
  ADD ("order", test_order);
  ADD ("history-order", test_history_order);
  ADD ("tally-items", test_tally_items);
  return g_test_run ();
}
