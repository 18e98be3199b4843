/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-dialog.h"

#include "model/ns-cause.h"
#include "view/ns-accessible-id.h"
#include "view/ns-account-check.h"
#include "view/ns-account-form.h"
#include "view/ns-disclosure.h"
#include "view/ns-fact-grid.h"
#include "view/ns-technical.h"
#include "view/ns-text-scale.h"

#include <glib/gi18n-lib.h>

struct _NsAccountDialog
{
  GtkDialog parent_instance;

  NsOutboxCommands *commands;  /* (owned) */
  NsOverview *overview;        /* (owned) */
  GSimpleActionGroup *actions; /* (owned) */
  GtkWidget *save;             /* belongs to the header bar */

  double height;               /* of what is scrolled, as it was last */
  guint room_id;               /* makes room for more of it, or 0 */

  GtkScrolledWindow *scrolled;
  GtkLabel *fault;
  NsAccountForm *form;
  GtkLabel *move;
  NsAccountCheck *check;
  GtkWidget *more;
  GtkGrid *facts;
  GtkGrid *capabilities;
};

G_DEFINE_FINAL_TYPE (NsAccountDialog, ns_account_dialog, GTK_TYPE_DIALOG)

static void
ns_account_dialog_dispose (GObject *object)
{
  NsAccountDialog *self = NS_ACCOUNT_DIALOG (object);

  g_clear_handle_id (&self->room_id, g_source_remove);
  if (self->check != NULL)
    ns_account_check_stop (self->check);
  g_clear_object (&self->commands);
  g_clear_object (&self->overview);
  g_clear_object (&self->actions);
  G_OBJECT_CLASS (ns_account_dialog_parent_class)->dispose (object);
}

static void
ns_account_dialog_class_init (NsAccountDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_account_dialog_dispose;
  g_type_ensure (NS_TYPE_ACCOUNT_FORM);
  g_type_ensure (NS_TYPE_ACCOUNT_CHECK);
  g_type_ensure (NS_TYPE_DISCLOSURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-account-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, scrolled);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, form);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, move);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, check);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, more);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, facts);
  gtk_widget_class_bind_template_child (widget_class, NsAccountDialog, capabilities);
}

static void
enable (NsAccountDialog *self, const char *name, gboolean is_enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->actions), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), is_enabled);
}

static void
update_actions (NsAccountDialog *self)
{
  const gboolean is_running = ns_account_check_is_running (self->check);
  const NsSetupReport *report = ns_account_check_get_report (self->check);

  enable (self, "test", !is_running);
  enable (self, "stop", is_running);
  enable (self, "trust", !is_running && report != NULL && report->refused != NULL);
}

static void
test_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsAccountDialog *self = user_data;
  g_autoptr (NsAccountSetup) setup = ns_account_form_read (self->form);

  if (setup == NULL)
    return;
  ns_account_check_run (self->check, setup, ns_outbox_commands_get_engine (self->commands));
  update_actions (self);
}

static void
stop_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_account_check_stop (NS_ACCOUNT_DIALOG (user_data)->check);
}

static void
trust_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsAccountDialog *self = user_data;
  const NsSetupReport *report = ns_account_check_get_report (self->check);

  ns_account_form_trust (self->form, report->refused->fingerprint);
  test_cb (NULL, NULL, self);
}

static void
stop_trusting_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_account_form_trust (NS_ACCOUNT_DIALOG (user_data)->form, NULL);
}

static void
chosen_cb (GtkNativeDialog *chooser, int response, gpointer user_data)
{
  g_autoptr (NsAccountDialog) self = user_data;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT)
    path = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (chooser));
  if (path != NULL)
    ns_account_form_set_ca_file (self->form, path);
  g_object_unref (chooser);
}

static void
choose_ca_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (_("Certificate Authorities"), GTK_WINDOW (user_data),
                                     GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  g_signal_connect (chooser, "response", G_CALLBACK (chosen_cb), g_object_ref (user_data));
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
}

static void
edit_password_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_account_form_edit (NS_ACCOUNT_DIALOG (user_data)->form, NS_SETUP_PASSWORD);
}

static void
edit_server_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_account_form_edit (NS_ACCOUNT_DIALOG (user_data)->form, NS_SETUP_SERVER);
}

/* Without a keyring there is one more way to a password, and it is said where the password is. */
static void
show_save_error (NsAccountDialog *self, const GError *error)
{
  g_autofree char *text = NULL;

  if (!g_error_matches (error, NS_SETUP_ERROR, NS_SETUP_ERROR_KEYRING))
    {
      ns_account_form_complain (self->form, NS_SETUP_EMAIL, error->message);
      return;
    }
  text = g_strdup_printf (_("%s Let a command be asked for it, in More settings."), error->message);
  ns_account_form_complain (self->form, NS_SETUP_PASSWORD, text);
}

/* A dialog that was closed meanwhile has no commands any more; what was saved is saved. */
static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsAccountDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  const gboolean is_saved = ns_account_setup_save_finish (result, &error);

  if (self->commands == NULL)
    return;
  gtk_widget_set_sensitive (self->save, TRUE);
  if (!is_saved)
    {
      show_save_error (self, error);
      return;
    }
  ns_outbox_commands_cycle (self->commands);
  gtk_widget_destroy (GTK_WIDGET (self));
}

static void
save_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsAccountDialog *self = user_data;
  g_autoptr (NsAccountSetup) setup = ns_account_form_read (self->form);

  if (setup == NULL)
    return;
  ns_account_check_stop (self->check);
  gtk_widget_set_sensitive (self->save, FALSE);
  ns_account_setup_save_async (setup, ns_outbox_commands_get_engine (self->commands), NULL, saved_cb,
                               g_object_ref (self));
}

static const GActionEntry action_entries[] = {
  { "test", test_cb },
  { "stop", stop_cb },
  { "trust", trust_cb },
  { "stop-trusting", stop_trusting_cb },
  { "choose-ca", choose_ca_cb },
  { "edit-password", edit_password_cb },
  { "edit-server", edit_server_cb },
  { "save", save_cb },
};

/* Nothing is lost and nothing goes twice, but the user should know where it goes. */
static void
form_cb (NsAccountDialog *self)
{
  const NsTally *tally = self->overview != NULL ? ns_overview_get_tally (self->overview) : NULL;
  guint n = 0;
  g_autofree char *text = NULL;

  if (tally != NULL && ns_account_form_is_other_mailbox (self->form))
    n = ns_tally_waiting (tally) + ns_tally_needs_user (tally);
  gtk_widget_set_visible (GTK_WIDGET (self->move), n > 0);
  if (n == 0)
    return;
  text = g_strdup_printf (
    ngettext ("This is another mailbox: %u item of the outbox will go there. A change of something that only the old "
              "mailbox has is added as new; what was on its way becomes uncertain.",
              "This is another mailbox: %u items of the outbox will go there. Changes of something that only the old "
              "mailbox has are added as new; what was on its way becomes uncertain.",
              n),
    n);
  gtk_label_set_text (self->move, text);
}

static void
response_cb (GtkDialog *dialog, int response, gpointer user_data)
{
  if (response == GTK_RESPONSE_APPLY)
    save_cb (NULL, NULL, dialog);
  else
    gtk_widget_destroy (GTK_WIDGET (dialog));
}

/* Whether the dialog shows what a test has to say. */
static gboolean
is_tested (NsAccountDialog *self)
{
  return ns_account_check_is_running (self->check) || ns_account_check_get_report (self->check) != NULL;
}

/* Makes room for what came new as far as there is some, and scrolls to the rest. */
static gboolean
make_room_cb (gpointer user_data)
{
  NsAccountDialog *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled);
  const double wanted = MIN (gtk_adjustment_get_upper (adjustment),
                             gtk_scrolled_window_get_max_content_height (self->scrolled));
  const int missing = (int) (wanted - gtk_adjustment_get_page_size (adjustment));
  int width, height;

  self->room_id = 0;
  gtk_window_get_size (GTK_WINDOW (self), &width, &height);
  if (missing > 0)
    gtk_window_resize (GTK_WINDOW (self), width, height + missing);
  if (is_tested (self))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

/* Not at once: this is told in the middle of giving each part its place. */
static void
content_cb (GtkAdjustment *adjustment, NsAccountDialog *self)
{
  const double height = gtk_adjustment_get_upper (adjustment);
  const gboolean is_new = height > self->height && self->height > 0;

  self->height = height;
  if (is_new && self->room_id == 0)
    self->room_id = g_idle_add (make_room_cb, self);
}

static void
ns_account_dialog_init (NsAccountDialog *self)
{
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), action_entries, G_N_ELEMENTS (action_entries), self);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "account", G_ACTION_GROUP (self->actions));
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  ns_text_scale_default_size (GTK_WINDOW (self));
  g_signal_connect_swapped (self->form, "changed", G_CALLBACK (form_cb), self);
  g_signal_connect_swapped (self->check, "ended", G_CALLBACK (update_actions), self);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled), "changed", G_CALLBACK (content_cb),
                           self, 0);
  g_signal_connect (self, "response", G_CALLBACK (response_cb), NULL);
  update_actions (self);
}

static void
add_buttons (NsAccountDialog *self)
{
  GtkWidget *cancel = gtk_dialog_add_button (GTK_DIALOG (self), _("_Cancel"), GTK_RESPONSE_CANCEL);

  self->save = gtk_dialog_add_button (GTK_DIALOG (self), _("_Save"), GTK_RESPONSE_APPLY);
  gtk_style_context_add_class (gtk_widget_get_style_context (self->save), GTK_STYLE_CLASS_SUGGESTED_ACTION);
  gtk_dialog_set_default_response (GTK_DIALOG (self), GTK_RESPONSE_APPLY);
  ns_accessible_id_set (cancel, "account.cancel");
  ns_accessible_id_set (self->save, "account.save");
}

static void
updated_cb (NsAccountDialog *self)
{
  const NsAccount *account = ns_overview_get_account (self->overview);
  const NsCause *cause = account != NULL ? ns_cause_for (account->fault) : NULL;
  g_autoptr (GArray) facts = NULL;
  g_autoptr (GArray) capabilities = NULL;
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->more, account != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), cause != NULL);
  if (account == NULL)
    return;
  facts = ns_technical_account_facts (account);
  capabilities = ns_technical_capabilities (account);
  ns_fact_grid_fill (self->facts, facts);
  ns_fact_grid_fill (self->capabilities, capabilities);
  if (cause == NULL)
    return;
  text = g_strdup_printf ("%s %s", ns_cause_why (cause), ns_cause_advice (cause));
  gtk_label_set_text (self->fault, text);
}

/**
 * ns_account_dialog_new:
 * @parent: the window that it belongs to
 * @commands: whose engine tests the account, and sends once it is kept
 * @overview: what tells of the account, if there is one yet
 *
 * Returns: (transfer none): the dialog, to be presented; it destroys itself when closed
 */
GtkWidget *
ns_account_dialog_new (GtkWindow *parent, NsOutboxCommands *commands, NsOverview *overview)
{
  NsAccountDialog *self
      = g_object_new (NS_TYPE_ACCOUNT_DIALOG, "use-header-bar", TRUE, "transient-for", parent, NULL);
  const NsAccount *account = ns_overview_get_account (overview);

  self->commands = g_object_ref (commands);
  self->overview = g_object_ref (overview);
  add_buttons (self);
  if (account == NULL)
    gtk_window_set_title (GTK_WINDOW (self), _("Set Up Account"));
  ns_account_form_fill (self->form, account);
  g_signal_connect_object (overview, "updated", G_CALLBACK (updated_cb), self, G_CONNECT_SWAPPED);
  updated_cb (self);
  return GTK_WIDGET (self);
}

/**
 * ns_account_dialog_test:
 * @self: the dialog
 *
 * Tests what is entered, as its button does.
 */
void
ns_account_dialog_test (NsAccountDialog *self)
{
  g_action_group_activate_action (G_ACTION_GROUP (self->actions), "test", NULL);
}

/**
 * ns_account_dialog_is_testing:
 * @self: the dialog
 *
 * Returns: whether a test runs, or what it found is still to be given room
 */
gboolean
ns_account_dialog_is_testing (NsAccountDialog *self)
{
  return self->room_id != 0 || ns_account_check_is_running (self->check);
}
