/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsOutboxWindow:
 *
 * The outbox: header bar with the health sentence, warnings, the list, and a page in its place where there is
 * nothing to list. Beside the list, or in its place where the window is narrow, it shows the selected item. It starts
 * on the loading page. Its actions are the group `win`. Properties: `settled` (gboolean), whether the window and its
 * item dialog show what the store holds and no cycle runs; `pane-position` (gint), how much of the width the list has,
 * 0 where it was never side by side; `pane-wanted` (gboolean), whether the item may stand beside the list.
 */
#define NS_TYPE_OUTBOX_WINDOW (ns_outbox_window_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxWindow, ns_outbox_window, NS, OUTBOX_WINDOW, GtkApplicationWindow)

NsOutboxWindow *ns_outbox_window_new (GtkApplication *application);
void ns_outbox_window_set_session (NsOutboxWindow *self, NsStore *store, NsEngine *engine);
void ns_outbox_window_show_error (NsOutboxWindow *self, const char *text);
void ns_outbox_window_refresh (NsOutboxWindow *self);
void ns_outbox_window_select_item (NsOutboxWindow *self, gint64 id);
void ns_outbox_window_show_item (NsOutboxWindow *self, gint64 id);
void ns_outbox_window_select_items (NsOutboxWindow *self, const gint64 *ids, guint n_ids);
void ns_outbox_window_search (NsOutboxWindow *self, const char *text);
GtkWindow *ns_outbox_window_open_item (NsOutboxWindow *self, gint64 id);
GtkWindow *ns_outbox_window_show_account (NsOutboxWindow *self);
GtkWindow *ns_outbox_window_show_duplicates (NsOutboxWindow *self);
void ns_outbox_window_add_files (NsOutboxWindow *self, GPtrArray *files);
gboolean ns_outbox_window_take_drop (NsOutboxWindow *self, GtkSelectionData *selection);
void ns_outbox_window_begin_drag (NsOutboxWindow *self);
void ns_outbox_window_give_drag (NsOutboxWindow *self, GtkSelectionData *selection);
void ns_outbox_window_save_item (NsOutboxWindow *self, const NsItem *item, GFile *file);
gboolean ns_outbox_window_is_settled (NsOutboxWindow *self);

G_END_DECLS
