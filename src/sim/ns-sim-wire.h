/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-request.h"
#include "sim/ns-sim-service.h"

G_BEGIN_DECLS

/* Between SoupServer's messages and the service; the only place that knows how a connection is cut. */

void ns_sim_wire_read (SoupServerMessage *message, NsSimRequest *out);
void ns_sim_wire_answer (SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer);
void ns_sim_wire_answer_early (SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer);
void ns_sim_wire_cut (SoupServerMessage *message);

G_END_DECLS
