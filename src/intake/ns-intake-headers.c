/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-headers.h"

#include <gmime/gmime.h>
#include <string.h>

static const char *const header_names[NS_HEADER_OTHER] = {
  [NS_HEADER_FROM] = "From",
  [NS_HEADER_TO] = "To",
  [NS_HEADER_CC] = "Cc",
  [NS_HEADER_BCC] = "Bcc",
  [NS_HEADER_SUBJECT] = "Subject",
  [NS_HEADER_DATE] = "Date",
  [NS_HEADER_MESSAGE_ID] = "Message-ID",
  [NS_HEADER_MIME_VERSION] = "MIME-Version",
  [NS_HEADER_CONTENT_TYPE] = "Content-Type",
  [NS_HEADER_TRANSFER_ENCODING] = "Content-Transfer-Encoding",
  [NS_HEADER_RECEIVED] = "Received",
};

/* RFC 5322 2.2: printable ASCII up to the colon; white space before the colon is the obsolete form. */
static NsHeader
classify (const char *line, gsize length, gboolean *valid)
{
  gsize n = 0;

  while (n < length && line[n] > ' ' && line[n] < 0x7f && line[n] != ':')
    n++;
  *valid = n > 0 && n < length && line[n] == ':';
  for (guint i = 0; *valid && i < NS_HEADER_OTHER; i++)
    if (strlen (header_names[i]) == n && g_ascii_strncasecmp (line, header_names[i], n) == 0)
      return (NsHeader) i;
  return NS_HEADER_OTHER;
}

static gboolean
take_line (NsHeaderBlock *block, const char *line, gsize length, guint number, gboolean first)
{
  gboolean valid;
  NsHeader header;

  if (*line == ' ' || *line == '\t')
    return !first;
  header = classify (line, length, &valid);
  if (header == NS_HEADER_OTHER)
    return valid;
  block->n_known++;
  if (block->line[header] == 0)
    block->line[header] = number;
  return TRUE;
}

/**
 * ns_intake_headers_scan:
 * @bytes: a message, LF or CRLF line ends
 * @block: (out): what was found, also where the result is %FALSE
 *
 * Walks over the headers of a message. A separator line before them, as in mbox files and patches, is no part of it.
 *
 * Returns: whether it begins with a whole header block, the empty line included
 */
gboolean
ns_intake_headers_scan (GBytes *bytes, NsHeaderBlock *block)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *end = text + size;
  const char *line = text;

  *block = (NsHeaderBlock){ 0 };
  for (guint number = 1;; number++)
    {
      const char *stop = line < end ? memchr (line, '\n', end - line) : NULL;
      const gsize length = (stop != NULL ? stop : end) - line;
      const gboolean separator = number == 1 && length > 5 && strncmp (line, "From ", 5) == 0;

      block->end = line - text;
      block->bad_line = number;
      if (stop == NULL)
        return FALSE;
      if (separator)
        block->start = stop + 1 - text;
      if (length == 0 || (length == 1 && *line == '\r'))
        return TRUE;
      if (!separator && !take_line (block, line, length, number, block->end == block->start))
        {
          block->bad_text = line;
          block->bad_length = length;
          return FALSE;
        }
      line = stop + 1;
    }
}

/* RFC 1428 has a name for 8-bit text whose charset nobody knows. */
static const char *
guess_charset (const char *body, gsize size)
{
  gboolean ascii = TRUE;

  for (gsize i = 0; ascii && i < size; i++)
    ascii = (guchar) body[i] < 0x80;
  if (ascii)
    return "us-ascii";
  return g_utf8_validate_len (body, size, NULL) ? "utf-8" : "unknown-8bit";
}

/* The headers without which servers refuse a mail or make their own (eas-facts 6.3). */
static char *
missing_headers (const NsHeaderBlock *block, const char *body, gsize body_size, const char *message_id)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  GString *added = g_string_new (NULL);

  if (block->line[NS_HEADER_DATE] == 0)
    {
      g_autofree char *date = g_mime_utils_header_format_date (now);

      g_string_append_printf (added, "Date: %s\r\n", date);
    }
  if (block->line[NS_HEADER_MESSAGE_ID] == 0)
    g_string_append_printf (added, "Message-ID: <%s>\r\n", message_id);
  if (block->line[NS_HEADER_MIME_VERSION] == 0)
    g_string_append (added, "MIME-Version: 1.0\r\n");
  if (block->line[NS_HEADER_CONTENT_TYPE] == 0)
    {
      const char *charset = guess_charset (body, body_size);

      g_string_append_printf (added, "Content-Type: text/plain; charset=%s\r\n", charset);
      if (block->line[NS_HEADER_TRANSFER_ENCODING] == 0 && !g_str_equal (charset, "us-ascii"))
        g_string_append (added, "Content-Transfer-Encoding: 8bit\r\n");
    }
  return g_string_free (added, FALSE);
}

/**
 * ns_intake_headers_complete:
 * @bytes: a message
 * @block: its headers
 * @message_id: what to call it where it has no Message-ID, without angle brackets
 *
 * Adds the headers that are missing behind those that are there, and leaves out a separator line.
 *
 * Returns: (transfer full): the message; the same @bytes where nothing is missing
 */
GBytes *
ns_intake_headers_complete (GBytes *bytes, const NsHeaderBlock *block, const char *message_id)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  g_autofree char *added = missing_headers (block, text + block->end, size - block->end, message_id);
  GByteArray *out;

  if (*added == '\0' && block->start == 0)
    return g_bytes_ref (bytes);
  out = g_byte_array_sized_new (size + strlen (added));
  g_byte_array_append (out, (const guint8 *) text + block->start, block->end - block->start);
  g_byte_array_append (out, (const guint8 *) added, strlen (added));
  g_byte_array_append (out, (const guint8 *) text + block->end, size - block->end);
  return g_byte_array_free_to_bytes (out);
}
