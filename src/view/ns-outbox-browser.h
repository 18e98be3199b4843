/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-outbox-list.h"

G_BEGIN_DECLS

/**
 * NsOutboxBrowser:
 *
 * The list with what belongs to it: the search bar, the filters as chips, and the page in place of the list when
 * nothing was found. It works by the actions of the group `win`. Signal: `search-changed`, when another text is
 * looked for.
 */
#define NS_TYPE_OUTBOX_BROWSER (ns_outbox_browser_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxBrowser, ns_outbox_browser, NS, OUTBOX_BROWSER, GtkBox)

NsOutboxList *ns_outbox_browser_get_list (NsOutboxBrowser *self);
GAction *ns_outbox_browser_create_search_action (NsOutboxBrowser *self);
gboolean ns_outbox_browser_handle_key (NsOutboxBrowser *self, GdkEvent *event);
const char *ns_outbox_browser_get_text (NsOutboxBrowser *self);
void ns_outbox_browser_search (NsOutboxBrowser *self, const char *text);
gboolean ns_outbox_browser_is_typing (NsOutboxBrowser *self);
void ns_outbox_browser_end_search (NsOutboxBrowser *self);
void ns_outbox_browser_set_filter (NsOutboxBrowser *self, const char *nick);
void ns_outbox_browser_set_history (NsOutboxBrowser *self, gboolean history);
void ns_outbox_browser_show_selection (NsOutboxBrowser *self, guint n_selected, const NsTally *tally);
void ns_outbox_browser_set_found (NsOutboxBrowser *self, gboolean found);

G_END_DECLS
