/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-server-private.h"

/* What another thread wants of the faults to come. */
typedef struct
{
  NsSimFault *fault; /* (owned) (nullable) */
  guint id;
  gboolean found;
  GPtrArray *faults; /* (owned) (nullable) */
} Wish;

static NsSimFaultQueue *
get_queue (NsSimServer *self)
{
  return ns_sim_service_get_faults (ns_sim_server_get_service (self));
}

static void
push_fault (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  const gboolean meets_connections = wish->fault->scope == NS_SIM_FAULT_SCOPE_CONNECTION;

  wish->id = ns_sim_fault_queue_push (get_queue (self), g_steal_pointer (&wish->fault));
  ns_sim_server_mind_faults (self, meets_connections);
}

/**
 * ns_sim_server_push_fault:
 * @self: a running server
 * @fault: `COMMAND:FAULT`, see ns_sim_fault_parse()
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Lets a request to come fail; faults of one command are used up in their order.
 *
 * Returns: the id of the fault, by which it can be taken back; 0 where @fault was not understood
 */
guint
ns_sim_server_push_fault (NsSimServer *self, const char *fault, GError **error)
{
  Wish wish = { .fault = ns_sim_fault_parse (fault, error) };

  if (wish.fault == NULL)
    return 0;
  ns_sim_server_run (self, push_fault, &wish);
  return wish.id;
}

/**
 * ns_sim_server_fail_next:
 * @self: a running server
 * @fault: `COMMAND:FAULT`, see ns_sim_fault_parse()
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * As ns_sim_server_push_fault(), for whoever does not need the id.
 *
 * Returns: whether @fault was understood
 */
gboolean
ns_sim_server_fail_next (NsSimServer *self, const char *fault, GError **error)
{
  return ns_sim_server_push_fault (self, fault, error) != 0;
}

static void
remove_fault (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->found = ns_sim_fault_queue_remove (get_queue (self), wish->id);
  ns_sim_server_mind_faults (self, FALSE);
}

/**
 * ns_sim_server_remove_fault:
 * @self: a running server
 * @id: what ns_sim_server_push_fault() returned
 *
 * Takes a fault back. What it already did stays done.
 *
 * Returns: whether it was still to come
 */
gboolean
ns_sim_server_remove_fault (NsSimServer *self, guint id)
{
  Wish wish = { .id = id };

  ns_sim_server_run (self, remove_fault, &wish);
  return wish.found;
}

static void
clear_faults (NsSimServer *self, gpointer data)
{
  ns_sim_fault_queue_clear (get_queue (self));
  ns_sim_server_mind_faults (self, FALSE);
}

/**
 * ns_sim_server_clear_faults:
 * @self: a running server
 *
 * Takes all faults back.
 */
void
ns_sim_server_clear_faults (NsSimServer *self)
{
  ns_sim_server_run (self, clear_faults, NULL);
}

static void
dup_faults (NsSimServer *self, gpointer data)
{
  Wish *wish = data;

  wish->faults = ns_sim_fault_queue_dup_faults (get_queue (self));
}

/**
 * ns_sim_server_dup_faults:
 * @self: a running server
 *
 * Returns: (transfer full) (element-type NsSimFault): the faults to come, in their order, each with its id, how it was
 *   written, how often it will still happen, and how often it did
 */
GPtrArray *
ns_sim_server_dup_faults (NsSimServer *self)
{
  Wish wish = { 0 };

  ns_sim_server_run (self, dup_faults, &wish);
  return wish.faults;
}
