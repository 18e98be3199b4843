/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-version.h"

static const struct
{
  NsEasVersion version;
  const char *text;
} versions[] = {
  { NS_EAS_VERSION_2_5, "2.5" },   { NS_EAS_VERSION_12_0, "12.0" }, { NS_EAS_VERSION_12_1, "12.1" },
  { NS_EAS_VERSION_14_0, "14.0" }, { NS_EAS_VERSION_14_1, "14.1" }, { NS_EAS_VERSION_16_0, "16.0" },
  { NS_EAS_VERSION_16_1, "16.1" },
};

/* The versions that this client speaks. The others can be named and parsed, but their items differ: up to 12.0 bodies
 * are other elements, and from 16.0 on a calendar Change holds only what changed (eas-facts 9.1). */
static const NsEasVersion supported[] = { NS_EAS_VERSION_12_1, NS_EAS_VERSION_14_0, NS_EAS_VERSION_14_1 };

/**
 * ns_eas_version_from_string:
 * @text: (nullable): such as `14.1`, as in MS-ASProtocolVersion
 *
 * Returns: the version, or %NS_EAS_VERSION_NONE for any other text; also for 1.0, 2.0 and 2.1, which no client needs
 */
NsEasVersion
ns_eas_version_from_string (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    if (g_strcmp0 (versions[i].text, text) == 0)
      return versions[i].version;
  return NS_EAS_VERSION_NONE;
}

/**
 * ns_eas_version_to_string:
 * @version: a version
 *
 * Returns: (nullable): such as `14.1`, or %NULL for %NS_EAS_VERSION_NONE
 */
const char *
ns_eas_version_to_string (NsEasVersion version)
{
  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    if (versions[i].version == version)
      return versions[i].text;
  return NULL;
}

static gboolean
is_supported (NsEasVersion version)
{
  for (gsize i = 0; i < G_N_ELEMENTS (supported); i++)
    if (supported[i] == version)
      return TRUE;
  return FALSE;
}

/**
 * ns_eas_version_negotiate:
 * @server_versions: (nullable): the comma list of MS-ASProtocolVersions
 * @forced: the only version that the user wants, or %NS_EAS_VERSION_NONE for the best one
 *
 * Picks the highest version that both sides know (eas-facts 1.6).
 *
 * Returns: the version, or %NS_EAS_VERSION_NONE where there is none, or where @forced is not among those that both
 *   sides know
 */
NsEasVersion
ns_eas_version_negotiate (const char *server_versions, NsEasVersion forced)
{
  g_auto (GStrv) words = g_strsplit (server_versions != NULL ? server_versions : "", ",", -1);
  NsEasVersion best = NS_EAS_VERSION_NONE;

  for (guint i = 0; words[i] != NULL; i++)
    {
      const NsEasVersion version = ns_eas_version_from_string (g_strstrip (words[i]));

      if (is_supported (version) && (forced == NS_EAS_VERSION_NONE || forced == version))
        best = MAX (best, version);
    }
  return best;
}
