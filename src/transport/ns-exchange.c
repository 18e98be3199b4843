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
  g_free (exchange->server_header);
  g_free (exchange->auth_schemes);
  g_free (exchange->media_type);
  g_free (exchange->protocol_versions);
  g_free (exchange->protocol_commands);
  g_clear_pointer (&exchange->refused, ns_certificate_unref);
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

/**
 * ns_exchange_to_string:
 * @exchange: an exchange
 *
 * Returns: (transfer full): one line for the log; it holds no credentials and nothing of the bodies
 */
char *
ns_exchange_to_string (const NsExchange *exchange)
{
  const NsAttempt *attempt = &exchange->attempt;

  return g_strdup_printf ("%s: HTTP status %d, phase %s, %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                          " bytes sent, %" G_GSIZE_FORMAT " received%s%s",
                          ns_command_name (exchange->command), attempt->outcome.http_status,
                          ns_phase_nick (attempt->phase), attempt->bytes_sent, attempt->bytes_total,
                          g_bytes_get_size (exchange->body), exchange->detail != NULL ? ": " : "",
                          exchange->detail != NULL ? exchange->detail : "");
}
