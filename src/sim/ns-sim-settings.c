/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-commands.h"

#include "eas/ns-wbxml-reader.h"

#include <string.h>

/* Settings Status (MS-ASCMD 2.2.3.177.16; eas-facts 7.5), and what is no such command or no such request. */
enum
{
  STATUS_OK = 1,
  STATUS_PROTOCOL = 2,
  STATUS_INVALID_ARGUMENTS = 5,
  STATUS_INVALID_WBXML = 102,
  STATUS_INVALID_XML = 103,
  STATUS_NOT_SUPPORTED = 137,
};

static gboolean
is_text (const char *text)
{
  return text == NULL || strlen (text) <= NS_EAS_DEVICE_TEXT_MAX;
}

/**
 * ns_sim_settings_take_device:
 * @context: a request under way
 * @device: what it tells of the device
 *
 * Keeps what the device says of itself, and writes it into the journal. A strict server demands a model, and that no
 * text is longer than 1,024 characters (MS-ASCMD 2.2.3.45).
 *
 * Returns: whether it is taken
 */
gboolean
ns_sim_settings_take_device (NsSimContext *context, const NsEasDeviceInformation *device)
{
  const gboolean has_model = device->model != NULL && *device->model != '\0';
  NsSimDevice *self = context->device;
  NsSimEntry *entry;

  if (context->is_strict
      && !(has_model && is_text (device->model) && is_text (device->os) && is_text (device->user_agent)))
    return FALSE;

  g_free (self->model);
  self->model = g_strdup (device->model);
  g_free (self->os);
  self->os = g_strdup (device->os);
  entry = ns_sim_entry_new ("device");
  entry->executed = TRUE;
  entry->model = g_strdup (device->model);
  entry->os = g_strdup (device->os);
  g_ptr_array_add (context->entries, entry);
  return TRUE;
}

/**
 * ns_sim_settings_run:
 * @context: a Settings request
 *
 * Takes what a device says of itself (MS-ASCMD 2.2.1.18), from 12.0 on; nothing else can be set or asked for.
 */
void
ns_sim_settings_run (NsSimContext *context)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (NsEasDeviceInformation) device = { 0 };
  g_autoptr (GError) error = NULL;
  int status;

  if (context->request->version < NS_EAS_VERSION_12_0)
    {
      if (!ns_sim_context_meet_fault (context, names))
        ns_sim_context_refuse (context, STATUS_NOT_SUPPORTED);
      return;
    }
  if (!ns_eas_settings_request_parse (context->request->body, &device, &error))
    {
      ns_sim_context_refuse (context, g_error_matches (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED)
                                        ? STATUS_INVALID_XML : STATUS_INVALID_WBXML);
      return;
    }
  if (ns_sim_context_meet_fault (context, names))
    return;
  if (!device.is_there)
    {
      ns_sim_context_answer_status (context, STATUS_PROTOCOL);
      return;
    }
  status = ns_sim_settings_take_device (context, &device) ? STATUS_OK : STATUS_INVALID_ARGUMENTS;
  context->answer->status = status;
  ns_sim_context_answer_wbxml (context, ns_eas_settings_response_write (STATUS_OK, status));
}
