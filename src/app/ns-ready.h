/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef gboolean (*NsSettledFunc) (gpointer user_data);

/**
 * NsReady:
 *
 * Knows when the windows of the program stand still: everything was read, and a few frames in a row drew nothing
 * new. Each time it becomes so has a serial number, from 1. Signal: `changed`, when it becomes ready and when it is
 * so no more. Main thread.
 */
#define NS_TYPE_READY (ns_ready_get_type ())
G_DECLARE_FINAL_TYPE (NsReady, ns_ready, NS, READY, GObject)

NsReady *ns_ready_new (NsSettledFunc is_settled, gpointer user_data);
void ns_ready_check (NsReady *self);
gboolean ns_ready_get (NsReady *self);
guint ns_ready_get_serial (NsReady *self);
GtkWindow *ns_ready_get_window (NsReady *self);

G_END_DECLS
