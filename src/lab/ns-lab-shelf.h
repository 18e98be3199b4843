/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *ns_lab_shelf_find (const char *name);
GPtrArray *ns_lab_shelf_list (void);
char *ns_lab_shelf_find_picture (const char *path);

G_END_DECLS
