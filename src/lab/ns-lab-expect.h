/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-world.h"

G_BEGIN_DECLS

void ns_lab_expect_async (NsLabWorld *world, const NsScenario *scenario, const NsStep *step,
                          GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_lab_expect_finish (NsLabWorld *world, GAsyncResult *result, GError **error);

G_END_DECLS
