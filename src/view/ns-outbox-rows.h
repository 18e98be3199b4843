/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsRowChange:
 * @NS_ROW_INSERTED: the row at the index is new
 * @NS_ROW_DELETED: the row that was at the index is gone
 */
typedef enum
{
  NS_ROW_INSERTED,
  NS_ROW_DELETED,
} NsRowChange;

typedef void (*NsRowFunc) (NsRowChange change, guint index, gpointer user_data);

guint ns_outbox_rows_update (GArray *rows, const GArray *snapshot, guint n_first, NsRowFunc func, gpointer user_data);
gboolean ns_outbox_rows_grow (GArray *rows, const GArray *snapshot, guint n_more, NsRowFunc func, gpointer user_data);

G_END_DECLS
