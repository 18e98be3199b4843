/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"
#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsDemo:
 *
 * A scenario come to life: a simulated server, a throw-away profile with an account on it, and the real store and
 * engine, to which the scenario's steps are done. Knows no window. Main thread.
 */
#define NS_TYPE_DEMO (ns_demo_get_type ())
G_DECLARE_FINAL_TYPE (NsDemo, ns_demo, NS, DEMO, GObject)

char *ns_demo_find_scenario (const char *name);
NsDemo *ns_demo_new (NsScenario *scenario, NsClock *clock);
void ns_demo_play_async (NsDemo *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_demo_play_finish (NsDemo *self, GAsyncResult *result, GError **error);
NsStore *ns_demo_get_store (NsDemo *self);
NsEngine *ns_demo_get_engine (NsDemo *self);
void ns_demo_stop (NsDemo *self);

G_END_DECLS
