/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-server-memory.h"

#include <string.h>

/* What Exchange alone announces as MS-Server-ActiveSync. 14.0, 14.1 and 16.x are not among them: SOGo, which
 * executes a repeated Add once more, calls itself 14.1 (eas-facts 5.8). */
static const char *const exchanges[] = { "6.5", "8.", "14.2", "14.3", "15." };

/* Of these, the ones that know ClientIds of mails. */
static const char *const from_2010[] = { "14.2", "14.3", "15." };

static gboolean
starts_with_any (const char *product, const char *const *prefixes, gsize n_prefixes)
{
  for (gsize i = 0; i < n_prefixes; i++)
    if (g_str_has_prefix (product, prefixes[i]))
      return TRUE;
  return FALSE;
}

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
  return strstr (product, "Microsoft-IIS") != NULL || starts_with_any (product, exchanges, G_N_ELEMENTS (exchanges));
}

/**
 * ns_server_memory_has_client_ids:
 * @product: (nullable): what the server calls itself
 *
 * Tells whether a server is known to recognise the ClientId of a mail that it has sent, and to answer 118 instead of
 * sending it again: Exchange from 2010 on, and nobody else (MS-ASCMD 2.2.3.28.1, eas-facts 6.4). It remembers the last
 * few messages only, so this is good for the last mail of a run, not for one of long ago.
 *
 * Returns: whether it does
 */
gboolean
ns_server_memory_has_client_ids (const char *product)
{
  return product != NULL && starts_with_any (product, from_2010, G_N_ELEMENTS (from_2010));
}
