/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-isolation.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsBisection:
 *
 * The search for the bad items of one batch that failed as a whole, within one cycle.
 */
typedef struct _NsBisection NsBisection;

NsBisection *ns_bisection_new (void);
void ns_bisection_free (NsBisection *self);
void ns_bisection_clear (NsBisection *self);

gboolean ns_bisection_is_on (NsBisection *self);
gboolean ns_bisection_holds (NsBisection *self, gint64 id);
gboolean ns_bisection_has_failed_alone (NsBisection *self, gint64 id);
gboolean ns_bisection_has_accepted (NsBisection *self);
guint ns_bisection_next (NsBisection *self, GPtrArray *queue);
gboolean ns_bisection_is_last (NsBisection *self, GPtrArray *queue);

void ns_bisection_begin (NsBisection *self, guint size);
void ns_bisection_accept (NsBisection *self, gint64 id);
void ns_bisection_split (NsBisection *self, GPtrArray *queue, GPtrArray *items, gboolean is_torn);
void ns_bisection_put_off (NsBisection *self, const NsItem *item);
void ns_bisection_resume (NsBisection *self, GPtrArray *queue);

NsIsolation ns_bisection_isolate (NsBisection *self, gint64 id);
GArray *ns_bisection_take_news (NsBisection *self, NsIsolation *isolation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsBisection, ns_bisection_free)

G_END_DECLS
