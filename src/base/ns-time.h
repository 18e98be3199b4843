/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Every time in the program is a gint64 of microseconds since 1970-01-01 UTC; 0 means "not set". */

char *ns_time_to_iso8601 (gint64 usec);
gint64 ns_time_from_iso8601 (const char *text);
char *ns_time_to_compact (gint64 usec);
gint64 ns_time_from_compact (const char *text);

G_END_DECLS
