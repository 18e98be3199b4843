/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Files that are dragged out of a window lie in a private folder of the cache: whoever they are dropped on copies them
 * from there when it likes. A folder goes with its window, or, where the program did not end by itself, at the next
 * start. */
GFile *ns_drag_folder_new (GError **error);
void ns_drag_folder_remove (GFile *folder);
void ns_drag_folder_sweep_async (void);

G_END_DECLS
