/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-batch.h"

/**
 * ns_batch_new:
 * @command: %NS_COMMAND_SYNC or %NS_COMMAND_SEND_MAIL
 *
 * Returns: (transfer full): a batch without items, for its maker to fill
 */
NsBatch *
ns_batch_new (NsCommand command)
{
  NsBatch *batch = g_atomic_rc_box_new0 (NsBatch);

  batch->command = command;
  batch->items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  return batch;
}

/**
 * ns_batch_ref:
 * @batch: a batch
 *
 * Returns: (transfer full): @batch. Any thread.
 */
NsBatch *
ns_batch_ref (const NsBatch *batch)
{
  return g_atomic_rc_box_acquire ((NsBatch *) batch);
}

static void
batch_clear (NsBatch *batch)
{
  g_free (batch->collection_id);
  g_free (batch->sync_key);
  g_clear_pointer (&batch->request, g_bytes_unref);
  g_ptr_array_unref (batch->items);
}

/**
 * ns_batch_unref:
 * @batch: (transfer full): a batch
 *
 * Drops a reference. Any thread.
 */
void
ns_batch_unref (const NsBatch *batch)
{
  g_atomic_rc_box_release_full ((NsBatch *) batch, (GDestroyNotify) batch_clear);
}

/**
 * ns_result_new:
 * @item_id: which item of a batch
 * @event: what happened to it
 *
 * Returns: (transfer full): a result whose other fields are unset
 */
NsResult *
ns_result_new (gint64 item_id, NsEvent event)
{
  NsResult *result = g_new0 (NsResult, 1);

  result->item_id = item_id;
  result->event = event;
  return result;
}

/**
 * ns_result_free:
 * @result: (transfer full): a result
 *
 * Frees a result and all that it owns.
 */
void
ns_result_free (NsResult *result)
{
  g_free (result->server_id);
  g_clear_pointer (&result->agreed, g_bytes_unref);
  g_free (result->detail);
  g_free (result);
}
