/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-compare-words.h"

#include "base/ns-time.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What is shown of a long value, and where it starts when two of them begin alike, in characters. */
#define MAX_CHARS 160
#define CONTEXT_CHARS 40

#define DAY (24 * G_TIME_SPAN_HOUR)

/* MS-ASCAL 2.2.2.8 */
static const char *const busy_words[] = {
  NC_ ("shown as", "free"),          NC_ ("shown as", "tentative"),         NC_ ("shown as", "busy"),
  NC_ ("shown as", "out of office"), NC_ ("shown as", "working elsewhere"),
};

/* MS-ASCAL 2.2.2.41 */
static const char *const privacy_words[] = {
  NC_ ("privacy", "normal"), NC_ ("privacy", "personal"), NC_ ("privacy", "private"), NC_ ("privacy", "confidential"),
};

/* What only goes with a time or with people says nothing alone. */
static const NsNode *
find_element (const NsCompareField *field, const NsNode *data)
{
  const gboolean is_first_only = field->form == NS_COMPARE_START || field->form == NS_COMPARE_PEOPLE;
  const guint n_tags = is_first_only ? 1 : NS_COMPARE_MAX_TAGS;

  for (guint i = 0; i < n_tags && field->tags[i] != 0; i++)
    {
      const NsNode *element = ns_node_child (data, field->tags[i]);

      if (element != NULL)
        return element;
    }
  return NULL;
}

/* On one line: a list and a table have no room for more. */
static char *
one_line (const char *text)
{
  g_auto (GStrv) words = text != NULL ? g_strsplit_set (text, " \t\r\n", -1) : NULL;
  GString *line = g_string_new (NULL);

  for (gsize i = 0; words != NULL && words[i] != NULL; i++)
    if (*words[i] != '\0')
      g_string_append_printf (line, "%s%s", line->len > 0 ? " " : "", words[i]);
  if (line->len > 0)
    return g_string_free (line, FALSE);
  g_string_free (line, TRUE);
  return NULL;
}

static char *
text_words (const NsNode *element)
{
  if (ns_node_tag (element) == NS_TAG_AIR_SYNC_BASE_LOCATION)
    return one_line (ns_node_child_text (element, NS_TAG_AIR_SYNC_BASE_DISPLAY_NAME));
  if (ns_node_tag (element) == NS_TAG_AIR_SYNC_BASE_BODY)
    return one_line (ns_node_child_text (element, NS_TAG_AIR_SYNC_BASE_DATA));
  return one_line (ns_node_text (element));
}

/* Exchange gives an address back as "Name" <address>. */
static char *
address_words (const NsNode *element)
{
  const char *text = ns_node_text (element);
  const char *open = text != NULL ? strrchr (text, '<') : NULL;
  const char *close = open != NULL ? strchr (open, '>') : NULL;
  g_autofree char *bare = close != NULL ? g_strndup (open + 1, (gsize) (close - open - 1)) : g_strdup (text);

  return one_line (bare);
}

static void
append_part (GString *parts, const char *part)
{
  if (part != NULL && *part != '\0')
    g_string_append_printf (parts, "%s%s", parts->len > 0 ? ", " : "", part);
}

static char *
take_parts (GString *parts)
{
  char *text = parts->len > 0 ? g_strdup (parts->str) : NULL;

  g_string_free (parts, TRUE);
  return text;
}

static char *
street_words (const NsCompareField *field, const NsNode *data)
{
  GString *parts = g_string_new (NULL);

  for (guint i = 0; i < NS_COMPARE_MAX_TAGS && field->tags[i] != 0; i++)
    {
      g_autofree char *part = one_line (ns_node_child_text (data, field->tags[i]));

      append_part (parts, part);
    }
  return take_parts (parts);
}

static char *
list_words (const NsNode *element)
{
  GString *parts = g_string_new (NULL);

  for (guint i = 0; i < ns_node_n_children (element); i++)
    {
      g_autofree char *part = one_line (ns_node_text (ns_node_nth_child (element, i)));

      append_part (parts, part);
    }
  return take_parts (parts);
}

static char *
people_words (const NsNode *element)
{
  GString *parts = g_string_new (NULL);

  for (guint i = 0; i < ns_node_n_children (element); i++)
    {
      const NsNode *person = ns_node_nth_child (element, i);
      const char *name = ns_node_child_text (person, NS_TAG_CALENDAR_NAME);
      const char *email = ns_node_child_text (person, NS_TAG_CALENDAR_EMAIL);

      append_part (parts, name != NULL && *name != '\0' ? name : email);
    }
  return take_parts (parts);
}

static char *
day_words (gint64 usec)
{
  g_autoptr (GDateTime) day = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);

  /* Translators: a day, as g_date_time_format() takes it. */
  return day != NULL ? g_date_time_format (day, C_ ("day", "%a %-d %b %Y")) : NULL;
}

/* All-day events have UTC midnights here, or local ones (eas-facts 8.2); both name the day that is meant. */
static char *
all_day_words (gint64 usec)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc != NULL ? g_date_time_to_local (utc) : NULL;

  if (usec % DAY == 0 || local == NULL)
    return day_words (usec);
  return day_words (usec + g_date_time_get_utc_offset (local));
}

static char *
time_words (const NsNode *element, const NsNode *data, gboolean is_end)
{
  const gint64 usec = ns_time_from_compact (ns_node_text (element));
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);

  if (usec == 0 || local == NULL)
    return text_words (element);
  /* The end of an all-day event is the first moment after it. */
  if (ns_node_child_boolean (data, NS_TAG_CALENDAR_ALL_DAY_EVENT, FALSE))
    return all_day_words (is_end ? usec - DAY : usec);
  /* Translators: a day and a time, as g_date_time_format() takes it. */
  return g_date_time_format (local, C_ ("day and time", "%a %-d %b %Y, %H:%M"));
}

static char *
date_words (const NsNode *element)
{
  const gint64 usec = ns_time_from_iso8601 (ns_node_text (element));

  return usec != 0 ? day_words (usec) : text_words (element);
}

static char *
number_words (const NsNode *element, const char *context, const char *const *words, guint n_words)
{
  guint64 number;

  if (ns_node_text (element) == NULL
      || !g_ascii_string_to_unsigned (ns_node_text (element), 10, 0, n_words - 1, &number, NULL))
    return text_words (element);
  return g_strdup (g_dpgettext2 (GETTEXT_PACKAGE, context, words[number]));
}

static char *
yes_no_words (const NsNode *element)
{
  const gboolean is_set = g_strcmp0 (ns_node_text (element), "1") == 0;

  return g_strdup (is_set ? C_ ("field value", "yes") : C_ ("field value", "no"));
}

/* An empty element means that there is none. */
static char *
reminder_words (const NsNode *element)
{
  const char *text = ns_node_text (element);
  guint64 number;
  guint minutes, hours, days;

  if (text == NULL || !g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT32, &number, NULL))
    return text_words (element);
  minutes = (guint) number;
  hours = minutes / 60;
  days = hours / 24;
  if (minutes == 0)
    return g_strdup (_("at the start"));
  if (minutes == days * 24 * 60)
    return g_strdup_printf (ngettext ("%u day before", "%u days before", days), days);
  if (minutes == hours * 60)
    return g_strdup_printf (ngettext ("%u hour before", "%u hours before", hours), hours);
  return g_strdup_printf (ngettext ("%u minute before", "%u minutes before", minutes), minutes);
}

static char *
count_words (const NsNode *element)
{
  const guint n = ns_node_n_children (element);

  return n > 0 ? g_strdup_printf ("%u", n) : NULL;
}

static char *
picture_words (const NsNode *element)
{
  const char *text = ns_node_text (element);
  g_autofree char *size = text != NULL ? g_format_size (strlen (text) / 4 * 3) : NULL;

  return size != NULL && *text != '\0' ? g_strdup_printf (_("a picture of %s"), size) : NULL;
}

static char *
element_words (const NsCompareField *field, const NsNode *element, const NsNode *data)
{
  switch (field->form)
    {
    case NS_COMPARE_ADDRESS:
      return address_words (element);
    case NS_COMPARE_STREET:
      return street_words (field, data);
    case NS_COMPARE_START:
    case NS_COMPARE_END:
      return time_words (element, data, field->form == NS_COMPARE_END);
    case NS_COMPARE_DATE:
      return date_words (element);
    case NS_COMPARE_YES_NO:
      return yes_no_words (element);
    case NS_COMPARE_BUSY:
      return number_words (element, "shown as", busy_words, G_N_ELEMENTS (busy_words));
    case NS_COMPARE_PRIVACY:
      return number_words (element, "privacy", privacy_words, G_N_ELEMENTS (privacy_words));
    case NS_COMPARE_REMINDER:
      return reminder_words (element);
    case NS_COMPARE_RECURRENCE:
      return ns_compare_words_recurrence (element);
    case NS_COMPARE_LIST:
      return list_words (element);
    case NS_COMPARE_PEOPLE:
      return people_words (element);
    case NS_COMPARE_COUNT:
      return count_words (element);
    case NS_COMPARE_PICTURE:
      return picture_words (element);
    case NS_COMPARE_TEXT:
    case NS_COMPARE_NOTES:
      break;
    }
  return text_words (element);
}

/**
 * ns_compare_words:
 * @field: a field
 * @data: ApplicationData
 *
 * Puts the value of a field into words, on one line; times are local. Pure.
 *
 * Returns: (transfer full) (nullable): the words; %NULL where there is no value
 */
char *
ns_compare_words (const NsCompareField *field, const NsNode *data)
{
  const NsNode *element = find_element (field, data);

  return element != NULL ? element_words (field, element, data) : NULL;
}

/**
 * ns_compare_words_cut:
 * @text: (nullable): a value in words
 * @other: (nullable): the value beside it
 *
 * Cuts a long value to what can be shown, so that the place where the two begin to differ can be seen.
 *
 * Returns: (transfer full) (nullable): the value, with an ellipsis where something was left out
 */
char *
ns_compare_words_cut (const char *text, const char *other)
{
  const glong length = text != NULL ? g_utf8_strlen (text, -1) : 0;
  glong start = 0;
  g_autofree char *part = NULL;

  if (length <= MAX_CHARS)
    return g_strdup (text);
  for (const char *a = text, *b = other; b != NULL && *a != '\0' && g_utf8_get_char (a) == g_utf8_get_char (b);
       a = g_utf8_next_char (a), b = g_utf8_next_char (b))
    start++;
  start = start < MAX_CHARS - CONTEXT_CHARS || start == length ? 0 : start - CONTEXT_CHARS;
  part = g_utf8_substring (text, start, MIN (length, start + MAX_CHARS));
  return g_strconcat (start > 0 ? "…" : "", part, start + MAX_CHARS < length ? "…" : "", NULL);
}
