/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-test-mode.h"

#include <gtk/gtk.h>

/* Everything of the toolkit that a desktop sets and that changes a pixel. */
static const char *const pinned_environment[][2] = {
  { "GSETTINGS_BACKEND", "memory" },
  { "GDK_SCALE", "1" },
  { "GDK_DPI_SCALE", "1" },
  { "GTK_OVERLAY_SCROLLING", "1" },
  { "GTK_IM_MODULE", "gtk-im-context-simple" },
};

/* What lies under the pointer is drawn lighter, and where the pointer is nobody knows (design 8). */
static void
ignore_pointer_cb (GdkEvent *event, gpointer user_data)
{
  const GdkEventType type = event->type;

  if (type != GDK_MOTION_NOTIFY && type != GDK_ENTER_NOTIFY && type != GDK_LEAVE_NOTIFY)
    gtk_main_do_event (event);
}

/**
 * ns_test_mode_prepare:
 * @options: the command line
 *
 * Sets up the environment of the toolkit. Before the toolkit is initialised.
 */
void
ns_test_mode_prepare (const NsOptions *options)
{
  if (!options->test_mode)
    return;
  g_unsetenv ("GTK_THEME");
  for (gsize i = 0; i < G_N_ELEMENTS (pinned_environment); i++)
    g_setenv (pinned_environment[i][0], pinned_environment[i][1], TRUE);
}

/**
 * ns_test_mode_pin:
 * @options: the command line
 *
 * Sets up the toolkit as the command line wants it: theme and direction, and with `--test-mode` everything else that
 * changes a pixel. After the toolkit is initialised.
 */
void
ns_test_mode_pin (const NsOptions *options)
{
  GtkSettings *settings = gtk_settings_get_default ();

  if (options->rtl || options->ltr)
    gtk_widget_set_default_direction (options->rtl ? GTK_TEXT_DIR_RTL : GTK_TEXT_DIR_LTR);
  if (options->dark || options->light || options->test_mode)
    g_object_set (settings, "gtk-application-prefer-dark-theme", options->dark, NULL);
  if (ns_options_is_frozen (options))
    g_object_set (settings, "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
  if (options->test_mode && (options->screenshot != NULL || options->storyboard != NULL))
    gdk_event_handler_set (ignore_pointer_cb, NULL, NULL);
  if (options->test_mode)
    g_object_set (settings, "gtk-theme-name", "Adwaita", "gtk-icon-theme-name", "Adwaita", "gtk-font-name",
                  "DejaVu Sans 10", "gtk-xft-antialias", 1, "gtk-xft-hinting", 1, "gtk-xft-hintstyle", "hintslight",
                  "gtk-xft-rgba", "none", "gtk-xft-dpi", 96 * PANGO_SCALE, "gtk-decoration-layout", "menu:close",
                  "gtk-primary-button-warps-slider", TRUE, NULL);
}
