/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Levels: critical = a defect of ours; warning = the user should know; message = a milestone; info = each step
 * (-v); debug = the wire and every decision (-vv). */

void ns_log_init (guint verbosity);
char *ns_log_redact (const char *text);

G_END_DECLS
