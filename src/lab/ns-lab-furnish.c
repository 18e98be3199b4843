/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-furnish.h"

#include "intake/ns-intake.h"

/**
 * ns_lab_furnish_item:
 * @server: a running server
 * @item: an item of a scenario
 * @clock: what time it is there
 * @error: of the intake, or #NsSimError
 *
 * Puts an item into the server's mailbox: a mail into the Inbox, everything else into its folder.
 *
 * Returns: whether it is there
 */
gboolean
ns_lab_furnish_item (NsSimServer *server, const NsScenarioItem *item, NsClock *clock, GError **error)
{
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (item->bytes, item->name, error);
  NsNode *data;

  if (draft == NULL)
    return FALSE;
  if (draft->operation == NS_OPERATION_SEND)
    return ns_sim_server_outlook_receive (server, draft->payload, error);
  data = ns_intake_to_application_data (draft->kind, draft->payload, NS_EAS_VERSION_14_1, ns_clock_now (clock),
                                        error);
  return data != NULL &&
         ns_sim_server_outlook_create (server, item->folder, ns_intake_class_name (draft->kind), data, error);
}

/**
 * ns_lab_furnish:
 * @server: a running server
 * @scenario: what its mailbox holds before anything happens
 * @clock: what time it is there
 * @error: of the intake, or #NsSimError
 *
 * Makes the folders and items of a scenario.
 *
 * Returns: whether all are there
 */
gboolean
ns_lab_furnish (NsSimServer *server, const NsScenario *scenario, NsClock *clock, GError **error)
{
  for (guint i = 0; i < scenario->folders->len; i++)
    {
      const NsScenarioFolder *folder = g_ptr_array_index (scenario->folders, i);

      ns_sim_server_add_folder (server, folder->name, folder->class_name);
    }
  for (guint i = 0; i < scenario->server_items->len; i++)
    if (!ns_lab_furnish_item (server, g_ptr_array_index (scenario->server_items, i), clock, error))
      return FALSE;
  return TRUE;
}
