/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "app/ns-ready.h"

G_BEGIN_DECLS

/**
 * NsReadyBus:
 *
 * What #NsReady knows, on the session bus: the interface `io.github.notifysync.Outbox.Test` with its properties
 * `Ready` and `Serial`. Without a session bus it does nothing.
 */
#define NS_TYPE_READY_BUS (ns_ready_bus_get_type ())
G_DECLARE_FINAL_TYPE (NsReadyBus, ns_ready_bus, NS, READY_BUS, GObject)

NsReadyBus *ns_ready_bus_new (NsReady *ready);

G_END_DECLS
