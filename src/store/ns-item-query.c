/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-item-query.h"

#include "store/ns-item-table.h"
#include "store/ns-text-match.h"

static gboolean
is_one_state (guint states)
{
  return states != 0 && (states & (states - 1)) == 0;
}

/* The conditions are spelt as the partial indexes spell them, and the indexes are named: a query that cannot use its
 * index any more fails in every test, instead of becoming slow for a user with a long history. */
static const char *
list_condition (const NsFilter *filter)
{
  if (filter->deleted)
    return " WHERE deleted_at > 0 AND (:states = 0 OR (:states >> state) & 1)";
  if (filter->states == 0)
    return " INDEXED BY item_outbox WHERE deleted_at = 0 AND state <> 6 AND :states = 0";
  if (is_one_state (filter->states))
    return " INDEXED BY item_state WHERE deleted_at = 0 AND state = :states";
  if ((filter->states & (1u << NS_STATE_DELIVERED)) == 0)
    return " INDEXED BY item_outbox WHERE deleted_at = 0 AND state <> 6 AND (:states >> state) & 1";
  return " INDEXED BY item_state WHERE deleted_at = 0 AND (:states >> state) & 1";
}

/* Two lists that are in order by their indexes, merged. */
static char *
history_sql (const char *columns, const NsFilter *filter)
{
  const char *text = filter->text != NULL ? " AND ns_matches (:words, subject, recipients)" : "";

  return g_strconcat ("SELECT ", columns, ", queued_at AS at FROM item INDEXED BY item_state"
                      " WHERE deleted_at = 0 AND state = 6 AND :states = 0", text, " UNION ALL SELECT ", columns,
                      ", queued_at FROM item INDEXED BY item_resolved WHERE deleted_at > 0 AND resolution IN (2, 3)",
                      text, " ORDER BY at DESC, id DESC LIMIT :limit", NULL);
}

static char *
list_sql (const char *columns, const NsFilter *filter)
{
  if (filter->history)
    return history_sql (columns, filter);
  return g_strconcat ("SELECT ", columns, " FROM item", list_condition (filter),
                      filter->text != NULL ? " AND ns_matches (:words, subject, recipients)" : "",
                      " ORDER BY queued_at DESC, id DESC LIMIT :limit", NULL);
}

static NsStmt *
list_stmt (NsDb *db, const char *columns, const NsFilter *filter, const char *words, GError **error)
{
  g_autofree char *sql = list_sql (columns, filter);
  const gboolean by_state = !filter->deleted && is_one_state (filter->states);
  const gint64 some = by_state ? (gint64) g_bit_nth_lsf (filter->states, -1) : (gint64) filter->states;
  const gint64 states = filter->history ? 0 : some;
  const gint64 limit = filter->limit != 0 ? (gint64) filter->limit : -1;
  const NsBind binds[] = { NS_INT ("states", states), NS_INT ("limit", limit), NS_TEXT ("words", words) };

  return ns_stmt_new (db, sql, binds, words != NULL ? 3 : 2, error);
}

/**
 * ns_item_query_list:
 * @db: a connection
 * @filter: which ones
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): the items, newest first
 */
GPtrArray *
ns_item_query_list (NsDb *db, const NsFilter *filter, GError **error)
{
  g_autofree char *words = filter->text != NULL ? ns_text_match_fold (filter->text) : NULL;
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  g_autoptr (NsStmt) stmt = list_stmt (db, NS_ITEM_COLUMNS, filter, words, error);
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (items, ns_item_table_read (stmt));
  return step == NS_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/**
 * ns_item_query_ids:
 * @db: a connection
 * @filter: which ones
 * @error: %NS_STORE_ERROR
 *
 * The keys of a list, read from an index alone: what a view pages by.
 *
 * Returns: (transfer full) (element-type gint64): the ids, newest item first
 */
GArray *
ns_item_query_ids (NsDb *db, const NsFilter *filter, GError **error)
{
  g_autofree char *words = filter->text != NULL ? ns_text_match_fold (filter->text) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (NsStmt) stmt = list_stmt (db, "id", filter, words, error);
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      const gint64 id = ns_stmt_get_int (stmt, 0);

      g_array_append_val (ids, id);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&ids) : NULL;
}

/**
 * ns_item_query_due:
 * @db: a connection
 * @kinds: bits `1 << NsKind`
 * @after_id: only items after this one, for the next portion
 * @limit: how many at most
 * @error: %NS_STORE_ERROR
 *
 * What waits, in the order of arrival. Versions of one object go one after the other: an item stays back while an
 * older one of its UID waits or is on the wire. When an item was planned to be tried does not matter: a cycle tries
 * all that waits (design 6, rule 6).
 *
 * Returns: (transfer full) (element-type NsItem): the items
 */
GPtrArray *
ns_item_query_due (NsDb *db, guint kinds, gint64 after_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT " NS_ITEM_COLUMNS " FROM item INDEXED BY item_pending WHERE deleted_at = 0 AND state = 1"
    " AND id > :after_id AND (:kinds >> kind) & 1 AND (uid IS NULL OR NOT EXISTS ("
    "  SELECT 1 FROM item older WHERE older.uid = item.uid AND older.kind = item.kind AND older.state IN (1, 2)"
    "  AND older.deleted_at = 0 AND older.id < item.id))"
    " ORDER BY id LIMIT :limit",
    NS_INT ("kinds", kinds), NS_INT ("after_id", after_id), NS_INT ("limit", limit));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (items, ns_item_table_read (stmt));
  return step == NS_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/**
 * ns_item_query_uid:
 * @db: a connection
 * @item: an item with a UID
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): what the outbox holds of the same object, in the order of arrival
 */
GPtrArray *
ns_item_query_uid (NsDb *db, const NsItem *item, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  g_autoptr (NsStmt) stmt = ns_query (db, error,
                                      "SELECT " NS_ITEM_COLUMNS " FROM item WHERE uid = :uid AND kind = :kind"
                                      " AND account_id = :account_id AND deleted_at = 0 AND state <> 6 ORDER BY id",
                                      NS_TEXT ("uid", item->uid), NS_INT ("kind", item->kind),
                                      NS_INT ("account_id", item->account_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    g_ptr_array_add (items, ns_item_table_read (stmt));
  return step == NS_STEP_DONE ? g_steal_pointer (&items) : NULL;
}

/**
 * ns_item_query_tally:
 * @db: a connection
 * @out: (out): the numbers
 * @error: %NS_STORE_ERROR
 *
 * Reads the counters, which triggers keep, and the head of the index of what is due: no scan.
 *
 * Returns: whether it was read
 */
gboolean
ns_item_query_tally (NsDb *db, NsTally *out, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, "SELECT state, count FROM tally", NULL, 0, error);
  NsStep step;

  *out = (NsTally) { 0 };
  if (stmt == NULL)
    return FALSE;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      const gint64 state = ns_stmt_get_int (stmt, 0);

      if (state >= 0 && state <= NS_STATE_LAST)
        out->count[state] = (guint) ns_stmt_get_int (stmt, 1);
    }
  return step == NS_STEP_DONE
         && ns_db_get_int (db,
                           "SELECT MIN (next_attempt_at) FROM item INDEXED BY item_due"
                           " WHERE deleted_at = 0 AND state = 1 AND next_attempt_at > 0",
                           &out->next_attempt_at, error);
}
