/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-call.h"

G_BEGIN_DECLS

/* What each path of the control port does: ns-sim-call-read.c looks, the others change something. */

#define NS_SIM_FAULTS_PATH "/lab/faults"

void ns_sim_call_run (NsSimCall *self);

void ns_sim_call_get_state (NsSimCall *self);
void ns_sim_call_get_journal (NsSimCall *self);
void ns_sim_call_get_exchanges (NsSimCall *self);
void ns_sim_call_get_faults (NsSimCall *self);
void ns_sim_call_get_fault_kinds (NsSimCall *self);

void ns_sim_call_add_fault (NsSimCall *self);
void ns_sim_call_remove_fault (NsSimCall *self);
void ns_sim_call_clear_faults (NsSimCall *self);
void ns_sim_call_do_outlook (NsSimCall *self);
void ns_sim_call_set_server (NsSimCall *self);
void ns_sim_call_move_clock (NsSimCall *self);
void ns_sim_call_reset (NsSimCall *self);

G_END_DECLS
