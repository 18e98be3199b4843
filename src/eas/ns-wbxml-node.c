/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-node.h"

#include "eas/ns-wbxml-node-private.h"
#include "eas/ns-wbxml-text.h"

/* Text and bytes are two views of the same content. One is set at once; the other is made when somebody first asks
 * for it, by an atomic exchange, so that several threads can read a finished tree. */
struct _NsNode
{
  gatomicrefcount ref_count;
  NsTag tag;
  gboolean is_opaque;
  char *text;          /* (owned) (nullable) */
  GBytes *bytes;       /* (owned) (nullable) */
  GPtrArray *children; /* (owned) (nullable) (element-type NsNode) */
};

G_DEFINE_BOXED_TYPE (NsNode, ns_node, ns_node_ref, ns_node_unref)

/**
 * ns_node_new:
 * @tag: a tag, known or not
 *
 * Returns: (transfer full): an element with nothing in it
 */
NsNode *
ns_node_new (NsTag tag)
{
  NsNode *node = g_new0 (NsNode, 1);

  g_atomic_ref_count_init (&node->ref_count);
  node->tag = tag;
  return node;
}

/**
 * ns_node_new_text:
 * @tag: a tag
 * @text: (nullable): its text; bytes that are no UTF-8 are dropped, %NULL and the empty string give an empty element
 *
 * Returns: (transfer full): an element with text
 */
NsNode *
ns_node_new_text (NsTag tag, const char *text)
{
  NsNode *node = ns_node_new (tag);

  ns_node_take_text (node, ns_wbxml_text_clean (text));
  return node;
}

/**
 * ns_node_new_opaque:
 * @tag: a tag
 * @bytes: (transfer none): its content; it gets a reference, not a copy
 *
 * Returns: (transfer full): an element that is written as OPAQUE
 */
NsNode *
ns_node_new_opaque (NsTag tag, GBytes *bytes)
{
  NsNode *node = ns_node_new (tag);

  ns_node_take_bytes (node, g_bytes_ref (bytes));
  return node;
}

/**
 * ns_node_take_text:
 * @node: an element that has no content yet
 * @text: (transfer full): valid UTF-8
 *
 * Gives an element its text. For the reader, which meets the content after the tag.
 */
void
ns_node_take_text (NsNode *node, char *text)
{
  node->text = text;
}

/**
 * ns_node_take_bytes:
 * @node: an element that has no content yet
 * @bytes: (transfer full): content
 *
 * Gives an element its opaque content.
 */
void
ns_node_take_bytes (NsNode *node, GBytes *bytes)
{
  node->is_opaque = TRUE;
  node->bytes = bytes;
}

/**
 * ns_node_is_opaque:
 * @node: an element
 *
 * Returns: whether its content is written as OPAQUE
 */
gboolean
ns_node_is_opaque (const NsNode *node)
{
  return node->is_opaque;
}

/**
 * ns_node_ref:
 * @node: an element
 *
 * Returns: (transfer full): the same element. Safe on every thread.
 */
NsNode *
ns_node_ref (NsNode *node)
{
  g_atomic_ref_count_inc (&node->ref_count);
  return node;
}

/**
 * ns_node_unref:
 * @node: (transfer full): an element
 *
 * Drops a reference; the last one frees the element and all below it. Safe on every thread.
 */
void
ns_node_unref (NsNode *node)
{
  if (!g_atomic_ref_count_dec (&node->ref_count))
    return;

  g_clear_pointer (&node->children, g_ptr_array_unref);
  g_clear_pointer (&node->bytes, g_bytes_unref);
  g_free (node->text);
  g_free (node);
}

/**
 * ns_node_append:
 * @node: an element without text or opaque content
 * @child: (transfer full): its next child
 *
 * Appends an element.
 */
void
ns_node_append (NsNode *node, NsNode *child)
{
  if (node->children == NULL)
    node->children = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_node_unref);
  g_ptr_array_add (node->children, child);
}

/**
 * ns_node_append_text:
 * @node: an element
 * @tag: tag of the new child
 * @text: (nullable): see ns_node_new_text()
 *
 * Appends an element with text.
 *
 * Returns: (transfer none): the new child
 */
NsNode *
ns_node_append_text (NsNode *node, NsTag tag, const char *text)
{
  NsNode *child = ns_node_new_text (tag, text);

  ns_node_append (node, child);
  return child;
}

/**
 * ns_node_append_empty:
 * @node: an element
 * @tag: tag of the new child
 *
 * Appends an element that has nothing in it yet.
 *
 * Returns: (transfer none): the new child
 */
NsNode *
ns_node_append_empty (NsNode *node, NsTag tag)
{
  NsNode *child = ns_node_new (tag);

  ns_node_append (node, child);
  return child;
}

/**
 * ns_node_tag:
 * @node: an element
 *
 * Returns: its tag; one that is in no table has no ns_tag_name()
 */
NsTag
ns_node_tag (const NsNode *node)
{
  return node->tag;
}

/**
 * ns_node_n_children:
 * @node: an element
 *
 * Returns: how many elements stand directly below it
 */
guint
ns_node_n_children (const NsNode *node)
{
  return node->children != NULL ? node->children->len : 0;
}

/**
 * ns_node_nth_child:
 * @node: an element
 * @n: less than ns_node_n_children()
 *
 * Returns: (transfer none): a child
 */
NsNode *
ns_node_nth_child (const NsNode *node, guint n)
{
  g_return_val_if_fail (n < ns_node_n_children (node), NULL);

  return g_ptr_array_index (node->children, n);
}

/**
 * ns_node_child:
 * @node: an element
 * @tag: a tag
 *
 * Returns: (transfer none) (nullable): its first child with that tag
 */
NsNode *
ns_node_child (const NsNode *node, NsTag tag)
{
  for (guint i = 0; i < ns_node_n_children (node); i++)
    {
      NsNode *child = ns_node_nth_child (node, i);

      if (child->tag == tag)
        return child;
    }
  return NULL;
}

/* An opaque string's text, or NULL where it is none. */
static char *
text_of_bytes (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (size == 0)
    return g_strdup ("");
  return g_utf8_validate_len (data, size, NULL) ? g_strndup (data, size) : NULL;
}

/**
 * ns_node_text:
 * @node: an element
 *
 * The content as text. Servers differ in what they send as STR_I and as OPAQUE, so opaque bytes that are UTF-8
 * without NUL are text too. Safe on every thread once the tree is built.
 *
 * Returns: (nullable): the text, the empty string for an empty element, or %NULL where there are children, or bytes
 *   that are no text
 */
const char *
ns_node_text (const NsNode *node)
{
  NsNode *self = (NsNode *) node;
  char *text = g_atomic_pointer_get (&self->text);

  if (text != NULL)
    return text;
  if (!node->is_opaque)
    return ns_node_n_children (node) == 0 ? "" : NULL;

  text = text_of_bytes (node->bytes);
  if (text != NULL && !g_atomic_pointer_compare_and_exchange (&self->text, NULL, text))
    g_free (text);
  return g_atomic_pointer_get (&self->text);
}

/**
 * ns_node_bytes:
 * @node: an element
 *
 * The content as bytes, whether it was text or opaque. Safe on every thread once the tree is built.
 *
 * Returns: (transfer none) (nullable): the bytes, or %NULL for an element with children or with nothing
 */
GBytes *
ns_node_bytes (const NsNode *node)
{
  NsNode *self = (NsNode *) node;
  GBytes *bytes = g_atomic_pointer_get (&self->bytes);

  if (bytes != NULL || node->text == NULL)
    return bytes;

  bytes = g_bytes_new (node->text, strlen (node->text));
  if (!g_atomic_pointer_compare_and_exchange (&self->bytes, NULL, bytes))
    g_bytes_unref (bytes);
  return g_atomic_pointer_get (&self->bytes);
}

/**
 * ns_node_child_text:
 * @node: an element
 * @tag: a tag
 *
 * Returns: (nullable): ns_node_text() of the first child with that tag, or %NULL where there is none
 */
const char *
ns_node_child_text (const NsNode *node, NsTag tag)
{
  const NsNode *child = ns_node_child (node, tag);

  return child != NULL ? ns_node_text (child) : NULL;
}

/**
 * ns_node_child_int:
 * @node: an element
 * @tag: a tag
 * @out: (out): the number; untouched on failure
 *
 * Returns: whether there is such a child with a decimal number in it; blanks around it do not matter
 */
gboolean
ns_node_child_int (const NsNode *node, NsTag tag, int *out)
{
  const char *text = ns_node_child_text (node, tag);
  g_autofree char *stripped = text != NULL ? g_strstrip (g_strdup (text)) : NULL;
  gint64 value;

  if (stripped == NULL || !g_ascii_string_to_signed (stripped, 10, G_MININT, G_MAXINT, &value, NULL))
    return FALSE;
  *out = (int) value;
  return TRUE;
}

/**
 * ns_node_child_boolean:
 * @node: an element
 * @tag: a tag
 * @absent: what it means if there is no such child
 *
 * Booleans are `0` and `1`; an empty element counts as 1 (MS-ASCMD 2.2.3.84, GetChanges).
 *
 * Returns: the value
 */
gboolean
ns_node_child_boolean (const NsNode *node, NsTag tag, gboolean absent)
{
  const NsNode *child = ns_node_child (node, tag);
  int value = 1;

  if (child == NULL)
    return absent;
  ns_node_child_int (node, tag, &value);
  return value != 0;
}

static gboolean
content_equal (const NsNode *a, const NsNode *b)
{
  g_autoptr (GBytes) empty = g_bytes_new_static ("", 0);
  GBytes *one = ns_node_bytes (a);
  GBytes *other = ns_node_bytes (b);

  return g_bytes_equal (one != NULL ? one : empty, other != NULL ? other : empty);
}

/**
 * ns_node_equal:
 * @a: an element
 * @b: an element
 *
 * Compares two trees: tags, order and content. Whether content is text or opaque makes no difference, and an empty
 * text is an empty element.
 *
 * Returns: whether they are equal
 */
gboolean
ns_node_equal (const NsNode *a, const NsNode *b)
{
  const guint n = ns_node_n_children (a);

  if (a->tag != b->tag || n != ns_node_n_children (b))
    return FALSE;
  for (guint i = 0; i < n; i++)
    if (!ns_node_equal (ns_node_nth_child (a, i), ns_node_nth_child (b, i)))
      return FALSE;
  return n > 0 || content_equal (a, b);
}
