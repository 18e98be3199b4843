/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"

G_BEGIN_DECLS

char *ns_salvage_set_aside (const char *path, gint64 now, GError **error);
gboolean ns_salvage_carry_over (NsDb *db, const char *damaged_path, guint *n_items, GError **error);

G_END_DECLS
