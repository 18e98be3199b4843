/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "secrets/ns-secrets.h"

#include "secrets/ns-password-command.h"

G_DEFINE_INTERFACE (NsSecrets, ns_secrets, G_TYPE_OBJECT)
G_DEFINE_QUARK (ns-secrets-error-quark, ns_secrets_error)

static void
ns_secrets_default_init (NsSecretsInterface *iface)
{
}

static void
command_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;
  char *password = ns_password_command_run_finish (result, &error);

  if (password == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, password, ns_secrets_free_password);
}

/**
 * ns_secrets_lookup_async:
 * @self: where passwords are
 * @account: whose password
 * @cancellable: (nullable): ends the wait
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks the account's password command where it has one, and @self otherwise. Main thread.
 */
void
ns_secrets_lookup_async (NsSecrets *self, const NsAccount *account, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task;

  if (account->password_command == NULL)
    {
      NS_SECRETS_GET_IFACE (self)->lookup_async (self, account, cancellable, callback, user_data);
      return;
    }

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ns_secrets_lookup_async);
  ns_password_command_run_async (account->password_command, NS_PASSWORD_COMMAND_TIMEOUT, cancellable, command_cb,
                                 task);
}

/**
 * ns_secrets_lookup_finish:
 * @self: where passwords are
 * @result: the result
 * @error: return location for an #NsSecretsError or %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the password; give it back by ns_secrets_free_password()
 */
char *
ns_secrets_lookup_finish (NsSecrets *self, GAsyncResult *result, GError **error)
{
  if (g_async_result_is_tagged (result, ns_secrets_lookup_async))
    return g_task_propagate_pointer (G_TASK (result), error);
  return NS_SECRETS_GET_IFACE (self)->lookup_finish (self, result, error);
}

/**
 * ns_secrets_store_async:
 * @self: where passwords are
 * @account: whose password; its password command does not matter here
 * @password: the password
 * @cancellable: (nullable): ends the wait
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Keeps a password, in place of an older one of the same server and login. Main thread.
 */
void
ns_secrets_store_async (NsSecrets *self, const NsAccount *account, const char *password, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data)
{
  NS_SECRETS_GET_IFACE (self)->store_async (self, account, password, cancellable, callback, user_data);
}

/**
 * ns_secrets_store_finish:
 * @self: where passwords are
 * @result: the result
 * @error: return location for an #NsSecretsError or %G_IO_ERROR_CANCELLED
 *
 * Returns: whether it is kept
 */
gboolean
ns_secrets_store_finish (NsSecrets *self, GAsyncResult *result, GError **error)
{
  return NS_SECRETS_GET_IFACE (self)->store_finish (self, result, error);
}

/**
 * ns_secrets_free_password:
 * @password: (transfer full) (nullable): a password, a `char *`
 *
 * Overwrites a password and frees it. Any thread.
 */
void
ns_secrets_free_password (gpointer password)
{
  if (password != NULL)
    explicit_bzero (password, strlen (password));
  g_free (password);
}
