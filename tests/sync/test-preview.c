/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an item holds, in words; whatever it holds. */
#include "config.h"

#include "sync/ns-preview-load.h"

#include <string.h>

#define HEAD "From: Ana <ana@example.test>\r\nTo: Bo <bo@example.test>\r\nSubject: Lunch\r\n" \
             "Date: Mon, 02 Mar 2026 09:00:00 +0000\r\nMessage-ID: <1@example.test>\r\nMIME-Version: 1.0\r\n"

static NsPreview *
preview_bytes (NsKind kind, NsOperation operation, GBytes *payload)
{
  g_autoptr (NsItem) item = ns_item_new ();

  item->kind = kind;
  item->operation = operation;
  item->client_id = g_strdup ("client");
  return ns_preview_load_make (item, payload, NULL);
}

static NsPreview *
preview (NsKind kind, NsOperation operation, const char *text)
{
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));

  return preview_bytes (kind, operation, payload);
}

static void
assert_field (GPtrArray *fields, const char *label, const char *value)
{
  for (guint i = 0; i < fields->len; i++)
    {
      const NsPreviewField *field = g_ptr_array_index (fields, i);

      if (!g_str_equal (field->label, label))
        continue;
      g_assert_cmpstr (field->value, ==, value);
      return;
    }
  g_test_fail_printf ("There is no field %s", label);
}

static void
test_mail (void)
{
  g_autoptr (NsPreview) made = preview (NS_KIND_MAIL, NS_OPERATION_SEND,
      HEAD "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=iso-8859-1\r\n"
      "\r\nSee you at caf\xe9 Uno.\r\n--b\r\nContent-Type: application/pdf; name=menu.pdf\r\n"
      "Content-Disposition: attachment; filename=menu.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n"
      "AAAAAAAAAAAAAAAA\r\n--b--\r\n");

  g_assert_null (made->sentence);
  assert_field (made->fields, "From", "Ana <ana@example.test>");
  assert_field (made->fields, "To", "Bo <bo@example.test>");
  assert_field (made->fields, "Subject", "Lunch");
  assert_field (made->fields, "Date", "Mon 2 Mar 2026, 09:00");
  g_assert_cmpstr (made->text, ==, "See you at café Uno.");
  g_assert_false (made->is_cut);
  g_assert_cmpuint (made->attachments->len, ==, 1);
  assert_field (made->attachments, "menu.pdf", "12 bytes");
}

/* Of HTML there is only the text. */
static void
test_html (void)
{
  static const struct
  {
    const char *html;
    const char *text;
  } rows[] = {
    { "<p>One</p><p>Two &amp; three</p>", "One\n\nTwo & three" },
    { "<html><head><title>x</title><style>p{}</style></head><body>Hi<script>alert('<p>no</p>')</script>!", "Hi!" },
    { "Look <img src=\"http://evil.test/pixel.png\" onerror=\"go()\">here", "Look here" },
    { "<ul><li>A<li>B</ul>", "• A\n• B" },
    { "1 < 2 &lt; 3 &unknown; &#8364;&#x41;&#0;", "1 < 2 < 3 &unknown; €A&#0;" },
    { "<script>never closed", "" },
    { "text <a href='javascript:alert(1)'>link</a", "text link" },
    { "<!-- <p>hidden --> seen", "seen" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *mail = g_strconcat (HEAD "Content-Type: text/html; charset=utf-8\r\n\r\n", rows[i].html, NULL);
      g_autoptr (NsPreview) made = preview (NS_KIND_MAIL, NS_OPERATION_SEND, mail);

      g_assert_cmpstr (made->text, ==, rows[i].text);
    }
}

/* Bounded in what it shows, and in the time that it takes. */
static void
test_large (void)
{
  static const char *const types[] = { "text/plain", "text/html" };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      GByteArray *bytes = g_byte_array_new ();
      g_autofree char *head = g_strdup_printf (HEAD "Content-Type: %s\r\n\r\n", types[i]);
      g_autofree char *body = g_strnfill (50 * 1024 * 1024, 'x');
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (NsPreview) made = NULL;

      g_byte_array_append (bytes, (const guint8 *) head, strlen (head));
      g_byte_array_append (bytes, (const guint8 *) body, strlen (body));
      payload = g_byte_array_free_to_bytes (bytes);
      made = preview_bytes (NS_KIND_MAIL, NS_OPERATION_SEND, payload);
      g_assert_cmpint (g_utf8_strlen (made->text, -1), ==, 65536);
      g_assert_true (made->is_cut);
    }
}

/* However deep it is nested, it ends in a preview or in one sentence. */
static void
test_nesting (void)
{
  g_autoptr (GString) mail = g_string_new (HEAD);
  g_autoptr (NsPreview) made = NULL;

  for (guint i = 0; i < 3000; i++)
    g_string_append_printf (mail, "Content-Type: multipart/mixed; boundary=b%u\r\n\r\n--b%u\r\n", i, i);
  g_string_append (mail, "Content-Type: text/plain\r\n\r\ndeep\r\n");
  made = preview (NS_KIND_MAIL, NS_OPERATION_SEND, mail->str);
  g_assert_cmpstr (made->sentence, ==, "The content is damaged and cannot be shown.");
}

static void
test_objects (void)
{
  static const char event[] = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:e1\r\n"
                              "DTSTAMP:20260301T090000Z\r\nDTSTART:20260302T120000Z\r\nDTEND:20260302T130000Z\r\n"
                              "SUMMARY:Lunch\r\nLOCATION:Cafe Uno\r\nDESCRIPTION:Bring\\nthe plan\r\n"
                              "END:VEVENT\r\nEND:VCALENDAR\r\n";
  static const char card[] = "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ana Ruiz\r\nN:Ruiz;Ana;;;\r\nORG:Contoso\r\n"
                             "EMAIL:ana@example.test\r\nEND:VCARD\r\n";
  g_autoptr (NsPreview) added = preview (NS_KIND_EVENT, NS_OPERATION_ADD, event);
  g_autoptr (NsPreview) deleted = preview (NS_KIND_EVENT, NS_OPERATION_DELETE, event);
  g_autoptr (NsPreview) contact = preview (NS_KIND_CONTACT, NS_OPERATION_ADD, card);
  g_autoptr (NsPreview) broken = preview (NS_KIND_CONTACT, NS_OPERATION_ADD, "BEGIN:VCARD\r\nN:;;\r\nFN\x01");

  assert_field (added->fields, "Title", "Lunch");
  assert_field (added->fields, "Starts", "Mon 2 Mar 2026, 12:00");
  assert_field (added->fields, "Place", "Cafe Uno");
  g_assert_cmpstr (added->text, ==, "Bring\nthe plan");
  g_assert_null (added->sentence);
  g_assert_cmpstr (deleted->sentence, ==, "This event will be deleted on the server.");
  assert_field (deleted->fields, "Title", "Lunch");
  assert_field (contact->fields, "First name", "Ana");
  assert_field (contact->fields, "Company", "Contoso");
  g_assert_cmpstr (broken->sentence, ==, "The content is damaged and cannot be shown.");
  g_assert_cmpuint (broken->fields->len, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/preview/mail", test_mail);
  g_test_add_func ("/preview/html", test_html);
  g_test_add_func ("/preview/large", test_large);
  g_test_add_func ("/preview/nesting", test_nesting);
  g_test_add_func ("/preview/objects", test_objects);
  return g_test_run ();
}
