/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-attempt.h"

G_BEGIN_DECLS

/* What a failed exchange amounts to: pure functions over what was seen of it. Private to src/transport. */


/**
 * NsFaultFacts:
 * @phase: how far the exchange had got
 * @is_https: whether TLS was to be spoken
 * @is_at_proxy: whether a proxy was being asked to pass the connection on
 * @is_other_than_pinned: whether the certificate is another one than the only one to trust
 * @certificate: what was found wrong with the server's certificate
 * @size: bytes of the request's body
 *
 * What was seen of an exchange that failed.
 */
typedef struct
{
  NsPhase phase;
  gboolean is_https;
  gboolean is_at_proxy;
  gboolean is_other_than_pinned;
  GTlsCertificateFlags certificate;
  guint64 size;
} NsFaultFacts;

NsNetworkFault ns_fault_from_error (const GError *error, const NsFaultFacts *facts);
NsNetworkFault ns_fault_from_timeout (NsPhase phase);
NsNetworkFault ns_fault_from_certificate (GTlsCertificateFlags flags);
char *ns_fault_describe_certificate (GTlsCertificateFlags flags);

G_END_DECLS
