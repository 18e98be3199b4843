/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

/**
 * NsKnownObject:
 * @collection_id: its folder
 * @server_id: its id on the server
 * @agreed: (nullable): the ApplicationData that both sides last agreed on
 * @is_servers: whether that is as the server gave it, not as it was sent
 *
 * An object that is known to be on the server.
 */
typedef struct
{
  char *collection_id;
  char *server_id;
  GBytes *agreed;
  gboolean is_servers;
} NsKnownObject;

gboolean ns_known_object_table_find (NsDb *db, gint64 account_id, NsKind kind, const char *uid, NsKnownObject **out,
                                     GError **error);
gboolean ns_known_object_table_accept (NsDb *db, const NsItem *item, const char *server_id, const char *collection_id,
                                       GBytes *agreed, GError **error);
gboolean ns_known_object_table_forget (NsDb *db, const NsItem *item, GError **error);
gboolean ns_known_object_table_pull (NsDb *db, gint64 account_id, const char *collection_id, const char *server_id,
                                     GBytes *data, GError **error);
gboolean ns_known_object_table_move (NsDb *db, gint64 account_id, const char *collection_id, const char *from,
                                     const char *to, GBytes *agreed, GError **error);
gboolean ns_known_object_table_release_changes (NsDb *db, gint64 account_id, GError **error);
GPtrArray *ns_known_object_table_list_others (NsDb *db, gint64 account_id, const char *collection_id, gint64 batch_id,
                                              GError **error);
void ns_known_object_free (NsKnownObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsKnownObject, ns_known_object_free)

G_END_DECLS
