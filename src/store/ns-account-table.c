/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-account-table.h"

#include "store/ns-stmt.h"
#include "store/ns-store.h"

/* In the order of NsCapability. */
#define CAPABILITY_COLUMNS \
  "seen_replay, seen_client_ids, seen_saves_sent, seen_finds_message_ids, seen_reports_conflicts"

static NsAccount *
read_row (NsStmt *stmt)
{
  NsAccount *account = ns_account_new ();

  account->id = ns_stmt_get_int (stmt, 0);
  account->server = ns_stmt_dup_text (stmt, 1);
  account->user = ns_stmt_dup_text (stmt, 2);
  account->email = ns_stmt_dup_text (stmt, 3);
  account->password_command = ns_stmt_dup_text (stmt, 4);
  account->ca_file = ns_stmt_dup_text (stmt, 5);
  account->protocol = ns_stmt_dup_text (stmt, 6);
  account->device_id = ns_stmt_dup_text (stmt, 7);
  account->version = ns_stmt_dup_text (stmt, 8);
  account->policy_key = ns_stmt_dup_text (stmt, 9);
  account->folder_sync_key = ns_stmt_dup_text (stmt, 10);
  account->server_product = ns_stmt_dup_text (stmt, 11);
  account->fault = ns_stmt_get_outcome (stmt, 12);
  account->fault_detail = ns_stmt_dup_text (stmt, 16);
  account->retry_at = ns_stmt_get_int (stmt, 17);
  account->failures = (guint) ns_stmt_get_int (stmt, 18);
  account->largest_accepted = (guint64) ns_stmt_get_int (stmt, 19);
  account->smallest_refused = (guint64) ns_stmt_get_int (stmt, 20);
  account->server_header = ns_stmt_dup_text (stmt, 21);
  account->auth_schemes = ns_stmt_dup_text (stmt, 22);
  account->media_type = ns_stmt_dup_text (stmt, 23);
  account->clock_skew = ns_stmt_get_int (stmt, 24);
  account->compares_first = ns_stmt_get_int (stmt, 25) != 0;
  account->clears_echoes = ns_stmt_get_int (stmt, 26) != 0;
  account->pin = ns_stmt_dup_text (stmt, 27);
  account->device_told = ns_stmt_dup_text (stmt, 28);
  for (int i = 0; i < NS_N_CAPABILITIES; i++)
    account->capabilities.seen_at[i] = ns_stmt_get_int (stmt, 29 + i);
  return account;
}

/**
 * ns_account_table_find:
 * @db: a connection
 * @error: %NS_STORE_ERROR; not set where there is no account
 *
 * Returns: (transfer full) (nullable): the account; this version of the program has at most one
 */
NsAccount *
ns_account_table_find (NsDb *db, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_stmt_new (
    db,
    "SELECT id, server, user, email, password_command, ca_file, protocol, device_id, version, policy_key,"
    " folder_sync_key, server_product, fault_domain, fault_code, fault_command, fault_http_status, fault_detail,"
    " retry_at, failures, largest_accepted, smallest_refused, server_header, auth_schemes, media_type,"
    " clock_skew, compares_first, clears_echoes, pin, device_told, " CAPABILITY_COLUMNS
    " FROM account ORDER BY id LIMIT 1",
    NULL, 0, error);

  if (stmt == NULL || ns_stmt_step (stmt, error) != NS_STEP_ROW)
    return NULL;
  return read_row (stmt);
}

/**
 * ns_account_table_get:
 * @db: a connection
 * @error: %NS_STORE_ERROR_NO_ACCOUNT where there is none
 *
 * Returns: (transfer full): the account
 */
NsAccount *
ns_account_table_get (NsDb *db, GError **error)
{
  g_autoptr (GError) fault = NULL;
  NsAccount *account = ns_account_table_find (db, &fault);

  if (account != NULL)
    return account;
  if (fault != NULL)
    g_propagate_error (error, g_steal_pointer (&fault));
  else
    g_set_error_literal (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT, "No account is set up.");
  return NULL;
}

/**
 * ns_account_table_current_id:
 * @db: a connection
 * @out: (out): the account's id, or 0 where there is none
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it was read
 */
gboolean
ns_account_table_current_id (NsDb *db, gint64 *out, GError **error)
{
  return ns_db_get_int (db, "SELECT MIN (id) FROM account", out, error);
}

/**
 * ns_account_table_insert:
 * @db: the writer
 * @account: the user's columns
 * @device_id: its device id for life (eas-facts 1.1)
 * @error: %NS_STORE_ERROR
 *
 * Returns: the id of its row, or 0
 */
gint64
ns_account_table_insert (NsDb *db, const NsAccount *account, const char *device_id, GError **error)
{
  const gboolean inserted = ns_run (
    db, error,
    "INSERT INTO account (server, user, email, password_command, ca_file, pin, protocol, device_id, compares_first,"
    " clears_echoes) VALUES (:server, :user, :email, :password_command, :ca_file, :pin, :protocol, :device_id,"
    " :compares_first, :clears_echoes)",
    NS_TEXT ("server", account->server), NS_TEXT ("user", account->user), NS_TEXT ("email", account->email),
    NS_TEXT ("password_command", account->password_command), NS_TEXT ("ca_file", account->ca_file),
    NS_TEXT ("pin", account->pin), NS_TEXT ("protocol", account->protocol), NS_TEXT ("device_id", device_id),
    NS_INT ("compares_first", account->compares_first), NS_INT ("clears_echoes", account->clears_echoes));

  return inserted ? ns_db_last_id (db) : 0;
}

/**
 * ns_account_table_set_user_columns:
 * @db: the writer
 * @id: the account
 * @account: what the user entered; only those columns are looked at
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_account_table_set_user_columns (NsDb *db, gint64 id, const NsAccount *account, GError **error)
{
  return ns_run (
    db, error,
    "UPDATE account SET server = :server, user = :user, email = :email, password_command = :password_command,"
    " ca_file = :ca_file, pin = :pin, protocol = :protocol, compares_first = :compares_first,"
    " clears_echoes = :clears_echoes WHERE id = :id",
    NS_TEXT ("server", account->server), NS_TEXT ("user", account->user), NS_TEXT ("email", account->email),
    NS_TEXT ("password_command", account->password_command), NS_TEXT ("ca_file", account->ca_file),
    NS_TEXT ("pin", account->pin), NS_TEXT ("protocol", account->protocol),
    NS_INT ("compares_first", account->compares_first),
    NS_INT ("clears_echoes", account->clears_echoes), NS_INT ("id", id));
}

/**
 * ns_account_table_wake:
 * @db: the writer
 * @id: the account
 * @error: %NS_STORE_ERROR
 *
 * Forgets why the account stood still and how long it was to wait: the user has done something about it.
 *
 * Returns: whether it is written
 */
gboolean
ns_account_table_wake (NsDb *db, gint64 id, GError **error)
{
  return ns_run (db, error,
                 "UPDATE account SET fault_domain = 0, fault_code = 0, fault_command = 0, fault_http_status = 0,"
                 " fault_detail = NULL, retry_at = 0, failures = 0 WHERE id = :id",
                 NS_INT ("id", id));
}

/**
 * ns_account_table_set_setting:
 * @db: the writer
 * @id: the account
 * @setting: what is to be set
 * @is_on: to what
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_account_table_set_setting (NsDb *db, gint64 id, NsSetting setting, gboolean is_on, GError **error)
{
  static const char *const statements[] = {
    [NS_SETTING_COMPARES_FIRST] = "UPDATE account SET compares_first = :is_on WHERE id = :id",
    [NS_SETTING_CLEARS_ECHOES] = "UPDATE account SET clears_echoes = :is_on WHERE id = :id",
  };

  return ns_run (db, error, statements[setting], NS_INT ("is_on", is_on), NS_INT ("id", id));
}

static gboolean
set_capabilities (NsDb *db, gint64 id, const NsCapabilities *capabilities, GError **error)
{
  const gint64 *const seen_at = capabilities->seen_at;

  return ns_run (db, error,
                 "UPDATE account SET (" CAPABILITY_COLUMNS ") ="
                 " (:replay, :client_ids, :saves_sent, :finds_message_ids, :reports_conflicts) WHERE id = :id",
                 NS_INT ("replay", seen_at[NS_CAPABILITY_REPLAY]),
                 NS_INT ("client_ids", seen_at[NS_CAPABILITY_CLIENT_IDS]),
                 NS_INT ("saves_sent", seen_at[NS_CAPABILITY_SAVES_SENT]),
                 NS_INT ("finds_message_ids", seen_at[NS_CAPABILITY_FINDS_MESSAGE_IDS]),
                 NS_INT ("reports_conflicts", seen_at[NS_CAPABILITY_REPORTS_CONFLICTS]), NS_INT ("id", id));
}

/**
 * ns_account_table_set_session:
 * @db: the writer
 * @id: the account
 * @account: what the engine learned; only those columns are looked at
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_account_table_set_session (NsDb *db, gint64 id, const NsAccount *account, GError **error)
{
  const gboolean written = ns_run (
    db, error,
    "UPDATE account SET version = :version, policy_key = :policy_key, folder_sync_key = :folder_sync_key,"
    " server_product = :server_product, fault_domain = :domain, fault_code = :code, fault_command = :command,"
    " fault_http_status = :http_status, fault_detail = :fault_detail, retry_at = :retry_at, failures = :failures,"
    " largest_accepted = :largest_accepted, smallest_refused = :smallest_refused,"
    " server_header = :server_header, auth_schemes = :auth_schemes, media_type = :media_type,"
    " clock_skew = :clock_skew, device_told = :device_told WHERE id = :id",
    NS_TEXT ("version", account->version), NS_TEXT ("policy_key", account->policy_key),
    NS_TEXT ("folder_sync_key", account->folder_sync_key), NS_TEXT ("server_product", account->server_product),
    NS_OUTCOME (account->fault), NS_TEXT ("fault_detail", account->fault_detail),
    NS_INT ("retry_at", account->retry_at), NS_INT ("failures", account->failures),
    NS_INT ("largest_accepted", (gint64) account->largest_accepted),
    NS_INT ("smallest_refused", (gint64) account->smallest_refused),
    NS_TEXT ("server_header", account->server_header), NS_TEXT ("auth_schemes", account->auth_schemes),
    NS_TEXT ("media_type", account->media_type), NS_INT ("clock_skew", account->clock_skew),
    NS_TEXT ("device_told", account->device_told), NS_INT ("id", id));

  return written && set_capabilities (db, id, &account->capabilities, error);
}

/**
 * ns_account_table_set_folder_key:
 * @db: the writer
 * @id: the account
 * @folder_sync_key: the key of the folder tree
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is written
 */
gboolean
ns_account_table_set_folder_key (NsDb *db, gint64 id, const char *folder_sync_key, GError **error)
{
  return ns_run (db, error, "UPDATE account SET folder_sync_key = :folder_sync_key WHERE id = :id",
                 NS_TEXT ("folder_sync_key", folder_sync_key), NS_INT ("id", id));
}
