/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-private.h"
#include "view/ns-text-scale.h"

/* A layout names the columns in their order; a hidden one has this in front, and one that the user has made wider or
 * narrower has that and its width behind, in pixels of text in its normal size. */
#define HIDDEN '-'
#define WIDTH ":"

/* No screen is wider. */
#define MAX_WIDTH 10000

static int
get_default_width (NsOutboxList *self, const NsColumnPlan *plan)
{
  return ns_text_scale_pixels (GTK_WIDGET (self), plan->width);
}

static char *
dup_column (NsOutboxList *self, GtkTreeViewColumn *column, const NsColumnPlan *plan)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const int normal = get_default_width (self, plan), width = gtk_tree_view_column_get_fixed_width (column);

  if (!ns_outbox_compact_is_wanted (column))
    g_string_append_c (text, HIDDEN);
  g_string_append (text, plan->id);
  if (width != normal)
    g_string_append_printf (text, WIDTH "%d", (width * plan->width + normal / 2) / normal);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ns_outbox_list_dup_layout:
 * @self: the list
 *
 * Returns: (transfer full) (array zero-terminated=1): the columns in their order, those that are hidden with a `-` in
 *   front, those that have a width of their own with a `:` and the width behind
 */
char **
ns_outbox_list_dup_layout (NsOutboxList *self)
{
  g_autoptr (GStrvBuilder) layout = g_strv_builder_new ();
  g_autoptr (GList) columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (self));

  for (GList *link = columns; link != NULL; link = link->next)
    for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
      {
        const NsColumnPlan *plan = ns_outbox_list_get_plan (i);
        g_autofree char *text = NULL;

        if (ns_outbox_list_find_column (self, plan->id) != link->data)
          continue;
        text = dup_column (self, link->data, plan);
        g_strv_builder_add (layout, text);
      }
  return g_strv_builder_end (layout);
}

static gboolean
may_hide (const char *id)
{
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    if (g_str_equal (ns_outbox_list_get_column_id (i), id))
      return ns_outbox_list_may_hide_column (i);
  return FALSE;
}

/* The columns as they come with the program. */
static void
reset (NsOutboxList *self)
{
  GtkTreeViewColumn *before = NULL;

  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      const NsColumnPlan *plan = ns_outbox_list_get_plan (i);
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self, plan->id);

      ns_outbox_compact_set_wanted (self->compact, column, !plan->is_extra);
      gtk_tree_view_column_set_fixed_width (column, get_default_width (self, plan));
      gtk_tree_view_move_column_after (GTK_TREE_VIEW (self), column, before);
      before = column;
    }
}

static void
set_width (NsOutboxList *self, GtkTreeViewColumn *column, const char *text)
{
  gint64 width;

  if (text != NULL && g_ascii_string_to_signed (text, 10, 1, MAX_WIDTH, &width, NULL))
    gtk_tree_view_column_set_fixed_width (column, ns_text_scale_pixels (GTK_WIDGET (self), (int) width));
}

/**
 * ns_outbox_list_set_layout:
 * @self: the list
 * @layout: (array zero-terminated=1): what ns_outbox_list_dup_layout() gave once; an empty one is that of the program
 *
 * Arranges the columns. Those that @layout does not know come last, names that nothing is known of are left out.
 */
void
ns_outbox_list_set_layout (NsOutboxList *self, const char *const *layout)
{
  GtkTreeViewColumn *before = NULL;

  self->is_arranging = TRUE;
  reset (self);
  for (guint i = 0; layout[i] != NULL; i++)
    {
      const gboolean hidden = layout[i][0] == HIDDEN;
      g_auto (GStrv) parts = g_strsplit (layout[i] + (hidden ? 1 : 0), WIDTH, 2);
      const char *id = parts[0] != NULL ? parts[0] : "";
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self, id);

      if (column == NULL || column == before)
        continue;
      ns_outbox_compact_set_wanted (self->compact, column, !hidden || !may_hide (id));
      set_width (self, column, *id != '\0' ? parts[1] : NULL);
      gtk_tree_view_move_column_after (GTK_TREE_VIEW (self), column, before);
      before = column;
    }
  self->is_arranging = FALSE;
}

/**
 * ns_outbox_list_set_column_shown:
 * @self: the list
 * @id: the id of a column
 * @shown: whether it is to be shown
 *
 * Shows or hides it.
 */
void
ns_outbox_list_set_column_shown (NsOutboxList *self, const char *id, gboolean shown)
{
  ns_outbox_compact_set_wanted (self->compact, ns_outbox_list_find_column (self, id), shown);
}

/**
 * ns_outbox_list_is_column_shown:
 * @self: the list
 * @id: the id of a column
 *
 * Returns: whether it is shown
 */
gboolean
ns_outbox_list_is_column_shown (NsOutboxList *self, const char *id)
{
  return ns_outbox_compact_is_wanted (ns_outbox_list_find_column (self, id));
}

/**
 * ns_outbox_list_update_arrows:
 * @self: the list
 *
 * Shows again by which column it is sorted: a tree view forgets that with each model.
 */
void
ns_outbox_list_update_arrows (NsOutboxList *self)
{
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      const char *id = ns_outbox_list_get_column_id (i);
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self, id);

      gtk_tree_view_column_set_sort_indicator (column, id == self->order_id);
      gtk_tree_view_column_set_sort_order (column, self->descends ? GTK_SORT_DESCENDING : GTK_SORT_ASCENDING);
    }
}

/**
 * ns_outbox_list_show_order:
 * @self: the list
 * @id: the column by which the rows are sorted
 * @descending: whether the largest comes first
 *
 * Shows it with an arrow in the heading. The rows themselves come sorted from the store.
 */
void
ns_outbox_list_show_order (NsOutboxList *self, const char *id, gboolean descending)
{
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    if (g_str_equal (ns_outbox_list_get_column_id (i), id))
      self->order_id = ns_outbox_list_get_column_id (i);
  self->descends = descending;
  ns_outbox_list_update_arrows (self);
}
