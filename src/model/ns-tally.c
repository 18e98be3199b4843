/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-tally.h"

/**
 * ns_tally_waiting:
 * @tally: a tally
 *
 * Returns: how many items the engine will try by itself
 */
guint
ns_tally_waiting (const NsTally *tally)
{
  return tally->count[NS_STATE_PENDING] + tally->count[NS_STATE_SENDING];
}

/**
 * ns_tally_needs_user:
 * @tally: a tally
 *
 * Returns: how many items wait for the user's decision
 */
guint
ns_tally_needs_user (const NsTally *tally)
{
  return tally->count[NS_STATE_ERROR] + tally->count[NS_STATE_UNCERTAIN];
}

/**
 * ns_tally_in_outbox:
 * @tally: a tally
 *
 * Returns: how many items lie in the outbox, that is all but the delivered ones
 */
guint
ns_tally_in_outbox (const NsTally *tally)
{
  return ns_tally_waiting (tally) + ns_tally_needs_user (tally) + tally->count[NS_STATE_HELD];
}
