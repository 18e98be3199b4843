/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsEasVersion:
 *
 * A protocol version, times ten (as in the base64 query, MS-ASHTTP 2.2.1.1.1.1). Versions can be compared.
 */
typedef enum
{
  NS_EAS_VERSION_NONE = 0,
  NS_EAS_VERSION_2_5 = 25,
  NS_EAS_VERSION_12_0 = 120,
  NS_EAS_VERSION_12_1 = 121,
  NS_EAS_VERSION_14_0 = 140,
  NS_EAS_VERSION_14_1 = 141,
  NS_EAS_VERSION_16_0 = 160,
  NS_EAS_VERSION_16_1 = 161,
} NsEasVersion;

NsEasVersion ns_eas_version_from_string (const char *text);
const char *ns_eas_version_to_string (NsEasVersion version);
NsEasVersion ns_eas_version_negotiate (const char *server_versions, NsEasVersion forced);

G_END_DECLS
