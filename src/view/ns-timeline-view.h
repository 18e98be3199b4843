/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/ns-clock.h"
#include "model/ns-attempt.h"

G_BEGIN_DECLS

/**
 * NsTimelineView:
 *
 * The tries of one item, newest first, each a line that opens to its steps; above them how many there were, what the
 * one under way is at, and when the next one is due.
 */
#define NS_TYPE_TIMELINE_VIEW (ns_timeline_view_get_type ())
G_DECLARE_FINAL_TYPE (NsTimelineView, ns_timeline_view, NS, TIMELINE_VIEW, GtkBox)

void ns_timeline_view_set_clock (NsTimelineView *self, NsClock *clock);
void ns_timeline_view_set_attempts (NsTimelineView *self, GArray *attempts);
void ns_timeline_view_set_next_try (NsTimelineView *self, gint64 next_try);
void ns_timeline_view_set_present (NsTimelineView *self, const NsAttempt *attempt);

G_END_DECLS
