/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-account.h"

G_DEFINE_BOXED_TYPE (NsAccount, ns_account, (GBoxedCopyFunc) ns_account_ref, (GBoxedFreeFunc) ns_account_unref)

/**
 * ns_account_new:
 *
 * Returns: (transfer full): an account whose fields are all unset but for the settings, which are as a new user has
 *   them; for its maker to fill
 */
NsAccount *
ns_account_new (void)
{
  NsAccount *account = g_atomic_rc_box_new0 (NsAccount);

  account->compares_first = TRUE;
  return account;
}

/**
 * ns_account_copy:
 * @account: an account
 *
 * Returns: (transfer full): a separate account with the same fields, for its maker to change before handing it on
 */
NsAccount *
ns_account_copy (const NsAccount *account)
{
  NsAccount *copy = ns_account_new ();

  *copy = *account;
  copy->server = g_strdup (account->server);
  copy->user = g_strdup (account->user);
  copy->email = g_strdup (account->email);
  copy->password_command = g_strdup (account->password_command);
  copy->ca_file = g_strdup (account->ca_file);
  copy->pin = g_strdup (account->pin);
  copy->protocol = g_strdup (account->protocol);
  copy->device_id = g_strdup (account->device_id);
  copy->version = g_strdup (account->version);
  copy->policy_key = g_strdup (account->policy_key);
  copy->folder_sync_key = g_strdup (account->folder_sync_key);
  copy->device_told = g_strdup (account->device_told);
  copy->server_product = g_strdup (account->server_product);
  copy->server_header = g_strdup (account->server_header);
  copy->auth_schemes = g_strdup (account->auth_schemes);
  copy->media_type = g_strdup (account->media_type);
  copy->fault_detail = g_strdup (account->fault_detail);
  return copy;
}

/**
 * ns_account_ref:
 * @account: an account
 *
 * Returns: (transfer full): @account. Any thread.
 */
NsAccount *
ns_account_ref (const NsAccount *account)
{
  return g_atomic_rc_box_acquire ((NsAccount *) account);
}

static void
account_clear (NsAccount *account)
{
  g_free (account->server);
  g_free (account->user);
  g_free (account->email);
  g_free (account->password_command);
  g_free (account->ca_file);
  g_free (account->pin);
  g_free (account->protocol);
  g_free (account->device_id);
  g_free (account->version);
  g_free (account->policy_key);
  g_free (account->folder_sync_key);
  g_free (account->device_told);
  g_free (account->server_product);
  g_free (account->server_header);
  g_free (account->auth_schemes);
  g_free (account->media_type);
  g_free (account->fault_detail);
}

/**
 * ns_account_unref:
 * @account: (transfer full): an account
 *
 * Drops a reference. Any thread.
 */
void
ns_account_unref (const NsAccount *account)
{
  g_atomic_rc_box_release_full ((NsAccount *) account, (GDestroyNotify) account_clear);
}

/**
 * ns_account_knows:
 * @account: an account
 * @capability: what its server may be able to do
 *
 * Returns: what is known of that
 */
NsKnowledge
ns_account_knows (const NsAccount *account, NsCapability capability)
{
  return ns_capabilities_get (&account->capabilities, capability, account->server_product);
}

/**
 * ns_account_can:
 * @account: an account
 * @capability: what its server may be able to do
 *
 * Returns: whether that may be relied on
 */
gboolean
ns_account_can (const NsAccount *account, NsCapability capability)
{
  return ns_knowledge_is_yes (ns_account_knows (account, capability));
}

/**
 * ns_account_has:
 * @account: an account
 * @setting: one of its settings
 *
 * Returns: whether it is on
 */
gboolean
ns_account_has (const NsAccount *account, NsSetting setting)
{
  switch (setting)
    {
    case NS_SETTING_COMPARES_FIRST:
      return account->compares_first;
    case NS_SETTING_CLEARS_ECHOES:
      return account->clears_echoes;
    }
  return FALSE;
}
