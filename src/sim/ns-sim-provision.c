/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-commands.h"

#include "eas/ns-eas-provision.h"
#include "eas/ns-wbxml-reader.h"
#include "sim/ns-sim-policy.h"

/* Common status codes (MS-ASCMD 2.2.2). */
enum
{
  STATUS_INVALID_WBXML = 102,
  STATUS_INVALID_XML = 103,
  STATUS_NOT_FULLY_PROVISIONABLE = 139,
  STATUS_NOT_PROVISIONED = 142,
  STATUS_INVALID_KEY = 144,
  STATUS_EXTERNALLY_MANAGED = 145,
  STATUS_DEVICE_INFORMATION_REQUIRED = 165,
};

/* Status of a Policy (MS-ASPROV 2.2.2.54.2). */
enum
{
  POLICY_OK = 1,
  POLICY_NONE = 2,
  POLICY_UNKNOWN_TYPE = 3,
  POLICY_WRONG_KEY = 5,
};

/* What a client says in phase 2 (MS-ASPROV 2.2.2.54.2). */
enum
{
  CLIENT_NOT_APPLIED = 3,
  CLIENT_EXTERNAL = 4,
};

/* The same for 2.5: no password (MS-ASPROV 2.2.2.53). */
static const char xml_document[] = "<wap-provisioningdoc><characteristic type=\"SecurityPolicy\">"
                                   "<parm name=\"4131\" value=\"1\"/></characteristic></wap-provisioningdoc>";

/**
 * ns_sim_provision_admit:
 * @context: a request under way
 *
 * Lets only devices through that carry the final policy key, where the server asks for it (MS-ASPROV 3.2.5.1.1).
 *
 * Returns: whether the command may run; if not, the answer is set
 */
gboolean
ns_sim_provision_admit (NsSimContext *context)
{
  const guint32 key = context->request->policy_key;

  if (!context->manners->provisions || context->request->eas.command == NS_COMMAND_PROVISION)
    return TRUE;
  if (key != 0 && key == context->device->policy_key)
    return TRUE;
  if (context->manners->unprovisioned != 0)
    context->answer->http_status = context->manners->unprovisioned;
  else
    ns_sim_context_refuse (context, key == 0 ? STATUS_NOT_PROVISIONED : STATUS_INVALID_KEY);
  return FALSE;
}

static void
answer (NsSimContext *context, NsEasProvision *response)
{
  context->answer->status = response->status;
  ns_sim_context_answer_wbxml (context, ns_eas_provision_response_write (response));
}

/* In phase 1, and not before 14.1 (eas-facts 3.1). */
static gboolean
may_tell_device (const NsSimContext *context, const NsEasProvision *request)
{
  return context->request->version >= NS_EAS_VERSION_14_1 && request->policy_key == NULL;
}

static void
give_temporary_key (NsSimContext *context, const NsEasProvision *request, NsEasProvision *response)
{
  NsSimDevice *device = context->device;

  if (context->request->version >= NS_EAS_VERSION_14_1 && !request->device.is_there)
    {
      ns_sim_context_refuse (context, STATUS_DEVICE_INFORMATION_REQUIRED);
      return;
    }
  if (request->device.is_there && !ns_sim_settings_take_device (context, &request->device))
    {
      ns_sim_context_refuse (context, STATUS_INVALID_XML);
      return;
    }
  device->temporary_key = ns_sim_device_make_policy_key (device);
  device->policy_key = 0;
  response->device.is_there = request->device.is_there;
  response->policy_status = POLICY_OK;
  response->policy_key = g_strdup_printf ("%u", device->temporary_key);
  if (context->request->version < NS_EAS_VERSION_12_0)
    response->xml_document = xml_document;
  else
    response->document = ns_sim_policy_make_document (context->policies);
  answer (context, response);
}

static void
give_final_key (NsSimContext *context, const NsEasProvision *request, NsEasProvision *response)
{
  NsSimDevice *device = context->device;
  guint64 key = 0;

  if (!g_ascii_string_to_unsigned (request->policy_key, 10, 1, G_MAXUINT32, &key, NULL) ||
      key != device->temporary_key)
    {
      response->policy_status = POLICY_WRONG_KEY;
      answer (context, response);
      return;
    }
  if (request->policy_status >= CLIENT_NOT_APPLIED)
    {
      ns_sim_context_refuse (context, request->policy_status == CLIENT_EXTERNAL ? STATUS_EXTERNALLY_MANAGED
                                                                                : STATUS_NOT_FULLY_PROVISIONABLE);
      return;
    }
  device->temporary_key = 0;
  device->policy_key = ns_sim_device_make_policy_key (device);
  response->policy_status = POLICY_OK;
  response->policy_key = g_strdup_printf ("%u", device->policy_key);
  answer (context, response);
}

/**
 * ns_sim_provision_run:
 * @context: a Provision request
 *
 * Both phases of Provision (MS-ASPROV 3.2.5.1). A server that does not ask for it has no policy for anybody.
 */
void
ns_sim_provision_run (NsSimContext *context)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_auto (NsEasProvision) request = { 0 };
  g_auto (NsEasProvision) response = { .status = 1 };
  g_autoptr (GError) error = NULL;

  if (!ns_eas_provision_request_parse (context->request->body, &request, &error))
    {
      ns_sim_context_refuse (context, g_error_matches (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED)
                                        ? STATUS_INVALID_XML : STATUS_INVALID_WBXML);
      return;
    }
  if (ns_sim_context_meet_fault (context, names))
    return;
  if (context->is_strict && request.device.is_there && !may_tell_device (context, &request))
    {
      ns_sim_context_refuse (context, STATUS_INVALID_XML);
      return;
    }

  response.policy_type = g_strdup (request.policy_type);
  if (!context->manners->provisions || request.policy_type == NULL)
    response.policy_status = POLICY_NONE;
  else if (!g_str_equal (request.policy_type, ns_eas_provision_policy_type (context->request->version)))
    response.policy_status = POLICY_UNKNOWN_TYPE;

  if (response.policy_status != 0)
    answer (context, &response);
  else if (request.policy_key == NULL || g_str_equal (request.policy_key, "0"))
    give_temporary_key (context, &request, &response);
  else
    give_final_key (context, &request, &response);
}
