/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-window-size.h"

/* A window that cannot get the size that was asked for, because the screen or its content forbids it, keeps what it
 * has. */
#define MAX_TRIES 4

typedef struct
{
  GtkWindow *window; /* borrowed: it owns the object */
  int width;
  int height;
  guint n_tries;
} Fit;

/**
 * ns_window_size_get_content:
 * @window: a window
 *
 * The frame and the shadow of a window belong to the desktop; what is ours begins at the title bar.
 *
 * Returns: title bar and content, in the window's coordinates
 */
GdkRectangle
ns_window_size_get_content (GtkWindow *window)
{
  GtkWidget *widget = GTK_WIDGET (window);
  GtkWidget *title = gtk_window_get_titlebar (window);
  GtkWidget *child = gtk_bin_get_child (GTK_BIN (window));
  GdkRectangle area = { 0, 0, gtk_widget_get_allocated_width (widget), gtk_widget_get_allocated_height (widget) };
  GtkAllocation top, bottom;
  int border;

  if (title == NULL || child == NULL)
    return area;
  gtk_widget_get_allocation (title, &top);
  gtk_widget_get_allocation (child, &bottom);
  border = GTK_IS_CONTAINER (child) ? (int) gtk_container_get_border_width (GTK_CONTAINER (child)) : 0;
  bottom.height += border; /* lies outside of what GTK calls the allocation */
  gdk_rectangle_union (&top, &bottom, &area);
  return area;
}

static gboolean
fit_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  Fit *fit = user_data;
  const GdkRectangle area = ns_window_size_get_content (fit->window);
  int width, height;

  if (area.width <= 1 || (area.width == fit->width && area.height == fit->height) || fit->n_tries == MAX_TRIES)
    return area.width <= 1;

  fit->n_tries++;
  gtk_window_get_size (fit->window, &width, &height);
  width += fit->width - area.width;
  height += fit->height - area.height;
  gtk_window_resize (fit->window, MAX (width, 1), MAX (height, 1));
  return G_SOURCE_CONTINUE;
}

/**
 * ns_window_size_fit:
 * @window: a window
 * @width: in pixels
 * @height: in pixels
 *
 * Gives title bar and content together this size. What GTK calls the size of a window leaves out the title bar.
 */
void
ns_window_size_fit (GtkWindow *window, int width, int height)
{
  Fit *fit = g_new0 (Fit, 1);

  fit->window = window;
  fit->width = width;
  fit->height = height;
  gtk_window_set_default_size (window, width, height);
  gtk_widget_add_tick_callback (GTK_WIDGET (window), fit_cb, fit, g_free);
}
