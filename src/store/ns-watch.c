/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-watch.h"

/* For file systems without notification; two processes shall see each other's changes within a second. */
#define POLL_MS 500

/* How long the file system's notifications are gathered. */
#define GATHER_MS 50

/* What the callbacks hold: it outlives the watch, and does not keep the owner alive. */
typedef struct
{
  GWeakRef owner;
  NsWatchFunc func;
} Target;

struct _NsWatch
{
  GFileMonitor *monitor; /* (owned) (nullable) */
  GSource *poll;         /* (owned) */
};

static Target *
target_new (GObject *owner, NsWatchFunc func)
{
  Target *target = g_new (Target, 1);

  g_weak_ref_init (&target->owner, owner);
  target->func = func;
  return target;
}

static void
target_free (gpointer data)
{
  Target *target = data;

  g_weak_ref_clear (&target->owner);
  g_free (target);
}

static gboolean
tell (Target *target)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&target->owner);

  if (owner != NULL)
    target->func (owner);
  return owner != NULL;
}

static gboolean
poll_cb (gpointer user_data)
{
  return tell (user_data) ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
changed_cb (GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer user_data)
{
  tell (user_data);
}

static void
closure_free (gpointer data, GClosure *closure)
{
  target_free (data);
}

/**
 * ns_watch_new:
 * @folder: the folder to watch; not the files in it, which SQLite makes and removes
 * @owner: (transfer none): passed to @func; only a weak reference is held
 * @func: what to call
 *
 * Watches from the caller's thread-default main context.
 *
 * Returns: (transfer full): the watch
 */
NsWatch *
ns_watch_new (const char *folder, GObject *owner, NsWatchFunc func)
{
  NsWatch *watch = g_new0 (NsWatch, 1);
  g_autoptr (GFile) file = g_file_new_for_path (folder);

  watch->monitor = g_file_monitor_directory (file, G_FILE_MONITOR_NONE, NULL, NULL);
  if (watch->monitor != NULL)
    {
      g_file_monitor_set_rate_limit (watch->monitor, GATHER_MS);
      g_signal_connect_data (watch->monitor, "changed", G_CALLBACK (changed_cb), target_new (owner, func),
                             closure_free, 0);
    }
  watch->poll = g_timeout_source_new (POLL_MS);
  g_source_set_static_name (watch->poll, "ns-watch");
  g_source_set_callback (watch->poll, poll_cb, target_new (owner, func), target_free);
  g_source_attach (watch->poll, g_main_context_get_thread_default ());
  return watch;
}

/**
 * ns_watch_free:
 * @watch: (transfer full): a watch
 *
 * Ends it. Any thread, for the last reference to its owner may be dropped anywhere.
 */
void
ns_watch_free (NsWatch *watch)
{
  if (watch->monitor != NULL)
    g_file_monitor_cancel (watch->monitor);
  g_clear_object (&watch->monitor);
  g_source_destroy (watch->poll);
  g_source_unref (watch->poll);
  g_free (watch);
}
