/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-reader.h"

#include "eas/ns-wbxml-content.h"
#include "eas/ns-wbxml-cursor.h"
#include "eas/ns-wbxml-tokens.h"

/* The open elements stand in an array, not on the C stack: a document of nothing but start tags must end in an error,
 * not in a crash (eas-facts 12.3). Every one of them is owned by its parent, the first by @root. */
typedef struct
{
  NsWbxmlCursor cursor;
  NsWbxmlContent content;
  guint8 page;
  NsNode *root; /* (owned) (nullable) */
  NsNode *open[NS_WBXML_MAX_DEPTH];
  guint depth;
  guint n_nodes;
} Reader;

G_DEFINE_QUARK (ns-wbxml-error-quark, ns_wbxml_error)

static void
reader_clear (Reader *self)
{
  ns_wbxml_content_clear (&self->content);
  g_clear_pointer (&self->root, ns_node_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static gboolean
check_number (Reader *self, guint32 expected, const char *what, GError **error)
{
  const gsize start = self->cursor.offset;
  guint32 value;

  if (!ns_wbxml_cursor_take_mb_u_int32 (&self->cursor, &value, error))
    return FALSE;
  if (value != expected)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "%s is 0x%02X instead of 0x%02X", what,
                                 value, expected);
  return TRUE;
}

static gboolean
read_header (Reader *self, GError **error)
{
  guint8 version;

  if (!ns_wbxml_cursor_take_u8 (&self->cursor, &version, error))
    return FALSE;
  if (version != NS_WBXML_VERSION_1_3)
    return ns_wbxml_cursor_fail (0, NS_WBXML_ERROR_MALFORMED, error, "this is no WBXML 1.3 document");
  return check_number (self, NS_WBXML_PUBLIC_ID_UNKNOWN, "the public identifier", error)
         && check_number (self, NS_WBXML_CHARSET_UTF_8, "the character set", error)
         && check_number (self, 0, "the length of the string table", error);
}

static gboolean
read_content (Reader *self, guint8 token, GError **error)
{
  const gsize start = self->cursor.offset - 1;
  guint32 value;
  gsize length;
  gsize run;

  if (self->depth == 0)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error,
                                 "content stands outside of the root element");

  if (token == NS_WBXML_STR_I)
    {
      if (!ns_wbxml_cursor_take_string (&self->cursor, &length, error))
        return FALSE;
      ns_wbxml_content_add (&self->content, start + 1, length, FALSE);
      return TRUE;
    }
  if (!ns_wbxml_cursor_take_mb_u_int32 (&self->cursor, &value, error))
    return FALSE;
  if (token == NS_WBXML_OPAQUE)
    {
      run = self->cursor.offset;
      if (!ns_wbxml_cursor_take_run (&self->cursor, value, error))
        return FALSE;
      ns_wbxml_content_add (&self->content, run, value, TRUE);
      return TRUE;
    }
  if (value == 0 || !g_unichar_validate (value))
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "the entity %u is no character", value);
  ns_wbxml_content_add_character (&self->content, value);
  return TRUE;
}

/* An element has content or children. White space beside children comes from servers that convert from XML. */
static gboolean
drop_blank (Reader *self, GError **error)
{
  if (!ns_wbxml_content_is_blank (&self->content))
    return ns_wbxml_cursor_fail (self->cursor.offset - 1, NS_WBXML_ERROR_MALFORMED, error,
                                 "an element has text beside other elements");
  ns_wbxml_content_clear (&self->content);
  return TRUE;
}

static gboolean
read_end (Reader *self, GError **error)
{
  NsNode *node;

  if (self->depth == 0)
    return ns_wbxml_cursor_fail (self->cursor.offset - 1, NS_WBXML_ERROR_MALFORMED, error,
                                 "an element ends, and none is open");
  node = self->open[--self->depth];
  if (ns_node_n_children (node) > 0)
    return drop_blank (self, error);
  ns_wbxml_content_give_to (&self->content, node);
  return TRUE;
}

static gboolean
read_tag (Reader *self, guint8 token, GError **error)
{
  const gsize start = self->cursor.offset - 1;
  NsNode *node;

  if (token & NS_WBXML_HAS_ATTRIBUTES)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_MALFORMED, error, "tag 0x%02X has attributes", token);
  if (!drop_blank (self, error))
    return FALSE;
  if (self->depth == NS_WBXML_MAX_DEPTH)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_TOO_LARGE, error, "elements are nested deeper than %d",
                                 NS_WBXML_MAX_DEPTH);
  if (self->n_nodes++ == NS_WBXML_MAX_NODES)
    return ns_wbxml_cursor_fail (start, NS_WBXML_ERROR_TOO_LARGE, error, "there are more than %d elements",
                                 NS_WBXML_MAX_NODES);

  node = ns_node_new ((NsTag) (self->page << 8 | (token & NS_WBXML_TOKEN_MASK)));
  if (self->depth > 0)
    ns_node_append (self->open[self->depth - 1], node);
  else
    self->root = node;
  if (token & NS_WBXML_HAS_CONTENT)
    self->open[self->depth++] = node;
  return TRUE;
}

static gboolean
read_token (Reader *self, GError **error)
{
  guint8 token;

  if (!ns_wbxml_cursor_take_u8 (&self->cursor, &token, error))
    return FALSE;
  switch (token)
    {
    case NS_WBXML_SWITCH_PAGE:
      return ns_wbxml_cursor_take_u8 (&self->cursor, &self->page, error);
    case NS_WBXML_END:
      return read_end (self, error);
    case NS_WBXML_STR_I:
    case NS_WBXML_OPAQUE:
    case NS_WBXML_ENTITY:
      return read_content (self, token, error);
    default:
      break;
    }
  if ((token & NS_WBXML_TOKEN_MASK) >= NS_WBXML_FIRST_TAG_TOKEN)
    return read_tag (self, token, error);
  /* LITERAL, EXT, PI, STR_T: MS-ASWBXML 2.1.1 rules them out. */
  return ns_wbxml_cursor_fail (self->cursor.offset - 1, NS_WBXML_ERROR_MALFORMED, error,
                               "token 0x%02X is not used in ActiveSync", token);
}

/**
 * ns_wbxml_read:
 * @bytes: a document of any origin
 * @error: an #NsWbxmlError
 *
 * Reads a whole document. Tags that are in no table are kept, as servers send those of newer versions; bytes after
 * the end of the root element are ignored. Text may come as STR_I, OPAQUE and ENTITY in any number (eas-facts 2.1).
 * Large opaque strings share the memory of @bytes. Safe on every thread.
 *
 * Returns: (transfer full) (nullable): the root element
 */
NsNode *
ns_wbxml_read (GBytes *bytes, GError **error)
{
  g_auto (Reader) reader = { 0 };

  ns_wbxml_cursor_init (&reader.cursor, bytes);
  ns_wbxml_content_init (&reader.content, bytes);
  if (reader.cursor.size > NS_WBXML_MAX_BYTES)
    {
      ns_wbxml_cursor_fail (NS_WBXML_MAX_BYTES, NS_WBXML_ERROR_TOO_LARGE, error,
                            "the document is longer than %u bytes", NS_WBXML_MAX_BYTES);
      return NULL;
    }

  if (!read_header (&reader, error))
    return NULL;
  do
    if (!read_token (&reader, error))
      return NULL;
  while (reader.root == NULL || reader.depth > 0);
  return g_steal_pointer (&reader.root);
}
