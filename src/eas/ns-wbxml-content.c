/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-content.h"

#include "eas/ns-wbxml-node-private.h"

/* A smaller opaque string is copied, so that it does not keep the whole document in memory. */
#define MIN_SHARED_BYTES 4096

static const char *
content_data (const NsWbxmlContent *self, gsize *length)
{
  if (self->joined != NULL)
    {
      *length = self->joined->len;
      return (const char *) self->joined->data;
    }
  *length = self->length;
  return (const char *) g_bytes_get_data (self->source, NULL) + self->offset;
}

/**
 * ns_wbxml_content_init:
 * @self: a content
 * @source: the document; must live as long as the content
 *
 * Starts with nothing.
 */
void
ns_wbxml_content_init (NsWbxmlContent *self, GBytes *source)
{
  *self = (NsWbxmlContent) { .source = source };
}

/* Makes the content an array of its own, to append to. */
static void
join (NsWbxmlContent *self)
{
  gsize length;
  const char *data = content_data (self, &length);

  if (self->joined != NULL)
    return;
  self->joined = g_byte_array_new ();
  if (length > 0)
    g_byte_array_append (self->joined, (const guint8 *) data, length);
}

/**
 * ns_wbxml_content_add:
 * @self: a content
 * @offset: where in the document the piece starts
 * @length: how long it is
 * @is_opaque: whether it was opaque
 *
 * Adds a piece.
 */
void
ns_wbxml_content_add (NsWbxmlContent *self, gsize offset, gsize length, gboolean is_opaque)
{
  self->is_opaque = self->is_opaque || is_opaque;
  if (self->n_pieces++ == 0)
    {
      self->offset = offset;
      self->length = length;
      return;
    }
  join (self);
  if (length > 0)
    g_byte_array_append (self->joined, (const guint8 *) g_bytes_get_data (self->source, NULL) + offset, length);
}

/**
 * ns_wbxml_content_add_character:
 * @self: a content
 * @character: a valid character
 *
 * Adds a character that came as an ENTITY.
 */
void
ns_wbxml_content_add_character (NsWbxmlContent *self, gunichar character)
{
  char utf8[6];
  const int length = g_unichar_to_utf8 (character, utf8);

  join (self);
  self->n_pieces++;
  g_byte_array_append (self->joined, (const guint8 *) utf8, length);
}

/**
 * ns_wbxml_content_is_blank:
 * @self: a content
 *
 * Returns: whether it is nothing but white space, as may stand between elements
 */
gboolean
ns_wbxml_content_is_blank (const NsWbxmlContent *self)
{
  gsize length;
  const char *data = content_data (self, &length);

  if (self->n_pieces == 0)
    return TRUE;
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (data[i]))
      return FALSE;
  return !self->is_opaque;
}

static GBytes *
to_bytes (NsWbxmlContent *self)
{
  gsize length;
  const char *data = content_data (self, &length);

  if (self->joined != NULL)
    return g_byte_array_free_to_bytes (g_steal_pointer (&self->joined));
  if (length < MIN_SHARED_BYTES)
    return g_bytes_new (data, length);
  return g_bytes_new_from_bytes (self->source, self->offset, length);
}

/**
 * ns_wbxml_content_give_to:
 * @self: a content; empty afterwards
 * @node: the element that it belongs to
 *
 * Gives the element its content, if there is any. Text that is not valid UTF-8 is repaired with U+FFFD: one bad item
 * must not make the answer for all others unreadable.
 */
void
ns_wbxml_content_give_to (NsWbxmlContent *self, NsNode *node)
{
  gsize length;
  const char *data = content_data (self, &length);

  if (self->n_pieces > 0 && self->is_opaque)
    ns_node_take_bytes (node, to_bytes (self));
  else if (length > 0)
    ns_node_take_text (node, g_utf8_make_valid (data, length));
  ns_wbxml_content_clear (self);
}

/**
 * ns_wbxml_content_clear:
 * @self: a content
 *
 * Forgets all pieces.
 */
void
ns_wbxml_content_clear (NsWbxmlContent *self)
{
  g_clear_pointer (&self->joined, g_byte_array_unref);
  ns_wbxml_content_init (self, self->source);
}
