/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"
#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsLabError:
 * @NS_LAB_ERROR_BUSY: the player still does what it was asked for before
 * @NS_LAB_ERROR_EXPECTATION: the world is not as the scenario expects
 * @NS_LAB_ERROR_STEP: the step cannot be done now: the item was not queued yet, the event has no reminder
 * @NS_LAB_ERROR_REPORT: a text is no support report
 */
typedef enum
{
  NS_LAB_ERROR_BUSY,
  NS_LAB_ERROR_EXPECTATION,
  NS_LAB_ERROR_STEP,
  NS_LAB_ERROR_REPORT,
} NsLabError;

#define NS_LAB_ERROR (ns_lab_error_quark ())
GQuark ns_lab_error_quark (void);

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
void ns_lab_world_sign_in_async (NsLabWorld *self, const char *password, GCancellable *cancellable,
                                 GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_lab_world_sign_in_finish (NsLabWorld *self, GAsyncResult *result, GError **error);
gboolean ns_lab_world_put (NsLabWorld *self, const NsScenarioItem *item, GError **error);
void ns_lab_world_close (NsLabWorld *self);
NsClock *ns_lab_world_get_clock (NsLabWorld *self);
NsSimServer *ns_lab_world_get_server (NsLabWorld *self);
NsStore *ns_lab_world_get_store (NsLabWorld *self);
NsEngine *ns_lab_world_get_engine (NsLabWorld *self);
NsOutcome ns_lab_world_get_fault (NsLabWorld *self);
void ns_lab_world_set_fault (NsLabWorld *self, NsOutcome fault);
const char *ns_lab_world_get_device_software (NsLabWorld *self);
void ns_lab_world_set_device_software (NsLabWorld *self, const char *version);
void ns_lab_world_name_item (NsLabWorld *self, const char *name, gint64 id);
gint64 ns_lab_world_find_item (NsLabWorld *self, const char *name);

G_END_DECLS
