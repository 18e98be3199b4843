/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-lab-window.h"

G_BEGIN_DECLS

void ns_storyboard_export_async (NsLabWindow *window, guint n_steps, GFile *file, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_storyboard_export_finish (GAsyncResult *result, GError **error);

G_END_DECLS
