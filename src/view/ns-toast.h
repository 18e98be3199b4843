/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/ns-clock.h"

G_BEGIN_DECLS

/**
 * NsToast:
 *
 * A line that comes in from the top of the window, says what was done, may offer `win.undo`, and leaves by itself.
 */
#define NS_TYPE_TOAST (ns_toast_get_type ())
G_DECLARE_FINAL_TYPE (NsToast, ns_toast, NS, TOAST, GtkRevealer)

void ns_toast_show (NsToast *self, const char *text, gint64 undo_id, NsClock *clock);
void ns_toast_hide (NsToast *self);

G_END_DECLS
