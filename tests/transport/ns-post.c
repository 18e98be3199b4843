/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-post.h"

#include "base/ns-await.h"

#include <string.h>

NsAccount *
ns_post_account (const char *scheme, guint16 port)
{
  NsAccount *account = ns_account_new ();

  account->server = g_strdup_printf ("%s://127.0.0.1:%u/Microsoft-Server-ActiveSync", scheme, port);
  account->user = g_strdup ("EXAMPLE\\jörg");
  account->email = g_strdup ("joerg@example.test");
  account->device_id = g_strdup ("NS0123456789ABCDEF");
  return account;
}

NsConnection *
ns_post_connect (guint16 port, NsClock *clock)
{
  g_autoptr (NsAccount) account = ns_post_account ("http", port);
  g_autoptr (GError) error = NULL;
  NsConnection *connection = ns_connection_new (account, "pa:ss", clock, &error);

  g_assert_no_error (error);
  return connection;
}

void
ns_post_begin (NsConnection *connection, gsize size, GCancellable *cancellable, GAsyncReadyCallback callback,
               gpointer user_data)
{
  const NsEasQuery query = { .command = NS_COMMAND_SYNC };
  char *text = g_strnfill (size, 'x');
  g_autoptr (GBytes) body = g_bytes_new_take (text, size);

  ns_connection_post_async (connection, &query, NS_EAS_VERSION_14_1, NULL, NS_EAS_CONTENT_TYPE_WBXML, body,
                            cancellable, callback, user_data);
}

NsExchange *
ns_post (NsConnection *connection, gsize size)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_post_begin (connection, size, NULL, ns_await_cb, &await);
  return ns_connection_finish (connection, ns_await_result (&await));
}

void
ns_post_assert_success (const NsExchange *exchange)
{
  g_assert_cmpstr (exchange->detail, ==, NULL);
  g_assert_cmpint (exchange->attempt.outcome.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpint (exchange->attempt.outcome.http_status, ==, 200);
  g_assert_cmpint (exchange->attempt.phase, ==, NS_PHASE_COMPLETE);
  g_assert_cmpuint (exchange->attempt.bytes_sent, ==, exchange->attempt.bytes_total);
  g_assert_cmpmem (g_bytes_get_data (exchange->body, NULL), g_bytes_get_size (exchange->body), "ok", 2);
}

void
ns_post_assert_fault (const NsExchange *exchange, NsNetworkFault fault, NsPhase phase)
{
  g_assert_cmpint (exchange->attempt.outcome.domain, ==, NS_DOMAIN_NETWORK);
  g_assert_cmpint (exchange->attempt.outcome.code, ==, fault);
  g_assert_cmpstr (ns_phase_nick (exchange->attempt.phase), ==, ns_phase_nick (phase));
}
