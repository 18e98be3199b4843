/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/ns-db.h"
#include "store/store-fixture.h"

#include <glib/gstdio.h>

#define OUTBOX 0
#define MANY 10000

static void
test_enqueue (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) queued = enqueue (fixture->store, NS_KIND_MAIL, "Quarterly report", NULL);
  g_autoptr (NsItem) other = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (NsItem) read = NULL;
  g_autofree char *payload = NULL;

  fixture_reopen (fixture);
  read = get_item (fixture->store, queued->id);
  g_assert_cmpint (read->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (read->kind, ==, NS_KIND_MAIL);
  g_assert_cmpint (read->operation, ==, NS_OPERATION_SEND);
  g_assert_cmpstr (read->subject, ==, "Quarterly report");
  g_assert_cmpstr (read->recipients, ==, "Ann <ann@example.test>");
  g_assert_cmpuint (read->size, ==, strlen ("Quarterly report"));
  g_assert_cmpint (read->queued_at, ==, FIXTURE_NOW);
  g_assert_cmpint (read->next_attempt_at, ==, FIXTURE_NOW);
  g_assert_cmpuint (read->attempts, ==, 0);
  g_assert_cmpint (read->outcome.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpuint (strlen (read->client_id), ==, 32);
  g_assert_cmpstr (read->client_id, !=, other->client_id);
  g_assert_cmpint (other->id, >, queued->id);
  payload = get_payload (fixture->store, queued->id, NS_PAYLOAD_MINE, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (payload, ==, "Quarterly report");
}

static void
test_absent (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, "", NULL);
  g_autofree char *payload = get_payload (fixture->store, 99, NS_PAYLOAD_MINE, &error);

  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "There is no item 99.");
  g_clear_error (&error);
  g_assert_null (get_payload (fixture->store, item->id, NS_PAYLOAD_SERVER, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (get_account (fixture->store, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT);

  /* An empty payload is one. */
  payload = get_payload (fixture->store, item->id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (payload, ==, "");
}

static void
test_private_files (Fixture *fixture, gconstpointer data)
{
  static const char *const names[] = { "", "outbox.db", "outbox.db-wal" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = fixture_path (fixture, names[i]);
      GStatBuf status;

      g_assert_cmpint (g_stat (path, &status), ==, 0);
      g_assert_cmpint (status.st_mode & 0777, ==, i == 0 ? 0700 : 0600);
    }
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *subject;
    int seconds_later;
  } queued[] = { { "a", 0 }, { "b", 0 }, { "c", 5 }, { "d", -3 } };
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GString) subjects = g_string_new (NULL);

  /* Two items may share a moment (then the later one stands first), and the computer's clock may be set back. */
  for (guint i = 0; i < G_N_ELEMENTS (queued); i++)
    {
      ns_clock_advance (fixture->clock, queued[i].seconds_later * G_USEC_PER_SEC);
      ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, queued[i].subject, NULL));
    }
  items = list (fixture->store, OUTBOX, NULL, FALSE);
  for (guint i = 0; i < items->len; i++)
    g_string_append (subjects, ((NsItem *) items->pdata[i])->subject);
  g_assert_cmpstr (subjects->str, ==, "cdba");
}

static void
test_filter_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    guint n_items;
  } rows[] = {
    { "", 4 },          { "100%", 1 },       { "%", 1 },        { "_", 1 },      { "snake_case", 1 },
    { "snakeXcase", 0 }, { "GRÜSSE", 1 },     { "grüße", 1 },    { "ann@", 4 },   { "Ann report", 1 },
    { "report  100", 1 }, { "report lunch", 0 }, { "'; DROP", 0 }, { "\\", 0 },
  };
  static const char *const subjects[] = { "Report: 100% done", "snake_case", "Grüße aus Köln", "Lunch" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, subjects[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items = list (fixture->store, OUTBOX, rows[i].text, FALSE);

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpuint (items->len, ==, rows[i].n_items);
    }
}

static void
test_filter_states (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint states;
    guint n_items;
  } rows[] = {
    { OUTBOX, 5 },
    { 1 << NS_STATE_ERROR, 1 },
    { 1 << NS_STATE_DELIVERED, 1 },
    { 1 << NS_STATE_ERROR | 1 << NS_STATE_UNCERTAIN, 2 },
    { 1 << NS_STATE_ERROR | 1 << NS_STATE_DELIVERED, 2 },
    { 0x7e, 6 },
  };

  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    bring_to (fixture->store, (NsState) state);
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GPtrArray) items = list (fixture->store, rows[i].states, NULL, FALSE);

      g_assert_cmpuint (items->len, ==, rows[i].n_items);
    }
}

static void
test_tally (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 ids[NS_STATE_LAST + 1];
  NsTally numbers = tally (fixture->store);

  g_assert_cmpuint (ns_tally_in_outbox (&numbers), ==, 0);
  g_assert_cmpint (numbers.next_attempt_at, ==, 0);
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    ids[state] = bring_to (fixture->store, (NsState) state);
  numbers = tally (fixture->store);
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    g_assert_cmpuint (numbers.count[state], ==, 1);
  g_assert_cmpint (numbers.next_attempt_at, ==, FIXTURE_NOW);

  set_deleted (fixture->store, ids[NS_STATE_PENDING], TRUE, &error);
  g_assert_no_error (error);
  apply (fixture->store, ids[NS_STATE_UNCERTAIN], NS_EVENT_ARRIVED, &error);
  g_assert_no_error (error);
  fixture_reopen (fixture);
  numbers = tally (fixture->store);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, 0);
  g_assert_cmpuint (numbers.count[NS_STATE_UNCERTAIN], ==, 0);
  g_assert_cmpuint (numbers.count[NS_STATE_DELIVERED], ==, 2);
  g_assert_cmpint (numbers.next_attempt_at, ==, 0);
}

/* Every event in every state: the store allows what the table of design 5 allows; what it refuses leaves no trace. */
static void
test_edges (Fixture *fixture, gconstpointer data)
{
  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    for (guint event = NS_EVENT_RESEND; event <= NS_EVENT_LAST; event++)
      {
        g_autoptr (GError) error = NULL;
        const gint64 id = bring_to (fixture->store, (NsState) state);
        NsState next = (NsState) state;
        const gboolean expected = ns_state_next ((NsState) state, (NsEvent) event, &next);

        g_assert_cmpint (apply (fixture->store, id, (NsEvent) event, &error), ==, expected);
        g_assert_cmpint (get_state (fixture->store, id), ==, next);
        if (!expected)
          g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
      }
}

static void
test_no_way_past_the_journal (Fixture *fixture, gconstpointer data)
{
  const gint64 sending = bring_to (fixture->store, NS_STATE_SENDING);
  const gint64 pending = bring_to (fixture->store, NS_STATE_PENDING);

  for (guint event = NS_EVENT_LEASE; event <= NS_EVENT_LAST; event++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (apply (fixture->store, sending, (NsEvent) event, &error));
      g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
      g_assert_cmpint (get_state (fixture->store, sending), ==, NS_STATE_SENDING);
    }
  g_assert_false (apply (fixture->store, pending, NS_EVENT_LEASE, NULL));
  g_assert_cmpint (get_state (fixture->store, pending), ==, NS_STATE_PENDING);
}

static void
test_resend (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 id = bring_to (fixture->store, NS_STATE_ERROR);
  g_autoptr (NsItem) before = get_item (fixture->store, id);
  g_autoptr (NsItem) after = NULL;

  ns_clock_advance (fixture->clock, G_USEC_PER_SEC);
  apply (fixture->store, id, NS_EVENT_RESEND, &error);
  g_assert_no_error (error);
  after = get_item (fixture->store, id);
  g_assert_cmpint (after->next_attempt_at, ==, FIXTURE_NOW + G_USEC_PER_SEC);
  g_assert_cmpstr (after->client_id, ==, before->client_id);
  g_assert_cmpuint (after->attempts, ==, 1);
}

static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT, await_delete = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  const gint64 ids[] = { bring_to (fixture->store, NS_STATE_PENDING), bring_to (fixture->store, NS_STATE_SENDING) };
  g_autofree char *sentence = g_strdup_printf ("Item %" G_GINT64_FORMAT " is being sent and cannot be deleted.",
                                               ids[1]);
  g_autoptr (NsItem) first = NULL;

  ns_store_apply_async (fixture->store, ids, 2, NS_EVENT_HOLD, NULL, ns_await_cb, &await);
  g_assert_false (ns_store_apply_finish (fixture->store, ns_await_result (&await), &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_clear_error (&error);
  ns_store_set_deleted_async (fixture->store, ids, 2, TRUE, NULL, ns_await_cb, &await_delete);
  g_assert_false (ns_store_set_deleted_finish (fixture->store, ns_await_result (&await_delete), &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_assert_cmpstr (error->message, ==, sentence);

  first = get_item (fixture->store, ids[0]);
  g_assert_cmpint (first->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (first->deleted_at, ==, 0);
}

static void
test_delete (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 id = bring_to (fixture->store, NS_STATE_ERROR);
  g_autoptr (GPtrArray) outbox = NULL, deleted = NULL, restored = NULL;

  g_assert_true (set_deleted (fixture->store, id, TRUE, &error));
  g_assert_true (set_deleted (fixture->store, id, TRUE, &error));
  outbox = list (fixture->store, OUTBOX, NULL, FALSE);
  g_assert_cmpuint (outbox->len, ==, 0);
  deleted = list (fixture->store, OUTBOX, NULL, TRUE);
  g_assert_cmpuint (deleted->len, ==, 1);
  g_assert_false (apply (fixture->store, id, NS_EVENT_RESEND, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);

  g_assert_true (set_deleted (fixture->store, id, FALSE, NULL));
  restored = list (fixture->store, 1 << NS_STATE_ERROR, NULL, FALSE);
  g_assert_cmpuint (restored->len, ==, 1);
}

static void
test_purge (Fixture *fixture, gconstpointer data)
{
  const gint64 old = bring_to (fixture->store, NS_STATE_DELIVERED);
  const gint64 recent = bring_to (fixture->store, NS_STATE_ERROR);
  g_autoptr (GPtrArray) deleted = NULL;
  g_autoptr (NsItem) next = NULL;

  set_deleted (fixture->store, old, TRUE, NULL);
  ns_clock_advance (fixture->clock, 2 * G_TIME_SPAN_DAY);
  set_deleted (fixture->store, recent, TRUE, NULL);
  ns_clock_advance (fixture->clock, 29 * G_TIME_SPAN_DAY);
  fixture_reopen (fixture);
  deleted = list (fixture->store, OUTBOX, NULL, TRUE);
  g_assert_cmpuint (deleted->len, ==, 1);
  g_assert_cmpint (((NsItem *) deleted->pdata[0])->id, ==, recent);
  g_assert_null (get_payload (fixture->store, old, NS_PAYLOAD_MINE, NULL));

  /* Ids are never used again. */
  next = enqueue (fixture->store, NS_KIND_MAIL, "next", NULL);
  g_assert_cmpint (next->id, >, recent);
}

static void
test_load (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "first", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "second", NULL);
  const gint64 ids[] = { second->id, 77, first->id };
  g_autoptr (GPtrArray) items = NULL;

  ns_store_load_async (fixture->store, ids, G_N_ELEMENTS (ids), NULL, ns_await_cb, &await);
  items = ns_store_load_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  g_assert_cmpint (((NsItem *) items->pdata[0])->id, ==, second->id);
  g_assert_cmpint (((NsItem *) items->pdata[1])->id, ==, first->id);
}

/* Fills the outbox behind the store's back: ten thousand durable transactions would only test the disk. */
static void
insert_many (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = fixture_path (fixture, "outbox.db");
  g_autoptr (NsDb) db = NULL;

  ns_store_close (fixture->store);
  db = ns_db_open (path, NS_DB_WRITER, &error);
  g_assert_no_error (error);
  ns_db_exec (db,
              "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < " G_STRINGIFY (MANY) ")"
              " INSERT INTO item (account_id, kind, operation, state, subject, recipients, size, queued_at, client_id)"
              " SELECT 0, 1, 1, 1 + i % 6, 'mail ' || i, 'ann@example.test', 1, i / 3, printf ('%032x', i) FROM n",
              &error);
  g_assert_no_error (error);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  const NsFilter filter = { 0 };
  g_auto (NsAwait) await = NS_AWAIT_INIT, await_page = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GPtrArray) page = NULL;
  NsTally numbers;

  insert_many (fixture);
  fixture_reopen (fixture);
  numbers = tally (fixture->store);
  ns_store_list_ids_async (fixture->store, &filter, NULL, ns_await_cb, &await);
  ids = ns_store_list_ids_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, ns_tally_in_outbox (&numbers));
  g_assert_cmpuint (ids->len + numbers.count[NS_STATE_DELIVERED], ==, MANY);
  for (guint i = 1; i < ids->len; i++)
    g_assert_cmpint (g_array_index (ids, gint64, i), <, g_array_index (ids, gint64, i - 1));

  ns_store_load_async (fixture->store, &g_array_index (ids, gint64, 5000), 256, NULL, ns_await_cb, &await_page);
  page = ns_store_load_finish (fixture->store, ns_await_result (&await_page), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (page->len, ==, 256);
  g_assert_cmpint (((NsItem *) page->pdata[255])->id, ==, g_array_index (ids, gint64, 5255));
}

static void
test_limit (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    guint limit;
    const char *text;
    guint n_items;
  } rows[] = {
    { 0, NULL, 5 }, { 1, NULL, 1 }, { 4, NULL, 4 }, { 9, NULL, 5 }, { 1, "odd", 1 }, { 2, "odd", 2 }, { 9, "odd", 2 },
  };
  static const char *const subjects[] = { "even 0", "odd 1", "even 2", "odd 3", "even 4" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, subjects[i], NULL));
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const NsFilter filter = { .text = rows[i].text, .limit = rows[i].limit };
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) items = NULL;

      ns_store_list_async (fixture->store, &filter, NULL, ns_await_cb, &await);
      items = ns_store_list_finish (fixture->store, ns_await_result (&await), &error);
      g_assert_no_error (error);
      g_assert_cmpuint (items->len, ==, rows[i].n_items);
      g_assert_cmpstr (((NsItem *) items->pdata[0])->subject, ==, rows[i].text != NULL ? "odd 3" : "even 4");
    }
}

#define ADD(path, func) g_test_add ("/store/queue/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("enqueue", test_enqueue);
  ADD ("absent", test_absent);
  ADD ("private-files", test_private_files);
  ADD ("order", test_order);
  ADD ("filter-text", test_filter_text);
  ADD ("filter-states", test_filter_states);
  ADD ("tally", test_tally);
  ADD ("edges", test_edges);
  ADD ("no-way-past-the-journal", test_no_way_past_the_journal);
  ADD ("resend", test_resend);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("delete", test_delete);
  ADD ("purge", test_purge);
  ADD ("load", test_load);
  ADD ("limit", test_limit);
  ADD ("many", test_many);

  return g_test_run ();
}
