/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-commands.h"

#include "eas/ns-eas-folder-sync.h"

/* FolderSync Status (MS-ASCMD 2.2.3.177.4). */
enum
{
  STATUS_OK = 1,
  STATUS_WRONG_KEY = 9,
  STATUS_BAD_FORMAT = 10,
};

static gboolean
is_known_key (const NsSimDevice *device, const char *key)
{
  return g_strcmp0 (key, device->folder_key) == 0 || g_strcmp0 (key, device->folder_previous_key) == 0;
}

static void
list_folders (NsSimContext *context, GPtrArray *added)
{
  const NsSimMailbox *home = ns_sim_world_get_home (context->world);

  for (guint i = 0; i < home->folders->len; i++)
    {
      const NsSimFolder *folder = g_ptr_array_index (home->folders, i);
      /* Notes came with 14.0 (MS-ASNOTE 1.7). */
      const gboolean exists =
        folder->type != NS_EAS_FOLDER_NOTES || context->request->version >= NS_EAS_VERSION_14_0;

      if (exists)
        g_ptr_array_add (added, ns_eas_folder_new (folder->server_id, "0", folder->name, (int) folder->type));
    }
}

/**
 * ns_sim_folder_sync_run:
 * @context: a FolderSync request
 *
 * Tells the folders (MS-ASCMD 2.2.1.5): all of them for key 0, nothing new for a key that the device has from here.
 * The answer to key 0 announces the versions again, as Exchange's does (eas-facts 1.5).
 */
void
ns_sim_folder_sync_run (NsSimContext *context)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *key = ns_eas_folder_sync_request_parse (context->request->body, &error);
  g_auto (NsEasFolderSync) response = { 0 };
  NsSimDevice *device = context->device;

  if (key == NULL)
    {
      if (context->manners->is_lax)
        context->answer->http_status = 500;
      else
        ns_sim_context_answer_status (context, STATUS_BAD_FORMAT);
      return;
    }
  if (ns_sim_context_meet_fault (context, names))
    return;
  if (!g_str_equal (key, "0") && !is_known_key (device, key) && !context->manners->is_lax)
    {
      ns_sim_context_answer_status (context, STATUS_WRONG_KEY);
      return;
    }

  ns_eas_folder_sync_init (&response);
  response.status = STATUS_OK;
  if (g_str_equal (key, "0"))
    {
      if (context->manners->is_lax)
        ns_sim_device_forget_chains (device);
      response.sync_key = g_strdup (ns_sim_device_make_folder_key (device));
      list_folders (context, response.added);
      context->answer->announces = TRUE;
    }
  else
    response.sync_key = g_strdup (context->manners->is_lax ? key : device->folder_key);
  context->answer->status = STATUS_OK;
  ns_sim_context_answer_wbxml (context, ns_eas_folder_sync_response_write (&response));
}
