/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-exchange.h"

/**
 * ns_exchange_new:
 * @command: what is asked
 *
 * Returns: (transfer full): an exchange of which nothing is known yet, with an empty body, for its maker to fill
 */
NsExchange *
ns_exchange_new (NsCommand command)
{
  NsExchange *exchange = g_atomic_rc_box_new0 (NsExchange);

  exchange->command = command;
  exchange->attempt.outcome.command = command;
  exchange->body = g_bytes_new_static ("", 0);
  return exchange;
}

/**
 * ns_exchange_ref:
 * @exchange: an exchange
 *
 * Returns: (transfer full): @exchange. Any thread.
 */
NsExchange *
ns_exchange_ref (const NsExchange *exchange)
{
  return g_atomic_rc_box_acquire ((NsExchange *) exchange);
}

static void
exchange_clear (NsExchange *exchange)
{
  g_free (exchange->detail);
  g_bytes_unref (exchange->body);
  g_free (exchange->server_product);
  g_free (exchange->protocol_versions);
  g_free (exchange->protocol_commands);
  g_free (exchange->location);
}

/**
 * ns_exchange_unref:
 * @exchange: (transfer full): an exchange
 *
 * Drops a reference. Any thread.
 */
void
ns_exchange_unref (const NsExchange *exchange)
{
  g_atomic_rc_box_release_full ((NsExchange *) exchange, (GDestroyNotify) exchange_clear);
}
