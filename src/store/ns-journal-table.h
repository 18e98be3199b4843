/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-batch.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

gint64 ns_journal_table_insert (NsDb *db, const NsBatch *batch, gint64 now, GError **error);
NsBatch *ns_journal_table_get (NsDb *db, gint64 id, GError **error);
GPtrArray *ns_journal_table_list (NsDb *db, GError **error);
gboolean ns_journal_table_load_items (NsDb *db, NsBatch *batch, GError **error);
gboolean ns_journal_table_set_settled (NsDb *db, gint64 id, gint64 item_id, GError **error);
gboolean ns_journal_table_note_try (NsDb *db, gint64 id, GError **error);
gboolean ns_journal_table_remove_finished (NsDb *db, gint64 id, GError **error);
gboolean ns_journal_table_remove_broken (NsDb *db, GError **error);
gboolean ns_journal_table_forget_all (NsDb *db, GError **error);

G_END_DECLS
