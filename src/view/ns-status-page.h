/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsStatusPage:
 *
 * A page that stands where the list would: a large icon, a title, a text and, where they are set, one or two
 * buttons. All of it are properties, set in the template of the window.
 */
#define NS_TYPE_STATUS_PAGE (ns_status_page_get_type ())
G_DECLARE_FINAL_TYPE (NsStatusPage, ns_status_page, NS, STATUS_PAGE, GtkBox)

void ns_status_page_set_text (NsStatusPage *self, const char *title, const char *text);

G_END_DECLS
