/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-attempt.h"

G_BEGIN_DECLS

/* What a failed exchange amounts to: pure functions over what was seen of it. Private to src/transport. */

NsNetworkFault ns_fault_from_error (const GError *error, NsPhase phase, gboolean is_https);
NsNetworkFault ns_fault_from_timeout (NsPhase phase);
char *ns_fault_describe_certificate (GTlsCertificateFlags flags);

G_END_DECLS
