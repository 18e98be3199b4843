/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsTag:
 *
 * A WBXML tag: the code page in the high byte, the token (without the content bit) in the low byte. A tag that is
 * in no table still has a value, so that newer servers can be read.
 */
typedef enum
{
#define NS_PAGE(page, namespace)
#define NS_TAG(page, token, symbol, name, versions) NS_TAG_##symbol = (page) << 8 | (token),
#include "eas/ns-wbxml-tags.def"
#undef NS_PAGE
#undef NS_TAG
} NsTag;

#define NS_TAG_PAGE(tag) ((guint8) ((guint) (tag) >> 8))
#define NS_TAG_TOKEN(tag) ((guint8) ((guint) (tag) & 0x3f))
#define NS_WBXML_N_PAGES 26

const char *ns_tag_name (NsTag tag);
const char *ns_tag_namespace (NsTag tag);
gboolean ns_tag_from_name (const char *name_space, const char *name, NsTag *out);

G_END_DECLS
