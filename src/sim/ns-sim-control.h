/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-host.h"

G_BEGIN_DECLS

/**
 * NsSimControl:
 *
 * The control port (notifysync-simulator(1)): HTTP and JSON on loopback, apart from the simulated server, whatever
 * becomes of that. Lives on the thread that made it, which must run its main context, and is that of its host.
 */
typedef struct _NsSimControl NsSimControl;

NsSimControl *ns_sim_control_new (NsSimHost *host, guint16 port, GError **error);
void ns_sim_control_free (NsSimControl *self);
guint16 ns_sim_control_get_port (NsSimControl *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimControl, ns_sim_control_free)

G_END_DECLS
