/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "base/ns-clock.h"
#include "transport/ns-exchange.h"

G_BEGIN_DECLS

/**
 * NsCall:
 *
 * One request on its way: follows a #SoupMessage through its phases, keeps its time, and bounds its answer. Used
 * once. Signal `progress (guint64 sent, guint64 total)`. Private to src/transport. Main thread.
 */
#define NS_TYPE_CALL (ns_call_get_type ())
G_DECLARE_FINAL_TYPE (NsCall, ns_call, NS, CALL, GObject)

#define NS_CALL_MAX_ANSWER (64 * 1024 * 1024)

NsCall *ns_call_new (NsCommand command, SoupMessage *message, guint64 body_size, NsClock *clock,
                     const char *pin);
NsPhase ns_call_get_phase (NsCall *self);
const NsAttempt *ns_call_get_attempt (NsCall *self);
gint64 ns_call_get_deadline (NsCall *self);
void ns_call_run_async (NsCall *self, SoupSession *session, gint64 timeout, GCancellable *cancellable,
                        GAsyncReadyCallback callback, gpointer user_data);
NsExchange *ns_call_run_finish (NsCall *self, GAsyncResult *result);

G_END_DECLS
