/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-lab-window.h"

G_BEGIN_DECLS

void ns_storyboard_save_async (NsLabWindow *window, guint n_steps, GAsyncReadyCallback callback, gpointer user_data);
char *ns_storyboard_save_finish (GAsyncResult *result);

G_END_DECLS
