/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*NsSettledFunc) (gpointer window);

void ns_screenshot_async (GtkWindow *window, NsSettledFunc is_settled, GtkWindow *subject, const char *path,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_screenshot_finish (GAsyncResult *result, GError **error);

G_END_DECLS
