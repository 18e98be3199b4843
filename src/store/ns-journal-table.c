/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-journal-table.h"

#include "store/ns-item-table.h"
#include "store/ns-stmt.h"
#include "store/ns-store.h"

/* The last column: ids are never used again, so the highest that was given is that of the last lease. */
#define BATCH_COLUMNS \
  "id, command, collection_id, sync_key, version, request, digest, leased_at, tries," \
  " id = (SELECT seq FROM sqlite_sequence WHERE name = 'journal')"
#define DIGEST_COLUMN 6

static char *
digest_of (GBytes *request)
{
  return request != NULL ? g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, request) : NULL;
}

static NsBatch *
read_row (NsStmt *stmt)
{
  NsBatch *batch = ns_batch_new ((NsCommand) ns_stmt_get_int (stmt, 1));

  batch->id = ns_stmt_get_int (stmt, 0);
  batch->collection_id = ns_stmt_dup_text (stmt, 2);
  batch->sync_key = ns_stmt_dup_text (stmt, 3);
  batch->version = (int) ns_stmt_get_int (stmt, 4);
  batch->request = ns_stmt_dup_bytes (stmt, 5);
  batch->leased_at = ns_stmt_get_int (stmt, 7);
  batch->tries = (guint) ns_stmt_get_int (stmt, 8);
  batch->is_last = ns_stmt_get_int (stmt, 9) != 0;
  return batch;
}

static gboolean
insert_items (NsDb *db, gint64 id, GPtrArray *items, GError **error)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = items->pdata[i];

      if (!ns_run (db, error,
                   "INSERT INTO journal_item (journal_id, position, item_id) VALUES (:id, :position, :item_id)",
                   NS_INT ("id", id), NS_INT ("position", i), NS_INT ("item_id", item->id)))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_journal_table_insert:
 * @db: the writer
 * @batch: what is about to go out
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Writes a batch down: its exact bytes with their SHA-256 digest, and its items in the order of its commands.
 *
 * Returns: the id of its row, or 0
 */
gint64
ns_journal_table_insert (NsDb *db, const NsBatch *batch, gint64 now, GError **error)
{
  g_autofree char *digest = digest_of (batch->request);
  gint64 id;

  if (!ns_run (db, error,
               "INSERT INTO journal (command, collection_id, sync_key, version, request, digest, leased_at)"
               " VALUES (:command, :collection_id, :sync_key, :version, :request, :digest, :leased_at)",
               NS_INT ("command", batch->command), NS_TEXT ("collection_id", batch->collection_id),
               NS_TEXT ("sync_key", batch->sync_key), NS_INT ("version", batch->version),
               NS_BYTES ("request", batch->request), NS_TEXT ("digest", digest), NS_INT ("leased_at", now)))
    return 0;
  id = ns_db_last_id (db);
  return insert_items (db, id, batch->items, error) ? id : 0;
}

/**
 * ns_journal_table_get:
 * @db: a connection
 * @id: a batch's id
 * @error: %NS_STORE_ERROR_STATE where it is not in the journal (any more)
 *
 * Returns: (transfer full): the batch without its items
 */
NsBatch *
ns_journal_table_get (NsDb *db, gint64 id, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT " BATCH_COLUMNS " FROM journal WHERE id = :id",
                                      NS_INT ("id", id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  step = ns_stmt_step (stmt, error);
  if (step == NS_STEP_DONE)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                 "Batch %" G_GINT64_FORMAT " is not on the wire: its results are known already.", id);
  return step == NS_STEP_ROW ? read_row (stmt) : NULL;
}

/**
 * ns_journal_table_load_items:
 * @db: a connection
 * @batch: a batch from the journal whose list of items is empty
 * @error: %NS_STORE_ERROR
 *
 * Adds the items that have no result yet, in the order of the batch's commands.
 *
 * Returns: whether they were read
 */
gboolean
ns_journal_table_load_items (NsDb *db, NsBatch *batch, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT " NS_ITEM_COLUMNS
                                      " FROM journal_item JOIN item ON item.id = journal_item.item_id"
                                      " WHERE journal_id = :id AND settled = 0 ORDER BY position",
                                      NS_INT ("id", batch->id));
  NsStep step;

  if (stmt == NULL)
    return FALSE;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (batch->items, ns_item_table_read (stmt));
  return step == NS_STEP_DONE;
}

/**
 * ns_journal_table_list:
 * @db: a connection
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsBatch): the batches, oldest first, with the items that have no result yet
 */
GPtrArray *
ns_journal_table_list (NsDb *db, GError **error)
{
  g_autoptr (GPtrArray) batches = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_batch_unref);
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, "SELECT " BATCH_COLUMNS " FROM journal ORDER BY id", NULL, 0, error);
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (batches, read_row (stmt));
  if (step == NS_STEP_FAILED)
    return NULL;
  for (guint i = 0; i < batches->len; i++)
    if (!ns_journal_table_load_items (db, batches->pdata[i], error))
      return NULL;
  return g_steal_pointer (&batches);
}

/**
 * ns_journal_table_set_settled:
 * @db: the writer
 * @id: a batch's id
 * @item_id: one of its items
 * @error: %NS_STORE_ERROR_STATE where it has a result already, or is no item of the batch
 *
 * Returns: whether it is written
 */
gboolean
ns_journal_table_set_settled (NsDb *db, gint64 id, gint64 item_id, GError **error)
{
  if (!ns_run (db, error,
               "UPDATE journal_item SET settled = 1 WHERE journal_id = :id AND item_id = :item_id AND settled = 0",
               NS_INT ("id", id), NS_INT ("item_id", item_id)))
    return FALSE;
  if (ns_db_changed (db))
    return TRUE;
  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
               "Item %" G_GINT64_FORMAT " waits for no result in batch %" G_GINT64_FORMAT ".", item_id, id);
  return FALSE;
}

/**
 * ns_journal_table_note_try:
 * @db: the writer
 * @id: a batch's id
 * @error: %NS_STORE_ERROR
 *
 * Counts that its request goes out.
 *
 * Returns: whether it is written
 */
gboolean
ns_journal_table_note_try (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error, "UPDATE journal SET tries = tries + 1 WHERE id = :id", NS_INT ("id", id));
}

/**
 * ns_journal_table_remove_finished:
 * @db: the writer
 * @id: a batch's id
 * @error: %NS_STORE_ERROR
 *
 * Takes a batch out of the journal where all of its items have a result.
 *
 * Returns: whether that was done or was not due
 */
gboolean
ns_journal_table_remove_finished (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM journal WHERE id = :id"
                 " AND NOT EXISTS (SELECT 1 FROM journal_item WHERE journal_id = :id AND settled = 0)",
                 NS_INT ("id", id));
}

static gboolean
remove_row (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error, "DELETE FROM journal WHERE id = :id", NS_INT ("id", id));
}

static GArray *
list_broken (NsDb *db, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, "SELECT " BATCH_COLUMNS " FROM journal", NULL, 0, error);
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      g_autoptr (NsBatch) batch = read_row (stmt);
      g_autofree char *digest = digest_of (batch->request);
      g_autofree char *stored = ns_stmt_dup_text (stmt, DIGEST_COLUMN);

      if (g_strcmp0 (digest, stored) != 0)
        g_array_append_val (ids, batch->id);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * ns_journal_table_remove_broken:
 * @db: the writer, on open
 * @error: %NS_STORE_ERROR
 *
 * Removes batches whose bytes do not have their digest any more: they could not be replayed identically, and a replay
 * that differs may deliver twice (design 6, rule 2). ns_item_table_lose_track() then takes care of their items.
 *
 * Returns: whether it is done
 */
gboolean
ns_journal_table_remove_broken (NsDb *db, GError **error)
{
  g_autoptr (GArray) ids = list_broken (db, error);

  if (ids == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_warning ("Batch %" G_GINT64_FORMAT " of the journal is damaged; its items become uncertain",
                 g_array_index (ids, gint64, i));
      if (!remove_row (db, g_array_index (ids, gint64, i), error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_journal_table_forget_all:
 * @db: the writer
 * @error: %NS_STORE_ERROR
 *
 * Empties the journal: what is in it was meant for a server that is not the account's any more.
 *
 * Returns: whether it is done
 */
gboolean
ns_journal_table_forget_all (NsDb *db, GError **error)
{
  return ns_db_exec (db, "DELETE FROM journal", error);
}
