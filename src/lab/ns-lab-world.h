/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"
#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsLabWorld:
 *
 * Both sides of a scenario before its first step: a simulated server, a throw-away profile with an account on it, and
 * the real store and engine. Main thread.
 */
#define NS_TYPE_LAB_WORLD (ns_lab_world_get_type ())
G_DECLARE_FINAL_TYPE (NsLabWorld, ns_lab_world, NS, LAB_WORLD, GObject)

void ns_lab_world_open_async (const NsScenario *scenario, NsClock *clock, GCancellable *cancellable,
                              GAsyncReadyCallback callback, gpointer user_data);
NsLabWorld *ns_lab_world_open_finish (GAsyncResult *result, GError **error);
void ns_lab_world_close (NsLabWorld *self);
NsClock *ns_lab_world_get_clock (NsLabWorld *self);
NsSimServer *ns_lab_world_get_server (NsLabWorld *self);
NsStore *ns_lab_world_get_store (NsLabWorld *self);
NsEngine *ns_lab_world_get_engine (NsLabWorld *self);
void ns_lab_world_name_item (NsLabWorld *self, const char *name, gint64 id);
gint64 ns_lab_world_find_item (NsLabWorld *self, const char *name);

G_END_DECLS
