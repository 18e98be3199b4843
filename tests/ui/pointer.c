/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pointer X Y - puts the pointer there. */
#include "config.h"

#include <gtk/gtk.h>

int
main (int argc, char **argv)
{
  GdkDisplay *display;
  gint64 x, y;

  gtk_init (&argc, &argv);
  if (argc != 3 || !g_ascii_string_to_signed (argv[1], 10, 0, G_MAXINT16, &x, NULL)
      || !g_ascii_string_to_signed (argv[2], 10, 0, G_MAXINT16, &y, NULL))
    return 2;
  display = gdk_display_get_default ();
  gdk_device_warp (gdk_seat_get_pointer (gdk_display_get_default_seat (display)),
                   gdk_display_get_default_screen (display), (int) x, (int) y);
  gdk_display_sync (display);
  return 0;
}
