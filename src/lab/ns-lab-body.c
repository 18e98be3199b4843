/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-body.h"

#include "eas/ns-wbxml-reader.h"

#define ROW_BYTES 16
#define MAX_HEX_BYTES ((gsize) 64 * 1024)

/**
 * ns_lab_body_dup_text:
 * @body: (nullable): a body
 *
 * Shows a body as what it is: a WBXML document as indented XML, anything else (a mail, a web page) as its text, with
 * a line feed for each line end. A document that cannot be read is told with the position of its error.
 *
 * Returns: (transfer full): text in UTF-8; empty for no body
 */
char *
ns_lab_body_dup_text (GBytes *body)
{
  g_autoptr (NsNode) root = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gsize size = 0;
  const guint8 *bytes = body != NULL ? g_bytes_get_data (body, &size) : NULL;
  g_auto (GStrv) lines = NULL;

  if (size == 0)
    return g_strdup ("");
  root = ns_wbxml_read (body, &error);
  if (root != NULL)
    text = ns_node_to_xml (root);
  else if (bytes[0] < ' ')
    return g_strdup_printf ("(%s)", error->message);
  else
    text = g_utf8_make_valid ((const char *) bytes, (gssize) size);

  lines = g_strsplit (text, "\r\n", -1);
  return g_strjoinv ("\n", lines);
}

static void
append_row (GString *out, const guint8 *bytes, gsize offset, gsize n)
{
  g_string_append_printf (out, "%04" G_GSIZE_MODIFIER "x ", offset);
  for (gsize i = 0; i < ROW_BYTES; i++)
    {
      if (i == ROW_BYTES / 2)
        g_string_append_c (out, ' ');
      if (i < n)
        g_string_append_printf (out, " %02x", bytes[offset + i]);
      else
        g_string_append (out, "   ");
    }
  g_string_append (out, "  ");
  for (gsize i = 0; i < n; i++)
    g_string_append_c (out, g_ascii_isprint (bytes[offset + i]) ? (char) bytes[offset + i] : '.');
  g_string_append_c (out, '\n');
}

/**
 * ns_lab_body_dup_hex:
 * @body: (nullable): a body
 *
 * Returns: (transfer full): its first 64 KB, sixteen bytes a line with their offset and their characters; empty for
 * no body
 */
char *
ns_lab_body_dup_hex (GBytes *body)
{
  GString *out = g_string_new (NULL);
  gsize size = 0;
  const guint8 *bytes = body != NULL ? g_bytes_get_data (body, &size) : NULL;

  for (gsize offset = 0; offset < MIN (size, MAX_HEX_BYTES); offset += ROW_BYTES)
    append_row (out, bytes, offset, MIN (size - offset, (gsize) ROW_BYTES));
  return g_string_free (out, FALSE);
}
