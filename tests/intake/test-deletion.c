/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include <glib/gstdio.h>
#include <string.h>

#define EVENT(calendar, lines) \
  "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n" calendar "BEGIN:VEVENT\n" lines "END:VEVENT\nEND:VCALENDAR\n"
#define SIMPLE "UID:u1\nDTSTART:20260302T090000Z\nSUMMARY:Review\nLOCATION:Room 1\n"
#define CANCELLED "ORGANIZER:mailto:a@example.test\nATTENDEE:mailto:ben@example.test\nSTATUS:CANCELLED\nSEQUENCE:1\n"
#define CARD(lines) "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada;;;\n" lines "END:VCARD\n"

static const struct
{
  const char *text;
  gboolean is_asked_for; /* by --delete; else the file itself has to say so */
  NsKind kind;
  const char *uid;
  const char *subject;
  const char *error;
} rows[] = {
  { EVENT ("METHOD:CANCEL\n", SIMPLE CANCELLED), FALSE, NS_KIND_EVENT, "u1", "Review", NULL },
  { EVENT ("METHOD:CANCEL\n", SIMPLE), FALSE, NS_KIND_EVENT, "u1", "Review", NULL },
  { EVENT ("METHOD:CANCEL\n", "UID:u1\n"), FALSE, NS_KIND_EVENT, "u1", "", NULL },
  { EVENT ("METHOD:CANCEL\n", SIMPLE CANCELLED), TRUE, NS_KIND_EVENT, "u1", "Review", NULL },
  { EVENT ("", SIMPLE), TRUE, NS_KIND_EVENT, "u1", "Review", NULL },
  { EVENT ("", SIMPLE "RRULE:FREQ=DAILY\n"), TRUE, NS_KIND_EVENT, "u1", "Review", NULL },
  { CARD ("UID:c1\n"), TRUE, NS_KIND_CONTACT, "c1", "Ada", NULL },
  { EVENT ("METHOD:CANCEL\n", SIMPLE "RECURRENCE-ID:20260302T090000Z\n"), FALSE, NS_KIND_EVENT, NULL, NULL,
    "f: line 10: This is one occurrence of a repeating event*" },
  { EVENT ("METHOD:CANCEL\n", "SUMMARY:x\n"), FALSE, NS_KIND_EVENT, NULL, NULL, "f: line 5: The event has no UID*" },
  { EVENT ("", "SUMMARY:x\n"), TRUE, NS_KIND_EVENT, NULL, NULL, "f: line 4: The event has no UID*" },
  { "BEGIN:VCALENDAR\nMETHOD:CANCEL\nEND:VCALENDAR\n", FALSE, NS_KIND_EVENT, NULL, NULL,
    "f: The calendar holds no*" },
  { EVENT ("METHOD:CANCEL\n", SIMPLE) "BEGIN:V", FALSE, NS_KIND_EVENT, NULL, NULL, "f: line *" },
  { CARD (""), TRUE, NS_KIND_CONTACT, NULL, NULL, "f: line 1: The contact has no UID*" },
  { "From: a@example.test\nTo: b@example.test\nSubject: x\n\nHello\n", TRUE, NS_KIND_MAIL, NULL, NULL,
    "f: Only events and contacts can be deleted." },
};

static NsDraft *
read_row (gsize i, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (rows[i].text, strlen (rows[i].text));
  g_autofree char *folder = NULL;
  g_autofree char *path = NULL;
  NsDraft *draft;

  if (!rows[i].is_asked_for)
    return ns_intake_read_bytes (bytes, "f", error);
  folder = g_dir_make_tmp ("ns-intake-XXXXXX", NULL);
  path = g_build_filename (folder, "f", NULL);
  g_assert_true (g_file_set_contents (path, rows[i].text, -1, NULL));
  draft = ns_intake_read_deletion (path, error);
  g_unlink (path);
  g_rmdir (folder);
  return draft;
}

static void
test_deletion (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_row (i, &error);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      if (rows[i].error != NULL)
        {
          g_assert_null (draft);
          g_assert_cmpint (error->domain, ==, NS_INTAKE_ERROR);
          g_assert_true (g_pattern_match_simple (rows[i].error, error->message));
          continue;
        }
      g_assert_no_error (error);
      g_assert_cmpint (draft->operation, ==, NS_OPERATION_DELETE);
      g_assert_cmpint (draft->kind, ==, rows[i].kind);
      g_assert_cmpstr (draft->uid, ==, rows[i].uid);
      g_assert_cmpstr (draft->subject, ==, rows[i].subject);
      g_assert_cmpuint (g_bytes_get_size (draft->payload), >, 0);
      g_assert_nonnull (draft->media_type);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/deletion", test_deletion);
  return g_test_run ();
}
