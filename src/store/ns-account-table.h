/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

NsAccount *ns_account_table_find (NsDb *db, GError **error);
NsAccount *ns_account_table_get (NsDb *db, GError **error);
gboolean ns_account_table_current_id (NsDb *db, gint64 *out, GError **error);
gint64 ns_account_table_insert (NsDb *db, const NsAccount *account, const char *device_id, GError **error);
gboolean ns_account_table_set_user_columns (NsDb *db, gint64 id, const NsAccount *account, GError **error);
gboolean ns_account_table_wake (NsDb *db, gint64 id, GError **error);
gboolean ns_account_table_set_setting (NsDb *db, gint64 id, NsSetting setting, gboolean is_on, GError **error);
gboolean ns_account_table_set_session (NsDb *db, gint64 id, const NsAccount *account, GError **error);
gboolean ns_account_table_set_folder_key (NsDb *db, gint64 id, const char *folder_sync_key, GError **error);

G_END_DECLS
