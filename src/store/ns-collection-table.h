/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-collection.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

GPtrArray *ns_collection_table_list (NsDb *db, gint64 account_id, GError **error);
gboolean ns_collection_table_put (NsDb *db, gint64 account_id, const NsCollection *collection, GError **error);
gboolean ns_collection_table_remove (NsDb *db, gint64 account_id, const char *server_id, GError **error);
gboolean ns_collection_table_forget_all (NsDb *db, gint64 account_id, GError **error);
gboolean ns_collection_table_set_key (NsDb *db, gint64 account_id, const char *server_id, const char *sync_key,
                                      GError **error);

G_END_DECLS
