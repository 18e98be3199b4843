/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-commands.h"

#include "base/ns-await.h"
#include "sync/ns-account-setup.h"

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
static char *option_pin;
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
  { "pin", 0, 0, G_OPTION_ARG_STRING, &option_pin,
    N_("Trust the certificate with this SHA-256 fingerprint, and no other"), N_("SHA256") },
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

/* What is given by a text, and where it goes. An empty text means something for the last two only. */
static gboolean
take (NsAccountSetup *setup, NsSetupField field, const char *text)
{
  g_autoptr (GError) error = NULL;

  if (text == NULL || ns_account_setup_set (setup, field, text, &error))
    return TRUE;
  ns_ctl_fail (NS_CTL_WRONG_USE, "%s", error->message);
  return FALSE;
}

static gboolean
take_texts (NsAccountSetup *setup)
{
  return take (setup, NS_SETUP_SERVER, option_server) && take (setup, NS_SETUP_USER, option_user)
         && take (setup, NS_SETUP_EMAIL, option_email)
         && take (setup, NS_SETUP_PASSWORD_COMMAND, option_password_command)
         && take (setup, NS_SETUP_CA_FILE, option_ca) && take (setup, NS_SETUP_PIN, option_pin)
         && take (setup, NS_SETUP_PROTOCOL, option_protocol);
}

static gboolean
check_plain (const NsAccountSetup *setup)
{
  const char *server = ns_account_setup_get_account (setup)->server;

  if (option_server == NULL || !ns_account_setup_is_plain (setup))
    return TRUE;
  if (!option_allow_plain_http)
    {
      ns_ctl_fail (NS_CTL_WRONG_USE,
                   _("“%s” is not encrypted, so everybody on the way could read your password and your mail; "
                     "use https, or say “--allow-plain-http”."),
                   server);
      return FALSE;
    }
  ns_ctl_warn (_("Warning: “%s” is not encrypted; everybody on the way can read your password and mail."), server);
  return TRUE;
}

static gboolean
check_password_source (void)
{
  if (!option_password_stdin || option_password_command == NULL)
    return TRUE;
  ns_ctl_fail (NS_CTL_WRONG_USE, _("Give the password either by “--password-stdin” or by “--password-command”."));
  return FALSE;
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
take_setting (NsAccountSetup *setup, NsSetting setting, const char *name, const char *value)
{
  const gboolean is_yes = g_strcmp0 (value, "yes") == 0;

  if (value == NULL)
    return TRUE;
  if (!is_yes && !g_str_equal (value, "no"))
    {
      ns_ctl_fail (NS_CTL_WRONG_USE, _("“%s” takes “yes” or “no”, not “%s”."), name, value);
      return FALSE;
    }
  ns_account_setup_set_setting (setup, setting, is_yes);
  return TRUE;
}

static gboolean
take_settings (NsAccountSetup *setup)
{
  return take_setting (setup, NS_SETTING_COMPARES_FIRST, "--compare-before-sending", option_compare)
         && take_setting (setup, NS_SETTING_CLEARS_ECHOES, "--clear-reminder-echoes", option_clear_echoes);
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
take_password (NsAccountSetup *setup)
{
  char *password = option_password_stdin ? read_password () : NULL;
  gboolean taken;

  if (!option_password_stdin)
    return TRUE;
  if (password == NULL)
    return FALSE;
  taken = take (setup, NS_SETUP_PASSWORD, password);
  ns_secrets_free_password (password);
  return taken;
}

static NsCtlExit
keep (NsCtl *self, const NsAccountSetup *setup)
{
  g_autoptr (NsEngine) engine = ns_engine_new (self->store, ns_ctl_get_secrets (self));
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_account_setup_save_async (setup, engine, NULL, ns_await_cb, &await);
  if (!ns_account_setup_save_finish (ns_await_result (&await), &error))
    return ns_ctl_fail_error (error);
  return NS_CTL_DONE;
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
  g_autoptr (NsAccountSetup) setup = NULL;

  if (!ns_ctl_open (self, &code) || !ns_ctl_get_account (self, &before, &code))
    return code;
  if (before == NULL && !check_new ())
    return NS_CTL_WRONG_USE;

  setup = ns_account_setup_new (before);
  if (!check_password_source () || !take_texts (setup) || !check_plain (setup) || !take_settings (setup)
      || !take_password (setup))
    return NS_CTL_WRONG_USE;
  return keep (self, setup);
}
