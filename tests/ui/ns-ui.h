/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What the tests of windows look for in them. A @root is any widget, often a window. */

GPtrArray *ns_ui_find_all (gpointer root, GType type);
gpointer ns_ui_find_one (gpointer root, GType type);
gpointer ns_ui_find_id (gpointer root, const char *id);
gboolean ns_ui_is_seen (gpointer widget);
gboolean ns_ui_shows_text (gpointer root, const char *text);

G_END_DECLS
