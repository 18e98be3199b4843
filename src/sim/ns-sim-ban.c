/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the administrator does to a device: quarantine (eas-facts 10.2) and wipe (3.5). */
#include "config.h"
#include "sim/ns-sim-ban.h"

#include "eas/ns-eas-provision.h"

#define HTTP_FORBIDDEN 403
#define STATUS_WIPE_REQUESTED 140
#define CLIENT_WIPED 1

static void
refuse_quarantined (NsSimContext *context)
{
  if (context->request->version >= NS_EAS_VERSION_14_0)
    ns_sim_context_answer_status (context, context->fault->value);
  else
    context->answer->http_status = HTTP_FORBIDDEN;
}

/* Up to 12.1 the client learns by 449 that it has to provision; one that never did gets 403. */
static void
refuse_until_wiped (NsSimContext *context)
{
  if (context->request->version < NS_EAS_VERSION_14_0 && context->request->policy_key == 0)
    context->answer->http_status = HTTP_FORBIDDEN;
  else
    ns_sim_context_refuse (context, STATUS_WIPE_REQUESTED);
}

/* The partnership begins anew, as after the administrator has removed the device. */
static void
forget_device (NsSimContext *context)
{
  NsSimDevice *device = context->device;

  ns_sim_fault_queue_remove (context->faults, context->fault->id);
  device->policy_key = 0;
  device->temporary_key = 0;
  g_clear_pointer (&device->folder_key, g_free);
  g_clear_pointer (&device->folder_previous_key, g_free);
  ns_sim_device_forget_chains (device);
}

/* Whatever is asked, the answer is the directive, until the client says that it has followed it (MS-ASPROV 3.2.5.1). */
static void
provision (NsSimContext *context)
{
  const gboolean is_account_only = context->fault->type == NS_SIM_FAULT_ACCOUNT_WIPE;
  g_auto (NsEasProvision) request = { 0 };
  g_auto (NsEasProvision) response = { .status = 1 };

  if (ns_eas_provision_request_parse (context->request->body, &request, NULL) && request.wipe_status == CLIENT_WIPED)
    forget_device (context);
  else
    {
      response.remote_wipe = !is_account_only;
      response.account_only_wipe = is_account_only;
    }
  context->answer->status = response.status;
  ns_sim_context_answer_wbxml (context, ns_eas_provision_response_write (&response));
}

/**
 * ns_sim_ban_meet:
 * @context: a request of a device, whatever its command is
 *
 * Sees to it that a device that is in quarantine, or is to be wiped, gets nothing else.
 *
 * Returns: whether the request is answered thereby
 */
gboolean
ns_sim_ban_meet (NsSimContext *context)
{
  context->fault = ns_sim_fault_queue_take_device (context->faults);
  if (context->fault == NULL)
    return FALSE;
  if (context->fault->type == NS_SIM_FAULT_QUARANTINE)
    refuse_quarantined (context);
  else if (context->request->eas.command == NS_COMMAND_PROVISION)
    provision (context);
  else
    refuse_until_wiped (context);
  return TRUE;
}
