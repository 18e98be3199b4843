/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-options.h"
#include "view/ns-lab-window.h"

G_BEGIN_DECLS

void ns_app_lab_start_process (const char *option, const char *more);
void ns_app_lab_add_action (GtkApplication *application, const NsOptions *options);
NsLabWindow *ns_app_lab_open (GtkApplication *application, const NsOptions *options, NsScenario *scenario);
void ns_app_lab_export (NsLabWindow *window, const NsOptions *options, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);

G_END_DECLS
