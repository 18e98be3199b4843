/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

GPtrArray *ns_item_query_list (NsDb *db, const NsFilter *filter, GError **error);
GArray *ns_item_query_ids (NsDb *db, const NsFilter *filter, GError **error);
GPtrArray *ns_item_query_due (NsDb *db, guint kinds, gint64 after_id, guint limit, GError **error);
GPtrArray *ns_item_query_uid (NsDb *db, const NsItem *item, GError **error);
gboolean ns_item_query_tally_items (NsDb *db, const GArray *ids, NsTally *out, GError **error);
gboolean ns_item_query_tally (NsDb *db, NsTally *out, GError **error);

G_END_DECLS
