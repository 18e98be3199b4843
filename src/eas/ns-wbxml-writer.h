/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * NsWbxmlWriter:
 *
 * Writes a document element by element: `03 01 6A 00`, then tags, with a code page switch only where the page really
 * changes (eas-facts 2.1).
 */
typedef struct _NsWbxmlWriter NsWbxmlWriter;

NsWbxmlWriter *ns_wbxml_writer_new (void);
void ns_wbxml_writer_free (NsWbxmlWriter *self);

void ns_wbxml_writer_start (NsWbxmlWriter *self, NsTag tag);
void ns_wbxml_writer_end (NsWbxmlWriter *self);
void ns_wbxml_writer_empty (NsWbxmlWriter *self, NsTag tag);
void ns_wbxml_writer_text (NsWbxmlWriter *self, NsTag tag, const char *text);
void ns_wbxml_writer_int (NsWbxmlWriter *self, NsTag tag, int value);
void ns_wbxml_writer_opaque (NsWbxmlWriter *self, NsTag tag, GBytes *bytes);
void ns_wbxml_writer_node (NsWbxmlWriter *self, const NsNode *node);
GBytes *ns_wbxml_writer_finish (NsWbxmlWriter *self);

GBytes *ns_wbxml_write (const NsNode *root);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsWbxmlWriter, ns_wbxml_writer_free)

G_END_DECLS
