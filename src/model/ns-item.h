/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib-object.h>

#include "model/ns-isolation.h"
#include "model/ns-kind.h"
#include "model/ns-outcome.h"
#include "model/ns-resolution.h"
#include "model/ns-state.h"

G_BEGIN_DECLS

/**
 * NsItem:
 * @id: the row id; never used again, not even after a delete
 * @account_id: whose outbox it lies in
 * @subject: what the user calls it; never %NULL, may be empty
 * @recipients: to whom (mail), with whom or where (event), whose (contact); never %NULL, may be empty
 * @size: of the payload, in bytes
 * @queued_at: when the user queued it; all times as in ns-time.h
 * @attempts: how often it was on the wire
 * @last_attempt_at: when the last try began, or 0
 * @next_attempt_at: when the next one is due, or 0 where none is planned
 * @delivered_at: when the server accepted it, or 0
 * @deleted_at: when the user deleted it, or 0; it can be undone until the row is purged
 * @client_id: what makes repeats recognisable to the server: constant over all tries of one version of the item
 * @uid: (nullable): the UID of an event or contact
 * @message_id: (nullable): the Message-ID of a mail, without angle brackets
 * @collection_id: (nullable): the folder on the server, once known
 * @server_id: (nullable): the object on the server, once known
 * @outcome: how the last try ended; its domain is %NS_DOMAIN_NONE before the first
 * @detail: (nullable): what the other side said, in its own words; for the technical details
 * @resolution: how the user ended its conflict
 * @resolved_at: when, or 0
 * @successor_id: the new item that keeps this version, or 0
 * @isolation: why it was set aside, if it made a batch fail; of an item that was resent it tells to send it alone
 *
 * One item of the outbox as it stood when it was read. It never changes, so it may cross threads.
 */
typedef struct
{
  gint64 id;
  gint64 account_id;
  NsKind kind;
  NsOperation operation;
  NsState state;
  char *subject;
  char *recipients;
  guint64 size;
  gint64 queued_at;
  guint attempts;
  gint64 last_attempt_at;
  gint64 next_attempt_at;
  gint64 delivered_at;
  gint64 deleted_at;
  char *client_id;
  char *uid;
  char *message_id;
  char *collection_id;
  char *server_id;
  NsOutcome outcome;
  char *detail;
  NsResolution resolution;
  gint64 resolved_at;
  gint64 successor_id;
  NsIsolation isolation;
} NsItem;

#define NS_TYPE_ITEM (ns_item_get_type ())
GType ns_item_get_type (void) G_GNUC_CONST;

NsItem *ns_item_new (void);
NsItem *ns_item_ref (const NsItem *item);
void ns_item_unref (const NsItem *item);
char *ns_item_dup_title (const NsItem *item);
char *ns_item_dup_title_with (const NsItem *item, const char *subject);
gboolean ns_item_is_copy_deletion (const NsItem *item);
gboolean ns_item_is_isolated (const NsItem *item);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsItem, ns_item_unref)

G_END_DECLS
