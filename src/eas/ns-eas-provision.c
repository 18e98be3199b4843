/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-provision.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-wbxml-writer.h"

#define STATUS_SUCCESS 1

/* Children of a Policy in a request; the order is strict (MS-ASPROV 2.2.2.41). */
static const NsTag policy_order[] = {
  NS_TAG_PROVISION_POLICY_TYPE,
  NS_TAG_PROVISION_POLICY_KEY,
  NS_TAG_PROVISION_STATUS,
};

static const NsTag request_order[] = {
  NS_TAG_SETTINGS_DEVICE_INFORMATION,
  NS_TAG_PROVISION_POLICIES,
  NS_TAG_PROVISION_REMOTE_WIPE,
  NS_TAG_PROVISION_ACCOUNT_ONLY_REMOTE_WIPE,
};

/**
 * ns_eas_provision_policy_type:
 * @version: the protocol version
 *
 * Returns: the type of policy that this version knows (MS-ASPROV 2.2.2.43)
 */
const char *
ns_eas_provision_policy_type (NsEasVersion version)
{
  return version < NS_EAS_VERSION_12_0 ? NS_EAS_POLICY_TYPE_XML : NS_EAS_POLICY_TYPE_WBXML;
}

static void
write_text (NsWbxmlWriter *writer, NsTag tag, const char *text)
{
  if (text != NULL)
    ns_wbxml_writer_text (writer, tag, text);
}

static NsTag
wipe_tag (const NsEasProvision *provision)
{
  return provision->account_only_wipe ? NS_TAG_PROVISION_ACCOUNT_ONLY_REMOTE_WIPE : NS_TAG_PROVISION_REMOTE_WIPE;
}

/* Policies of a request: without a key it asks (phase 1), with one it acknowledges (phase 2). */
static void
write_request_policy (NsWbxmlWriter *writer, const NsEasProvision *provision, NsEasVersion version)
{
  const char *type = provision->policy_type;

  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_POLICIES);
  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_POLICY);
  ns_wbxml_writer_text (writer, NS_TAG_PROVISION_POLICY_TYPE,
                        type != NULL ? type : ns_eas_provision_policy_type (version));
  if (provision->policy_key != NULL)
    {
      ns_wbxml_writer_text (writer, NS_TAG_PROVISION_POLICY_KEY, provision->policy_key);
      ns_wbxml_writer_int (writer, NS_TAG_PROVISION_STATUS, provision->policy_status);
    }
  ns_wbxml_writer_end (writer);
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_provision_request_write:
 * @provision: what to ask. Without a policy key it is phase 1, with one phase 2; with @wipe_status it acknowledges a
 *   wipe (@account_only_wipe says which); with @remote_wipe and no @wipe_status it asks which wipe is meant. Without
 *   a policy type it takes that of @version
 * @version: the protocol version
 *
 * Writes a request's body. DeviceInformation goes into phase 1 from 14.1 on, if there is a model: older servers
 * refuse it, newer ones demand it (Status 165).
 *
 * Returns: (transfer full): the body
 */
GBytes *
ns_eas_provision_request_write (const NsEasProvision *provision, NsEasVersion version)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_PROVISION);
  if (provision->wipe_status != 0)
    {
      ns_wbxml_writer_start (writer, wipe_tag (provision));
      ns_wbxml_writer_int (writer, NS_TAG_PROVISION_STATUS, provision->wipe_status);
      ns_wbxml_writer_end (writer);
    }
  else if (!provision->remote_wipe)
    {
      if (version >= NS_EAS_VERSION_14_1 && provision->policy_key == NULL)
        ns_eas_device_information_write (&provision->device, writer, version);
      write_request_policy (writer, provision, version);
    }
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

static void
parse_wipe (const NsNode *root, NsEasProvision *out)
{
  const NsNode *wipe = ns_node_child (root, NS_TAG_PROVISION_REMOTE_WIPE);
  const NsNode *account_only = ns_node_child (root, NS_TAG_PROVISION_ACCOUNT_ONLY_REMOTE_WIPE);

  out->remote_wipe = wipe != NULL;
  out->account_only_wipe = account_only != NULL;
  if (wipe == NULL)
    wipe = account_only;
  if (wipe != NULL)
    out->wipe_status = ns_eas_document_int (wipe, NS_TAG_PROVISION_STATUS, 0);
}

static const NsNode *
find_policy (const NsNode *root)
{
  const NsNode *policies = ns_node_child (root, NS_TAG_PROVISION_POLICIES);

  return policies != NULL ? ns_node_child (policies, NS_TAG_PROVISION_POLICY) : NULL;
}

static gboolean
parse_request_policy (const NsNode *root, NsEasProvision *out, GError **error)
{
  const NsNode *policy = find_policy (root);

  if (policy == NULL)
    {
      /* An empty Provision asks which wipe is meant. */
      if (ns_node_child (root, NS_TAG_PROVISION_POLICIES) != NULL || out->device.is_there)
        return ns_eas_document_fail (root, error, "Policy is missing");
      return TRUE;
    }
  if (!ns_eas_document_check_order (policy, policy_order, G_N_ELEMENTS (policy_order), error)
      || ns_eas_document_require (policy, NS_TAG_PROVISION_POLICY_TYPE, error) == NULL)
    return FALSE;
  out->policy_type = ns_eas_document_dup_text (policy, NS_TAG_PROVISION_POLICY_TYPE);
  out->policy_key = ns_eas_document_dup_text (policy, NS_TAG_PROVISION_POLICY_KEY);
  if (out->policy_key == NULL || ns_node_child_int (policy, NS_TAG_PROVISION_STATUS, &out->policy_status))
    return TRUE;
  return ns_eas_document_fail (policy, error, "PolicyKey stands without Status");
}

/**
 * ns_eas_provision_request_parse:
 * @bytes: a request's body
 * @out: (out caller-allocates): the request; all zero on failure. One without policy type and wipes is the question
 *   which wipe is meant
 * @error: an #NsWbxmlError
 *
 * Reads a request as a strict server does.
 *
 * Returns: whether it is a Provision request
 */
gboolean
ns_eas_provision_request_parse (GBytes *bytes, NsEasProvision *out, GError **error)
{
  g_autoptr (NsNode) root = NULL;

  *out = (NsEasProvision) { 0 };
  root = ns_eas_document_read (bytes, NS_TAG_PROVISION_PROVISION, error);
  if (root == NULL || !ns_eas_document_check_order (root, request_order, G_N_ELEMENTS (request_order), error))
    return FALSE;

  ns_eas_device_information_read (root, &out->device);
  parse_wipe (root, out);
  if (parse_request_policy (root, out, error))
    return TRUE;
  ns_eas_provision_clear (out);
  return FALSE;
}

static void
write_response_policy (NsWbxmlWriter *writer, const NsEasProvision *provision)
{
  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_POLICIES);
  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_POLICY);
  ns_wbxml_writer_text (writer, NS_TAG_PROVISION_POLICY_TYPE, provision->policy_type);
  ns_wbxml_writer_int (writer, NS_TAG_PROVISION_STATUS, provision->policy_status);
  write_text (writer, NS_TAG_PROVISION_POLICY_KEY, provision->policy_key);
  if (provision->document != NULL)
    {
      ns_wbxml_writer_start (writer, NS_TAG_PROVISION_DATA);
      ns_wbxml_writer_node (writer, provision->document);
      ns_wbxml_writer_end (writer);
    }
  write_text (writer, NS_TAG_PROVISION_DATA, provision->xml_document);
  ns_wbxml_writer_end (writer);
  ns_wbxml_writer_end (writer);
}

/**
 * ns_eas_provision_response_write:
 * @provision: the answer. With a policy type it holds a policy; with one of the wipes its directive; with
 *   DeviceInformation it confirms that
 *
 * Returns: (transfer full): its body
 */
GBytes *
ns_eas_provision_response_write (const NsEasProvision *provision)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_start (writer, NS_TAG_PROVISION_PROVISION);
  if (provision->device.is_there)
    {
      ns_wbxml_writer_start (writer, NS_TAG_SETTINGS_DEVICE_INFORMATION);
      ns_wbxml_writer_int (writer, NS_TAG_SETTINGS_STATUS, STATUS_SUCCESS);
      ns_wbxml_writer_end (writer);
    }
  ns_wbxml_writer_int (writer, NS_TAG_PROVISION_STATUS, provision->status);
  if (provision->policy_type != NULL)
    write_response_policy (writer, provision);
  if (provision->remote_wipe || provision->account_only_wipe)
    ns_wbxml_writer_empty (writer, wipe_tag (provision));
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

static void
parse_response_policy (const NsNode *root, NsEasProvision *out)
{
  const NsNode *policy = find_policy (root);
  const NsNode *data;
  NsNode *document;

  if (policy == NULL)
    return;
  out->policy_type = ns_eas_document_dup_text (policy, NS_TAG_PROVISION_POLICY_TYPE);
  out->policy_status = ns_eas_document_int (policy, NS_TAG_PROVISION_STATUS, STATUS_SUCCESS);
  out->policy_key = ns_eas_document_dup_text (policy, NS_TAG_PROVISION_POLICY_KEY);
  data = ns_node_child (policy, NS_TAG_PROVISION_DATA);
  document = data != NULL ? ns_node_child (data, NS_TAG_PROVISION_EAS_PROVISION_DOC) : NULL;
  out->document = document != NULL ? ns_node_ref (document) : NULL;
}

/**
 * ns_eas_provision_response_parse:
 * @bytes: the body of an answer with HTTP status 200
 * @out: (out caller-allocates): the response; all zero on failure. Without a Policy its policy status is 0
 * @error: an #NsWbxmlError
 *
 * Reads a response by the names of its elements. A missing Status counts as 1: there are servers that leave it out
 * (eas-facts 3.6).
 *
 * Returns: whether it is a Provision response
 */
gboolean
ns_eas_provision_response_parse (GBytes *bytes, NsEasProvision *out, GError **error)
{
  g_autoptr (NsNode) root = NULL;

  *out = (NsEasProvision) { 0 };
  root = ns_eas_document_read (bytes, NS_TAG_PROVISION_PROVISION, error);
  if (root == NULL)
    return FALSE;

  out->status = ns_eas_document_int (root, NS_TAG_PROVISION_STATUS, STATUS_SUCCESS);
  ns_eas_device_information_read (root, &out->device);
  parse_wipe (root, out);
  parse_response_policy (root, out);
  return TRUE;
}

/**
 * ns_eas_provision_clear:
 * @provision: a request or a response
 *
 * Frees what the struct owns.
 */
void
ns_eas_provision_clear (NsEasProvision *provision)
{
  g_free (provision->policy_type);
  g_free (provision->policy_key);
  g_clear_pointer (&provision->document, ns_node_unref);
  ns_eas_device_information_clear (&provision->device);
  *provision = (NsEasProvision) { 0 };
}
