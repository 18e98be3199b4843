/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "sim/ns-sim-server.h"

G_BEGIN_DECLS

typedef struct _NsSimHost NsSimHost;

/**
 * NsSimHost:
 * @server: (owned) (nullable): what runs
 * @clock: (owned) (nullable): its time
 * @reset: puts a new server in its place, as it was at the start; %FALSE where that failed and none runs
 *
 * Who runs a server and can start it anew. The first member of whoever does so. Lives on one thread.
 */
struct _NsSimHost
{
  NsSimServer *server;
  NsClock *clock;
  gboolean (*reset) (NsSimHost *self, GError **error);
};

G_END_DECLS
