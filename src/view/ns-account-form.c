/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-account-form.h"

#include "sync/ns-server-address.h"
#include "view/ns-accessible-id.h"
#include "view/ns-disclosure.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _NsAccountForm
{
  GtkBox parent_instance;

  NsAccount *account; /* (owned) (nullable): as it is kept */
  char *trusted;      /* (owned) (nullable): the fingerprint that the user trusts */
  gboolean is_user_entered;
  gboolean shows_password;

  GtkEntry *email;
  GtkEntry *server;
  GtkEntry *user;
  GtkEntry *password;
  GtkEntry *command;
  GtkEntry *ca;
  GtkLabel *email_message;
  GtkLabel *server_message;
  GtkLabel *user_message;
  GtkLabel *password_message;
  GtkLabel *command_message;
  GtkLabel *ca_message;
  GtkWidget *plain_box;
  GtkSwitch *plain;
  GtkToggleButton *more;
  GtkWidget *more_box;
  GtkToggleButton *keyring;
  GtkToggleButton *asks;
  GtkComboBox *protocol;
  GtkWidget *pin_label;
  GtkWidget *pin_box;
  GtkLabel *pin;
  GtkButton *unpin;
  GtkSwitch *compare;
  GtkSwitch *clear;
};

G_DEFINE_FINAL_TYPE (NsAccountForm, ns_account_form, GTK_TYPE_BOX)

enum
{
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* The children of the template: all of them are reached by their names. */
#define CHILDREN(X) \
  X (email) X (server) X (user) X (password) X (command) X (ca) X (email_message) X (server_message) \
  X (user_message) X (password_message) X (command_message) X (ca_message) X (plain_box) X (plain) X (more) \
  X (more_box) X (keyring) X (asks) X (protocol) X (pin_label) X (pin_box) X (pin) X (unpin) X (compare) X (clear)

typedef struct
{
  NsSetupField field;
  GtkEntry *entry;
  GtkLabel *message;
} Row;

#define N_ROWS 6

static void
get_rows (NsAccountForm *self, Row rows[N_ROWS])
{
  const Row all[N_ROWS] = {
    { NS_SETUP_EMAIL, self->email, self->email_message },
    { NS_SETUP_SERVER, self->server, self->server_message },
    { NS_SETUP_USER, self->user, self->user_message },
    { NS_SETUP_PASSWORD, self->password, self->password_message },
    { NS_SETUP_PASSWORD_COMMAND, self->command, self->command_message },
    { NS_SETUP_CA_FILE, self->ca, self->ca_message },
  };

  memcpy (rows, all, sizeof all);
}

static void
ns_account_form_finalize (GObject *object)
{
  NsAccountForm *self = NS_ACCOUNT_FORM (object);

  g_clear_pointer (&self->account, ns_account_unref);
  g_free (self->trusted);
  G_OBJECT_CLASS (ns_account_form_parent_class)->finalize (object);
}

static void
ns_account_form_class_init (NsAccountFormClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = ns_account_form_finalize;
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", NS_TYPE_ACCOUNT_FORM, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                          G_TYPE_NONE, 0);
  g_type_ensure (NS_TYPE_DISCLOSURE);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-account-form.ui");
#define BIND(name) gtk_widget_class_bind_template_child (widget_class, NsAccountForm, name);
  CHILDREN (BIND)
#undef BIND
}

static void
show_trust (NsAccountForm *self)
{
  g_autofree char *text = self->trusted != NULL ? ns_fingerprint_to_text (self->trusted) : NULL;

  gtk_label_set_text (self->pin, text != NULL ? text : "");
  gtk_widget_set_visible (self->pin_label, text != NULL);
  gtk_widget_set_visible (self->pin_box, text != NULL);
}

/* What is no address yet is none that sends anything in the open. */
static gboolean
is_plain (NsAccountForm *self)
{
  g_autofree char *address = ns_server_address_check (gtk_entry_get_text (self->server), NULL);

  return address != NULL && ns_server_address_is_plain (address);
}

static void
update (NsAccountForm *self)
{
  const gboolean asks = gtk_toggle_button_get_active (self->asks);

  gtk_widget_set_visible (self->plain_box, is_plain (self));
  gtk_widget_set_sensitive (GTK_WIDGET (self->password), !asks);
  gtk_widget_set_sensitive (GTK_WIDGET (self->command), asks);
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
complain (const Row *row, const char *text)
{
  GtkStyleContext *style = gtk_widget_get_style_context (GTK_WIDGET (row->entry));

  gtk_label_set_text (row->message, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (row->message), text != NULL);
  if (text != NULL)
    gtk_style_context_add_class (style, GTK_STYLE_CLASS_ERROR);
  else
    gtk_style_context_remove_class (style, GTK_STYLE_CLASS_ERROR);
}

/* What is being corrected is no longer complained of. */
static void
entry_cb (GtkEntry *entry, NsAccountForm *self)
{
  Row rows[N_ROWS];

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    if (rows[i].entry == entry)
      complain (&rows[i], NULL);
  update (self);
}

/* Another server is not the one whose certificate was trusted. */
static void
server_cb (NsAccountForm *self)
{
  g_autofree char *address = ns_server_address_check (gtk_entry_get_text (self->server), NULL);
  const gboolean is_kept = self->account != NULL && g_strcmp0 (address, self->account->server) == 0;

  g_free (self->trusted);
  self->trusted = g_strdup (is_kept ? self->account->pin : NULL);
  show_trust (self);
}

static void
user_cb (NsAccountForm *self)
{
  self->is_user_entered = TRUE;
}

/* Most servers take the address for the login, so it is proposed until the user has said otherwise. */
static void
email_cb (NsAccountForm *self)
{
  if (self->is_user_entered)
    return;
  gtk_entry_set_text (self->user, gtk_entry_get_text (self->email));
  self->is_user_entered = FALSE;
}

/* From right to left the toolkit draws no placeholder where characters are hidden. There are none to hide then, and
 * before one can be typed the entry has the focus. */
static void
update_visibility (NsAccountForm *self)
{
  GtkWidget *entry = GTK_WIDGET (self->password);
  const gboolean is_hint = gtk_entry_get_text_length (self->password) == 0 && !gtk_widget_has_focus (entry)
                           && gtk_widget_get_direction (entry) == GTK_TEXT_DIR_RTL;

  gtk_entry_set_visibility (self->password, self->shows_password || is_hint);
}

static void
show_password (NsAccountForm *self, gboolean show)
{
  self->shows_password = show;
  update_visibility (self);
  gtk_entry_set_icon_from_icon_name (self->password, GTK_ENTRY_ICON_SECONDARY,
                                     show ? "view-conceal-symbolic" : "view-reveal-symbolic");
  gtk_entry_set_icon_tooltip_text (self->password, GTK_ENTRY_ICON_SECONDARY,
                                   show ? _("Hide the password") : _("Show the password"));
}

static void
peek_cb (NsAccountForm *self)
{
  show_password (self, !self->shows_password);
}

static void
choose_cb (NsAccountForm *self)
{
  GActionGroup *group = gtk_widget_get_action_group (gtk_widget_get_toplevel (GTK_WIDGET (self)), "account");

  g_action_group_activate_action (group, "choose-ca", NULL);
}

static void
describe (const Row *row)
{
  AtkObject *entry = gtk_widget_get_accessible (GTK_WIDGET (row->entry));
  AtkObject *message = gtk_widget_get_accessible (GTK_WIDGET (row->message));

  atk_object_add_relationship (entry, ATK_RELATION_DESCRIBED_BY, message);
  atk_object_add_relationship (message, ATK_RELATION_DESCRIPTION_FOR, entry);
}

static void
wrap (GtkToggleButton *button)
{
  GtkLabel *label = GTK_LABEL (gtk_bin_get_child (GTK_BIN (button)));

  gtk_label_set_line_wrap (label, TRUE);
  gtk_label_set_xalign (label, 0);
}

static void
ns_account_form_init (NsAccountForm *self)
{
  Row rows[N_ROWS];

  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  get_rows (self, rows);
  g_signal_connect_swapped (self->email, "changed", G_CALLBACK (email_cb), self);
  g_signal_connect_swapped (self->user, "changed", G_CALLBACK (user_cb), self);
  g_signal_connect_swapped (self->server, "changed", G_CALLBACK (server_cb), self);
  for (guint i = 0; i < N_ROWS; i++)
    {
      describe (&rows[i]);
      g_signal_connect (rows[i].entry, "changed", G_CALLBACK (entry_cb), self);
    }
  g_signal_connect_swapped (self->password, "icon-press", G_CALLBACK (peek_cb), self);
  g_signal_connect_swapped (self->password, "notify::has-focus", G_CALLBACK (update_visibility), self);
  g_signal_connect_swapped (self->password, "changed", G_CALLBACK (update_visibility), self);
  g_signal_connect_swapped (self->ca, "icon-press", G_CALLBACK (choose_cb), self);
  g_signal_connect_swapped (self->asks, "toggled", G_CALLBACK (update), self);
  wrap (self->keyring);
  wrap (self->asks);
  show_password (self, FALSE);
}

/**
 * ns_account_form_fill:
 * @self: the form
 * @account: (nullable): the account as it is kept; %NULL for a new one
 *
 * Shows it. A password that is kept is not shown: what is entered takes its place.
 */
void
ns_account_form_fill (NsAccountForm *self, const NsAccount *account)
{
  const gboolean asks = account != NULL && account->password_command != NULL;

  g_clear_pointer (&self->account, ns_account_unref);
  self->account = account != NULL ? ns_account_ref (account) : NULL;
  gtk_entry_set_text (self->email, account != NULL ? account->email : "");
  gtk_entry_set_text (self->server, account != NULL ? account->server : "");
  gtk_entry_set_text (self->user, account != NULL ? account->user : "");
  gtk_entry_set_text (self->password, "");
  gtk_entry_set_placeholder_text (self->password, account != NULL && !asks ? _("Kept in the keyring") : NULL);
  gtk_entry_set_text (self->command, asks ? account->password_command : "");
  gtk_entry_set_text (self->ca, account != NULL && account->ca_file != NULL ? account->ca_file : "");
  gtk_toggle_button_set_active (asks ? self->asks : self->keyring, TRUE);
  gtk_combo_box_set_active_id (self->protocol,
                               account != NULL && account->protocol != NULL ? account->protocol : "auto");
  gtk_switch_set_active (self->compare, account == NULL || account->compares_first);
  gtk_switch_set_active (self->clear, account != NULL && account->clears_echoes);
  gtk_switch_set_active (self->plain, is_plain (self));
  self->is_user_entered = account != NULL;
  update (self);
}

/**
 * ns_account_form_forget_messages:
 * @self: the form
 *
 * Takes away what was said of the fields.
 */
void
ns_account_form_forget_messages (NsAccountForm *self)
{
  Row rows[N_ROWS];

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    complain (&rows[i], NULL);
}

/**
 * ns_account_form_edit:
 * @self: the form
 * @field: a field
 *
 * Lets the user edit it.
 */
void
ns_account_form_edit (NsAccountForm *self, NsSetupField field)
{
  Row rows[N_ROWS];

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    if (rows[i].field == field)
      {
        if (gtk_widget_is_ancestor (GTK_WIDGET (rows[i].entry), self->more_box))
          gtk_toggle_button_set_active (self->more, TRUE);
        gtk_widget_grab_focus (GTK_WIDGET (rows[i].entry));
      }
}

/**
 * ns_account_form_complain:
 * @self: the form
 * @field: a field
 * @text: what is wrong with it, in one sentence
 *
 * Says so next to it, and lets the user edit it.
 */
void
ns_account_form_complain (NsAccountForm *self, NsSetupField field, const char *text)
{
  Row rows[N_ROWS];

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    if (rows[i].field == field)
      complain (&rows[i], text);
  ns_account_form_edit (self, field);
}

/* Whether there is anything to take from the field: of the two ways to a password only the chosen one counts, and an
 * empty password leaves the one that is kept. */
static gboolean
counts (NsAccountForm *self, const Row *row)
{
  const gboolean asks = gtk_toggle_button_get_active (self->asks);

  if (row->field == NS_SETUP_PASSWORD)
    return !asks && *gtk_entry_get_text (row->entry) != '\0';
  return row->field != NS_SETUP_PASSWORD_COMMAND || asks;
}

static gboolean
read_rows (NsAccountForm *self, NsAccountSetup *setup)
{
  Row rows[N_ROWS];
  guint n_bad = 0;

  get_rows (self, rows);
  for (guint i = 0; i < N_ROWS; i++)
    {
      g_autoptr (GError) error = NULL;

      if (!counts (self, &rows[i])
          || ns_account_setup_set (setup, rows[i].field, gtk_entry_get_text (rows[i].entry), &error))
        continue;
      if (n_bad++ == 0)
        ns_account_form_edit (self, rows[i].field);
      complain (&rows[i], error->message);
    }
  return n_bad == 0;
}

static gboolean
check (NsAccountForm *self, const NsAccountSetup *setup)
{
  g_autoptr (GError) error = NULL;

  if (ns_account_setup_check (setup, &error))
    return TRUE;
  ns_account_form_complain (self, error->code == NS_SETUP_ERROR_PLAIN ? NS_SETUP_SERVER : NS_SETUP_PASSWORD,
                            error->message);
  return FALSE;
}

/**
 * ns_account_form_read:
 * @self: the form
 *
 * Takes what was entered, and says next to the fields what is wrong with it.
 *
 * Returns: (transfer full) (nullable): an account that may be tested and kept
 */
NsAccountSetup *
ns_account_form_read (NsAccountForm *self)
{
  g_autoptr (NsAccountSetup) setup = ns_account_setup_new (self->account);

  ns_account_form_forget_messages (self);
  if (!gtk_toggle_button_get_active (self->asks))
    ns_account_setup_use_keyring (setup);
  if (!read_rows (self, setup))
    return NULL;
  ns_account_setup_set (setup, NS_SETUP_PIN, self->trusted != NULL ? self->trusted : "", NULL);
  ns_account_setup_set (setup, NS_SETUP_PROTOCOL, gtk_combo_box_get_active_id (self->protocol), NULL);
  ns_account_setup_set_setting (setup, NS_SETTING_COMPARES_FIRST, gtk_switch_get_active (self->compare));
  ns_account_setup_set_setting (setup, NS_SETTING_CLEARS_ECHOES, gtk_switch_get_active (self->clear));
  ns_account_setup_allow_plain (setup, gtk_switch_get_active (self->plain));
  return check (self, setup) ? g_steal_pointer (&setup) : NULL;
}

/**
 * ns_account_form_is_other_mailbox:
 * @self: the form
 *
 * Returns: whether what was entered so far would leave the mailbox of the account that is kept
 */
gboolean
ns_account_form_is_other_mailbox (NsAccountForm *self)
{
  g_autoptr (NsAccountSetup) setup = ns_account_setup_new (self->account);

  return ns_account_setup_set (setup, NS_SETUP_SERVER, gtk_entry_get_text (self->server), NULL)
         && ns_account_setup_set (setup, NS_SETUP_USER, gtk_entry_get_text (self->user), NULL)
         && ns_account_setup_is_other_mailbox (setup);
}

/**
 * ns_account_form_trust:
 * @self: the form
 * @fingerprint: (nullable): the fingerprint of the only certificate to trust
 */
void
ns_account_form_trust (NsAccountForm *self, const char *fingerprint)
{
  g_free (self->trusted);
  self->trusted = g_strdup (fingerprint);
  show_trust (self);
}

/**
 * ns_account_form_set_ca_file:
 * @self: the form
 * @path: a PEM file with the only authorities to trust
 */
void
ns_account_form_set_ca_file (NsAccountForm *self, const char *path)
{
  gtk_entry_set_text (self->ca, path);
  gtk_toggle_button_set_active (self->more, TRUE);
}
