/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"

G_BEGIN_DECLS

/**
 * NsTicker:
 *
 * The one timer of all countdowns on a clock: signal `tick` once a second, while somebody wants it. On a clock that
 * stands still nothing ticks. Main thread.
 */
#define NS_TYPE_TICKER (ns_ticker_get_type ())
G_DECLARE_FINAL_TYPE (NsTicker, ns_ticker, NS, TICKER, GObject)

NsTicker *ns_ticker_get (NsClock *clock);
void ns_ticker_start (NsTicker *self);
void ns_ticker_stop (NsTicker *self);

G_END_DECLS
