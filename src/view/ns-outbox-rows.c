/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-rows.h"

static gint64
row_at (const GArray *rows, guint index)
{
  return g_array_index (rows, gint64, index);
}

static void
delete_row (GArray *rows, guint index, NsRowFunc func, gpointer user_data)
{
  g_array_remove_index (rows, index);
  func (NS_ROW_DELETED, index, user_data);
}

/* What stands at both ends stays, so that one change in a long list costs no look at all of it. */
static void
delete_missing (GArray *rows, const GArray *snapshot, NsRowFunc func, gpointer user_data)
{
  g_autoptr (GHashTable) present = g_hash_table_new (g_int64_hash, g_int64_equal);
  const guint most = MIN (rows->len, snapshot->len);
  guint head = 0, tail = 0;

  while (head < most && row_at (rows, head) == row_at (snapshot, head))
    head++;
  while (tail < most - head && row_at (rows, rows->len - 1 - tail) == row_at (snapshot, snapshot->len - 1 - tail))
    tail++;
  if (rows->len == head + tail)
    return;

  for (guint i = head; i < snapshot->len - tail; i++)
    g_hash_table_add (present, &g_array_index (snapshot, gint64, i));
  for (guint i = rows->len - tail; i > head; i--)
    if (!g_hash_table_contains (present, &g_array_index (rows, gint64, i - 1)))
      delete_row (rows, i - 1, func, user_data);
}

/**
 * ns_outbox_rows_update:
 * @rows: (element-type gint64): the ids that are shown; made equal to the first ids of @snapshot
 * @snapshot: (element-type gint64): the ids that should be shown
 * @n_first: how many rows are wanted at least; more stay where more were shown
 * @func: told of each change at the moment when @rows has it
 * @user_data: for @func
 *
 * Turns one list into the other by the fewest steps, given that ids which stay keep their order (the store's order
 * never changes for an item). Where they do not, the result is right all the same.
 *
 * Returns: the number of changes
 */
guint
ns_outbox_rows_update (GArray *rows, const GArray *snapshot, guint n_first, NsRowFunc func, gpointer user_data)
{
  const guint before = rows->len;
  guint n_changes, at = 0;

  delete_missing (rows, snapshot, func, user_data);
  n_changes = before - rows->len;

  for (; at < snapshot->len && (at < rows->len || at < n_first); at++)
    {
      const gint64 id = row_at (snapshot, at);

      if (at < rows->len && row_at (rows, at) == id)
        continue;
      g_array_insert_val (rows, at, id);
      func (NS_ROW_INSERTED, at, user_data);
      n_changes++;
    }

  for (; rows->len > at; n_changes++)
    delete_row (rows, rows->len - 1, func, user_data);
  return n_changes;
}

/**
 * ns_outbox_rows_grow:
 * @rows: (element-type gint64): the first ids of @snapshot
 * @snapshot: (element-type gint64): the ids that should be shown
 * @n_more: how many to add at most
 * @func: told of each new row
 * @user_data: for @func
 *
 * Adds the next rows at the end.
 *
 * Returns: whether rows are still missing
 */
gboolean
ns_outbox_rows_grow (GArray *rows, const GArray *snapshot, guint n_more, NsRowFunc func, gpointer user_data)
{
  const guint end = MIN (snapshot->len, rows->len + n_more);

  while (rows->len < end)
    {
      const guint at = rows->len;
      const gint64 id = row_at (snapshot, at);

      g_array_append_val (rows, id);
      func (NS_ROW_INSERTED, at, user_data);
    }
  return rows->len < snapshot->len;
}
