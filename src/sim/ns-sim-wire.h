/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-request.h"
#include "sim/ns-sim-service.h"

G_BEGIN_DECLS

/* Between SoupServer's messages and the service. */

void ns_sim_wire_read (SoupServerMessage *message, gboolean is_tls, NsSimRequest *out);
void ns_sim_wire_answer (SoupServer *server, SoupServerMessage *message, NsSimService *service,
                         const NsSimAnswer *answer);
void ns_sim_wire_answer_early (SoupServer *server, SoupServerMessage *message, NsSimService *service,
                               const NsSimAnswer *answer);

G_END_DECLS
