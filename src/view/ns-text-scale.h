/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

int ns_text_scale_pixels (GtkWidget *widget, int pixels);
void ns_text_scale_default_size (GtkWindow *window);

G_END_DECLS
