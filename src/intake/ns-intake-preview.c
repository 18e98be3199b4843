/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-preview.h"

#include "intake/ns-intake-html.h"
#include "intake/ns-intake-mime.h"
#include "intake/ns-intake-text.h"

#include <glib/gi18n-lib.h>

/* What is decoded of a text at most, in bytes: HTML is mostly no text. */
#define MAX_ENCODED (1024 * 1024)
#define MAX_LINE_CHARS 2000
#define MAX_ATTACHMENTS 100

typedef struct
{
  NsPreview *preview;
  GMimePart *plain; /* (nullable): borrowed from the message */
  GMimePart *html;  /* (nullable): borrowed from the message */
} Walk;

static void
add_addresses (NsPreview *preview, const char *label, InternetAddressList *list)
{
  g_autofree char *text = list != NULL ? internet_address_list_to_string (list, NULL, FALSE) : NULL;
  g_autofree char *line = ns_intake_display (text, MAX_LINE_CHARS);

  ns_preview_add (preview->fields, label, line);
}

static void
add_headers (NsPreview *preview, GMimeMessage *message)
{
  GDateTime *date = g_mime_message_get_date (message);
  g_autoptr (GDateTime) local = date != NULL ? g_date_time_to_local (date) : NULL;
  g_autofree char *when
      = local != NULL ? g_date_time_format (local, C_ ("day and time", "%a %-d %b %Y, %H:%M")) : NULL;
  g_autofree char *subject = ns_intake_display (g_mime_message_get_subject (message), MAX_LINE_CHARS);

  add_addresses (preview, C_ ("mail header", "From"), g_mime_message_get_from (message));
  add_addresses (preview, C_ ("mail header", "To"), g_mime_message_get_to (message));
  add_addresses (preview, C_ ("mail header", "Cc"), g_mime_message_get_cc (message));
  add_addresses (preview, C_ ("mail header", "Bcc"), g_mime_message_get_bcc (message));
  ns_preview_add (preview->fields, C_ ("mail header", "Subject"), subject);
  ns_preview_add (preview->fields, C_ ("mail header", "Date"), when);
}

static void
add_attachment (NsPreview *preview, GMimeObject *part)
{
  GMimeDataWrapper *content = GMIME_IS_PART (part) ? g_mime_part_get_content (GMIME_PART (part)) : NULL;
  const gint64 size = content != NULL ? g_mime_stream_length (g_mime_data_wrapper_get_stream (content)) : -1;
  const gboolean is_base64
      = content != NULL && g_mime_data_wrapper_get_encoding (content) == GMIME_CONTENT_ENCODING_BASE64;
  const char *name = GMIME_IS_PART (part) ? g_mime_part_get_filename (GMIME_PART (part)) : NULL;
  g_autofree char *type = g_mime_content_type_get_mime_type (g_mime_object_get_content_type (part));
  g_autofree char *line = ns_intake_display (name != NULL && *name != '\0' ? name : type, MAX_LINE_CHARS);
  g_autofree char *words = size >= 0 ? g_format_size ((guint64) (is_base64 ? size / 4 * 3 : size)) : g_strdup (type);

  if (preview->attachments->len < MAX_ATTACHMENTS)
    ns_preview_add (preview->attachments, line, words);
}

static void
walk_cb (GMimeObject *parent, GMimeObject *part, gpointer user_data)
{
  Walk *walk = user_data;
  GMimeContentType *type = g_mime_object_get_content_type (part);
  const gboolean is_body = GMIME_IS_PART (part) && !g_mime_part_is_attachment (GMIME_PART (part));

  if (GMIME_IS_MULTIPART (part))
    return;
  if (is_body && walk->plain == NULL && g_mime_content_type_is_type (type, "text", "plain"))
    walk->plain = GMIME_PART (part);
  else if (is_body && walk->html == NULL && g_mime_content_type_is_type (type, "text", "html"))
    walk->html = GMIME_PART (part);
  else
    add_attachment (walk->preview, part);
}

/* The beginning of a content, in the encoding that it has. */
static GMimeDataWrapper *
take_beginning (GMimeDataWrapper *content)
{
  GMimeStream *all = g_mime_data_wrapper_get_stream (content);
  const gint64 length = g_mime_stream_length (all);
  const gint64 start = all->bound_start;
  g_autoptr (GMimeStream) part
      = g_mime_stream_substream (all, start, start + CLAMP (length, 0, MAX_ENCODED));

  return g_mime_data_wrapper_new_with_stream (part, g_mime_data_wrapper_get_encoding (content));
}

static char *
decode (GMimePart *part)
{
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  const char *charset = g_mime_object_get_content_type_parameter (GMIME_OBJECT (part), "charset");
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (1);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_byte_array (bytes);
  g_autofree char *text = NULL;

  g_mime_stream_mem_set_owner (GMIME_STREAM_MEM (stream), FALSE);
  if (content != NULL)
    {
      g_autoptr (GObject) beginning = G_OBJECT (take_beginning (content));

      g_mime_data_wrapper_write_to_stream (GMIME_DATA_WRAPPER (beginning), stream);
    }
  if (charset != NULL && g_ascii_strcasecmp (charset, "utf-8") != 0)
    text = g_convert_with_fallback ((const char *) bytes->data, bytes->len, "UTF-8", charset, "?", NULL, NULL, NULL);
  return text != NULL ? g_steal_pointer (&text) : g_utf8_make_valid ((const char *) bytes->data, bytes->len);
}

/**
 * ns_intake_preview_set_text:
 * @preview: a preview
 * @text: valid UTF-8 of unknown origin
 *
 * Takes as much of the text as can be shown, without what moves a cursor.
 */
void
ns_intake_preview_set_text (NsPreview *preview, const char *text)
{
  GString *out = g_string_new (NULL);
  guint n_chars = 0;

  for (; *text != '\0' && n_chars < NS_INTAKE_PREVIEW_CHARS; text = g_utf8_next_char (text), n_chars++)
    if (*text == '\n' || *text == '\t' || !g_unichar_iscntrl (g_utf8_get_char (text)))
      g_string_append_unichar (out, g_utf8_get_char (text));
  preview->is_cut = *text != '\0';
  g_strchomp (out->str);
  g_free (preview->text);
  preview->text = g_string_free (out, FALSE);
}

static gboolean
is_longer_than_decoded (GMimePart *part)
{
  GMimeDataWrapper *content = part != NULL ? g_mime_part_get_content (part) : NULL;

  return content != NULL && g_mime_stream_length (g_mime_data_wrapper_get_stream (content)) > MAX_ENCODED;
}

static void
add_body (Walk *walk)
{
  g_autofree char *decoded = NULL;
  g_autofree char *text = NULL;

  if (walk->plain != NULL)
    {
      decoded = decode (walk->plain);
      ns_intake_preview_set_text (walk->preview, decoded);
    }
  else if (walk->html != NULL)
    {
      decoded = decode (walk->html);
      text = ns_intake_html_to_text (decoded, 4 * NS_INTAKE_PREVIEW_CHARS + 1);
      ns_intake_preview_set_text (walk->preview, text);
    }
  if (is_longer_than_decoded (walk->plain != NULL ? walk->plain : walk->html))
    walk->preview->is_cut = TRUE;
}

/**
 * ns_intake_preview_mail:
 * @payload: a message, CRLF line ends
 * @preview: where its content goes
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Puts a message into words: its headers, its text (of HTML only the text), its attachments by name and size. Any
 * thread.
 *
 * Returns: whether it could be read
 */
gboolean
ns_intake_preview_mail (GBytes *payload, NsPreview *preview, GError **error)
{
  g_autoptr (GMimeMessage) message = ns_intake_mime_parse (payload, 0, _("The message"), error);
  Walk walk = { .preview = preview };

  if (message == NULL)
    return FALSE;
  add_headers (preview, message);
  g_mime_message_foreach (message, walk_cb, &walk);
  add_body (&walk);
  return TRUE;
}
