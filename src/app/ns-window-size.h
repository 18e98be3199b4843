/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

GdkRectangle ns_window_size_get_content (GtkWindow *window);
void ns_window_size_fit (GtkWindow *window, int width, int height);

G_END_DECLS
