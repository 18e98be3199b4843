/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "lab/ns-lab.h"
#include "lab/ns-lab-shelf.h"

typedef void (*GoFunc) (NsLab *lab, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

static NsLab *
make_lab (void)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "article-416.scenario", NULL);
  g_autoptr (GError) error = NULL;
  NsScenario *scenario = ns_scenario_load (path, &error);
  g_autoptr (NsClock) clock = NULL;

  g_assert_no_error (error);
  clock = ns_clock_new_fake (scenario->clock);
  return ns_lab_new (scenario, clock);
}

static void
go (NsLab *lab, GoFunc func)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  func (lab, NULL, ns_await_cb, &await);
  ns_lab_finish (lab, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

static void
seek (NsLab *lab, guint n)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_lab_seek_async (lab, n, NULL, ns_await_cb, &await);
  ns_lab_finish (lab, ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ns_lab_get_next_step (lab), ==, n);
}

/* All that the outbox knows of its items, and how much the server was asked. */
static char *
dup_state (NsLab *lab)
{
  const NsFilter everything = { .states = G_MAXUINT };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (ns_lab_get_server (lab));
  GString *text = g_string_new (NULL);

  ns_store_list_async (ns_lab_get_store (lab), &everything, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (ns_lab_get_store (lab), ns_await_result (&await), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      g_string_append_printf (text, "%" G_GINT64_FORMAT " %s %s %s %" G_GINT64_FORMAT " %d\n", item->id,
                              item->client_id, item->subject, ns_state_nick (item->state), item->queued_at,
                              (int) item->attempts);
    }
  g_string_append_printf (text, "%u requests at %" G_GINT64_FORMAT "\n", journal->len,
                          ns_clock_now (ns_lab_get_clock (lab)));
  return g_string_free (text, FALSE);
}

/* Step by step, all at once, and back again: always the same world. */
static void
test_same (void)
{
  g_autoptr (NsLab) first = make_lab ();
  const guint n = ns_lab_get_scenario (first)->steps->len;
  g_autoptr (GPtrArray) states = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NsLab) second = NULL;
  g_autofree char *end = NULL;

  go (first, ns_lab_open_async);
  for (guint i = 0; i < n; i++)
    {
      g_ptr_array_add (states, dup_state (first));
      go (first, ns_lab_step_async);
      g_assert_cmpuint (ns_lab_get_next_step (first), ==, i + 1);
    }
  end = dup_state (first);
  g_assert_nonnull (strstr (end, "Konrad Fischer error"));
  go (first, ns_lab_step_async);
  g_assert_cmpuint (ns_lab_get_next_step (first), ==, n);
  ns_lab_stop (first);

  second = make_lab ();
  go (second, ns_lab_play_async);
  for (guint i = n; i > 0; i -= MIN (i, 9))
    {
      g_autofree char *state = NULL;

      seek (second, i - 1);
      state = dup_state (second);
      g_assert_cmpstr (state, ==, g_ptr_array_index (states, i - 1));
    }
  seek (second, n);
  g_clear_pointer (&end, g_free);
  end = dup_state (second);
  go (second, ns_lab_reset_async);
  g_assert_cmpuint (ns_lab_get_next_step (second), ==, 0);
  go (second, ns_lab_play_async);
  {
    g_autofree char *again = dup_state (second);

    g_assert_cmpstr (again, ==, end);
  }
  ns_lab_stop (second);
}

static void
count_cb (NsLab *lab, guint n, gpointer user_data)
{
  guint *steps = user_data;

  g_assert_cmpuint (n, ==, ns_lab_get_next_step (lab));
  (*steps)++;
}

static void
reopened_cb (NsLab *lab, gpointer user_data)
{
  NsStore **old = user_data;

  g_assert_true (*old != ns_lab_get_store (lab));
  g_assert_nonnull (ns_store_get_profile (*old));
  g_clear_object (old);
}

/* What a window hears: each step, and a fresh world while it still holds the old one. */
static void
test_signals (void)
{
  g_autoptr (NsLab) lab = make_lab ();
  NsStore *old = NULL;
  guint steps = 0;
  g_autofree char *profile = NULL;

  g_signal_connect (lab, "stepped", G_CALLBACK (count_cb), &steps);
  g_signal_connect (lab, "reopened", G_CALLBACK (reopened_cb), &old);
  seek (lab, 6);
  g_assert_cmpuint (steps, ==, 6);
  g_assert_cmpint (ns_lab_find_item (lab, "minutes"), >, 0);
  g_assert_cmpint (ns_lab_find_item (lab, "offer"), ==, 0);
  old = g_object_ref (ns_lab_get_store (lab));
  profile = g_strdup (ns_store_get_profile (old));
  seek (lab, 2);
  g_assert_null (old);
  g_assert_cmpuint (steps, ==, 8);
  g_assert_false (g_file_test (profile, G_FILE_TEST_EXISTS));
  ns_lab_stop (lab);
  g_assert_null (ns_lab_get_store (lab));
}

static void
test_busy (void)
{
  g_autoptr (NsLab) lab = make_lab ();
  g_auto (NsAwait) play = NS_AWAIT_INIT, again = NS_AWAIT_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  ns_lab_play_async (lab, cancellable, ns_await_cb, &play);
  g_assert_true (ns_lab_is_busy (lab));
  ns_lab_step_async (lab, NULL, ns_await_cb, &again);
  g_assert_false (ns_lab_finish (lab, ns_await_result (&again), &error));
  g_assert_error (error, NS_LAB_ERROR, NS_LAB_ERROR_BUSY);
  g_clear_error (&error);

  g_cancellable_cancel (cancellable);
  g_assert_false (ns_lab_finish (lab, ns_await_result (&play), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (ns_lab_is_busy (lab));
  ns_lab_stop (lab);
}

static void
test_shelf (void)
{
  g_autoptr (GPtrArray) paths = ns_lab_shelf_list ();
  g_autofree char *found = ns_lab_shelf_find ("article-416");
  g_autofree char *missing = ns_lab_shelf_find ("article-417");
  gboolean listed = FALSE;

  g_assert_nonnull (found);
  g_assert_null (missing);
  for (guint i = 0; i < paths->len; i++)
    listed = listed || g_str_equal (g_ptr_array_index (paths, i), found);
  g_assert_true (listed);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lab/same", test_same);
  g_test_add_func ("/lab/signals", test_signals);
  g_test_add_func ("/lab/busy", test_busy);
  g_test_add_func ("/lab/shelf", test_shelf);
  return g_test_run ();
}
