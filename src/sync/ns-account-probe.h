/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-account-setup.h"

G_BEGIN_DECLS

/**
 * NsProbe:
 * @account: the account to try
 * @before: (nullable): what is known of the same mailbox, which the server may count on
 * @password: (nullable): the password; %NULL where @account's command or the keyring of @engine has it
 * @engine: the engine of the outbox
 * @step_func: (nullable): told when another step begins
 * @step_data: for @step_func
 *
 * What is to be tried. Borrowed for the call, @step_func with @step_data until the end. Private to src/sync.
 */
typedef struct
{
  const NsAccount *account;
  const NsAccount *before;
  const char *password;
  NsEngine *engine;
  NsSetupStepFunc step_func;
  gpointer step_data;
} NsProbe;

void ns_account_probe_async (const NsProbe *probe, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data);
NsSetupReport *ns_account_probe_finish (GAsyncResult *result, GError **error);

G_END_DECLS
