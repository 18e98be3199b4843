/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-lines.h"

#include "intake/ns-intake-text.h"
#include "intake/ns-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Calendars nest four deep (VCALENDAR, VTIMEZONE, STANDARD; VEVENT, VALARM); more is an attack on the parsers. */
#define MAX_DEPTH 8

#define EXCERPT_CHARS 40

typedef struct
{
  const char *start; /* without the line end */
  gsize length;
  guint number;
} Line;

typedef struct
{
  const char *next;
  const char *end;
  guint number;
} Reader;

static void
reader_init (Reader *reader, GBytes *bytes)
{
  gsize size;

  reader->next = g_bytes_get_data (bytes, &size);
  reader->end = reader->next + size;
  reader->number = 0;
}

static gboolean
reader_next (Reader *reader, Line *line)
{
  const char *stop;

  if (reader->next == reader->end)
    return FALSE;
  stop = memchr (reader->next, '\n', reader->end - reader->next);
  line->start = reader->next;
  line->length = (stop != NULL ? stop : reader->end) - line->start;
  line->number = ++reader->number;
  reader->next = stop != NULL ? stop + 1 : reader->end;
  if (line->length != 0 && line->start[line->length - 1] == '\r')
    line->length--;
  return TRUE;
}

/* A property name ends at its first parameter or at its value. */
static gboolean
line_has_name (const Line *line, const char *name)
{
  const gsize length = strlen (name);

  return line->length > length && g_ascii_strncasecmp (line->start, name, length) == 0
         && strchr (":;", line->start[length]) != NULL;
}

static char *
line_value (const Line *line)
{
  const char *colon = memchr (line->start, ':', line->length);
  char *value = g_strndup (colon + 1, line->start + line->length - colon - 1);

  return g_strstrip (value);
}

/* vCard 2.1 ends a quoted-printable line that goes on with an equals sign and does not indent the next. */
static gboolean
line_goes_on (const Line *line, gboolean in_quoted_printable)
{
  g_autofree char *text = NULL;

  if (line->length == 0 || line->start[line->length - 1] != '=')
    return FALSE;
  if (in_quoted_printable)
    return TRUE;
  text = g_ascii_strup (line->start, line->length);
  return strstr (text, "QUOTED-PRINTABLE") != NULL;
}

typedef struct
{
  const char *name;
  GPtrArray *open; /* (owned) (element-type utf8): the components around the current line */
  Line property;   /* the line that began the current property, while its colon has not come yet */
  gboolean want_colon;
  gboolean goes_on;
  guint n_outer;
} Check;

/* @sentence has %s where the beginning of the line comes in. */
static gboolean
refuse (const Check *check, const Line *line, const char *sentence, GError **error)
{
  g_autofree char *text = g_strndup (line->start, line->length);
  g_autofree char *excerpt = ns_intake_display (text, EXCERPT_CHARS);
  g_autoptr (GString) said = g_string_new (sentence);

  g_string_replace (said, "%s", excerpt, 1);
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, check->name, line->number, "%s", said->str);
  return FALSE;
}

static gboolean
check_begin (Check *check, const Line *line, const char *outer, GError **error)
{
  g_autofree char *component = line_value (line);

  if (check->open->len == 0 && g_ascii_strcasecmp (component, outer) != 0)
    return refuse (check, line, _("“%s” does not belong into this kind of file."), error);
  if (check->open->len == MAX_DEPTH)
    return refuse (check, line, _("“%s” is nested too deeply."), error);
  check->n_outer += check->open->len == 0;
  g_ptr_array_add (check->open, g_steal_pointer (&component));
  return TRUE;
}

static gboolean
check_end (Check *check, const Line *line, GError **error)
{
  g_autofree char *component = line_value (line);
  const char *innermost = check->open->len != 0 ? g_ptr_array_index (check->open, check->open->len - 1) : "";

  if (g_ascii_strcasecmp (component, innermost) != 0)
    return refuse (check, line, _("“%s” ends what was not begun."), error);
  g_ptr_array_set_size (check->open, (int) check->open->len - 1);
  return TRUE;
}

static gboolean
check_line (Check *check, const Line *line, const char *outer, GError **error)
{
  const gboolean has_colon = memchr (line->start, ':', line->length) != NULL;
  const gboolean folded = line->length != 0 && (*line->start == ' ' || *line->start == '\t');
  const gboolean continues = folded || check->goes_on;

  check->goes_on = line_goes_on (line, check->goes_on);
  if (continues)
    {
      check->want_colon = check->want_colon && !has_colon;
      return TRUE;
    }
  if (check->want_colon)
    return refuse (check, &check->property, _("“%s” is no property: it has no colon."), error);
  if (line->length == 0)
    return TRUE;

  check->property = *line;
  check->want_colon = !has_colon;
  if (line_has_name (line, "BEGIN"))
    return check_begin (check, line, outer, error);
  if (line_has_name (line, "END"))
    return check_end (check, line, error);
  if (check->open->len == 0)
    return refuse (check, line, _("“%s” does not belong into this kind of file."), error);
  return TRUE;
}

static gboolean
check_utf8 (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *bad;

  if (g_utf8_validate_len (text, size, &bad))
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_line_at (bytes, bad - text),
                       _("This line is not UTF-8 text."));
  return FALSE;
}

/**
 * ns_intake_lines_check:
 * @bytes: an iCalendar or vCard file
 * @outer: the component that it must consist of, such as `VCALENDAR`
 * @name: the file as the user knows it
 * @n_outer: (out): how many of them it holds
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Checks the frame that iCalendar and vCard share (RFC 5545 3.1, RFC 6350 3.2), which libical and EVCard repair
 * silently: UTF-8, name and value on each unfolded line, BEGIN and END in pairs, nothing cut off.
 *
 * Returns: whether it is whole
 */
gboolean
ns_intake_lines_check (GBytes *bytes, const char *outer, const char *name, guint *n_outer, GError **error)
{
  g_autoptr (GPtrArray) open = g_ptr_array_new_with_free_func (g_free);
  Check check = { .name = name, .open = open };
  Reader reader;
  Line line;

  if (!check_utf8 (bytes, name, error))
    return FALSE;

  reader_init (&reader, bytes);
  while (reader_next (&reader, &line))
    if (!check_line (&check, &line, outer, error))
      return FALSE;

  if (open->len != 0)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, reader.number,
                           _("The file ends before END:%s; it seems to be cut off."),
                           (const char *) g_ptr_array_index (open, open->len - 1));
      return FALSE;
    }
  *n_outer = check.n_outer;
  return TRUE;
}

/* How deep a line lies below the wanted component: 1 for its own lines, 0 before it. */
static guint
next_depth (const Line *line, const char *component, guint depth)
{
  g_autofree char *value = NULL;

  if (line_has_name (line, "END"))
    return depth != 0 ? depth - 1 : 0;
  if (!line_has_name (line, "BEGIN"))
    return depth;
  if (depth != 0)
    return depth + 1;
  value = line_value (line);
  return g_ascii_strcasecmp (value, component) == 0;
}

static gboolean
find_line (Reader *reader, const char *component, const char *property, Line *line)
{
  guint depth = 0;

  while (reader_next (reader, line))
    {
      const guint before = depth;

      depth = next_depth (line, component, depth);
      if (property == NULL ? before == 0 && depth == 1 : before == 1 && line_has_name (line, property))
        return TRUE;
    }
  return FALSE;
}

/**
 * ns_intake_lines_find:
 * @bytes: a file that ns_intake_lines_check() has passed
 * @component: a component, such as `VEVENT`
 * @property: (nullable): one of its own properties, not of those in it; %NULL means the BEGIN line itself
 * @end: (out) (optional): where the line ends, line end included
 *
 * Looks for the first line of @property in the components of the name @component.
 *
 * Returns: its number, counted from 1; 0 where there is none
 */
guint
ns_intake_lines_find (GBytes *bytes, const char *component, const char *property, gsize *end)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  Reader reader;
  Line line;

  reader_init (&reader, bytes);
  if (!find_line (&reader, component, property, &line))
    return 0;
  if (end != NULL)
    *end = reader.next - text;
  return line.number;
}

/**
 * ns_intake_lines_find_span:
 * @bytes: a file that ns_intake_lines_check() has passed
 * @component: a component, such as `VEVENT`
 * @property: (nullable): one of its own properties, not of those in it; %NULL means the BEGIN line itself
 * @start: (out): where its first line starts
 * @end: (out): where the last line that it is folded into ends, line end included
 *
 * Looks for the first @property in the components of the name @component.
 *
 * Returns: whether there is one
 */
gboolean
ns_intake_lines_find_span (GBytes *bytes, const char *component, const char *property, gsize *start, gsize *end)
{
  const char *text = g_bytes_get_data (bytes, NULL);
  Reader reader;
  Line line;

  reader_init (&reader, bytes);
  if (!find_line (&reader, component, property, &line))
    return FALSE;
  *start = line.start - text;
  while (reader.next != reader.end && (*reader.next == ' ' || *reader.next == '\t'))
    reader_next (&reader, &line);
  *end = reader.next - text;
  return TRUE;
}
