/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-cursor.h"

#include "eas/ns-wbxml-reader.h"

#define MB_MAX_BYTES 5

/**
 * ns_wbxml_cursor_fail:
 * @offset: where in the document
 * @code: a #NsWbxmlError
 * @error: return location
 * @format: what is wrong, printf style, without a full stop
 * @...: arguments
 *
 * Sets an error that names the place.
 *
 * Returns: %FALSE
 */
gboolean
ns_wbxml_cursor_fail (gsize offset, int code, GError **error, const char *format, ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NS_WBXML_ERROR, code, "offset %" G_GSIZE_FORMAT ": %s", offset, message);
  return FALSE;
}

/**
 * ns_wbxml_cursor_init:
 * @self: a cursor
 * @bytes: what it reads; must live as long as the cursor
 *
 * Puts the cursor at the start.
 */
void
ns_wbxml_cursor_init (NsWbxmlCursor *self, GBytes *bytes)
{
  self->bytes = bytes;
  self->data = g_bytes_get_data (bytes, &self->size);
  self->offset = 0;
}

/**
 * ns_wbxml_cursor_take_u8:
 * @self: a cursor
 * @out: (out): the byte
 * @error: %NS_WBXML_ERROR_TRUNCATED
 *
 * Takes one byte.
 *
 * Returns: whether there was one
 */
gboolean
ns_wbxml_cursor_take_u8 (NsWbxmlCursor *self, guint8 *out, GError **error)
{
  if (self->offset >= self->size)
    return ns_wbxml_cursor_fail (self->offset, NS_WBXML_ERROR_TRUNCATED, error, "the data ends too early");
  *out = self->data[self->offset++];
  return TRUE;
}

/**
 * ns_wbxml_cursor_take_mb_u_int32:
 * @self: a cursor
 * @out: (out): the number
 * @error: %NS_WBXML_ERROR_TRUNCATED, or %NS_WBXML_ERROR_MALFORMED for one that does not fit into 32 bits
 *
 * Takes a multi-byte integer: seven bits a byte, the highest first, at most five bytes.
 *
 * Returns: whether there was one
 */
gboolean
ns_wbxml_cursor_take_mb_u_int32 (NsWbxmlCursor *self, guint32 *out, GError **error)
{
  const gsize start = self->offset;
  guint64 value = 0;
  guint8 byte = 0x80;

  for (guint i = 0; i < MB_MAX_BYTES && (byte & 0x80) != 0; i++)
    {
      if (!ns_wbxml_cursor_take_u8 (self, &byte, error))
        return FALSE;
      value = value << 7 | (byte & 0x7f);
    }
  if ((byte & 0x80) != 0 || value > G_MAXUINT32)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "the integer does not fit into 32 bits");
  *out = (guint32) value;
  return TRUE;
}

/**
 * ns_wbxml_cursor_take_string:
 * @self: a cursor
 * @length: (out): the string's length in bytes, without its NUL; it starts where the cursor stood
 * @error: %NS_WBXML_ERROR_TRUNCATED
 *
 * Takes a NUL-terminated string.
 *
 * Returns: whether its end was found
 */
gboolean
ns_wbxml_cursor_take_string (NsWbxmlCursor *self, gsize *length, GError **error)
{
  const gsize left = self->size - self->offset;
  const guint8 *end = left > 0 ? memchr (self->data + self->offset, '\0', left) : NULL;

  if (end == NULL)
    return ns_wbxml_cursor_fail (self->offset, NS_WBXML_ERROR_TRUNCATED, error, "the document ends inside a text");
  *length = end - (self->data + self->offset);
  self->offset += *length + 1;
  return TRUE;
}

/**
 * ns_wbxml_cursor_take_run:
 * @self: a cursor
 * @length: how many bytes
 * @error: %NS_WBXML_ERROR_TRUNCATED
 *
 * Takes a run of bytes, which starts where the cursor stood.
 *
 * Returns: whether there are that many
 */
gboolean
ns_wbxml_cursor_take_run (NsWbxmlCursor *self, gsize length, GError **error)
{
  const gsize left = self->size - self->offset;

  if (length > left)
    return ns_wbxml_cursor_fail (self->offset, NS_WBXML_ERROR_TRUNCATED, error,
                                 "%" G_GSIZE_FORMAT " opaque bytes are announced, and only %" G_GSIZE_FORMAT
                                 " follow", length, left);
  self->offset += length;
  return TRUE;
}
