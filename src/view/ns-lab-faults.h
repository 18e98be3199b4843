/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsLabFaults:
 *
 * The fault palette of the lab: what can go wrong, in words and by its protocol term, when it does, and what is to
 * come. It acts by the window's actions `add-fault`, `remove-fault` and `clear-faults`.
 */
#define NS_TYPE_LAB_FAULTS (ns_lab_faults_get_type ())
G_DECLARE_FINAL_TYPE (NsLabFaults, ns_lab_faults, NS, LAB_FAULTS, GtkBox)

void ns_lab_faults_update (NsLabFaults *self, GPtrArray *faults, guint done, guint n_steps);

G_END_DECLS
