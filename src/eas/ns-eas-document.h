/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

NsNode *ns_eas_document_read (GBytes *bytes, NsTag root, GError **error);
gboolean ns_eas_document_fail (const NsNode *node, GError **error, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean ns_eas_document_check_order (const NsNode *node, const NsTag *order, guint n, GError **error);
const char *ns_eas_document_require (const NsNode *node, NsTag tag, GError **error);
char *ns_eas_document_dup_text (const NsNode *node, NsTag tag);
int ns_eas_document_int (const NsNode *node, NsTag tag, int absent);

G_END_DECLS
