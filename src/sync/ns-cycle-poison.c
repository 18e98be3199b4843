/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cycle does about a batch that failed as a whole, perhaps because of one of its items. */
#include "config.h"
#include "sync/ns-cycle-private.h"

static const NsItem *
first_item (NsCycle *self)
{
  return g_ptr_array_index (self->batch->items, 0);
}

static NsResult *
first_result (NsCycle *self)
{
  return g_ptr_array_index (self->reading->results, 0);
}

/* Not a batch of an earlier run: what is left of it has its turn with the others later in this cycle. */
static gboolean
is_searched (NsCycle *self)
{
  return self->reading != NULL && self->batch->command == NS_COMMAND_SYNC && self->origin == NS_CYCLE_UPLOAD;
}

/* Whether the item on the wire, which goes alone, had its chance: it failed alone before while others of its batch
 * were accepted, or it was isolated in an earlier cycle and the user sent it again. */
static gboolean
had_its_chance (NsCycle *self)
{
  const NsItem *item = first_item (self);

  if (!ns_bisection_holds (self->bisection, item->id))
    return item->isolation.size > 0;
  return ns_bisection_has_failed_alone (self->bisection, item->id) && ns_bisection_has_accepted (self->bisection);
}

/**
 * ns_cycle_wants_proof:
 * @self: a cycle with an answer that decided its batch
 *
 * Before an item that seems not to have been executed ends in error for good, the server is looked at, unless the
 * request never reached it.
 *
 * Returns: whether to look it up first
 */
gboolean
ns_cycle_wants_proof (NsCycle *self)
{
  return is_searched (self) && self->reading->is_poison && self->batch->items->len == 1
         && first_result (self)->event == NS_EVENT_NOT_EXECUTED
         && self->reading->outcome.domain != NS_DOMAIN_NETWORK && had_its_chance (self);
}

static void
isolate (NsCycle *self)
{
  const NsItem *item = first_item (self);
  NsResult *result = first_result (self);

  result->event = NS_EVENT_REFUSE;
  result->isolation = ns_bisection_holds (self->bisection, item->id)
                        ? ns_bisection_isolate (self->bisection, item->id)
                        : item->isolation;
}

static void
weigh_alone (NsCycle *self)
{
  const gint64 id = first_item (self)->id;
  const NsEvent event = first_result (self)->event;

  if (event == NS_EVENT_REFUSE || (event == NS_EVENT_NOT_EXECUTED && had_its_chance (self)))
    isolate (self);
  else
    self->is_split = event == NS_EVENT_NOT_EXECUTED && ns_bisection_holds (self->bisection, id)
                     && !ns_bisection_has_failed_alone (self->bisection, id);
}

static guint
count_accepted (NsCycle *self)
{
  guint n = 0;

  for (guint i = 0; i < self->reading->results->len; i++)
    n += ((NsResult *) g_ptr_array_index (self->reading->results, i))->event == NS_EVENT_ACCEPT;
  return n;
}

/**
 * ns_cycle_weigh_poison:
 * @self: a cycle with a decided batch
 *
 * Decides what a batch that failed as a whole means for its items that were not executed: the search for the bad one
 * begins or goes on; an item that is found out ends in error (ns_poison_is_possible() has the rules). Where the cycle
 * ends for a fault of the server, nothing is held against an item.
 */
void
ns_cycle_weigh_poison (NsCycle *self)
{
  const guint size = self->batch->items->len;

  if (!is_searched (self))
    return;
  if (self->reading->is_poison && !self->is_over && size > 1 && count_accepted (self) < size)
    {
      ns_bisection_begin (self->bisection, size);
      self->is_split = TRUE;
    }
  for (guint i = 0; i < size && ns_bisection_is_on (self->bisection); i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);

      if (result->event == NS_EVENT_ACCEPT)
        ns_bisection_accept (self->bisection, result->item_id);
    }
  if (self->reading->is_poison && !self->is_over && size == 1)
    weigh_alone (self);
}

/**
 * ns_cycle_split_batch:
 * @self: a cycle with a recorded batch whose items go on as groups of the bisection
 *
 * Puts them into its queue.
 */
void
ns_cycle_split_batch (NsCycle *self)
{
  const guint size = self->batch->items->len, accepted = count_accepted (self);
  g_autoptr (GPtrArray) items = g_ptr_array_new ();
  gboolean is_torn = accepted > 0;

  if (size == 1)
    {
      ns_bisection_put_off (self->bisection, first_item (self));
      return;
    }
  for (guint i = 0; i < size; i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);

      is_torn &= (result->event == NS_EVENT_ACCEPT) == (i < accepted);
      if (result->event == NS_EVENT_NOT_EXECUTED)
        g_ptr_array_add (items, g_ptr_array_index (self->batch->items, i));
    }
  ns_bisection_split (self->bisection, self->queue, items, is_torn);
}

/**
 * ns_cycle_tell_isolated:
 * @self: a cycle that has recorded a batch
 * @callback: called with the store's answer
 *
 * Ends the search when nothing of it is left, and completes what is told of the items that it found: when they were
 * recorded, not all the others had been delivered.
 *
 * Returns: whether there is something to tell
 */
gboolean
ns_cycle_tell_isolated (NsCycle *self, GAsyncReadyCallback callback)
{
  NsIsolation isolation;
  g_autoptr (GArray) ids = NULL;

  if (!ns_bisection_is_on (self->bisection)
      || (!self->is_over && !ns_bisection_is_last (self->bisection, self->queue)))
    return FALSE;
  ids = ns_bisection_take_news (self->bisection, &isolation);
  ns_bisection_clear (self->bisection);
  if (ids == NULL)
    return FALSE;
  ns_store_set_isolation_async (self->store, ids, isolation, NULL, callback, g_object_ref (self));
  return TRUE;
}
