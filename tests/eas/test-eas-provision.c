/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/ns-eas-provision.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define HEAD "03 01 6A 00 "
#define MAX_TAGS 5

static void
test_provision_phases (void)
{
  const NsEasProvision first = { .policy_type = (char *) NS_EAS_POLICY_TYPE_WBXML,
                                 .device = { .model = (char *) "X" } };
  const NsEasProvision second = { .policy_key = (char *) "307199206", .policy_status = 1,
                                  .device = { .model = (char *) "X" } };
  const NsEasProvision question = { .remote_wipe = TRUE };
  const NsEasProvision wiped = { .wipe_status = 1, .remote_wipe = TRUE };
  const NsEasProvision account = { .wipe_status = 2, .account_only_wipe = TRUE };
  static const NsEasProvision nothing = { 0 };
  const struct
  {
    const NsEasProvision *provision;
    NsEasVersion version;
    const char *hex;
  } cases[] = {
    { &first, NS_EAS_VERSION_14_0, eas_golden[5].hex },
    { &nothing, NS_EAS_VERSION_12_1, eas_golden[5].hex },
    { &second, NS_EAS_VERSION_14_1, eas_golden[6].hex },
    { &question, NS_EAS_VERSION_14_1, eas_golden[7].hex },
    { &wiped, NS_EAS_VERSION_14_1, HEAD "00 0E 45 4C 4B 03 31 00 01 01 01" },
    { &account, NS_EAS_VERSION_16_1, HEAD "00 0E 45 7B 4B 03 32 00 01 01 01" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = ns_eas_provision_request_write (cases[i].provision, cases[i].version);
      g_auto (NsEasProvision) back = { 0 };
      g_autoptr (GError) error = NULL;

      eas_assert_hex (bytes, cases[i].hex);
      g_assert_true (ns_eas_provision_request_parse (bytes, &back, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (back.policy_key, ==, cases[i].provision->policy_key);
      g_assert_cmpint (back.policy_status, ==, cases[i].provision->policy_status);
      g_assert_cmpint (back.wipe_status, ==, cases[i].provision->wipe_status);
      g_assert_cmpint (back.account_only_wipe, ==, cases[i].provision->account_only_wipe);
      g_assert_false (back.device.is_there);
    }
}

static void
test_provision_device_information (void)
{
  const NsEasProvision provision = { .device = { .model = (char *) "Linux", .os = (char *) "Debian",
                                                 .user_agent = (char *) "NotifySync/1" } };
  g_autoptr (GBytes) bytes = ns_eas_provision_request_write (&provision, NS_EAS_VERSION_14_1);
  g_autoptr (NsNode) root = ns_wbxml_read (bytes, NULL);
  g_autofree char *xml = ns_node_to_xml (root);
  g_auto (NsEasProvision) back = { 0 };

  g_assert_cmpstr (xml, ==,
                   "<Provision xmlns=\"Provision\">\n"
                   "  <DeviceInformation xmlns=\"Settings\">\n"
                   "    <Set>\n"
                   "      <Model>Linux</Model>\n"
                   "      <OS>Debian</OS>\n"
                   "      <UserAgent>NotifySync/1</UserAgent>\n"
                   "    </Set>\n"
                   "  </DeviceInformation>\n"
                   "  <Policies>\n"
                   "    <Policy>\n"
                   "      <PolicyType>MS-EAS-Provisioning-WBXML</PolicyType>\n"
                   "    </Policy>\n"
                   "  </Policies>\n"
                   "</Provision>\n");
  g_assert_true (ns_eas_provision_request_parse (bytes, &back, NULL));
  g_assert_true (back.device.is_there);
  g_assert_cmpstr (back.device.model, ==, "Linux");
  g_assert_cmpstr (back.device.os, ==, "Debian");
  g_assert_cmpstr (back.device.user_agent, ==, "NotifySync/1");
  g_assert_cmpstr (back.policy_type, ==, NS_EAS_POLICY_TYPE_WBXML);
}

static void
test_provision_old_type (void)
{
  static const NsEasProvision provision = { 0 };
  g_autoptr (GBytes) bytes = ns_eas_provision_request_write (&provision, NS_EAS_VERSION_2_5);
  g_auto (NsEasProvision) back = { 0 };

  g_assert_true (ns_eas_provision_request_parse (bytes, &back, NULL));
  g_assert_cmpstr (back.policy_type, ==, NS_EAS_POLICY_TYPE_XML);
}

#define P(name) NS_TAG_PROVISION_##name

static void
test_provision_strict (void)
{
  static const struct
  {
    NsTag tags[MAX_TAGS];
    const char *error;
  } cases[] = {
    { { P (POLICY_TYPE) }, NULL },
    { { P (POLICY_TYPE), P (POLICY_KEY), P (STATUS) }, NULL },
    { { P (POLICY_TYPE), P (STATUS), P (POLICY_KEY) }, "PolicyKey stands behind Status" },
    { { P (POLICY_KEY), P (POLICY_TYPE), P (STATUS) }, "PolicyType stands behind PolicyKey" },
    { { P (POLICY_TYPE), P (POLICY_KEY) }, "PolicyKey stands without Status" },
    { { P (POLICY_KEY), P (STATUS) }, "PolicyType is missing" },
    { { P (POLICY_TYPE), P (DATA) }, "Data may not stand here" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (NsNode) root = ns_node_new (P (PROVISION));
      NsNode *policy = ns_node_append_empty (ns_node_append_empty (root, P (POLICIES)), P (POLICY));
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (NsEasProvision) back = { 0 };

      for (guint j = 0; j < MAX_TAGS && cases[i].tags[j] != 0; j++)
        ns_node_append_text (policy, cases[i].tags[j], "1");
      bytes = ns_wbxml_write (root);
      g_assert_cmpint (ns_eas_provision_request_parse (bytes, &back, &error), ==, cases[i].error == NULL);
      if (cases[i].error != NULL)
        g_assert_nonnull (strstr (error->message, cases[i].error));
    }
}

static void
test_provision_response (void)
{
  g_auto (NsEasProvision) response = { 0 };
  g_auto (NsEasProvision) back = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  response.status = 1;
  response.device.is_there = TRUE;
  response.policy_type = g_strdup (NS_EAS_POLICY_TYPE_WBXML);
  response.policy_status = 1;
  response.policy_key = g_strdup ("1234");
  response.document = ns_node_new (P (EAS_PROVISION_DOC));
  ns_node_append_text (response.document, P (DEVICE_PASSWORD_ENABLED), "0");
  bytes = ns_eas_provision_response_write (&response);
  g_assert_true (ns_eas_provision_response_parse (bytes, &back, NULL));

  g_assert_cmpint (back.status, ==, 1);
  g_assert_true (back.device.is_there);
  g_assert_cmpstr (back.policy_type, ==, NS_EAS_POLICY_TYPE_WBXML);
  g_assert_cmpint (back.policy_status, ==, 1);
  g_assert_cmpstr (back.policy_key, ==, "1234");
  g_assert_true (ns_node_equal (back.document, response.document));
  g_assert_false (back.remote_wipe);
}

static void
test_provision_responses (void)
{
  static const struct
  {
    const char *hex;
    int status;
    int policy_status;
    gboolean remote_wipe;
    gboolean account_only_wipe;
  } cases[] = {
    { HEAD "00 0E 45 4B 03 31 36 35 00 01 01", 165, 0, FALSE, FALSE },
    { HEAD "00 0E 45 46 47 48 03 78 00 01 4B 03 32 00 01 01 01 01", 1, 2, FALSE, FALSE }, /* no Status on top */
    { HEAD "00 0E 45 46 47 48 03 78 00 01 01 01 01", 1, 1, FALSE, FALSE },
    { HEAD "00 0E 45 4B 03 31 00 01 0C 01", 1, 0, TRUE, FALSE },
    { HEAD "00 0E 45 4B 03 31 00 01 3B 01", 1, 0, FALSE, TRUE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (cases[i].hex);
      g_auto (NsEasProvision) back = { 0 };
      g_autoptr (GBytes) written = NULL;
      g_auto (NsEasProvision) again = { 0 };

      g_assert_true (ns_eas_provision_response_parse (bytes, &back, NULL));
      g_assert_cmpint (back.status, ==, cases[i].status);
      g_assert_cmpint (back.policy_status, ==, cases[i].policy_status);
      g_assert_cmpint (back.remote_wipe, ==, cases[i].remote_wipe);
      g_assert_cmpint (back.account_only_wipe, ==, cases[i].account_only_wipe);

      written = ns_eas_provision_response_write (&back);
      g_assert_true (ns_eas_provision_response_parse (written, &again, NULL));
      g_assert_cmpint (again.status, ==, back.status);
      g_assert_cmpint (again.policy_status, ==, back.policy_status);
      g_assert_cmpint (again.remote_wipe, ==, back.remote_wipe);
      g_assert_cmpint (again.account_only_wipe, ==, back.account_only_wipe);
    }
}

/* The same words by Settings (MS-ASCMD 2.2.1.18); UserAgent came with 14.0. */
static void
test_settings (void)
{
  const NsEasDeviceInformation device = { .model = (char *) "X", .user_agent = (char *) "A" };
  static const struct
  {
    NsEasVersion version;
    const char *hex;
    const char *user_agent;
  } rows[] = {
    { NS_EAS_VERSION_12_0, HEAD "00 12 45 56 48 57 03 58 00 01 01 01 01", NULL },
    { NS_EAS_VERSION_14_0, HEAD "00 12 45 56 48 57 03 58 00 01 60 03 41 00 01 01 01 01", "A" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = ns_eas_settings_request_write (&device, rows[i].version);
      g_auto (NsEasDeviceInformation) back = { 0 };
      g_autoptr (GError) error = NULL;

      eas_assert_hex (bytes, rows[i].hex);
      g_assert_true (ns_eas_settings_request_parse (bytes, &back, &error));
      g_assert_no_error (error);
      g_assert_true (back.is_there);
      g_assert_cmpstr (back.model, ==, "X");
      g_assert_null (back.os);
      g_assert_cmpstr (back.user_agent, ==, rows[i].user_agent);
    }
}

static void
test_settings_response (void)
{
  static const struct
  {
    int status;
    int device_status;
    const char *hex;
  } rows[] = {
    { 1, 5, HEAD "00 12 45 46 03 31 00 01 56 46 03 35 00 01 01 01" },
    { 142, 0, HEAD "00 12 45 46 03 31 34 32 00 01 01" },
  };
  g_autoptr (GBytes) foreign = ns_eas_provision_response_write (&(NsEasProvision) { .status = 1 });
  g_autoptr (GError) error = NULL;
  int status = 0, device_status = 0;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GBytes) bytes = ns_eas_settings_response_write (rows[i].status, rows[i].device_status);

      eas_assert_hex (bytes, rows[i].hex);
      g_assert_true (ns_eas_settings_response_parse (bytes, &status, &device_status, NULL));
      g_assert_cmpint (status, ==, rows[i].status);
      g_assert_cmpint (device_status, ==, rows[i].device_status);
    }
  g_assert_false (ns_eas_settings_response_parse (foreign, &status, &device_status, &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/provision/phases", test_provision_phases);
  g_test_add_func ("/eas/provision/device-information", test_provision_device_information);
  g_test_add_func ("/eas/provision/old-type", test_provision_old_type);
  g_test_add_func ("/eas/provision/strict", test_provision_strict);
  g_test_add_func ("/eas/provision/response", test_provision_response);
  g_test_add_func ("/eas/provision/responses", test_provision_responses);
  g_test_add_func ("/eas/settings/request", test_settings);
  g_test_add_func ("/eas/settings/response", test_settings_response);
  return g_test_run ();
}
