/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ns-app.h"
#include "app/ns-test-mode.h"
#include "base/ns-locale.h"
#include "base/ns-log.h"
#include "lab/ns-lab-shelf.h"
#include "view/ns-accessible-id.h"

#include <glib/gi18n-lib.h>
#include <gtk/gtk.h>

/* What the shell is told of wrong use (design 2). */
#define EXIT_USAGE 2

static int
refuse (const char *text)
{
  g_printerr ("notifysync: %s\n", text);
  return EXIT_USAGE;
}

static NsScenario *
load_scenario (const char *name, GError **error)
{
  g_autofree char *path = ns_lab_shelf_find (name);

  if (path != NULL)
    return ns_scenario_load (path, error);
  g_set_error (error, NS_OPTIONS_ERROR, NS_OPTIONS_ERROR_ARGUMENT, _("There is no scenario “%s”."), name);
  return NULL;
}

/* GTK would end the program with a message of its own. */
static gboolean
open_display (void)
{
  if (gtk_init_check (NULL, NULL))
    return TRUE;
  g_printerr ("notifysync: %s\n",
              _("There is no display to open a window on; notifysyncctl shows the same outbox without one."));
  return FALSE;
}

/* One line an id: the id, why pictures leave it out, and what it is. */
static void
print_ids (void)
{
  static const char *const flags[] = { "", "clock", "run", "clock,run" };
  gsize n_rows;
  const NsIdRow *rows = ns_accessible_id_get_rows (&n_rows);

  for (gsize i = 0; i < n_rows; i++)
    g_print ("%s\t%s\t%s\n", rows[i].id, flags[rows[i].flags], rows[i].what);
}

/* What asks for a line of text and no window. */
static gboolean
print_only (const NsOptions *options)
{
  if (options->version)
    g_print ("notifysync %s\n", VERSION);
  if (options->list_ids)
    print_ids ();
  return options->version || options->list_ids;
}

static int
run (NsOptions *options, NsScenario *scenario)
{
  g_autoptr (NsApp) app = ns_app_new (options, scenario);
  char *arguments[] = { (char *) g_get_prgname (), NULL };
  const int status = g_application_run (G_APPLICATION (app), 1, arguments);

  return status == 0 && ns_app_has_failed (app) ? EXIT_FAILURE : status;
}

int
main (int argc, char **argv)
{
  g_auto (GStrv) arguments = g_strdupv (argv);
  g_autoptr (NsOptions) options = NULL;
  g_autoptr (NsScenario) scenario = NULL;
  g_autoptr (GError) error = NULL;

  /* GTK 3 would load Mesa for a program that draws no GL: 40 % of the start and 55 MB. */
  g_setenv ("GDK_GL", "disable", FALSE);
  ns_test_mode_take_locale (argv);
  ns_locale_init ();
  g_set_prgname ("io.github.notifysync.Outbox");

  options = ns_options_parse (&arguments, &error);
  if (options == NULL)
    return refuse (error->message);
  if (print_only (options))
    return EXIT_SUCCESS;
  ns_test_mode_prepare (options);
  if (options->scenario != NULL && (options->is_named || options->view != NS_OPTIONS_VIEW_LAB))
    scenario = load_scenario (options->scenario, &error);
  if (error != NULL)
    return refuse (error->message);

  ns_log_init (options->verbosity);
  if (!open_display ())
    return EXIT_FAILURE;
  return run (g_steal_pointer (&options), g_steal_pointer (&scenario));
}
