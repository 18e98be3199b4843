/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-resolution-table.h"

#include "store/ns-item-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-stmt.h"

/**
 * ns_resolution_table_find_theirs:
 * @db: a connection
 * @item_id: an item's id
 * @out: (out): what is known of the server's version of it
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it could be looked up
 */
gboolean
ns_resolution_table_find_theirs (NsDb *db, gint64 item_id, NsTheirs *out, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT length (data) FROM payload WHERE item_id = :id AND role = 2",
                                      NS_INT ("id", item_id));
  const NsStep step = stmt != NULL ? ns_stmt_step (stmt, error) : NS_STEP_FAILED;

  *out = NS_THEIRS_UNKNOWN;
  if (step == NS_STEP_ROW)
    *out = ns_stmt_get_int (stmt, 0) > 0 ? NS_THEIRS_HERE : NS_THEIRS_GONE;
  return step != NS_STEP_FAILED;
}

/**
 * ns_resolution_table_set:
 * @db: the writer
 * @item_id: an item's id
 * @resolution: how its conflict ended; %NS_RESOLUTION_NONE takes that back
 * @resolved_at: when, or 0
 * @successor_id: the new item that keeps this version, or 0
 * @error: %NS_STORE_ERROR
 *
 * Records a decision. One that sends something again was made in view of the server's version.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_set (NsDb *db, gint64 item_id, NsResolution resolution, gint64 resolved_at, gint64 successor_id,
                         GError **error)
{
  const gboolean is_cleared = resolution == NS_RESOLUTION_CLEARED;

  if (ns_resolution_is_sent (resolution) && !ns_payload_table_mark_seen (db, item_id, error))
    return FALSE;
  return ns_run (db, error,
                 "UPDATE item SET resolution = :resolution, is_cleared = :is_cleared, resolved_at = :resolved_at,"
                 " successor_id = :successor_id WHERE id = :id",
                 NS_INT ("resolution", is_cleared ? NS_RESOLUTION_SERVER : resolution),
                 NS_INT ("is_cleared", is_cleared), NS_INT ("resolved_at", resolved_at),
                 NS_INT ("successor_id", successor_id), NS_INT ("id", item_id));
}

/* What the server no longer has cannot be changed there, only added again. */
static gboolean
make_add (NsDb *db, const NsItem *item, GError **error)
{
  return item->operation != NS_OPERATION_CHANGE
         || ns_run (db, error,
                    "UPDATE item SET operation = 2, server_id = NULL, collection_id = NULL WHERE id = :id",
                    NS_INT ("id", item->id));
}

/**
 * ns_resolution_table_send_mine:
 * @db: the writer
 * @item: an item that lost against the server's version
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Records that the whole of this side's version is to win; what was chosen of the server's before is forgotten.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_send_mine (NsDb *db, const NsItem *item, gint64 now, GError **error)
{
  NsTheirs theirs;

  return ns_resolution_table_find_theirs (db, item->id, &theirs, error)
         && (theirs != NS_THEIRS_GONE || make_add (db, item, error))
         && ns_resolution_table_set_choices (db, item->id, NULL, error)
         && ns_resolution_table_set (db, item->id, NS_RESOLUTION_MINE, now, 0, error);
}

/**
 * ns_resolution_table_resend:
 * @db: the writer
 * @item: an item as it was before the user resent it
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * What Resend means for an item of which the server has a version of its own: that mine is to win. Fields that the user
 * chose before stay chosen. Everything that a Resend does to the versions of an item is done here.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_resend (NsDb *db, const NsItem *item, gint64 now, GError **error)
{
  NsTheirs theirs;

  if (item->state != NS_STATE_ERROR || item->resolution == NS_RESOLUTION_FIELDS)
    return TRUE;
  if (!ns_resolution_table_find_theirs (db, item->id, &theirs, error))
    return FALSE;
  return theirs == NS_THEIRS_UNKNOWN || ns_resolution_table_send_mine (db, item, now, error);
}

/**
 * ns_resolution_table_set_choices:
 * @db: the writer
 * @item_id: an item's id
 * @fields: (nullable) (array zero-terminated=1): the fields of which the server's value is taken; %NULL for none
 * @error: %NS_STORE_ERROR
 *
 * Replaces the choices of an item.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_set_choices (NsDb *db, gint64 item_id, const char *const *fields, GError **error)
{
  if (!ns_run (db, error, "DELETE FROM choice WHERE item_id = :id", NS_INT ("id", item_id)))
    return FALSE;
  for (gsize i = 0; fields != NULL && fields[i] != NULL; i++)
    if (!ns_run (db, error, "INSERT OR IGNORE INTO choice (item_id, field) VALUES (:id, :field)",
                 NS_INT ("id", item_id), NS_TEXT ("field", fields[i])))
      return FALSE;
  return TRUE;
}

/**
 * ns_resolution_table_get_choices:
 * @db: a connection
 * @item_id: an item's id
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (array zero-terminated=1): the fields of which the server's value is taken
 */
char **
ns_resolution_table_get_choices (NsDb *db, gint64 item_id, GError **error)
{
  g_autoptr (GStrvBuilder) fields = g_strv_builder_new ();
  g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT field FROM choice WHERE item_id = :id ORDER BY field",
                                      NS_INT ("id", item_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      g_autofree char *field = ns_stmt_dup_text (stmt, 0);

      g_strv_builder_add (fields, field);
    }
  return step == NS_STEP_DONE ? g_strv_builder_end (fields) : NULL;
}

/**
 * ns_resolution_table_forget_all:
 * @db: the writer
 * @account_id: an account whose server or user was replaced
 * @error: %NS_STORE_ERROR
 *
 * Forgets what was decided about the old mailbox for all that has not gone out.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_forget_all (NsDb *db, gint64 account_id, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM choice WHERE item_id IN (SELECT id FROM item WHERE state IN (1, 3, 4, 5)"
                 " AND account_id = :account_id)",
                 NS_INT ("account_id", account_id))
         && ns_run (db, error,
                    "UPDATE item SET resolution = 0, is_cleared = 0, resolved_at = 0"
                    " WHERE state IN (1, 3, 4, 5) AND deleted_at = 0"
                    " AND resolution > 0 AND account_id = :account_id",
                    NS_INT ("account_id", account_id));
}

/**
 * ns_resolution_table_purge:
 * @db: the writer
 * @before: a time
 * @error: %NS_STORE_ERROR
 *
 * Removes the versions that lost against a delivered item in a conflict that was ended before that time. Items that
 * lost themselves are deleted ones, see ns_item_table_purge().
 *
 * Returns: whether it is done
 */
gboolean
ns_resolution_table_purge (NsDb *db, gint64 before, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM payload WHERE role IN (2, 3) AND item_id IN (SELECT id FROM item INDEXED BY item_decided"
                 " WHERE resolved_at > 0 AND resolved_at < :before AND state = 6)",
                 NS_INT ("before", before));
}

/**
 * ns_resolution_table_clear:
 * @db: the writer
 * @item_id: a reminder echo in error
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Ends the conflict of an echo as the user would, and notes that it was not the user: the server's version stays, and
 * the item can be brought back.
 *
 * Returns: whether it is written
 */
gboolean
ns_resolution_table_clear (NsDb *db, gint64 item_id, gint64 now, GError **error)
{
  return ns_resolution_table_set (db, item_id, NS_RESOLUTION_CLEARED, now, 0, error)
         && ns_item_table_set_deleted (db, item_id, now, error);
}
