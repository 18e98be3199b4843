/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/ns-eas-query.h"
#include "eas/ns-wbxml-reader.h"

static const struct
{
  const char *text;
  NsEasQuery query;
} vectors[] = {
  /* MS-ASHTTP 2.2.1.1.1.1 */
  { "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25l",
    { .command = NS_COMMAND_SYNC,
      .version = NS_EAS_VERSION_14_0,
      .device_id = (char *) "v140Device",
      .device_type = (char *) "SmartPhone",
      .locale = 0x0409,
      .is_base64 = TRUE } },
  { "jQIHBAhERVYwMDAwMQTmfE8SB0Rlc2t0b3ABATYDAzY6OQcBAQ==",
    { .command = NS_COMMAND_SMART_FORWARD,
      .version = NS_EAS_VERSION_14_1,
      .device_id = (char *) "DEV00001",
      .device_type = (char *) "Desktop",
      .policy_key = 307199206,
      .collection_id = (char *) "6",
      .item_id = (char *) "6:9",
      .locale = 0x0407,
      .save_in_sent = TRUE,
      .is_base64 = TRUE } },
  { "Cmd=FolderSync&User=alice&DeviceId=abc123&DeviceType=NotifySync",
    { .command = NS_COMMAND_FOLDER_SYNC,
      .user = (char *) "alice",
      .device_id = (char *) "abc123",
      .device_type = (char *) "NotifySync" } },
  { "Cmd=SendMail&User=CORP%5Cj%C3%B6rg%26co%3D%2B%25%20x%40example.test&DeviceId=1&DeviceType=T&SaveInSent=T",
    { .command = NS_COMMAND_SEND_MAIL,
      .user = (char *) "CORP\\j\303\266rg&co=+% x@example.test",
      .device_id = (char *) "1",
      .device_type = (char *) "T",
      .save_in_sent = TRUE } },
  { "Cmd=SmartReply&User=u&DeviceId=1&DeviceType=T&CollectionId=5&ItemId=5%3A1",
    { .command = NS_COMMAND_SMART_REPLY,
      .user = (char *) "u",
      .device_id = (char *) "1",
      .device_type = (char *) "T",
      .collection_id = (char *) "5",
      .item_id = (char *) "5:1" } },
  { "Cmd=SmartReply&LongId=RgAAAA%2Fb", { .command = NS_COMMAND_SMART_REPLY, .long_id = (char *) "RgAAAA/b" } },
};

static void
assert_equal (const NsEasQuery *found, const NsEasQuery *expected)
{
  g_assert_cmpint (found->command, ==, expected->command);
  g_assert_cmpint (found->version, ==, expected->version);
  g_assert_cmpstr (found->user, ==, expected->user);
  g_assert_cmpstr (found->device_id, ==, expected->device_id);
  g_assert_cmpstr (found->device_type, ==, expected->device_type);
  g_assert_cmpuint (found->policy_key, ==, expected->policy_key);
  g_assert_cmpuint (found->locale, ==, expected->locale);
  g_assert_cmpstr (found->collection_id, ==, expected->collection_id);
  g_assert_cmpstr (found->item_id, ==, expected->item_id);
  g_assert_cmpstr (found->long_id, ==, expected->long_id);
  g_assert_cmpint (found->save_in_sent, ==, expected->save_in_sent);
  g_assert_cmpint (found->is_base64, ==, expected->is_base64);
}

static void
test_both_ways (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *text = ns_eas_query_to_string (&vectors[i].query);
      g_auto (NsEasQuery) parsed = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_cmpstr (text, ==, vectors[i].text);
      g_assert_true (ns_eas_query_parse (text, &parsed, &error));
      g_assert_no_error (error);
      assert_equal (&parsed, &vectors[i].query);
    }
}

static void
test_base64_user (void)
{
  const NsEasQuery query = { .command = NS_COMMAND_SEND_MAIL,
                             .version = NS_EAS_VERSION_12_1,
                             .user = (char *) "bob",
                             .device_id = (char *) "1",
                             .device_type = (char *) "T",
                             .long_id = (char *) "L",
                             .is_base64 = TRUE };
  g_autofree char *text = ns_eas_query_to_string (&query);
  g_autofree char *escaped = g_uri_escape_string (text, NULL, FALSE);
  g_auto (NsEasQuery) parsed = { 0 };
  NsEasQuery expected = query;

  expected.locale = 0x0409;
  g_assert_true (ns_eas_query_parse (escaped, &parsed, NULL));
  assert_equal (&parsed, &expected);
}

static void
test_liberal (void)
{
  g_auto (NsEasQuery) plain = { 0 };
  g_auto (NsEasQuery) base64 = { 0 };
  g_autofree char *text = NULL;

  g_assert_true (ns_eas_query_parse ("user=a&New=1&&cmd=sync&SaveInSent=F&user=b&deviceid", &plain, NULL));
  g_assert_cmpint (plain.command, ==, NS_COMMAND_SYNC);
  g_assert_cmpstr (plain.user, ==, "b");
  g_assert_cmpstr (plain.device_id, ==, "");
  g_assert_false (plain.save_in_sent);

  /* An unknown parameter 0x63 with bytes that are no text. */
  text = g_base64_encode ((const guchar *) "\215\011\011\004\001d\000\001t\143\002\377\000\007\001\003", 16);
  g_assert_true (ns_eas_query_parse (text, &base64, NULL));
  g_assert_cmpint (base64.command, ==, NS_COMMAND_FOLDER_SYNC);
  g_assert_cmpstr (base64.device_type, ==, "t");
  g_assert_true (base64.save_in_sent);
}

static const struct
{
  const char *text;
  NsWbxmlError code;
} broken[] = {
  { NULL, NS_WBXML_ERROR_UNEXPECTED },
  { "", NS_WBXML_ERROR_UNEXPECTED },
  { "Cmd=", NS_WBXML_ERROR_TRUNCATED }, /* it is base64 too */
  { "User=x", NS_WBXML_ERROR_UNEXPECTED },
  { "Cmd=&User=x", NS_WBXML_ERROR_UNEXPECTED },
  { "Cmd=NoSuch&User=x", NS_WBXML_ERROR_UNEXPECTED },
  { "Cmd=OPTIONS", NS_WBXML_ERROR_UNEXPECTED },
  { "Cmd=Sync&User=%4", NS_WBXML_ERROR_MALFORMED },
  { "Cmd=Sync&User=%FF", NS_WBXML_ERROR_MALFORMED },
  { "Cmd=Sync&User=a%00b", NS_WBXML_ERROR_MALFORMED },
  { "jAAJBAp2MTQwRGV2aWNlAApTbWFydFBob25", NS_WBXML_ERROR_MALFORMED },
  { "jAAJ*Ap2MTQwRGV2aWNlAApTbWFydFBob25l", NS_WBXML_ERROR_MALFORMED },
  { "jAAJ====", NS_WBXML_ERROR_MALFORMED },
  { "jA%0", NS_WBXML_ERROR_MALFORMED },
  { "jAAJBAD/", NS_WBXML_ERROR_MALFORMED },        /* empty device id */
  { "jAAJBAFhAwAAAA==", NS_WBXML_ERROR_MALFORMED }, /* a policy key of three bytes */
  { "jAAJBAH/AAFh", NS_WBXML_ERROR_MALFORMED },     /* a device id that is no text */
  { "CgAJBAFhAAFh", NS_WBXML_ERROR_UNEXPECTED },    /* version 1.0 */
  { "jGQJBAFhAAFh", NS_WBXML_ERROR_UNEXPECTED },    /* command 100 */
  { "jAUJBAFhAAFh", NS_WBXML_ERROR_UNEXPECTED },    /* command 5 */
};

static void
test_broken (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_auto (NsEasQuery) parsed = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (ns_eas_query_parse (broken[i].text, &parsed, &error));
      g_test_message ("%s: %s", broken[i].text, error->message);
      g_assert_error (error, NS_WBXML_ERROR, (int) broken[i].code);
      g_assert_null (parsed.device_id);
      g_assert_null (parsed.user);
    }
}

/* Only after the device type and between two parameters may a base64 query end. */
static void
test_truncated (void)
{
  gsize size;
  g_autofree guchar *data = g_base64_decode (vectors[1].text, &size);

  for (gsize i = 1; i < size; i++)
    {
      g_autofree char *text = g_base64_encode (data, i);
      g_auto (NsEasQuery) parsed = { 0 };
      g_autoptr (GError) error = NULL;
      const gboolean may_end = i == 26 || i == 29 || i == 34;

      g_assert_cmpint (ns_eas_query_parse (text, &parsed, &error), ==, may_end);
      if (!may_end)
        g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_TRUNCATED);
    }
}

static const struct
{
  const char *server;
  NsEasVersion forced;
  NsEasVersion expected;
} negotiations[] = {
  { "1.0,2.0,2.1,2.5,12.0,12.1,14.0,14.1,16.0,16.1", NS_EAS_VERSION_NONE, NS_EAS_VERSION_14_1 },
  { "2.5,12.0,12.1", NS_EAS_VERSION_NONE, NS_EAS_VERSION_12_1 },
  { "14.1, 14.0 ,12.1", NS_EAS_VERSION_NONE, NS_EAS_VERSION_14_1 },
  { "2.5,12.0,12.1,14.0,14.1", NS_EAS_VERSION_12_1, NS_EAS_VERSION_12_1 },
  { "2.5,12.0,12.1", NS_EAS_VERSION_14_0, NS_EAS_VERSION_NONE },
  { "16.1", NS_EAS_VERSION_NONE, NS_EAS_VERSION_NONE },
  { "16.1", NS_EAS_VERSION_16_1, NS_EAS_VERSION_NONE },
  { "1.0,2.0,2.1", NS_EAS_VERSION_NONE, NS_EAS_VERSION_NONE },
  { "", NS_EAS_VERSION_NONE, NS_EAS_VERSION_NONE },
  { NULL, NS_EAS_VERSION_NONE, NS_EAS_VERSION_NONE },
  { "14.10,14,x,,14.0", NS_EAS_VERSION_NONE, NS_EAS_VERSION_14_0 },
};

static void
test_negotiate (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (negotiations); i++)
    g_assert_cmpint (ns_eas_version_negotiate (negotiations[i].server, negotiations[i].forced), ==,
                     negotiations[i].expected);
}

static void
test_version_names (void)
{
  static const char *const names[] = { "2.5", "12.0", "12.1", "14.0", "14.1", "16.0", "16.1" };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      const NsEasVersion version = ns_eas_version_from_string (names[i]);

      g_assert_cmpint (version, ==, (int) (g_ascii_strtod (names[i], NULL) * 10 + 0.5));
      g_assert_cmpstr (ns_eas_version_to_string (version), ==, names[i]);
    }
  g_assert_cmpint (ns_eas_version_from_string ("14"), ==, NS_EAS_VERSION_NONE);
  g_assert_cmpint (ns_eas_version_from_string (NULL), ==, NS_EAS_VERSION_NONE);
  g_assert_null (ns_eas_version_to_string (NS_EAS_VERSION_NONE));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/query/both-ways", test_both_ways);
  g_test_add_func ("/eas/query/base64-user", test_base64_user);
  g_test_add_func ("/eas/query/liberal", test_liberal);
  g_test_add_func ("/eas/query/broken", test_broken);
  g_test_add_func ("/eas/query/truncated", test_truncated);
  g_test_add_func ("/eas/version/negotiate", test_negotiate);
  g_test_add_func ("/eas/version/names", test_version_names);
  return g_test_run ();
}
