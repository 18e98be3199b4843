/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-cause-item.h"

#include "model/ns-cause-private.h"

#include <glib/gi18n-lib.h>

/* What looks transient, or like a matter of the line, is permanent for an item that is isolated: it met the same twice
 * alone, while the others of its batch were accepted, and the server was seen not to hold it. */
#define ROW(domain, code, id, exception, source, why) \
  { domain, code, id, exception, source, NS_VERDICT_REFUSED, why, NS_DATA_KEPT, NS_ADVICE_REPORT, NS_ACTION_REPORT }

static const NsCause rows[] = {
  ROW (NS_DOMAIN_SYNC, 5, "sync-5", "StatusException: Server error", NS_SOURCE_SERVER,
       N_("The server fails each time that it meets this item.")),
  ROW (NS_DOMAIN_COMMON, 110, "common-110", "StatusException: ServerError", NS_SOURCE_SERVER,
       N_("The server fails each time that it meets this item.")),
  ROW (NS_DOMAIN_HTTP, 500, "http-500", "StatusException: HTTP 500 Internal Server Error", NS_SOURCE_SERVER,
       N_("The server fails each time that it meets this item.")),
  ROW (NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING, "network-cut-sending",
       "ConnectionException: Connection lost while sending", NS_SOURCE_SERVER,
       N_("The server ends the connection each time that it meets this item.")),
  ROW (NS_DOMAIN_NETWORK, NS_NETWORK_CUT_SENDING_LARGE, "network-cut-sending-large",
       "ConnectionException: Connection lost while sending a large item", NS_SOURCE_SERVER,
       N_("The server ends the connection each time that it meets this item.")),
  ROW (NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER, "network-lost-answer", "ConnectionException: Answer lost",
       NS_SOURCE_SERVER, N_("The server ends the connection each time that it meets this item.")),
  ROW (NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, "network-malformed", "ConnectionException: Answer not understood",
       NS_SOURCE_SERVER, N_("The server answers with nonsense each time that it meets this item.")),
  ROW (NS_DOMAIN_LOCAL, NS_LOCAL_NO_RESPONSE, "local-no-response", "StatusException: No response for the item",
       NS_SOURCE_SERVER, N_("The server says nothing each time that it meets this item.")),
};

/**
 * ns_cause_for_item:
 * @item: an item
 *
 * ns_cause_for() for what the item's last try ended with, in the light of what else is known of the item.
 *
 * Returns: (transfer none) (nullable): the row; %NULL only for %NS_DOMAIN_NONE
 */
const NsCause *
ns_cause_for_item (const NsItem *item)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows) && ns_item_is_isolated (item); i++)
    if (rows[i].domain == item->outcome.domain && rows[i].code == item->outcome.code)
      return &rows[i];
  return ns_cause_for (item->outcome);
}
