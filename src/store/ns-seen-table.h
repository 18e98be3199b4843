/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"

G_BEGIN_DECLS

gboolean ns_seen_table_note (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id,
                             gboolean is_there, GError **error);
gboolean ns_seen_table_finish (NsDb *db, gint64 account_id, const char *collection_id, gint64 now, GError **error);
gboolean ns_seen_table_get (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id,
                            gboolean *is_known, gint64 *since, GError **error);

G_END_DECLS
