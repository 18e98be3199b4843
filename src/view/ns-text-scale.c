/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-text-scale.h"

/* Dots per inch for which sizes in pixels are thought. */
#define BASE_RESOLUTION 96

/**
 * ns_text_scale_pixels:
 * @widget: what shows the text
 * @pixels: how much room the text takes in its normal size
 *
 * Returns: how much it takes in the size that the user has set for all programs; never less
 */
int
ns_text_scale_pixels (GtkWidget *widget, int pixels)
{
  const double resolution = gdk_screen_get_resolution (gtk_widget_get_screen (widget));

  return (int) (pixels * MAX (resolution / BASE_RESOLUTION, 1));
}

/**
 * ns_text_scale_default_size:
 * @window: a window whose template is made
 *
 * Opens it wider where its text is larger.
 */
void
ns_text_scale_default_size (GtkWindow *window)
{
  int width, height;

  gtk_window_get_default_size (window, &width, &height);
  gtk_window_set_default_size (window, width > 0 ? ns_text_scale_pixels (GTK_WIDGET (window), width) : width, height);
}
