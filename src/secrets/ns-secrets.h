/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-account.h"

G_BEGIN_DECLS

/**
 * NsSecretsError:
 * @NS_SECRETS_ERROR_NOT_FOUND: no password is stored for the account
 * @NS_SECRETS_ERROR_COMMAND: the password command failed; the message has its exit code and its own words
 * @NS_SECRETS_ERROR_SERVICE: the Secret Service is missing or locked
 */
typedef enum
{
  NS_SECRETS_ERROR_NOT_FOUND,
  NS_SECRETS_ERROR_COMMAND,
  NS_SECRETS_ERROR_SERVICE,
} NsSecretsError;

#define NS_SECRETS_ERROR (ns_secrets_error_quark ())
GQuark ns_secrets_error_quark (void);

/**
 * NsSecrets:
 *
 * Where passwords are. An account with a password command is always asked of that command (through the shell, each
 * time); others of this object's place: the Secret Service or, for demonstrations and tests, memory. Main thread;
 * nothing here blocks.
 */
#define NS_TYPE_SECRETS (ns_secrets_get_type ())
G_DECLARE_INTERFACE (NsSecrets, ns_secrets, NS, SECRETS, GObject)

struct _NsSecretsInterface
{
  GTypeInterface parent_iface;

  void (*lookup_async) (NsSecrets *self, const NsAccount *account, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
  char *(*lookup_finish) (NsSecrets *self, GAsyncResult *result, GError **error);
  void (*store_async) (NsSecrets *self, const NsAccount *account, const char *password, GCancellable *cancellable,
                       GAsyncReadyCallback callback, gpointer user_data);
  gboolean (*store_finish) (NsSecrets *self, GAsyncResult *result, GError **error);
};

NsSecrets *ns_secrets_new_service (void);
NsSecrets *ns_secrets_new_memory (void);

void ns_secrets_lookup_async (NsSecrets *self, const NsAccount *account, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
char *ns_secrets_lookup_finish (NsSecrets *self, GAsyncResult *result, GError **error);
void ns_secrets_store_async (NsSecrets *self, const NsAccount *account, const char *password,
                             GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_secrets_store_finish (NsSecrets *self, GAsyncResult *result, GError **error);
void ns_secrets_free_password (gpointer password);

G_END_DECLS
