/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-attempt.h"
#include "store/ns-db.h"

G_BEGIN_DECLS

gboolean ns_attempt_table_add (NsDb *db, gint64 item_id, const NsAttempt *attempt, GError **error);
GArray *ns_attempt_table_list (NsDb *db, gint64 item_id, GError **error);

G_END_DECLS
