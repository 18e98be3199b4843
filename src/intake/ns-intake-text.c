/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-text.h"

#include "intake/ns-intake.h"

#include <string.h>

/**
 * ns_intake_set_error:
 * @error: (nullable): where the error goes
 * @code: an #NsIntakeError
 * @name: the file as the user knows it
 * @line: the line, counted from 1, or 0 where there is none
 * @format: the sentence
 *
 * Sets an error whose message names the file and the line.
 */
void
ns_intake_set_error (GError **error, int code, const char *name, guint line, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  if (line != 0)
    g_set_error (error, NS_INTAKE_ERROR, code, "%s: line %u: %s", name, line, sentence);
  else
    g_set_error (error, NS_INTAKE_ERROR, code, "%s: %s", name, sentence);
}

/* The line end at @text is one or two bytes long; 0 where there is none. */
static gsize
line_end (const char *text, const char *end)
{
  if (*text == '\n')
    return 1;
  if (*text != '\r')
    return 0;
  return text + 1 < end && text[1] == '\n' ? 2 : 1;
}

static gsize
count_ends (const char *text, gsize size, gboolean *only_crlf)
{
  gsize n = 0;

  *only_crlf = TRUE;
  for (const char *p = text, *end = text + size; p < end;)
    {
      const gsize length = line_end (p, end);

      if (length == 1)
        *only_crlf = FALSE;
      n += length != 0;
      p += MAX (length, 1);
    }
  return n;
}

/**
 * ns_intake_to_crlf:
 * @bytes: text in any convention of line ends, even a mixture
 *
 * Makes every line end CRLF, which ActiveSync servers insist on (eas-facts 6.3). Everything else stays as it is.
 *
 * Returns: (transfer full): the same @bytes where nothing had to change
 */
GBytes *
ns_intake_to_crlf (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  gboolean only_crlf;
  const gsize n_ends = count_ends (text, size, &only_crlf);
  GByteArray *out;

  if (only_crlf)
    return g_bytes_ref (bytes);

  out = g_byte_array_sized_new (size + n_ends);
  for (const char *p = text, *end = text + size; p < end;)
    {
      const char *start = p;
      gsize length = 0;

      while (p < end && (length = line_end (p, end)) == 0)
        p++;
      g_byte_array_append (out, (const guint8 *) start, p - start);
      if (length != 0)
        g_byte_array_append (out, (const guint8 *) "\r\n", 2);
      p += length;
    }
  return g_byte_array_free_to_bytes (out);
}

/**
 * ns_intake_line_at:
 * @bytes: text with LF or CRLF line ends
 * @offset: a place in it; past the end counts as the end
 *
 * Returns: the line of @offset, counted from 1
 */
guint
ns_intake_line_at (GBytes *bytes, gsize offset)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  guint line = 1;

  for (gsize i = 0; i < MIN (offset, size); i++)
    line += text[i] == '\n';
  return line;
}

/**
 * ns_intake_count_lines:
 * @bytes: text with LF or CRLF line ends
 *
 * Returns: how many lines it has; a last one without a line end counts
 */
guint
ns_intake_count_lines (GBytes *bytes)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const guint line = ns_intake_line_at (bytes, size);

  return line > 1 && text[size - 1] == '\n' ? line - 1 : line;
}

/**
 * ns_intake_display:
 * @text: (nullable): text of unknown origin
 * @max_chars: how much of it is wanted
 *
 * Makes text fit for one line of a list or a terminal: valid UTF-8, no control characters (a subject must not move
 * the cursor), white space as single spaces.
 *
 * Returns: (transfer full): the text, with an ellipsis where it was cut; never %NULL
 */
char *
ns_intake_display (const char *text, gsize max_chars)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  GString *out = g_string_new (NULL);
  gsize n_chars = 0;
  gboolean gap = FALSE;

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || g_unichar_iscntrl (c))
        {
          gap = out->len != 0;
          continue;
        }
      if (n_chars + gap >= max_chars)
        {
          g_string_append (out, "…");
          break;
        }
      if (gap)
        g_string_append_c (out, ' ');
      g_string_append_unichar (out, c);
      n_chars += 1 + gap;
      gap = FALSE;
    }
  return g_string_free (out, FALSE);
}

/**
 * ns_intake_wire_text:
 * @text: valid or invalid UTF-8
 *
 * Makes text fit for an inline string that the server turns into XML: valid UTF-8, CRLF line ends (eas-facts 8.1), no
 * characters that XML 1.0 does not have.
 *
 * Returns: (transfer full): the text
 */
char *
ns_intake_wire_text (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  GString *out = g_string_sized_new (strlen (valid));

  for (const char *p = valid; *p != '\0'; p++)
    if (*p == '\r' && p[1] == '\n')
      continue;
    else if (*p == '\n' || *p == '\r')
      g_string_append (out, "\r\n");
    else if ((guchar) *p >= ' ' || *p == '\t')
      g_string_append_c (out, *p);
  return g_string_free (out, FALSE);
}

/**
 * ns_intake_append:
 * @node: an element
 * @tag: the child's tag
 * @text: (nullable): the child's text
 *
 * Appends a child with text; nothing where @text is %NULL or empty.
 */
void
ns_intake_append (NsNode *node, NsTag tag, const char *text)
{
  g_autofree char *clean = NULL;

  if (text == NULL || *text == '\0')
    return;
  clean = ns_intake_wire_text (text);
  ns_node_append_text (node, tag, clean);
}

/**
 * ns_intake_append_body:
 * @node: ApplicationData
 * @old_tag: the class's own Body, for protocol 2.5
 * @text: (nullable): plain text
 * @version: the protocol version
 *
 * Appends the text of an item (MS-ASAIRS 2.2.2.9, eas-facts 8.1); nothing where there is none.
 */
void
ns_intake_append_body (NsNode *node, NsTag old_tag, const char *text, NsEasVersion version)
{
  NsNode *body;

  if (text == NULL || *text == '\0')
    return;
  if (version < NS_EAS_VERSION_12_0)
    {
      ns_intake_append (node, old_tag, text);
      return;
    }
  body = ns_node_append_empty (node, NS_TAG_AIR_SYNC_BASE_BODY);
  ns_node_append_text (body, NS_TAG_AIR_SYNC_BASE_TYPE, "1");
  ns_intake_append (body, NS_TAG_AIR_SYNC_BASE_DATA, text);
}
