/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/ns-attempt.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsBatch:
 * @id: the journal row; 0 before the lease
 * @command: %NS_COMMAND_SYNC or %NS_COMMAND_SEND_MAIL
 * @collection_id: (nullable): the folder of a Sync
 * @sync_key: (nullable): the sync key that the request carries
 * @version: the protocol version times ten that the request was built for (#NsEasVersion; plain int here)
 * @request: (nullable): the exact body; %NULL where the items never reach the wire (they are refused locally)
 * @leased_at: when it was written to the journal
 * @tries: how often the request went out, this run or earlier ones; 0 right after the lease
 * @is_last: whether nothing was leased after it, up to the moment that it was read
 * @items: (element-type NsItem): what it carries, in the order of its commands
 *
 * What is on the wire: the journal's row that exists before the first byte goes out (design 6, rule 1).
 * A reference counted value, filled by its maker and then read only.
 */
typedef struct
{
  gint64 id;
  NsCommand command;
  char *collection_id;
  char *sync_key;
  int version;
  GBytes *request;
  gint64 leased_at;
  guint tries;
  gboolean is_last;
  GPtrArray *items;
} NsBatch;

NsBatch *ns_batch_new (NsCommand command);
NsBatch *ns_batch_ref (const NsBatch *batch);
void ns_batch_unref (const NsBatch *batch);

/**
 * NsResult:
 * @item_id: which item of the batch
 * @event: what happened: %NS_EVENT_ACCEPT, _REFUSE, _NOT_EXECUTED or _LOSE_TRACK
 * @attempt: how the try went; its `state` is filled in by the store
 * @next_attempt_at: for an item that stays pending: when it is due, or 0 for the next cycle
 * @server_id: (nullable): the object's id, after an accepted Add
 * @agreed: (nullable): the ApplicationData (WBXML) that both sides now agree on, after an accepted Add or Change
 * @detail: (nullable): the other side's own words
 * @isolation: for a refused item that made a batch fail: what is known of that batch
 * @is_cleared: whether the item is taken out of the outbox at once, as a reminder echo that nobody wants to see
 *
 * What became of one item of a batch.
 */
typedef struct
{
  gint64 item_id;
  NsEvent event;
  NsAttempt attempt;
  gint64 next_attempt_at;
  char *server_id;
  GBytes *agreed;
  char *detail;
  NsIsolation isolation;
  gboolean is_cleared;
} NsResult;

NsResult *ns_result_new (gint64 item_id, NsEvent event);
void ns_result_free (NsResult *result);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsBatch, ns_batch_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsResult, ns_result_free)

G_END_DECLS
