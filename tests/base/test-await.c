/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-await.h"

static gboolean
answer_cb (gpointer user_data)
{
  GTask *task = user_data;

  g_task_return_int (task, GPOINTER_TO_INT (g_task_get_task_data (task)));
  return G_SOURCE_REMOVE;
}

static void
answer_later_async (int answer, GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, callback, user_data);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_task_set_task_data (task, GINT_TO_POINTER (answer), NULL);
  g_task_attach_source (task, source, answer_cb);
}

static void
answer_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_task_return_int (task, GPOINTER_TO_INT (data));
}

static gssize
finish (NsAwait *await)
{
  g_autoptr (GError) error = NULL;
  const gssize answer = g_task_propagate_int (G_TASK (ns_await_result (await)), &error);

  g_assert_no_error (error);
  return answer;
}

static void
test_later (void)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  answer_later_async (42, ns_await_cb, &await);
  g_assert_null (await.result);
  g_assert_cmpint (finish (&await), ==, 42);
}

static void
test_again (void)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  for (int i = 0; i < 3; i++)
    {
      answer_later_async (i, ns_await_cb, &await);
      g_assert_cmpint (finish (&await), ==, i);
      ns_await_clear (&await);
      g_assert_null (await.result);
    }
}

static void
test_two_at_once (void)
{
  g_auto (NsAwait) first = NS_AWAIT_INIT;
  g_auto (NsAwait) second = NS_AWAIT_INIT;

  answer_later_async (1, ns_await_cb, &first);
  answer_later_async (2, ns_await_cb, &second);
  g_assert_cmpint (finish (&second), ==, 2);
  g_assert_cmpint (finish (&first), ==, 1);
}

static void
test_own_context (void)
{
  g_autoptr (GMainContext) context = g_main_context_new ();

  g_main_context_push_thread_default (context);
  test_later ();
  g_main_context_pop_thread_default (context);
}

static void
test_other_thread (void)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GTask) task = g_task_new (NULL, NULL, ns_await_cb, &await);

  g_task_set_task_data (task, GINT_TO_POINTER (7), NULL);
  g_task_run_in_thread (task, answer_in_thread);
  g_assert_cmpint (finish (&await), ==, 7);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/await/later", test_later);
  g_test_add_func ("/await/again", test_again);
  g_test_add_func ("/await/two-at-once", test_two_at_once);
  g_test_add_func ("/await/own-context", test_own_context);
  g_test_add_func ("/await/other-thread", test_other_thread);
  return g_test_run ();
}
