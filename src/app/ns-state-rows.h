/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void ns_state_rows_add (JsonBuilder *builder, GtkTreeView *view);
gboolean ns_state_rows_find_column (GtkTreeView *view, GtkTreeViewColumn *column, GdkRectangle *out);
void ns_state_rows_add_rectangle (JsonBuilder *builder, const GdkRectangle *area);

G_END_DECLS
