/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"

#include <signal.h>
#include <stdio.h>

#define WATCHDOG_SECONDS 60

static void
count_cb (NsStore *store, guint *n_signals)
{
  (*n_signals)++;
}

static gboolean G_GNUC_NORETURN
watchdog_cb (gpointer user_data)
{
  g_error ("The event that the test waits for did not come");
}

/* Iterates the main context until the counter has moved. */
static void
wait_for (const guint *counter, guint before)
{
  const guint watchdog = g_timeout_add_seconds (WATCHDOG_SECONDS, watchdog_cb, NULL);

  while (*counter == before)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (watchdog);
}

static void
test_changed_by_itself (Fixture *fixture, gconstpointer data)
{
  guint n_signals = 0, seen;

  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_signals);
  ns_item_unref (enqueue (fixture->store, NS_KIND_MAIL, "mail", NULL));
  wait_for (&n_signals, 0);

  /* A refused call changes nothing, and says nothing. */
  seen = n_signals;
  g_assert_false (apply (fixture->store, 99, NS_EVENT_HOLD, NULL));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpuint (n_signals, ==, seen);
}

/* Two stores on one profile are to each other what two processes are. */
static void
test_changed_by_another (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsStore) other = fixture_open (fixture, &error);
  guint n_signals = 0, n_other = 0;

  g_assert_no_error (error);
  g_signal_connect (fixture->store, "changed", G_CALLBACK (count_cb), &n_signals);
  g_signal_connect (other, "changed", G_CALLBACK (count_cb), &n_other);
  for (guint i = 0; i < 3; i++)
    {
      const guint before = n_signals, before_other = n_other;
      const gint64 start = g_get_monotonic_time ();
      g_autoptr (NsItem) item = enqueue (i == 1 ? fixture->store : other, NS_KIND_MAIL, "mail", NULL);
      g_autoptr (NsItem) seen = NULL;

      wait_for (i == 1 ? &n_other : &n_signals, i == 1 ? before_other : before);
      seen = get_item (i == 1 ? other : fixture->store, item->id);
      g_assert_cmpstr (seen->client_id, ==, item->client_id);
      g_test_message ("seen after %" G_GINT64_FORMAT " us", g_get_monotonic_time () - start);
    }
  ns_store_close (other);
}

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GPtrArray *stores = user_data;
  g_autoptr (GError) error = NULL;
  NsStore *store = ns_store_open_finish (result, &error);

  g_assert_no_error (error);
  g_ptr_array_add (stores, store);
}

static void
test_open_at_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) stores = g_ptr_array_new_with_free_func (g_object_unref);
  NsTally numbers;

  for (guint i = 0; i < 8; i++)
    ns_store_open_async (fixture->profile, fixture->clock, NULL, opened_cb, stores);
  while (stores->len < 8)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < stores->len; i++)
    ns_item_unref (enqueue (stores->pdata[i], NS_KIND_MAIL, "mail", NULL));
  numbers = tally (stores->pdata[0]);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, 8);
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_ended = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  g_assert_null (item);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  (*n_ended)++;
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NsDraft) draft = draft_new (NS_KIND_MAIL, "mail", NULL);
  guint n_ended = 0;
  NsTally numbers;

  g_cancellable_cancel (cancellable);
  ns_store_enqueue_async (fixture->store, draft, cancellable, cancelled_cb, &n_ended);
  wait_for (&n_ended, 0);
  numbers = tally (fixture->store);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, 0);
}

/* Whatever moment a cancel meets: the call says what is on the disk. */
static void
test_cancel_late (Fixture *fixture, gconstpointer data)
{
  guint n_stored = 0;
  NsTally numbers;

  for (guint i = 0; i < 50; i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (NsDraft) draft = draft_new (NS_KIND_MAIL, "mail", NULL);
      g_autoptr (NsItem) item = NULL;

      ns_store_enqueue_async (fixture->store, draft, cancellable, ns_await_cb, &await);
      for (guint turn = 0; turn < i * 10; turn++)
        g_main_context_iteration (NULL, FALSE);
      g_cancellable_cancel (cancellable);
      item = ns_store_enqueue_finish (fixture->store, ns_await_result (&await), NULL);
      n_stored += item != NULL;
    }
  numbers = tally (fixture->store);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, n_stored);
}

static void
closed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  guint *n_ended = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = ns_store_enqueue_finish (NS_STORE (source), result, &error);

  if (item == NULL)
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  (*n_ended)++;
}

static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsDraft) draft = draft_new (NS_KIND_MAIL, "mail", NULL);
  guint n_ended = 0;
  NsTally numbers;

  ns_store_enqueue_async (fixture->store, draft, NULL, closed_cb, &n_ended);
  ns_store_close (fixture->store);
  ns_store_close (fixture->store);
  ns_store_enqueue_async (fixture->store, draft, NULL, closed_cb, &n_ended);
  wait_for (&n_ended, 0);
  wait_for (&n_ended, 1);

  /* Dropped without a close, with a call under way. */
  fixture_reopen (fixture);
  ns_store_enqueue_async (fixture->store, draft, NULL, closed_cb, &n_ended);
  g_clear_object (&fixture->store);
  wait_for (&n_ended, 2);
  fixture_reopen (fixture);
  numbers = tally (fixture->store);
  g_assert_cmpuint (numbers.count[NS_STATE_PENDING], ==, 2);
}

/* The child: queues, leases and settles for ever, and names each item once it must be safe. */
static void G_GNUC_NORETURN
run_child (const char *profile)
{
  Fixture fixture = { .profile = g_strdup (profile), .clock = ns_clock_new_fake (FIXTURE_NOW) };

  fixture_reopen (&fixture);
  for (guint i = 0;; i++)
    {
      g_autoptr (NsItem) item = enqueue (fixture.store, NS_KIND_MAIL, "from the child", NULL);
      g_autoptr (NsBatch) batch = NULL;

      g_print ("%" G_GINT64_FORMAT " %s\n", item->id, item->client_id);
      fflush (stdout);
      if (i % 2 == 0)
        batch = lease (fixture.store, item->id, NULL);
      if (batch != NULL && i % 4 == 0)
        settle (fixture.store, batch->id, item->id, NS_EVENT_ACCEPT, NULL);
    }
}

static void
check_named (NsStore *store, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 2);
  g_autoptr (NsItem) item = get_item (store, g_ascii_strtoll (words[0], NULL, 10));
  g_autofree char *payload = get_payload (store, item->id, NS_PAYLOAD_MINE, NULL);

  g_assert_cmpstr (item->client_id, ==, words[1]);
  g_assert_cmpstr (payload, ==, "from the child");
}

/* What is `sending` is what the journal holds. */
static void
check_journal (NsStore *store)
{
  g_autoptr (GPtrArray) sending = list (store, 1 << NS_STATE_SENDING, NULL, FALSE);
  g_autoptr (GPtrArray) journal = get_journal (store);
  guint n_items = 0;

  for (guint i = 0; i < journal->len; i++)
    {
      const NsBatch *batch = journal->pdata[i];

      g_assert_cmpuint (batch->items->len, ==, 1);
      g_assert_cmpint (((NsItem *) batch->items->pdata[0])->state, ==, NS_STATE_SENDING);
      n_items++;
    }
  g_assert_cmpuint (n_items, ==, sending->len);
}

static void
check_tally (NsStore *store)
{
  const NsTally numbers = tally (store);

  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    {
      g_autoptr (GPtrArray) items = list (store, 1u << state, NULL, FALSE);

      g_assert_cmpuint (numbers.count[state], ==, items->len);
    }
}

/* Killed at an arbitrary moment, again and again: what was called safe is there, and the journal is right. */
static void
test_kill (Fixture *fixture, gconstpointer data)
{
  for (guint round = 1; round <= 5; round++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSubprocess) child = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, "/proc/self/exe",
                                                        "--child", fixture->profile, NULL);
      g_autoptr (GDataInputStream) lines = NULL;
      g_autoptr (GPtrArray) named = g_ptr_array_new_with_free_func (g_free);
      char *line;

      g_assert_no_error (error);
      lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (child));
      while ((line = g_data_input_stream_read_line (lines, NULL, NULL, NULL)) != NULL)
        {
          g_ptr_array_add (named, line);
          if (named->len == round * 7)
            g_subprocess_send_signal (child, SIGKILL);
        }
      g_subprocess_wait (child, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpint (g_subprocess_get_term_sig (child), ==, SIGKILL);
      g_assert_cmpuint (named->len, >=, round * 7);

      fixture_reopen (fixture);
      for (guint i = 0; i < named->len; i++)
        check_named (fixture->store, named->pdata[i]);
      check_journal (fixture->store);
      check_tally (fixture->store);
      g_clear_object (&fixture->store);
    }
}

#define ADD(path, func) g_test_add ("/store/sharing/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
#define ADD_CLOSED(path, func) \
  g_test_add ("/store/sharing/" path, Fixture, NULL, fixture_set_up_closed, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "--child"))
    run_child (argv[2]);

  g_test_init (&argc, &argv, NULL);

  ADD ("changed-by-itself", test_changed_by_itself);
  ADD ("changed-by-another", test_changed_by_another);
  ADD_CLOSED ("open-at-once", test_open_at_once);
  ADD ("cancel", test_cancel);
  ADD ("cancel-late", test_cancel_late);
  ADD ("close", test_close);
  ADD_CLOSED ("kill", test_kill);

  return g_test_run ();
}
