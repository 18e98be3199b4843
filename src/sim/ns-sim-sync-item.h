/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-response.h"
#include "sim/ns-sim-context.h"

G_BEGIN_DECLS

/**
 * NsSimSyncItem:
 * @context: (unowned): the request
 * @folder: (unowned): the collection
 * @chain: (unowned): the device's key chain in it
 * @deletes_as_moves: whether a Delete moves to Deleted Items
 *
 * Where the commands of one collection are executed.
 */
typedef struct
{
  NsSimContext *context;
  NsSimFolder *folder;
  NsSimChain *chain;
  gboolean deletes_as_moves;
} NsSimSyncItem;

NsEasSyncCommand *ns_sim_sync_item_execute (const NsSimSyncItem *self, const NsEasSyncCommand *command,
                                            NsSimEntry *entry);
NsNode *ns_sim_sync_item_dup_data (const NsSimChain *chain, const NsSimObject *object);
NsSimEntry *ns_sim_sync_item_describe (const char *collection_id, const NsSimFolder *folder,
                                       const NsEasSyncCommand *command);
void ns_sim_sync_item_collect_names (const NsSimEntry *entry, const NsEasSyncCommand *command, GPtrArray *names);

G_END_DECLS
