/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-options.h"

G_BEGIN_DECLS

gboolean ns_state_json_write (const NsOptions *options, GtkWindow *window, guint serial, const char *path,
                              GError **error);

G_END_DECLS
