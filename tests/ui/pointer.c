/* SPDX-License-Identifier: GPL-3.0-or-later */
/* pointer X Y - puts the pointer there. */
#include "config.h"

#include <stdlib.h>

#include <gtk/gtk.h>

int
main (int argc, char **argv)
{
  GdkDisplay *display;

  gtk_init (&argc, &argv);
  g_return_val_if_fail (argc == 3, 2);
  display = gdk_display_get_default ();
  gdk_device_warp (gdk_seat_get_pointer (gdk_display_get_default_seat (display)),
                   gdk_display_get_default_screen (display), atoi (argv[1]), atoi (argv[2]));
  gdk_display_sync (display);
  return 0;
}
