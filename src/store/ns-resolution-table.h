/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

/**
 * NsTheirs:
 * @NS_THEIRS_UNKNOWN: the server's version was not fetched
 * @NS_THEIRS_HERE: it was
 * @NS_THEIRS_GONE: the server has deleted the object
 *
 * What is known of the server's version of an item.
 */
typedef enum
{
  NS_THEIRS_UNKNOWN,
  NS_THEIRS_HERE,
  NS_THEIRS_GONE,
} NsTheirs;

gboolean ns_resolution_table_find_theirs (NsDb *db, gint64 item_id, NsTheirs *out, GError **error);
gboolean ns_resolution_table_set (NsDb *db, gint64 item_id, NsResolution resolution, gint64 resolved_at,
                                  gint64 successor_id, GError **error);
gboolean ns_resolution_table_resend (NsDb *db, const NsItem *item, gint64 now, GError **error);
gboolean ns_resolution_table_send_mine (NsDb *db, const NsItem *item, gint64 now, GError **error);
gboolean ns_resolution_table_set_choices (NsDb *db, gint64 item_id, const char *const *fields, GError **error);
char **ns_resolution_table_get_choices (NsDb *db, gint64 item_id, GError **error);
gboolean ns_resolution_table_forget_all (NsDb *db, gint64 account_id, GError **error);
gboolean ns_resolution_table_purge (NsDb *db, gint64 before, GError **error);

gboolean ns_resolution_table_clear (NsDb *db, gint64 item_id, gint64 now, GError **error);

G_END_DECLS
