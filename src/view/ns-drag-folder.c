/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-drag-folder.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <unistd.h>

static char *
get_root (void)
{
  return g_build_filename (g_get_user_cache_dir (), "notifysync", "dragged", NULL);
}

/**
 * ns_drag_folder_new:
 * @error: %G_FILE_ERROR
 *
 * Returns: (transfer full) (nullable): an empty folder that only the user can look into
 */
GFile *
ns_drag_folder_new (GError **error)
{
  g_autofree char *root = get_root ();
  g_autofree char *path = g_strdup_printf ("%s/%u-XXXXXX", root, (guint) getpid ());

  if (g_mkdir_with_parents (root, 0700) == 0 && g_mkdtemp (path) != NULL)
    return g_file_new_for_path (path);
  g_set_error (error, G_FILE_ERROR, g_file_error_from_errno (errno), "%s: %s", root, g_strerror (errno));
  return NULL;
}

static void
remove_path (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      g_unlink (file);
    }
  g_rmdir (path);
}

/**
 * ns_drag_folder_remove:
 * @folder: what ns_drag_folder_new() gave
 *
 * Removes it with all that is in it.
 */
void
ns_drag_folder_remove (GFile *folder)
{
  g_autofree char *path = g_file_get_path (folder);

  remove_path (path);
}

/* The program of that number may be one of another kind by now; then the folder waits for the next time. */
static gboolean
is_left_over (const char *name)
{
  guint64 pid;
  g_auto (GStrv) parts = g_strsplit (name, "-", 2);

  return g_ascii_string_to_unsigned (parts[0], 10, 1, G_MAXINT, &pid, NULL) && kill ((pid_t) pid, 0) != 0
         && errno == ESRCH;
}

static void
sweep_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  g_autofree char *root = get_root ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    if (is_left_over (name))
      {
        g_autofree char *path = g_build_filename (root, name, NULL);

        remove_path (path);
      }
  g_task_return_boolean (task, TRUE);
}

/**
 * ns_drag_folder_sweep_async:
 *
 * Removes, in a thread of its own, the folders of programs that have not ended by themselves.
 */
void
ns_drag_folder_sweep_async (void)
{
  g_autoptr (GTask) task = g_task_new (NULL, NULL, NULL, NULL);

  g_task_run_in_thread (task, sweep_in_thread);
}
