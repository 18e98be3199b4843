/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "store/ns-db.h"
#include "store/ns-undo.h"

G_BEGIN_DECLS

/**
 * NsUndoWay:
 *
 * How an item comes back to what it was. Stored: never renumber.
 */
typedef enum
{
  NS_UNDO_WAY_RESTORE = 1,    /* its state of before */
  NS_UNDO_WAY_BRING_BACK = 2, /* it was deleted */
  NS_UNDO_WAY_TAKE_BACK = 3,  /* it was queued */
} NsUndoWay;

/**
 * NsUndoItem:
 * @item_id: which item
 * @way: how it comes back
 * @state: its state before
 * @attempts: how often it had been tried
 * @after_state: its state after the act
 *
 * One item of an act.
 */
typedef struct
{
  gint64 item_id;
  NsUndoWay way;
  NsState state;
  guint attempts;
  NsState after_state;
} NsUndoItem;

gint64 ns_undo_table_begin (NsDb *db, NsAct act, gint64 now, GError **error);
gboolean ns_undo_table_set_duplicate (NsDb *db, gint64 id, gint64 duplicate_id, gboolean was_ignored, GError **error);
gboolean ns_undo_table_note (NsDb *db, gint64 id, gint64 item_id, NsUndoWay way, GError **error);
gboolean ns_undo_table_end (NsDb *db, gint64 id, GError **error);
GPtrArray *ns_undo_table_list (NsDb *db, gint64 id, guint limit, GError **error);
GArray *ns_undo_table_list_items (NsDb *db, gint64 id, GError **error);
gboolean ns_undo_table_get_duplicate (NsDb *db, gint64 id, gint64 *duplicate_id, gboolean *was_ignored,
                                      GError **error);
gboolean ns_undo_table_restore (NsDb *db, gint64 id, gint64 item_id, GError **error);
gboolean ns_undo_table_remove (NsDb *db, gint64 id, GError **error);
gboolean ns_undo_table_leave_mailbox (NsDb *db, GError **error);

G_END_DECLS
