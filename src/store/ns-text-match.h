/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

gboolean ns_text_match_register (sqlite3 *handle);
char *ns_text_match_fold (const char *text);

G_END_DECLS
