/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-settings.h"

G_BEGIN_DECLS

#define NS_EAS_POLICY_TYPE_WBXML "MS-EAS-Provisioning-WBXML"
#define NS_EAS_POLICY_TYPE_XML "MS-WAP-Provisioning-XML"

/**
 * NsEasProvision:
 * @status: (response) Provision Status, 1 where the server left it out
 * @policy_type: (nullable): which policy; a request without one takes that of its version
 * @policy_status: Status of the policy; in a request the client's (0 in phase 1)
 * @policy_key: (nullable): the key: temporary after phase 1, final after phase 2
 * @document: (nullable): (response) the EASProvisionDoc
 * @xml_document: (nullable): (response, written only) the policy as WAP XML, in version 2.5; a literal
 * @device: (request) what is told of the device; only sent in phase 1 from 14.1 on. Of a response, whether it was
 *   there is all
 * @remote_wipe: whether a RemoteWipe element was there; in a request without @wipe_status it makes the empty
 *   Provision that asks which wipe is meant
 * @account_only_wipe: whether an AccountOnlyRemoteWipe element was there
 * @wipe_status: (request) the client's acknowledgement of a wipe, 0 for none
 *
 * A Provision request or response (MS-ASPROV 2.2.2; eas-facts 3). A plain struct that its user owns.
 */
typedef struct
{
  int status;
  char *policy_type;
  int policy_status;
  char *policy_key;
  NsNode *document;
  const char *xml_document;
  NsEasDeviceInformation device;
  gboolean remote_wipe;
  gboolean account_only_wipe;
  int wipe_status;
} NsEasProvision;

const char *ns_eas_provision_policy_type (NsEasVersion version);
GBytes *ns_eas_provision_request_write (const NsEasProvision *provision, NsEasVersion version);
gboolean ns_eas_provision_request_parse (GBytes *bytes, NsEasProvision *out, GError **error);
GBytes *ns_eas_provision_response_write (const NsEasProvision *provision);
gboolean ns_eas_provision_response_parse (GBytes *bytes, NsEasProvision *out, GError **error);
void ns_eas_provision_clear (NsEasProvision *provision);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasProvision, ns_eas_provision_clear)

G_END_DECLS
