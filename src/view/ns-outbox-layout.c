/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-private.h"

/* A layout names the columns in their order; a hidden one has this in front. */
#define HIDDEN '-'

/**
 * ns_outbox_list_dup_layout:
 * @self: the list
 *
 * Returns: (transfer full) (array zero-terminated=1): the columns in their order, those that are hidden with a `-` in
 *   front
 */
char **
ns_outbox_list_dup_layout (NsOutboxList *self)
{
  g_autoptr (GStrvBuilder) layout = g_strv_builder_new ();
  g_autoptr (GList) columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (self));

  for (GList *link = columns; link != NULL; link = link->next)
    for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
      {
        const char *id = ns_outbox_list_get_column_id (i);
        g_autofree char *hidden = g_strdup_printf ("%c%s", HIDDEN, id);

        if (ns_outbox_list_find_column (self, id) == link->data)
          g_strv_builder_add (layout, ns_outbox_compact_is_wanted (link->data) ? id : hidden);
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
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self, ns_outbox_list_get_column_id (i));

      ns_outbox_compact_set_wanted (self->compact, column, !ns_outbox_list_get_plan (i)->is_extra);
      gtk_tree_view_move_column_after (GTK_TREE_VIEW (self), column, before);
      before = column;
    }
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
      const char *id = layout[i] + (hidden ? 1 : 0);
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self, id);

      if (column == NULL || column == before)
        continue;
      ns_outbox_compact_set_wanted (self->compact, column, !hidden || !may_hide (id));
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
