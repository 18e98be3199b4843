/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-device.h"
#include "sim/ns-sim-entry.h"
#include "sim/ns-sim-fault-queue.h"
#include "sim/ns-sim-personality.h"
#include "sim/ns-sim-request.h"
#include "sim/ns-sim-world.h"

G_BEGIN_DECLS

/**
 * NsSimContext:
 * @world: (unowned): what the server holds
 * @device: (unowned): who asks
 * @faults: (unowned): the faults to come
 * @manners: (unowned): what kind of server this is
 * @policies: the settings of its policy, where they are others than usual (ns-sim-policy.h)
 * @is_strict: whether it refuses what no real server must take (notifysync-simulator(1))
 * @request: (unowned): the request
 * @answer: (unowned): where the answer goes
 * @entries: (unowned) (element-type NsSimEntry): what the journal will say
 * @fault: (nullable): the fault that met the request as a whole
 *
 * Everything that a command needs to run. Lives as long as one request.
 */
typedef struct
{
  NsSimWorld *world;
  NsSimDevice *device;
  NsSimFaultQueue *faults;
  const NsSimPersonality *manners;
  const char *policies; /* (unowned) (nullable) */
  gboolean is_strict;
  const NsSimRequest *request;
  NsSimAnswer *answer;
  GPtrArray *entries;
  NsSimFault *fault;
} NsSimContext;

void ns_sim_context_answer_wbxml (NsSimContext *self, GBytes *body);
void ns_sim_context_answer_status (NsSimContext *self, int status);
void ns_sim_context_refuse (NsSimContext *self, int status);
gboolean ns_sim_context_meet_fault (NsSimContext *self, GPtrArray *names);
void ns_sim_context_meet_fault_refused (NsSimContext *self);

G_END_DECLS
