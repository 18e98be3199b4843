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

/* Where each of the rows from @head to @end belongs: its place in the snapshot, or -1. */
static GArray *
find_places (const GArray *rows, guint head, guint end, const GArray *snapshot, guint snapshot_end)
{
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *found = g_array_sized_new (FALSE, FALSE, sizeof (int), end - head);

  for (guint i = head; i < snapshot_end; i++)
    g_hash_table_insert (places, &g_array_index (snapshot, gint64, i), GUINT_TO_POINTER (i + 1));
  for (guint i = head; i < end; i++)
    {
      const int place = (int) GPOINTER_TO_UINT (g_hash_table_lookup (places, &g_array_index (rows, gint64, i))) - 1;

      g_array_append_val (found, place);
    }
  return found;
}

/* The first of @ends whose place is not before @place: they are in order. */
static guint
find_end (const GArray *ends, const GArray *places, int place)
{
  guint low = 0, high = ends->len;

  while (low < high)
    {
      const guint middle = low + (high - low) / 2;

      if (g_array_index (places, int, g_array_index (ends, guint, middle)) < place)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

/* The longest run of rows that are in order already (patience sorting): they stay, so that one item that moves costs
 * two changes and not a whole list of them. Marks the others by the place -1. */
static void
keep_longest_run (GArray *places)
{
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autofree guint *before = g_new0 (guint, places->len + 1);
  guint at;

  for (guint i = 0; i < places->len; i++)
    {
      const int place = g_array_index (places, int, i);
      const guint length = place >= 0 ? find_end (ends, places, place) : 0;

      if (place < 0)
        continue;
      before[i] = length > 0 ? g_array_index (ends, guint, length - 1) : G_MAXUINT;
      if (length == ends->len)
        g_array_append_val (ends, i);
      else
        g_array_index (ends, guint, length) = i;
    }

  at = ends->len > 0 ? g_array_index (ends, guint, ends->len - 1) : G_MAXUINT;
  for (guint i = places->len; i > 0; i--)
    {
      if (i - 1 == at)
        at = before[at];
      else
        g_array_index (places, int, i - 1) = -1;
    }
}

/* What stands at both ends stays, so that one change in a long list costs no look at all of it. */
static void
delete_unfit (GArray *rows, const GArray *snapshot, NsRowFunc func, gpointer user_data)
{
  g_autoptr (GArray) places = NULL;
  const guint most = MIN (rows->len, snapshot->len);
  guint head = 0, tail = 0;

  while (head < most && row_at (rows, head) == row_at (snapshot, head))
    head++;
  while (tail < most - head && row_at (rows, rows->len - 1 - tail) == row_at (snapshot, snapshot->len - 1 - tail))
    tail++;
  if (rows->len == head + tail)
    return;

  places = find_places (rows, head, rows->len - tail, snapshot, snapshot->len - tail);
  keep_longest_run (places);
  for (guint i = places->len; i > 0; i--)
    if (g_array_index (places, int, i - 1) < 0)
      delete_row (rows, head + i - 1, func, user_data);
}

/**
 * ns_outbox_rows_update:
 * @rows: (element-type gint64): the ids that are shown; made equal to the first ids of @snapshot
 * @snapshot: (element-type gint64): the ids that should be shown
 * @n_first: how many rows are wanted at least; more stay where more were shown
 * @func: told of each change at the moment when @rows has it
 * @user_data: for @func
 *
 * Turns one list into the other by the fewest steps. An item that moves, in an order that follows its state, is a row
 * that is deleted and one that is inserted.
 *
 * Returns: the number of changes
 */
guint
ns_outbox_rows_update (GArray *rows, const GArray *snapshot, guint n_first, NsRowFunc func, gpointer user_data)
{
  const guint before = rows->len;
  guint n_changes, at = 0;

  delete_unfit (rows, snapshot, func, user_data);
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
