/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-node.h"

#include "eas/ns-wbxml-node-private.h"
#include "eas/ns-wbxml-text.h"

#define INDENT 2

/* A tag of a newer protocol version has no name: show its numbers, in a form that is a legal XML name. */
static char *
element_name (NsTag tag)
{
  const char *name = ns_tag_name (tag);

  return name != NULL ? g_strdup (name) : g_strdup_printf ("Token-%02X", NS_TAG_TOKEN (tag));
}

static void
append_namespace (GString *xml, NsTag tag)
{
  const char *name_space = ns_tag_namespace (tag);

  if (name_space != NULL)
    g_string_append_printf (xml, " xmlns=\"%s\"", name_space);
  else
    g_string_append_printf (xml, " xmlns=\"Page-%u\"", NS_TAG_PAGE (tag));
}

static void
append_content (GString *xml, const NsNode *node)
{
  GBytes *bytes = ns_node_bytes (node);
  g_autofree char *escaped = NULL;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  if (ns_node_is_opaque (node))
    g_string_append_printf (xml, "<!-- %" G_GSIZE_FORMAT " bytes -->", size);
  if (size == 0 || (ns_node_is_opaque (node) && !ns_wbxml_text_is_printable (bytes)))
    return;
  escaped = g_markup_escape_text (data, size);
  g_string_append (xml, escaped);
}

static gboolean
is_empty (const NsNode *node)
{
  GBytes *bytes = ns_node_bytes (node);

  return ns_node_n_children (node) == 0 && !ns_node_is_opaque (node)
         && (bytes == NULL || g_bytes_get_size (bytes) == 0);
}

static void
append_node (GString *xml, const NsNode *node, const NsNode *parent, guint depth)
{
  const NsTag tag = ns_node_tag (node);
  const guint n = ns_node_n_children (node);
  g_autofree char *name = element_name (tag);

  g_string_append_printf (xml, "%*s<%s", (int) depth * INDENT, "", name);
  if (parent == NULL || NS_TAG_PAGE (ns_node_tag (parent)) != NS_TAG_PAGE (tag))
    append_namespace (xml, tag);
  if (is_empty (node))
    {
      g_string_append (xml, "/>\n");
      return;
    }

  g_string_append (xml, n > 0 ? ">\n" : ">");
  for (guint i = 0; i < n; i++)
    append_node (xml, ns_node_nth_child (node, i), node, depth + 1);
  if (n == 0)
    append_content (xml, node);
  else
    g_string_append_printf (xml, "%*s", (int) depth * INDENT, "");
  g_string_append_printf (xml, "</%s>\n", name);
}

/**
 * ns_node_to_xml:
 * @node: an element
 *
 * Shows a document to humans: indented, each code page as an XML namespace, opaque content with its size, and as text
 * where it is printable. It is not meant to be read back. Nothing is left out: redact before it goes to a log.
 *
 * Returns: (transfer full): XML text that ends with a line feed
 */
char *
ns_node_to_xml (const NsNode *node)
{
  GString *xml = g_string_new (NULL);

  append_node (xml, node, NULL, 0);
  return g_string_free (xml, FALSE);
}
