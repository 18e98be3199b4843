/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

gboolean ns_state_geometry_find (GtkWidget *widget, const GdkRectangle *part, GdkRectangle *out);

G_END_DECLS
