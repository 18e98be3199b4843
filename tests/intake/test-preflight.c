/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-preflight.h"

#include <string.h>

#define CALENDAR(lines) "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n" lines "END:VCALENDAR\r\n"
#define EVENT(lines) CALENDAR ("BEGIN:VEVENT\r\n" lines "END:VEVENT\r\n")
#define TIMES "DTSTART:20260302T090000Z\r\nDTEND:20260302T100000Z\r\n"
#define CARD(lines) "BEGIN:VCARD\r\nVERSION:3.0\r\n" lines "END:VCARD\r\n"
#define MAIL(headers) headers "Subject: x\r\n\r\nHello\r\n"
#define FROM "From: ana@example.test\r\n"
#define TO "To: ben@example.test\r\n"
#define MIB (1024u * 1024)

/* In a text, "%1" stands for @length times the letter x. */
typedef struct
{
  NsKind kind;
  const char *text;
  guint length;
  const char *expected; /* the findings as "severity field", joined by commas, the worst first */
} Row;

static char *
expand (const char *text, guint length)
{
  g_autofree char *filler = g_strnfill (length, 'x');
  g_auto (GStrv) parts = g_strsplit (text, "%1", -1);

  return g_strjoinv (filler, parts);
}

static char *
summarize (GPtrArray *findings)
{
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < findings->len; i++)
    {
      const NsFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *line = ns_finding_line (finding);

      g_test_message ("%s", line);
      g_assert_nonnull (strstr (line, finding->rule->sentence));
      g_string_append_printf (all, "%s%s %s", i != 0 ? ", " : "", ns_finding_severity_nick (finding->rule->severity),
                              finding->rule->field);
    }
  return g_string_free (g_steal_pointer (&all), FALSE);
}

static void
check_rows (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *text = expand (rows[i].text, rows[i].length);
      g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
      g_autoptr (GPtrArray) findings = ns_preflight_check (rows[i].kind, payload, NULL);
      g_autofree char *found = summarize (findings);
      const NsFinding *refusal = ns_preflight_find_refusal (findings);

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, rows[i].expected);
      g_assert_cmpint (refusal != NULL, ==, g_str_has_prefix (found, "refuse"));
    }
}

static void
test_mail (void)
{
  static const Row rows[] = {
    { NS_KIND_MAIL, MAIL (FROM TO), 0, "" },
    { NS_KIND_MAIL, MAIL (FROM "To: Ben <ben@example.test>,\r\n\t\"Cy, C.\" <cy@example.test>\r\n"), 0, "" },
    { NS_KIND_MAIL, MAIL (FROM "To: undisclosed-recipients:;\r\nBcc: ben@example.test\r\n"), 0, "" },
    { NS_KIND_MAIL, MAIL (FROM "To: friends: ben@example.test, cy@example.test;\r\n"), 0, "" },
    { NS_KIND_MAIL, MAIL (FROM "Cc: ben@example.test\r\n"), 0, "" },
    { NS_KIND_MAIL, MAIL (FROM), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM "To: undisclosed-recipients:;\r\n"), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM "To: <>\r\nCc:\r\n"), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM "To: ben@\r\n"), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM "To: ben@example.test, cy@@example.test\r\n"), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM TO "Cc: Ben Miller\r\n"), 0, "refuse Cc" },
    { NS_KIND_MAIL, MAIL (FROM TO "bcc: ben@example..test\r\n"), 0, "refuse Bcc" },
    { NS_KIND_MAIL, MAIL (FROM "To: friends: ben@, cy@example.test;\r\n"), 0, "refuse To" },
    { NS_KIND_MAIL, MAIL (FROM "To: root\r\n"), 0, "warn To" },
    { NS_KIND_MAIL, MAIL (TO), 0, "warn From" },
    { NS_KIND_MAIL, MAIL ("From: ana@\r\n" TO), 0, "warn From" },
    { NS_KIND_MAIL, MAIL ("From: ana\r\n" TO), 0, "warn From" },
    { NS_KIND_MAIL, MAIL (FROM TO) "Gr\xc3\xbc\xc3\x9f", 0, "" },
    { NS_KIND_MAIL, MAIL (FROM TO) "Gr\xfc\xdf", 0, "warn MIME" },
    { NS_KIND_REPLY, MAIL (FROM), 0, "refuse To" },
    { NS_KIND_FORWARD, MAIL (TO), 0, "warn From" },
    { NS_KIND_MAIL, MAIL ("To: ben@\r\n"), 0, "refuse To, warn From" },
    { NS_KIND_MAIL, "", 0, "refuse To, warn From" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_nul (void)
{
  static const char text[] = MAIL (FROM TO) "a\0b";
  g_autoptr (GBytes) payload = g_bytes_new_static (text, sizeof text - 1);
  g_autoptr (GPtrArray) findings = ns_preflight_check (NS_KIND_MAIL, payload, NULL);
  g_autofree char *found = summarize (findings);

  g_assert_cmpstr (found, ==, "refuse MIME");
}

static void
test_event (void)
{
  static const Row rows[] = {
    { NS_KIND_EVENT, EVENT (TIMES "SUMMARY:x\r\nUID:e1\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT ("DTSTART:20260302T090000Z\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT ("DTSTART;VALUE=DATE:20260302\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT ("DTSTART:20260302T090000Z\r\nDTEND:20260302T090000Z\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT ("DTSTART:20260302T090000Z\r\nDTEND:20260302T085959Z\r\n"), 0, "refuse EndTime" },
    { NS_KIND_EVENT, EVENT ("DTSTART:20260302T090000Z\r\nDURATION:-PT1H\r\n"), 0, "refuse EndTime" },
    { NS_KIND_EVENT, EVENT ("DTSTART;VALUE=DATE:20260302\r\nDTEND;VALUE=DATE:20260301\r\n"), 0, "refuse EndTime" },
    { NS_KIND_EVENT, EVENT ("SUMMARY:x\r\n"), 0, "refuse StartTime" },
    { NS_KIND_EVENT, EVENT ("DTSTART:yesterday\r\n"), 0, "refuse ApplicationData" },
    { NS_KIND_EVENT, EVENT (TIMES "RRULE:FREQ=DAILY\r\n"), 0, "refuse ApplicationData" },
    { NS_KIND_EVENT, "prose", 0, "refuse ApplicationData" },
    { NS_KIND_EVENT, EVENT (TIMES "BEGIN:VALARM\r\nTRIGGER:-PT15M\r\nEND:VALARM\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT (TIMES "BEGIN:VALARM\r\nTRIGGER:PT0S\r\nEND:VALARM\r\n"), 0, "" },
    { NS_KIND_EVENT, EVENT (TIMES "BEGIN:VALARM\r\nTRIGGER:PT15M\r\nEND:VALARM\r\n"), 0, "warn Reminder" },
    { NS_KIND_EVENT, EVENT (TIMES "BEGIN:VALARM\r\nTRIGGER:PT15M\r\nEND:VALARM\r\n"
                                  "BEGIN:VALARM\r\nTRIGGER:-PT1M\r\nEND:VALARM\r\n"),
      0, "" },
    { NS_KIND_EVENT, EVENT (TIMES "UID:%1\r\n"), 255, "" },
    { NS_KIND_EVENT, EVENT (TIMES "UID:%1\r\n"), 256, "warn UID" },
    { NS_KIND_EVENT, EVENT (TIMES "UID:%1\r\n"), 300, "warn UID" },
    { NS_KIND_EVENT, EVENT (TIMES "UID:%1\r\n"), 301, "refuse UID" },
    { NS_KIND_EVENT, EVENT (TIMES "SUMMARY:%1\r\nLOCATION:%1\r\n"), 255, "" },
    { NS_KIND_EVENT, EVENT (TIMES "SUMMARY:%1\r\n"), 256, "warn Subject" },
    { NS_KIND_EVENT, EVENT (TIMES "LOCATION:%1\r\n"), 256, "warn Location" },
    { NS_KIND_EVENT, EVENT ("SUMMARY:%1\r\nDTSTART:20260302T090000Z\r\nDTEND:20260301T090000Z\r\n"), 256,
      "refuse EndTime, warn Subject" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_contact (void)
{
  static const Row rows[] = {
    { NS_KIND_CONTACT, CARD ("FN:Ada Lovelace\r\nN:Lovelace;Ada\r\n"), 0, "" },
    { NS_KIND_CONTACT, CARD ("ORG:Engines Ltd\r\n"), 0, "" },
    { NS_KIND_CONTACT, CARD ("EMAIL:ada@example.test\r\n"), 0, "" },
    { NS_KIND_CONTACT, CARD ("TEL:1\r\n"), 0, "warn FileAs" },
    { NS_KIND_CONTACT, "prose", 0, "refuse ApplicationData" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\n") CARD ("N:Lovelace;Ada\r\n"), 0, "refuse ApplicationData" },
    { NS_KIND_CONTACT, CARD ("N:%1;%1;%1\r\nFN:%1\r\nORG:%1;%1\r\nNICKNAME:%1\r\nEMAIL:%1\r\n"), 255, "" },
    { NS_KIND_CONTACT, CARD ("N:%1;Ada\r\n"), 256, "warn LastName" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;%1\r\n"), 256, "warn FirstName" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada;%1\r\n"), 256, "warn MiddleName" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nFN:%1\r\n"), 256, "warn FileAs" },
    { NS_KIND_CONTACT, CARD ("ORG:%1;x\r\n"), 256, "warn CompanyName" },
    { NS_KIND_CONTACT, CARD ("ORG:x;%1\r\n"), 256, "warn Department" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nNICKNAME:%1\r\n"), 256, "warn NickName" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nEMAIL:%1\r\n"), 256, "warn Email1Address" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nPHOTO;ENCODING=b:%1\r\n"), 48 * 1024, "" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nPHOTO;ENCODING=b:%1\r\n"), 48 * 1024 + 4, "warn Picture" },
    { NS_KIND_CONTACT, CARD ("N:Lovelace;Ada\r\nPHOTO;VALUE=uri:https://example.test/%1\r\n"), 48 * 1024 + 4, "" },
    { NS_KIND_NOTE, "anything", 0, "" },
  };

  check_rows (rows, G_N_ELEMENTS (rows));
}

static void
test_categories (void)
{
  static const struct
  {
    NsKind kind;
    const char *head;
    const char *tail;
  } rows[] = {
    { NS_KIND_EVENT, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\n" TIMES, "END:VEVENT\r\nEND:VCALENDAR\r\n" },
    { NS_KIND_CONTACT, "BEGIN:VCARD\r\nVERSION:3.0\r\nN:Lovelace;Ada\r\n", "END:VCARD\r\n" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint n = 300; n <= 301; n++)
      {
        GString *text = g_string_new (rows[i].head);
        g_autoptr (GBytes) payload = NULL;
        g_autoptr (GPtrArray) findings = NULL;
        g_autofree char *found = NULL;

        for (guint k = 0; k < n; k++)
          g_string_append_printf (text, "CATEGORIES:c%u\r\n", k);
        g_string_append (text, rows[i].tail);
        payload = g_string_free_to_bytes (text);
        findings = ns_preflight_check (rows[i].kind, payload, NULL);
        found = summarize (findings);
        g_assert_cmpstr (found, ==, n == 300 ? "" : "warn Categories");
      }
}

static void
test_size (void)
{
  static const struct
  {
    gsize size;
    NsPreflightLimits limits;
    const char *expected;
  } rows[] = {
    { 10 * MIB, { 0, 0 }, "" },
    { 10 * MIB + 1, { 0, 0 }, "warn MIME" },
    { 10 * MIB + 1, { 10 * MIB + 1, 0 }, "" },
    { 10 * MIB + 2, { 10 * MIB + 1, 0 }, "warn MIME" },
    { MIB, { 0, MIB }, "refuse MIME" },
    { MIB - 1, { 0, MIB }, "" },
    { 11 * MIB, { 0, MIB }, "refuse MIME" },
    { MIB, { MIB, MIB }, "" },
    { 11 * MIB, { 10 * MIB, 12 * MIB }, "warn MIME" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      static const char head[] = MAIL (FROM TO);
      char *text = g_strnfill (rows[i].size, 'x');
      g_autoptr (GBytes) payload = NULL;
      g_autoptr (GPtrArray) findings = NULL;
      g_autofree char *found = NULL;

      memcpy (text, head, strlen (head));
      payload = g_bytes_new_take (text, rows[i].size);
      findings = ns_preflight_check (NS_KIND_MAIL, payload, &rows[i].limits);
      found = summarize (findings);
      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpstr (found, ==, rows[i].expected);
    }
}

/* What is shown of a value is one short line, whatever the file holds. */
static void
test_value (void)
{
  g_autofree char *text = expand (EVENT (TIMES "SUMMARY:a\\n\033[2J%1\r\n"), 1000);
  g_autoptr (GBytes) payload = g_bytes_new (text, strlen (text));
  g_autoptr (GPtrArray) findings = ns_preflight_check (NS_KIND_EVENT, payload, NULL);
  const NsFinding *finding;
  g_autofree char *line = NULL;

  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_true (g_str_has_prefix (finding->value, "a [2Jxxx"));
  g_assert_cmpint (g_utf8_strlen (finding->value, -1), <=, 61);
  line = ns_finding_line (finding);
  g_assert_null (strchr (line, '\033'));
  g_assert_null (strchr (line, '\n'));
  g_assert_null (strstr (ns_finding_why (finding), "xxx"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/preflight/mail", test_mail);
  g_test_add_func ("/intake/preflight/nul", test_nul);
  g_test_add_func ("/intake/preflight/event", test_event);
  g_test_add_func ("/intake/preflight/contact", test_contact);
  g_test_add_func ("/intake/preflight/categories", test_categories);
  g_test_add_func ("/intake/preflight/size", test_size);
  g_test_add_func ("/intake/preflight/value", test_value);
  return g_test_run ();
}
