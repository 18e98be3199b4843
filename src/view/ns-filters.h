/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

#define NS_FILTER_ALL "all"
#define NS_FILTER_NEEDS_YOU "needs-you"
#define NS_FILTER_WAITING "waiting"
#define NS_FILTER_HELD "held"

guint ns_filters_get_number (void);
const char *ns_filters_get_nick (guint index);
const char *ns_filters_get_label (guint index);
gboolean ns_filters_is_by_state (guint index);
gboolean ns_filters_find (const char *nick, guint *index);
void ns_filters_apply (const char *nick, NsFilter *filter);

G_END_DECLS
