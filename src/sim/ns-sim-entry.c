/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-entry.h"

/**
 * ns_sim_entry_new:
 * @operation: (nullable): a string that lives as long as the program
 *
 * Returns: (transfer full): an entry of which nothing else is known
 */
NsSimEntry *
ns_sim_entry_new (const char *operation)
{
  NsSimEntry *self = g_new0 (NsSimEntry, 1);

  self->operation = operation;
  return self;
}

/**
 * ns_sim_entry_free:
 * @self: (transfer full): an entry
 *
 * Frees it.
 */
void
ns_sim_entry_free (NsSimEntry *self)
{
  g_free (self->collection);
  g_free (self->client_id);
  g_free (self->server_id);
  g_free (self->uid);
  g_free (self->message_id);
  g_free (self->subject);
  g_free (self->model);
  g_free (self->os);
  g_clear_pointer (&self->mime, g_bytes_unref);
  g_free (self);
}
