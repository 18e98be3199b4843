/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-lab-tint.h"

/* How much the colour covers; text on it keeps its contrast. */
#define OPACITY 0.2

/* The theme's own colour, whatever theme it is by then. */
static void
tint_cb (GtkTreeViewColumn *column, GtkCellRenderer *renderer, GtkTreeModel *model, GtkTreeIter *iter, gpointer data)
{
  GtkStyleContext *style = gtk_widget_get_style_context (gtk_tree_view_column_get_tree_view (column));
  gboolean is_tinted;
  GdkRGBA tint;

  gtk_tree_model_get (model, iter, GPOINTER_TO_INT (data), &is_tinted, -1);
  is_tinted = is_tinted && gtk_style_context_lookup_color (style, "warning_color", &tint);
  if (is_tinted)
    {
      tint.alpha = OPACITY;
      g_object_set (renderer, "cell-background-rgba", &tint, NULL);
    }
  g_object_set (renderer, "cell-background-set", is_tinted, NULL);
}

/**
 * ns_lab_tint_column:
 * @column: a column of a table
 * @renderer: one of its renderers
 * @model_column: where the table says whether a row stands out (gboolean)
 *
 * Gives cells of rows that stand out the colour of a warning.
 */
void
ns_lab_tint_column (GtkTreeViewColumn *column, GtkCellRenderer *renderer, int model_column)
{
  gtk_tree_view_column_set_cell_data_func (column, renderer, tint_cb, GINT_TO_POINTER (model_column), NULL);
}
