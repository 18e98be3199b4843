/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-fault.h"

G_BEGIN_DECLS

/**
 * NsSimFaultQueue:
 *
 * The faults to come, in their order. The server's thread only.
 */
typedef struct _NsSimFaultQueue NsSimFaultQueue;

NsSimFaultQueue *ns_sim_fault_queue_new (void);
void ns_sim_fault_queue_free (NsSimFaultQueue *self);
guint ns_sim_fault_queue_push (NsSimFaultQueue *self, NsSimFault *fault);
gboolean ns_sim_fault_queue_remove (NsSimFaultQueue *self, guint id);
void ns_sim_fault_queue_clear (NsSimFaultQueue *self);
GPtrArray *ns_sim_fault_queue_dup_faults (NsSimFaultQueue *self);
void ns_sim_fault_queue_begin_request (NsSimFaultQueue *self, NsCommand command);
NsSimFault *ns_sim_fault_queue_take_early (NsSimFaultQueue *self, NsCommand command);
NsSimFault *ns_sim_fault_queue_take_request (NsSimFaultQueue *self, NsCommand command, GPtrArray *names);
NsSimFault *ns_sim_fault_queue_take_counted (NsSimFaultQueue *self, NsCommand command);
NsSimFault *ns_sim_fault_queue_take_connection (NsSimFaultQueue *self, gboolean is_tls);
NsSimFault *ns_sim_fault_queue_take_device (NsSimFaultQueue *self);
gboolean ns_sim_fault_queue_refuses_all (NsSimFaultQueue *self);
NsSimFault *ns_sim_fault_queue_take_item (NsSimFaultQueue *self, GPtrArray *names);

G_END_DECLS
