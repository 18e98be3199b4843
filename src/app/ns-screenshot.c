/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-screenshot.h"

#include "app/ns-window-size.h"

#include <glib/gi18n-lib.h>

/* The first frame after a change may still lay out, the next one draws it. */
#define QUIET_FRAMES 3

typedef struct
{
  GtkWindow *window;        /* (owned) */
  NsSettledFunc is_settled; /* takes @window */
  GtkWidget *subject;       /* (owned): a toplevel */
  char *path;               /* (owned) */
  gulong after_paint_id;    /* on the frame clock of @subject */
  guint n_frames;           /* drawn since nothing moves any more */
} Shot;

static void
shot_free (gpointer data)
{
  Shot *shot = data;

  g_clear_object (&shot->window);
  g_clear_object (&shot->subject);
  g_free (shot->path);
  g_free (shot);
}

static void
draw_at_its_place (GtkWidget *widget, cairo_t *cr)
{
  int x, y;

  if (!gtk_widget_translate_coordinates (widget, gtk_widget_get_toplevel (widget), 0, 0, &x, &y))
    return;
  cairo_save (cr);
  cairo_translate (cr, x, y);
  gtk_widget_draw (widget, cr);
  cairo_restore (cr);
}

/* gtk_widget_draw() leaves the headings of a GtkTreeView out, because they lie in a window of their own. */
static void
draw_headings_cb (GtkWidget *widget, gpointer user_data)
{
  GList *columns;

  if (!gtk_widget_get_mapped (widget))
    return;
  if (!GTK_IS_TREE_VIEW (widget))
    {
      if (GTK_IS_CONTAINER (widget))
        gtk_container_forall (GTK_CONTAINER (widget), draw_headings_cb, user_data);
      return;
    }

  columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (widget));
  for (GList *link = columns; link != NULL; link = link->next)
    if (gtk_widget_get_mapped (gtk_tree_view_column_get_button (link->data)))
      draw_at_its_place (gtk_tree_view_column_get_button (link->data), user_data);
  g_list_free (columns);
}

static gboolean
write_picture (Shot *shot, GError **error)
{
  const GdkRectangle area = ns_window_size_get_content (GTK_WINDOW (shot->subject));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, area.width, area.height);
  cairo_t *cr = cairo_create (surface);
  cairo_status_t status;

  cairo_translate (cr, -area.x, -area.y);
  gtk_widget_draw (shot->subject, cr);
  draw_headings_cb (shot->subject, cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, shot->path);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s cannot be written: %s."), shot->path,
               cairo_status_to_string (status));
  return FALSE;
}

/* After a paint everything has its place. */
static void
after_paint_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_autoptr (GTask) task = NULL;
  Shot *shot = g_task_get_task_data (user_data);
  GError *error = NULL;

  shot->n_frames = gtk_widget_get_mapped (shot->subject) && shot->is_settled (shot->window)
                     ? shot->n_frames + 1 : 0;
  gtk_widget_queue_draw (shot->subject);
  if (shot->n_frames < QUIET_FRAMES)
    return;

  task = user_data;
  g_clear_signal_handler (&shot->after_paint_id, clock);
  if (write_picture (shot, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/**
 * ns_screenshot_async:
 * @window: the window
 * @is_settled: takes @window, and tells when nothing moves any more
 * @subject: the toplevel to photograph: @window or a dialog of it
 * @path: the PNG file
 * @cancellable: (nullable): to give up
 * @callback: called when the file is written
 * @user_data: for @callback
 *
 * Draws a window into a file as soon as it shows what the store holds. Drawn in process, so that nothing which lies
 * above the window is in the picture.
 */
void
ns_screenshot_async (GtkWindow *window, NsSettledFunc is_settled, GtkWindow *subject, const char *path,
                     GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (window, cancellable, callback, user_data);
  Shot *shot = g_new0 (Shot, 1);

  g_task_set_source_tag (task, ns_screenshot_async);
  g_task_set_task_data (task, shot, shot_free);
  shot->window = g_object_ref (window);
  shot->is_settled = is_settled;
  shot->subject = g_object_ref (GTK_WIDGET (subject));
  shot->path = g_strdup (path);

  /* Without a window manager nobody gives the window the focus, and it would be drawn as one in the background. */
  gtk_widget_unset_state_flags (shot->subject, GTK_STATE_FLAG_BACKDROP);
  gtk_widget_realize (shot->subject);
  shot->after_paint_id = g_signal_connect (gtk_widget_get_frame_clock (shot->subject), "after-paint",
                                           G_CALLBACK (after_paint_cb), task);
}

/**
 * ns_screenshot_finish:
 * @result: from the callback
 * @error: %G_IO_ERROR
 *
 * Returns: whether the file was written
 */
gboolean
ns_screenshot_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}
