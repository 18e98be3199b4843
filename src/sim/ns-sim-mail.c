/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-mail.h"

#include <string.h>

/* Common status codes (MS-ASCMD 2.2.2). */
enum
{
  STATUS_OK = 0,
  STATUS_INVALID_CONTENT = 101,
  STATUS_INVALID_MIME = 107,
  STATUS_NO_RECIPIENT = 119,
};

static gboolean
has_bare_newline (const char *bytes, gsize size)
{
  const char *p = bytes;

  while ((p = memchr (p, '\n', size - (gsize) (p - bytes))) != NULL)
    {
      if (p == bytes || p[-1] != '\r')
        return TRUE;
      p++;
    }
  return FALSE;
}

/* The length of the header with the line end of its last field, without the empty line. */
static gsize
header_length (const char *bytes, gsize size)
{
  const char *gap = g_strstr_len (bytes, (gssize) size, "\r\n\r\n");

  return gap != NULL ? (gsize) (gap - bytes) + 2 : size;
}

/* From the start of a field to the start of the next: continuation lines belong to it (RFC 5322 2.2.3). */
static gsize
field_length (const char *bytes, gsize size)
{
  gsize length = 0;

  do
    {
      const char *end = memchr (bytes + length, '\n', size - length);

      if (end == NULL)
        return size;
      length = (gsize) (end - bytes) + 1;
    }
  while (length < size && (bytes[length] == ' ' || bytes[length] == '\t'));
  return length;
}

static gboolean
is_field (const char *field, gsize length)
{
  const char *colon = memchr (field, ':', length);

  if (colon == NULL || colon == field)
    return FALSE;
  for (const char *p = field; p < colon; p++)
    if (!g_ascii_isgraph (*p))
      return FALSE;
  return TRUE;
}

static gboolean
is_named (const char *field, gsize length, const char *name)
{
  const gsize name_length = strlen (name);

  return length > name_length && field[name_length] == ':' && g_ascii_strncasecmp (field, name, name_length) == 0;
}

static char *
dup_value (const char *field, gsize length)
{
  const char *colon = memchr (field, ':', length);
  g_autofree char *raw = g_strndup (colon + 1, length - (gsize) (colon + 1 - field));
  GString *value = g_string_new (NULL);
  g_autofree char *text = NULL;

  for (const char *p = raw; *p != '\0'; p++)
    if (*p != '\r' && *p != '\n')
      g_string_append_c (value, *p == '\t' ? ' ' : *p);
  text = g_string_free (value, FALSE);
  return g_utf8_make_valid (g_strstrip (text), -1);
}

static char *
decode_q (const char *text)
{
  GString *out = g_string_new (NULL);

  for (const char *p = text; *p != '\0'; p++)
    if (*p == '=' && g_ascii_isxdigit (p[1]) && g_ascii_isxdigit (p[2]))
      {
        g_string_append_c (out, (char) (g_ascii_xdigit_value (p[1]) << 4 | g_ascii_xdigit_value (p[2])));
        p += 2;
      }
    else
      g_string_append_c (out, *p == '_' ? ' ' : *p);
  return g_string_free (out, FALSE);
}

static char *
decode_b (const char *text)
{
  gsize length;
  g_autofree guchar *bytes = g_base64_decode (text, &length);

  return g_strndup ((const char *) bytes, length);
}

static gboolean
replace_word (const GMatchInfo *match, GString *out, gpointer user_data)
{
  g_autofree char *charset = g_match_info_fetch (match, 1);
  g_autofree char *encoding = g_match_info_fetch (match, 2);
  g_autofree char *text = g_match_info_fetch (match, 3);
  g_autofree char *bytes = g_ascii_tolower (encoding[0]) == 'q' ? decode_q (text) : decode_b (text);
  g_autofree char *utf8 = g_convert (bytes, -1, "UTF-8", charset, NULL, NULL, NULL);

  g_string_append (out, utf8 != NULL ? utf8 : text);
  return FALSE;
}

/* RFC 2047: white space between two encoded words is not part of the text. */
static char *
decode_words (const char *text)
{
  g_autoptr (GRegex) gap = g_regex_new ("\\?=\\s+=\\?", 0, 0, NULL);
  g_autoptr (GRegex) word = g_regex_new ("=\\?([^?*]+)[^?]*\\?([QBqb])\\?([^?]*)\\?=", 0, 0, NULL);
  g_autofree char *joined = g_regex_replace_literal (gap, text, -1, 0, "?==?", 0, NULL);
  g_autofree char *decoded = g_regex_replace_eval (word, joined, -1, 0, 0, replace_word, NULL, NULL);

  return g_utf8_make_valid (decoded != NULL ? decoded : text, -1);
}

static void
add_recipient (GPtrArray *recipients, const char *start, gsize length)
{
  g_autofree char *raw = g_strndup (start, length);
  g_autofree char *address = NULL;
  char *open = strrchr (raw, '<');
  char *close = open != NULL ? strchr (open, '>') : NULL;

  if (close != NULL)
    *close = '\0';
  address = g_ascii_strdown (close != NULL ? open + 1 : raw, -1);
  g_strstrip (address);
  if (strchr (address, '@') == NULL || g_ptr_array_find_with_equal_func (recipients, address, g_str_equal, NULL))
    return;
  g_ptr_array_add (recipients, g_steal_pointer (&address));
}

/* Splits an address list at the commas outside quotes, comments and angle brackets; a group's name ends with a
 * colon and the group with a semicolon (RFC 5322 3.4). */
static void
add_recipients (GPtrArray *recipients, const char *list)
{
  const char *start = list, *p;
  gboolean quoted = FALSE, angle = FALSE;

  for (p = list; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '"')
        quoted = !quoted;
      else if (!quoted && (*p == '<' || *p == '>'))
        angle = *p == '<';
      else if (!quoted && !angle && (*p == ',' || *p == ';'))
        {
          add_recipient (recipients, start, (gsize) (p - start));
          start = p + 1;
        }
      else if (!quoted && !angle && *p == ':')
        start = p + 1;
    }
  add_recipient (recipients, start, (gsize) (p - start));
}

static void
take_field (NsSimMail *mail, const char *field, gsize length)
{
  g_autofree char *value = dup_value (field, length);
  const gboolean is_to = is_named (field, length, "To");

  if (is_named (field, length, "Message-ID") && mail->message_id == NULL)
    mail->message_id = g_strdup (value);
  else if (is_named (field, length, "Subject") && mail->subject == NULL)
    mail->subject = decode_words (value);
  else if (is_named (field, length, "From") && mail->from == NULL)
    mail->from = decode_words (value);
  else if (is_to || is_named (field, length, "Cc") || is_named (field, length, "Bcc"))
    add_recipients (mail->recipients, value);
  if (is_to && mail->to == NULL)
    mail->to = decode_words (value);
}

/**
 * ns_sim_mail_parse:
 * @mime: (transfer none): a message, hostile or not
 * @out: (out caller-allocates): its parts; cleared by the caller whatever comes back
 *
 * Reads what Exchange reads: every line must end with CRLF (eas-facts 6.3), the header must be fields, and there must
 * be a recipient.
 *
 * Returns: 0, or the common status with which Exchange refuses it: 101, 107 or 119 (MS-ASCMD 2.2.2)
 */
int
ns_sim_mail_parse (GBytes *mime, NsSimMail *out)
{
  gsize size, length, offset = 0;
  const char *bytes = g_bytes_get_data (mime, &size);

  *out = (NsSimMail){ .mime = g_bytes_ref (mime), .recipients = g_ptr_array_new_with_free_func (g_free) };
  if (size == 0)
    return STATUS_INVALID_MIME;

  length = header_length (bytes, size);
  while (offset < length)
    {
      const gsize field = field_length (bytes + offset, length - offset);

      if (!is_field (bytes + offset, field))
        return has_bare_newline (bytes, size) ? STATUS_INVALID_CONTENT : STATUS_INVALID_MIME;
      take_field (out, bytes + offset, field);
      offset += field;
    }
  if (has_bare_newline (bytes, size))
    return STATUS_INVALID_CONTENT;
  return out->recipients->len > 0 ? STATUS_OK : STATUS_NO_RECIPIENT;
}

/**
 * ns_sim_mail_dup_without_bcc:
 * @self: a mail
 *
 * Returns: (transfer full): its bytes as recipients get them: without the Bcc field, otherwise untouched
 */
GBytes *
ns_sim_mail_dup_without_bcc (const NsSimMail *self)
{
  gsize size, offset = 0;
  const char *bytes = g_bytes_get_data (self->mime, &size);
  const gsize length = header_length (bytes, size);
  GByteArray *out = g_byte_array_sized_new ((guint) size);

  while (offset < length)
    {
      const gsize field = field_length (bytes + offset, length - offset);

      if (!is_named (bytes + offset, field, "Bcc"))
        g_byte_array_append (out, (const guint8 *) bytes + offset, (guint) field);
      offset += field;
    }
  g_byte_array_append (out, (const guint8 *) bytes + length, (guint) (size - length));
  return g_byte_array_free_to_bytes (out);
}

/**
 * ns_sim_mail_clear:
 * @self: a mail
 *
 * Frees what it points to.
 */
void
ns_sim_mail_clear (NsSimMail *self)
{
  g_clear_pointer (&self->mime, g_bytes_unref);
  g_clear_pointer (&self->message_id, g_free);
  g_clear_pointer (&self->subject, g_free);
  g_clear_pointer (&self->from, g_free);
  g_clear_pointer (&self->to, g_free);
  g_clear_pointer (&self->recipients, g_ptr_array_unref);
}
