/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-screenshot.h"

#include "app/ns-window-size.h"

#include <glib/gi18n-lib.h>

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

/**
 * ns_screenshot_write:
 * @window: a window or dialog that has settled
 * @path: the PNG file
 * @error: %G_IO_ERROR
 *
 * Draws title bar and content into a file, each pixel of the window by as many as its scale says. Drawn in process,
 * so that nothing which lies above the window is in the picture.
 *
 * Returns: whether the file was written
 */
gboolean
ns_screenshot_write (GtkWindow *window, const char *path, GError **error)
{
  const GdkRectangle area = ns_window_size_get_content (window);
  const int scale = gtk_widget_get_scale_factor (GTK_WIDGET (window));
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, area.width * scale, area.height * scale);
  cairo_t *cr;
  cairo_status_t status;

  cairo_surface_set_device_scale (surface, scale, scale);
  cr = cairo_create (surface);
  cairo_translate (cr, -area.x, -area.y);
  gtk_widget_draw (GTK_WIDGET (window), cr);
  draw_headings_cb (GTK_WIDGET (window), cr);
  cairo_destroy (cr);
  status = cairo_surface_write_to_png (surface, path);
  cairo_surface_destroy (surface);
  if (status == CAIRO_STATUS_SUCCESS)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, _("%s cannot be written: %s."), path,
               cairo_status_to_string (status));
  return FALSE;
}
