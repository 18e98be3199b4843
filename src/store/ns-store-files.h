/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-db.h"

G_BEGIN_DECLS

gboolean ns_store_files_open (const char *profile, gint64 now, NsDb **writer, NsDb **reader, char **notice,
                              GError **error);
void ns_store_files_mark_damaged (const char *profile);

G_END_DECLS
