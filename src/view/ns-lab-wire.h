/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsLabWire:
 *
 * What went between the device and the server, one line a request and one an answer, and the content of the line
 * that is selected: as text (WBXML as XML) or as hex.
 */
#define NS_TYPE_LAB_WIRE (ns_lab_wire_get_type ())
G_DECLARE_FINAL_TYPE (NsLabWire, ns_lab_wire, NS, LAB_WIRE, GtkBox)

void ns_lab_wire_note_cut (NsLabWire *self, guint64 seq, gboolean is_missed);
void ns_lab_wire_forget_cuts (NsLabWire *self);
void ns_lab_wire_set_exchanges (NsLabWire *self, GPtrArray *exchanges);

G_END_DECLS
