/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

gboolean ns_payload_table_put (NsDb *db, gint64 item_id, NsPayloadRole role, const char *media_type, GBytes *data,
                               GError **error);
GBytes *ns_payload_table_get (NsDb *db, gint64 item_id, NsPayloadRole role, char **media_type, GError **error);
gboolean ns_payload_table_mark_servers (NsDb *db, gint64 item_id, NsPayloadRole role, GError **error);
gboolean ns_payload_table_mark_seen (NsDb *db, gint64 item_id, GError **error);
gboolean ns_payload_table_mark_waiting_servers (NsDb *db, NsPayloadRole role, const char *collection_id,
                                                const char *server_id, GError **error);
gboolean ns_payload_table_put_waiting (NsDb *db, NsPayloadRole role, const char *collection_id, const char *server_id,
                                       GBytes *data, GError **error);
gboolean ns_payload_table_purge_copies (NsDb *db, gint64 before, GError **error);

G_END_DECLS
