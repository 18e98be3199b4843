/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ns_intake_lines_check (GBytes *bytes, const char *outer, const char *name, guint *n_outer, GError **error);
guint ns_intake_lines_find (GBytes *bytes, const char *component, const char *property, gsize *end);
gboolean ns_intake_lines_find_span (GBytes *bytes, const char *component, const char *property, gsize *start,
                                    gsize *end);

G_END_DECLS
