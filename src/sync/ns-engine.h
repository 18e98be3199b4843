/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-certificate.h"
#include "secrets/ns-secrets.h"
#include "store/ns-store.h"
#include "sync/ns-account-step.h"

G_BEGIN_DECLS

/**
 * NsEngineError:
 * @NS_ENGINE_ERROR_BUSY: another process runs a cycle on this profile and did not end in time
 * @NS_ENGINE_ERROR_NO_ACCOUNT: no account is set up
 */
typedef enum
{
  NS_ENGINE_ERROR_BUSY,
  NS_ENGINE_ERROR_NO_ACCOUNT,
} NsEngineError;

#define NS_ENGINE_ERROR (ns_engine_error_quark ())
GQuark ns_engine_error_quark (void);

/**
 * NsStage:
 *
 * What a cycle is doing, for the progress line.
 */
typedef enum
{
  NS_STAGE_IDLE,
  NS_STAGE_CONNECTING, /* lock, OPTIONS, Provision, FolderSync */
  NS_STAGE_SETTLING,   /* finding out what became of the last run's batch */
  NS_STAGE_UPLOADING,
  NS_STAGE_SENDING,
} NsStage;

/**
 * NsCycleReport:
 * @delivered: items that were accepted in this cycle
 * @refused: items that went to error
 * @cleared: of these, reminder echoes that were taken out of the outbox at once
 * @fault: why the cycle could not be finished; domain %NS_DOMAIN_NONE where it could
 * @needs_user: whether the account waits for the user (password, certificate, blocked device)
 */
typedef struct
{
  guint delivered;
  guint refused;
  guint cleared;
  NsOutcome fault;
  gboolean needs_user;
} NsCycleReport;

/**
 * NsEngine:
 *
 * Delivers the outbox: one cycle after the other (design 6). Main thread; everything is asynchronous. Properties:
 * `busy` (gboolean), `next-cycle-at` (gint64, 0 where none is planned). Signals: `progress (NsStage stage, guint n,
 * guint total, guint64 bytes_sent, guint64 bytes_total)` while a cycle runs, `cycle-ended` after it,
 * and before that `echoes-cleared (GArray *ids)`, where it took reminder echoes out of the outbox.
 */
#define NS_TYPE_ENGINE (ns_engine_get_type ())
G_DECLARE_FINAL_TYPE (NsEngine, ns_engine, NS, ENGINE, GObject)

NsEngine *ns_engine_new (NsStore *store, NsSecrets *secrets);
NsStore *ns_engine_get_store (NsEngine *self);
NsSecrets *ns_engine_get_secrets (NsEngine *self);

/* One cycle now. `by_user` ignores a pause that the back-off or the server asked for. A cycle that is asked for
 * while one runs is run once more after it. */
void ns_engine_cycle_async (NsEngine *self, gboolean by_user, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_engine_cycle_finish (NsEngine *self, GAsyncResult *result, NsCycleReport *report, GError **error);

/* OPTIONS, Provision and FolderSync, nothing else: `account test`. The fault's domain is NS_DOMAIN_NONE when all is
 * well. `detail` and `account` (both nullable, transfer full) tell what was learned. */
void ns_engine_test_async (NsEngine *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                           gpointer user_data);
gboolean ns_engine_test_finish (NsEngine *self, GAsyncResult *result, NsOutcome *fault, char **detail,
                                NsAccount **account, GError **error);

/* Where a test is; NS_ACCOUNT_STEP_REACH where none runs. It is told anew with each `progress`. */
NsAccountStep ns_engine_get_step (NsEngine *self);

/* (nullable): the certificate that the server showed last, where it was not accepted. */
const NsCertificate *ns_engine_get_refused (NsEngine *self);

/* Cycles by themselves: when something is queued, when the schedule says so, when the network returns. */
void ns_engine_start (NsEngine *self);
void ns_engine_stop (NsEngine *self);
gboolean ns_engine_is_busy (NsEngine *self);
void ns_engine_set_device (NsEngine *self, const char *model, const char *software);
void ns_engine_set_timeout (NsEngine *self, gint64 timeout);
gint64 ns_engine_get_next_cycle_at (NsEngine *self);

/* The try of an item that is on the wire now; %NULL where it is not. It is told anew with each `progress`. */
const NsAttempt *ns_engine_get_attempt (NsEngine *self, gint64 item_id);
gint64 ns_engine_get_deadline (NsEngine *self);

G_END_DECLS
