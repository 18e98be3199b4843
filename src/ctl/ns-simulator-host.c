/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-simulator-host.h"

#include "lab/ns-lab-furnish.h"

static void
stop (NsSimHost *base)
{
  if (base->server != NULL)
    ns_sim_server_stop (base->server);
  g_clear_object (&base->server);
  g_clear_object (&base->clock);
}

static gboolean
start (NsSimulatorHost *self, GError **error)
{
  NsSimHost *base = &self->base;

  base->clock = self->clock_start != 0 ? ns_clock_new_fake (self->clock_start) : ns_clock_new_system ();
  self->config.clock = base->clock;
  base->server = ns_sim_server_start (&self->config, error);
  if (base->server == NULL)
    return FALSE;
  self->config.port = ns_sim_server_get_port (base->server);
  if (self->scenario != NULL && !ns_lab_furnish (base->server, self->scenario, base->clock, error))
    return FALSE;
  for (guint i = 0; self->faults != NULL && self->faults[i] != NULL; i++)
    if (!ns_sim_server_fail_next (base->server, self->faults[i], error))
      return FALSE;
  return TRUE;
}

static gboolean
reset (NsSimHost *base, GError **error)
{
  stop (base);
  return start ((NsSimulatorHost *) base, error);
}

/**
 * ns_simulator_host_start:
 * @self: a host with its configuration
 * @error: return location for a #NsSimError, or one of the intake
 *
 * Starts the server.
 *
 * Returns: whether it runs
 */
gboolean
ns_simulator_host_start (NsSimulatorHost *self, GError **error)
{
  self->base.reset = reset;
  return start (self, error);
}

/**
 * ns_simulator_host_clear:
 * @self: a host
 *
 * Stops its server.
 */
void
ns_simulator_host_clear (NsSimulatorHost *self)
{
  stop (&self->base);
}
