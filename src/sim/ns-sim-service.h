/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-door.h"
#include "sim/ns-sim-fault-queue.h"
#include "sim/ns-sim-journal.h"
#include "sim/ns-sim-personality.h"
#include "sim/ns-sim-request.h"
#include "sim/ns-sim-server.h"
#include "sim/ns-sim-world.h"

G_BEGIN_DECLS

/**
 * NsSimService:
 *
 * The server without its HTTP: takes a request, gives an answer, and writes the journal in between. The server's
 * thread only.
 */
typedef struct _NsSimService NsSimService;

NsSimService *ns_sim_service_new (const NsSimConfig *config, GError **error);
void ns_sim_service_free (NsSimService *self);
NsSimWelcome ns_sim_service_welcome (NsSimService *self, gboolean is_tls);
NsSimCut ns_sim_service_begin (NsSimService *self, const NsSimRequest *request);
void ns_sim_service_refuse_size (NsSimService *self, const NsSimRequest *request, NsSimAnswer *answer);
void ns_sim_service_handle (NsSimService *self, NsSimRequest *request, NsSimAnswer *answer);
NsSimFaultQueue *ns_sim_service_get_faults (NsSimService *self);
void ns_sim_service_set_password (NsSimService *self, const char *password);
void ns_sim_service_set_policies (NsSimService *self, gboolean on);
void ns_sim_service_set_product (NsSimService *self, const char *product);
void ns_sim_service_set_personality (NsSimService *self, const NsSimPersonality *personality);
const NsSimPersonality *ns_sim_service_get_manners (NsSimService *self);
NsSimWorld *ns_sim_service_get_world (NsSimService *self);
NsSimHeldFunc ns_sim_service_get_held (NsSimService *self, gpointer *user_data);
NsSimJournal *ns_sim_service_get_journal (NsSimService *self);
const char *ns_sim_service_get_product (NsSimService *self);
const char *ns_sim_service_get_versions (NsSimService *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimService, ns_sim_service_free)

G_END_DECLS
