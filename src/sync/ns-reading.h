/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-batch.h"
#include "transport/ns-exchange.h"

G_BEGIN_DECLS

/**
 * NsFate:
 * @NS_FATE_DECIDED: the results say what became of each item
 * @NS_FATE_UNDECIDED: it may have been executed: replay, or look
 * @NS_FATE_PROVISION: refused until the client has provisioned: do so, then repeat
 * @NS_FATE_NEW_KEY: the folder's key is gone on the server: prime it again
 * @NS_FATE_NEW_FOLDERS: the folder tree has changed: FolderSync
 *
 * What an answer to a batch means for the batch as a whole.
 */
typedef enum
{
  NS_FATE_DECIDED,
  NS_FATE_UNDECIDED,
  NS_FATE_PROVISION,
  NS_FATE_NEW_KEY,
  NS_FATE_NEW_FOLDERS,
} NsFate;

/**
 * NsReading:
 * @fate: what it means for the batch
 * @outcome: what went wrong with the batch as a whole; %NS_DOMAIN_NONE where nothing did
 * @detail: (owned) (nullable): the other side's own words
 * @results: (owned) (element-type NsResult): one an item, in the order of the batch; binding only for
 *   %NS_FATE_DECIDED
 * @sync_key: (owned) (nullable): the folder's new key
 * @is_poison: whether it failed as a whole, and one bad item may be what made it (ns_poison_is_possible())
 * @has_conflict: whether an item lost against the server's version (Sync status 7)
 *
 * An answer, understood.
 */
typedef struct
{
  NsFate fate;
  NsOutcome outcome;
  char *detail;
  GPtrArray *results;
  char *sync_key;
  gboolean is_poison;
  gboolean has_conflict;
} NsReading;

NsReading *ns_reading_new (const NsBatch *batch, const NsExchange *exchange);
void ns_reading_decide (NsReading *self, guint n, NsEvent event, NsOutcome outcome);
void ns_reading_decide_all (NsReading *self, NsFate fate, NsEvent event);
void ns_reading_free (NsReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsReading, ns_reading_free)

G_END_DECLS
