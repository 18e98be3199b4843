/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-outbox-list.h"

G_BEGIN_DECLS

/**
 * NsOutboxCompact:
 *
 * How the list looks where it is too narrow for its columns: one column with two lines a row.
 */
typedef struct _NsOutboxCompact NsOutboxCompact;

NsOutboxCompact *ns_outbox_compact_new (NsOutboxList *list);
void ns_outbox_compact_free (NsOutboxCompact *self);
void ns_outbox_compact_fit (NsOutboxCompact *self, int width);
void ns_outbox_compact_set_wanted (NsOutboxCompact *self, GtkTreeViewColumn *column, gboolean wanted);
gboolean ns_outbox_compact_is_wanted (GtkTreeViewColumn *column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsOutboxCompact, ns_outbox_compact_free)

G_END_DECLS
