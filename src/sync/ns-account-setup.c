/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-account-setup.h"

#include "base/ns-id.h"
#include "eas/ns-eas-version.h"
#include "sync/ns-account-probe.h"
#include "sync/ns-server-address.h"

#include <glib/gi18n-lib.h>
#include <string.h>

G_DEFINE_QUARK (ns-setup-error-quark, ns_setup_error)

struct _NsAccountSetup
{
  NsAccount *account;   /* (owned): as it would be kept */
  NsAccount *before;    /* (owned) (nullable): as it is kept; %NULL for a new one */
  char *password;       /* (owned) (nullable): for the keyring; wiped at the end */
  gboolean has_pin;     /* the pin was entered for this server */
  gboolean allows_plain;
};

static void
replace (char **field, const char *value)
{
  char *copy = g_strdup (value != NULL && *value != '\0' ? value : NULL);

  g_free (*field);
  *field = copy;
}

static gboolean
refuse (GError **error, char *text)
{
  g_set_error_literal (error, NS_SETUP_ERROR, NS_SETUP_ERROR_INVALID, text);
  g_free (text);
  return FALSE;
}

static gboolean
take_email (NsAccountSetup *self, const char *text, GError **error)
{
  const char *at = strchr (text, '@');

  if (*text == '\0')
    return refuse (error, g_strdup (_("Give your e-mail address.")));
  if (at == NULL || at == text || at[1] == '\0' || strpbrk (text, " <>,") != NULL)
    return refuse (error, g_strdup_printf (_("“%s” is no e-mail address."), text));
  replace (&self->account->email, text);
  return TRUE;
}

static gboolean
take_server (NsAccountSetup *self, const char *text, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *server = ns_server_address_check (text, &fault);

  if (server == NULL)
    return refuse (error, g_strdup (fault->message));
  replace (&self->account->server, server);
  if (!self->has_pin)
    replace (&self->account->pin, self->before != NULL && g_strcmp0 (self->before->server, server) == 0
                                    ? self->before->pin : NULL);
  return TRUE;
}

static gboolean
take_user (NsAccountSetup *self, const char *text, GError **error)
{
  if (*text == '\0')
    return refuse (error, g_strdup (_("The user name is empty.")));
  replace (&self->account->user, text);
  return TRUE;
}

static gboolean
take_password (NsAccountSetup *self, const char *text, GError **error)
{
  if (*text == '\0')
    return refuse (error, g_strdup (_("The password is empty.")));
  ns_account_setup_use_keyring (self);
  self->password = g_strdup (text);
  return TRUE;
}

static gboolean
take_password_command (NsAccountSetup *self, const char *text, GError **error)
{
  if (*text == '\0')
    return refuse (error, g_strdup (_("The password command is empty.")));
  ns_account_setup_use_keyring (self);
  replace (&self->account->password_command, text);
  return TRUE;
}

static gboolean
take_ca_file (NsAccountSetup *self, const char *text, GError **error)
{
  g_autofree char *path = *text != '\0' ? g_canonicalize_filename (text, NULL) : NULL;
  g_autofree char *content = NULL;

  if (path != NULL && !g_file_get_contents (path, &content, NULL, NULL))
    return refuse (error, g_strdup_printf (_("The file “%s” cannot be read."), text));
  if (path != NULL && strstr (content, "-----BEGIN CERTIFICATE-----") == NULL)
    return refuse (error, g_strdup_printf (_("The file “%s” holds no certificate in PEM form."), text));
  replace (&self->account->ca_file, path);
  return TRUE;
}

static gboolean
take_pin (NsAccountSetup *self, const char *text, GError **error)
{
  g_autofree char *pin = ns_fingerprint_parse (text);

  if (pin == NULL && *text != '\0')
    return refuse (error, g_strdup_printf (_("“%s” is no SHA-256 fingerprint: that has 64 hexadecimal digits."),
                                           text));
  self->has_pin = TRUE;
  replace (&self->account->pin, pin);
  return TRUE;
}

static gboolean
take_protocol (NsAccountSetup *self, const char *text, GError **error)
{
  const gboolean is_auto = g_str_equal (text, "auto");

  if (!is_auto && ns_eas_version_from_string (text) == NS_EAS_VERSION_NONE)
    return refuse (error, g_strdup_printf (_("There is no protocol version “%s”; there are auto, 2.5, 12.0, 12.1, "
                                             "14.0, 14.1, 16.0 and 16.1."),
                                           text));
  replace (&self->account->protocol, is_auto ? NULL : text);
  return TRUE;
}

static gboolean (*const takers[NS_N_SETUP_FIELDS]) (NsAccountSetup *self, const char *text, GError **error) = {
  [NS_SETUP_EMAIL] = take_email,
  [NS_SETUP_SERVER] = take_server,
  [NS_SETUP_USER] = take_user,
  [NS_SETUP_PASSWORD] = take_password,
  [NS_SETUP_PASSWORD_COMMAND] = take_password_command,
  [NS_SETUP_CA_FILE] = take_ca_file,
  [NS_SETUP_PIN] = take_pin,
  [NS_SETUP_PROTOCOL] = take_protocol,
};

/**
 * ns_account_setup_new:
 * @account: (nullable): the account as it is kept; %NULL for a new one, which gets its device's id for life here
 *   (eas-facts 1.1), so that a test and what follows are the same device to the server
 *
 * Returns: (transfer full): a setup of which nothing is changed yet
 */
NsAccountSetup *
ns_account_setup_new (const NsAccount *account)
{
  NsAccountSetup *self = g_new0 (NsAccountSetup, 1);

  self->before = account != NULL ? ns_account_ref (account) : NULL;
  self->account = account != NULL ? ns_account_copy (account) : ns_account_new ();
  if (account == NULL)
    self->account->device_id = ns_id_new ();
  return self;
}

/**
 * ns_account_setup_free:
 * @self: (transfer full): a setup
 *
 * Forgets what was entered.
 */
void
ns_account_setup_free (NsAccountSetup *self)
{
  ns_secrets_free_password (self->password);
  ns_account_unref (self->account);
  g_clear_pointer (&self->before, ns_account_unref);
  g_free (self);
}

/**
 * ns_account_setup_set:
 * @self: a setup
 * @field: a field
 * @text: what was entered there
 * @error: %NS_SETUP_ERROR_INVALID, with a sentence for the user
 *
 * Returns: whether it can be so; otherwise @self is as before
 */
gboolean
ns_account_setup_set (NsAccountSetup *self, NsSetupField field, const char *text, GError **error)
{
  return takers[field] (self, text, error);
}

/**
 * ns_account_setup_set_setting:
 * @self: a setup
 * @setting: a setting
 * @is_on: to what it is to be set
 */
void
ns_account_setup_set_setting (NsAccountSetup *self, NsSetting setting, gboolean is_on)
{
  switch (setting)
    {
    case NS_SETTING_COMPARES_FIRST:
      self->account->compares_first = is_on;
      break;
    case NS_SETTING_CLEARS_ECHOES:
      self->account->clears_echoes = is_on;
      break;
    }
}

/**
 * ns_account_setup_use_keyring:
 * @self: a setup
 *
 * Asks no command for the password, and forgets one that was entered.
 */
void
ns_account_setup_use_keyring (NsAccountSetup *self)
{
  replace (&self->account->password_command, NULL);
  g_clear_pointer (&self->password, ns_secrets_free_password);
}

/**
 * ns_account_setup_allow_plain:
 * @self: a setup
 * @allow: whether the user wants a line that is not encrypted
 */
void
ns_account_setup_allow_plain (NsAccountSetup *self, gboolean allow)
{
  self->allows_plain = allow;
}

/**
 * ns_account_setup_get_account:
 * @self: a setup
 *
 * Returns: (transfer none): the account as it would be kept; valid until the next change
 */
const NsAccount *
ns_account_setup_get_account (const NsAccountSetup *self)
{
  return self->account;
}

/**
 * ns_account_setup_is_plain:
 * @self: a setup
 *
 * Returns: whether everybody on the way to the server could read password and mail
 */
gboolean
ns_account_setup_is_plain (const NsAccountSetup *self)
{
  return self->account->server != NULL && ns_server_address_is_plain (self->account->server);
}

/**
 * ns_account_setup_is_other_mailbox:
 * @self: a setup
 *
 * Returns: whether it would leave the mailbox of an account that is kept; see ns_store_set_account_async() for what
 *   that means
 */
gboolean
ns_account_setup_is_other_mailbox (const NsAccountSetup *self)
{
  return self->before != NULL && (g_strcmp0 (self->account->server, self->before->server) != 0
                                  || g_strcmp0 (self->account->user, self->before->user) != 0);
}

/* A password is kept for one server and one user: it is never shown to another server. */
static gboolean
has_password (const NsAccountSetup *self)
{
  if (self->password != NULL || self->account->password_command != NULL)
    return TRUE;
  return self->before != NULL && self->before->password_command == NULL && !ns_account_setup_is_other_mailbox (self);
}

/**
 * ns_account_setup_check:
 * @self: a setup of which every field was set, now or before
 * @error: %NS_SETUP_ERROR_PASSWORD or %NS_SETUP_ERROR_PLAIN, with a sentence for the user
 *
 * Returns: whether it may be tested and kept as it is
 */
gboolean
ns_account_setup_check (const NsAccountSetup *self, GError **error)
{
  if (ns_account_setup_is_plain (self) && !self->allows_plain
      && !(self->before != NULL && g_strcmp0 (self->before->server, self->account->server) == 0))
    {
      g_set_error (error, NS_SETUP_ERROR, NS_SETUP_ERROR_PLAIN,
                   _("“%s” is not encrypted, so everybody on the way could read your password and your mail."),
                   self->account->server);
      return FALSE;
    }
  if (has_password (self))
    return TRUE;
  g_set_error_literal (error, NS_SETUP_ERROR, NS_SETUP_ERROR_PASSWORD, _("Enter the password."));
  return FALSE;
}

/**
 * ns_account_setup_test_async:
 * @self: a setup that ns_account_setup_check() finds complete
 * @engine: the engine of the outbox, for its clock and its keyring
 * @step_func: (nullable): told when another step begins
 * @step_data: for @step_func
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Does what a cycle does until it has read the folders, in an outbox that is thrown away: nothing is delivered,
 * nothing is kept, and the account is as before.
 */
void
ns_account_setup_test_async (const NsAccountSetup *self, NsEngine *engine, NsSetupStepFunc step_func,
                             gpointer step_data, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  const NsProbe probe = {
    .account = self->account,
    .before = ns_account_setup_is_other_mailbox (self) ? NULL : self->before,
    .password = self->password,
    .engine = engine,
    .step_func = step_func,
    .step_data = step_data,
  };

  ns_account_probe_async (&probe, cancellable, callback, user_data);
}

/**
 * ns_account_setup_test_finish:
 * @result: from the callback
 * @error: of the store, or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): what was found; that the server refused is in it, not in @error
 */
NsSetupReport *
ns_account_setup_test_finish (GAsyncResult *result, GError **error)
{
  return ns_account_probe_finish (result, error);
}

typedef struct
{
  NsAccount *account; /* (owned) */
  NsEngine *engine;   /* (owned) */
} Saving;

static void
saving_free (Saving *saving)
{
  ns_account_unref (saving->account);
  g_object_unref (saving->engine);
  g_free (saving);
}

static void
kept_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (ns_store_set_account_finish (NS_STORE (source), result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
keep_account (GTask *task)
{
  Saving *saving = g_task_get_task_data (task);

  ns_store_set_account_async (ns_engine_get_store (saving->engine), saving->account, NULL, kept_cb, task);
}

static void
password_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;

  if (ns_secrets_store_finish (NS_SECRETS (source), result, &error))
    keep_account (g_steal_pointer (&task));
  else if (g_error_matches (error, NS_SECRETS_ERROR, NS_SECRETS_ERROR_SERVICE))
    g_task_return_new_error (task, NS_SETUP_ERROR, NS_SETUP_ERROR_KEYRING, "%s", error->message);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/**
 * ns_account_setup_save_async:
 * @self: a setup that ns_account_setup_check() finds complete
 * @engine: the engine of the outbox, for its store and its keyring
 * @cancellable: (nullable): ends the wait for the keyring
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Keeps the password, where one was entered, and then the account.
 */
void
ns_account_setup_save_async (const NsAccountSetup *self, NsEngine *engine, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  Saving *saving = g_new0 (Saving, 1);

  saving->account = ns_account_copy (self->account);
  saving->engine = g_object_ref (engine);
  g_task_set_source_tag (task, ns_account_setup_save_async);
  g_task_set_task_data (task, saving, (GDestroyNotify) saving_free);
  g_task_set_check_cancellable (task, FALSE); /* what was kept was kept */
  if (self->password != NULL)
    ns_secrets_store_async (ns_engine_get_secrets (engine), saving->account, self->password, cancellable, password_cb,
                            task);
  else
    keep_account (task);
}

/**
 * ns_account_setup_save_finish:
 * @result: from the callback
 * @error: %NS_SETUP_ERROR_KEYRING, %NS_STORE_ERROR, %G_IO_ERROR_CANCELLED
 *
 * Returns: whether all of it is kept; otherwise the account is as before
 */
gboolean
ns_account_setup_save_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ns_setup_report_free:
 * @report: (transfer full): what a test has found
 *
 * Frees it.
 */
void
ns_setup_report_free (NsSetupReport *report)
{
  g_free (report->detail);
  g_clear_pointer (&report->account, ns_account_unref);
  g_clear_pointer (&report->refused, ns_certificate_unref);
  g_free (report);
}
