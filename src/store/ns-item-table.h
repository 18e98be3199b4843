/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "store/ns-batch.h"
#include "store/ns-stmt.h"

G_BEGIN_DECLS

/* The columns that ns_item_table_read() expects, in its order. */
#define NS_ITEM_COLUMNS \
  "id, account_id, kind, operation, state, subject, recipients, size, queued_at, attempts, last_attempt_at, " \
  "next_attempt_at, delivered_at, deleted_at, client_id, uid, message_id, collection_id, server_id, " \
  "outcome_domain, outcome_code, outcome_command, outcome_http_status, detail, " \
  "CASE WHEN is_cleared THEN 5 ELSE resolution END, resolved_at, successor_id, isolation_size, isolation_delivered"

NsItem *ns_item_table_read (NsStmt *stmt);
gint64 ns_item_table_insert (NsDb *db, const NsItem *item, GError **error);
NsItem *ns_item_table_get (NsDb *db, gint64 id, GError **error);
NsItem *ns_item_table_find (NsDb *db, gint64 id, GError **error);
gboolean ns_item_table_set_state (NsDb *db, gint64 id, NsState state, gint64 next_attempt_at, gint64 delivered_at,
                                  GError **error);
gboolean ns_item_table_set_sending (NsDb *db, gint64 id, gint64 now, GError **error);
gboolean ns_item_table_set_result (NsDb *db, const NsResult *result, NsState state, const char *collection_id,
                                   gint64 now, GError **error);
gboolean ns_item_table_set_deleted (NsDb *db, gint64 id, gint64 deleted_at, GError **error);
gboolean ns_item_table_set_outcome (NsDb *db, gint64 id, NsOutcome outcome, const char *detail, GError **error);
gboolean ns_item_table_set_isolation (NsDb *db, gint64 id, NsIsolation isolation, GError **error);
gboolean ns_item_table_note_try (NsDb *db, gint64 id, gint64 now, GError **error);
gboolean ns_item_table_note_fault (NsDb *db, const NsAttempt *attempt, const char *detail, gint64 next_attempt_at,
                                   GError **error);
gboolean ns_item_table_set_account (NsDb *db, gint64 account_id, GError **error);
gboolean ns_item_table_purge (NsDb *db, gint64 before, GError **error);
gboolean ns_item_table_lose_track (NsDb *db, gint64 now, GError **error);

G_END_DECLS
