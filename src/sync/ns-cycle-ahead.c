/* SPDX-License-Identifier: GPL-3.0-or-later */
/* While a mail is on the wire the next one is read: one transaction then records the one and leases the other. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "sync/ns-request.h"

typedef struct
{
  NsCycle *cycle; /* (owned) */
  NsItem *item;   /* (owned) */
} Ahead;

static void
ahead_free (Ahead *ahead)
{
  g_object_unref (ahead->cycle);
  ns_item_unref (ahead->item);
  g_free (ahead);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Ahead, ahead_free)

/* A payload that cannot be read is a matter of PREPARE, where the item has its turn. */
static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Ahead) ahead = user_data;
  g_autoptr (GBytes) mime = ns_store_get_payload_finish (NS_STORE (source), result, NULL, NULL);
  NsCycle *self = ahead->cycle;

  if (self->ahead != ahead->item)
    return;
  g_clear_pointer (&self->ahead_mime, g_bytes_unref);
  self->ahead_mime = g_steal_pointer (&mime);
}

/**
 * ns_cycle_read_ahead:
 * @self: a cycle whose batch goes out now
 *
 * Begins to read the mail after it.
 */
void
ns_cycle_read_ahead (NsCycle *self)
{
  Ahead *ahead;
  NsItem *item;

  g_clear_pointer (&self->ahead, ns_item_unref);
  g_clear_pointer (&self->ahead_mime, g_bytes_unref);
  if (self->origin != NS_CYCLE_SEND || self->queue->len == 0)
    return;
  item = g_ptr_array_index (self->queue, 0);
  if (item->kind != NS_KIND_MAIL)
    return;

  self->ahead = ns_item_ref (item);
  ahead = g_new (Ahead, 1);
  ahead->cycle = g_object_ref (self);
  ahead->item = ns_item_ref (item);
  ns_store_get_payload_async (self->store, item->id, NS_PAYLOAD_MINE, self->cancellable, read_cb, ahead);
}

/* Only after a mail that was accepted: anything else is weighed before the lane goes on, if it does. */
static gboolean
goes_straight_on (NsCycle *self)
{
  const NsResult *result;

  if (self->origin != NS_CYCLE_SEND || self->reading == NULL || self->reading->results->len != 1
      || self->is_over || self->is_requeued || self->wants_folders || ns_cycle_is_cancelled (self))
    return FALSE;
  result = g_ptr_array_index (self->reading->results, 0);
  return result->event == NS_EVENT_ACCEPT;
}

/**
 * ns_cycle_build_ahead:
 * @self: a cycle with a decided batch
 *
 * Returns: (transfer full) (nullable): the request of the next mail, where it may follow at once
 */
NsBatch *
ns_cycle_build_ahead (NsCycle *self)
{
  if (self->ahead_mime == NULL || !goes_straight_on (self) || self->queue->len == 0
      || g_ptr_array_index (self->queue, 0) != self->ahead)
    return NULL;
  return ns_request_for_mail (self->ahead, self->ahead_mime, self->version);
}
