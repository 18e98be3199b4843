/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-chain.h"

G_BEGIN_DECLS

/**
 * NsSimDevice:
 * @id: its DeviceId
 * @temporary_key: from phase 1 of Provision, 0 for none
 * @policy_key: from phase 2, 0 for none
 * @model: (nullable): from DeviceInformation
 * @os: (nullable): likewise
 * @folder_key: (nullable): its newest FolderSync key
 * @folder_previous_key: (nullable): the one before it
 *
 * A device partnership: everything that the server keeps for one DeviceId. The server's thread only.
 */
typedef struct
{
  char *id;
  guint32 temporary_key;
  guint32 policy_key;
  char *model;
  char *os;
  char *folder_key;
  char *folder_previous_key;

  GHashTable *chains;
  guint epochs;
  guint folder_generation;
  guint policy_keys;
  GQueue sent;
} NsSimDevice;

NsSimDevice *ns_sim_device_new (const char *id);
void ns_sim_device_free (NsSimDevice *self);
guint32 ns_sim_device_make_policy_key (NsSimDevice *self);
const char *ns_sim_device_make_folder_key (NsSimDevice *self);
NsSimChain *ns_sim_device_find_chain (const NsSimDevice *self, const char *collection_id);
NsSimChain *ns_sim_device_restart_chain (NsSimDevice *self, const char *collection_id);
void ns_sim_device_forget_chain (NsSimDevice *self, const char *collection_id);
void ns_sim_device_forget_chains (NsSimDevice *self);
gboolean ns_sim_device_has_sent (NsSimDevice *self, const char *client_id);
void ns_sim_device_remember_sent (NsSimDevice *self, const char *client_id);

G_END_DECLS
