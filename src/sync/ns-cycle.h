/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsCycleMode:
 * @NS_CYCLE_MODE_SCHEDULED: deliver; keep quiet while a pause lasts, or nothing waits
 * @NS_CYCLE_MODE_BY_USER: deliver, whatever pause was asked for
 * @NS_CYCLE_MODE_TEST: only try the account: OPTIONS, Provision, FolderSync
 */
typedef enum
{
  NS_CYCLE_MODE_SCHEDULED,
  NS_CYCLE_MODE_BY_USER,
  NS_CYCLE_MODE_TEST,
} NsCycleMode;

#define NS_CYCLE_ROUNDS_MAX 3

/**
 * NsCycleMemory:
 * @has_options: whether this process has asked the server for its versions
 * @rounds: when the last rounds of Provision began, newest first; guards against two sides that never agree
 *   (eas-facts 3.3)
 * @has_settings: whether its answer named Settings
 * @device_model: (nullable): which handheld a demonstration shows; %NULL for this computer
 * @device_software: (nullable): whose manners a demonstration shows; %NULL for this computer
 * @timeout: how long to wait for an answer, in microseconds; 0 for the transport's own measure
 *
 * What one cycle leaves to the next one of the same process. Owned by the engine.
 */
typedef struct
{
  gboolean has_options;
  gboolean has_settings;
  gint64 rounds[NS_CYCLE_ROUNDS_MAX];
  gint64 timeout;
  char *device_model;
  char *device_software;
} NsCycleMemory;

/**
 * NsCycle:
 *
 * One run of the engine, from the lock to the schedule (design 6). Runs once. Main thread. Signal
 * `progress (NsStage stage, guint n, guint total, guint64 bytes_sent, guint64 bytes_total)`.
 */
#define NS_TYPE_CYCLE (ns_cycle_get_type ())
G_DECLARE_FINAL_TYPE (NsCycle, ns_cycle, NS, CYCLE, GObject)

NsCycle *ns_cycle_new (NsStore *store, NsSecrets *secrets, NsCycleMemory *memory, NsCycleMode mode);
void ns_cycle_run_async (NsCycle *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_cycle_run_finish (NsCycle *self, GAsyncResult *result, NsCycleReport *report, GError **error);
GArray *ns_cycle_get_cleared (NsCycle *self);
const NsAccount *ns_cycle_get_account (NsCycle *self);
const char *ns_cycle_get_detail (NsCycle *self);
NsAccountStep ns_cycle_get_step (NsCycle *self);
const NsCertificate *ns_cycle_get_refused (NsCycle *self);
const NsAttempt *ns_cycle_get_attempt (NsCycle *self, gint64 item_id);
gint64 ns_cycle_get_deadline (NsCycle *self);

G_END_DECLS
