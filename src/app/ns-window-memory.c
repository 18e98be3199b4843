/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-window-memory.h"

#include "view/ns-view-settings.h"

static gboolean
delete_event_cb (GtkWidget *widget, GdkEvent *event, GSettings *settings)
{
  GtkWindow *window = GTK_WINDOW (widget);
  const gboolean maximized = gtk_window_is_maximized (window);
  int width, height, position;
  gboolean wanted;

  g_object_get (window, "pane-position", &position, "pane-wanted", &wanted, NULL);
  g_settings_set_int (settings, "pane-position", position);
  g_settings_set_boolean (settings, "pane-wanted", wanted);
  g_settings_set_boolean (settings, "window-maximized", maximized);
  if (maximized)
    return GDK_EVENT_PROPAGATE;
  gtk_window_get_size (window, &width, &height);
  g_settings_set (settings, "window-size", "(ii)", width, height);
  return GDK_EVENT_PROPAGATE;
}

/**
 * ns_window_memory_attach:
 * @window: an #NsOutboxWindow that is not shown yet
 *
 * Gives a window the size that it had the last time, its halves theirs, and remembers them when it is closed.
 */
void
ns_window_memory_attach (GtkWindow *window)
{
  g_autoptr (GSettings) settings = ns_view_settings_open ();
  int width = 960, height = 600;

  if (settings != NULL)
    g_settings_get (settings, "window-size", "(ii)", &width, &height);
  gtk_window_set_default_size (window, width, height);
  if (settings == NULL)
    return;

  g_object_set (window, "pane-position", g_settings_get_int (settings, "pane-position"), "pane-wanted",
                g_settings_get_boolean (settings, "pane-wanted"), NULL);
  if (g_settings_get_boolean (settings, "window-maximized"))
    gtk_window_maximize (window);
  g_signal_connect_object (window, "delete-event", G_CALLBACK (delete_event_cb), settings, 0);
  g_object_set_data_full (G_OBJECT (window), "ns-settings", g_steal_pointer (&settings), g_object_unref);
}
