/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/**
 * NsLabHandheld:
 *
 * The outbox as a handheld of 2009 showed it, on a screen of 480×360 pixels (#NsLabScreen) with a menu of Open, Resend
 * and Delete. It shows the same store as the outbox window. Signal `asked (int what, gint64 id)`: the viewer wants to
 * resend or delete an item (#NsStepType).
 */
#define NS_TYPE_LAB_HANDHELD (ns_lab_handheld_get_type ())
G_DECLARE_FINAL_TYPE (NsLabHandheld, ns_lab_handheld, NS, LAB_HANDHELD, GtkBox)

void ns_lab_handheld_set_store (NsLabHandheld *self, NsStore *store);
void ns_lab_handheld_set_device (NsLabHandheld *self, const char *model, const char *software);
void ns_lab_handheld_set_large (NsLabHandheld *self, gboolean large);
void ns_lab_handheld_refresh (NsLabHandheld *self);
void ns_lab_handheld_open_item (NsLabHandheld *self, gint64 id);
void ns_lab_handheld_close_item (NsLabHandheld *self);
gboolean ns_lab_handheld_is_settled (NsLabHandheld *self);

G_END_DECLS
