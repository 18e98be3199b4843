/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-outbox-window.h"

G_BEGIN_DECLS

void ns_screenshot_async (NsOutboxWindow *window, GtkWindow *subject, const char *path, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_screenshot_finish (GAsyncResult *result, GError **error);

G_END_DECLS
