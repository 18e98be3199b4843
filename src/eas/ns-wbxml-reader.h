/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * NsWbxmlError:
 * @NS_WBXML_ERROR_TRUNCATED: the document ends too early
 * @NS_WBXML_ERROR_MALFORMED: a byte that may not stand there
 * @NS_WBXML_ERROR_TOO_LARGE: deeper, longer or more elements than allowed
 * @NS_WBXML_ERROR_UNEXPECTED: well-formed, but not the document that was asked for (used by the command parsers)
 *
 * Messages of the reader name the offset in bytes, such as `offset 17: …`; those of the command parsers the element.
 */
typedef enum
{
  NS_WBXML_ERROR_TRUNCATED,
  NS_WBXML_ERROR_MALFORMED,
  NS_WBXML_ERROR_TOO_LARGE,
  NS_WBXML_ERROR_UNEXPECTED,
} NsWbxmlError;

#define NS_WBXML_ERROR (ns_wbxml_error_quark ())
GQuark ns_wbxml_error_quark (void);

/* Limits on a hostile document. */
#define NS_WBXML_MAX_DEPTH 64
#define NS_WBXML_MAX_NODES 500000
#define NS_WBXML_MAX_BYTES (64u * 1024 * 1024)

NsNode *ns_wbxml_read (GBytes *bytes, GError **error);

G_END_DECLS
