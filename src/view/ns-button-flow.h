/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsButtonFlow:
 *
 * A row of buttons, with the `spacing` of a #GtkBox, that goes on in another row where it is too narrow for all.
 */
#define NS_TYPE_BUTTON_FLOW (ns_button_flow_get_type ())
G_DECLARE_FINAL_TYPE (NsButtonFlow, ns_button_flow, NS, BUTTON_FLOW, GtkBox)

G_END_DECLS
