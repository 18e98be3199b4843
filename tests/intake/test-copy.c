/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include <string.h>

#define CALENDAR(head, lines) \
  "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//\r\n" head "BEGIN:VEVENT\r\n" lines \
  "DTSTART:20260302T090000Z\r\nSUMMARY:Review\r\nBEGIN:VALARM\r\nUID:alarm\r\nACTION:DISPLAY\r\n" \
  "TRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
#define CARD(lines) "BEGIN:VCARD\r\n" lines "VERSION:3.0\r\nFN:Ada Example\r\nEND:VCARD\r\n"

/* The copy, with its new UID written as `NEW`. */
static char *
copy_text (NsKind kind, const char *text, GError **error)
{
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
  g_autoptr (NsDraft) draft = ns_intake_copy (kind, payload, error);
  g_autoptr (GString) copy = NULL;
  gsize size;
  const char *data;

  if (draft == NULL)
    return NULL;
  g_assert_cmpint (draft->kind, ==, kind);
  g_assert_cmpint (draft->operation, ==, NS_OPERATION_ADD);
  g_assert_cmpuint (strlen (draft->uid), ==, 32);
  data = g_bytes_get_data (draft->payload, &size);
  copy = g_string_new_len (data, (gssize) size);
  g_assert_cmpuint (g_string_replace (copy, draft->uid, "NEW", 0), ==, 1);
  return g_string_free (g_steal_pointer (&copy), FALSE);
}

static void
test_copy (void)
{
  static const struct
  {
    NsKind kind;
    const char *from;
    const char *to;
  } rows[] = {
    { NS_KIND_EVENT, CALENDAR ("", "UID:u1\r\n"), CALENDAR ("", "UID:NEW\r\n") },
    { NS_KIND_EVENT, CALENDAR ("METHOD:PUBLISH\r\n", "UID:u1\r\n"), CALENDAR ("", "UID:NEW\r\n") },
    { NS_KIND_EVENT, CALENDAR ("", "LOCATION:x\r\nUID:a-very-long\r\n  -folded\r\n\t-uid\r\n"),
      CALENDAR ("", "UID:NEW\r\nLOCATION:x\r\n") },
    { NS_KIND_CONTACT, CARD ("UID:u1\r\n"), CARD ("UID:NEW\r\n") },
    { NS_KIND_CONTACT, CARD (""), CARD ("UID:NEW\r\n") },
    { NS_KIND_CONTACT, CARD ("uid;VALUE=text:u1\r\n"), CARD ("UID:NEW\r\n") },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = copy_text (rows[i].kind, rows[i].from, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (copy, ==, rows[i].to);
    }
}

static void
test_not_twice_the_same (void)
{
  g_autoptr (GBytes) payload = g_bytes_new_static (CARD ("UID:u1\r\n"), strlen (CARD ("UID:u1\r\n")));
  g_autoptr (NsDraft) first = ns_intake_copy (NS_KIND_CONTACT, payload, NULL);
  g_autoptr (NsDraft) second = ns_intake_copy (NS_KIND_CONTACT, payload, NULL);

  g_assert_cmpstr (first->uid, !=, second->uid);
  g_assert_cmpstr (first->subject, ==, "Ada Example");
}

static void
test_refused (void)
{
  static const struct
  {
    NsKind kind;
    const char *text;
    int code;
  } rows[] = {
    { NS_KIND_MAIL, "Subject: x\r\n\r\n", NS_INTAKE_ERROR_UNSUPPORTED },
    { NS_KIND_EVENT, "garbage\r\n", NS_INTAKE_ERROR_INVALID },
    { NS_KIND_CONTACT, "", NS_INTAKE_ERROR_INVALID },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *copy = copy_text (rows[i].kind, rows[i].text, &error);

      g_assert_null (copy);
      g_assert_error (error, NS_INTAKE_ERROR, rows[i].code);
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/copy/copy", test_copy);
  g_test_add_func ("/intake/copy/not-twice-the-same", test_not_twice_the_same);
  g_test_add_func ("/intake/copy/refused", test_refused);
  return g_test_run ();
}
