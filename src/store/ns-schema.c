/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-schema.h"

#include "store/ns-store.h"
#include "store/ns-txn.h"

#include <glib/gstdio.h>

/* Times are microseconds since the epoch, 0 means "not set"; states, kinds, operations and roles are the numbers of
 * their C types, which are never renumbered. An account_id of 0 stands for "before an account was set up".
 *
 * The indexes are those that the queries of ns-item-query.c need: the outbox in list order, one state in list order,
 * what may be sent in the order of arrival, and what is due next. A query that is to use a partial index must spell
 * its condition out. */
static const char version_1[] =
  "CREATE TABLE account ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  server TEXT NOT NULL,"
  "  user TEXT NOT NULL,"
  "  email TEXT NOT NULL,"
  "  password_command TEXT,"
  "  ca_file TEXT,"
  "  protocol TEXT,"
  "  device_id TEXT NOT NULL,"
  "  version TEXT,"
  "  policy_key TEXT,"
  "  folder_sync_key TEXT,"
  "  server_product TEXT,"
  "  fault_domain INTEGER NOT NULL DEFAULT 0,"
  "  fault_code INTEGER NOT NULL DEFAULT 0,"
  "  fault_command INTEGER NOT NULL DEFAULT 0,"
  "  fault_http_status INTEGER NOT NULL DEFAULT 0,"
  "  fault_detail TEXT,"
  "  retry_at INTEGER NOT NULL DEFAULT 0,"
  "  failures INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"

  "CREATE TABLE item ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account_id INTEGER NOT NULL,"
  "  kind INTEGER NOT NULL CHECK (kind BETWEEN 1 AND 8),"
  "  operation INTEGER NOT NULL CHECK (operation BETWEEN 1 AND 4),"
  "  state INTEGER NOT NULL CHECK (state BETWEEN 1 AND 6),"
  "  subject TEXT NOT NULL,"
  "  recipients TEXT NOT NULL,"
  "  size INTEGER NOT NULL,"
  "  queued_at INTEGER NOT NULL,"
  "  attempts INTEGER NOT NULL DEFAULT 0,"
  "  last_attempt_at INTEGER NOT NULL DEFAULT 0,"
  "  next_attempt_at INTEGER NOT NULL DEFAULT 0,"
  "  delivered_at INTEGER NOT NULL DEFAULT 0,"
  "  deleted_at INTEGER NOT NULL DEFAULT 0,"
  "  client_id TEXT NOT NULL UNIQUE,"
  "  uid TEXT,"
  "  message_id TEXT,"
  "  collection_id TEXT,"
  "  server_id TEXT,"
  "  outcome_domain INTEGER NOT NULL DEFAULT 0,"
  "  outcome_code INTEGER NOT NULL DEFAULT 0,"
  "  outcome_command INTEGER NOT NULL DEFAULT 0,"
  "  outcome_http_status INTEGER NOT NULL DEFAULT 0,"
  "  detail TEXT"
  ") STRICT;"
  "CREATE INDEX item_outbox ON item (queued_at DESC, id DESC, state, deleted_at) WHERE deleted_at = 0 AND state <> 6;"
  "CREATE INDEX item_state ON item (state, queued_at DESC, id DESC, deleted_at) WHERE deleted_at = 0;"
  "CREATE INDEX item_pending ON item (id, kind, uid) WHERE deleted_at = 0 AND state = 1;"
  "CREATE INDEX item_due ON item (next_attempt_at) WHERE deleted_at = 0 AND state = 1 AND next_attempt_at > 0;"
  "CREATE INDEX item_deleted ON item (deleted_at) WHERE deleted_at > 0;"
  "CREATE INDEX item_server_id ON item (server_id) WHERE server_id IS NOT NULL;"
  "CREATE INDEX item_uid ON item (uid, kind, state) WHERE uid IS NOT NULL;"

  "CREATE TABLE payload ("
  "  id INTEGER PRIMARY KEY,"
  "  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,"
  "  role INTEGER NOT NULL CHECK (role BETWEEN 1 AND 3),"
  "  media_type TEXT NOT NULL,"
  "  data BLOB NOT NULL,"
  "  UNIQUE (item_id, role)"
  ") STRICT;"

  "CREATE TABLE attempt ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,"
  "  started_at INTEGER NOT NULL,"
  "  ended_at INTEGER NOT NULL,"
  "  phase INTEGER NOT NULL,"
  "  bytes_sent INTEGER NOT NULL,"
  "  bytes_total INTEGER NOT NULL,"
  "  outcome_domain INTEGER NOT NULL,"
  "  outcome_code INTEGER NOT NULL,"
  "  outcome_command INTEGER NOT NULL,"
  "  outcome_http_status INTEGER NOT NULL,"
  "  state INTEGER NOT NULL"
  ") STRICT;"
  "CREATE INDEX attempt_item ON attempt (item_id, id);"

  "CREATE TABLE journal ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  command INTEGER NOT NULL,"
  "  collection_id TEXT,"
  "  sync_key TEXT,"
  "  version INTEGER NOT NULL,"
  "  request BLOB,"
  "  digest TEXT,"
  "  leased_at INTEGER NOT NULL,"
  "  tries INTEGER NOT NULL DEFAULT 0"
  ") STRICT;"
  "CREATE TABLE journal_item ("
  "  journal_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE,"
  "  position INTEGER NOT NULL,"
  "  item_id INTEGER NOT NULL REFERENCES item (id),"
  "  settled INTEGER NOT NULL DEFAULT 0 CHECK (settled IN (0, 1)),"
  "  PRIMARY KEY (journal_id, position)"
  ") STRICT, WITHOUT ROWID;"
  /* An item is on the wire in one batch only. */
  "CREATE UNIQUE INDEX journal_item_open ON journal_item (item_id) WHERE settled = 0;"
  "CREATE INDEX journal_item_item ON journal_item (item_id);"

  "CREATE TABLE collection ("
  "  account_id INTEGER NOT NULL,"
  "  server_id TEXT NOT NULL,"
  "  parent_id TEXT,"
  "  name TEXT,"
  "  type INTEGER NOT NULL,"
  "  sync_key TEXT,"
  "  PRIMARY KEY (account_id, server_id)"
  ") STRICT, WITHOUT ROWID;"

  "CREATE TABLE known_object ("
  "  id INTEGER PRIMARY KEY,"
  "  account_id INTEGER NOT NULL,"
  "  collection_id TEXT NOT NULL,"
  "  server_id TEXT NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  uid TEXT,"
  "  agreed BLOB,"
  "  UNIQUE (account_id, collection_id, server_id),"
  "  UNIQUE (account_id, kind, uid)"
  ") STRICT;"

  /* Counting a million rows takes a second from a cold disk; six counters take none. */
  "CREATE TABLE tally ("
  "  state INTEGER PRIMARY KEY,"
  "  count INTEGER NOT NULL DEFAULT 0 CHECK (count >= 0)"
  ") STRICT;"
  "INSERT INTO tally (state) VALUES (1), (2), (3), (4), (5), (6);"
  "CREATE TRIGGER item_tally_insert AFTER INSERT ON item WHEN NEW.deleted_at = 0 BEGIN"
  "  UPDATE tally SET count = count + 1 WHERE state = NEW.state;"
  "END;"
  "CREATE TRIGGER item_tally_update AFTER UPDATE OF state, deleted_at ON item BEGIN"
  "  UPDATE tally SET count = count - 1 WHERE state = OLD.state AND OLD.deleted_at = 0;"
  "  UPDATE tally SET count = count + 1 WHERE state = NEW.state AND NEW.deleted_at = 0;"
  "END;"
  "CREATE TRIGGER item_tally_delete AFTER DELETE ON item WHEN OLD.deleted_at = 0 BEGIN"
  "  UPDATE tally SET count = count - 1 WHERE state = OLD.state;"
  "END;";

/* What a server takes is learned from what it took and refused, in bytes; 0 means "nothing learned yet". */
static const char size_limits[] =
  "ALTER TABLE account ADD COLUMN largest_accepted INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN smallest_refused INTEGER NOT NULL DEFAULT 0;";

/* What the last answer of the server said of itself: the facts of known troubles. */
static const char last_answer[] =
  "ALTER TABLE account ADD COLUMN server_header TEXT;"
  "ALTER TABLE account ADD COLUMN auth_schemes TEXT;"
  "ALTER TABLE account ADD COLUMN media_type TEXT;"
  "ALTER TABLE account ADD COLUMN clock_skew INTEGER NOT NULL DEFAULT 0;";

/* When a try reached each phase; 0 where it did not, or where nobody looked. */
static const char phase_times[] =
  "ALTER TABLE attempt ADD COLUMN resolved_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN connected_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN tls_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN sending_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN sent_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN answered_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN complete_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE attempt ADD COLUMN kept INTEGER NOT NULL DEFAULT 0 CHECK (kept IN (0, 1));";

/* How conflicts ended: the fields of the server's that were chosen, and what lost is purged later. */
static const char resolutions[] =
  "ALTER TABLE item ADD COLUMN resolution INTEGER NOT NULL DEFAULT 0 CHECK (resolution BETWEEN 0 AND 4);"
  "ALTER TABLE item ADD COLUMN resolved_at INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE item ADD COLUMN successor_id INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX item_resolved ON item (queued_at DESC, id DESC, resolution, deleted_at)"
  "  WHERE deleted_at > 0 AND resolution IN (2, 3);"
  "CREATE INDEX item_decided ON item (resolved_at) WHERE resolved_at > 0;"
  "CREATE TABLE choice ("
  "  item_id INTEGER NOT NULL REFERENCES item (id) ON DELETE CASCADE,"
  "  field TEXT NOT NULL,"
  "  PRIMARY KEY (item_id, field)"
  ") STRICT, WITHOUT ROWID;";

/* When the server last showed that it can do something; negative: that it cannot; 0: neither. */
static const char capabilities[] =
  "ALTER TABLE account ADD COLUMN seen_replay INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN seen_client_ids INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN seen_saves_sent INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN seen_finds_message_ids INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN seen_reports_conflicts INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE account ADD COLUMN compares_first INTEGER NOT NULL DEFAULT 1;"
  "ALTER TABLE account ADD COLUMN clears_echoes INTEGER NOT NULL DEFAULT 0;";

/* What exists more than once on the server. An object that is first seen after the folder was seen whole was not
 * there then: `since` tells what came later from what was there all the time; 0 means "nobody knows". */
static const char duplicates[] =
  "CREATE TABLE duplicate ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  account_id INTEGER NOT NULL,"
  "  collection_id TEXT NOT NULL,"
  "  kind INTEGER NOT NULL,"
  "  found_at INTEGER NOT NULL,"
  "  ignored INTEGER NOT NULL DEFAULT 0 CHECK (ignored IN (0, 1))"
  ") STRICT;"
  "CREATE TABLE duplicate_copy ("
  "  duplicate_id INTEGER NOT NULL REFERENCES duplicate (id) ON DELETE CASCADE,"
  "  server_id TEXT NOT NULL,"
  "  title TEXT,"
  "  place TEXT,"
  "  starts_at INTEGER NOT NULL DEFAULT 0,"
  "  ends_at INTEGER NOT NULL DEFAULT 0,"
  "  data BLOB NOT NULL,"
  "  deletion_id INTEGER NOT NULL DEFAULT 0,"
  "  PRIMARY KEY (duplicate_id, server_id)"
  ") STRICT;"
  "CREATE INDEX duplicate_copy_server_id ON duplicate_copy (server_id);"
  "CREATE TABLE seen_object ("
  "  account_id INTEGER NOT NULL,"
  "  collection_id TEXT NOT NULL,"
  "  server_id TEXT NOT NULL,"
  "  since INTEGER NOT NULL,"
  "  PRIMARY KEY (account_id, collection_id, server_id)"
  ") STRICT, WITHOUT ROWID;"
  "ALTER TABLE collection ADD COLUMN seen_at INTEGER NOT NULL DEFAULT 0;"
  "CREATE INDEX item_copy_deletion ON item (delivered_at) WHERE operation = 4 AND uid IS NULL AND state = 6;"
  "CREATE TRIGGER collection_duplicates AFTER DELETE ON collection BEGIN"
  "  DELETE FROM duplicate WHERE account_id = OLD.account_id AND collection_id = OLD.server_id;"
  "  DELETE FROM seen_object WHERE account_id = OLD.account_id AND collection_id = OLD.server_id;"
  "END;";

/* An item that made its batch fail: the size of the batch, and how many others of it were delivered; else 0. */
static const char isolated_items[] =
  "ALTER TABLE item ADD COLUMN isolation_size INTEGER NOT NULL DEFAULT 0;"
  "ALTER TABLE item ADD COLUMN isolation_delivered INTEGER NOT NULL DEFAULT 0;";

/* Whose form a version has: what a server gives back is never quite what it was sent. And the server's version in view
 * of which the user has decided. */
static const char origins[] =
  "ALTER TABLE known_object ADD COLUMN is_servers INTEGER NOT NULL DEFAULT 0 CHECK (is_servers IN (0, 1));"
  "ALTER TABLE payload ADD COLUMN is_servers INTEGER NOT NULL DEFAULT 0 CHECK (is_servers IN (0, 1));"
  "ALTER TABLE payload ADD COLUMN seen BLOB;";

/* What a setting decided is not what the user did: NS_RESOLUTION_CLEARED is NS_RESOLUTION_SERVER with this mark. */
static const char cleared_echoes[] =
  "ALTER TABLE item ADD COLUMN is_cleared INTEGER NOT NULL DEFAULT 0 CHECK (is_cleared IN (0, 1));";

/* The fingerprint of the one certificate that the user trusts. */
static const char pinned_certificates[] = "ALTER TABLE account ADD COLUMN pin TEXT;";

/* What the user did, and what the items were before: what Undo goes back to, also in another run of the program. An
 * item may be purged meanwhile, so its id is no reference. */
static const char undo_log[] =
  "CREATE TABLE undo ("
  "  id INTEGER PRIMARY KEY AUTOINCREMENT,"
  "  act INTEGER NOT NULL,"
  "  at INTEGER NOT NULL,"
  "  duplicate_id INTEGER NOT NULL DEFAULT 0,"
  "  was_ignored INTEGER NOT NULL DEFAULT 0 CHECK (was_ignored IN (0, 1))"
  ") STRICT;"
  "CREATE TABLE undo_item ("
  "  undo_id INTEGER NOT NULL REFERENCES undo (id) ON DELETE CASCADE,"
  "  item_id INTEGER NOT NULL,"
  "  way INTEGER NOT NULL CHECK (way BETWEEN 1 AND 3),"
  "  state INTEGER NOT NULL,"
  "  attempts INTEGER NOT NULL,"
  "  next_attempt_at INTEGER NOT NULL,"
  "  delivered_at INTEGER NOT NULL,"
  "  operation INTEGER NOT NULL,"
  "  collection_id TEXT,"
  "  server_id TEXT,"
  "  resolution INTEGER NOT NULL,"
  "  is_cleared INTEGER NOT NULL,"
  "  resolved_at INTEGER NOT NULL,"
  "  successor_id INTEGER NOT NULL,"
  "  choices TEXT,"
  "  seen BLOB,"
  "  after_state INTEGER NOT NULL,"
  "  after_operation INTEGER NOT NULL,"
  "  UNIQUE (undo_id, item_id)"
  ") STRICT;";

/* What the server was told of this device, so that it is told once. */
static const char told_devices[] = "ALTER TABLE account ADD COLUMN device_told TEXT;";

static const NsSchemaStep steps_of_this_version[] = {
  { "the first released schema", version_1 },
  { "the sizes that the server takes are learned", size_limits },
  { "known troubles are told from the last answer", last_answer },
  { "a try has the times of its phases", phase_times },
  { "conflicts are ended by choices", resolutions },
  { "what a server can do is learned", capabilities },
  { "what exists more than once on the server is remembered", duplicates },
  { "items that make a batch fail are isolated", isolated_items },
  { "changes are compared before they go out", origins },
  { "cleared reminder echoes are told from the user's decisions", cleared_echoes },
  { "a certificate may be trusted by its fingerprint", pinned_certificates },
  { "what the user did can be undone later", undo_log },
  { "the server is told once what device this is", told_devices },
};

/**
 * ns_schema_steps:
 * @n_steps: (out): how many; also the `user_version` of a file that this program writes
 *
 * Returns: (array length=n_steps) (transfer none): the steps from an empty file to today's schema
 */
const NsSchemaStep *
ns_schema_steps (gsize *n_steps)
{
  *n_steps = G_N_ELEMENTS (steps_of_this_version);
  return steps_of_this_version;
}

static gboolean
copy_pages (NsDb *db, sqlite3 *target, const char *path, GError **error)
{
  sqlite3_backup *backup = sqlite3_backup_init (target, "main", ns_db_get_handle (db), "main");

  if (backup != NULL)
    {
      sqlite3_backup_step (backup, -1);
      if (sqlite3_backup_finish (backup) == SQLITE_OK)
        return TRUE;
    }
  ns_db_set_error (error, target, path);
  return FALSE;
}

/* Keeps the file as it is before a migration, beside it, under a name that tells its version. */
static gboolean
back_up (NsDb *db, gint64 version, GError **error)
{
  g_autofree char *path = g_strdup_printf ("%s.v%" G_GINT64_FORMAT ".bak", ns_db_get_path (db), version);
  g_autofree char *partial = g_strconcat (path, ".part", NULL);
  sqlite3 *target = NULL;
  gboolean copied = FALSE;

  g_unlink (partial);
  if (sqlite3_open_v2 (partial, &target, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) != SQLITE_OK)
    ns_db_set_error (error, target, partial);
  else
    copied = copy_pages (db, target, partial, error);
  sqlite3_close (target);
  if (!copied)
    return FALSE;
  if (g_chmod (partial, 0600) == 0 && g_rename (partial, path) == 0)
    return TRUE;
  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO, "The backup %s cannot be written: %s.", path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
run_step (NsDb *db, const NsSchemaStep *step, gint64 version, GError **error)
{
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version = %" G_GINT64_FORMAT, version);
  g_auto (NsTxn) txn = NS_TXN_INIT;
  gint64 now;

  if (!ns_txn_begin (&txn, db, NS_TXN_WRITE, error) || !ns_db_get_int (db, "PRAGMA user_version", &now, error))
    return FALSE;
  /* Another process may have been faster. */
  if (now >= version)
    return TRUE;
  g_info ("Schema version %" G_GINT64_FORMAT ": %s", version, step->reason);
  return ns_db_exec (db, step->sql, error) && ns_db_exec (db, set_version, error) && ns_txn_commit (&txn, error);
}

/**
 * ns_schema_migrate:
 * @db: the writer, outside of a transaction
 * @steps: (array length=n_steps): all steps from an empty file on
 * @n_steps: how many
 * @error: %NS_STORE_ERROR_NEWER where the file knows more steps than that; else %NS_STORE_ERROR
 *
 * Brings the file up to date, each step in a transaction of its own. A file that holds something is copied to
 * `FILE.vN.bak` before its first step.
 *
 * Returns: whether the file has the schema of the last step
 */
gboolean
ns_schema_migrate (NsDb *db, const NsSchemaStep *steps, gsize n_steps, GError **error)
{
  gint64 version;

  if (!ns_db_get_int (db, "PRAGMA user_version", &version, error))
    return FALSE;
  if (version < 0 || version > (gint64) n_steps)
    {
      g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NEWER,
                   "The outbox %s was written by a newer version of the program (schema %" G_GINT64_FORMAT
                   ", this one knows %" G_GSIZE_FORMAT ").",
                   ns_db_get_path (db), version, n_steps);
      return FALSE;
    }
  if (version > 0 && version < (gint64) n_steps && !back_up (db, version, error))
    return FALSE;
  for (gint64 next = version + 1; next <= (gint64) n_steps; next++)
    if (!run_step (db, &steps[next - 1], next, error))
      return FALSE;
  return TRUE;
}
