/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "base/ns-id.h"
#include "ctl/ns-ctl-address.h"
#include "eas/ns-eas-version.h"

#include <gio/gunixinputstream.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

#define MAX_PASSWORD_BYTES 4096

static char *option_server;
static char *option_user;
static char *option_email;
static char *option_password_command;
static gboolean option_password_stdin;
static char *option_ca;
static char *option_protocol;
static gboolean option_allow_plain_http;
static char *option_compare;
static char *option_clear_echoes;

const GOptionEntry ns_ctl_account_set_options[] = {
  { "server", 0, 0, G_OPTION_ARG_STRING, &option_server, N_("The server's ActiveSync address"), N_("URL") },
  { "user", 0, 0, G_OPTION_ARG_STRING, &option_user, N_("The name to sign in with"), N_("NAME") },
  { "email", 0, 0, G_OPTION_ARG_STRING, &option_email, N_("Your e-mail address"), N_("ADDRESS") },
  { "password-stdin", 0, 0, G_OPTION_ARG_NONE, &option_password_stdin,
    N_("Read the password from standard input into the Secret Service"), NULL },
  { "password-command", 0, 0, G_OPTION_ARG_STRING, &option_password_command,
    N_("Ask this shell command for the password each time"), N_("COMMAND") },
  { "ca", 0, 0, G_OPTION_ARG_FILENAME, &option_ca, N_("Trust only the certificate authorities in this PEM file"),
    N_("FILE") },
  { "protocol", 0, 0, G_OPTION_ARG_STRING, &option_protocol, N_("“auto”, or a protocol version such as 14.1"),
    N_("VERSION") },
  { "allow-plain-http", 0, 0, G_OPTION_ARG_NONE, &option_allow_plain_http,
    N_("Accept an address without encryption that is not on this computer"), NULL },
  { "compare-before-sending", 0, 0, G_OPTION_ARG_STRING, &option_compare,
    N_("Compare a change with the server's newest version where the server would overwrite it"), "yes|no" },
  { "clear-reminder-echoes", 0, 0, G_OPTION_ARG_STRING, &option_clear_echoes,
    N_("Take reminder echoes out of the outbox without asking"), "yes|no" },
  { NULL },
};

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value != NULL && *value != '\0' ? value : NULL);
}

static gboolean
take_server (NsAccount *account)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *server = NULL;
  gboolean plain;

  if (option_server == NULL)
    return TRUE;
  server = ns_ctl_address_check (option_server, &plain, &error);
  if (server == NULL)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, "%s", error->message);
      return FALSE;
    }
  if (plain && !option_allow_plain_http)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE,
                   _("“%s” is not encrypted, so everybody on the way could read your password and your mail; "
                     "use https, or say “--allow-plain-http”."),
                   server);
      return FALSE;
    }
  if (plain)
    ns_ctl_fail (NS_CTL_DONE,
                 _("Warning: “%s” is not encrypted; everybody on the way can read your password and mail."), server);
  replace (&account->server, server);
  return TRUE;
}

static gboolean
take_email (NsAccount *account)
{
  const char *at = option_email != NULL ? strchr (option_email, '@') : NULL;

  if (option_email == NULL)
    return TRUE;
  if (at == NULL || at == option_email || at[1] == '\0' || strpbrk (option_email, " <>,") != NULL)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("“%s” is no e-mail address."), option_email);
      return FALSE;
    }
  replace (&account->email, option_email);
  return TRUE;
}

static gboolean
take_protocol (NsAccount *account)
{
  if (option_protocol == NULL)
    return TRUE;
  if (g_str_equal (option_protocol, "auto"))
    {
      replace (&account->protocol, NULL);
      return TRUE;
    }
  if (ns_eas_version_from_string (option_protocol) == NS_EAS_VERSION_NONE)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE,
                   _("There is no protocol version “%s”; there are auto, 2.5, 12.0, 12.1, 14.0, 14.1, 16.0 and 16.1."),
                   option_protocol);
      return FALSE;
    }
  replace (&account->protocol, option_protocol);
  return TRUE;
}

/* An empty name goes back to the system's authorities. */
static gboolean
take_ca (NsAccount *account)
{
  g_autofree char *path = option_ca != NULL && *option_ca != '\0' ? g_canonicalize_filename (option_ca, NULL) : NULL;
  g_autofree char *content = NULL;
  g_autoptr (GError) error = NULL;

  if (option_ca == NULL)
    return TRUE;
  if (path != NULL && !g_file_get_contents (path, &content, NULL, &error))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” cannot be read."), option_ca);
      return FALSE;
    }
  if (path != NULL && strstr (content, "-----BEGIN CERTIFICATE-----") == NULL)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("The file “%s” holds no certificate in PEM form."), option_ca);
      return FALSE;
    }
  replace (&account->ca_file, path);
  return TRUE;
}

static gboolean
take_password_source (NsAccount *account)
{
  if (option_password_stdin && option_password_command != NULL)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("Give the password either by “--password-stdin” or by “--password-command”."));
      return FALSE;
    }
  if (option_password_command != NULL && *option_password_command == '\0')
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("The password command is empty."));
      return FALSE;
    }
  if (option_password_stdin || option_password_command != NULL)
    replace (&account->password_command, option_password_command);
  return TRUE;
}

static gboolean
check_new (void)
{
  const gboolean password = option_password_stdin || option_password_command != NULL;

  if (option_server != NULL && option_user != NULL && option_email != NULL && password)
    return TRUE;
  ns_ctl_fail (NS_CTL_WRONG_USE, _("A new account needs “--server”, “--user”, “--email” and a password by "
                                   "“--password-stdin” or “--password-command”."));
  return FALSE;
}

static gboolean
take_user (NsAccount *account)
{
  if (option_user == NULL)
    return TRUE;
  if (*option_user == '\0')
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("The user name is empty."));
      return FALSE;
    }
  replace (&account->user, option_user);
  return TRUE;
}

static gboolean
take_setting (const char *name, const char *value, gboolean *setting)
{
  const gboolean is_yes = g_strcmp0 (value, "yes") == 0;

  if (value == NULL)
    return TRUE;
  if (!is_yes && !g_str_equal (value, "no"))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("“%s” takes “yes” or “no”, not “%s”."), name, value);
      return FALSE;
    }
  *setting = is_yes;
  return TRUE;
}

static gboolean
take_settings (NsAccount *account)
{
  return take_setting ("--compare-before-sending", option_compare, &account->compares_first)
         && take_setting ("--clear-reminder-echoes", option_clear_echoes, &account->clears_echoes);
}

/* What was learned holds for the server and user that it was learned from; why the account stood still is over. */
static void
forget_learned (NsAccount *account, const NsAccount *before)
{
  const NsOutcome none = { NS_DOMAIN_NONE };

  account->fault = none;
  account->retry_at = 0;
  account->failures = 0;
  replace (&account->fault_detail, NULL);
  if (g_strcmp0 (account->server, before->server) == 0 && g_strcmp0 (account->user, before->user) == 0
      && g_strcmp0 (account->protocol, before->protocol) == 0)
    return;
  replace (&account->version, NULL);
  replace (&account->policy_key, NULL);
  replace (&account->folder_sync_key, NULL);
  replace (&account->server_product, NULL);
  replace (&account->server_header, NULL);
  replace (&account->auth_schemes, NULL);
  replace (&account->media_type, NULL);
  account->clock_skew = 0;
}

/* Takes one line; a password never stands in an argument, where `ps` would show it. */
static char *
read_password (void)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autofree char *text = g_malloc0 (MAX_PASSWORD_BYTES + 1);
  gsize size;

  if (!g_input_stream_read_all (input, text, MAX_PASSWORD_BYTES, &size, NULL, NULL))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("The password cannot be read from standard input."));
      return NULL;
    }
  text[strcspn (text, "\r\n")] = '\0';
  if (*text == '\0' || !g_utf8_validate (text, -1, NULL))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("There is no password on standard input."));
      return NULL;
    }
  return g_steal_pointer (&text);
}

static gboolean
store_password (NsCtl *self, const NsAccount *account, NsCtlExit *code)
{
  g_autofree char *password = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  *code = NS_CTL_WRONG_USE;
  if (!option_password_stdin)
    return TRUE;
  password = read_password ();
  if (password == NULL)
    return FALSE;
  ns_secrets_store_async (ns_ctl_get_secrets (self), account, password, NULL, ns_await_cb, &await);
  if (ns_secrets_store_finish (ns_ctl_get_secrets (self), ns_await_result (&await), &error))
    return TRUE;
  *code = ns_ctl_fail_error (error);
  return FALSE;
}

static NsCtlExit
store_account (NsCtl *self, const NsAccount *account)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_store_set_account_async (self->store, account, NULL, ns_await_cb, &await);
  if (!ns_store_set_account_finish (self->store, ns_await_result (&await), &error))
    return ns_ctl_fail_error (error);
  return NS_CTL_DONE;
}

static NsAccount *
new_account (void)
{
  NsAccount *account = ns_account_new ();

  account->device_id = ns_id_new ();
  return account;
}

/**
 * ns_ctl_account_set:
 * @self: the run
 *
 * `account set`: sets up the account, or changes what is given of it.
 *
 * Returns: the exit code
 */
NsCtlExit
ns_ctl_account_set (NsCtl *self)
{
  NsCtlExit code = NS_CTL_DONE;
  g_autoptr (NsAccount) before = NULL;
  g_autoptr (NsAccount) account = NULL;

  if (!ns_ctl_open (self, &code) || !ns_ctl_get_account (self, &before, &code))
    return code;
  if (before == NULL && !check_new ())
    return NS_CTL_WRONG_USE;
  if (before == NULL)
    before = new_account ();

  account = ns_account_copy (before);
  if (!take_server (account) || !take_user (account) || !take_email (account) || !take_password_source (account)
      || !take_ca (account) || !take_protocol (account) || !take_settings (account))
    return NS_CTL_WRONG_USE;
  forget_learned (account, before);
  if (!store_password (self, account, &code))
    return code;
  return store_account (self, account);
}
