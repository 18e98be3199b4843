/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsOverview:
 *
 * The outbox as a whole, read from the store and read again whenever it changes: the numbers, the account, the items
 * that need the user. Main thread. Signal: `updated` when something new was read. Property: `settled` (gboolean),
 * whether nothing is on its way.
 */
#define NS_TYPE_OVERVIEW (ns_overview_get_type ())
G_DECLARE_FINAL_TYPE (NsOverview, ns_overview, NS, OVERVIEW, GObject)

NsOverview *ns_overview_new (NsStore *store);
void ns_overview_refresh (NsOverview *self);
gboolean ns_overview_is_settled (NsOverview *self);
gboolean ns_overview_is_loaded (NsOverview *self);
const NsTally *ns_overview_get_tally (NsOverview *self);
const NsAccount *ns_overview_get_account (NsOverview *self);
GPtrArray *ns_overview_get_problems (NsOverview *self);
GPtrArray *ns_overview_get_duplicates (NsOverview *self);

G_END_DECLS
