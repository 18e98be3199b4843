/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-fault.h"

#include "lab/ns-lab-world-private.h"
#include "sim/ns-sim-fault.h"

#include <string.h>

/**
 * ns_lab_fault_free:
 * @self: (transfer full): a fault
 *
 * Frees it.
 */
void
ns_lab_fault_free (NsLabFault *self)
{
  g_free (self->text);
  g_free (self);
}

/* What is to last until a step strikes as often as it can, unless it says how often. */
static char *
make_lasting (const char *text)
{
  const char *target = strchr (text, '@');
  const char *times = strchr (text, '*');
  const gsize length = target != NULL ? (gsize) (target - text) : strlen (text);

  if (times != NULL && times < text + length)
    return g_strdup (text);
  return g_strdup_printf ("%.*s*%s", (int) length, text, text + length);
}

/**
 * ns_lab_world_push_fault:
 * @self: an open world
 * @text: `COMMAND:FAULT` (notifysync-simulator(1))
 * @until: the step that ends it, or 0 for as often as it says
 * @error: return location for %NS_SIM_ERROR_ARGUMENT
 *
 * Lets requests to come fail.
 *
 * Returns: the fault's id, or 0 where @text was not understood
 */
guint
ns_lab_world_push_fault (NsLabWorld *self, const char *text, guint until, GError **error)
{
  g_autofree char *lasting = until != 0 ? make_lasting (text) : NULL;
  const guint id = ns_sim_server_push_fault (self->server, lasting != NULL ? lasting : text, error);

  if (id != 0 && until != 0)
    g_hash_table_insert (self->ends, GUINT_TO_POINTER (id), GUINT_TO_POINTER (until));
  return id;
}

/**
 * ns_lab_world_end_faults:
 * @self: an open world
 * @step: the step that begins, counted from 1
 *
 * Takes back the faults that were to last until this step.
 */
void
ns_lab_world_end_faults (NsLabWorld *self, guint step)
{
  GHashTableIter iter;
  gpointer id, until;

  g_hash_table_iter_init (&iter, self->ends);
  while (g_hash_table_iter_next (&iter, &id, &until))
    {
      if (GPOINTER_TO_UINT (until) > step)
        continue;
      ns_sim_server_remove_fault (self->server, GPOINTER_TO_UINT (id));
      g_hash_table_iter_remove (&iter);
    }
}

/**
 * ns_lab_world_list_faults:
 * @self: an open world
 *
 * Returns: (transfer full) (element-type NsLabFault): the faults that wait for requests, in their order
 */
GPtrArray *
ns_lab_world_list_faults (NsLabWorld *self)
{
  g_autoptr (GPtrArray) faults = ns_sim_server_dup_faults (self->server);
  GPtrArray *list = g_ptr_array_new_full (faults->len, (GDestroyNotify) ns_lab_fault_free);

  for (guint i = 0; i < faults->len; i++)
    {
      const NsSimFault *fault = g_ptr_array_index (faults, i);
      NsLabFault *row = g_new0 (NsLabFault, 1);

      row->id = fault->id;
      row->text = g_strdup (fault->text);
      row->until = GPOINTER_TO_UINT (g_hash_table_lookup (self->ends, GUINT_TO_POINTER (fault->id)));
      row->remaining = fault->remaining;
      row->struck = fault->struck;
      g_ptr_array_add (list, row);
    }
  return list;
}
