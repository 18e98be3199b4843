/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsLabScreen:
 *
 * The screen of the handheld: four to three, 480×360 pixels where there is room, and smaller where there is not.
 */
#define NS_TYPE_LAB_SCREEN (ns_lab_screen_get_type ())
G_DECLARE_FINAL_TYPE (NsLabScreen, ns_lab_screen, NS, LAB_SCREEN, GtkBox)

void ns_lab_screen_set_large (NsLabScreen *self, gboolean large);

G_END_DECLS
