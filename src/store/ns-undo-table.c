/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-undo-table.h"

#include "store/ns-stmt.h"

/* What is kept of the past: so many acts, and as long as deleted items. */
#define MAX_ACTS 100
#define MAX_AGE (30 * G_TIME_SPAN_DAY)

/* Reminder echoes that one cycle clears, one after the other, are one act. */
#define ONE_CYCLE G_TIME_SPAN_MINUTE

static gboolean
forget_old (NsDb *db, gint64 now, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM undo WHERE at < :before OR id <= (SELECT id FROM undo ORDER BY id DESC LIMIT 1"
                 " OFFSET :most)",
                 NS_INT ("before", now - MAX_AGE), NS_INT ("most", MAX_ACTS - 1));
}

static gint64
find_open_clear (NsDb *db, gint64 now, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT id FROM undo WHERE act = 7 AND at > :since"
                                      " AND id = (SELECT MAX (id) FROM undo)",
                                      NS_INT ("since", now - ONE_CYCLE));

  return stmt != NULL && ns_stmt_step (stmt, error) == NS_STEP_ROW ? ns_stmt_get_int (stmt, 0) : 0;
}

/**
 * ns_undo_table_begin:
 * @db: the writer, in the transaction of the act
 * @act: what is about to be done
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Makes room in the log and writes the act into it. Cleared echoes are added to those that were cleared just before.
 *
 * Returns: the id of the act, or 0
 */
gint64
ns_undo_table_begin (NsDb *db, NsAct act, gint64 now, GError **error)
{
  const gint64 open = act == NS_ACT_CLEAR ? find_open_clear (db, now, error) : 0;

  if (open != 0)
    return open;
  if (!forget_old (db, now, error)
      || !ns_run (db, error, "INSERT INTO undo (act, at) VALUES (:act, :at)", NS_INT ("act", act),
                  NS_INT ("at", now)))
    return 0;
  return ns_db_last_id (db);
}

/**
 * ns_undo_table_set_duplicate:
 * @db: the writer
 * @id: an act
 * @duplicate_id: the duplicate that it is about
 * @was_ignored: whether its copies were not taken for the same before
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_undo_table_set_duplicate (NsDb *db, gint64 id, gint64 duplicate_id, gboolean was_ignored, GError **error)
{
  return ns_run (db, error,
                 "UPDATE undo SET duplicate_id = :duplicate_id, was_ignored = :was_ignored WHERE id = :id",
                 NS_INT ("duplicate_id", duplicate_id), NS_INT ("was_ignored", was_ignored != FALSE),
                 NS_INT ("id", id));
}

/**
 * ns_undo_table_note:
 * @db: the writer
 * @id: an act
 * @item_id: an item that it is about, as it was before
 * @way: how it comes back
 * @error: %NS_STORE_ERROR
 *
 * Keeps all of the item that an act of the user can change.
 *
 * Returns: whether it is written
 */
gboolean
ns_undo_table_note (NsDb *db, gint64 id, gint64 item_id, NsUndoWay way, GError **error)
{
  return ns_run (db, error,
                 "INSERT OR IGNORE INTO undo_item (undo_id, item_id, way, state, attempts, next_attempt_at,"
                 " delivered_at, operation, collection_id, server_id, resolution, is_cleared, resolved_at,"
                 " successor_id, choices, seen, after_state, after_operation)"
                 " SELECT :undo_id, id, :way, state, attempts, next_attempt_at, delivered_at, operation,"
                 " collection_id, server_id, resolution, is_cleared, resolved_at, successor_id,"
                 " (SELECT group_concat (field, char (10)) FROM choice WHERE item_id = item.id),"
                 " (SELECT seen FROM payload WHERE item_id = item.id AND role = 2), state, operation"
                 " FROM item WHERE id = :item_id",
                 NS_INT ("undo_id", id), NS_INT ("way", way), NS_INT ("item_id", item_id));
}

/**
 * ns_undo_table_end:
 * @db: the writer, when everything was done
 * @id: an act
 * @error: %NS_STORE_ERROR
 *
 * Keeps what the items are now, by which an undo tells that nothing happened since. An act that changed nothing is
 * forgotten.
 *
 * Returns: whether it is written
 */
gboolean
ns_undo_table_end (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error,
                 "UPDATE undo_item SET after_state = item.state, after_operation = item.operation FROM item"
                 " WHERE undo_id = :id AND item.id = item_id",
                 NS_INT ("id", id))
         && ns_run (db, error,
                    "DELETE FROM undo WHERE id = :id AND duplicate_id = 0"
                    " AND NOT EXISTS (SELECT 1 FROM undo_item WHERE undo_id = :id)",
                    NS_INT ("id", id));
}

/**
 * ns_undo_table_list:
 * @db: a connection
 * @id: an act; 0 for all
 * @limit: how many at most
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsUndo): the acts, newest first
 */
GPtrArray *
ns_undo_table_list (NsDb *db, gint64 id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) acts = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_undo_free);
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT id, act, at, (SELECT COUNT (*) FROM undo_item WHERE undo_id = undo.id),"
                                      " (SELECT subject FROM undo_item JOIN item ON item.id = item_id"
                                      "  WHERE undo_id = undo.id ORDER BY undo_item.rowid LIMIT 1)"
                                      " FROM undo WHERE :id IN (0, id) ORDER BY id DESC LIMIT :limit",
                                      NS_INT ("id", id), NS_INT ("limit", limit));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      NsUndo *undo = g_new0 (NsUndo, 1);

      undo->id = ns_stmt_get_int (stmt, 0);
      undo->act = (NsAct) ns_stmt_get_int (stmt, 1);
      undo->at = ns_stmt_get_int (stmt, 2);
      undo->n_items = (guint) ns_stmt_get_int (stmt, 3);
      undo->subject = ns_stmt_dup_text (stmt, 4);
      g_ptr_array_add (acts, undo);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&acts) : NULL;
}

/**
 * ns_undo_table_list_items:
 * @db: a connection
 * @id: an act
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsUndoItem): its items, the queued ones first: they go before others come
 */
GArray *
ns_undo_table_list_items (NsDb *db, gint64 id, GError **error)
{
  g_autoptr (GArray) items = g_array_new (FALSE, FALSE, sizeof (NsUndoItem));
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT item_id, way, state, attempts, after_state FROM undo_item"
                                      " WHERE undo_id = :id ORDER BY way DESC, rowid",
                                      NS_INT ("id", id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      const NsUndoItem item = {
        .item_id = ns_stmt_get_int (stmt, 0),
        .way = (NsUndoWay) ns_stmt_get_int (stmt, 1),
        .state = (NsState) ns_stmt_get_int (stmt, 2),
        .attempts = (guint) ns_stmt_get_int (stmt, 3),
        .after_state = (NsState) ns_stmt_get_int (stmt, 4),
      };

      g_array_append_val (items, item);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/**
 * ns_undo_table_get_duplicate:
 * @db: a connection
 * @id: an act
 * @duplicate_id: (out): the duplicate that it is about, or 0
 * @was_ignored: (out): whether its copies were not taken for the same before
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it was read
 */
gboolean
ns_undo_table_get_duplicate (NsDb *db, gint64 id, gint64 *duplicate_id, gboolean *was_ignored, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT duplicate_id, was_ignored FROM undo WHERE id = :id",
                                      NS_INT ("id", id));
  const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;

  *duplicate_id = step == NS_STEP_ROW ? ns_stmt_get_int (stmt, 0) : 0;
  *was_ignored = step == NS_STEP_ROW && ns_stmt_get_int (stmt, 1) != 0;
  return step != NS_STEP_FAILED;
}

/**
 * ns_undo_table_restore:
 * @db: the writer
 * @id: an act
 * @item_id: one of its items, which nothing has happened to since
 * @error: %NS_STORE_ERROR
 *
 * Makes the item what it was. What it is on the server is put back only where the act itself had changed it, for a
 * pull may have learned better.
 *
 * Returns: whether it is written
 */
gboolean
ns_undo_table_restore (NsDb *db, gint64 id, gint64 item_id, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET state = u.state, next_attempt_at = u.next_attempt_at,"
                 " delivered_at = u.delivered_at, resolution = u.resolution, is_cleared = u.is_cleared,"
                 " resolved_at = u.resolved_at, successor_id = u.successor_id FROM undo_item u"
                 " WHERE u.undo_id = :undo_id AND u.item_id = item.id AND item.id = :item_id",
                 NS_INT ("undo_id", id), NS_INT ("item_id", item_id))
         && ns_run (db, error,
                    "UPDATE item SET operation = u.operation, collection_id = u.collection_id,"
                    " server_id = u.server_id FROM undo_item u WHERE u.undo_id = :undo_id AND u.item_id = item.id"
                    " AND item.id = :item_id AND u.operation <> u.after_operation"
                    " AND item.operation = u.after_operation",
                    NS_INT ("undo_id", id), NS_INT ("item_id", item_id))
         && ns_run (db, error,
                    "UPDATE payload SET seen = u.seen FROM undo_item u WHERE u.undo_id = :undo_id"
                    " AND u.item_id = payload.item_id AND payload.item_id = :item_id AND role = 2",
                    NS_INT ("undo_id", id), NS_INT ("item_id", item_id))
         && ns_run (db, error, "DELETE FROM choice WHERE item_id = :item_id", NS_INT ("item_id", item_id))
         && ns_run (db, error,
                    "INSERT INTO choice (item_id, field) SELECT :item_id, value FROM undo_item,"
                    " json_each ('[\"' || replace (choices, char (10), '\",\"') || '\"]')"
                    " WHERE undo_id = :undo_id AND item_id = :item_id AND choices IS NOT NULL",
                    NS_INT ("undo_id", id), NS_INT ("item_id", item_id));
}

/**
 * ns_undo_table_remove:
 * @db: the writer
 * @id: an act
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is forgotten
 */
gboolean
ns_undo_table_remove (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error, "DELETE FROM undo WHERE id = :id", NS_INT ("id", id));
}

/**
 * ns_undo_table_leave_mailbox:
 * @db: the writer
 * @error: %NS_STORE_ERROR
 *
 * Forgets what was done in view of a mailbox that the account has left. What was deleted can still be brought back.
 *
 * Returns: whether it is done
 */
gboolean
ns_undo_table_leave_mailbox (NsDb *db, GError **error)
{
  return ns_run (db, error, "DELETE FROM undo WHERE act <> :delete", NS_INT ("delete", NS_ACT_DELETE));
}
