/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/ns-kind.h"

G_BEGIN_DECLS

/**
 * NsDuplicateState:
 * @NS_DUPLICATE_OPEN: the user has not decided yet
 * @NS_DUPLICATE_IGNORED: the user said that the copies are not the same
 * @NS_DUPLICATE_RESOLVED: deletions wait for all copies but one
 *
 * How a group of copies stands.
 */
typedef enum
{
  NS_DUPLICATE_OPEN = 1,
  NS_DUPLICATE_IGNORED = 2,
  NS_DUPLICATE_RESOLVED = 3,
} NsDuplicateState;

/**
 * NsDuplicateCopy:
 * @server_id: its id on the server
 * @title: (nullable): what people call it
 * @place: (nullable): where (event), whose address (contact)
 * @starts_at: when it begins, or 0
 * @ends_at: when it ends, or 0
 * @data: (nullable): its ApplicationData as WBXML; not set in lists
 * @is_known: whether it is the copy that later changes go to
 * @item_id: the item of the outbox that was delivered as it, or 0
 * @sent_at: when that was, or 0
 * @deletion_id: the deletion of it that waits in the outbox, or 0
 *
 * One of the objects on the server that stem from one item.
 */
typedef struct
{
  char *server_id;
  char *title;
  char *place;
  gint64 starts_at;
  gint64 ends_at;
  GBytes *data;
  gboolean is_known;
  gint64 item_id;
  gint64 sent_at;
  gint64 deletion_id;
} NsDuplicateCopy;

/**
 * NsDuplicate:
 * @id: the group's id
 * @kind: what the copies are
 * @collection_id: the folder on the server
 * @found_at: when the second copy was met
 * @state: how it stands
 * @copies: (element-type NsDuplicateCopy): at least two; the known one first, the others by their server id
 *
 * Something that exists more than once on the server. Owned by one thread at a time.
 */
typedef struct
{
  gint64 id;
  NsKind kind;
  char *collection_id;
  gint64 found_at;
  NsDuplicateState state;
  GPtrArray *copies;
} NsDuplicate;

NsDuplicateCopy *ns_duplicate_copy_new (const char *server_id);
void ns_duplicate_copy_free (NsDuplicateCopy *copy);
NsDuplicate *ns_duplicate_new (gint64 id, NsKind kind);
void ns_duplicate_free (NsDuplicate *duplicate);
const NsDuplicateCopy *ns_duplicate_find (const NsDuplicate *duplicate, const char *server_id);
guint ns_duplicate_count_open (GPtrArray *duplicates);
const char *ns_duplicate_state_nick (NsDuplicateState state);
const char *ns_duplicate_title (const NsDuplicate *duplicate);
char *ns_duplicate_sentence (GPtrArray *duplicates);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsDuplicateCopy, ns_duplicate_copy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsDuplicate, ns_duplicate_free)

G_END_DECLS
