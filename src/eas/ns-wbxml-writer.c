/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-writer.h"

#include "eas/ns-wbxml-node-private.h"
#include "eas/ns-wbxml-text.h"
#include "eas/ns-wbxml-tokens.h"

struct _NsWbxmlWriter
{
  GByteArray *buffer; /* (owned) (nullable): %NULL once finished */
  guint8 page;        /* code page of the last tag */
  guint depth;        /* open elements */
  guint open_length;  /* length of @buffer just after a start tag, 0 once an element ended */
};

static void
put_u8 (NsWbxmlWriter *self, guint8 byte)
{
  g_byte_array_append (self->buffer, &byte, 1);
}

/* mb_u_int32: groups of seven bits, the highest first, bit 7 set on all but the last. */
static void
put_mb_u_int32 (NsWbxmlWriter *self, guint32 value)
{
  for (guint shift = 28; shift > 0; shift -= 7)
    if (value >> shift != 0)
      put_u8 (self, 0x80 | ((value >> shift) & 0x7f));
  put_u8 (self, value & 0x7f);
}

static void
put_tag (NsWbxmlWriter *self, NsTag tag, guint8 content)
{
  const guint8 page = NS_TAG_PAGE (tag);

  if (page != self->page)
    {
      put_u8 (self, NS_WBXML_SWITCH_PAGE);
      put_u8 (self, page);
      self->page = page;
    }
  put_u8 (self, NS_TAG_TOKEN (tag) | content);
}

/**
 * ns_wbxml_writer_new:
 *
 * Returns: (transfer full): a writer that has written the header `03 01 6A 00`
 */
NsWbxmlWriter *
ns_wbxml_writer_new (void)
{
  NsWbxmlWriter *self = g_new0 (NsWbxmlWriter, 1);

  self->buffer = g_byte_array_new ();
  put_u8 (self, NS_WBXML_VERSION_1_3);
  put_mb_u_int32 (self, NS_WBXML_PUBLIC_ID_UNKNOWN);
  put_mb_u_int32 (self, NS_WBXML_CHARSET_UTF_8);
  put_mb_u_int32 (self, 0);
  return self;
}

/**
 * ns_wbxml_writer_free:
 * @self: (transfer full): a writer, finished or not
 *
 * Frees the writer and what it has written, if that was not taken.
 */
void
ns_wbxml_writer_free (NsWbxmlWriter *self)
{
  g_clear_pointer (&self->buffer, g_byte_array_unref);
  g_free (self);
}

/**
 * ns_wbxml_writer_start:
 * @self: a writer
 * @tag: a tag
 *
 * Opens an element. It is written as an empty one if it is ended with nothing in it.
 */
void
ns_wbxml_writer_start (NsWbxmlWriter *self, NsTag tag)
{
  put_tag (self, tag, NS_WBXML_HAS_CONTENT);
  self->open_length = self->buffer->len;
  self->depth++;
}

/**
 * ns_wbxml_writer_end:
 * @self: a writer
 *
 * Closes the element that was opened last.
 */
void
ns_wbxml_writer_end (NsWbxmlWriter *self)
{
  g_return_if_fail (self->depth > 0);

  self->depth--;
  if (self->buffer->len == self->open_length)
    self->buffer->data[self->open_length - 1] &= (guint8) ~NS_WBXML_HAS_CONTENT;
  else
    put_u8 (self, NS_WBXML_END);
  self->open_length = 0;
}

/**
 * ns_wbxml_writer_empty:
 * @self: a writer
 * @tag: a tag
 *
 * Writes an element with nothing in it.
 */
void
ns_wbxml_writer_empty (NsWbxmlWriter *self, NsTag tag)
{
  put_tag (self, tag, 0);
}

/**
 * ns_wbxml_writer_text:
 * @self: a writer
 * @tag: a tag
 * @text: (nullable): its text, of any origin; bytes that are no UTF-8 are dropped, and nothing gives an empty element
 *
 * Writes an element with text (STR_I).
 */
void
ns_wbxml_writer_text (NsWbxmlWriter *self, NsTag tag, const char *text)
{
  g_autofree char *clean = ns_wbxml_text_clean (text);

  ns_wbxml_writer_start (self, tag);
  if (*clean != '\0')
    {
      put_u8 (self, NS_WBXML_STR_I);
      g_byte_array_append (self->buffer, (const guint8 *) clean, strlen (clean) + 1);
    }
  ns_wbxml_writer_end (self);
}

/**
 * ns_wbxml_writer_int:
 * @self: a writer
 * @tag: a tag
 * @value: a number
 *
 * Writes an element with a decimal number as its text.
 */
void
ns_wbxml_writer_int (NsWbxmlWriter *self, NsTag tag, int value)
{
  char text[16];

  g_snprintf (text, sizeof text, "%d", value);
  ns_wbxml_writer_text (self, tag, text);
}

/**
 * ns_wbxml_writer_opaque:
 * @self: a writer
 * @tag: a tag
 * @bytes: its content, up to %NS_WBXML_MAX_BYTES; written untouched, with one copy into the document
 *
 * Writes an element with opaque content.
 */
void
ns_wbxml_writer_opaque (NsWbxmlWriter *self, NsTag tag, GBytes *bytes)
{
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  g_return_if_fail (size <= G_MAXUINT32 / 2);

  ns_wbxml_writer_start (self, tag);
  put_u8 (self, NS_WBXML_OPAQUE);
  put_mb_u_int32 (self, (guint32) size);
  if (size > 0)
    g_byte_array_append (self->buffer, data, (guint) size);
  ns_wbxml_writer_end (self);
}

/**
 * ns_wbxml_writer_node:
 * @self: a writer
 * @node: an element
 *
 * Writes an element with all that is below it.
 */
void
ns_wbxml_writer_node (NsWbxmlWriter *self, const NsNode *node)
{
  const NsTag tag = ns_node_tag (node);
  const guint n = ns_node_n_children (node);

  if (ns_node_is_opaque (node))
    {
      ns_wbxml_writer_opaque (self, tag, ns_node_bytes (node));
      return;
    }
  if (n == 0)
    {
      ns_wbxml_writer_text (self, tag, ns_node_text (node));
      return;
    }

  ns_wbxml_writer_start (self, tag);
  for (guint i = 0; i < n; i++)
    ns_wbxml_writer_node (self, ns_node_nth_child (node, i));
  ns_wbxml_writer_end (self);
}

/**
 * ns_wbxml_writer_finish:
 * @self: a writer whose elements are all closed; it can only be freed afterwards
 *
 * Returns: (transfer full): the document
 */
GBytes *
ns_wbxml_writer_finish (NsWbxmlWriter *self)
{
  g_return_val_if_fail (self->depth == 0, NULL);

  return g_byte_array_free_to_bytes (g_steal_pointer (&self->buffer));
}

/**
 * ns_wbxml_write:
 * @root: the root element
 *
 * Returns: (transfer full): a whole document
 */
GBytes *
ns_wbxml_write (const NsNode *root)
{
  g_autoptr (NsWbxmlWriter) writer = ns_wbxml_writer_new ();

  ns_wbxml_writer_node (writer, root);
  return ns_wbxml_writer_finish (writer);
}
