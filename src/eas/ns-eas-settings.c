/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-settings.h"

#include "eas/ns-eas-document.h"

#define STATUS_SUCCESS 1

/**
 * ns_eas_device_information_write:
 * @device: what to tell
 * @writer: inside the element that holds it
 * @version: the protocol version
 *
 * Writes DeviceInformation, if there is a model.
 */
void
ns_eas_device_information_write (const NsEasDeviceInformation *device, NsWbxmlWriter *writer, NsEasVersion version)
{
  if (device->model == NULL)
    return;
  ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_DEVICE_INFORMATION);
  ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_SET);
  ns_wbxml_writer_text (writer, NS_TAG_SETTINGS_MODEL, device->model);
  if (device->os != NULL)
    ns_wbxml_writer_text (writer, NS_TAG_SETTINGS_OS, device->os);
  if (device->user_agent != NULL && version >= NS_EAS_VERSION_14_0)
    ns_wbxml_writer_text (writer, NS_TAG_SETTINGS_USER_AGENT, device->user_agent);
  ns_wbxml_writer_end (writer);
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_device_information_read:
 * @parent: the element that may hold it
 * @out: (out caller-allocates): what it tells; all zero where it does not
 *
 * Reads DeviceInformation.
 */
void
ns_eas_device_information_read (const NsNode *parent, NsEasDeviceInformation *out)
{
  const NsNode *information = ns_node_child (parent, NS_TAG_SETTINGS_DEVICE_INFORMATION);
  const NsNode *set = information != NULL ? ns_node_child (information, NS_TAG_SETTINGS_SET) : NULL;

  *out = (NsEasDeviceInformation) { .is_there = information != NULL };
  if (set == NULL)
    return;
  out->model = ns_eas_document_dup_text (set, NS_TAG_SETTINGS_MODEL);
  out->os = ns_eas_document_dup_text (set, NS_TAG_SETTINGS_OS);
  out->user_agent = ns_eas_document_dup_text (set, NS_TAG_SETTINGS_USER_AGENT);
}

/**
 * ns_eas_device_information_clear:
 * @device: what was read
 *
 * Frees what the struct owns.
 */
void
ns_eas_device_information_clear (NsEasDeviceInformation *device)
{
  g_free (device->model);
  g_free (device->os);
  g_free (device->user_agent);
  *device = (NsEasDeviceInformation) { 0 };
}

/**
 * ns_eas_settings_request_write:
 * @device: what to tell; it has a model
 * @version: the protocol version, 12.0 or more
 *
 * Writes the Settings request that tells of the device (MS-ASCMD 2.2.1.18).
 *
 * Returns: (transfer full): the body
 */
GBytes *
ns_eas_settings_request_write (const NsEasDeviceInformation *device, NsEasVersion version)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_SETTINGS);
  ns_eas_device_information_write (device, writer, version);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

/**
 * ns_eas_settings_request_parse:
 * @bytes: a request's body
 * @out: (out caller-allocates): what it tells of the device; all zero on failure
 * @error: an #NsWbxmlError
 *
 * Returns: whether it is a Settings request, whatever else it asks
 */
gboolean
ns_eas_settings_request_parse (GBytes *bytes, NsEasDeviceInformation *out, GError **error)
{
  g_autoptr (NsNode) root = ns_eas_document_read (bytes, NS_TAG_SETTINGS_SETTINGS, error);

  *out = (NsEasDeviceInformation) { 0 };
  if (root == NULL)
    return FALSE;
  ns_eas_device_information_read (root, out);
  return TRUE;
}

/**
 * ns_eas_settings_response_write:
 * @status: the Status of all
 * @device_status: that of DeviceInformation, or 0 where none was there
 *
 * Returns: (transfer full): the answer's body
 */
GBytes *
ns_eas_settings_response_write (int status, int device_status)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_SETTINGS);
  ns_wbxml_writer_int (writer, NS_TAG_SETTINGS_STATUS, status);
  if (device_status != 0)
    {
      ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_DEVICE_INFORMATION);
      ns_wbxml_writer_int (writer, NS_TAG_SETTINGS_STATUS, device_status);
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

/**
 * ns_eas_settings_response_parse:
 * @bytes: the body of an answer with HTTP status 200
 * @status: (out): the Status of all; 1 where the server left it out
 * @device_status: (out): that of DeviceInformation; 0 where the server says nothing of it
 * @error: an #NsWbxmlError
 *
 * Returns: whether it is a Settings response
 */
gboolean
ns_eas_settings_response_parse (GBytes *bytes, int *status, int *device_status, GError **error)
{
  g_autoptr (NsNode) root = ns_eas_document_read (bytes, NS_TAG_SETTINGS_SETTINGS, error);
  const NsNode *device;

  if (root == NULL)
    return FALSE;
  *status = ns_eas_document_int (root, NS_TAG_SETTINGS_STATUS, STATUS_SUCCESS);
  device = ns_node_child (root, NS_TAG_SETTINGS_DEVICE_INFORMATION);
  *device_status = device != NULL ? ns_eas_document_int (device, NS_TAG_SETTINGS_STATUS, STATUS_SUCCESS) : 0;
  return TRUE;
}
