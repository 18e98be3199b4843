/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-door.h"
#include "sim/ns-sim-server.h"
#include "sim/ns-sim-service.h"

G_BEGIN_DECLS

/* How other files reach what lives on the server's thread. */
void ns_sim_server_run (NsSimServer *self, void (*func) (NsSimServer *self, gpointer data), gpointer data);
void ns_sim_server_mind_faults (NsSimServer *self, gboolean is_new);
NsSimDoor *ns_sim_server_get_door (NsSimServer *self);
NsSimService *ns_sim_server_get_service (NsSimServer *self);

G_END_DECLS
