/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "secrets/ns-secrets.h"

#include <glib/gi18n-lib.h>
#include <libsecret/secret.h>

#define NS_TYPE_SECRETS_SERVICE (ns_secrets_service_get_type ())
G_DECLARE_FINAL_TYPE (NsSecretsService, ns_secrets_service, NS, SECRETS_SERVICE, GObject)

struct _NsSecretsService
{
  GObject parent_instance;
};

static void ns_secrets_service_iface_init (NsSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NsSecretsService, ns_secrets_service, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NS_TYPE_SECRETS, ns_secrets_service_iface_init))

static const SecretSchema schema = {
  "io.github.notifysync.Outbox",
  SECRET_SCHEMA_NONE,
  {
    { "server", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { "user", SECRET_SCHEMA_ATTRIBUTE_STRING },
    { NULL, 0 },
  },
};

static void
ns_secrets_service_class_init (NsSecretsServiceClass *klass)
{
}

static void
ns_secrets_service_init (NsSecretsService *self)
{
}

static GTask *
new_task (NsSecrets *self, gpointer tag, const NsAccount *account, GCancellable *cancellable,
          GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_task_data (task, ns_account_ref (account), (GDestroyNotify) ns_account_unref);
  return task;
}

static void
return_service_error (GTask *task, GError *error)
{
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    {
      g_task_return_error (task, error);
      return;
    }

  g_dbus_error_strip_remote_error (error);
  g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_SERVICE,
                           _("The desktop's password store cannot be used: %s"), error->message);
  g_error_free (error);
}

static void
lookup_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const NsAccount *account = g_task_get_task_data (task);
  GError *error = NULL;
  char *password = secret_password_lookup_finish (result, &error);

  if (error != NULL)
    return_service_error (task, error);
  else if (password == NULL)
    g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_NOT_FOUND,
                             _("No password is stored for %s at %s."), account->user, account->server);
  else
    {
      g_task_return_pointer (task, g_strdup (password), ns_secrets_free_password);
      secret_password_free (password);
    }
}

static void
lookup_async (NsSecrets *self, const NsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
              gpointer user_data)
{
  GTask *task = new_task (self, lookup_async, account, cancellable, callback, user_data);

  secret_password_lookup (&schema, cancellable, lookup_cb, task, "server", account->server, "user", account->user,
                          NULL);
}

static char *
lookup_finish (NsSecrets *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (secret_password_store_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    return_service_error (task, error);
}

static void
store_async (NsSecrets *self, const NsAccount *account, const char *password, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = new_task (self, store_async, account, cancellable, callback, user_data);
  g_autofree char *label = g_strdup_printf (_("NotifySync: %s at %s"), account->user, account->server);

  secret_password_store (&schema, SECRET_COLLECTION_DEFAULT, label, password, cancellable, store_cb, task, "server",
                         account->server, "user", account->user, NULL);
}

static gboolean
store_finish (NsSecrets *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ns_secrets_service_iface_init (NsSecretsInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
}

/**
 * ns_secrets_new_service:
 *
 * Returns: (transfer full): the desktop's Secret Service, in its default collection
 */
NsSecrets *
ns_secrets_new_service (void)
{
  return g_object_new (NS_TYPE_SECRETS_SERVICE, NULL);
}
