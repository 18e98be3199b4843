/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-scenario.h"
#include "sim/ns-sim-host.h"

G_BEGIN_DECLS

/**
 * NsSimulatorHost:
 * @base: the server that runs, and its clock
 * @config: (unowned strings): how it is started; its port is that of the first start from then on
 * @scenario: (unowned) (nullable): what it holds at the start
 * @faults: (unowned) (nullable): what fails from the start
 * @clock_start: when its clock stands still at the start, in microseconds; 0 where it is the computer's
 *
 * The server of notifysync-simulator, which can be started anew.
 */
typedef struct
{
  NsSimHost base;
  NsSimConfig config;
  const NsScenario *scenario;
  char **faults;
  gint64 clock_start;
} NsSimulatorHost;

gboolean ns_simulator_host_start (NsSimulatorHost *self, GError **error);
void ns_simulator_host_clear (NsSimulatorHost *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimulatorHost, ns_simulator_host_clear)

G_END_DECLS
