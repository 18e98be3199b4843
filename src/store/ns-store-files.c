/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-files.h"

#include "store/ns-item-table.h"
#include "store/ns-journal-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-resolution-table.h"
#include "store/ns-salvage.h"
#include "store/ns-schema.h"
#include "store/ns-stmt.h"
#include "store/ns-store.h"
#include "store/ns-txn.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <sys/file.h>

#define DATABASE "outbox.db"

/* Its presence tells that a query met damage: the next opening then reads the whole file, which takes too long for
 * every opening. */
#define DAMAGE_MARK "outbox.db.check"

/* How long a deleted item can be brought back, and what lost a conflict or was a second copy be seen, in
 * microseconds. */
#define KEEP_DELETED (30 * 24 * 3600 * G_GINT64_CONSTANT (1000000))

static gboolean
refuse (GError **error, const char *what, const char *path)
{
  const int code = errno;

  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_IO, "The %s %s cannot be used: %s.", what, path,
               g_strerror (code));
  return FALSE;
}

/* SQLite gives its log files the mode of the database, so this is the only place where it is chosen. An existing file
 * must not even be opened: to close it again would drop the locks of another connection of this process. */
static gboolean
make_file (const char *path, GError **error)
{
  const int fd = g_open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

  if (fd < 0)
    return errno == EEXIST || refuse (error, "outbox", path);
  return g_close (fd, error);
}

static gboolean
check_whole_file (NsDb *db, GError **error)
{
  g_autoptr (NsStmt) stmt = ns_stmt_new (db, "PRAGMA integrity_check (1)", NULL, 0, error);
  g_autofree char *verdict = NULL;

  if (stmt == NULL || ns_stmt_step (stmt, error) != NS_STEP_ROW)
    return FALSE;
  verdict = ns_stmt_dup_text (stmt, 0);
  if (g_strcmp0 (verdict, "ok") == 0)
    return TRUE;
  g_set_error (error, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED, "The outbox %s is damaged: %s.", ns_db_get_path (db),
               verdict);
  return FALSE;
}

/* After a crash the journal alone says what is on the wire. */
static gboolean
recover (NsDb *db, gint64 now, GError **error)
{
  g_auto (NsTxn) txn = NS_TXN_INIT;

  return ns_txn_begin (&txn, db, NS_TXN_WRITE, error) && ns_journal_table_remove_broken (db, error)
         && ns_item_table_lose_track (db, now, error) && ns_item_table_purge (db, now - KEEP_DELETED, error)
         && ns_resolution_table_purge (db, now - KEEP_DELETED, error)
         && ns_payload_table_purge_copies (db, now - KEEP_DELETED, error) && ns_txn_commit (&txn, error);
}

static NsDb *
open_writer (const char *path, gint64 now, gboolean check, GError **error)
{
  g_autoptr (NsDb) db = NULL;
  const NsSchemaStep *steps;
  gsize n_steps;

  if (!make_file (path, error))
    return NULL;
  db = ns_db_open (path, NS_DB_WRITER, error);
  if (db == NULL || (check && !check_whole_file (db, error)))
    return NULL;
  steps = ns_schema_steps (&n_steps);
  if (!ns_schema_migrate (db, steps, n_steps, error) || !recover (db, now, error))
    return NULL;
  return g_steal_pointer (&db);
}

static NsDb *
replace_damaged (const char *path, gint64 now, char **notice, GError **error)
{
  g_autofree char *damaged = ns_salvage_set_aside (path, now, error);
  g_autoptr (NsDb) db = damaged != NULL ? open_writer (path, now, FALSE, error) : NULL;
  guint n_items;

  if (db == NULL || !ns_salvage_carry_over (db, damaged, &n_items, error) || !recover (db, now, error))
    return NULL;
  *notice = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                          "The outbox was damaged. %u item could be read and was kept; the damaged"
                                          " file is still there as %s.",
                                          "The outbox was damaged. %u items could be read and were kept; the damaged"
                                          " file is still there as %s.",
                                          n_items),
                             n_items, damaged);
  return g_steal_pointer (&db);
}

static NsDb *
open_or_replace (const char *profile, gint64 now, char **notice, GError **error)
{
  g_autofree char *path = g_build_filename (profile, DATABASE, NULL);
  g_autofree char *mark = g_build_filename (profile, DAMAGE_MARK, NULL);
  g_autoptr (GError) fault = NULL;
  g_autoptr (NsDb) db = open_writer (path, now, g_file_test (mark, G_FILE_TEST_EXISTS), &fault);

  if (g_error_matches (fault, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED))
    {
      g_clear_error (&fault);
      db = replace_damaged (path, now, notice, &fault);
    }
  if (db == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  g_unlink (mark);
  return g_steal_pointer (&db);
}

/**
 * ns_store_files_open:
 * @profile: the profile folder; made, for its owner only, where there is none
 * @now: the time
 * @writer: (out) (transfer full): the connection that writes
 * @reader: (out) (transfer full): the connection that reads
 * @notice: (out) (transfer full): what the user must be told, or %NULL
 * @error: %NS_STORE_ERROR
 *
 * Opens the outbox: makes or migrates it, replaces a damaged one, puts right what a crash left, and purges what was
 * deleted a month ago. Processes that do so at once do it one after the other.
 *
 * Returns: whether it is open
 */
gboolean
ns_store_files_open (const char *profile, gint64 now, NsDb **writer, NsDb **reader, char **notice, GError **error)
{
  g_autoptr (NsDb) db = NULL;
  int folder;

  *notice = NULL;
  if (g_mkdir_with_parents (profile, 0700) != 0)
    return refuse (error, "profile folder", profile);
  folder = g_open (profile, O_RDONLY | O_DIRECTORY | O_CLOEXEC, 0);
  if (folder < 0)
    return refuse (error, "profile folder", profile);
  /* Where the file system has no such locks, SQLite's own still keep the schema steps apart. */
  if (flock (folder, LOCK_EX) != 0)
    g_info ("The folder %s cannot be locked: %s", profile, g_strerror (errno));

  db = open_or_replace (profile, now, notice, error);
  *reader = db != NULL ? ns_db_open (ns_db_get_path (db), NS_DB_READER, error) : NULL;
  g_close (folder, NULL);
  if (*reader == NULL)
    return FALSE;
  *writer = g_steal_pointer (&db);
  return TRUE;
}

/**
 * ns_store_files_mark_damaged:
 * @profile: the profile folder
 *
 * Remembers that a query met damage, so that the next opening examines the file and replaces it. Any thread.
 */
void
ns_store_files_mark_damaged (const char *profile)
{
  g_autofree char *mark = g_build_filename (profile, DAMAGE_MARK, NULL);
  g_autoptr (GError) error = NULL;

  if (!g_file_set_contents (mark, "", 0, &error))
    g_warning ("%s", error->message);
}
