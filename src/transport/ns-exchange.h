/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-attempt.h"
#include "model/ns-certificate.h"

G_BEGIN_DECLS

/**
 * NsExchange:
 * @command: what was asked
 * @attempt: times, phase reached, bytes, and the outcome as far as HTTP tells: its domain is %NS_DOMAIN_NONE for a
 *   200 from an ActiveSync server, %NS_DOMAIN_HTTP for another status, %NS_DOMAIN_NETWORK for a fault below
 * @detail: (nullable): what went wrong, for the technical details (GLib's words, the first line of a text answer)
 * @body: the answer's body, possibly empty; never %NULL
 * @retry_after: seconds that the server asks to wait, or 0
 * @server_product: (nullable): MS-Server-ActiveSync, with Server where it says more
 * @server_header: (nullable): Server
 * @auth_schemes: (nullable): the schemes of WWW-Authenticate, such as `Basic, Bearer`
 * @media_type: (nullable): the media type of the answer, without parameters
 * @clock_skew: Date minus this computer's time, in seconds; 0 where the answer has none
 * @protocol_versions: (nullable): MS-ASProtocolVersions
 * @protocol_commands: (nullable): MS-ASProtocolCommands
 * @is_end_unmarked: whether the answer came over TLS and states no length, so that it ends where the connection does
 * @refused: (nullable): the server's certificate, where it was not accepted
 * @location: (nullable): X-MS-Location of a 451
 *
 * One request with its answer, or with how it failed: an exchange that reached the network is never a #GError.
 * A reference counted value, read only.
 */
typedef struct
{
  NsCommand command;
  NsAttempt attempt;
  char *detail;
  GBytes *body;
  guint retry_after;
  char *server_product;
  char *server_header;
  char *auth_schemes;
  char *media_type;
  gint64 clock_skew;
  char *protocol_versions;
  char *protocol_commands;
  gboolean is_end_unmarked;
  NsCertificate *refused;
  char *location;
} NsExchange;

NsExchange *ns_exchange_new (NsCommand command);
NsExchange *ns_exchange_ref (const NsExchange *exchange);
void ns_exchange_unref (const NsExchange *exchange);
char *ns_exchange_to_string (const NsExchange *exchange);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsExchange, ns_exchange_unref)

G_END_DECLS
