/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-world.h"

G_BEGIN_DECLS

void ns_lab_step_run_async (NsLabWorld *world, const NsScenario *scenario, const NsStep *step,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_lab_step_run_finish (NsLabWorld *world, GAsyncResult *result, GError **error);
GArray *ns_lab_step_list_ids (NsLabWorld *world, const NsScenario *scenario, const NsStep *step, GError **error);

G_END_DECLS
