/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-duplicate-table.h"

#include "store/ns-stmt.h"
#include "store/ns-store.h"

/* A deletion counts while it lies in the outbox: what was taken back or is done does not. */
#define LIVE_DELETION \
  "(SELECT id FROM item WHERE item.id = copy.deletion_id AND item.deleted_at = 0 AND item.state <> 6)"

/* The add that became a copy; the first, where there are several. */
#define ADD_OF(column) \
  "(SELECT " column " FROM item WHERE item.server_id = copy.server_id" \
  " AND item.collection_id = duplicate.collection_id AND item.state = 6 AND item.operation = 2" \
  " ORDER BY item.id LIMIT 1)"

static NsDuplicateCopy *
read_copy (NsStmt *stmt)
{
  g_autofree char *server_id = ns_stmt_dup_text (stmt, 5);
  NsDuplicateCopy *copy = ns_duplicate_copy_new (server_id);

  copy->title = ns_stmt_dup_text (stmt, 6);
  copy->place = ns_stmt_dup_text (stmt, 7);
  copy->starts_at = ns_stmt_get_int (stmt, 8);
  copy->ends_at = ns_stmt_get_int (stmt, 9);
  copy->data = ns_stmt_dup_bytes (stmt, 10);
  copy->deletion_id = ns_stmt_get_int (stmt, 11);
  copy->item_id = ns_stmt_get_int (stmt, 12);
  copy->sent_at = ns_stmt_get_int (stmt, 13);
  copy->is_known = ns_stmt_get_int (stmt, 14) != 0;
  return copy;
}

static NsDuplicate *
read_group (NsStmt *stmt)
{
  NsDuplicate *duplicate = ns_duplicate_new (ns_stmt_get_int (stmt, 0), (NsKind) ns_stmt_get_int (stmt, 1));

  duplicate->collection_id = ns_stmt_dup_text (stmt, 2);
  duplicate->found_at = ns_stmt_get_int (stmt, 3);
  if (ns_stmt_get_int (stmt, 4) != 0)
    duplicate->state = NS_DUPLICATE_IGNORED;
  return duplicate;
}

static void
set_state (NsDuplicate *duplicate)
{
  guint n_staying = 0;

  for (guint i = 0; i < duplicate->copies->len; i++)
    if (((const NsDuplicateCopy *) g_ptr_array_index (duplicate->copies, i))->deletion_id == 0)
      n_staying++;
  if (duplicate->state == NS_DUPLICATE_OPEN && n_staying < 2)
    duplicate->state = NS_DUPLICATE_RESOLVED;
}

/* With an id, that group alone; with a folder, those in it; else all. */
static GPtrArray *
list (NsDb *db, gint64 account_id, const char *collection_id, gint64 id, gboolean with_data, GError **error)
{
  g_autoptr (GPtrArray) duplicates = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_duplicate_free);
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT duplicate.id, duplicate.kind, duplicate.collection_id, found_at, ignored, copy.server_id, title, place,"
    " starts_at, ends_at, CASE WHEN :with_data THEN data END, " LIVE_DELETION ", " ADD_OF ("item.id") ", "
    ADD_OF ("item.delivered_at") ", known_object.id IS NOT NULL AS is_known"
    " FROM duplicate JOIN duplicate_copy copy ON copy.duplicate_id = duplicate.id"
    " LEFT JOIN known_object ON known_object.account_id = duplicate.account_id"
    "  AND known_object.collection_id = duplicate.collection_id AND known_object.server_id = copy.server_id"
    " WHERE duplicate.account_id = :account_id AND (:id = 0 OR duplicate.id = :id)"
    "  AND (:collection_id IS NULL OR duplicate.collection_id = :collection_id)"
    " ORDER BY duplicate.id, is_known DESC, copy.server_id",
    NS_INT ("with_data", with_data), NS_INT ("account_id", account_id), NS_INT ("id", id),
    NS_TEXT ("collection_id", collection_id));
  NsDuplicate *last = NULL;
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      if (last == NULL || last->id != ns_stmt_get_int (stmt, 0))
        {
          last = read_group (stmt);
          g_ptr_array_add (duplicates, last);
        }
      g_ptr_array_add (last->copies, read_copy (stmt));
    }
  for (guint i = 0; i < duplicates->len; i++)
    set_state (g_ptr_array_index (duplicates, i));
  return step == NS_STEP_DONE ? g_steal_pointer (&duplicates) : NULL;
}

/**
 * ns_duplicate_table_list:
 * @db: a connection
 * @account_id: whose
 * @collection_id: (nullable): one folder; %NULL for all
 * @with_data: whether the content of the copies is wanted
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsDuplicate): the groups, in the order in which they were found
 */
GPtrArray *
ns_duplicate_table_list (NsDb *db, gint64 account_id, const char *collection_id, gboolean with_data, GError **error)
{
  return list (db, account_id, collection_id, 0, with_data, error);
}

/**
 * ns_duplicate_table_get:
 * @db: a connection
 * @account_id: whose
 * @id: a group
 * @error: %NS_STORE_ERROR_NOT_FOUND where there is no such group (any more)
 *
 * Returns: (transfer full): the group with the content of its copies
 */
NsDuplicate *
ns_duplicate_table_get (NsDb *db, gint64 account_id, gint64 id, GError **error)
{
  g_autoptr (GPtrArray) found = id > 0 ? list (db, account_id, NULL, id, TRUE, error) : NULL;

  if (found != NULL && found->len == 1)
    return g_ptr_array_steal_index (found, 0);
  if (found != NULL || id <= 0)
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND, "There is no duplicate %" G_GINT64_FORMAT ".", id);
  return NULL;
}

/**
 * ns_duplicate_table_insert:
 * @db: the writer
 * @account_id: whose
 * @duplicate: a new group; its copies are put one by one
 * @error: %NS_STORE_ERROR
 *
 * Returns: the id of its row, or 0
 */
gint64
ns_duplicate_table_insert (NsDb *db, gint64 account_id, const NsDuplicate *duplicate, GError **error)
{
  if (!ns_run (db, error,
               "INSERT INTO duplicate (account_id, collection_id, kind, found_at)"
               " VALUES (:account_id, :collection_id, :kind, :found_at)",
               NS_INT ("account_id", account_id), NS_TEXT ("collection_id", duplicate->collection_id),
               NS_INT ("kind", duplicate->kind), NS_INT ("found_at", duplicate->found_at)))
    return 0;
  return ns_db_last_id (db);
}

/**
 * ns_duplicate_table_put_copy:
 * @db: the writer
 * @id: a group
 * @copy: one of its copies, with data
 * @error: %NS_STORE_ERROR
 *
 * Adds a copy, or renews what it holds. What was decided about it stays.
 *
 * Returns: whether it is written
 */
gboolean
ns_duplicate_table_put_copy (NsDb *db, gint64 id, const NsDuplicateCopy *copy, GError **error)
{
  return ns_run (db, error,
                 "INSERT INTO duplicate_copy (duplicate_id, server_id, title, place, starts_at, ends_at, data)"
                 " VALUES (:id, :server_id, :title, :place, :starts_at, :ends_at, :data)"
                 " ON CONFLICT (duplicate_id, server_id) DO UPDATE SET title = excluded.title,"
                 " place = excluded.place, starts_at = excluded.starts_at, ends_at = excluded.ends_at,"
                 " data = excluded.data",
                 NS_INT ("id", id), NS_TEXT ("server_id", copy->server_id), NS_TEXT ("title", copy->title),
                 NS_TEXT ("place", copy->place), NS_INT ("starts_at", copy->starts_at),
                 NS_INT ("ends_at", copy->ends_at), NS_BYTES ("data", copy->data));
}

/**
 * ns_duplicate_table_set_deletion:
 * @db: the writer
 * @id: a group
 * @server_id: one of its copies
 * @item_id: the deletion of it that was queued, or 0
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_duplicate_table_set_deletion (NsDb *db, gint64 id, const char *server_id, gint64 item_id, GError **error)
{
  return ns_run (db, error,
                 "UPDATE duplicate_copy SET deletion_id = :item_id WHERE duplicate_id = :id"
                 " AND server_id = :server_id",
                 NS_INT ("item_id", item_id), NS_INT ("id", id), NS_TEXT ("server_id", server_id));
}

/**
 * ns_duplicate_table_set_ignored:
 * @db: the writer
 * @id: a group
 * @ignored: whether the user said that its copies are not the same
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_duplicate_table_set_ignored (NsDb *db, gint64 id, gboolean ignored, GError **error)
{
  return ns_run (db, error, "UPDATE duplicate SET ignored = :ignored WHERE id = :id",
                 NS_INT ("ignored", ignored), NS_INT ("id", id));
}

/* What is gone needs no deletion, and what has become something else must not get one. */
static gboolean
take_back_deletion (NsDb *db, gint64 id, const char *server_id, gint64 now, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET deleted_at = :now WHERE deleted_at = 0 AND state IN (1, 3, 5) AND item.id ="
                 " (SELECT deletion_id FROM duplicate_copy WHERE duplicate_id = :id AND server_id = :server_id)",
                 NS_INT ("now", now), NS_INT ("id", id), NS_TEXT ("server_id", server_id));
}

/* Where all that is left waits for its deletion, the deletions go: one copy must stay. */
static gboolean
spare_last (NsDb *db, gint64 id, gint64 now, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET deleted_at = :now WHERE deleted_at = 0 AND state IN (1, 3, 5) AND item.id IN"
                 " (SELECT deletion_id FROM duplicate_copy WHERE duplicate_id = :id) AND NOT EXISTS"
                 " (SELECT 1 FROM duplicate_copy copy WHERE duplicate_id = :id AND " LIVE_DELETION " IS NULL)",
                 NS_INT ("now", now), NS_INT ("id", id));
}

/**
 * ns_duplicate_table_remove_copy:
 * @db: the writer
 * @account_id: whose
 * @collection_id: a folder
 * @server_id: an object in it that is gone, or that is no copy any more
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Takes an object out of its group. What waits to delete it, or to delete the last one that is left, is taken back,
 * and a group of one is none.
 *
 * Returns: whether it is done
 */
gboolean
ns_duplicate_table_remove_copy (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id,
                                gint64 now, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT duplicate_id FROM duplicate_copy JOIN duplicate"
                                      " ON duplicate.id = duplicate_id WHERE server_id = :server_id"
                                      " AND collection_id = :collection_id AND account_id = :account_id",
                                      NS_TEXT ("server_id", server_id), NS_TEXT ("collection_id", collection_id),
                                      NS_INT ("account_id", account_id));
  const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;
  gint64 id;

  if (step != NS_STEP_ROW)
    return step == NS_STEP_DONE;
  id = ns_stmt_get_int (stmt, 0);
  return take_back_deletion (db, id, server_id, now, error)
         && ns_run (db, error, "DELETE FROM duplicate_copy WHERE duplicate_id = :id AND server_id = :server_id",
                    NS_INT ("id", id), NS_TEXT ("server_id", server_id))
         && spare_last (db, id, now, error)
         && ns_run (db, error,
                    "DELETE FROM duplicate WHERE id = :id"
                    " AND (SELECT COUNT (*) FROM duplicate_copy WHERE duplicate_id = :id) < 2",
                    NS_INT ("id", id));
}

/**
 * ns_duplicate_table_may_delete:
 * @db: a connection
 * @item: the deletion of a copy
 * @may: (out): whether another copy of its group stays
 * @error: %NS_STORE_ERROR
 *
 * Asked before a deletion that was taken back comes to life again: meanwhile the user may have kept the other copy.
 *
 * Returns: whether it could be looked up
 */
gboolean
ns_duplicate_table_may_delete (NsDb *db, const NsItem *item, gboolean *may, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT 1 FROM duplicate_copy mine JOIN duplicate_copy copy"
                                      " ON copy.duplicate_id = mine.duplicate_id AND copy.server_id <> mine.server_id"
                                      " WHERE mine.deletion_id = :id AND " LIVE_DELETION " IS NULL",
                                      NS_INT ("id", item->id));
  const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;

  *may = step == NS_STEP_ROW;
  return step != NS_STEP_FAILED;
}
