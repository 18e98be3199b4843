/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "sync/ns-engine.h"
#include "view/ns-outbox-model.h"

G_BEGIN_DECLS

/**
 * NsOutboxList:
 *
 * The table of items: how an #NsOutboxModel looks, and which of its rows are selected. Fixed-height mode, so that it
 * costs the same for ten items and a hundred thousand. Its columns can be moved, hidden and sorted by; a column is
 * known by its stable id, such as `subject`. Signals: `layout-changed` when the user has moved a column,
 * `sort-requested (const char *id, gboolean descending)` when a heading was clicked,
 * `copy-clipboard` by Ctrl+C while the list has the focus, so that text entries keep that key.
 */
#define NS_TYPE_OUTBOX_LIST (ns_outbox_list_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxList, ns_outbox_list, NS, OUTBOX_LIST, GtkTreeView)

void ns_outbox_list_set_model (NsOutboxList *self, NsOutboxModel *model, NsClock *clock);
NsOutboxModel *ns_outbox_list_get_model (NsOutboxList *self);
void ns_outbox_list_set_next_cycle_at (NsOutboxList *self, gint64 when);
void ns_outbox_list_set_engine (NsOutboxList *self, NsEngine *engine);

guint ns_outbox_list_get_n_columns (void);
const char *ns_outbox_list_get_column_id (guint index);
const char *ns_outbox_list_get_column_title (guint index);
gboolean ns_outbox_list_get_column_sort (guint index, NsSort *sort);
gboolean ns_outbox_list_may_hide_column (guint index);
char **ns_outbox_list_dup_layout (NsOutboxList *self);
void ns_outbox_list_set_layout (NsOutboxList *self, const char *const *layout);
void ns_outbox_list_set_column_shown (NsOutboxList *self, const char *id, gboolean shown);
gboolean ns_outbox_list_is_column_shown (NsOutboxList *self, const char *id);
void ns_outbox_list_show_order (NsOutboxList *self, const char *id, gboolean descending);

GArray *ns_outbox_list_dup_selected_ids (NsOutboxList *self);
GPtrArray *ns_outbox_list_dup_selected_items (NsOutboxList *self, guint max);
void ns_outbox_list_select_also (NsOutboxList *self, gint64 id);
gboolean ns_outbox_list_select (NsOutboxList *self, gint64 id);

G_END_DECLS
