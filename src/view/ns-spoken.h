/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"

G_BEGIN_DECLS

/* What a screen reader says: whole sentences, without marks for the eye. */

char *ns_spoken_row (const NsItem *item, gint64 now);
char *ns_spoken_news (guint n_delivered, GPtrArray *problems);

G_END_DECLS
