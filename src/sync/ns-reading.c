/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-reading.h"

/**
 * ns_reading_new:
 * @batch: what was sent
 * @exchange: how it went
 *
 * Returns: (transfer full): a reading in which nothing is decided: as if no item had been executed
 */
NsReading *
ns_reading_new (const NsBatch *batch, const NsExchange *exchange)
{
  NsReading *self = g_new0 (NsReading, 1);

  self->results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  self->outcome = exchange->attempt.outcome;
  self->detail = g_strdup (exchange->detail);
  for (guint i = 0; i < batch->items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (batch->items, i);
      NsResult *result = ns_result_new (item->id, NS_EVENT_NOT_EXECUTED);

      result->attempt = exchange->attempt;
      g_ptr_array_add (self->results, result);
    }
  return self;
}

/**
 * ns_reading_decide:
 * @self: a reading
 * @n: which item
 * @event: what happened to it
 * @outcome: how its try ended
 *
 * Decides one item.
 */
void
ns_reading_decide (NsReading *self, guint n, NsEvent event, NsOutcome outcome)
{
  NsResult *result = g_ptr_array_index (self->results, n);

  result->event = event;
  result->attempt.outcome = outcome;
}

/**
 * ns_reading_decide_all:
 * @self: a reading
 * @fate: what it means for the batch
 * @event: what happened to each item
 *
 * Decides all items alike, with the outcome of the batch.
 */
void
ns_reading_decide_all (NsReading *self, NsFate fate, NsEvent event)
{
  self->fate = fate;
  for (guint i = 0; i < self->results->len; i++)
    ns_reading_decide (self, i, event, self->outcome);
}

/**
 * ns_reading_free:
 * @self: (transfer full): a reading
 *
 * Frees it.
 */
void
ns_reading_free (NsReading *self)
{
  g_free (self->detail);
  g_free (self->sync_key);
  g_ptr_array_unref (self->results);
  g_free (self);
}
