/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ui/lab-world.h"

/* No step of a test takes as long, in seconds. */
#define LIMIT 60

GtkApplication *application;

void
settle (NsLabWindow *window)
{
  while (!ns_lab_window_is_settled (window) || gtk_events_pending ())
    gtk_main_iteration ();
}

NsLabWindow *
open_window (const char *name, guint step)
{
  g_autofree char *file = g_strconcat (name, ".scenario", NULL);
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", file, NULL);
  g_autoptr (GError) error = NULL;
  NsScenario *scenario = ns_scenario_load (path, &error);
  NsLabWindow *window = ns_lab_window_new (application);

  g_assert_no_error (error);
  gtk_window_present (GTK_WINDOW (window));
  ns_lab_window_open (window, scenario, step);
  settle (window);
  return window;
}

void
act (NsLabWindow *window, const char *action)
{
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), action));
  g_action_group_activate_action (G_ACTION_GROUP (window), action, NULL);
  settle (window);
}

static gboolean
give_up_cb (gpointer user_data)
{
  g_assert_not_reached ();
}

/* What waits for a picture of the window fails where that never comes. */
guint
set_limit (void)
{
  return g_timeout_add_seconds (LIMIT, give_up_cb, NULL);
}
