/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-wbxml-tags.h"

G_BEGIN_DECLS

/**
 * NsNode:
 *
 * One element of a decoded document: a tag with either children, or text, or opaque bytes, or nothing. Reference
 * counted; built by one thread, then read only.
 */
typedef struct _NsNode NsNode;

#define NS_TYPE_NODE (ns_node_get_type ())
GType ns_node_get_type (void) G_GNUC_CONST;

NsNode *ns_node_new (NsTag tag);
NsNode *ns_node_new_text (NsTag tag, const char *text);
NsNode *ns_node_new_opaque (NsTag tag, GBytes *bytes);
NsNode *ns_node_ref (NsNode *node);
void ns_node_unref (NsNode *node);

void ns_node_append (NsNode *node, NsNode *child); /* takes the child */
NsNode *ns_node_append_text (NsNode *node, NsTag tag, const char *text);
NsNode *ns_node_append_empty (NsNode *node, NsTag tag);

NsTag ns_node_tag (const NsNode *node);
guint ns_node_n_children (const NsNode *node);
NsNode *ns_node_nth_child (const NsNode *node, guint n);
NsNode *ns_node_child (const NsNode *node, NsTag tag);
const char *ns_node_text (const NsNode *node);
GBytes *ns_node_bytes (const NsNode *node);
const char *ns_node_child_text (const NsNode *node, NsTag tag);
gboolean ns_node_child_int (const NsNode *node, NsTag tag, int *out);
gboolean ns_node_child_boolean (const NsNode *node, NsTag tag, gboolean absent);
gboolean ns_node_equal (const NsNode *a, const NsNode *b);
char *ns_node_to_xml (const NsNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsNode, ns_node_unref)

G_END_DECLS
