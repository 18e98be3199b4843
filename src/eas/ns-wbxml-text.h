/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ns_wbxml_text_clean (const char *text);
gboolean ns_wbxml_text_is_printable (GBytes *bytes);

G_END_DECLS
