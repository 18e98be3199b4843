/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsClock:
 *
 * The one source of time and chance. The system clock follows the computer; a fake clock stands still until
 * it is told to advance, and then fires the time-outs that became due, in their order. Its wall time may be read on
 * every thread; time-outs belong to the thread that made the clock.
 */
#define NS_TYPE_CLOCK (ns_clock_get_type ())
G_DECLARE_FINAL_TYPE (NsClock, ns_clock, NS, CLOCK, GObject)

NsClock *ns_clock_new_system (void);
NsClock *ns_clock_new_fake (gint64 now);
gboolean ns_clock_is_fake (NsClock *self);
gint64 ns_clock_now (NsClock *self);
gint64 ns_clock_monotonic (NsClock *self);
double ns_clock_jitter (NsClock *self, double fraction);
guint ns_clock_add_timeout (NsClock *self, gint64 delay, GSourceFunc func, gpointer user_data);
void ns_clock_remove_timeout (NsClock *self, guint id);
void ns_clock_advance (NsClock *self, gint64 usec);

G_END_DECLS
