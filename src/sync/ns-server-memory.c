/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-server-memory.h"

#include <string.h>

/* What Exchange alone announces as MS-Server-ActiveSync. 14.0, 14.1 and 16.x are not among them: SOGo, which
 * executes a repeated Add once more, calls itself 14.1 (eas-facts 5.8). */
static const char *const exchanges[] = { "6.5", "8.", "14.2", "14.3", "15." };

/**
 * ns_server_memory_has_replay:
 * @product: (nullable): what the server calls itself
 *
 * Tells whether a server is known to recognise a repeated Sync with its previous key. Of an unknown one it is not
 * taken for granted: looking first costs a pull, repeating blindly may cost a duplicate.
 *
 * Returns: whether it does
 */
gboolean
ns_server_memory_has_replay (const char *product)
{
  if (product == NULL)
    return FALSE;
  if (strstr (product, "Microsoft-IIS") != NULL)
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (exchanges); i++)
    if (g_str_has_prefix (product, exchanges[i]))
      return TRUE;
  return FALSE;
}
