/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-document.h"

#include "eas/ns-wbxml-reader.h"

/* Also names the tags that are in no table. */
static char *
describe (NsTag tag)
{
  const char *name = ns_tag_name (tag);

  return name != NULL ? g_strdup (name) : g_strdup_printf ("%u/0x%02X", NS_TAG_PAGE (tag), NS_TAG_TOKEN (tag));
}

/**
 * ns_eas_document_read:
 * @bytes: a body
 * @root: the root element that it must have
 * @error: an #NsWbxmlError; the message starts with the root's name
 *
 * Reads the document of a command.
 *
 * Returns: (transfer full) (nullable): the root element
 */
NsNode *
ns_eas_document_read (GBytes *bytes, NsTag root, GError **error)
{
  g_autoptr (NsNode) node = ns_wbxml_read (bytes, error);
  g_autofree char *found = NULL;

  if (node == NULL)
    {
      g_prefix_error (error, "%s: ", ns_tag_name (root));
      return NULL;
    }
  if (ns_node_tag (node) == root)
    return g_steal_pointer (&node);

  found = describe (ns_node_tag (node));
  g_set_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED, "%s: the root element is %s", ns_tag_name (root),
               found);
  return NULL;
}

/**
 * ns_eas_document_fail:
 * @node: the element that is at fault
 * @error: return location; it becomes %NS_WBXML_ERROR_UNEXPECTED
 * @format: what is wrong, printf style, without a full stop
 * @...: arguments
 *
 * Refuses a well-formed document that is not what the command asks for.
 *
 * Returns: %FALSE
 */
gboolean
ns_eas_document_fail (const NsNode *node, GError **error, const char *format, ...)
{
  g_autofree char *where = describe (ns_node_tag (node));
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED, "%s: %s", where, message);
  return FALSE;
}

/**
 * ns_eas_document_check_order:
 * @node: an element
 * @order: (array length=n): the children that it may have, each at most once, in their order
 * @n: how many these are
 * @error: %NS_WBXML_ERROR_UNEXPECTED
 *
 * Servers refuse a request whose elements stand in another order (Sync Status 4; 103 in other commands). Tags that
 * are in no table do not matter.
 *
 * Returns: whether the children are those of @order
 */
gboolean
ns_eas_document_check_order (const NsNode *node, const NsTag *order, guint n, GError **error)
{
  guint next = 0;

  for (guint i = 0; i < ns_node_n_children (node); i++)
    {
      const NsTag tag = ns_node_tag (ns_node_nth_child (node, i));
      guint place = 0;

      if (ns_tag_name (tag) == NULL)
        continue;
      while (place < n && order[place] != tag)
        place++;
      if (place == n)
        return ns_eas_document_fail (node, error, "%s:%s may not stand here", ns_tag_namespace (tag),
                                     ns_tag_name (tag));
      if (place < next)
        return ns_eas_document_fail (node, error, "%s stands behind %s", ns_tag_name (tag),
                                     ns_tag_name (order[next - 1]));
      next = place + 1;
    }
  return TRUE;
}

/**
 * ns_eas_document_require:
 * @node: an element
 * @tag: a child that it must have
 * @error: %NS_WBXML_ERROR_UNEXPECTED
 *
 * Returns: (nullable): the child's text, which is not empty
 */
const char *
ns_eas_document_require (const NsNode *node, NsTag tag, GError **error)
{
  const char *text = ns_node_child_text (node, tag);

  if (text != NULL && *text != '\0')
    return text;
  ns_eas_document_fail (node, error, "%s is missing", ns_tag_name (tag));
  return NULL;
}

/**
 * ns_eas_document_dup_text:
 * @node: an element
 * @tag: a child
 *
 * Returns: (transfer full) (nullable): the child's text, or %NULL where it is absent or empty
 */
char *
ns_eas_document_dup_text (const NsNode *node, NsTag tag)
{
  const char *text = ns_node_child_text (node, tag);

  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * ns_eas_document_int:
 * @node: an element
 * @tag: a child
 * @absent: what it means if there is no such number
 *
 * Returns: the child's number
 */
int
ns_eas_document_int (const NsNode *node, NsTag tag, int absent)
{
  int value = absent;

  ns_node_child_int (node, tag, &value);
  return value;
}
