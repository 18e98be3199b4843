/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk-a11y.h>

G_BEGIN_DECLS

/**
 * NsOutboxListAccessible:
 *
 * What assistive technologies and tests see of the table of items: GTK's table, whose cells have ids such as
 * `outbox.row.3.state`. A cell gets its id whenever somebody asks for the cell, because rows move.
 */
#define NS_TYPE_OUTBOX_LIST_ACCESSIBLE (ns_outbox_list_accessible_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxListAccessible, ns_outbox_list_accessible, NS, OUTBOX_LIST_ACCESSIBLE,
                      GtkTreeViewAccessible)

G_END_DECLS
