/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsLabServer:
 *
 * What the simulated server holds: mailboxes, their folders and what lies in them, with duplicates marked by an icon
 * and in words.
 */
#define NS_TYPE_LAB_SERVER (ns_lab_server_get_type ())
G_DECLARE_FINAL_TYPE (NsLabServer, ns_lab_server, NS, LAB_SERVER, GtkTreeView)

void ns_lab_server_set_holdings (NsLabServer *self, GPtrArray *holdings, const char *owner);

G_END_DECLS
