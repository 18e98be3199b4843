/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "transport/ns-post.h"
#include "transport/ns-raw-server.h"


/* Each row stops the exchange at one phase, for ever: then it is cancelled, or its time runs out. */
typedef struct
{
  const char *name;
  gsize body;
  NsRawStep step;
  gboolean mute_tls;
  gboolean full;
  NsPhase phase;
  NsNetworkFault timeout;
} Row;

static const Row rows[] = {
  { "resolved", 4, { 0 }, FALSE, TRUE, NS_PHASE_RESOLVED, NS_NETWORK_CONNECT },
  { "connected", 4, { 0 }, TRUE, FALSE, NS_PHASE_CONNECTED, NS_NETWORK_TIMEOUT_SENDING },
  { "sending", NS_POST_BIG, { 1, NULL, NS_RAW_HANG }, FALSE, FALSE, NS_PHASE_SENDING, NS_NETWORK_TIMEOUT_SENDING },
  { "sent", 4, { NS_RAW_WHOLE_BODY, NULL, NS_RAW_HANG }, FALSE, FALSE, NS_PHASE_SENT, NS_NETWORK_TIMEOUT },
  { "sent-without-body", 0, { NS_RAW_WHOLE_BODY, NULL, NS_RAW_HANG }, FALSE, FALSE, NS_PHASE_SENT,
    NS_NETWORK_TIMEOUT },
  { "answered", 4,
    { NS_RAW_WHOLE_BODY, "HTTP/1.1 200 OK\r\n" NS_POST_EAS "Content-Length: 9\r\n\r\nhalf", NS_RAW_HANG },
    FALSE, FALSE, NS_PHASE_ANSWERED, NS_NETWORK_TIMEOUT },
};

/* A port whose queue of connections is full: the kernel lets the next one wait. */
typedef struct
{
  GSocket *listener;  /* (owned) */
  GPtrArray *callers; /* (owned) (element-type GSocket) */
  guint16 port;
} FullPort;

static GSocket *
new_socket (void)
{
  g_autoptr (GError) error = NULL;
  GSocket *socket = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, &error);

  g_assert_no_error (error);
  return socket;
}

static gboolean
call_port (FullPort *port, GSocketAddress *address)
{
  GSocket *socket = new_socket ();

  g_ptr_array_add (port->callers, socket);
  g_socket_set_blocking (socket, FALSE);
  g_socket_connect (socket, address, NULL, NULL);

  /* On loopback a connection is there at once or not at all. */
  return (g_socket_condition_check (socket, G_IO_OUT) & G_IO_OUT) != 0;
}

static void
full_port_open (FullPort *port)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) address = NULL;
  g_autoptr (GError) error = NULL;

  port->callers = g_ptr_array_new_with_free_func (g_object_unref);
  port->listener = new_socket ();
  g_socket_bind (port->listener, any, FALSE, &error);
  g_assert_no_error (error);
  g_socket_set_listen_backlog (port->listener, 0);
  g_socket_listen (port->listener, &error);
  g_assert_no_error (error);
  address = g_socket_get_local_address (port->listener, NULL);
  port->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address));

  while (call_port (port, address))
    g_assert_cmpuint (port->callers->len, <, 100);
}

static void
full_port_close (FullPort *port)
{
  g_clear_object (&port->listener);
  g_clear_pointer (&port->callers, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FullPort, full_port_close)

static NsExchange *
stop_at_phase (const Row *row, NsClock *clock, GCancellable *cancellable, gint64 wait)
{
  g_auto (FullPort) full = { 0 };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&row->step, 1);
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (NsConnection) connection = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  if (row->full)
    full_port_open (&full);
  if (row->mute_tls)
    ns_raw_server_set_mute (server);
  account = ns_post_account (row->mute_tls ? "https" : "http",
                             row->full ? full.port : ns_raw_server_get_port (server));
  connection = ns_connection_new (account, "secret", clock, NULL);

  ns_post_begin (connection, row->body, cancellable, ns_await_cb, &await);
  while (ns_connection_get_phase (connection) < row->phase)
    g_main_context_iteration (NULL, TRUE);

  if (wait != 0)
    {
      /* The request's head alone may be ahead of its body: the last that this row can reach has been reached. */
      ns_clock_advance (clock, wait - 1);
      g_assert_null (await.result);
      ns_clock_advance (clock, 1);
    }
  else
    g_cancellable_cancel (cancellable);
  return ns_connection_finish (connection, ns_await_result (&await));
}

static void
test_cancel (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NsExchange) exchange = stop_at_phase (row, clock, cancellable, 0);

  ns_post_assert_fault (exchange, NS_NETWORK_INTERRUPTED, row->phase);
}

static void
test_timeout (gconstpointer data)
{
  const Row *row = data;
  const gint64 wait = 120 * G_USEC_PER_SEC + (gint64) row->body * G_USEC_PER_SEC / (16 * 1024);
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsExchange) exchange = stop_at_phase (row, clock, NULL, wait);

  ns_post_assert_fault (exchange, row->timeout, row->phase);
  g_assert_true (g_str_has_prefix (exchange->detail, "Nothing came within "));
  g_assert_cmpint (exchange->attempt.ended_at - exchange->attempt.started_at, ==, wait);
}

/* By the computer's clock, and shorter. */
static void
test_set_timeout (void)
{
  const NsRawStep step = { NS_RAW_WHOLE_BODY, NULL, NS_RAW_HANG };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) exchange = NULL;

  ns_connection_set_timeout (connection, 100 * 1000);
  exchange = ns_post (connection, 4);
  ns_post_assert_fault (exchange, NS_NETWORK_TIMEOUT, NS_PHASE_SENT);
}

static void
test_cancelled_before (void)
{
  const NsRawStep step = { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NsExchange) exchange = NULL;
  g_autoptr (NsExchange) next = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  g_cancellable_cancel (cancellable);
  ns_post_begin (connection, 4, cancellable, ns_await_cb, &await);
  exchange = ns_connection_finish (connection, ns_await_result (&await));
  ns_post_assert_fault (exchange, NS_NETWORK_INTERRUPTED, NS_PHASE_NONE);
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 0);

  /* The connection is as good as before. */
  next = ns_post (connection, 4);
  ns_post_assert_success (next);
}

/* Cancelled and timed-out requests leave nothing behind that disturbs the next. */
static void
test_next_after_cancel (void)
{
  const NsRawStep steps[] = { { NS_RAW_WHOLE_BODY, NULL, NS_RAW_HANG },
                              { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP } };
  g_autoptr (NsRawServer) server = ns_raw_server_new (steps, G_N_ELEMENTS (steps));
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (NsExchange) exchange = NULL;
  g_autoptr (NsExchange) next = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_post_begin (connection, 4, cancellable, ns_await_cb, &await);
  while (ns_raw_server_count_requests (server) == 0)
    g_main_context_iteration (NULL, FALSE);
  g_cancellable_cancel (cancellable);
  exchange = ns_connection_finish (connection, ns_await_result (&await));
  ns_post_assert_fault (exchange, NS_NETWORK_INTERRUPTED, NS_PHASE_SENT);

  ns_clock_advance (clock, 10 * G_USEC_PER_SEC);
  next = ns_post (connection, 4);
  ns_post_assert_success (next);
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 2);
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 2);
}

/* The one request that may be repeated is the one that changes nothing. */
static void
test_options_repeated (void)
{
  const NsRawStep steps[] = { { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP },
                              { NS_RAW_WHOLE_BODY, NULL, NS_RAW_CLOSE },
                              { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP } };
  g_autoptr (NsRawServer) server = ns_raw_server_new (steps, G_N_ELEMENTS (steps));
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) first = ns_post (connection, 4);
  g_autoptr (NsExchange) options = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_post_assert_success (first);
  ns_connection_options_async (connection, NULL, ns_await_cb, &await);
  options = ns_connection_finish (connection, ns_await_result (&await));
  ns_post_assert_success (options);
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 3);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *cancel = g_strconcat ("/transport/interrupt/cancel/", rows[i].name, NULL);
      g_autofree char *timeout = g_strconcat ("/transport/interrupt/timeout/", rows[i].name, NULL);

      g_test_add_data_func (cancel, &rows[i], test_cancel);
      g_test_add_data_func (timeout, &rows[i], test_timeout);
    }
  g_test_add_func ("/transport/interrupt/set-timeout", test_set_timeout);
  g_test_add_func ("/transport/interrupt/cancelled-before", test_cancelled_before);
  g_test_add_func ("/transport/interrupt/next-after-cancel", test_next_after_cancel);
  g_test_add_func ("/transport/interrupt/options-repeated", test_options_repeated);
  return g_test_run ();
}
