/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-certificate.h"

G_BEGIN_DECLS

/* What a server's certificate says, as a plain value. Private to src/transport. */

NsCertificate *ns_peer_read_certificate (GTlsCertificate *certificate);

G_END_DECLS
