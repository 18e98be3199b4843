/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-txn.h"

#include "store/ns-stmt.h"

/**
 * ns_txn_begin:
 * @txn: a guard that guards nothing yet
 * @db: a connection without an open transaction
 * @mode: whether it will write
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether the transaction is open
 */
gboolean
ns_txn_begin (NsTxn *txn, NsDb *db, NsTxnMode mode, GError **error)
{
  if (!ns_stmt_run (db, mode == NS_TXN_WRITE ? "BEGIN IMMEDIATE" : "BEGIN", NULL, 0, error))
    return FALSE;
  txn->db = db;
  return TRUE;
}

/**
 * ns_txn_commit:
 * @txn: a guard
 * @error: %NS_STORE_ERROR; then nothing was changed
 *
 * Returns: whether everything is on the disk
 */
gboolean
ns_txn_commit (NsTxn *txn, GError **error)
{
  /* From here on a cancel would come too late: either all of it is written, or the disk failed. */
  ns_db_set_cancellable (txn->db, NULL);
  if (!ns_stmt_run (txn->db, "COMMIT", NULL, 0, error))
    return FALSE;
  txn->db = NULL;
  return TRUE;
}

/**
 * ns_txn_clear:
 * @txn: a guard
 *
 * Rolls back what was not committed.
 */
void
ns_txn_clear (NsTxn *txn)
{
  g_autoptr (GError) error = NULL;
  NsDb *db = g_steal_pointer (&txn->db);

  /* SQLite itself has already rolled back after a full disk or an I/O error. */
  if (db == NULL || sqlite3_get_autocommit (ns_db_get_handle (db)))
    return;
  ns_db_set_cancellable (db, NULL);
  if (!ns_stmt_run (db, "ROLLBACK", NULL, 0, &error))
    g_warning ("A transaction could not be rolled back: %s", error->message);
}
