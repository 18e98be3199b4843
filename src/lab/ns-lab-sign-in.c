/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The account of a world. */
#include "config.h"
#include "lab/ns-lab-world-private.h"

#include "base/ns-id.h"

static void
end_sign_in (GTask *task, GError *error)
{
  if (error != NULL)
    g_task_return_error (task, error);
  else
    g_task_return_boolean (task, TRUE);
  g_object_unref (task);
}

static void
secret_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GError *error = NULL;

  ns_secrets_store_finish (NS_SECRETS (source), result, &error);
  end_sign_in (user_data, error);
}

static void
read_account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  NsLabWorld *self = g_task_get_source_object (task);
  GError *error = NULL;
  g_autoptr (NsAccount) account = ns_store_get_account_finish (NS_STORE (source), result, &error);

  if (account == NULL)
    end_sign_in (task, error);
  else
    ns_secrets_store_async (self->secrets, account, self->password, g_task_get_cancellable (task), secret_cb, task);
}

static void
set_account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;

  if (!ns_store_set_account_finish (NS_STORE (source), result, &error))
    end_sign_in (task, error);
  else
    ns_store_get_account_async (NS_STORE (source), g_task_get_cancellable (task), read_account_cb, task);
}

static NsAccount *
make_account (NsLabWorld *self)
{
  NsAccount *account = ns_account_new ();

  account->server = g_strdup (ns_sim_server_get_url (self->server));
  account->user = g_strdup (self->user);
  account->email = g_strdup (self->email);
  account->ca_file = g_strdup (ns_sim_server_get_ca_file (self->server));
  account->device_id = ns_id_new ();
  account->compares_first = self->compares_first;
  return account;
}

/**
 * ns_lab_world_sign_in_async:
 * @self: a world
 * @password: (nullable): what the user enters; %NULL leaves it as it was
 * @cancellable: (nullable): to give up
 * @callback: called when the profile knows
 * @user_data: for @callback
 *
 * Tells the profile where the server is now, and the password, as the user does in the account dialog.
 */
void
ns_lab_world_sign_in_async (NsLabWorld *self, const char *password, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (NsAccount) account = make_account (self);

  g_task_set_source_tag (task, ns_lab_world_sign_in_async);
  if (password != NULL)
    {
      g_free (self->password);
      self->password = g_strdup (password);
    }
  ns_store_set_account_async (self->store, account, cancellable, set_account_cb, task);
}

/**
 * ns_lab_world_sign_in_finish:
 * @self: a world
 * @result: from the callback
 * @error: of the layer that failed
 *
 * Returns: whether the profile knows
 */
gboolean
ns_lab_world_sign_in_finish (NsLabWorld *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  return g_task_propagate_boolean (G_TASK (result), error);
}
