/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-outcome.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

/**
 * NsStmt:
 *
 * A prepared statement of a connection's cache while it is in use; its autoptr gives it back.
 */
typedef struct sqlite3_stmt NsStmt;

/**
 * NsBind:
 *
 * One named parameter and its value, which is not copied: it must live as long as the statement is in use.
 * Made by the macros below.
 */
typedef struct
{
  const char *name;
  enum
  {
    NS_BIND_INT,
    NS_BIND_TEXT,
    NS_BIND_BYTES,
  } type;
  gint64 integer;
  const char *text; /* (nullable) */
  GBytes *bytes;    /* (nullable) */
} NsBind;

#define NS_INT(key, value) { .name = ":" key, .type = NS_BIND_INT, .integer = (gint64) (value) }
#define NS_TEXT(key, value) { .name = ":" key, .type = NS_BIND_TEXT, .text = (value) }
#define NS_BYTES(key, value) { .name = ":" key, .type = NS_BIND_BYTES, .bytes = (value) }
#define NS_OUTCOME(value) \
  NS_INT ("domain", (value).domain), NS_INT ("code", (value).code), NS_INT ("command", (value).command), \
    NS_INT ("http_status", (value).http_status)

/* A statement with its parameters, ready to step; and one that is stepped to its end at once. */
#define NS_BINDS(...) \
  (const NsBind[]) { __VA_ARGS__ }, sizeof ((const NsBind[]) { __VA_ARGS__ }) / sizeof (NsBind)
#define ns_query(db, error, sql, ...) ns_stmt_new (db, sql, NS_BINDS (__VA_ARGS__), error)
#define ns_run(db, error, sql, ...) ns_stmt_run (db, sql, NS_BINDS (__VA_ARGS__), error)

/**
 * NsStep:
 *
 * What a step of a statement gave.
 */
typedef enum
{
  NS_STEP_FAILED,
  NS_STEP_ROW,
  NS_STEP_DONE,
} NsStep;

NsStmt *ns_stmt_new (NsDb *db, const char *sql, const NsBind *binds, gsize n_binds, GError **error);
gboolean ns_stmt_run (NsDb *db, const char *sql, const NsBind *binds, gsize n_binds, GError **error);
NsStep ns_stmt_step (NsStmt *stmt, GError **error);
void ns_stmt_release (NsStmt *stmt);
gint64 ns_stmt_get_int (NsStmt *stmt, int column);
char *ns_stmt_dup_text (NsStmt *stmt, int column);
GBytes *ns_stmt_dup_bytes (NsStmt *stmt, int column);
NsOutcome ns_stmt_get_outcome (NsStmt *stmt, int column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsStmt, ns_stmt_release)

G_END_DECLS
