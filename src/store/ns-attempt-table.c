/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-attempt-table.h"

#include "store/ns-stmt.h"

/**
 * ns_attempt_table_add:
 * @db: the writer
 * @item_id: whose try
 * @attempt: how it went, with the item's state after it
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_attempt_table_add (NsDb *db, gint64 item_id, const NsAttempt *attempt, GError **error)
{
  const gint64 *at = attempt->phase_at;

  return ns_run (db, error,
                 "INSERT INTO attempt (item_id, started_at, ended_at, phase, bytes_sent, bytes_total, outcome_domain,"
                 " outcome_code, outcome_command, outcome_http_status, state, resolved_at, connected_at, tls_at,"
                 " sending_at, sent_at, answered_at, complete_at, kept) VALUES (:item_id, :started_at, :ended_at,"
                 " :phase, :bytes_sent, :bytes_total, :domain, :code, :command, :http_status, :state, :resolved_at,"
                 " :connected_at, :tls_at, :sending_at, :sent_at, :answered_at, :complete_at, :kept)",
                 NS_INT ("item_id", item_id), NS_INT ("started_at", attempt->started_at),
                 NS_INT ("ended_at", attempt->ended_at), NS_INT ("phase", attempt->phase),
                 NS_INT ("bytes_sent", attempt->bytes_sent), NS_INT ("bytes_total", attempt->bytes_total),
                 NS_OUTCOME (attempt->outcome), NS_INT ("state", attempt->state),
                 NS_INT ("resolved_at", at[NS_PHASE_RESOLVED]), NS_INT ("connected_at", at[NS_PHASE_CONNECTED]),
                 NS_INT ("tls_at", at[NS_PHASE_TLS]), NS_INT ("sending_at", at[NS_PHASE_SENDING]),
                 NS_INT ("sent_at", at[NS_PHASE_SENT]), NS_INT ("answered_at", at[NS_PHASE_ANSWERED]),
                 NS_INT ("complete_at", at[NS_PHASE_COMPLETE]), NS_INT ("kept", attempt->is_kept));
}

/**
 * ns_attempt_table_list:
 * @db: a connection
 * @item_id: whose tries
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsAttempt): the tries, oldest first
 */
GArray *
ns_attempt_table_list (NsDb *db, gint64 item_id, GError **error)
{
  g_autoptr (GArray) attempts = g_array_new (FALSE, TRUE, sizeof (NsAttempt));
  g_autoptr (NsStmt) stmt = ns_query (
    db, error,
    "SELECT started_at, ended_at, phase, bytes_sent, bytes_total, outcome_domain, outcome_code, outcome_command,"
    " outcome_http_status, state, kept, resolved_at, connected_at, tls_at, sending_at, sent_at, answered_at,"
    " complete_at FROM attempt WHERE item_id = :item_id ORDER BY id",
    NS_INT ("item_id", item_id));
  NsStep step;

  if (stmt == NULL)
    return NULL;
  while ((step = ns_stmt_step (stmt, error)) == NS_STEP_ROW)
    {
      NsAttempt attempt = {
        .started_at = ns_stmt_get_int (stmt, 0),
        .ended_at = ns_stmt_get_int (stmt, 1),
        .phase = (NsPhase) ns_stmt_get_int (stmt, 2),
        .bytes_sent = (guint64) ns_stmt_get_int (stmt, 3),
        .bytes_total = (guint64) ns_stmt_get_int (stmt, 4),
        .outcome = ns_stmt_get_outcome (stmt, 5),
        .state = (NsState) ns_stmt_get_int (stmt, 9),
        .is_kept = ns_stmt_get_int (stmt, 10) != 0,
      };

      for (NsPhase phase = NS_PHASE_RESOLVED; phase <= NS_PHASE_LAST; phase++)
        attempt.phase_at[phase] = ns_stmt_get_int (stmt, 10 + (int) phase);
      g_array_append_val (attempts, attempt);
    }
  return step == NS_STEP_DONE ? g_steal_pointer (&attempts) : NULL;
}
