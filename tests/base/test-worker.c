/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-worker.h"

#include "base/ns-await.h"

/* What the worker's thread writes down; it waits at the gate until the test has queued everything. */
typedef struct
{
  NsWorker *worker; /* (owned) (nullable) */
  GMutex lock;
  GCond opened;
  gboolean open;    /* (mutex lock) */
  GString *story;   /* (owned) (mutex lock) */
} Fixture;

static Fixture *current; /* the fixture of the running test, for the job functions */

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_mutex_init (&fixture->lock);
  g_cond_init (&fixture->opened);
  fixture->story = g_string_new (NULL);
  fixture->worker = ns_worker_new ("test");
  current = fixture;
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->worker);
  g_string_free (fixture->story, TRUE);
  g_cond_clear (&fixture->opened);
  g_mutex_clear (&fixture->lock);
}

static void
gate (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (&current->lock);
  while (!current->open)
    g_cond_wait (&current->opened, &current->lock);
  g_mutex_unlock (&current->lock);
  g_task_return_boolean (task, TRUE);
}

static void
open_gate (Fixture *fixture)
{
  g_mutex_lock (&fixture->lock);
  fixture->open = TRUE;
  g_cond_signal (&fixture->opened);
  g_mutex_unlock (&fixture->lock);
}

static void
write_down (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_mutex_lock (&current->lock);
  g_string_append (current->story, data);
  g_mutex_unlock (&current->lock);
  g_task_return_boolean (task, TRUE);
}

static void
queue (NsWorker *worker, int priority, const char *word, NsAwait *await)
{
  GTask *task = g_task_new (NULL, NULL, await != NULL ? ns_await_cb : NULL, await);

  g_task_set_task_data (task, g_strdup (word), g_free);
  ns_worker_queue (worker, priority, write_down, task);
}

static void
queue_gate (NsWorker *worker)
{
  ns_worker_queue (worker, G_MININT, gate, g_task_new (NULL, NULL, NULL, NULL));
}

static void
test_order (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) last = NS_AWAIT_INIT;

  queue_gate (fixture->worker);
  queue (fixture->worker, G_PRIORITY_LOW, "low ", NULL);
  queue (fixture->worker, G_PRIORITY_DEFAULT, "first ", NULL);
  queue (fixture->worker, G_PRIORITY_DEFAULT, "second ", NULL);
  queue (fixture->worker, G_PRIORITY_LOW, "low again", &last);
  queue (fixture->worker, G_PRIORITY_HIGH, "high ", NULL);
  queue (fixture->worker, G_PRIORITY_DEFAULT, "third ", NULL);
  open_gate (fixture);

  ns_await_result (&last);
  g_assert_cmpstr (fixture->story->str, ==, "high first second third low low again");
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) cancelled = NS_AWAIT_INIT;
  g_auto (NsAwait) after = NS_AWAIT_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (NULL, cancellable, ns_await_cb, &cancelled);

  g_task_set_task_data (task, g_strdup ("never"), g_free);
  queue_gate (fixture->worker);
  ns_worker_queue (fixture->worker, G_PRIORITY_DEFAULT, write_down, task);
  queue (fixture->worker, G_PRIORITY_DEFAULT, "after", &after);
  g_cancellable_cancel (cancellable);
  open_gate (fixture);

  g_assert_false (g_task_propagate_boolean (G_TASK (ns_await_result (&cancelled)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ns_await_result (&after);
  g_assert_cmpstr (fixture->story->str, ==, "after");
}

static void
test_shutdown (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) refused = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  queue_gate (fixture->worker);
  queue (fixture->worker, G_PRIORITY_LOW, "one ", NULL);
  queue (fixture->worker, G_MAXINT, "two", NULL);
  open_gate (fixture);
  ns_worker_shutdown (fixture->worker);
  g_assert_cmpstr (fixture->story->str, ==, "one two");

  queue (fixture->worker, G_PRIORITY_DEFAULT, "three", &refused);
  g_assert_false (g_task_propagate_boolean (G_TASK (ns_await_result (&refused)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
  ns_worker_shutdown (fixture->worker);
  g_assert_cmpstr (fixture->story->str, ==, "one two");
}

static void
test_finalize (Fixture *fixture, gconstpointer data)
{
  queue_gate (fixture->worker);
  queue (fixture->worker, G_PRIORITY_DEFAULT, "done", NULL);
  open_gate (fixture);
  g_clear_object (&fixture->worker);
  g_assert_cmpstr (fixture->story->str, ==, "done");
}

static void
shut_down_here (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  ns_worker_shutdown (data);
  g_task_return_boolean (task, TRUE);
}

static void
test_shutdown_from_inside (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_auto (NsAwait) refused = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GTask *task = g_task_new (NULL, NULL, ns_await_cb, &await);

  g_task_set_task_data (task, fixture->worker, NULL);
  ns_worker_queue (fixture->worker, G_PRIORITY_DEFAULT, shut_down_here, task);
  g_assert_true (g_task_propagate_boolean (G_TASK (ns_await_result (&await)), NULL));

  queue (fixture->worker, G_PRIORITY_DEFAULT, "late", &refused);
  g_assert_false (g_task_propagate_boolean (G_TASK (ns_await_result (&refused)), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}

static void
ask_current (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_boolean (task, ns_worker_is_current (data));
}

static void
test_is_current (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  GTask *task = g_task_new (NULL, NULL, ns_await_cb, &await);

  g_assert_false (ns_worker_is_current (fixture->worker));
  g_task_set_task_data (task, fixture->worker, NULL);
  ns_worker_queue (fixture->worker, G_PRIORITY_DEFAULT, ask_current, task);
  g_assert_true (g_task_propagate_boolean (G_TASK (ns_await_result (&await)), NULL));
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *, gconstpointer);
  } cases[] = {
    { "/worker/order", test_order },
    { "/worker/cancel", test_cancel },
    { "/worker/shutdown", test_shutdown },
    { "/worker/shutdown/from-inside", test_shutdown_from_inside },
    { "/worker/finalize", test_finalize },
    { "/worker/is-current", test_is_current },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add (cases[i].path, Fixture, NULL, set_up, cases[i].test, tear_down);
  return g_test_run ();
}
