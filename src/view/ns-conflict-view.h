/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-comparison.h"
#include "model/ns-item.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * NsConflictView:
 *
 * Both versions of an item side by side, with a choice for each field that differs and a button for each way out.
 * The buttons activate `item.resolve` with `mine`, `server`, `new` or `fields`.
 */
#define NS_TYPE_CONFLICT_VIEW (ns_conflict_view_get_type ())
G_DECLARE_FINAL_TYPE (NsConflictView, ns_conflict_view, NS, CONFLICT_VIEW, GtkBox)

void ns_conflict_view_set_comparison (NsConflictView *self, const NsItem *item, NsComparison *comparison);
char **ns_conflict_view_dup_fields (NsConflictView *self);
GtkWidget *ns_conflict_view_get_suggested (NsConflictView *self);

G_END_DECLS
