/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include <glib/gstdio.h>
#include <string.h>

#define WHOLE \
  "Date: Sun, 01 Mar 2026 09:00:00 +0000\r\nFrom: Ada <ada@example.test>\r\nTo: Ben <ben@example.test>\r\n" \
  "Subject: Minutes\r\nMessage-ID: <m1@example.test>\r\nMIME-Version: 1.0\r\n"
#define PLAIN WHOLE "Content-Type: text/plain\r\n"
#define MULTI WHOLE "Content-Type: multipart/mixed; boundary=\"B\"\r\n"

static NsDraft *
read_text (const char *text, gssize size, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, size < 0 ? strlen (text) : (gsize) size);

  return ns_intake_read_bytes (bytes, name, error);
}

static NsDraft *
read_good (const char *text)
{
  g_autoptr (GError) error = NULL;
  NsDraft *draft = read_text (text, -1, "m.eml", &error);

  g_assert_no_error (error);
  g_assert_nonnull (draft);
  g_assert_cmpint (draft->kind, ==, NS_KIND_MAIL);
  g_assert_cmpint (draft->operation, ==, NS_OPERATION_SEND);
  g_assert_cmpstr (draft->media_type, ==, "message/rfc822");
  return draft;
}

static char *
payload_text (const NsDraft *draft)
{
  gsize size;
  const char *data = g_bytes_get_data (draft->payload, &size);

  return g_strndup (data, size);
}

static void
test_complete_message_is_untouched (void)
{
  g_autoptr (NsDraft) draft = read_good (PLAIN "\r\nHello\r\n\xc3\xa4\xff\r\n");
  g_autofree char *payload = payload_text (draft);

  g_assert_cmpstr (payload, ==, PLAIN "\r\nHello\r\n\xc3\xa4\xff\r\n");
  g_assert_cmpstr (draft->subject, ==, "Minutes");
  g_assert_cmpstr (draft->recipients, ==, "Ben");
  g_assert_cmpstr (draft->message_id, ==, "m1@example.test");
  g_assert_null (draft->uid);
}

static void
test_line_ends (void)
{
  static const struct
  {
    const char *body;
    const char *expected;
  } rows[] = {
    { "a\nb\n", "a\r\nb\r\n" },
    { "a\rb\r", "a\r\nb\r\n" },
    { "a\r\nb\nc\rd", "a\r\nb\r\nc\r\nd" },
    { "a\n\rb", "a\r\n\r\nb" },
    { "a\r\r\nb", "a\r\n\r\nb" },
    { "", "" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (PLAIN "\r\n", rows[i].body, NULL);
      g_autofree char *expected = g_strconcat (PLAIN "\r\n", rows[i].expected, NULL);
      g_autoptr (NsDraft) draft = read_good (text);
      g_autofree char *payload = payload_text (draft);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (payload, ==, expected);
    }
}

static void
test_missing_headers_are_added (void)
{
  g_autoptr (NsDraft) draft = read_good ("To: ben@example.test\nSubject: x\n\nHell\xc3\xb6\n");
  g_autofree char *payload = payload_text (draft);
  g_autofree char *id_line = g_strdup_printf ("\r\nMessage-ID: <%s>\r\n", draft->message_id);

  g_assert_true (g_str_has_prefix (payload, "To: ben@example.test\r\nSubject: x\r\nDate: "));
  g_assert_true (g_str_has_suffix (payload, "\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                            "Content-Transfer-Encoding: 8bit\r\n\r\nHell\xc3\xb6\r\n"));
  g_assert_nonnull (strstr (payload, id_line));
  g_assert_true (g_str_has_suffix (draft->message_id, "@notifysync.invalid"));
}

static void
test_charset_of_a_body_without_type (void)
{
  static const struct
  {
    const char *body;
    const char *charset;
  } rows[] = {
    { "plain", "us-ascii" },
    { "\xc3\xa4", "utf-8" },
    { "\xe4", "unknown-8bit" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat (WHOLE "\r\n", rows[i].body, NULL);
      g_autofree char *expected = g_strdup_printf ("; charset=%s\r\n", rows[i].charset);
      g_autoptr (NsDraft) draft = read_good (text);
      g_autofree char *payload = payload_text (draft);

      g_assert_nonnull (strstr (payload, expected));
    }
}

static void
test_new_message_ids_differ (void)
{
  g_autoptr (NsDraft) first = read_good ("To: b@example.test\n\nx\n");
  g_autoptr (NsDraft) second = read_good ("To: b@example.test\n\nx\n");

  g_assert_cmpstr (first->message_id, !=, second->message_id);
}

static void
test_subject_and_recipients (void)
{
  static const struct
  {
    const char *headers;
    const char *subject;
    const char *recipients;
  } rows[] = {
    { "To: b@example.test\r\n", "", "b@example.test" },
    { "Subject: =?utf-8?q?Gr=C3=BC=C3=9Fe?= =?utf-8?b?IGF1cw==?= Wien\r\nTo: b@example.test\r\n", "Grüße aus Wien",
      "b@example.test" },
    { "Subject: two\r\n lines\r\nTo: b@example.test\r\n", "two lines", "b@example.test" },
    { "Subject: =?utf-8?q?bell=07=1B[31m?=\r\nTo: b@example.test\r\n", "bell [31m", "b@example.test" },
    { "To: Ben <b@example.test>, c@example.test\r\nCc: =?utf-8?q?J=C3=BCrgen?= <j@example.test>\r\n"
      "Bcc: d@example.test\r\n", "", "Ben, c@example.test, Jürgen, d@example.test" },
    { "Bcc: d@example.test\r\n", "", "d@example.test" },
    { "To: Team: a@example.test, b@example.test;\r\n", "", "a@example.test, b@example.test" },
    { "To: root\r\n", "", "root" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strconcat ("From: a@example.test\r\n", rows[i].headers, "\r\nx\r\n", NULL);
      g_autoptr (NsDraft) draft = read_good (text);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (draft->subject, ==, rows[i].subject);
      g_assert_cmpstr (draft->recipients, ==, rows[i].recipients);
    }
}

static void
test_mbox_separator_is_left_out (void)
{
  g_autoptr (NsDraft) draft = read_good ("From 0123456789 Mon Sep 17 00:00:00 2001\n" PLAIN "\nx\n");
  g_autofree char *payload = payload_text (draft);

  g_assert_cmpstr (payload, ==, PLAIN "\r\nx\r\n");
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    gssize size;
    const char *name;
    NsIntakeError code;
    const char *message;
  } rows[] = {
    { "", -1, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: The file is empty." },
    { "This is prose.\nNothing else.\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: line 1: “This is prose.”*" },
    { "This is prose.\nNothing else.\n", -1, "notes.txt", NS_INTAKE_ERROR_UNKNOWN, "notes.txt: This is neither*" },
    { "Note: this too.\nNothing else.\n", -1, "notes.txt", NS_INTAKE_ERROR_UNKNOWN, "notes.txt: This is neither*" },
    { "To: b@example.test\nprose goes on\n\nx\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: line 2: “prose*" },
    { "\x7f" "ELF\0\1\2\n\0", 9, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: line 1: There is a NUL byte*" },
    { "\x7f" "ELF\0\1\2\n\0", 9, "m", NS_INTAKE_ERROR_UNKNOWN, "m: This is neither*" },
    { PLAIN "\r\nx\0y\r\n", sizeof (PLAIN "\r\nx\0y\r\n") - 1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line 9: There is a NUL byte*" },
    { "From: a@example.test\r\nTo: b@exam", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line 2: The file ends within the headers*" },
    { "From: a@example.test\r\nTo: b@example.test\r\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line 3: The file ends within the headers*" },
    { "From: a@example.test\n\nx\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: The message has no recipient*" },
    { "Subject: x\n\nx\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: The message has neither*" },
    { "From: a@example.test\nTo: undisclosed-recipients:;\n\nx\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: The message has no recipient*" },
    { "To: b@example.test\nMessage-ID: \n\nx\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line 2: The Message-ID is empty*" },
    { MULTI "\r\n--B\r\n\r\nHello\r\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line 11: The file ends before*" },
    { WHOLE "Content-Type: multipart/mixed\r\n\r\nHello\r\n", -1, "m.eml", NS_INTAKE_ERROR_INVALID,
      "m.eml: line *: The message is multipart*" },
    { WHOLE "Content-Type: message/rfc822\r\n\r\n"
      "Content-Type: multipart/mixed; boundary=Z\r\n\r\n--Z\r\n\r\nHell", -1,
      "m.eml", NS_INTAKE_ERROR_INVALID, "m.eml: line *: The file ends before*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_text (rows[i].text, rows[i].size, rows[i].name, &error);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_null (draft);
      g_assert_error (error, NS_INTAKE_ERROR, (int) rows[i].code);
      g_assert_true (g_pattern_match_simple (rows[i].message, error->message));
      g_assert_null (strchr (error->message, '\n'));
    }
}

/* A mail that was cut anywhere before its closing boundary is never taken for a whole one. */
static void
test_every_truncation_is_refused (void)
{
  static const char message[] = MULTI "\r\n--B\r\nContent-Type: multipart/alternative; boundary=C\r\n\r\n"
                                      "--C\r\n\r\nHello\r\n--C--\r\n\r\n--B\r\n\r\nWorld\r\n--B--";
  g_autoptr (NsDraft) whole = read_good (message);

  g_assert_nonnull (whole);
  for (gsize size = 0; size < sizeof message - 1; size++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_text (message, (gssize) size, "m.eml", &error);

      g_assert_null (draft);
      g_assert_nonnull (error);
    }
}

static void
test_deep_nesting_ends (void)
{
  g_autoptr (GString) text = g_string_new ("To: b@example.test\r\n");
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = NULL;

  for (guint i = 0; i < 20000; i++)
    g_string_append_printf (text, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i, i);
  draft = read_text (text->str, (gssize) text->len, "m.eml", &error);
  g_assert_null (draft);
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID);
}

static void
test_too_large (void)
{
  g_autofree char *space = g_malloc0 (NS_INTAKE_MAX_BYTES + 1);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&space), NS_INTAKE_MAX_BYTES + 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = ns_intake_read_bytes (bytes, "m.eml", &error);

  g_assert_null (draft);
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_TOO_LARGE);
}

static void
test_files (void)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("ns-intake-XXXXXX", &error);
  g_autofree char *path = g_build_filename (folder, "m\nx.eml", NULL);
  g_autofree char *absent = g_build_filename (folder, "absent.eml", NULL);
  NsDraft *draft;

  g_assert_no_error (error);
  g_file_set_contents (path, PLAIN "\n" "x\n", -1, &error);
  g_assert_no_error (error);
  draft = ns_intake_read_file (path, &error);
  g_assert_no_error (error);
  g_clear_pointer (&draft, ns_draft_free);

  g_file_set_contents (path, "prose", -1, &error);
  g_assert_null (ns_intake_read_file (path, &error));
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_INVALID);
  g_assert_true (g_str_has_prefix (error->message, "m x.eml: line 1: "));
  g_clear_error (&error);

  g_assert_null (ns_intake_read_file (absent, &error));
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_READ);
  g_assert_cmpstr (error->message, ==, "absent.eml: There is no such file.");
  g_clear_error (&error);

  g_assert_null (ns_intake_read_file (folder, &error));
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_READ);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static void
test_class_names (void)
{
  g_assert_cmpstr (ns_intake_class_name (NS_KIND_MAIL), ==, "Email");
  g_assert_cmpstr (ns_intake_class_name (NS_KIND_EVENT), ==, "Calendar");
  g_assert_cmpstr (ns_intake_class_name (NS_KIND_CONTACT), ==, "Contacts");
  g_assert_cmpstr (ns_intake_class_name (NS_KIND_TASK), ==, "Tasks");
  g_assert_cmpstr (ns_intake_class_name (NS_KIND_NOTE), ==, "Notes");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/mail/complete", test_complete_message_is_untouched);
  g_test_add_func ("/intake/mail/line-ends", test_line_ends);
  g_test_add_func ("/intake/mail/missing-headers", test_missing_headers_are_added);
  g_test_add_func ("/intake/mail/charset", test_charset_of_a_body_without_type);
  g_test_add_func ("/intake/mail/message-ids", test_new_message_ids_differ);
  g_test_add_func ("/intake/mail/subject-recipients", test_subject_and_recipients);
  g_test_add_func ("/intake/mail/mbox", test_mbox_separator_is_left_out);
  g_test_add_func ("/intake/mail/bad-files", test_bad_files);
  g_test_add_func ("/intake/mail/truncation", test_every_truncation_is_refused);
  g_test_add_func ("/intake/mail/nesting", test_deep_nesting_ends);
  g_test_add_func ("/intake/mail/too-large", test_too_large);
  g_test_add_func ("/intake/mail/files", test_files);
  g_test_add_func ("/intake/class-names", test_class_names);
  return g_test_run ();
}
