/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * NsWbxmlContent:
 * @source: (unowned): the document
 * @offset: where the first piece starts
 * @length: how long it is
 * @joined: (nullable) (owned): all pieces, once there are several
 * @is_opaque: whether one of them was opaque
 * @n_pieces: how many there are
 *
 * The content of the element that is being read. It may come in several pieces, which count as one (eas-facts 2.1);
 * as long as it is a single piece, it is not copied.
 */
typedef struct
{
  GBytes *source;
  gsize offset;
  gsize length;
  GByteArray *joined;
  gboolean is_opaque;
  guint n_pieces;
} NsWbxmlContent;

void ns_wbxml_content_init (NsWbxmlContent *self, GBytes *source);
void ns_wbxml_content_add (NsWbxmlContent *self, gsize offset, gsize length, gboolean is_opaque);
void ns_wbxml_content_add_character (NsWbxmlContent *self, gunichar character);
gboolean ns_wbxml_content_is_blank (const NsWbxmlContent *self);
void ns_wbxml_content_give_to (NsWbxmlContent *self, NsNode *node);
void ns_wbxml_content_clear (NsWbxmlContent *self);

G_END_DECLS
