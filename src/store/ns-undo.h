/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-act.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsUndoEnd:
 * @NS_UNDO_OPEN: nobody has tried to undo it
 * @NS_UNDO_DONE: everything is as before
 * @NS_UNDO_SENDING: nothing was changed: an item is on the wire now; it can be tried again
 * @NS_UNDO_DELIVERED: nothing was changed: an item has gone out meanwhile
 * @NS_UNDO_CHANGED: nothing was changed: an item was tried, changed or deleted meanwhile
 * @NS_UNDO_GONE: nothing was changed: what it was about is no longer there
 *
 * What became of the attempt to undo an act.
 */
typedef enum
{
  NS_UNDO_OPEN,
  NS_UNDO_DONE,
  NS_UNDO_SENDING,
  NS_UNDO_DELIVERED,
  NS_UNDO_CHANGED,
  NS_UNDO_GONE,
} NsUndoEnd;

/**
 * NsUndo:
 * @id: which one; later acts have larger ids
 * @act: what was done
 * @at: when
 * @n_items: to how many items
 * @subject: (nullable): what the first of them is called
 * @end: what became of it
 *
 * An act that can be undone.
 */
typedef struct
{
  gint64 id;
  NsAct act;
  gint64 at;
  guint n_items;
  char *subject;
  NsUndoEnd end;
} NsUndo;

void ns_undo_free (NsUndo *undo);
char *ns_undo_describe (const NsUndo *undo);
const char *ns_undo_refusal (NsUndoEnd end);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsUndo, ns_undo_free)

/* The acts that can be undone, the newest first: at most 100, none older than 30 days. They survive the program. */
void ns_store_list_undo_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                               gpointer user_data);
GPtrArray *ns_store_list_undo_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_undo_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                          gpointer user_data);
NsUndo *ns_store_undo_finish (NsStore *self, GAsyncResult *result, GError **error);

G_END_DECLS
