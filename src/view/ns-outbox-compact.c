/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-compact.h"

#include "view/ns-accessible-id.h"
#include "view/ns-outbox-list-private.h"
#include "view/ns-text-scale.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* 16 pixels, and room on both sides. */
#define ICON_WIDTH 26

struct _NsOutboxCompact
{
  NsOutboxList *list;        /* (unowned): owns this */
  GtkTreeViewColumn *column; /* (unowned): of @list */
  gboolean is_narrow;
};

/* Of a column that the user wants to see; whether there is room is another question. */
#define WANTED "ns-wanted"

static const NsItem *
row_item (GtkTreeModel *model, GtkTreeIter *iter)
{
  return ns_outbox_model_get_item (NS_OUTBOX_MODEL (model), iter);
}

static const NsColumnPlan *
find_plan (const char *id)
{
  guint i = 0;

  while (!g_str_equal (ns_outbox_list_get_column_id (i), id))
    i++;
  return ns_outbox_list_get_plan (i);
}

static void
icon_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter, gpointer user_data)
{
  const NsColumnPlan *plan = user_data;
  const NsItem *item = row_item (model, iter);
  g_autofree char *name = item != NULL ? plan->icon (item) : NULL;

  g_object_set (cell, "icon-name", name, NULL);
}

static char *
state_and_place (NsOutboxCompact *self, const NsItem *item)
{
  g_autofree char *state = find_plan ("state")->text (self->list, item);
  g_autofree char *recipients = ns_words_isolate (item->recipients);

  if (*item->recipients == '\0')
    return g_steal_pointer (&state);
  /* Translators: the second line of a narrow row: the state, and to whom the item goes or where the event is. */
  return g_strdup_printf (C_ ("narrow row", "%s · %s"), state, recipients);
}

static void
text_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
         gpointer user_data)
{
  NsOutboxCompact *self = user_data;
  const NsItem *item = row_item (model, iter);
  g_autofree char *title = item != NULL ? ns_words_title (item) : g_strdup ("");
  /* An empty line would be as high as a large one, and all rows get the height of one that may not be here yet. */
  g_autofree char *second = item != NULL ? state_and_place (self, item) : g_strdup (" ");
  const gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self->list)) == GTK_TEXT_DIR_RTL;
  g_autofree char *isolated = ns_words_isolate (title);
  g_autofree char *first_line = ns_words_line (isolated, is_rtl);
  g_autofree char *second_line = ns_words_line (second, is_rtl);
  g_autofree char *markup = g_markup_printf_escaped ("%s\n<span size=\"smaller\" fgalpha=\"70%%\">%s</span>",
                                                     first_line, second_line);

  g_object_set (cell, "markup", markup, NULL);
}

static void
when_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
         gpointer user_data)
{
  NsOutboxCompact *self = user_data;
  const NsItem *item = row_item (model, iter);
  g_autofree char *when = item != NULL ? find_plan ("queued")->text (self->list, item) : g_strdup ("");
  g_autofree char *markup = g_markup_printf_escaped ("<span size=\"smaller\" fgalpha=\"70%%\">%s</span>", when);

  g_object_set (cell, "markup", markup, NULL);
}

static void
add_icon (NsOutboxCompact *self, const char *id)
{
  GtkCellRenderer *cell = gtk_cell_renderer_pixbuf_new ();

  gtk_cell_renderer_set_fixed_size (cell, ICON_WIDTH, -1);
  gtk_tree_view_column_pack_start (self->column, cell, FALSE);
  gtk_tree_view_column_set_cell_data_func (self->column, cell, icon_cb, (gpointer) find_plan (id), NULL);
}

static void
add_text (NsOutboxCompact *self, GtkTreeCellDataFunc data, gboolean expand)
{
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();

  g_object_set (cell, "xpad", 6, "ypad", 6, "yalign", expand ? 0.5 : 0.1, NULL);
  if (expand)
    g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, NULL);
  gtk_tree_view_column_pack_start (self->column, cell, expand);
  gtk_tree_view_column_set_cell_data_func (self->column, cell, data, self, NULL);
}

/**
 * ns_outbox_compact_new:
 * @list: a list with all of its columns
 *
 * Returns: (transfer full): the narrow look of the list, which does not show yet; it belongs to @list
 */
NsOutboxCompact *
ns_outbox_compact_new (NsOutboxList *list)
{
  NsOutboxCompact *self = g_new0 (NsOutboxCompact, 1);

  self->list = list;
  self->column = gtk_tree_view_column_new ();
  gtk_tree_view_column_set_sizing (self->column, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_expand (self->column, TRUE);
  gtk_tree_view_column_set_visible (self->column, FALSE);
  add_icon (self, "state");
  add_icon (self, "subject");
  add_text (self, text_cb, TRUE);
  add_text (self, when_cb, FALSE);
  gtk_tree_view_append_column (GTK_TREE_VIEW (list), self->column);
  ns_accessible_id_set (gtk_tree_view_column_get_button (self->column), "outbox.column.summary");
  return self;
}

/**
 * ns_outbox_compact_free:
 * @self: (transfer full): the narrow look of a list
 *
 * Frees it.
 */
void
ns_outbox_compact_free (NsOutboxCompact *self)
{
  g_free (self);
}

/* What the columns that the user wants take at least. Where one was made wider, the list scrolls and the headings stay,
 * so that it can be made smaller again. */
static int
columns_width (NsOutboxCompact *self)
{
  int width = 0;

  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      const NsColumnPlan *plan = ns_outbox_list_get_plan (i);
      GtkTreeViewColumn *column = ns_outbox_list_find_column (self->list, plan->id);

      if (ns_outbox_compact_is_wanted (column))
        width += MIN (gtk_tree_view_column_get_fixed_width (column),
                      ns_text_scale_pixels (GTK_WIDGET (self->list), plan->width));
    }
  return width;
}

static void
update_columns (NsOutboxCompact *self)
{
  g_autoptr (GList) columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (self->list));

  for (GList *link = columns; link != NULL; link = link->next)
    gtk_tree_view_column_set_visible (link->data, link->data == self->column
                                                    ? self->is_narrow
                                                    : !self->is_narrow && ns_outbox_compact_is_wanted (link->data));
}

static gboolean
row_changed_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  gtk_tree_model_row_changed (model, path, iter);
  return FALSE;
}

/* GTK measures one row for all, but gives the new height only to those that it does not hold valid. */
static void
measure_rows (GtkTreeView *view)
{
  GtkTreeModel *model = gtk_tree_view_get_model (view);

  gtk_tree_view_set_fixed_height_mode (view, FALSE);
  gtk_tree_view_set_fixed_height_mode (view, TRUE);
  if (model != NULL)
    gtk_tree_model_foreach (model, row_changed_cb, NULL);
}

/**
 * ns_outbox_compact_fit:
 * @self: the narrow look of a list
 * @width: how much room the list has, in pixels
 *
 * Shows two lines a row where the columns have no room, and the columns where they have.
 */
void
ns_outbox_compact_fit (NsOutboxCompact *self, int width)
{
  GtkTreeView *view = GTK_TREE_VIEW (self->list);
  const gboolean is_narrow = width < columns_width (self);

  if (self->is_narrow == is_narrow)
    return;
  self->is_narrow = is_narrow;
  update_columns (self);
  gtk_tree_view_set_headers_visible (view, !is_narrow);
  measure_rows (view);
}

/**
 * ns_outbox_compact_set_wanted:
 * @self: (nullable): the narrow look of a list
 * @column: a column of the list
 * @wanted: whether the user wants to see it
 *
 * Shows it as soon as there is room for the columns, or never.
 */
void
ns_outbox_compact_set_wanted (NsOutboxCompact *self, GtkTreeViewColumn *column, gboolean wanted)
{
  g_object_set_data (G_OBJECT (column), WANTED, GINT_TO_POINTER (wanted));
  gtk_tree_view_column_set_visible (column, wanted && (self == NULL || !self->is_narrow));
}

/**
 * ns_outbox_compact_is_wanted:
 * @column: a column of the list
 *
 * Returns: whether the user wants to see it
 */
gboolean
ns_outbox_compact_is_wanted (GtkTreeViewColumn *column)
{
  return g_object_get_data (G_OBJECT (column), WANTED) != NULL;
}
