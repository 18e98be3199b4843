/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-ground.h"

#include "store/ns-stmt.h"
#include "store/ns-store-private.h"

/**
 * ns_ground_free:
 * @self: (transfer full): a ground
 */
void
ns_ground_free (NsGround *self)
{
  g_clear_pointer (&self->agreed, g_bytes_unref);
  g_clear_pointer (&self->theirs, g_bytes_unref);
  g_clear_pointer (&self->seen, g_bytes_unref);
  g_free (self);
}

static gpointer
get_ground (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *item_id = data;
  g_autoptr (NsGround) ground = g_new0 (NsGround, 1);
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT role, data, is_servers, seen FROM payload WHERE item_id = :item_id"
                                      " AND role IN (2, 3)",
                                      NS_INT ("item_id", *item_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    if (ns_stmt_get_int (stmt, 0) == NS_PAYLOAD_AGREED)
      {
        ground->agreed = ns_stmt_dup_bytes (stmt, 1);
        ground->is_servers = ns_stmt_get_int (stmt, 2) != 0;
      }
    else
      {
        ground->theirs = ns_stmt_dup_bytes (stmt, 1);
        ground->seen = ns_stmt_dup_bytes (stmt, 3);
      }
  return step == NS_STEP_DONE ? g_steal_pointer (&ground) : NULL;
}

static const NsStoreCall get_ground_call = { NS_STORE_READ, get_ground, g_free, (GDestroyNotify) ns_ground_free };

/**
 * ns_store_get_ground_async:
 * @self: a store
 * @item_id: an item
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads what a change stands on.
 */
void
ns_store_get_ground_async (NsStore *self, gint64 item_id, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data)
{
  ns_store_run (self, &get_ground_call, g_memdup2 (&item_id, sizeof item_id), cancellable, callback, user_data);
}

/**
 * ns_store_get_ground_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full): what is known; its versions are %NULL where nothing is
 */
NsGround *
ns_store_get_ground_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_ground_call, result, error);
}
