/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* How long something took, or is away, in words and digits: pure functions of microseconds. */

char *ns_span_exact (gint64 span, gboolean english);
char *ns_span_digits (gint64 span);
char *ns_span_next_try (gint64 span);

G_END_DECLS
