/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "base/ns-worker.h"

G_BEGIN_DECLS

/**
 * NsDbRole:
 * @NS_DB_WRITER: reads and writes; makes the file where there is none
 * @NS_DB_READER: cannot write
 * @NS_DB_SALVAGE: reads a file that may be damaged, without a setting that would need to write to it
 *
 * What a connection is for.
 */
typedef enum
{
  NS_DB_WRITER,
  NS_DB_READER,
  NS_DB_SALVAGE,
} NsDbRole;

/**
 * NsDb:
 *
 * One connection to the database and its prepared statements, private to this layer. It belongs to one thread at a
 * time.
 */
typedef struct _NsDb NsDb;

NsDb *ns_db_open (const char *path, NsDbRole role, GError **error);
void ns_db_free (NsDb *db);
void ns_db_set_worker (NsDb *db, NsWorker *worker);
void ns_db_set_cancellable (NsDb *db, GCancellable *cancellable);
sqlite3 *ns_db_get_handle (NsDb *db);
const char *ns_db_get_path (NsDb *db);
sqlite3_stmt *ns_db_prepare (NsDb *db, const char *sql, GError **error);
gboolean ns_db_exec (NsDb *db, const char *sql, GError **error);
gboolean ns_db_get_int (NsDb *db, const char *sql, gint64 *out, GError **error);
gint64 ns_db_last_id (NsDb *db);
gboolean ns_db_changed (NsDb *db);
void ns_db_set_error (GError **error, sqlite3 *handle, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsDb, ns_db_free)

G_END_DECLS
