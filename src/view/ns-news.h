/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "model/ns-tally.h"

G_BEGIN_DECLS

/* What became of the items since somebody was told last: each is told once. */
typedef struct _NsNews NsNews;

NsNews *ns_news_new (void);
void ns_news_free (NsNews *self);
char *ns_news_take (NsNews *self, const NsTally *tally, GPtrArray *problems, gboolean is_busy);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsNews, ns_news_free)

G_END_DECLS
