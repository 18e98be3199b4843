/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-state-rows.h"

#include "app/ns-state-geometry.h"
#include "view/ns-accessible-id.h"
#include "view/ns-outbox-list.h"

static void
add_text (JsonBuilder *builder, const char *name, const char *text)
{
  if (text == NULL)
    return;
  json_builder_set_member_name (builder, name);
  json_builder_add_string_value (builder, text);
}

/**
 * ns_state_rows_add_rectangle:
 * @builder: in an object
 * @area: in pixels of the picture
 *
 * Adds the member `rect`.
 */
void
ns_state_rows_add_rectangle (JsonBuilder *builder, const GdkRectangle *area)
{
  const char *const names[] = { "x", "y", "width", "height" };
  const int values[] = { area->x, area->y, area->width, area->height };

  json_builder_set_member_name (builder, "rect");
  json_builder_begin_object (builder);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      json_builder_set_member_name (builder, names[i]);
      json_builder_add_int_value (builder, values[i]);
    }
  json_builder_end_object (builder);
}

static gboolean
find_cell (GtkTreeView *view, GtkTreePath *path, GtkTreeViewColumn *column, GdkRectangle *out)
{
  GdkRectangle cell;

  gtk_tree_view_get_background_area (view, path, column, &cell);
  gtk_tree_view_convert_bin_window_to_widget_coords (view, cell.x, cell.y, &cell.x, &cell.y);
  return ns_state_geometry_find (GTK_WIDGET (view), &cell, out);
}

static void
add_renderers (JsonBuilder *builder, GtkTreeViewColumn *column, GtkTreeModel *model, GtkTreeIter *iter)
{
  GList *renderers = gtk_cell_layout_get_cells (GTK_CELL_LAYOUT (column));

  gtk_tree_view_column_cell_set_cell_data (column, model, iter, FALSE, FALSE);
  for (GList *link = renderers; link != NULL; link = link->next)
    {
      const gboolean is_text = GTK_IS_CELL_RENDERER_TEXT (link->data);
      g_autofree char *value = NULL;

      if (!is_text && !GTK_IS_CELL_RENDERER_PIXBUF (link->data))
        continue;
      g_object_get (link->data, is_text ? "text" : "icon-name", &value, NULL);
      add_text (builder, is_text ? "text" : "icon", value);
    }
  g_list_free (renderers);
}

static void
add_cells (JsonBuilder *builder, GtkTreeView *view, GtkTreePath *path, GtkTreeIter *iter)
{
  const int row = gtk_tree_path_get_indices (path)[0];
  GtkTreeViewColumn *column;
  int n = 0;

  json_builder_set_member_name (builder, "cells");
  json_builder_begin_array (builder);
  for (int i = 0; (column = gtk_tree_view_get_column (view, i)) != NULL; i++)
    {
      g_autofree char *id = NULL;
      GdkRectangle area;

      if (!gtk_tree_view_column_get_visible (column))
        continue;
      id = ns_accessible_id_dup_cell (view, row, n++);
      json_builder_begin_object (builder);
      add_text (builder, "id", id);
      add_renderers (builder, column, gtk_tree_view_get_model (view), iter);
      if (find_cell (view, path, column, &area))
        ns_state_rows_add_rectangle (builder, &area);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_item (JsonBuilder *builder, GtkTreeView *view, GtkTreeIter *iter)
{
  NsOutboxModel *model = NS_IS_OUTBOX_LIST (view) ? ns_outbox_list_get_model (NS_OUTBOX_LIST (view)) : NULL;
  const NsItem *item = model != NULL ? ns_outbox_model_get_item (model, iter) : NULL;

  if (item == NULL)
    return;
  json_builder_set_member_name (builder, "item");
  json_builder_add_int_value (builder, item->id);
  add_text (builder, "state", ns_state_nick (item->state));
}

static void
add_row (JsonBuilder *builder, GtkTreeView *view, GtkTreePath *path)
{
  GtkTreeIter iter;

  if (!gtk_tree_model_get_iter (gtk_tree_view_get_model (view), &iter, path))
    return;
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "row");
  json_builder_add_int_value (builder, gtk_tree_path_get_indices (path)[0] + 1);
  add_item (builder, view, &iter);
  json_builder_set_member_name (builder, "selected");
  json_builder_add_boolean_value (builder,
                                  gtk_tree_selection_path_is_selected (gtk_tree_view_get_selection (view), path));
  add_cells (builder, view, path, &iter);
  json_builder_end_object (builder);
}

/**
 * ns_state_rows_add:
 * @builder: in an object
 * @view: a table that is shown
 *
 * Adds the members `n_rows`, and `rows` with those that can be seen, from top to bottom.
 */
void
ns_state_rows_add (JsonBuilder *builder, GtkTreeView *view)
{
  GtkTreeModel *model = gtk_tree_view_get_model (view);
  g_autoptr (GtkTreePath) first = NULL;
  g_autoptr (GtkTreePath) last = NULL;

  json_builder_set_member_name (builder, "n_rows");
  json_builder_add_int_value (builder, model != NULL ? gtk_tree_model_iter_n_children (model, NULL) : 0);
  json_builder_set_member_name (builder, "rows");
  json_builder_begin_array (builder);
  if (gtk_tree_view_get_visible_range (view, &first, &last))
    for (; gtk_tree_path_compare (first, last) <= 0; gtk_tree_path_next (first))
      add_row (builder, view, first);
  json_builder_end_array (builder);
}

/**
 * ns_state_rows_find_column:
 * @view: a table that is shown
 * @column: one of its columns
 * @out: (out): where its cells are, in pixels of the picture
 *
 * Returns: whether any of them can be seen
 */
gboolean
ns_state_rows_find_column (GtkTreeView *view, GtkTreeViewColumn *column, GdkRectangle *out)
{
  g_autoptr (GtkTreePath) first = NULL;
  g_autoptr (GtkTreePath) last = NULL;
  GdkRectangle top, bottom;

  if (!gtk_tree_view_column_get_visible (column) || !gtk_tree_view_get_visible_range (view, &first, &last)
      || !find_cell (view, first, column, &top) || !find_cell (view, last, column, &bottom))
    return FALSE;
  gdk_rectangle_union (&top, &bottom, out);
  return TRUE;
}
