/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-item-query.h"

#include "store/ns-item-table.h"
#include "store/ns-text-match.h"

/* What needs the user, what moves, what rests. */
#define STATE_RANK \
  "CASE state WHEN 3 THEN 1 WHEN 4 THEN 2 WHEN 2 THEN 3 WHEN 1 THEN 4 WHEN 5 THEN 5 ELSE 6 END"

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

/* Only what is asked for: the kind stands in no index, and the text is read row by row. */
static const char *
more_conditions (const NsFilter *filter)
{
  if (filter->text != NULL)
    return filter->kinds != 0 ? " AND (:kinds >> kind) & 1 AND " NS_MATCHES : " AND " NS_MATCHES;
  return filter->kinds != 0 ? " AND (:kinds >> kind) & 1" : "";
}

/* For each order its two directions. The texts are turned into keys once for each row, not for each comparison. */
static const char *const orders[][2] = {
  [NS_SORT_QUEUED] = { "queued_at DESC, id DESC", "queued_at, id" },
  [NS_SORT_STATE] = { STATE_RANK " DESC, queued_at DESC, id DESC", STATE_RANK ", queued_at DESC, id DESC" },
  [NS_SORT_KIND] = { "kind DESC, queued_at DESC, id DESC", "kind, queued_at DESC, id DESC" },
  [NS_SORT_SUBJECT] = { "ns_sort_key (subject) DESC, queued_at DESC, id DESC",
                        "ns_sort_key (subject), queued_at DESC, id DESC" },
  [NS_SORT_RECIPIENTS] = { "ns_sort_key (recipients) DESC, queued_at DESC, id DESC",
                           "ns_sort_key (recipients), queued_at DESC, id DESC" },
  [NS_SORT_TRIES] = { "attempts DESC, queued_at DESC, id DESC", "attempts, queued_at DESC, id DESC" },
  [NS_SORT_NEXT_TRY] = { "next_attempt_at = 0, next_attempt_at DESC, queued_at DESC, id DESC",
                         "next_attempt_at = 0, next_attempt_at, queued_at DESC, id DESC" },
};

/* Two lists that are in order by their indexes, merged. */
static char *
history_sql (const char *columns, const NsFilter *filter)
{
  const char *more = more_conditions (filter);

  return g_strconcat ("SELECT ", columns, ", queued_at AS at FROM item INDEXED BY item_state"
                      " WHERE deleted_at = 0 AND state = 6 AND :states = 0", more, " UNION ALL SELECT ", columns,
                      ", queued_at FROM item INDEXED BY item_resolved WHERE deleted_at > 0 AND resolution IN (2, 3)",
                      more, " ORDER BY at DESC, id DESC LIMIT :limit", NULL);
}

static char *
sorted_history_sql (const char *columns, const NsFilter *filter)
{
  return g_strconcat ("SELECT ", columns, " FROM item WHERE id IN (SELECT id FROM item INDEXED BY item_state"
                      " WHERE deleted_at = 0 AND state = 6 AND :states = 0 UNION ALL"
                      " SELECT id FROM item INDEXED BY item_resolved WHERE deleted_at > 0 AND resolution IN (2, 3))",
                      more_conditions (filter), " ORDER BY ", orders[filter->sort][filter->ascending != FALSE],
                      " LIMIT :limit", NULL);
}

static char *
list_sql (const char *columns, const NsFilter *filter)
{
  if (filter->history)
    return filter->sort == NS_SORT_QUEUED && !filter->ascending ? history_sql (columns, filter)
                                                                : sorted_history_sql (columns, filter);
  return g_strconcat ("SELECT ", columns, " FROM item", list_condition (filter), more_conditions (filter),
                      " ORDER BY ", orders[filter->sort][filter->ascending != FALSE], " LIMIT :limit", NULL);
}

static NsStmt *
list_stmt (NsDb *db, const char *columns, const NsFilter *filter, const char *words, GError **error)
{
  g_autofree char *sql = list_sql (columns, filter);
  const gboolean by_state = !filter->deleted && is_one_state (filter->states);
  const gint64 some = by_state ? (gint64) g_bit_nth_lsf (filter->states, -1) : (gint64) filter->states;
  const gint64 states = filter->history ? 0 : some;
  const gint64 limit = filter->limit != 0 ? (gint64) filter->limit : -1;
  NsBind binds[4] = { NS_INT ("states", states), NS_INT ("limit", limit) };
  gsize n_binds = 2;

  if (words != NULL)
    binds[n_binds++] = (NsBind) NS_TEXT ("words", words);
  if (filter->kinds != 0)
    binds[n_binds++] = (NsBind) NS_INT ("kinds", filter->kinds);
  return ns_stmt_new (db, sql, binds, n_binds, error);
}

/**
 * ns_item_query_list:
 * @db: a connection
 * @filter: which ones
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): the items, in the order of @filter
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
 * The keys of a list: what a view pages by. Without text, kinds and order they are read from an index alone.
 *
 * Returns: (transfer full) (element-type gint64): the ids, in the order of @filter
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

/**
 * ns_item_query_tally_items:
 * @db: a connection
 * @ids: (element-type gint64): items
 * @out: (out): how many of them are in which state; those that are gone or deleted are not counted
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it was read
 */
gboolean
ns_item_query_tally_items (NsDb *db, const GArray *ids, NsTally *out, GError **error)
{
  *out = (NsTally) { 0 };
  for (guint i = 0; i < ids->len; i++)
    {
      g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT state FROM item WHERE id = :id AND deleted_at = 0",
                                          NS_INT ("id", g_array_index (ids, gint64, i)));
      const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;

      if (step == NS_STEP_FAILED)
        return FALSE;
      if (step == NS_STEP_ROW)
        out->count[CLAMP (ns_stmt_get_int (stmt, 0), 0, NS_STATE_LAST)]++;
    }
  return TRUE;
}
