/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/ns-clock.h"

G_BEGIN_DECLS

/**
 * NsCountdown:
 *
 * A label that counts down to the next try, second by second while it can be seen. To assistive technology it says
 * so in minutes, and only tells when that changes.
 */
#define NS_TYPE_COUNTDOWN (ns_countdown_get_type ())
G_DECLARE_FINAL_TYPE (NsCountdown, ns_countdown, NS, COUNTDOWN, GtkLabel)

void ns_countdown_set_clock (NsCountdown *self, NsClock *clock);
void ns_countdown_set_target (NsCountdown *self, gint64 target);

G_END_DECLS
