/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-app.h"

#include "app/ns-app-lab.h"
#include "app/ns-style.h"
#include "app/ns-test-mode.h"
#include "app/ns-window-memory.h"
#include "app/ns-window-size.h"
#include "app/ns-witness.h"
#include "view/ns-account-dialog.h"
#include "view/ns-outbox-actions.h"
#include "view/ns-outbox-window.h"
#include "view/ns-storyboard-export.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#define APP_ID "io.github.notifysync.Outbox"
#define RESOURCES "/io/github/notifysync/Outbox"

struct _NsApp
{
  GtkApplication parent_instance;

  NsOptions *options;        /* (owned) */
  NsScenario *scenario;      /* (owned) (nullable): until it is played */
  char *profile;             /* (owned) */
  NsClock *clock;            /* (owned) */
  NsLab *lab;                /* (owned) (nullable) */
  NsSecrets *secrets;        /* (owned) (nullable): not of a demonstration */
  NsStore *store;            /* (owned) (nullable) */
  NsEngine *engine;          /* (owned) (nullable) */
  GCancellable *cancellable; /* (owned) */
  NsOutboxWindow *window;    /* (nullable): belongs to the application */
  NsLabWindow *lab_window;   /* (nullable): belongs to the application; there is this one or the other */
  NsWitness *witness;        /* (owned) (nullable): in test mode */
  GtkWidget *subject;        /* (nullable): the window or dialog that the command line wants; weak pointer */
  gboolean is_shown;         /* @subject was set */
  gboolean failed;
};

G_DEFINE_FINAL_TYPE (NsApp, ns_app, GTK_TYPE_APPLICATION)

static void
fail (NsApp *self, const char *text)
{
  g_printerr ("%s\n", text);
  self->failed = TRUE;
  g_application_quit (G_APPLICATION (self));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsApp *self = user_data;

  if (self->window != NULL)
    gtk_window_close (GTK_WINDOW (self->window));
  else
    g_application_quit (user_data);
}

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_show_about_dialog (GTK_WINDOW (NS_APP (user_data)->window), "program-name", _("Outbox"), "logo-icon-name",
                         APP_ID, "version", VERSION, "license-type", GTK_LICENSE_GPL_3_0, "comments",
                         _("Delivers mail, events and contacts over Exchange ActiveSync, and tells you why one was "
                           "not delivered."),
                         "translator-credits", _("translator-credits"), NULL);
}

static void
demo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_app_lab_start_process ("--demo", NULL);
}

static const GActionEntry action_entries[] = {
  { "quit", quit_cb },
  { "about", about_cb },
  { "demo", demo_cb },
};

/* A demonstration leaves no folder behind, and a cycle ends in order, however the program is asked to end. */
static gboolean
signal_cb (gpointer user_data)
{
  g_application_quit (user_data);
  return G_SOURCE_CONTINUE;
}

static void
finished_cb (NsApp *self, const GError *error)
{
  if (error != NULL)
    fail (self, error->message);
  else
    g_application_quit (G_APPLICATION (self));
}

/* Whether what the command line wants is shown, and nothing is still to come. */
static gboolean
is_settled (gpointer user_data)
{
  NsApp *self = user_data;

  if (self->lab_window != NULL)
    return ns_lab_window_is_settled (self->lab_window);
  if (self->subject != NULL && NS_IS_ACCOUNT_DIALOG (self->subject)
      && ns_account_dialog_is_testing (NS_ACCOUNT_DIALOG (self->subject)))
    return FALSE;
  return self->is_shown && (self->subject == NULL || gtk_widget_get_mapped (self->subject))
         && (self->window == NULL || self->failed || ns_outbox_window_is_settled (self->window));
}

static void
watch (NsApp *self)
{
  if (!self->options->test_mode)
    return;
  self->witness = ns_witness_new (self->options, is_settled, self);
  g_signal_connect_object (self->witness, "finished", G_CALLBACK (finished_cb), self, G_CONNECT_SWAPPED);
}

static void
show_now (NsApp *self, GtkWindow *subject)
{
  g_set_weak_pointer (&self->subject, GTK_WIDGET (subject));
  self->is_shown = TRUE;
  if (self->witness != NULL)
    ns_witness_check (self->witness);
}

static void
ns_app_startup (GApplication *application)
{
  G_APPLICATION_CLASS (ns_app_parent_class)->startup (application);
  ns_test_mode_pin (NS_APP (application)->options);
  g_action_map_add_action_entries (G_ACTION_MAP (application), action_entries, G_N_ELEMENTS (action_entries),
                                   application);
  if (NS_APP (application)->options->view == NS_OPTIONS_VIEW_LAB)
    ns_lab_window_install_accels (GTK_APPLICATION (application));
  else
    ns_outbox_actions_install_accels (GTK_APPLICATION (application));
  if (NS_APP (application)->options->scenario != NULL)
    ns_app_lab_add_action (GTK_APPLICATION (application), NS_APP (application)->options);
  gtk_window_set_default_icon_name (APP_ID);
  g_unix_signal_add (SIGINT, signal_cb, application);
  g_unix_signal_add (SIGTERM, signal_cb, application);
  g_unix_signal_add (SIGHUP, signal_cb, application);
  ns_style_add ();
  watch (NS_APP (application));
}

static GtkWindow *
show_shortcuts (NsApp *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->window), "show-help-overlay", NULL);
  return GTK_WINDOW (gtk_application_window_get_help_overlay (GTK_APPLICATION_WINDOW (self->window)));
}

static GtkWindow *
open_dialog (NsApp *self)
{
  GtkWindow *dialog;

  if (self->options->view == NS_OPTIONS_VIEW_SHORTCUTS)
    return show_shortcuts (self);
  if (self->options->view == NS_OPTIONS_VIEW_DUPLICATES)
    return ns_outbox_window_show_duplicates (self->window);
  dialog = ns_outbox_window_show_account (self->window);
  if (dialog != NULL && self->options->tests_account)
    ns_account_dialog_test (NS_ACCOUNT_DIALOG (dialog));
  return dialog;
}

/* A dialog that tells of the whole outbox comes when all of it was read. */
static void
show_dialog (NsApp *self)
{
  const gboolean is_account = self->options->view == NS_OPTIONS_VIEW_ACCOUNT;
  GtkWindow *subject;

  if (!ns_outbox_window_is_settled (self->window))
    return;
  g_signal_handlers_disconnect_by_func (self->window, show_dialog, self);
  subject = open_dialog (self);
  if (subject != NULL)
    show_now (self, subject);
  else
    fail (self, is_account ? _("There is no account to show.") : _("There are no duplicates to show."));
}

static void
show_subject (NsApp *self)
{
  GtkWindow *subject = GTK_WINDOW (self->window);

  switch (self->options->view)
    {
    case NS_OPTIONS_VIEW_ACCOUNT:
    case NS_OPTIONS_VIEW_DUPLICATES:
    case NS_OPTIONS_VIEW_SHORTCUTS:
      g_signal_connect_object (self->window, "notify::settled", G_CALLBACK (show_dialog), self, G_CONNECT_SWAPPED);
      return;
    case NS_OPTIONS_VIEW_PANE:
      ns_outbox_window_select_item (self->window, self->options->open_id);
      ns_outbox_window_show_item (self->window, self->options->open_id);
      show_now (self, subject);
      return;
    case NS_OPTIONS_VIEW_LIST:
    case NS_OPTIONS_VIEW_HISTORY:
    case NS_OPTIONS_VIEW_ITEM:
    case NS_OPTIONS_VIEW_LAB:
      break;
    }
  if (self->options->open_id != 0)
    subject = ns_outbox_window_open_item (self->window, self->options->open_id);
  if (self->options->width != 0 && self->options->view == NS_OPTIONS_VIEW_ITEM)
    ns_window_size_fit (subject, self->options->width, self->options->height);
  show_now (self, subject);
}

/* What the list shows: a filter by states leaves the history, so it comes later. */
static void
arrange_list (NsApp *self)
{
  const NsOptions *options = self->options;
  GActionGroup *actions = G_ACTION_GROUP (self->window);

  if (options->view == NS_OPTIONS_VIEW_HISTORY)
    g_action_group_change_action_state (actions, "show-history", g_variant_new_boolean (TRUE));
  if (options->filter != NULL)
    g_action_group_change_action_state (actions, "filter", g_variant_new_string (options->filter));
  if (options->search != NULL)
    ns_outbox_window_search (self->window, options->search);
  if (options->select_ids != NULL)
    ns_outbox_window_select_items (self->window, (const gint64 *) (gpointer) options->select_ids->data,
                                   options->select_ids->len);
}

/* What the command line wants to see, once there is something to see. */
static void
show_session (NsApp *self)
{
  ns_outbox_window_set_session (self->window, self->store, self->engine);
  arrange_list (self);
  show_subject (self);
  if (!ns_options_is_frozen (self->options))
    ns_engine_start (self->engine);
}

static void
play_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsApp) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (ns_lab_finish (NS_LAB (source), result, &error))
    {
      self->store = g_object_ref (ns_lab_get_store (self->lab));
      self->engine = g_object_ref (ns_lab_get_engine (self->lab));
      if (self->window != NULL)
        show_session (self);
      return;
    }
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  text = g_strdup_printf (_("The demonstration cannot be played: %s"), error->message);
  fail (self, text);
}

static char *
explain_store_error (NsApp *self, const GError *error)
{
  if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NEWER))
    return g_strdup_printf (_("The outbox in %s was written by a newer version of this program. Nothing was changed. "
                              "Please update the program."),
                            self->profile);
  if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED))
    return g_strdup_printf (_("The outbox in %s is damaged. Nothing was deleted."), self->profile);
  return g_strdup_printf (_("The folder %s cannot be read or written. Please check its permissions and the space on "
                            "its disk."),
                          self->profile);
}

static void
open_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsApp) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  self->store = ns_store_open_finish (result, &error);
  if (self->window == NULL)
    return;
  if (self->store != NULL)
    {
      self->secrets = ns_secrets_new_service ();
      self->engine = ns_engine_new (self->store, self->secrets);
      show_session (self);
      return;
    }
  text = explain_store_error (self, error);
  g_warning ("%s", error->message);
  ns_outbox_window_show_error (self->window, text);
  show_now (self, GTK_WINDOW (self->window));
}

static void
start_session (NsApp *self)
{
  if (self->scenario == NULL)
    {
      ns_store_open_async (self->profile, self->clock, self->cancellable, open_cb, g_object_ref (self));
      return;
    }
  self->lab = ns_lab_new (g_steal_pointer (&self->scenario), self->clock);
  ns_lab_play_async (self->lab, self->cancellable, play_cb, g_object_ref (self));
}

static void
storyboard_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsApp) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_storyboard_export_finish (result, &error))
    fail (self, error->message);
  else
    g_application_quit (G_APPLICATION (self));
}

static void
open_lab (NsApp *self)
{
  NsLabWindow *window = ns_app_lab_open (GTK_APPLICATION (self), self->options, g_steal_pointer (&self->scenario));

  g_set_weak_pointer (&self->lab_window, window);
  gtk_window_present (GTK_WINDOW (window));
  if (self->options->storyboard != NULL)
    ns_app_lab_export (window, self->options, self->cancellable, storyboard_cb, g_object_ref (self));
}

static void
ns_app_activate (GApplication *application)
{
  NsApp *self = NS_APP (application);

  if (self->options->view == NS_OPTIONS_VIEW_LAB)
    {
      if (self->lab_window == NULL)
        open_lab (self);
      return;
    }
  if (self->window == NULL)
    {
      g_set_weak_pointer (&self->window, ns_outbox_window_new (GTK_APPLICATION (application)));
      if (self->witness != NULL)
        g_signal_connect_object (self->window, "notify::settled", G_CALLBACK (ns_witness_check), self->witness,
                                 G_CONNECT_SWAPPED);
      if (self->options->width != 0 && self->options->view != NS_OPTIONS_VIEW_ITEM)
        ns_window_size_fit (GTK_WINDOW (self->window), self->options->width, self->options->height);
      else
        ns_window_memory_attach (GTK_WINDOW (self->window));
      start_session (self);
    }
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
ns_app_shutdown (GApplication *application)
{
  NsApp *self = NS_APP (application);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->witness);
  if (self->window != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->window));
  if (self->lab_window != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->lab_window));
  if (self->engine != NULL)
    ns_engine_stop (self->engine);
  if (self->lab != NULL)
    ns_lab_stop (self->lab);
  else if (self->store != NULL)
    ns_store_close (self->store);
  G_APPLICATION_CLASS (ns_app_parent_class)->shutdown (application);
}

static void
ns_app_finalize (GObject *object)
{
  NsApp *self = NS_APP (object);

  g_clear_weak_pointer (&self->window);
  g_clear_weak_pointer (&self->lab_window);
  g_clear_weak_pointer (&self->subject);
  g_clear_object (&self->engine);
  g_clear_object (&self->store);
  g_clear_object (&self->lab);
  g_clear_object (&self->secrets);
  g_clear_object (&self->clock);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->scenario, ns_scenario_free);
  g_clear_pointer (&self->options, ns_options_free);
  g_free (self->profile);
  G_OBJECT_CLASS (ns_app_parent_class)->finalize (object);
}

static void
ns_app_class_init (NsAppClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_app_finalize;
  application_class->startup = ns_app_startup;
  application_class->activate = ns_app_activate;
  application_class->shutdown = ns_app_shutdown;
}

static void
ns_app_init (NsApp *self)
{
  self->cancellable = g_cancellable_new ();
}

/* One process for each profile: another folder is another application to the session bus. */
static char *
make_id (const char *profile)
{
  g_autofree char *hash = NULL;

  if (profile == NULL)
    return g_strdup (APP_ID);
  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, profile, -1);
  return g_strdup_printf (APP_ID ".p%.16s", hash);
}

static GApplicationFlags
make_flags (const NsOptions *options)
{
  if (options->scenario != NULL || ns_options_is_frozen (options))
    return G_APPLICATION_NON_UNIQUE;
  return options->service ? G_APPLICATION_IS_SERVICE : G_APPLICATION_DEFAULT_FLAGS;
}

static NsClock *
make_clock (const NsOptions *options, const NsScenario *scenario)
{
  if (options->clock != 0)
    return ns_clock_new_fake (options->clock);
  if (scenario != NULL && ns_options_is_frozen (options))
    return ns_clock_new_fake (scenario->clock);
  return ns_clock_new_system ();
}

/**
 * ns_app_new:
 * @options: (transfer full): the command line
 * @scenario: (transfer full) (nullable): what to play instead of opening a profile
 *
 * Returns: (transfer full): the application
 */
NsApp *
ns_app_new (NsOptions *options, NsScenario *scenario)
{
  g_autofree char *profile = options->profile != NULL ? g_canonicalize_filename (options->profile, NULL) : NULL;
  g_autofree char *id = make_id (profile);
  NsApp *self = g_object_new (NS_TYPE_APP, "application-id", id, "flags", make_flags (options),
                              "resource-base-path", RESOURCES, NULL);

  self->options = options;
  self->scenario = scenario;
  self->clock = make_clock (options, scenario);
  self->profile = profile != NULL ? g_steal_pointer (&profile)
                                  : g_build_filename (g_get_user_data_dir (), "notifysync", NULL);
  return self;
}

/**
 * ns_app_has_failed:
 * @self: an application that has ended
 *
 * Returns: whether it ended by an error, which it has told
 */
gboolean
ns_app_has_failed (NsApp *self)
{
  return self->failed;
}
