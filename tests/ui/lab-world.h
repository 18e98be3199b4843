/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-lab-window.h"

G_BEGIN_DECLS

/* The lab's window on a display; what its tests share. */

extern GtkApplication *application; /* a process has one */

void settle (NsLabWindow *window);
NsLabWindow *open_window (const char *name, guint step);
void act (NsLabWindow *window, const char *action);
guint set_limit (void);

void add_pane_tests (void);

G_END_DECLS
