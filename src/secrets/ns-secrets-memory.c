/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "secrets/ns-secrets.h"

#include <glib/gi18n-lib.h>

#define NS_TYPE_SECRETS_MEMORY (ns_secrets_memory_get_type ())
G_DECLARE_FINAL_TYPE (NsSecretsMemory, ns_secrets_memory, NS, SECRETS_MEMORY, GObject)

struct _NsSecretsMemory
{
  GObject parent_instance;

  GHashTable *passwords; /* (owned) (element-type utf8 utf8) */
};

static void ns_secrets_memory_iface_init (NsSecretsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NsSecretsMemory, ns_secrets_memory, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (NS_TYPE_SECRETS, ns_secrets_memory_iface_init))

static void
ns_secrets_memory_finalize (GObject *object)
{
  g_hash_table_unref (NS_SECRETS_MEMORY (object)->passwords);
  G_OBJECT_CLASS (ns_secrets_memory_parent_class)->finalize (object);
}

static void
ns_secrets_memory_class_init (NsSecretsMemoryClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_secrets_memory_finalize;
}

static void
ns_secrets_memory_init (NsSecretsMemory *self)
{
  self->passwords = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, ns_secrets_free_password);
}

static char *
key (const NsAccount *account)
{
  return g_strconcat (account->server, "\n", account->user, NULL);
}

static void
lookup_async (NsSecrets *secrets, const NsAccount *account, GCancellable *cancellable, GAsyncReadyCallback callback,
              gpointer user_data)
{
  NsSecretsMemory *self = NS_SECRETS_MEMORY (secrets);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *wanted = key (account);
  const char *password = g_hash_table_lookup (self->passwords, wanted);

  g_task_set_source_tag (task, lookup_async);
  if (password == NULL)
    g_task_return_new_error (task, NS_SECRETS_ERROR, NS_SECRETS_ERROR_NOT_FOUND,
                             _("No password is stored for %s at %s."), account->user, account->server);
  else
    g_task_return_pointer (task, g_strdup (password), ns_secrets_free_password);
}

static char *
lookup_finish (NsSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
store_async (NsSecrets *secrets, const NsAccount *account, const char *password, GCancellable *cancellable,
             GAsyncReadyCallback callback, gpointer user_data)
{
  NsSecretsMemory *self = NS_SECRETS_MEMORY (secrets);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, store_async);
  g_hash_table_replace (self->passwords, key (account), g_strdup (password));
  g_task_return_boolean (task, TRUE);
}

static gboolean
store_finish (NsSecrets *secrets, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
ns_secrets_memory_iface_init (NsSecretsInterface *iface)
{
  iface->lookup_async = lookup_async;
  iface->lookup_finish = lookup_finish;
  iface->store_async = store_async;
  iface->store_finish = store_finish;
}

/**
 * ns_secrets_new_memory:
 *
 * Returns: (transfer full): a place for passwords that forgets them with the process, for demonstrations and tests
 */
NsSecrets *
ns_secrets_new_memory (void)
{
  return g_object_new (NS_TYPE_SECRETS_MEMORY, NULL);
}
