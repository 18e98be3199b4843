/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/ns-clock.h"
#include "eas/ns-eas-query.h"
#include "model/ns-account.h"
#include "transport/ns-exchange.h"

G_BEGIN_DECLS

/**
 * NsConnection:
 *
 * One account's line to its server: HTTP(S), Basic authentication, strict TLS, no redirects, never a silent repeat
 * (design 6 rule 4). One request at a time (eas-facts 1.10). Main thread, asynchronous. Signal
 * `progress (guint64 sent, guint64 total)` when a request has got further.
 */
#define NS_TYPE_CONNECTION (ns_connection_get_type ())
G_DECLARE_FINAL_TYPE (NsConnection, ns_connection, NS, CONNECTION, GObject)

/**
 * NsConnectionError:
 * @NS_CONNECTION_ERROR_URL: the account's server is no http or https address
 * @NS_CONNECTION_ERROR_CA_FILE: the file with the certificate authorities cannot be read
 */
typedef enum
{
  NS_CONNECTION_ERROR_URL,
  NS_CONNECTION_ERROR_CA_FILE,
} NsConnectionError;

#define NS_CONNECTION_ERROR (ns_connection_error_quark ())
GQuark ns_connection_error_quark (void);

#define NS_DEVICE_TYPE "NotifySyncLinux"
#define NS_USER_AGENT "NotifySync-Linux/" PACKAGE_VERSION

NsConnection *ns_connection_new (const NsAccount *account, const char *password, NsClock *clock, GError **error);

void ns_connection_set_timeout (NsConnection *self, gint64 timeout);
void ns_connection_set_user_agent (NsConnection *self, const char *agent);
NsPhase ns_connection_get_phase (NsConnection *self);
const NsAttempt *ns_connection_get_attempt (NsConnection *self);
gint64 ns_connection_get_deadline (NsConnection *self);

/* (nullable): the last exchange that was answered at all, well or badly; it is the connection's. */
const NsExchange *ns_connection_get_last_answer (NsConnection *self);

/* (nullable): the last certificate that was not accepted. */
const NsCertificate *ns_connection_get_refused (NsConnection *self);

/* OPTIONS: no body, no query. */
void ns_connection_options_async (NsConnection *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);

/* POST of one command. `query` gives command and command parameters; user, device id and type are the account's.
 * `version` and `policy_key` (nullable) go into the headers. `body` (nullable) is sent as it is. */
void ns_connection_post_async (NsConnection *self, const NsEasQuery *query, NsEasVersion version,
                               const char *policy_key, const char *content_type, GBytes *body,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);

/* For both. (transfer full), never %NULL: whatever happened is in the exchange. A cancelled one has the outcome
 * NS_NETWORK_INTERRUPTED, and its phase tells whether it may have been executed. */
NsExchange *ns_connection_finish (NsConnection *self, GAsyncResult *result);

G_END_DECLS
