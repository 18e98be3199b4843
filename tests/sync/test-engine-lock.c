/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-engine-lock.h"

#include "base/ns-await.h"
#include "sync/ns-engine.h"

#include <glib/gstdio.h>

typedef struct
{
  char *profile;  /* (owned) */
  NsClock *clock; /* (owned) */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->profile = g_dir_make_tmp ("ns-lock-XXXXXX", NULL);
  fixture->clock = ns_clock_new_fake (1);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->profile, NS_ENGINE_LOCK_FILE, NULL);

  g_unlink (path);
  g_rmdir (fixture->profile);
  g_free (fixture->profile);
  g_object_unref (fixture->clock);
}

static NsEngineLock *
take (Fixture *fixture)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsEngineLock *lock;

  ns_engine_lock_take_async (fixture->profile, fixture->clock, NULL, ns_await_cb, &await);
  lock = ns_engine_lock_take_finish (ns_await_result (&await), &error);
  g_assert_no_error (error);
  return lock;
}

static void
test_waits (Fixture *fixture, gconstpointer data)
{
  NsEngineLock *first = take (fixture);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsEngineLock) second = NULL;
  g_autoptr (GError) error = NULL;

  ns_engine_lock_take_async (fixture->profile, fixture->clock, NULL, ns_await_cb, &await);
  ns_clock_advance (fixture->clock, 30 * (gint64) G_USEC_PER_SEC);
  g_assert_null (await.result);
  ns_engine_lock_release (first);
  ns_clock_advance (fixture->clock, G_USEC_PER_SEC / 10);
  second = ns_engine_lock_take_finish (ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_assert_nonnull (second);
}

static void
test_gives_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsEngineLock) first = take (fixture);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_engine_lock_take_async (fixture->profile, fixture->clock, NULL, ns_await_cb, &await);
  ns_clock_advance (fixture->clock, 61 * (gint64) G_USEC_PER_SEC);
  g_assert_null (ns_engine_lock_take_finish (ns_await_result (&await), &error));
  g_assert_error (error, NS_ENGINE_ERROR, NS_ENGINE_ERROR_BUSY);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsEngineLock) first = take (fixture);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_engine_lock_take_async (fixture->profile, fixture->clock, cancellable, ns_await_cb, &await);
  g_cancellable_cancel (cancellable);
  g_assert_null (ns_engine_lock_take_finish (ns_await_result (&await), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  ns_clock_advance (fixture->clock, 61 * (gint64) G_USEC_PER_SEC);
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (fixture->profile, "missing", NULL);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_engine_lock_take_async (missing, fixture->clock, NULL, ns_await_cb, &await);
  g_assert_null (ns_engine_lock_take_finish (ns_await_result (&await), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/engine-lock/waits", test_waits);
  ADD ("/engine-lock/gives-up", test_gives_up);
  ADD ("/engine-lock/cancelled", test_cancelled);
  ADD ("/engine-lock/no-folder", test_no_folder);
  return g_test_run ();
}
