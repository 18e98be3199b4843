/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What everybody can read and reach, asked of the real widgets of a window that is shown. */

void ns_access_add_looks (const char *path, gsize size, gconstpointer data, GTestFixtureFunc set_up,
                          GTestFixtureFunc test, GTestFixtureFunc tear_down);
void ns_access_set_look (void);
void ns_access_assert_contrast (GtkWidget *window);
void ns_access_assert_walk (GtkWidget *window);

G_END_DECLS
