/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-fault-queue.h"

struct _NsSimFaultQueue
{
  GPtrArray *faults; /* (owned) (element-type NsSimFault) */
  guint last_id;
};

/**
 * ns_sim_fault_queue_new:
 *
 * Returns: (transfer full): an empty queue
 */
NsSimFaultQueue *
ns_sim_fault_queue_new (void)
{
  NsSimFaultQueue *self = g_new0 (NsSimFaultQueue, 1);

  self->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_sim_fault_free);
  return self;
}

/**
 * ns_sim_fault_queue_free:
 * @self: (transfer full): a queue
 *
 * Frees it.
 */
void
ns_sim_fault_queue_free (NsSimFaultQueue *self)
{
  g_ptr_array_unref (self->faults);
  g_free (self);
}

/**
 * ns_sim_fault_queue_push:
 * @self: a queue
 * @fault: (transfer full): a fault
 *
 * Puts a fault behind the others.
 *
 * Returns: its id, which no other fault of the queue ever has
 */
guint
ns_sim_fault_queue_push (NsSimFaultQueue *self, NsSimFault *fault)
{
  fault->id = ++self->last_id;
  g_ptr_array_add (self->faults, fault);
  return fault->id;
}

/**
 * ns_sim_fault_queue_remove:
 * @self: a queue
 * @id: what a fault is called
 *
 * Takes a fault back.
 *
 * Returns: whether it was still there
 */
gboolean
ns_sim_fault_queue_remove (NsSimFaultQueue *self, guint id)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (((NsSimFault *) g_ptr_array_index (self->faults, i))->id == id)
      {
        g_ptr_array_remove_index (self->faults, i);
        return TRUE;
      }
  return FALSE;
}

/**
 * ns_sim_fault_queue_clear:
 * @self: a queue
 *
 * Takes all faults back.
 */
void
ns_sim_fault_queue_clear (NsSimFaultQueue *self)
{
  g_ptr_array_set_size (self->faults, 0);
}

/**
 * ns_sim_fault_queue_dup_faults:
 * @self: a queue
 *
 * Returns: (transfer full) (element-type NsSimFault): the faults to come, in their order
 */
GPtrArray *
ns_sim_fault_queue_dup_faults (NsSimFaultQueue *self)
{
  GPtrArray *copy = g_ptr_array_new_full (self->faults->len, (GDestroyNotify) ns_sim_fault_free);

  for (guint i = 0; i < self->faults->len; i++)
    g_ptr_array_add (copy, ns_sim_fault_copy (g_ptr_array_index (self->faults, i)));
  return copy;
}

static NsSimFault *
consume (NsSimFaultQueue *self, guint index)
{
  NsSimFault *fault = g_ptr_array_index (self->faults, index);
  NsSimFault *taken;

  fault->struck++;
  taken = ns_sim_fault_copy (fault);
  if (fault->remaining != G_MAXUINT && --fault->remaining == 0)
    g_ptr_array_remove_index (self->faults, index);
  return taken;
}

static gboolean
find (NsSimFaultQueue *self, NsCommand command, GPtrArray *names, guint *index)
{
  for (*index = 0; *index < self->faults->len; (*index)++)
    {
      const NsSimFault *fault = g_ptr_array_index (self->faults, *index);
      const gboolean wants_item = fault->type == NS_SIM_FAULT_ITEM_STATUS;

      if (ns_sim_fault_concerns (fault, command) && (!wants_item || names->len > 0)
          && ns_sim_fault_meets (fault, names))
        return TRUE;
    }
  return FALSE;
}

/**
 * ns_sim_fault_queue_begin_request:
 * @self: a queue
 * @command: the command of a request that begins
 *
 * Counts the request for the faults that wait for a later one. To be called once a request, before what takes its
 * faults.
 */
void
ns_sim_fault_queue_begin_request (NsSimFaultQueue *self, NsCommand command)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      NsSimFault *fault = g_ptr_array_index (self->faults, i);

      if (fault->wait > 0 && (fault->is_any || fault->command == command))
        fault->wait--;
    }
}

/**
 * ns_sim_fault_queue_take_early:
 * @self: a queue
 * @command: a command whose header has come
 *
 * Returns: (transfer full) (nullable): the fault that cuts the connection before or amid the body, where that is the
 *   next one of the command and waits for no item
 */
NsSimFault *
ns_sim_fault_queue_take_early (NsSimFaultQueue *self, NsCommand command)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      const NsSimFault *fault = g_ptr_array_index (self->faults, i);

      if (!ns_sim_fault_concerns (fault, command))
        continue;
      if (fault->target == NULL
          && (fault->type == NS_SIM_FAULT_DROP_BEFORE || fault->type == NS_SIM_FAULT_DROP_BODY))
        return consume (self, i);
      return NULL;
    }
  return NULL;
}

/**
 * ns_sim_fault_queue_take_request:
 * @self: a queue
 * @command: a command
 * @names: (element-type utf8): what the request's items are called
 *
 * Returns: (transfer full) (nullable): the first fault that meets the request as a whole; %NULL also where a fault
 *   for a single item comes before it
 */
NsSimFault *
ns_sim_fault_queue_take_request (NsSimFaultQueue *self, NsCommand command, GPtrArray *names)
{
  guint index;

  if (!find (self, command, names, &index))
    return NULL;
  if (((NsSimFault *) g_ptr_array_index (self->faults, index))->type == NS_SIM_FAULT_ITEM_STATUS)
    return NULL;
  return consume (self, index);
}

/**
 * ns_sim_fault_queue_take_counted:
 * @self: a queue
 * @command: a command that is refused whatever its items are
 *
 * Returns: (transfer full) (nullable): the first fault that waited for just this request
 */
NsSimFault *
ns_sim_fault_queue_take_counted (NsSimFaultQueue *self, NsCommand command)
{
  for (guint i = 0; i < self->faults->len; i++)
    {
      const NsSimFault *fault = g_ptr_array_index (self->faults, i);

      if (fault->is_counted && ns_sim_fault_concerns (fault, command))
        return consume (self, i);
    }
  return NULL;
}

static NsSimFault *
nth (NsSimFaultQueue *self, guint index)
{
  return g_ptr_array_index (self->faults, index);
}

/**
 * ns_sim_fault_queue_take_connection:
 * @self: a queue
 * @is_tls: whether TLS is spoken; without it the faults of TLS wait
 *
 * Returns: (transfer full) (nullable): the first fault that meets a connection
 */
NsSimFault *
ns_sim_fault_queue_take_connection (NsSimFaultQueue *self, gboolean is_tls)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (nth (self, i)->scope == NS_SIM_FAULT_SCOPE_CONNECTION && (is_tls || nth (self, i)->type == NS_SIM_FAULT_REFUSE))
      return consume (self, i);
  return NULL;
}

/**
 * ns_sim_fault_queue_take_device:
 * @self: a queue
 *
 * Returns: (transfer full) (nullable): the first fault that meets the device whatever it asks for
 */
NsSimFault *
ns_sim_fault_queue_take_device (NsSimFaultQueue *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (nth (self, i)->scope == NS_SIM_FAULT_SCOPE_DEVICE)
      return consume (self, i);
  return NULL;
}

/**
 * ns_sim_fault_queue_refuses_all:
 * @self: a queue
 *
 * Returns: whether every connection is to be refused, until that is taken back
 */
gboolean
ns_sim_fault_queue_refuses_all (NsSimFaultQueue *self)
{
  for (guint i = 0; i < self->faults->len; i++)
    if (nth (self, i)->type == NS_SIM_FAULT_REFUSE && nth (self, i)->remaining == G_MAXUINT)
      return TRUE;
  return FALSE;
}

/**
 * ns_sim_fault_queue_take_item:
 * @self: a queue
 * @names: (element-type utf8): what one item of a Sync is called
 *
 * Returns: (transfer full) (nullable): the fault of this item; a fault for the whole request that stands before it
 *   keeps it for later
 */
NsSimFault *
ns_sim_fault_queue_take_item (NsSimFaultQueue *self, GPtrArray *names)
{
  guint index;

  if (!find (self, NS_COMMAND_SYNC, names, &index))
    return NULL;
  if (((NsSimFault *) g_ptr_array_index (self->faults, index))->type != NS_SIM_FAULT_ITEM_STATUS)
    return NULL;
  return consume (self, index);
}
