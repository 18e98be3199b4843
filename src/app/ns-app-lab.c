/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-app-lab.h"

#include "app/ns-window-size.h"
#include "view/ns-lab-service.h"
#include "view/ns-storyboard-export.h"

/**
 * ns_app_lab_start_process:
 * @option: `--demo`, with a scenario or without
 * @more: (nullable): another option
 *
 * Starts this program once more. A demonstration is a world of its own, so it is a process of its own.
 */
void
ns_app_lab_start_process (const char *option, const char *more)
{
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;

  process = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, &error, program != NULL ? program : "notifysync", option, more,
                              NULL);
  if (process == NULL)
    g_warning ("The demonstration cannot be started: %s", error->message);
}

static void
lab_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const NsOptions *options = user_data;
  g_autofree char *demo = g_strconcat ("--demo=", options->scenario, NULL);

  ns_app_lab_start_process (demo, "--view=lab");
}

/**
 * ns_app_lab_add_action:
 * @application: the program while it shows a demonstration
 * @options: (transfer none): its command line; must live as long
 *
 * Adds `app.lab`, which shows the scenario in the lab.
 */
void
ns_app_lab_add_action (GtkApplication *application, const NsOptions *options)
{
  g_autoptr (GSimpleAction) action = g_simple_action_new ("lab", NULL);

  g_signal_connect (action, "activate", G_CALLBACK (lab_cb), (gpointer) options);
  g_action_map_add_action (G_ACTION_MAP (application), G_ACTION (action));
}

/* As soon as the step is shown that was asked for. */
static void
show_faults_cb (NsLabPlayer *player, const char *trouble, gpointer user_data)
{
  if (ns_lab_player_is_busy (player))
    return;
  g_signal_handlers_disconnect_by_func (player, show_faults_cb, user_data);
  g_action_group_activate_action (G_ACTION_GROUP (user_data), "faults", NULL);
}

/**
 * ns_app_lab_open:
 * @application: the program
 * @options: its command line
 * @scenario: (transfer full) (nullable): what to play; without one the gallery is shown
 *
 * Opens the lab at the step that the command line names.
 *
 * Returns: (transfer none): its window
 */
NsLabWindow *
ns_app_lab_open (GtkApplication *application, const NsOptions *options, NsScenario *scenario)
{
  NsLabWindow *window = ns_lab_window_new (application);
  GDBusConnection *bus = g_application_get_dbus_connection (G_APPLICATION (application));

  if (bus != NULL)
    g_object_set_data_full (G_OBJECT (window), "ns-lab-service", ns_lab_service_new (window, bus), g_object_unref);
  if (options->width != 0)
    ns_window_size_fit (GTK_WINDOW (window), options->width, options->height);
  if (options->faults)
    g_signal_connect_object (ns_lab_window_get_player (window), "arrived", G_CALLBACK (show_faults_cb), window,
                             G_CONNECT_AFTER);
  if (scenario != NULL)
    ns_lab_window_open (window, scenario, options->step);
  else
    ns_lab_window_show_gallery (window);
  return window;
}

/**
 * ns_app_lab_export:
 * @window: a window with a scenario
 * @options: the command line, with a storyboard
 * @cancellable: (nullable): to give up
 * @callback: called when the file is written; ends with ns_storyboard_export_finish()
 * @user_data: for @callback
 *
 * Writes the storyboard that the command line wants: of all steps, or of so many as it names.
 */
void
ns_app_lab_export (NsLabWindow *window, const NsOptions *options, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (options->storyboard);

  /* Without a window manager nobody gives the window the focus, and it would be drawn as one in the background. */
  gtk_widget_unset_state_flags (GTK_WIDGET (window), GTK_STATE_FLAG_BACKDROP);
  ns_storyboard_export_async (window, options->step != 0 ? options->step : G_MAXUINT, file, cancellable, callback,
                              user_data);
}
