/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

void ns_intake_set_error (GError **error, int code, const char *name, guint line, const char *format, ...)
  G_GNUC_PRINTF (5, 6);
GBytes *ns_intake_to_crlf (GBytes *bytes);
guint ns_intake_line_at (GBytes *bytes, gsize offset);
guint ns_intake_count_lines (GBytes *bytes);
char *ns_intake_display (const char *text, gsize max_chars);
char *ns_intake_wire_text (const char *text);
void ns_intake_append (NsNode *node, NsTag tag, const char *text);
void ns_intake_append_body (NsNode *node, NsTag old_tag, const char *text, NsEasVersion version);

G_END_DECLS
