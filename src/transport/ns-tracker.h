/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ns-clock.h"
#include "transport/ns-exchange.h"
#include "transport/ns-fault.h"

G_BEGIN_DECLS

/**
 * NsTracker:
 *
 * Listens to a message on its way and keeps phases, their times and bytes of an exchange's attempt. Signal
 * `progress ()` when it reached another phase or more of the body has been written. Private to src/transport. Main
 * thread.
 */
#define NS_TYPE_TRACKER (ns_tracker_get_type ())
G_DECLARE_FINAL_TYPE (NsTracker, ns_tracker, NS, TRACKER, GObject)

NsTracker *ns_tracker_new (SoupMessage *message, NsExchange *exchange, NsClock *clock, const char *pin);
void ns_tracker_begin (NsTracker *self);
void ns_tracker_end (NsTracker *self);
gboolean ns_tracker_is_https (NsTracker *self);
gboolean ns_tracker_is_answer_of_proxy (NsTracker *self);
NsFaultFacts ns_tracker_get_facts (NsTracker *self);
void ns_tracker_reach (NsTracker *self, NsPhase phase);

G_END_DECLS
