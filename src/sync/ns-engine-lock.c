/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-engine-lock.h"

#include "sync/ns-engine.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#define POLL_INTERVAL (G_USEC_PER_SEC / 10)
#define PATIENCE (60 * (gint64) G_USEC_PER_SEC)

struct _NsEngineLock
{
  int fd;
};

typedef struct
{
  NsClock *clock;       /* (owned) */
  NsEngineLock *lock;   /* (owned) (nullable) */
  gint64 deadline;      /* monotonic */
  guint timeout;        /* on the clock, or 0 */
  gulong cancelled;     /* handler on the cancellable, or 0 */
} Wait;

static void
wait_free (Wait *wait)
{
  g_object_unref (wait->clock);
  g_clear_pointer (&wait->lock, ns_engine_lock_release);
  g_free (wait);
}

/* An open file description lock: it belongs to this object, not to the process, so two engines in one process exclude
 * each other as well, and closing some other descriptor of the file does not lose it. */
static gboolean
try_lock (NsEngineLock *lock, gboolean *busy, GError **error)
{
  struct flock range = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  *busy = FALSE;
  if (fcntl (lock->fd, F_OFD_SETLK, &range) == 0)
    return TRUE;

  *busy = errno == EAGAIN || errno == EACCES;
  if (!*busy)
    g_set_error (error, G_IO_ERROR, (int) g_io_error_from_errno (errno),
                 _("The file “%s” cannot be locked: %s."), NS_ENGINE_LOCK_FILE, g_strerror (errno));
  return FALSE;
}

static gboolean
poll_lock (GTask *task)
{
  Wait *wait = g_task_get_task_data (task);
  GError *error = NULL;
  gboolean busy;

  if (g_task_return_error_if_cancelled (task))
    return TRUE;

  if (try_lock (wait->lock, &busy, &error))
    g_task_return_pointer (task, g_steal_pointer (&wait->lock), (GDestroyNotify) ns_engine_lock_release);
  else if (!busy)
    g_task_return_error (task, error);
  else if (ns_clock_monotonic (wait->clock) >= wait->deadline)
    g_task_return_new_error (task, NS_ENGINE_ERROR, NS_ENGINE_ERROR_BUSY, "%s",
                             _("Another program delivers this outbox right now and does not come to an end."));
  else
    return FALSE;
  return TRUE;
}

static gboolean
poll_cb (gpointer user_data)
{
  GTask *task = user_data;
  Wait *wait = g_task_get_task_data (task);

  if (!poll_lock (task))
    return G_SOURCE_CONTINUE;

  wait->timeout = 0;
  if (wait->cancelled != 0)
    g_signal_handler_disconnect (g_task_get_cancellable (task), wait->cancelled);
  wait->cancelled = 0;
  g_object_unref (task);
  return G_SOURCE_REMOVE;
}

/* Runs on the main thread: engines are cancelled there. */
static void
cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  GTask *task = user_data;
  Wait *wait = g_task_get_task_data (task);

  ns_clock_remove_timeout (wait->clock, wait->timeout);
  wait->timeout = 0;
  g_signal_handler_disconnect (cancellable, wait->cancelled);
  wait->cancelled = 0;
  g_task_return_error_if_cancelled (task);
  g_object_unref (task);
}

/**
 * ns_engine_lock_take_async:
 * @profile: the profile's folder
 * @clock: the time
 * @cancellable: (nullable): ends the waiting
 * @callback: called when the lock is taken, or cannot be
 * @user_data: for @callback
 *
 * Takes the lock; another engine's cycle is waited for, up to a minute.
 */
void
ns_engine_lock_take_async (const char *profile, NsClock *clock, GCancellable *cancellable,
                           GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  g_autofree char *path = g_build_filename (profile, NS_ENGINE_LOCK_FILE, NULL);
  Wait *wait = g_new0 (Wait, 1);
  const int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);

  g_task_set_source_tag (task, ns_engine_lock_take_async);
  wait->clock = g_object_ref (clock);
  wait->deadline = ns_clock_monotonic (clock) + PATIENCE;
  g_task_set_task_data (task, wait, (GDestroyNotify) wait_free);
  if (fd < 0)
    {
      g_task_return_new_error (task, G_IO_ERROR, (int) g_io_error_from_errno (errno),
                               _("The file “%s” cannot be opened: %s."), path, g_strerror (errno));
      return;
    }

  wait->lock = g_new (NsEngineLock, 1);
  wait->lock->fd = fd;
  if (poll_lock (task))
    return;

  wait->timeout = ns_clock_add_timeout (clock, POLL_INTERVAL, poll_cb, g_object_ref (task));
  if (cancellable != NULL)
    wait->cancelled = g_signal_connect (cancellable, "cancelled", G_CALLBACK (cancelled_cb), task);
}

/**
 * ns_engine_lock_take_finish:
 * @result: from the callback
 * @error: %NS_ENGINE_ERROR_BUSY, %G_IO_ERROR
 *
 * Returns: (transfer full) (nullable): the lock
 */
NsEngineLock *
ns_engine_lock_take_finish (GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ns_engine_lock_release:
 * @self: (transfer full): a lock
 *
 * Lets the next engine run. The file stays: removing it would let two engines hold two different files.
 */
void
ns_engine_lock_release (NsEngineLock *self)
{
  close (self->fd);
  g_free (self);
}
