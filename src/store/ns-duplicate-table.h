/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-duplicate.h"
#include "model/ns-item.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

GPtrArray *ns_duplicate_table_list (NsDb *db, gint64 account_id, const char *collection_id, gboolean with_data,
                                    GError **error);
NsDuplicate *ns_duplicate_table_get (NsDb *db, gint64 account_id, gint64 id, GError **error);
gint64 ns_duplicate_table_insert (NsDb *db, gint64 account_id, const NsDuplicate *duplicate, GError **error);
gboolean ns_duplicate_table_put_copy (NsDb *db, gint64 id, const NsDuplicateCopy *copy, GError **error);
gboolean ns_duplicate_table_set_deletion (NsDb *db, gint64 id, const char *server_id, gint64 item_id, GError **error);
gboolean ns_duplicate_table_set_ignored (NsDb *db, gint64 id, gboolean ignored, GError **error);
gboolean ns_duplicate_table_remove_copy (NsDb *db, gint64 account_id, const char *collection_id,
                                         const char *server_id, gint64 now, GError **error);
gboolean ns_duplicate_table_may_delete (NsDb *db, const NsItem *item, gboolean *may, GError **error);

G_END_DECLS
