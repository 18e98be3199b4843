/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario-private.h"

#include "base/ns-time.h"

#include <string.h>

#define MAX_LINE 75
#define MAX_REMINDER 40320

static const char *const mail_keys[] = { "Kind", "From", "To", "Cc", "Subject", "Text", "Date", "MessageId", NULL };
static const char *const event_keys[] = { "Kind",     "Uid",  "Subject",   "Start",     "End", "Location",
                                          "Reminder", "Text", "Organizer", "Attendees", NULL };
static const char *const contact_keys[] = { "Kind",  "Uid",   "FullName", "Given", "Family",
                                            "Email", "Phone", "Company",  "Note",  NULL };

/**
 * ns_scenario_item_free:
 * @item: (transfer full): an item
 *
 * Frees it.
 */
void
ns_scenario_item_free (NsScenarioItem *item)
{
  g_free (item->name);
  g_free (item->media_type);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_free (item);
}

static NsScenarioItem *
make_item (const char *group, const char *media_type, GString *text)
{
  NsScenarioItem *item = g_new0 (NsScenarioItem, 1);

  item->name = g_strdup (group + strlen ("Item "));
  item->media_type = g_strdup (media_type);
  item->bytes = g_string_free_to_bytes (text);
  return item;
}

/* RFC 2047, in words of at most 45 bytes each, so that none passes 75 characters. */
static char *
encode_header (const char *text)
{
  GString *out;
  const char *p = text;

  if (g_str_is_ascii (text))
    return g_strdup (text);
  out = g_string_new (NULL);
  while (*p != '\0')
    {
      const char *end = p;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_utf8_next_char (end) - p <= 45)
        end = g_utf8_next_char (end);
      word = g_base64_encode ((const guchar *) p, (gsize) (end - p));
      g_string_append_printf (out, "%s=?utf-8?B?%s?=", out->len > 0 ? "\r\n " : "", word);
      p = end;
    }
  return g_string_free (out, FALSE);
}

/* Names of days and months in English whatever the locale is (RFC 5322 3.3). */
static char *
format_mail_date (gint64 usec)
{
  static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun" };
  static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);

  return g_strdup_printf ("%s, %02d %s %04d %02d:%02d:%02d +0000", days[g_date_time_get_day_of_week (time) - 1],
                          g_date_time_get_day_of_month (time), months[g_date_time_get_month (time) - 1],
                          g_date_time_get_year (time), g_date_time_get_hour (time), g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

static void
append_header (GString *out, const char *name, const char *value)
{
  g_autofree char *encoded = value != NULL ? encode_header (value) : NULL;

  if (encoded != NULL)
    g_string_append_printf (out, "%s: %s\r\n", name, encoded);
}

/* Only the name of an address may be an encoded word (RFC 2047 5): the address itself must stay as it is. */
static char *
encode_address (const char *address)
{
  const char *bracket = strrchr (address, '<');
  g_autofree char *name = NULL;
  g_autofree char *encoded = NULL;

  if (bracket == NULL || bracket == address)
    return g_strdup (address);
  name = g_strstrip (g_strndup (address, (gsize) (bracket - address)));
  encoded = encode_header (name);
  return g_strdup_printf ("%s %s", encoded, bracket);
}

static void
append_addresses (GString *out, const char *name, const char *value)
{
  g_auto (GStrv) addresses = NULL;
  g_autofree char *encoded_list = NULL;

  if (value == NULL)
    return;
  addresses = g_strsplit (value, ",", -1);
  for (guint i = 0; addresses[i] != NULL; i++)
    {
      char *encoded = encode_address (g_strstrip (addresses[i]));

      g_free (addresses[i]);
      addresses[i] = encoded;
    }
  encoded_list = g_strjoinv (",\r\n ", addresses);
  g_string_append_printf (out, "%s: %s\r\n", name, encoded_list);
}

static void
append_mail_body (GString *out, const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text != NULL ? text : "", "\n", -1);
  g_autofree char *body = g_strjoinv ("\r\n", lines);
  g_autofree char *encoded = NULL;

  g_string_append (out, "Content-Type: text/plain; charset=utf-8\r\n");
  if (g_str_is_ascii (body))
    {
      g_string_append_printf (out, "Content-Transfer-Encoding: 7bit\r\n\r\n%s\r\n", body);
      return;
    }
  g_string_append (out, "Content-Transfer-Encoding: base64\r\n\r\n");
  encoded = g_base64_encode ((const guchar *) body, strlen (body));
  for (const char *p = encoded; *p != '\0'; p += MIN (strlen (p), 76))
    g_string_append_printf (out, "%.76s\r\n", p);
}

static NsScenarioItem *
read_mail (const NsScenarioFile *file, const char *group, const NsScenario *scenario, GError **error)
{
  g_autofree char *to = ns_scenario_file_dup_required (file, group, "To", error);
  g_autofree char *subject = to != NULL ? ns_scenario_file_dup_required (file, group, "Subject", error) : NULL;
  g_autofree char *from = ns_scenario_file_dup_text (file, group, "From");
  g_autofree char *cc = ns_scenario_file_dup_text (file, group, "Cc");
  g_autofree char *text = ns_scenario_file_dup_text (file, group, "Text");
  g_autofree char *id = ns_scenario_file_dup_text (file, group, "MessageId");
  g_autofree char *date = NULL;
  gint64 time = scenario->clock;
  GString *out;

  if (subject == NULL)
    return NULL;
  if (g_key_file_has_key (file->file, group, "Date", NULL) &&
      !ns_scenario_file_get_time (file, group, "Date", &time, error))
    return NULL;

  out = g_string_new (NULL);
  date = format_mail_date (time);
  g_string_append_printf (out, "Date: %s\r\n", date);
  append_addresses (out, "From", from != NULL ? from : scenario->email);
  append_addresses (out, "To", to);
  append_addresses (out, "Cc", cc);
  append_header (out, "Subject", subject);
  if (id != NULL)
    g_string_append_printf (out, "Message-ID: <%s>\r\n", id);
  else
    g_string_append_printf (out, "Message-ID: <%s@%s.scenario.example.test>\r\n", group + strlen ("Item "),
                            scenario->name);
  g_string_append (out, "MIME-Version: 1.0\r\n");
  append_mail_body (out, text);
  return make_item (group, "message/rfc822", out);
}

/* One content line of iCalendar or vCard: folded at 75 octets, never inside a character (RFC 5545 3.1, RFC 6350
 * 3.2). */
static void
append_line (GString *out, const char *line)
{
  gsize column = 0;

  for (const char *p = line; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gsize length = (gsize) (g_utf8_next_char (p) - p);

      if (column + length > MAX_LINE)
        {
          g_string_append (out, "\r\n ");
          column = 1;
        }
      g_string_append_len (out, p, (gssize) length);
      column += length;
    }
  g_string_append (out, "\r\n");
}

static void
append_escaped (GString *out, const char *value)
{
  for (const char *p = value; *p != '\0'; p++)
    if (*p == '\n')
      g_string_append (out, "\\n");
    else if (*p == '\\' || *p == ',' || *p == ';')
      g_string_append_printf (out, "\\%c", *p);
    else
      g_string_append_c (out, *p);
}

/* A text property; a missing value writes nothing. */
static void
append_text (GString *out, const char *property, const char *value)
{
  g_autoptr (GString) line = g_string_new (property);

  if (value == NULL || value[0] == '\0')
    return;
  g_string_append_c (line, ':');
  append_escaped (line, value);
  append_line (out, line->str);
}

static void
append_time (GString *out, const char *property, gint64 time)
{
  g_autofree char *compact = ns_time_to_compact (time);

  g_string_append_printf (out, "%s:%s\r\n", property, compact);
}

static void
append_people (GString *out, const NsScenarioFile *file, const char *group)
{
  g_autofree char *organizer = ns_scenario_file_dup_text (file, group, "Organizer");
  g_auto (GStrv) attendees = g_key_file_get_string_list (file->file, group, "Attendees", NULL, NULL);

  if (organizer != NULL)
    {
      g_autofree char *line = g_strconcat ("ORGANIZER:mailto:", organizer, NULL);

      append_line (out, line);
    }
  for (guint i = 0; attendees != NULL && attendees[i] != NULL; i++)
    {
      g_autofree char *line = g_strconcat ("ATTENDEE;ROLE=REQ-PARTICIPANT:mailto:", attendees[i], NULL);

      append_line (out, line);
    }
}

static void
append_alarm (GString *out, guint64 minutes)
{
  g_string_append_printf (out,
                          "BEGIN:VALARM\r\nACTION:DISPLAY\r\nDESCRIPTION:Reminder\r\nTRIGGER:-PT%" G_GUINT64_FORMAT
                          "M\r\nEND:VALARM\r\n",
                          minutes);
}

static void
append_event_texts (GString *out, const NsScenarioFile *file, const char *group, const char *subject)
{
  g_autofree char *location = ns_scenario_file_dup_text (file, group, "Location");
  g_autofree char *text = ns_scenario_file_dup_text (file, group, "Text");

  append_text (out, "SUMMARY", subject);
  append_text (out, "LOCATION", location);
  append_text (out, "DESCRIPTION", text);
}

static NsScenarioItem *
read_event (const NsScenarioFile *file, const char *group, const NsScenario *scenario, GError **error)
{
  g_autofree char *uid = ns_scenario_file_dup_required (file, group, "Uid", error);
  g_autofree char *subject = uid != NULL ? ns_scenario_file_dup_required (file, group, "Subject", error) : NULL;
  guint64 reminder = G_MAXUINT64;
  gint64 start, end;
  GString *out;

  if (subject == NULL || !ns_scenario_file_get_time (file, group, "Start", &start, error) ||
      !ns_scenario_file_get_time (file, group, "End", &end, error) ||
      !ns_scenario_file_get_number (file, group, "Reminder", MAX_REMINDER, &reminder, error))
    return NULL;
  if (end < start)
    {
      ns_scenario_file_fail (file, group, "End", "the event ends before it starts", error);
      return NULL;
    }

  out = g_string_new ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//NotifySync//Scenario//EN\r\nBEGIN:VEVENT\r\n");
  append_text (out, "UID", uid);
  append_time (out, "DTSTAMP", scenario->clock);
  append_time (out, "DTSTART", start);
  append_time (out, "DTEND", end);
  append_event_texts (out, file, group, subject);
  append_people (out, file, group);
  if (reminder != G_MAXUINT64)
    append_alarm (out, reminder);
  g_string_append (out, "END:VEVENT\r\nEND:VCALENDAR\r\n");
  return make_item (group, "text/calendar", out);
}

static void
append_name (GString *out, const NsScenarioFile *file, const char *group)
{
  g_autofree char *given = ns_scenario_file_dup_text (file, group, "Given");
  g_autofree char *family = ns_scenario_file_dup_text (file, group, "Family");
  g_autoptr (GString) line = g_string_new ("N:");

  append_escaped (line, family != NULL ? family : "");
  g_string_append_c (line, ';');
  append_escaped (line, given != NULL ? given : "");
  g_string_append (line, ";;;");
  append_line (out, line->str);
}

static NsScenarioItem *
read_contact (const NsScenarioFile *file, const char *group, const NsScenario *scenario, GError **error)
{
  static const struct
  {
    const char *key;
    const char *property;
  } texts[] = {
    { "Uid", "UID" },
    { "Email", "EMAIL;TYPE=INTERNET,WORK" },
    { "Phone", "TEL;TYPE=WORK,VOICE" },
    { "Company", "ORG" },
    { "Note", "NOTE" },
  };
  g_autofree char *full = ns_scenario_file_dup_required (file, group, "FullName", error);
  GString *out;

  if (full == NULL)
    return NULL;
  out = g_string_new ("BEGIN:VCARD\r\nVERSION:3.0\r\n");
  append_text (out, "FN", full);
  append_name (out, file, group);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *value = ns_scenario_file_dup_text (file, group, texts[i].key);

      append_text (out, texts[i].property, value);
    }
  g_string_append (out, "END:VCARD\r\n");
  return make_item (group, "text/vcard", out);
}

/**
 * ns_scenario_item_read:
 * @file: a scenario file
 * @group: an `Item NAME` group of it
 * @scenario: what is known already: clock and address
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Composes the mail, event or contact as a file of its kind, with CRLF line ends.
 *
 * Returns: (transfer full) (nullable): the item
 */
NsScenarioItem *
ns_scenario_item_read (const NsScenarioFile *file, const char *group, const NsScenario *scenario, GError **error)
{
  static const struct
  {
    const char *kind;
    const char *const *keys;
    NsScenarioItem *(*read) (const NsScenarioFile *file, const char *group, const NsScenario *scenario,
                             GError **error);
  } kinds[] = {
    { "mail", mail_keys, read_mail },
    { "event", event_keys, read_event },
    { "contact", contact_keys, read_contact },
  };
  g_autofree char *kind = ns_scenario_file_dup_required (file, group, "Kind", error);

  if (kind == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return ns_scenario_file_check_keys (file, group, kinds[i].keys, error)
               ? kinds[i].read (file, group, scenario, error) : NULL;
  ns_scenario_file_fail (file, group, "Kind", "it must be mail, event or contact", error);
  return NULL;
}
