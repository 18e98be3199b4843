/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "eas/eas-golden.h"
#include "eas/ns-eas-folder-sync.h"
#include "eas/ns-eas-query.h"
#include "eas/ns-eas-send-mail.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define HEAD "03 01 6A 00 "

static void
test_send_mail_written (void)
{
  g_autoptr (GBytes) mime = g_bytes_new_static ("A\r\nB", 4);
  const NsEasSendMail mail = { .client_id = (char *) "c1", .save_in_sent = TRUE, .mime = mime };
  g_autoptr (GBytes) bytes = ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_14_0);
  g_autoptr (GBytes) plain = ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_12_1);
  g_auto (NsEasSendMail) back = { 0 };
  g_auto (NsEasSendMail) old = { 0 };

  eas_assert_hex (bytes, eas_golden[3].hex);
  g_assert_cmpstr (ns_eas_send_mail_content_type (NS_EAS_VERSION_14_0), ==, NS_EAS_CONTENT_TYPE_WBXML);
  g_assert_true (ns_eas_send_mail_request_parse (bytes, NS_EAS_VERSION_14_1, &back, NULL));
  g_assert_cmpstr (back.client_id, ==, "c1");
  g_assert_true (back.save_in_sent);
  g_assert_true (g_bytes_equal (back.mime, mime));

  g_assert_true (plain == mime);
  g_assert_cmpstr (ns_eas_send_mail_content_type (NS_EAS_VERSION_12_1), ==, NS_EAS_CONTENT_TYPE_MIME);
  g_assert_true (ns_eas_send_mail_request_parse (plain, NS_EAS_VERSION_12_1, &old, NULL));
  g_assert_true (g_bytes_equal (old.mime, mime));
  g_assert_null (old.client_id);
}

/* A message with NULs, all bytes and 5 MB comes back as it went. */
static void
test_send_mail_large (void)
{
  const gsize size = 5 * 1024 * 1024;
  guint8 *data = g_malloc (size);
  g_autoptr (GBytes) mime = NULL;
  g_autoptr (GBytes) bytes = NULL;
  NsEasSendMail mail = { .client_id = (char *) "c1" };
  g_auto (NsEasSendMail) back = { 0 };

  for (gsize i = 0; i < size; i++)
    data[i] = (guint8) (i * 31 + i / 256);
  mime = g_bytes_new_take (data, size);
  mail.mime = mime;
  bytes = ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_14_1);
  g_assert_true (ns_eas_send_mail_request_parse (bytes, NS_EAS_VERSION_14_1, &back, NULL));
  g_assert_true (g_bytes_equal (back.mime, mime));
  g_assert_false (back.save_in_sent);
}

#define C(name) NS_TAG_COMPOSE_MAIL_##name
#define MAX_TAGS 5

static const struct
{
  NsTag root;
  NsTag tags[MAX_TAGS];
  const char *error;
} mails[] = {
  { C (SEND_MAIL), { C (CLIENT_ID), C (ACCOUNT_ID), C (SAVE_IN_SENT_ITEMS), C (MIME) }, NULL },
  { C (SEND_MAIL), { C (CLIENT_ID), (NsTag) 0x7f05, C (MIME) }, NULL },
  { C (SEND_MAIL), { C (MIME) }, "ClientId is missing" },
  { C (SEND_MAIL), { C (CLIENT_ID) }, "Mime is missing" },
  { C (SEND_MAIL), { C (CLIENT_ID), C (MIME), C (SAVE_IN_SENT_ITEMS) }, "SaveInSentItems stands behind Mime" },
  { C (SEND_MAIL), { C (MIME), C (CLIENT_ID) }, "ClientId stands behind Mime" },
  { C (SEND_MAIL), { C (CLIENT_ID), C (CLIENT_ID), C (MIME) }, "ClientId stands behind ClientId" },
  { C (SEND_MAIL), { C (CLIENT_ID), C (SOURCE), C (MIME) }, "Source may not stand here" },
  { C (SMART_REPLY), { C (CLIENT_ID), C (MIME) }, "the root element is SmartReply" },
};

static void
test_send_mail_strict (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (mails); i++)
    {
      g_autoptr (NsNode) root = ns_node_new (mails[i].root);
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GError) error = NULL;
      g_auto (NsEasSendMail) mail = { 0 };

      for (guint j = 0; j < MAX_TAGS && mails[i].tags[j] != 0; j++)
        ns_node_append_text (root, mails[i].tags[j], "1");
      bytes = ns_wbxml_write (root);
      g_assert_cmpint (ns_eas_send_mail_request_parse (bytes, NS_EAS_VERSION_14_1, &mail, &error), ==,
                       mails[i].error == NULL);
      if (mails[i].error == NULL)
        continue;
      g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED);
      g_assert_nonnull (strstr (error->message, mails[i].error));
      g_assert_null (mail.mime);
    }
}

static void
test_send_mail_client_id (void)
{
  static const NsEasVersion versions[] = { NS_EAS_VERSION_12_1, NS_EAS_VERSION_14_0 };
  g_autoptr (GBytes) mime = g_bytes_new_static ("A", 1);
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);

  for (guint length = 40; length <= 41; length++)
    {
      g_autofree char *client_id = g_strnfill (length, 'x');
      const NsEasSendMail mail = { .client_id = client_id, .mime = mime };
      g_autoptr (GBytes) bytes = ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_14_1);
      g_auto (NsEasSendMail) back = { 0 };

      g_assert_cmpint (ns_eas_send_mail_request_parse (bytes, NS_EAS_VERSION_14_1, &back, NULL), ==, length == 40);
    }
  for (guint i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_auto (NsEasSendMail) back = { 0 };

      g_assert_false (ns_eas_send_mail_request_parse (empty, versions[i], &back, NULL));
    }
}

static void
test_send_mail_response (void)
{
  static const struct
  {
    const char *hex;
    gboolean is_good;
    int status;
  } cases[] = {
    { "", TRUE, 1 },
    { HEAD "00 15 45 52 03 31 31 38 00 01 01", TRUE, 118 },
    { HEAD "00 15 47 52 03 31 35 30 00 01 01", TRUE, 150 },
    { HEAD "00 15 05", FALSE, 0 },
    { HEAD "00 15 45 52 03 78 00 01 01", FALSE, 0 },
    { HEAD "45 4E 03 31 00 01 01", FALSE, 0 },
    { "3C 68 74 6D 6C 3E", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (cases[i].hex);
      g_autoptr (GError) error = NULL;
      int status = 0;

      g_assert_cmpint (ns_eas_send_mail_response_parse (bytes, &status, &error), ==, cases[i].is_good);
      g_assert_cmpint (error == NULL, ==, cases[i].is_good);
      if (cases[i].is_good)
        g_assert_cmpint (status, ==, cases[i].status);
    }
  for (int status = 1; status < 180; status += 117)
    {
      g_autoptr (GBytes) bytes = ns_eas_send_mail_response_write (status);
      int back = 0;

      g_assert_cmpint (g_bytes_get_size (bytes) == 0, ==, status == 1);
      g_assert_true (ns_eas_send_mail_response_parse (bytes, &back, NULL));
      g_assert_cmpint (back, ==, status);
    }
}

static void
test_folder_sync_request (void)
{
  g_autoptr (GBytes) bytes = ns_eas_folder_sync_request_write ("0");
  g_autoptr (GBytes) without = eas_bytes_from_hex (HEAD "00 07 16");
  g_autofree char *key = ns_eas_folder_sync_request_parse (bytes, NULL);
  g_autoptr (GError) error = NULL;

  eas_assert_hex (bytes, eas_golden[0].hex);
  g_assert_cmpstr (key, ==, "0");
  g_assert_null (ns_eas_folder_sync_request_parse (without, &error));
  g_assert_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED);
}

static void
assert_folder (GPtrArray *folders, guint n, const char *server_id, const char *parent_id, const char *name, int type)
{
  const NsEasFolder *folder = g_ptr_array_index (folders, n);

  g_assert_cmpstr (folder->server_id, ==, server_id);
  g_assert_cmpstr (folder->parent_id, ==, parent_id);
  g_assert_cmpstr (folder->name, ==, name);
  g_assert_cmpint (folder->type, ==, type);
}

static void
test_folder_sync_response (void)
{
  g_auto (NsEasFolderSync) response = { 0 };
  g_auto (NsEasFolderSync) back = { 0 };
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  ns_eas_folder_sync_init (&response);
  response.status = 1;
  response.sync_key = g_strdup ("k1");
  g_ptr_array_add (response.added, ns_eas_folder_new ("2", "0", "Contacts", NS_EAS_FOLDER_CONTACTS));
  g_ptr_array_add (response.added, ns_eas_folder_new ("5", "2", "Bekannte \303\274", 14));
  g_ptr_array_add (response.updated, ns_eas_folder_new ("3", NULL, NULL, NS_EAS_FOLDER_NOTES));
  g_ptr_array_add (response.deleted, g_strdup ("9"));
  bytes = ns_eas_folder_sync_response_write (&response);
  g_assert_true (ns_eas_folder_sync_response_parse (bytes, &back, &error));
  g_assert_no_error (error);

  g_assert_cmpint (back.status, ==, 1);
  g_assert_cmpstr (back.sync_key, ==, "k1");
  g_assert_cmpuint (back.added->len, ==, 2);
  assert_folder (back.added, 0, "2", "0", "Contacts", 9);
  assert_folder (back.added, 1, "5", "2", "Bekannte \303\274", 14);
  g_assert_cmpuint (back.updated->len, ==, 1);
  assert_folder (back.updated, 0, "3", NULL, NULL, 10);
  g_assert_cmpuint (back.deleted->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (back.deleted, 0), ==, "9");
}

static void
test_folder_sync_count (void)
{
  g_auto (NsEasFolderSync) response = { 0 };
  g_autoptr (GBytes) bytes = NULL;

  ns_eas_folder_sync_init (&response);
  response.status = 1;
  response.sync_key = g_strdup ("1");
  g_ptr_array_add (response.deleted, g_strdup ("9"));
  bytes = ns_eas_folder_sync_response_write (&response);
  eas_assert_hex (bytes, HEAD "00 07 56 4C 03 31 00 01 52 03 31 00 01 4E 57 03 31 00 01 50 48 03 39 00 01 01 01 01");
}

static void
test_folder_sync_statuses (void)
{
  static const struct
  {
    const char *hex;
    gboolean is_good;
    int status;
  } cases[] = {
    { HEAD "00 07 56 4C 03 39 00 01 01", TRUE, 9 },
    { HEAD "00 07 56 4C 03 31 34 32 00 01 01", TRUE, 142 },
    { HEAD "00 07 56 52 03 6B 00 01 01", TRUE, 1 },      /* only a key */
    { HEAD "00 07 16", FALSE, 0 },                        /* nothing */
    { HEAD "00 07 56 4C 03 31 00 01 4E 4F 4A 03 38 00 01 01 01 01", FALSE, 0 }, /* an Add without ServerId */
    { HEAD "45 4E 03 31 00 01 01", FALSE, 0 },
    { "", FALSE, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) bytes = eas_bytes_from_hex (cases[i].hex);
      g_autoptr (GError) error = NULL;
      g_auto (NsEasFolderSync) response = { 0 };

      g_assert_cmpint (ns_eas_folder_sync_response_parse (bytes, &response, &error), ==, cases[i].is_good);
      g_assert_cmpint (error == NULL, ==, cases[i].is_good);
      g_assert_cmpint (response.status, ==, cases[i].status);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/eas/send-mail/written", test_send_mail_written);
  g_test_add_func ("/eas/send-mail/large", test_send_mail_large);
  g_test_add_func ("/eas/send-mail/strict", test_send_mail_strict);
  g_test_add_func ("/eas/send-mail/client-id", test_send_mail_client_id);
  g_test_add_func ("/eas/send-mail/response", test_send_mail_response);
  g_test_add_func ("/eas/folder-sync/request", test_folder_sync_request);
  g_test_add_func ("/eas/folder-sync/response", test_folder_sync_response);
  g_test_add_func ("/eas/folder-sync/count", test_folder_sync_count);
  g_test_add_func ("/eas/folder-sync/statuses", test_folder_sync_statuses);
  return g_test_run ();
}
