/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "view/ns-lab-player.h"

G_BEGIN_DECLS

/**
 * NsLabWindow:
 *
 * A scenario on a stage: what the handheld shows, what goes over the wire and what the server holds, side by side,
 * with a player that goes through its steps and tells each in words. Without a scenario it shows the gallery.
 */
#define NS_TYPE_LAB_WINDOW (ns_lab_window_get_type ())
G_DECLARE_FINAL_TYPE (NsLabWindow, ns_lab_window, NS, LAB_WINDOW, GtkApplicationWindow)

NsLabWindow *ns_lab_window_new (GtkApplication *application);
void ns_lab_window_show_gallery (NsLabWindow *self);
void ns_lab_window_open (NsLabWindow *self, NsScenario *scenario, guint step);
void ns_lab_window_close (NsLabWindow *self);
void ns_lab_window_seek (NsLabWindow *self, guint step);
gboolean ns_lab_window_is_settled (NsLabWindow *self);
NsLab *ns_lab_window_get_lab (NsLabWindow *self);
NsLabPlayer *ns_lab_window_get_player (NsLabWindow *self);
GtkWidget *ns_lab_window_get_stage (NsLabWindow *self);
void ns_lab_window_install_accels (GtkApplication *application);

G_END_DECLS
