/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"
#include "eas/ns-wbxml-writer.h"

G_BEGIN_DECLS

/* Of each text of DeviceInformation (MS-ASCMD 2.2.3.45). */
#define NS_EAS_DEVICE_TEXT_MAX 1024

/**
 * NsEasDeviceInformation:
 * @is_there: (parsed) whether there was such an element
 * @model: (nullable): what the device is; nothing is written without it
 * @os: (nullable): what runs on it
 * @user_agent: (nullable): what its requests say of it; from 14.0 on
 *
 * What a client tells of its device, by Settings from 12.0 to 14.0, in Provision from 14.1 on (MS-ASPROV 2.2.2.23;
 * eas-facts 3.1). A plain struct that its user owns.
 */
typedef struct
{
  gboolean is_there;
  char *model;
  char *os;
  char *user_agent;
} NsEasDeviceInformation;

void ns_eas_device_information_write (const NsEasDeviceInformation *device, NsWbxmlWriter *writer,
                                      NsEasVersion version);
void ns_eas_device_information_read (const NsNode *parent, NsEasDeviceInformation *out);
void ns_eas_device_information_clear (NsEasDeviceInformation *device);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasDeviceInformation, ns_eas_device_information_clear)

GBytes *ns_eas_settings_request_write (const NsEasDeviceInformation *device, NsEasVersion version);
gboolean ns_eas_settings_request_parse (GBytes *bytes, NsEasDeviceInformation *out, GError **error);
GBytes *ns_eas_settings_response_write (int status, int device_status);
gboolean ns_eas_settings_response_parse (GBytes *bytes, int *status, int *device_status, GError **error);

G_END_DECLS
