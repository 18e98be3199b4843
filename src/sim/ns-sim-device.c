/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-device.h"

/* Exchange remembers the last few mails of a device (MS-ASCMD 2.2.3.28.1); how many is not documented. */
#define MAX_SENT 100

/* Above 2^31, so that a client which reads the key as a signed number is found out. */
#define FIRST_POLICY_KEY 2147483659u
#define POLICY_KEY_STEP 104729u

/**
 * ns_sim_device_new:
 * @id: its DeviceId
 *
 * Returns: (transfer full): a device of which nothing is known
 */
NsSimDevice *
ns_sim_device_new (const char *id)
{
  NsSimDevice *self = g_new0 (NsSimDevice, 1);

  self->id = g_strdup (id);
  self->chains = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) ns_sim_chain_free);
  g_queue_init (&self->sent);
  return self;
}

/**
 * ns_sim_device_free:
 * @self: (transfer full): a device
 *
 * Ends the partnership.
 */
void
ns_sim_device_free (NsSimDevice *self)
{
  g_queue_clear_full (&self->sent, g_free);
  g_hash_table_unref (self->chains);
  g_free (self->folder_key);
  g_free (self->folder_previous_key);
  g_free (self->model);
  g_free (self->os);
  g_free (self->id);
  g_free (self);
}

/**
 * ns_sim_device_make_policy_key:
 * @self: a device
 *
 * Returns: a policy key that the device never had, above 0 (MS-ASPROV 2.2.2.42)
 */
guint32
ns_sim_device_make_policy_key (NsSimDevice *self)
{
  return FIRST_POLICY_KEY + POLICY_KEY_STEP * self->policy_keys++;
}

/**
 * ns_sim_device_make_folder_key:
 * @self: a device
 *
 * Returns: (transfer none): its next FolderSync key; the last one becomes the previous
 */
const char *
ns_sim_device_make_folder_key (NsSimDevice *self)
{
  g_free (self->folder_previous_key);
  self->folder_previous_key = self->folder_key;
  self->folder_key = g_strdup_printf ("F{%s}%u", self->id, ++self->folder_generation);
  return self->folder_key;
}

/**
 * ns_sim_device_find_chain:
 * @self: a device
 * @collection_id: a folder's id
 *
 * Returns: (transfer none) (nullable): the key chain, where the device has ever started one
 */
NsSimChain *
ns_sim_device_find_chain (const NsSimDevice *self, const char *collection_id)
{
  return g_hash_table_lookup (self->chains, collection_id);
}

/**
 * ns_sim_device_restart_chain:
 * @self: a device
 * @collection_id: a folder's id
 *
 * Returns: (transfer none): the key chain, at its first key
 */
NsSimChain *
ns_sim_device_restart_chain (NsSimDevice *self, const char *collection_id)
{
  NsSimChain *chain = ns_sim_device_find_chain (self, collection_id);

  if (chain != NULL)
    {
      ns_sim_chain_restart (chain, ++self->epochs);
      return chain;
    }
  chain = ns_sim_chain_new (++self->epochs);
  g_hash_table_insert (self->chains, g_strdup (collection_id), chain);
  return chain;
}

/**
 * ns_sim_device_forget_chain:
 * @self: a device
 * @collection_id: a folder's id
 *
 * Drops the key chain: from now on the device has never seen the folder. Nothing that was got from it may be used any
 * more.
 */
void
ns_sim_device_forget_chain (NsSimDevice *self, const char *collection_id)
{
  g_hash_table_remove (self->chains, collection_id);
}

/**
 * ns_sim_device_forget_chains:
 * @self: a device
 *
 * Drops all key chains.
 */
void
ns_sim_device_forget_chains (NsSimDevice *self)
{
  g_hash_table_remove_all (self->chains);
}

/**
 * ns_sim_device_has_sent:
 * @self: a device
 * @client_id: ClientId of a SendMail
 *
 * Returns: whether that mail is among the last that the device sent
 */
gboolean
ns_sim_device_has_sent (NsSimDevice *self, const char *client_id)
{
  return g_queue_find_custom (&self->sent, client_id, (GCompareFunc) g_strcmp0) != NULL;
}

/**
 * ns_sim_device_remember_sent:
 * @self: a device
 * @client_id: ClientId of a SendMail that was executed
 *
 * Remembers it.
 */
void
ns_sim_device_remember_sent (NsSimDevice *self, const char *client_id)
{
  g_queue_push_tail (&self->sent, g_strdup (client_id));
  if (self->sent.length > MAX_SENT)
    g_free (g_queue_pop_head (&self->sent));
}
