/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "secrets/ns-password-command.h"
#include "secrets/ns-secrets.h"

static NsAccount *
make_account (const char *user, const char *command)
{
  NsAccount *account = ns_account_new ();

  account->server = g_strdup ("https://mail.example.test/Microsoft-Server-ActiveSync");
  account->user = g_strdup (user);
  account->password_command = g_strdup (command);
  return account;
}

static char *
look_up (NsSecrets *secrets, const NsAccount *account, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_secrets_lookup_async (secrets, account, NULL, ns_await_cb, &await);
  return ns_secrets_lookup_finish (secrets, ns_await_result (&await), error);
}

static gboolean
store (NsSecrets *secrets, const NsAccount *account, const char *password, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_secrets_store_async (secrets, account, password, NULL, ns_await_cb, &await);
  return ns_secrets_store_finish (secrets, ns_await_result (&await), error);
}

typedef struct
{
  const char *name;
  const char *command;
  const char *password; /* (nullable) */
  const char *message;  /* (nullable): of the error */
} Row;

static const Row rows[] = {
  { "line", "echo demo", "demo", NULL },
  { "no-newline", "printf demo", "demo", NULL },
  { "dos-newline", "printf 'demo\\r\\n'", "demo", NULL },
  { "first-line", "printf 'demo\\nuser: x\\n'", "demo", NULL },
  { "spaces", "echo ' de mo '", " de mo ", NULL },
  { "talks", "echo asking >&2; echo demo", "demo", NULL },
  { "shell", "a=de; echo ${a}mo | cat", "demo", NULL },
  { "no-input", "cat; echo demo", "demo", NULL },
  { "much-output", "echo demo; head -c 1000000 /dev/zero; head -c 1000000 /dev/zero >&2", "demo", NULL },
  { "agent-left-behind", "(exec sleep 30) & echo demo", "demo", NULL },
  { "silent-failure", "exit 3", NULL, "The password command failed with exit code 3." },
  { "failure", "echo wrong; echo 'locked  ' >&2; echo more >&2; exit 3", NULL,
    "The password command failed with exit code 3: locked" },
  { "failure-with-secret", "echo 'bad password=hunter2' >&2; exit 1", NULL,
    "The password command failed with exit code 1: bad password=***" },
  { "killed", "kill -9 $$", NULL, "The password command was killed by signal 9." },
  { "nothing", "true", NULL, "The password command printed no password." },
  { "empty-line", "echo; echo demo", NULL, "The password command printed no password." },
  { "endless-line", "head -c 100000 /dev/zero | tr '\\0' x", NULL,
    "The first line that the password command printed is too long for a password." },
};

static void
test_command (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsAccount) account = make_account ("demo", row->command);
  g_autoptr (GError) error = NULL;
  g_autofree char *password = look_up (secrets, account, &error);

  g_assert_cmpstr (password, ==, row->password);
  if (row->message == NULL)
    {
      g_assert_no_error (error);
      return;
    }
  g_assert_error (error, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND);
  g_assert_cmpstr (error->message, ==, row->message);
}

static void
test_command_unknown (void)
{
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsAccount) account = make_account ("demo", "no-such-command-here");
  g_autoptr (GError) error = NULL;

  g_assert_null (look_up (secrets, account, &error));
  g_assert_error (error, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND);
  g_assert_true (g_str_has_prefix (error->message, "The password command failed with exit code 127: "));
}

static void
test_command_timeout (void)
{
  static const char *const commands[] = { "exec sleep 600", "exec yes", "echo demo; exec sleep 600" };

  for (gsize i = 0; i < G_N_ELEMENTS (commands); i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;

      ns_password_command_run_async (commands[i], 20 * 1000, NULL, ns_await_cb, &await);
      g_assert_null (ns_password_command_run_finish (ns_await_result (&await), &error));
      g_assert_error (error, NS_SECRETS_ERROR, NS_SECRETS_ERROR_COMMAND);
      g_assert_cmpstr (error->message, ==, "The password command did not end in time and was stopped.");
    }
}

static void
test_command_cancel (void)
{
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsAccount) account = make_account ("demo", "exec sleep 600");

  for (guint before = 0; before < 2; before++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_auto (NsAwait) await = NS_AWAIT_INIT;
      g_autoptr (GError) error = NULL;

      if (before == 1)
        g_cancellable_cancel (cancellable);
      ns_secrets_lookup_async (secrets, account, cancellable, ns_await_cb, &await);
      g_cancellable_cancel (cancellable);
      g_assert_null (ns_secrets_lookup_finish (secrets, ns_await_result (&await), &error));
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

static void
test_memory (void)
{
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsAccount) joerg = make_account ("joerg", NULL);
  g_autoptr (NsAccount) mary = make_account ("mary", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) missing = NULL;
  g_autofree char *password = NULL;

  g_assert_true (store (secrets, joerg, "old", &error));
  g_assert_true (store (secrets, joerg, "new", &error));
  password = look_up (secrets, joerg, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (password, ==, "new");

  g_assert_null (look_up (secrets, mary, &missing));
  g_assert_error (missing, NS_SECRETS_ERROR, NS_SECRETS_ERROR_NOT_FOUND);
  g_assert_cmpstr (missing->message, ==,
                   "No password is stored for mary at https://mail.example.test/Microsoft-Server-ActiveSync.");
}

/* On a bus of its own, where nobody offers the service: a clear error, and no waiting. */
static void
test_no_service (void)
{
  g_autoptr (NsSecrets) secrets = ns_secrets_new_service ();
  g_autoptr (NsAccount) account = make_account ("joerg", NULL);
  g_autoptr (GError) looked_up = NULL;
  g_autoptr (GError) stored = NULL;

  g_assert_null (look_up (secrets, account, &looked_up));
  g_assert_error (looked_up, NS_SECRETS_ERROR, NS_SECRETS_ERROR_SERVICE);
  g_assert_false (store (secrets, account, "geheim", &stored));
  g_assert_error (stored, NS_SECRETS_ERROR, NS_SECRETS_ERROR_SERVICE);
  g_assert_true (g_str_has_prefix (stored->message, "The desktop's password store cannot be used: "));
  g_assert_null (strstr (stored->message, "geheim"));
}

int
main (int argc, char **argv)
{
  g_autoptr (GTestDBus) bus = NULL;
  int status;

  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/secrets/command/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_command);
    }
  g_test_add_func ("/secrets/command/unknown", test_command_unknown);
  g_test_add_func ("/secrets/command/timeout", test_command_timeout);
  g_test_add_func ("/secrets/command/cancel", test_command_cancel);
  g_test_add_func ("/secrets/memory", test_memory);
  g_test_add_func ("/secrets/no-service", test_no_service);

  bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (bus);
  status = g_test_run ();
  g_test_dbus_down (bus);
  return status;
}
