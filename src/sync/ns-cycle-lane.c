/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What waits: the queue of the lane that a cycle is in. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#define PAGE 100

static NsCycleState
state_of_lane (guint lane)
{
  return lane == NS_LANE_MAIL ? NS_CYCLE_SEND : NS_CYCLE_UPLOAD;
}

static void
next_lane (NsCycle *self)
{
  self->lane++;
  self->after_id = 0;
  self->has_accepted = FALSE;
  self->is_single = FALSE;
  ns_bisection_clear (self->bisection);
  self->wants_pull = FALSE;
  g_ptr_array_set_size (self->queue, 0);
}

/**
 * ns_cycle_is_suspect:
 * @item: an item that waits
 *
 * Returns: whether it may be what made the server refuse, or fail on, a whole batch, or is known to be it and was
 *   resent: then it goes alone, and last
 */
gboolean
ns_cycle_is_suspect (const NsItem *item)
{
  const NsOutcome outcome = item->outcome;

  if (item->isolation.size > 0)
    return TRUE;
  switch (outcome.domain)
    {
    case NS_DOMAIN_SYNC:
      return outcome.code == 4 || outcome.code == 5;
    case NS_DOMAIN_HTTP:
      return outcome.code == 400 || outcome.code == 413 || (outcome.code >= 500 && outcome.code < 505);
    case NS_DOMAIN_NETWORK:
      return outcome.code == NS_NETWORK_CUT_SENDING || outcome.code == NS_NETWORK_CUT_SENDING_LARGE
             || outcome.code == NS_NETWORK_LOST_ANSWER || outcome.code == NS_NETWORK_MALFORMED
             || outcome.code == NS_NETWORK_INTERRUPTED;
    case NS_DOMAIN_NONE:
    case NS_DOMAIN_COMMON:
    case NS_DOMAIN_FOLDER_SYNC:
    case NS_DOMAIN_PROVISION:
    case NS_DOMAIN_POLICY:
    case NS_DOMAIN_LOCAL:
    case NS_DOMAIN_MEETING_RESPONSE:
      break;
    }
  return FALSE;
}

static guint
rank (const NsItem *item)
{
  return ns_cycle_is_suspect (item) ? 1 + item->attempts : 0;
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const NsItem *left = *(const NsItem *const *) a, *right = *(const NsItem *const *) b;
  const guint left_rank = rank (left), right_rank = rank (right);

  if (left_rank != right_rank)
    return left_rank < right_rank ? -1 : 1;
  return left->id < right->id ? -1 : left->id > right->id;
}

/* In the order of arrival, but what has failed before goes after what has not, and the oftener the later. */
static void
take_page (NsCycle *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      self->after_id = MAX (self->after_id, item->id);
      if (!g_hash_table_contains (self->tried, &item->id))
        g_ptr_array_add (self->queue, ns_item_ref (item));
    }
  g_ptr_array_sort (self->queue, compare_items);
}

static void
due_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ns_store_list_due_finish (self->store, result, &error);
  const guint lane = self->lane;

  if (items == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }

  take_page (self, items);
  if (items->len == 0 && self->has_accepted)
    {
      /* What was accepted may have made way for the next change of the same object. */
      self->after_id = 0;
      self->has_accepted = FALSE;
    }
  else if (items->len == 0)
    next_lane (self);

  if (self->lane == NS_N_LANES)
    ns_cycle_go (self, NS_CYCLE_VERIFY);
  else if (state_of_lane (self->lane) != state_of_lane (lane))
    ns_cycle_go (self, state_of_lane (self->lane));
  else if (state_of_lane (self->lane) == NS_CYCLE_SEND)
    ns_cycle_enter_send (self);
  else
    ns_cycle_enter_upload (self);
}

/**
 * ns_cycle_fill_queue:
 * @self: a cycle in one of its lanes, whose queue is empty
 *
 * Reads the next page of the lane, and enters the lane's state again; at its end that of the next lane.
 */
void
ns_cycle_fill_queue (NsCycle *self)
{
  if (ns_cycle_is_cancelled (self))
    ns_cycle_go (self, NS_CYCLE_FINISH);
  else
    ns_store_list_due_async (self->store, ns_lane_get (self->lane)->kinds, self->after_id, PAGE, self->cancellable,
                             due_cb, g_object_ref (self));
}

/**
 * ns_cycle_skip_lane:
 * @self: a cycle in UPLOAD
 *
 * Gives up the lane for this cycle: its folder cannot be used now.
 */
void
ns_cycle_skip_lane (NsCycle *self)
{
  next_lane (self);
  if (self->state == state_of_lane (self->lane))
    ns_cycle_enter_upload (self);
  else
    ns_cycle_go (self, state_of_lane (self->lane));
}

/**
 * ns_cycle_lane_folder:
 * @self: a cycle in one of the lanes that end in a folder
 *
 * Returns: (transfer none) (nullable): the folder; %NULL where the account has none of its type
 */
NsCollection *
ns_cycle_lane_folder (NsCycle *self)
{
  return ns_cycle_find_folder (self, ns_lane_get (self->lane)->folder_type);
}

/**
 * ns_cycle_requeue:
 * @self: a cycle
 * @items: (element-type NsItem): items of its lane
 *
 * Puts items back to the head of the queue, in their order.
 */
void
ns_cycle_requeue (NsCycle *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    g_ptr_array_insert (self->queue, (int) i, ns_item_ref (g_ptr_array_index (items, i)));
}
