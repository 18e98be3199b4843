/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-item-table.h"

#include "store/ns-store.h"

/**
 * ns_item_table_read:
 * @stmt: a statement that stands on a row of %NS_ITEM_COLUMNS
 *
 * Returns: (transfer full): the row
 */
NsItem *
ns_item_table_read (NsStmt *stmt)
{
  NsItem *item = ns_item_new ();

  item->id = ns_stmt_get_int (stmt, 0);
  item->account_id = ns_stmt_get_int (stmt, 1);
  item->kind = (NsKind) ns_stmt_get_int (stmt, 2);
  item->operation = (NsOperation) ns_stmt_get_int (stmt, 3);
  item->state = (NsState) ns_stmt_get_int (stmt, 4);
  item->subject = ns_stmt_dup_text (stmt, 5);
  item->recipients = ns_stmt_dup_text (stmt, 6);
  item->size = (guint64) ns_stmt_get_int (stmt, 7);
  item->queued_at = ns_stmt_get_int (stmt, 8);
  item->attempts = (guint) ns_stmt_get_int (stmt, 9);
  item->last_attempt_at = ns_stmt_get_int (stmt, 10);
  item->next_attempt_at = ns_stmt_get_int (stmt, 11);
  item->delivered_at = ns_stmt_get_int (stmt, 12);
  item->deleted_at = ns_stmt_get_int (stmt, 13);
  item->client_id = ns_stmt_dup_text (stmt, 14);
  item->uid = ns_stmt_dup_text (stmt, 15);
  item->message_id = ns_stmt_dup_text (stmt, 16);
  item->collection_id = ns_stmt_dup_text (stmt, 17);
  item->server_id = ns_stmt_dup_text (stmt, 18);
  item->outcome = ns_stmt_get_outcome (stmt, 19);
  item->detail = ns_stmt_dup_text (stmt, 23);
  item->resolution = (NsResolution) ns_stmt_get_int (stmt, 24);
  item->resolved_at = ns_stmt_get_int (stmt, 25);
  item->successor_id = ns_stmt_get_int (stmt, 26);
  item->isolation.size = (guint) ns_stmt_get_int (stmt, 27);
  item->isolation.delivered = (guint) ns_stmt_get_int (stmt, 28);
  return item;
}

/**
 * ns_item_table_insert:
 * @db: the writer
 * @item: a new item; its id is not looked at
 * @error: %NS_STORE_ERROR
 *
 * Returns: the id of its row, or 0
 */
gint64
ns_item_table_insert (NsDb *db, const NsItem *item, GError **error)
{
  const gboolean inserted = ns_run (
    db, error,
    "INSERT INTO item (account_id, kind, operation, state, subject, recipients, size, queued_at, next_attempt_at,"
    " client_id, uid, message_id, collection_id, server_id) VALUES (:account_id, :kind, :operation, :state, :subject,"
    " :recipients, :size, :queued_at, :next_attempt_at, :client_id, :uid, :message_id, :collection_id, :server_id)",
    NS_INT ("account_id", item->account_id), NS_INT ("kind", item->kind), NS_INT ("operation", item->operation),
    NS_INT ("state", item->state), NS_TEXT ("subject", item->subject), NS_TEXT ("recipients", item->recipients),
    NS_INT ("size", item->size), NS_INT ("queued_at", item->queued_at),
    NS_INT ("next_attempt_at", item->next_attempt_at), NS_TEXT ("client_id", item->client_id),
    NS_TEXT ("uid", item->uid), NS_TEXT ("message_id", item->message_id),
    NS_TEXT ("collection_id", item->collection_id), NS_TEXT ("server_id", item->server_id));

  return inserted ? ns_db_last_id (db) : 0;
}

/**
 * ns_item_table_find:
 * @db: a connection
 * @id: an item's id
 * @error: %NS_STORE_ERROR; not set where there is no such item
 *
 * Returns: (transfer full) (nullable): the item
 */
NsItem *
ns_item_table_find (NsDb *db, gint64 id, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_query (db, error, "SELECT " NS_ITEM_COLUMNS " FROM item WHERE id = :id",
                                      NS_INT ("id", id));

  if (stmt == NULL || ns_stmt_step (stmt, error) != NS_STEP_ROW)
    return NULL;
  return ns_item_table_read (stmt);
}

/**
 * ns_item_table_get:
 * @db: a connection
 * @id: an item's id
 * @error: %NS_STORE_ERROR_NOT_FOUND where there is no such item
 *
 * Returns: (transfer full): the item
 */
NsItem *
ns_item_table_get (NsDb *db, gint64 id, GError **error)
{
  g_autoptr (GError) fault = NULL;
  NsItem *item = ns_item_table_find (db, id, &fault);

  if (item != NULL)
    return item;
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND, "There is no item %" G_GINT64_FORMAT ".", id);
  return NULL;
}

/**
 * ns_item_table_set_state:
 * @db: the writer
 * @id: an item's id
 * @state: its next state, which ns_item_rules_next() gave
 * @next_attempt_at: when it is due, or 0
 * @delivered_at: when it was delivered, or 0
 * @error: %NS_STORE_ERROR
 *
 * Changes the state and nothing that was learned of the last try.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_state (NsDb *db, gint64 id, NsState state, gint64 next_attempt_at, gint64 delivered_at,
                         GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET state = :state, next_attempt_at = :next_attempt_at, delivered_at = :delivered_at"
                 " WHERE id = :id",
                 NS_INT ("state", state), NS_INT ("next_attempt_at", next_attempt_at),
                 NS_INT ("delivered_at", delivered_at), NS_INT ("id", id));
}

/**
 * ns_item_table_set_sending:
 * @db: the writer, in the transaction that makes the journal row
 * @id: a pending item's id
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_sending (NsDb *db, gint64 id, gint64 now, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET state = 2, attempts = attempts + 1, last_attempt_at = :now, next_attempt_at = 0"
                 " WHERE id = :id",
                 NS_INT ("now", now), NS_INT ("id", id));
}

/**
 * ns_item_table_note_try:
 * @db: the writer
 * @id: the id of an item on the wire
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Counts that its request goes out once more.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_note_try (NsDb *db, gint64 id, gint64 now, GError **error)
{
  return ns_run (db, error, "UPDATE item SET attempts = attempts + 1, last_attempt_at = :now WHERE id = :id",
                 NS_INT ("now", now), NS_INT ("id", id));
}

/**
 * ns_item_table_set_result:
 * @db: the writer
 * @result: what became of an item
 * @state: its next state
 * @collection_id: (nullable): the folder that it went to
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * What goes back to waiting stays known as isolated, if it was, so that it goes alone.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_result (NsDb *db, const NsResult *result, NsState state, const char *collection_id, gint64 now,
                          GError **error)
{
  return ns_run (
    db, error,
    "UPDATE item SET state = :state, next_attempt_at = :next_attempt_at, delivered_at = :delivered_at,"
    " collection_id = COALESCE (:collection_id, collection_id), server_id = COALESCE (:server_id, server_id),"
    " outcome_domain = :domain, outcome_code = :code, outcome_command = :command, outcome_http_status = :http_status,"
    " detail = :detail, isolation_size = CASE :state WHEN 1 THEN isolation_size ELSE :isolation_size END,"
    " isolation_delivered = CASE :state WHEN 1 THEN isolation_delivered ELSE :isolation_delivered END WHERE id = :id",
    NS_INT ("state", state), NS_INT ("isolation_size", result->isolation.size),
    NS_INT ("isolation_delivered", result->isolation.delivered),
    NS_INT ("next_attempt_at", state == NS_STATE_PENDING ? result->next_attempt_at : 0),
    NS_INT ("delivered_at", state == NS_STATE_DELIVERED ? now : 0), NS_TEXT ("collection_id", collection_id),
    NS_TEXT ("server_id", result->server_id), NS_OUTCOME (result->attempt.outcome),
    NS_TEXT ("detail", result->detail), NS_INT ("id", result->item_id));
}

/**
 * ns_item_table_set_deleted:
 * @db: the writer
 * @id: an item's id
 * @deleted_at: when it was deleted, or 0 to bring it back
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_deleted (NsDb *db, gint64 id, gint64 deleted_at, GError **error)
{
  return ns_run (db, error, "UPDATE item SET deleted_at = :deleted_at WHERE id = :id",
                 NS_INT ("deleted_at", deleted_at), NS_INT ("id", id));
}

/**
 * ns_item_table_set_outcome:
 * @db: the writer
 * @id: an item's id
 * @outcome: what is now known of its last try
 * @detail: (nullable): the other side's own words
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_outcome (NsDb *db, gint64 id, NsOutcome outcome, const char *detail, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET outcome_domain = :domain, outcome_code = :code, outcome_command = :command,"
                 " outcome_http_status = :http_status, detail = :detail WHERE id = :id",
                 NS_OUTCOME (outcome), NS_TEXT ("detail", detail), NS_INT ("id", id));
}

/**
 * ns_item_table_set_isolation:
 * @db: the writer
 * @id: an item's id
 * @isolation: what is now known of the batch that it made fail
 * @error: %NS_STORE_ERROR
 *
 * Only for an item that is still in error.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_isolation (NsDb *db, gint64 id, NsIsolation isolation, GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET isolation_size = :size, isolation_delivered = :delivered"
                 " WHERE id = :id AND state = 3",
                 NS_INT ("size", isolation.size), NS_INT ("delivered", isolation.delivered), NS_INT ("id", id));
}

/**
 * ns_item_table_note_fault:
 * @db: the writer
 * @attempt: the try that failed before it came to any item
 * @detail: (nullable): the other side's own words
 * @next_attempt_at: when the next one is planned, or 0
 * @error: %NS_STORE_ERROR
 *
 * Writes a fault to all that waits.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_note_fault (NsDb *db, const NsAttempt *attempt, const char *detail, gint64 next_attempt_at,
                          GError **error)
{
  return ns_run (db, error,
                 "UPDATE item SET outcome_domain = :domain, outcome_code = :code, outcome_command = :command,"
                 " outcome_http_status = :http_status, detail = :detail, last_attempt_at = :started_at,"
                 " next_attempt_at = :next_attempt_at WHERE deleted_at = 0 AND state = 1",
                 NS_OUTCOME (attempt->outcome), NS_TEXT ("detail", detail),
                 NS_INT ("started_at", attempt->started_at), NS_INT ("next_attempt_at", next_attempt_at));
}

/**
 * ns_item_table_set_account:
 * @db: the writer
 * @account_id: the first account
 * @error: %NS_STORE_ERROR
 *
 * Gives it the items that were queued before there was an account.
 *
 * Returns: whether it is written
 */
gboolean
ns_item_table_set_account (NsDb *db, gint64 account_id, GError **error)
{
  return ns_run (db, error, "UPDATE item SET account_id = :account_id WHERE account_id = 0",
                 NS_INT ("account_id", account_id));
}

/**
 * ns_item_table_purge:
 * @db: the writer
 * @before: a time
 * @error: %NS_STORE_ERROR
 *
 * Removes for good what the user deleted before that time, with its payloads and attempts.
 *
 * Returns: whether it is done
 */
gboolean
ns_item_table_purge (NsDb *db, gint64 before, GError **error)
{
  return ns_run (db, error,
                 "DELETE FROM item WHERE deleted_at > 0 AND deleted_at < :before"
                 " AND NOT EXISTS (SELECT 1 FROM journal_item WHERE item_id = item.id)",
                 NS_INT ("before", before));
}

/**
 * ns_item_table_lose_track:
 * @db: the writer
 * @now: the time
 * @error: %NS_STORE_ERROR
 *
 * Makes what is `sending` and in no batch of the journal `uncertain`, with an attempt that says why: whether it was
 * executed, nobody can tell any more.
 *
 * Returns: whether it is done
 */
gboolean
ns_item_table_lose_track (NsDb *db, gint64 now, GError **error)
{
  const NsOutcome outcome = { .domain = NS_DOMAIN_NETWORK, .code = NS_NETWORK_INTERRUPTED };

  return ns_run (db, error,
                 "INSERT INTO attempt (item_id, started_at, ended_at, phase, bytes_sent, bytes_total, outcome_domain,"
                 " outcome_code, outcome_command, outcome_http_status, state)"
                 " SELECT id, last_attempt_at, :now, 0, 0, 0, :domain, :code,"
                 "  CASE operation WHEN 1 THEN 1 ELSE :command END, :http_status, 4"
                 " FROM item WHERE deleted_at = 0 AND state = 2"
                 " AND NOT EXISTS (SELECT 1 FROM journal_item WHERE item_id = item.id AND settled = 0)",
                 NS_INT ("now", now), NS_OUTCOME (outcome))
         && ns_run (db, error,
                    "UPDATE item SET state = 4, outcome_domain = :domain, outcome_code = :code,"
                    " outcome_command = CASE operation WHEN 1 THEN 1 ELSE :command END,"
                    " outcome_http_status = :http_status, detail = NULL"
                    " WHERE deleted_at = 0 AND state = 2"
                    " AND NOT EXISTS (SELECT 1 FROM journal_item WHERE item_id = item.id AND settled = 0)",
                    NS_OUTCOME (outcome));
}
