/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-fact-grid.h"

#include "view/ns-technical.h"
#include "view/ns-wrap.h"

static void
destroy_cb (GtkWidget *widget, gpointer user_data)
{
  gtk_widget_destroy (widget);
}

/**
 * ns_fact_grid_clear:
 * @grid: a grid
 *
 * Empties it.
 */
void
ns_fact_grid_clear (GtkGrid *grid)
{
  gtk_container_foreach (GTK_CONTAINER (grid), destroy_cb, NULL);
}

/**
 * ns_fact_grid_add:
 * @grid: a grid
 * @row: which row
 * @name: what it is
 * @value: its value
 *
 * Adds a row of a dimmed name and a value that can be selected and wraps.
 *
 * Returns: (transfer none): the label of the value
 */
GtkWidget *
ns_fact_grid_add (GtkGrid *grid, int row, const char *name, const char *value)
{
  GtkWidget *left = gtk_label_new (name);
  GtkWidget *right = gtk_label_new (value);

  gtk_label_set_xalign (GTK_LABEL (left), 1);
  gtk_label_set_yalign (GTK_LABEL (left), 0);
  gtk_style_context_add_class (gtk_widget_get_style_context (left), GTK_STYLE_CLASS_DIM_LABEL);
  gtk_label_set_xalign (GTK_LABEL (right), 0);
  ns_wrap_label (GTK_LABEL (right));
  gtk_label_set_selectable (GTK_LABEL (right), TRUE);
  gtk_widget_set_can_focus (right, FALSE);
  gtk_widget_set_hexpand (right, TRUE);
  gtk_grid_attach (grid, left, 0, row, 1, 1);
  gtk_grid_attach (grid, right, 1, row, 1, 1);
  atk_object_add_relationship (gtk_widget_get_accessible (right), ATK_RELATION_LABELLED_BY,
                               gtk_widget_get_accessible (left));
  gtk_widget_show (left);
  gtk_widget_show (right);
  return right;
}

/**
 * ns_fact_grid_fill:
 * @grid: a grid
 * @facts: (element-type NsFact): what to show
 *
 * Shows the facts in place of those before, one a row.
 */
void
ns_fact_grid_fill (GtkGrid *grid, const GArray *facts)
{
  ns_fact_grid_clear (grid);
  for (guint i = 0; i < facts->len; i++)
    {
      const NsFact *fact = &g_array_index (facts, NsFact, i);

      ns_fact_grid_add (grid, (int) i, fact->name, fact->value);
    }
}
