/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ns_intake_html_to_text (const char *html, gsize max_bytes);

G_END_DECLS
