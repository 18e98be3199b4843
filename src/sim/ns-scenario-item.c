/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario-private.h"

#include "base/ns-time.h"

#include <string.h>

#define MAX_LINE 75
#define MAX_REMINDER 40320
#define MAX_COUNT 10000

static const char *const mail_keys[] = { "Kind", "From", "To", "Cc", "Subject", "Text", "Date", "MessageId",
                                         "Count", NULL };
static const char *const event_keys[] = { "Kind",     "Uid",  "Subject",   "Start",     "End", "Location",
                                          "Reminder", "Text", "Organizer", "Attendees", "Count", "Folder", NULL };
static const char *const contact_keys[] = { "Kind",  "Uid",   "FullName", "Given", "Family",
                                            "Email", "Phone", "Company",  "Note",  "Count", "Folder", NULL };
static const char *const raw_keys[] = { "Kind", "Raw", "Base64", NULL };

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
  g_free (item->series);
  g_free (item->media_type);
  g_free (item->uid);
  g_free (item->title);
  g_free (item->folder);
  g_clear_pointer (&item->bytes, g_bytes_unref);
  g_free (item);
}

/* The name in `Item NAME` and `Server item NAME`; one of many has its number behind it. */
static char *
dup_name (const NsScenarioFile *file, const char *group)
{
  const char *name = strchr (group, ' ') + 1;

  if (g_str_has_prefix (group, NS_SCENARIO_SERVER_ITEM))
    name = group + strlen (NS_SCENARIO_SERVER_ITEM);
  return file->number != 0 ? g_strdup_printf ("%s-%u", name, file->number) : g_strdup (name);
}

static NsScenarioItem *
make_item (const NsScenarioFile *file, const char *group, const char *media_type, GString *text)
{
  NsScenarioItem *item = g_new0 (NsScenarioItem, 1);

  item->name = dup_name (file, group);
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
  g_autofree char *name = dup_name (file, group);
  g_autofree char *date = NULL;
  gint64 time = scenario->clock;
  NsScenarioItem *item;
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
    g_string_append_printf (out, "Message-ID: <%s@%s.scenario.example.test>\r\n", name, scenario->name);
  g_string_append (out, "MIME-Version: 1.0\r\n");
  append_mail_body (out, text);
  item = make_item (file, group, "message/rfc822", out);
  item->title = g_steal_pointer (&subject);
  return item;
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
  NsScenarioItem *item;
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
  item = make_item (file, group, "text/calendar", out);
  item->title = g_steal_pointer (&subject);
  item->uid = g_steal_pointer (&uid);
  return item;
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
  NsScenarioItem *item;
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
  item = make_item (file, group, "text/vcard", out);
  item->uid = ns_scenario_file_dup_text (file, group, "Uid");
  item->title = g_steal_pointer (&full);
  return item;
}

/* The bytes themselves, as `scenario save` writes them. */
static NsScenarioItem *
read_raw (const NsScenarioFile *file, const char *group, const char *media_type, GError **error)
{
  g_autofree char *raw = ns_scenario_file_dup_text (file, group, "Raw");
  g_autofree char *base64 = ns_scenario_file_dup_text (file, group, "Base64");
  NsScenarioItem *item;
  GString *out;
  gsize size;

  if (!ns_scenario_file_check_keys (file, group, raw_keys, error))
    return NULL;
  if ((raw != NULL) == (base64 != NULL))
    {
      ns_scenario_file_fail (file, group, "Raw", "only one of Raw and Base64 is possible", error);
      return NULL;
    }
  if (base64 != NULL)
    {
      g_autofree guchar *bytes = g_base64_decode (base64, &size);

      out = g_string_new_len ((const char *) bytes, (gssize) size);
    }
  else
    out = g_string_new (raw);
  item = make_item (file, group, media_type, out);
  item->title = g_strdup (item->name);
  return item;
}

static NsScenarioItem *
read_item (const NsScenarioFile *file, const char *group, const NsScenario *scenario, GError **error)
{
  static const struct
  {
    const char *kind;
    const char *media_type;
    const char *const *keys;
    NsScenarioItem *(*read) (const NsScenarioFile *file, const char *group, const NsScenario *scenario,
                             GError **error);
  } kinds[] = {
    { "mail", "message/rfc822", mail_keys, read_mail },
    { "event", "text/calendar", event_keys, read_event },
    { "contact", "text/vcard", contact_keys, read_contact },
  };
  g_autofree char *kind = ns_scenario_file_dup_required (file, group, "Kind", error);

  if (kind == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (kinds[i].kind, kind))
        continue;
      if (g_key_file_has_key (file->file, group, "Raw", NULL) ||
          g_key_file_has_key (file->file, group, "Base64", NULL))
        return read_raw (file, group, kinds[i].media_type, error);
      return ns_scenario_file_check_keys (file, group, kinds[i].keys, error)
               ? kinds[i].read (file, group, scenario, error) : NULL;
    }
  ns_scenario_file_fail (file, group, "Kind", "it must be mail, event or contact", error);
  return NULL;
}

static gboolean
check_folder (const NsScenarioFile *file, const char *group, GError **error)
{
  g_autofree char *name = ns_scenario_file_dup_text (file, group, "Folder");
  g_autofree char *folder = g_strconcat (NS_SCENARIO_FOLDER, name, NULL);

  return name == NULL || g_key_file_has_group (file->file, folder) ||
         ns_scenario_file_fail (file, group, "Folder", "there is no group that describes this folder", error);
}

/**
 * ns_scenario_items_read:
 * @file: a scenario file
 * @group: an `Item NAME` or `Server item NAME` group of it
 * @scenario: what is known already: clock and address; gets the items
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Composes the mail, event or contact as a file of its kind, with CRLF line ends; with a Count, so many of them.
 *
 * Returns: whether it could be read
 */
gboolean
ns_scenario_items_read (const NsScenarioFile *file, const char *group, NsScenario *scenario, GError **error)
{
  GPtrArray *items =
    g_str_has_prefix (group, NS_SCENARIO_SERVER_ITEM) ? scenario->server_items : scenario->items;
  NsScenarioFile numbered = *file;
  g_autofree char *series = dup_name (file, group);
  guint64 count = 0;

  if (ns_scenario_find_item (scenario, series) != NULL)
    return ns_scenario_file_fail (file, group, NULL, "there is an item of that name already", error);
  if (!ns_scenario_file_get_number (file, group, "Count", MAX_COUNT, &count, error) ||
      !check_folder (file, group, error))
    return FALSE;
  for (guint64 i = 0; i < MAX (count, 1); i++)
    {
      NsScenarioItem *item;

      numbered.number = count > 0 ? (guint) i + 1 : 0;
      item = read_item (&numbered, group, scenario, error);
      if (item == NULL)
        return FALSE;
      item->folder = ns_scenario_file_dup_text (file, group, "Folder");
      item->series = count > 0 ? g_strdup (series) : NULL;
      g_ptr_array_add (items, item);
    }
  return TRUE;
}
