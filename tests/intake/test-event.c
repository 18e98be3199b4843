/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake.h"

#include <string.h>

#define NOW G_GINT64_CONSTANT (1772355600000000) /* 2026-03-01 09:00 UTC */
#define UTC_BLOB_START "AAAAAAAA"
#define CALENDAR(lines) "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n" lines "END:VCALENDAR\n"
#define EVENT(lines) CALENDAR ("BEGIN:VEVENT\n" lines "END:VEVENT\n")
#define SIMPLE "UID:u1\nDTSTAMP:20260301T080000Z\nDTSTART:20260302T090000Z\nDTEND:20260302T100000Z\nSUMMARY:Review\n"

static NsDraft *
read_text (const char *text, const char *name, GError **error)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  return ns_intake_read_bytes (bytes, name, error);
}

static NsNode *
node_of (const char *text, NsEasVersion version)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = read_text (text, "e.ics", &error);
  NsNode *node;

  g_assert_no_error (error);
  node = ns_intake_to_application_data (draft->kind, draft->payload, version, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ns_node_tag (node), ==, NS_TAG_AIR_SYNC_APPLICATION_DATA);
  return node;
}

static void
test_draft (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = read_text (EVENT (SIMPLE "LOCATION:Room 1\\, south\n"), "e.ics", &error);

  g_assert_no_error (error);
  g_assert_cmpint (draft->kind, ==, NS_KIND_EVENT);
  g_assert_cmpint (draft->operation, ==, NS_OPERATION_ADD);
  g_assert_cmpstr (draft->subject, ==, "Review");
  g_assert_cmpstr (draft->recipients, ==, "Room 1, south");
  g_assert_cmpstr (draft->uid, ==, "u1");
  g_assert_cmpstr (draft->media_type, ==, "text/calendar");
}

static void
test_missing_uid_is_made (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = read_text (EVENT ("DTSTART:20260302T090000Z\n"), "e.ics", &error);
  g_autoptr (NsNode) node = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (strlen (draft->uid), ==, 32);
  node = ns_intake_to_application_data (NS_KIND_EVENT, draft->payload, NS_EAS_VERSION_14_1, NOW, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_UID), ==, draft->uid);
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_DT_STAMP), ==, "20260301T090000Z");
}

static void
test_application_data (void)
{
  g_autoptr (NsNode) node = node_of (EVENT (SIMPLE "LOCATION:Room 1\nDESCRIPTION:One\\nTwo\nCLASS:PRIVATE\n"
                                            "CATEGORIES:Work,Home\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\n"
                                            "END:VALARM\n"), NS_EAS_VERSION_14_1);
  NsNode *body = ns_node_child (node, NS_TAG_AIR_SYNC_BASE_BODY);
  NsNode *categories = ns_node_child (node, NS_TAG_CALENDAR_CATEGORIES);

  g_assert_true (g_str_has_prefix (ns_node_child_text (node, NS_TAG_CALENDAR_TIMEZONE), UTC_BLOB_START));
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_ALL_DAY_EVENT), ==, "0");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_START_TIME), ==, "20260302T090000Z");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_END_TIME), ==, "20260302T100000Z");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_DT_STAMP), ==, "20260301T080000Z");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_UID), ==, "u1");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_SUBJECT), ==, "Review");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_LOCATION), ==, "Room 1");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_SENSITIVITY), ==, "2");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_BUSY_STATUS), ==, "2");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_MEETING_STATUS), ==, "0");
  g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_REMINDER), ==, "15");
  g_assert_cmpstr (ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_TYPE), ==, "1");
  g_assert_cmpstr (ns_node_child_text (body, NS_TAG_AIR_SYNC_BASE_DATA), ==, "One\r\nTwo");
  g_assert_cmpuint (ns_node_n_children (categories), ==, 2);
  g_assert_cmpstr (ns_node_text (ns_node_nth_child (categories, 1)), ==, "Home");
}

static void
test_versions (void)
{
  g_autoptr (NsNode) old = node_of (EVENT (SIMPLE "DESCRIPTION:One\n"), NS_EAS_VERSION_2_5);
  g_autoptr (NsNode) v140 = node_of (EVENT (SIMPLE), NS_EAS_VERSION_14_0);
  g_autoptr (NsNode) v141 = node_of (EVENT (SIMPLE), NS_EAS_VERSION_14_1);
  g_autoptr (NsNode) v161 = node_of (EVENT (SIMPLE "LOCATION:Room 1\n"), NS_EAS_VERSION_16_1);
  NsNode *place = ns_node_child (v161, NS_TAG_AIR_SYNC_BASE_LOCATION);

  g_assert_cmpstr (ns_node_child_text (old, NS_TAG_CALENDAR_BODY), ==, "One");
  g_assert_null (ns_node_child (v140, NS_TAG_CALENDAR_REMINDER));
  g_assert_nonnull (ns_node_child (v141, NS_TAG_CALENDAR_REMINDER));
  g_assert_null (ns_node_child (v161, NS_TAG_CALENDAR_UID));
  g_assert_null (ns_node_child (v161, NS_TAG_CALENDAR_DT_STAMP));
  g_assert_cmpstr (ns_node_child_text (v161, NS_TAG_CALENDAR_CLIENT_UID), ==, "u1");
  g_assert_cmpstr (ns_node_child_text (place, NS_TAG_AIR_SYNC_BASE_DISPLAY_NAME), ==, "Room 1");
}

static void
test_times (void)
{
#define ZONE \
  "BEGIN:VTIMEZONE\nTZID:Own Zone\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0300\nTZOFFSETTO:+0300\n" \
  "END:STANDARD\nEND:VTIMEZONE\n"
  static const struct
  {
    const char *text;
    const char *all_day;
    const char *start;
    const char *end;
    const char *zone;
  } rows[] = {
    { EVENT ("DTSTART;TZID=Europe/Berlin:20260702T090000\nDTEND;TZID=Europe/Berlin:20260702T100000\n"), "0",
      "20260702T070000Z", "20260702T080000Z", "xP///wAA" },
    { EVENT ("DTSTART;TZID=Europe/Berlin:20260102T090000\nDURATION:PT90M\n"), "0", "20260102T080000Z",
      "20260102T093000Z", "xP///wAA" },
    { EVENT ("DTSTART;TZID=Europe/Berlin:20260102T090000\nDTEND;TZID=America/New_York:20260102T090000\n"), "0",
      "20260102T080000Z", "20260102T140000Z", "xP///wAA" },
    { CALENDAR (ZONE "BEGIN:VEVENT\nDTSTART;TZID=Own Zone:20260702T090000\nEND:VEVENT\n"), "0", "20260702T060000Z",
      "20260702T060000Z", "TP///wAA" },
    { EVENT ("DTSTART:20260702T090000\nDTEND:20260702T100000\n"), "0", "20260702T090000Z", "20260702T100000Z",
      UTC_BLOB_START },
    { EVENT ("DTSTART;VALUE=DATE:20260702\n"), "1", "20260702T000000Z", "20260703T000000Z", UTC_BLOB_START },
    { EVENT ("DTSTART;VALUE=DATE:20260702\nDTEND;VALUE=DATE:20260705\n"), "1", "20260702T000000Z",
      "20260705T000000Z", UTC_BLOB_START },
  };
#undef ZONE

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) node = node_of (rows[i].text, NS_EAS_VERSION_14_1);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_ALL_DAY_EVENT), ==, rows[i].all_day);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_START_TIME), ==, rows[i].start);
      g_assert_cmpstr (ns_node_child_text (node, NS_TAG_CALENDAR_END_TIME), ==, rows[i].end);
      g_assert_true (g_str_has_prefix (ns_node_child_text (node, NS_TAG_CALENDAR_TIMEZONE), rows[i].zone));
    }
}

static void
test_status_words (void)
{
  static const struct
  {
    const char *text;
    NsTag tag;
    const char *value;
  } rows[] = {
    { EVENT (SIMPLE "TRANSP:TRANSPARENT\n"), NS_TAG_CALENDAR_BUSY_STATUS, "0" },
    { EVENT (SIMPLE "STATUS:TENTATIVE\n"), NS_TAG_CALENDAR_BUSY_STATUS, "1" },
    { EVENT (SIMPLE "X-MICROSOFT-CDO-BUSYSTATUS:OOF\n"), NS_TAG_CALENDAR_BUSY_STATUS, "3" },
    { EVENT (SIMPLE "X-OTHER:a\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\n"), NS_TAG_CALENDAR_BUSY_STATUS, "0" },
    { EVENT (SIMPLE "CLASS:CONFIDENTIAL\n"), NS_TAG_CALENDAR_SENSITIVITY, "3" },
    { EVENT (SIMPLE), NS_TAG_CALENDAR_SENSITIVITY, "0" },
    { EVENT (SIMPLE "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;VALUE=DATE-TIME:20260302T083000Z\nEND:VALARM\n"),
      NS_TAG_CALENDAR_REMINDER, "30" },
    { EVENT (SIMPLE "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER;RELATED=END:-PT70M\nEND:VALARM\n"),
      NS_TAG_CALENDAR_REMINDER, "10" },
    { EVENT (SIMPLE "BEGIN:VALARM\nACTION:EMAIL\nATTENDEE:mailto:a@example.test\nTRIGGER:PT5M\nEND:VALARM\n"
             "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-P1D\nEND:VALARM\n"),
      NS_TAG_CALENDAR_REMINDER, "1440" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsNode) node = node_of (rows[i].text, NS_EAS_VERSION_14_1);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (ns_node_child_text (node, rows[i].tag), ==, rows[i].value);
    }
}

static void
test_bad_files (void)
{
  static const struct
  {
    const char *text;
    NsIntakeError code;
    const char *message;
  } rows[] = {
    { "prose\n", NS_INTAKE_ERROR_INVALID, "e.ics: line 1: “prose”*" },
    { "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nDTSTART:20260302T090000Z\n", NS_INTAKE_ERROR_INVALID,
      "e.ics: line 4: The file ends before END:VEVENT*" },
    { "BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", NS_INTAKE_ERROR_INVALID, "e.ics: line 3: *was not begun*" },
    { EVENT ("DTSTART:20260302T090000Z\njunk\nSUMMARY:x\n"), NS_INTAKE_ERROR_INVALID,
      "e.ics: line 6: “junk”*no colon*" },
    { EVENT ("SUMMARY:\xff\n"), NS_INTAKE_ERROR_INVALID, "e.ics: line 5: *UTF-8*" },
    { EVENT ("SUMMARY:x\n"), NS_INTAKE_ERROR_INVALID, "e.ics: line 4: *no DTSTART*" },
    { EVENT ("DTSTART:yesterday\n"), NS_INTAKE_ERROR_INVALID, "e.ics: line 5: *DTSTART cannot be read*" },
    { EVENT ("DTSTART:20260302T090000Z\nDTEND:later\n"), NS_INTAKE_ERROR_INVALID,
      "e.ics: line 6: *DTEND cannot be read*" },
    { EVENT ("DTSTART;TZID=Nowhere:20260302T090000\n"), NS_INTAKE_ERROR_INVALID, "e.ics: line 5: The time zone*" },
    { EVENT (SIMPLE "RRULE:FREQ=DAILY\n"), NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: line 10: The event repeats*" },
    { EVENT (SIMPLE "RDATE:20260303T090000Z\n"), NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: line 10: The event repeats*" },
    { EVENT (SIMPLE "ATTENDEE;CN=Ben:mailto:ben@example.test\n"), NS_INTAKE_ERROR_UNSUPPORTED,
      "e.ics: line 10: The event invites*" },
    { CALENDAR ("METHOD:REQUEST\nBEGIN:VEVENT\n" SIMPLE "END:VEVENT\n"), NS_INTAKE_ERROR_UNSUPPORTED,
      "e.ics: line 4: This is a message about a meeting*" },
    { CALENDAR ("BEGIN:VTODO\nUID:t1\nEND:VTODO\n"), NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: line 4: Tasks*" },
    { CALENDAR ("BEGIN:VJOURNAL\nUID:t1\nEND:VJOURNAL\n"), NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: line 4: Journal*" },
    { CALENDAR (""), NS_INTAKE_ERROR_INVALID, "e.ics: The calendar holds no event." },
    { CALENDAR ("BEGIN:VEVENT\n" SIMPLE "END:VEVENT\nBEGIN:VEVENT\n" SIMPLE "END:VEVENT\n"),
      NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: The calendar holds 2 events*" },
    { EVENT (SIMPLE) EVENT (SIMPLE), NS_INTAKE_ERROR_UNSUPPORTED, "e.ics: The file holds 2 calendars*" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = read_text (rows[i].text, "e.ics", &error);

      g_test_message ("row %" G_GSIZE_FORMAT ": %s", i, error != NULL ? error->message : "taken");
      g_assert_null (draft);
      g_assert_error (error, NS_INTAKE_ERROR, (int) rows[i].code);
      g_assert_true (g_pattern_match_simple (rows[i].message, error->message));
    }
}

/* Cut anywhere, a calendar is refused and nothing is read past its end. */
static void
test_every_truncation_is_refused (void)
{
  static const char text[] = EVENT (SIMPLE "BEGIN:VALARM\nTRIGGER:-PT5M\nEND:VALARM\n");

  for (gsize size = 0; size < sizeof text - 2; size++)
    {
      g_autoptr (GBytes) bytes = g_bytes_new (text, size);
      g_autoptr (GError) error = NULL;
      g_autoptr (NsDraft) draft = ns_intake_read_bytes (bytes, "e.ics", &error);

      g_assert_null (draft);
      g_assert_nonnull (error);
    }
}

static void
test_content_counts_more_than_the_name (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = read_text ("\xef\xbb\xbf\n" EVENT (SIMPLE), "e.eml", &error);

  g_assert_no_error (error);
  g_assert_cmpint (draft->kind, ==, NS_KIND_EVENT);
}

static void
test_other_kinds_have_no_data (void)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("x", 1);
  g_autoptr (GError) error = NULL;

  g_assert_null (ns_intake_to_application_data (NS_KIND_MAIL, bytes, NS_EAS_VERSION_14_1, NOW, &error));
  g_assert_error (error, NS_INTAKE_ERROR, NS_INTAKE_ERROR_UNSUPPORTED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/event/draft", test_draft);
  g_test_add_func ("/intake/event/missing-uid", test_missing_uid_is_made);
  g_test_add_func ("/intake/event/application-data", test_application_data);
  g_test_add_func ("/intake/event/versions", test_versions);
  g_test_add_func ("/intake/event/times", test_times);
  g_test_add_func ("/intake/event/status-words", test_status_words);
  g_test_add_func ("/intake/event/bad-files", test_bad_files);
  g_test_add_func ("/intake/event/truncation", test_every_truncation_is_refused);
  g_test_add_func ("/intake/event/content", test_content_counts_more_than_the_name);
  g_test_add_func ("/intake/event/other-kinds", test_other_kinds_have_no_data);
  return g_test_run ();
}
