/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-tags.h"

#define N_TOKENS 0x40

static const char *const namespaces[NS_WBXML_N_PAGES] = {
#define NS_PAGE(page, namespace) [page] = namespace,
#define NS_TAG(page, token, symbol, name, versions)
#include "eas/ns-wbxml-tags.def"
#undef NS_PAGE
#undef NS_TAG
};

static const char *const names[NS_WBXML_N_PAGES][N_TOKENS] = {
#define NS_PAGE(page, namespace)
#define NS_TAG(page, token, symbol, name, versions) [page][token] = name,
#include "eas/ns-wbxml-tags.def"
#undef NS_PAGE
#undef NS_TAG
};

/**
 * ns_tag_name:
 * @tag: a tag
 *
 * Returns: (nullable): its local name, such as `SyncKey`, or %NULL where no code page of MS-ASWBXML has it. Safe on
 *   every thread.
 */
const char *
ns_tag_name (NsTag tag)
{
  const guint page = NS_TAG_PAGE (tag);

  return page < NS_WBXML_N_PAGES ? names[page][NS_TAG_TOKEN (tag)] : NULL;
}

/**
 * ns_tag_namespace:
 * @tag: a tag
 *
 * Returns: (nullable): the namespace of its code page, such as `AirSync`, or %NULL for a page that is in no table.
 *   Safe on every thread.
 */
const char *
ns_tag_namespace (NsTag tag)
{
  const guint page = NS_TAG_PAGE (tag);

  return page < NS_WBXML_N_PAGES ? namespaces[page] : NULL;
}

/**
 * ns_tag_from_name:
 * @name_space: the namespace of a code page
 * @name: a local name; the same name may stand on several pages
 * @out: (out): the tag
 *
 * The reverse of ns_tag_name(). The comparison is exact: `Timezone` and `TimeZone` are two tags. Safe on every
 * thread.
 *
 * Returns: whether the tag is known
 */
gboolean
ns_tag_from_name (const char *name_space, const char *name, NsTag *out)
{
  guint page = 0;

  while (page < NS_WBXML_N_PAGES && g_strcmp0 (namespaces[page], name_space) != 0)
    page++;
  if (page == NS_WBXML_N_PAGES)
    return FALSE;

  for (guint token = 0; token < N_TOKENS; token++)
    if (names[page][token] != NULL && g_str_equal (names[page][token], name))
      {
        *out = (NsTag) (page << 8 | token);
        return TRUE;
      }
  return FALSE;
}
