/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Servers and proxies that end it before a request can go out. */
#include "config.h"

#include "transport/ns-post.h"

/* What is said to whoever connects, whatever they say. */
typedef struct
{
  const char *name;
  const char *scheme;
  const char *proxy_scheme; /* (nullable): it is the proxy that says so */
  const char *bytes;
  gsize n_bytes;
  NsDomain domain;
  int code;
  const char *detail; /* (nullable): %NULL where the words are the TLS library's */
} Row;

#define BYTES(text) text, sizeof (text) - 1

/* A ServerHello of SSL 3, with TLS_RSA_WITH_AES_128_CBC_SHA, and RFC 8446 section 6 alerts. */
#define HELLO_SSL_3 "\x16\x03\x00\x00\x2a\x02\x00\x00\x26\x03\x00" \
                    "0123456789abcdef0123456789abcdef\x00\x00\x2f\x00"
#define ALERT_PROTOCOL_VERSION "\x15\x03\x01\x00\x02\x02\x46"
#define ALERT_HANDSHAKE_FAILURE "\x15\x03\x01\x00\x02\x02\x28"

#define ANSWER(status) BYTES ("HTTP/1.1 " status "\r\nContent-Length: 0\r\n\r\n")

static const Row rows[] = {
  { "ssl-3", "https", NULL, BYTES (HELLO_SSL_3), NS_DOMAIN_NETWORK, NS_NETWORK_TLS_TOO_OLD, NULL },
  { "other-version", "https", NULL, BYTES (ALERT_PROTOCOL_VERSION), NS_DOMAIN_NETWORK, NS_NETWORK_TLS_TOO_OLD, NULL },
  { "no-cipher", "https", NULL, BYTES (ALERT_HANDSHAKE_FAILURE), NS_DOMAIN_NETWORK, NS_NETWORK_TLS_HANDSHAKE, NULL },
  { "plain", "https", NULL, ANSWER ("400 Bad Request"), NS_DOMAIN_NETWORK, NS_NETWORK_TLS_HANDSHAKE, NULL },
  { "proxy-403", "https", "http", ANSWER ("403 Forbidden"), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY,
    "The proxy answered with HTTP status 403." },
  { "proxy-502", "https", "http", ANSWER ("502 Bad Gateway"), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY,
    "The proxy answered with HTTP status 502." },
  { "proxy-504", "https", "http", ANSWER ("504 Gateway Timeout"), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY,
    "The proxy answered with HTTP status 504." },
  { "proxy-407", "https", "http", ANSWER ("407 Proxy Authentication Required"), NS_DOMAIN_HTTP, 407,
    "Proxy Authentication Required" },
  { "proxy-closes", "https", "http", BYTES (""), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY, NULL },
  { "socks-closes", "https", "socks5", BYTES (""), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY, NULL },
  { "socks-nonsense", "https", "socks5", BYTES ("\xff\xff"), NS_DOMAIN_NETWORK, NS_NETWORK_PROXY, NULL },
};

/* The desktop's proxy, as far as this program is concerned. */
typedef struct
{
  GSimpleProxyResolver parent_instance;
} TestResolver;

typedef struct
{
  GSimpleProxyResolverClass parent_class;
} TestResolverClass;

static GType test_resolver_get_type (void);
static void test_resolver_iface_init (GProxyResolverInterface *iface);
G_DEFINE_TYPE_WITH_CODE (TestResolver, test_resolver, G_TYPE_SIMPLE_PROXY_RESOLVER,
                         G_IMPLEMENT_INTERFACE (G_TYPE_PROXY_RESOLVER, test_resolver_iface_init))

static gboolean
is_supported (GProxyResolver *resolver)
{
  return TRUE;
}

/* The rest is the parent's. */
static void
test_resolver_iface_init (GProxyResolverInterface *iface)
{
  iface->is_supported = is_supported;
}

static void
test_resolver_init (TestResolver *self)
{
}

static void
test_resolver_class_init (TestResolverClass *klass)
{
}

static void
set_proxy (const char *scheme, guint16 port)
{
  GProxyResolver *resolver = g_proxy_resolver_get_default ();
  g_autofree char *uri = scheme != NULL ? g_strdup_printf ("%s://127.0.0.1:%u", scheme, port) : NULL;

  g_simple_proxy_resolver_set_default_proxy (G_SIMPLE_PROXY_RESOLVER (resolver), uri != NULL ? uri : "direct://");
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  const Row *row = user_data;
  char head[4096];

  g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)), head, sizeof head, NULL, NULL);
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), row->bytes, row->n_bytes,
                             NULL, NULL, NULL);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
  return TRUE;
}

static void
test_row (gconstpointer data)
{
  const Row *row = data;
  g_autoptr (GSocketService) service = g_threaded_socket_service_new (4);
  const guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autoptr (NsAccount) account = ns_post_account (row->scheme, port);
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (NsConnection) connection = ns_connection_new (account, "secret", clock, NULL);
  g_autoptr (NsExchange) exchange = NULL;

  g_signal_connect (service, "run", G_CALLBACK (run_cb), (gpointer) row);
  set_proxy (row->proxy_scheme, port);
  exchange = ns_post (connection, 4);
  g_socket_service_stop (service);

  g_assert_cmpint (exchange->attempt.outcome.domain, ==, row->domain);
  g_assert_cmpint (exchange->attempt.outcome.code, ==, row->code);
  g_assert_cmpint (exchange->attempt.phase, ==, NS_PHASE_CONNECTED);
  g_assert_cmpuint (exchange->attempt.bytes_sent, ==, 0);
  g_assert_nonnull (exchange->detail);
  if (row->detail != NULL)
    g_assert_cmpstr (exchange->detail, ==, row->detail);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_io_extension_point_register (G_PROXY_RESOLVER_EXTENSION_POINT_NAME);
  g_io_extension_point_implement (G_PROXY_RESOLVER_EXTENSION_POINT_NAME, test_resolver_get_type (), "ns-test", 1000);
  g_setenv ("GIO_USE_PROXY_RESOLVER", "ns-test", TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/transport/refused/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  return g_test_run ();
}
