/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Cells of the lab that stand out by colour, too, beside an icon and words. */

void ns_lab_tint_column (GtkTreeViewColumn *column, GtkCellRenderer *renderer, int model_column);

G_END_DECLS
