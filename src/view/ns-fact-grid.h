/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ns_fact_grid_clear (GtkGrid *grid);
GtkWidget *ns_fact_grid_add (GtkGrid *grid, int row, const char *name, const char *value);
void ns_fact_grid_fill (GtkGrid *grid, const GArray *facts);

G_END_DECLS
