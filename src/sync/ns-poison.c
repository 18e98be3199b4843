/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-poison.h"

/* Failures that look transient but may be the doing of one item: the server, or a process of it, stumbles over the
 * item each time that it meets it. Not among them is what says by its meaning that the server or the way to it is at
 * fault: 503, 507, 429 and Status 16 or 111 (busy), 502, 504 and a time-out (a gateway gave up, and the server may
 * still be at it), everything before the request began (name, connection, TLS, proxy, log-in). */
static const struct
{
  NsDomain domain;
  int code;
} transient[] = {
  { NS_DOMAIN_SYNC, 5 },
  { NS_DOMAIN_COMMON, 110 },
  { NS_DOMAIN_HTTP, 500 },
  { NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING },
  { NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING_LARGE },
  { NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER },
  { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED },
  { NS_DOMAIN_LOCAL, NS_LOCAL_NO_RESPONSE },
};

/**
 * ns_poison_is_possible:
 * @outcome: what a whole batch of objects failed with
 * @verdict: what it means, by ns_interpret_verdict()
 *
 * Tells whether one of its items may be to blame, so that looking for it is worth while (eas-facts 5.7, 5.10, 1.7):
 *
 * | outcome of the batch | halved | an item that fails so alone |
 * |---|---|---|
 * | Sync 4, HTTP 400, 413, 501, any other refusal | yes | `error` at once |
 * | Sync 5, common 110, HTTP 500, connection cut, answer lost or malformed, nothing about the folder | yes | (*) |
 * | HTTP 502, 504, no answer in time: it may still be executed | no | pending |
 * | HTTP 429, 503, 507, Sync 9, 16, common 111, anything with Retry-After: the server | no | pending |
 * | Sync 3, 12, 13, provisioning, password, the way to the server: the session | no | pending |
 *
 * (*) tried once more, last; then `error` where others of the batch were accepted and it is proved not to be there.
 *
 * Returns: whether it may be an item
 */
gboolean
ns_poison_is_possible (NsOutcome outcome, NsVerdict verdict)
{
  if (verdict == NS_VERDICT_REFUSED)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (transient); i++)
    if (transient[i].domain == outcome.domain && transient[i].code == outcome.code)
      return TRUE;
  return FALSE;
}
