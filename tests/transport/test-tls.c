/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "transport/ns-post.h"
#include "transport/ns-raw-server.h"
#include "transport/ns-test-certificate.h"

#include <glib/gstdio.h>
#include <string.h>

#define DAY (24 * 60 * 60)

typedef struct
{
  NsRawServer *server; /* (owned) */
  NsClock *clock;      /* (owned) */
  char *dir;           /* (owned) */
  char *ca_file;       /* (owned): trusts the server's certificate and no other */
} Fixture;

typedef struct
{
  const char *name;
  const char *host;
  gint64 valid_from;
  gint64 valid_until;
  NsNetworkFault fault; /* 0 where the certificate is good */
  const char *words;
} Row;

static const Row rows[] = {
  { "good", "127.0.0.1", -DAY, DAY, 0, NULL },
  { "wrong-host", "mail.example.test", -DAY, DAY, NS_NETWORK_TLS_WRONG_HOST, "it is for another host name." },
  { "expired", "127.0.0.1", -2 * DAY, -DAY, NS_NETWORK_TLS_EXPIRED, "it has expired." },
  { "not-yet-valid", "127.0.0.1", DAY, 2 * DAY, NS_NETWORK_TLS_NOT_YET_VALID, "it is not valid yet." },
};

static void
write_file (const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static GTlsCertificate *
make_certificate (const Row *row, const char *ca_file)
{
  g_autofree char *pem = ns_test_certificate_pem (row->host, row->valid_from, row->valid_until);
  g_autoptr (GError) error = NULL;
  GTlsCertificate *certificate = g_tls_certificate_new_from_pem (pem, -1, &error);

  g_assert_no_error (error);
  write_file (ca_file, pem);
  return certificate;
}

static void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  const NsRawStep step = { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP };
  g_autoptr (GTlsCertificate) certificate = NULL;

  fixture->dir = g_dir_make_tmp ("ns-tls-XXXXXX", NULL);
  fixture->ca_file = g_build_filename (fixture->dir, "ca.pem", NULL);
  fixture->clock = ns_clock_new_system ();
  fixture->server = ns_raw_server_new (&step, 1);
  certificate = make_certificate (data != NULL ? data : &rows[0], fixture->ca_file);
  ns_raw_server_set_certificate (fixture->server, certificate);
}

static void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->server, ns_raw_server_free);
  g_clear_object (&fixture->clock);
  g_unlink (fixture->ca_file);
  g_rmdir (fixture->dir);
  g_free (fixture->ca_file);
  g_free (fixture->dir);
}

static NsExchange *
post_pinned (Fixture *fixture, const char *ca_file, const char *pin)
{
  g_autoptr (NsAccount) account = ns_post_account ("https", ns_raw_server_get_port (fixture->server));
  g_autoptr (NsConnection) connection = NULL;
  g_autoptr (GError) error = NULL;

  account->ca_file = g_strdup (ca_file);
  account->pin = g_strdup (pin);
  connection = ns_connection_new (account, "secret", fixture->clock, &error);
  g_assert_no_error (error);
  return ns_post (connection, 4);
}

static NsConnection *
connect_with (Fixture *fixture, const char *ca_file, GError **error)
{
  g_autoptr (NsAccount) account = ns_post_account ("https", ns_raw_server_get_port (fixture->server));

  account->ca_file = g_strdup (ca_file);
  return ns_connection_new (account, "secret", fixture->clock, error);
}

static NsExchange *
post_with (Fixture *fixture, const char *ca_file)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsConnection) connection = connect_with (fixture, ca_file, &error);

  g_assert_no_error (error);
  return ns_post (connection, 4);
}

static void
assert_untrusted (Fixture *fixture, const NsExchange *exchange, NsNetworkFault fault, const char *words)
{
  g_autofree char *detail = g_strconcat ("The server's certificate is not trusted: ", words, NULL);

  ns_post_assert_fault (exchange, fault, NS_PHASE_CONNECTED);
  g_assert_cmpstr (exchange->detail, ==, detail);
  g_assert_cmpuint (exchange->attempt.bytes_sent, ==, 0);
  g_assert_cmpuint (ns_raw_server_count_requests (fixture->server), ==, 0);
}

static void
test_certificate (Fixture *fixture, gconstpointer data)
{
  const Row *row = data;
  g_autoptr (NsExchange) exchange = post_with (fixture, fixture->ca_file);

  g_assert_cmpint (exchange->attempt.phase_at[NS_PHASE_CONNECTED], >=, exchange->attempt.started_at);
  if (row->fault != 0)
    {
      g_assert_cmpint (exchange->attempt.phase_at[NS_PHASE_TLS], ==, 0);
      assert_untrusted (fixture, exchange, row->fault, row->words);
      return;
    }
  ns_post_assert_success (exchange);
  g_assert_cmpint (exchange->attempt.phase_at[NS_PHASE_TLS], >=, exchange->attempt.phase_at[NS_PHASE_CONNECTED]);
  g_assert_cmpint (exchange->attempt.phase_at[NS_PHASE_SENDING], >=, exchange->attempt.phase_at[NS_PHASE_TLS]);
}

/* Without the file it is the system's authorities that count, and none of them knows this one. */
static void
test_unknown_authority (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsExchange) exchange = post_with (fixture, NULL);

  assert_untrusted (fixture, exchange, NS_NETWORK_TLS_UNKNOWN_AUTHORITY, "its authority is unknown.");
}

static void
test_other_authority (Fixture *fixture, gconstpointer data)
{
  g_autofree char *other = g_build_filename (fixture->dir, "other.pem", NULL);
  g_autoptr (GTlsCertificate) certificate = make_certificate (&rows[1], other);
  g_autoptr (NsExchange) exchange = post_with (fixture, other);

  assert_untrusted (fixture, exchange, NS_NETWORK_TLS_UNKNOWN_AUTHORITY, "its authority is unknown.");
  g_unlink (other);
}

/* What was refused is shown, so that the user may trust it by its fingerprint; then nothing else of it counts. */
static void
test_pin (Fixture *fixture, gconstpointer data)
{
  static const char other[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  g_autoptr (NsExchange) unknown = post_pinned (fixture, NULL, NULL);
  g_autoptr (NsExchange) pinned = NULL, changed = NULL, vouched = NULL, again = NULL;

  g_assert_nonnull (unknown->refused);
  g_assert_cmpuint (strlen (unknown->refused->fingerprint), ==, 64);
  g_assert_nonnull (strstr (unknown->refused->subject, "CN="));
  g_assert_cmpint (unknown->refused->valid_from, <, unknown->refused->valid_until);

  pinned = post_pinned (fixture, NULL, unknown->refused->fingerprint);
  ns_post_assert_success (pinned);
  g_assert_null (pinned->refused);

  changed = post_pinned (fixture, NULL, other);
  ns_post_assert_fault (changed, NS_NETWORK_TLS_PIN_CHANGED, NS_PHASE_CONNECTED);
  g_assert_cmpstr (changed->refused->fingerprint, ==, unknown->refused->fingerprint);
  vouched = post_pinned (fixture, fixture->ca_file, other);
  ns_post_assert_fault (vouched, NS_NETWORK_TLS_PIN_CHANGED, NS_PHASE_CONNECTED);
  g_assert_cmpuint (ns_raw_server_count_requests (fixture->server), ==, 1);
  again = post_pinned (fixture, fixture->ca_file, NULL);
  ns_post_assert_success (again);
}

/* An expired certificate or one of another name that the user trusts is what the user trusts. */
static void
test_pin_bad (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsExchange) refused = post_pinned (fixture, fixture->ca_file, NULL);
  g_autoptr (NsExchange) pinned = post_pinned (fixture, fixture->ca_file, refused->refused->fingerprint);

  ns_post_assert_success (pinned);
}

static void
test_keep_alive (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsConnection) connection = connect_with (fixture, fixture->ca_file, NULL);

  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (NsExchange) exchange = ns_post (connection, i);

      ns_post_assert_success (exchange);
    }
  g_assert_cmpuint (ns_raw_server_count_requests (fixture->server), ==, 10);
  g_assert_cmpuint (ns_raw_server_count_connections (fixture->server), ==, 1);
}

/* libsoup repeats a POST that an HTTP/2 server refused, so HTTP/2 must never be agreed on. */
static void
test_http1_only (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsExchange) exchange = post_with (fixture, fixture->ca_file);
  g_autofree char *protocol = ns_raw_server_dup_protocol (fixture->server);

  ns_post_assert_success (exchange);
  g_assert_cmpstr (protocol, ==, "http/1.1");
}

static void
test_ca_file_errors (Fixture *fixture, gconstpointer data)
{
  static const char *const texts[] = {
    NULL, /* no such file */
    "",
    "no certificate at all\n",
    "-----BEGIN CERTIFICATE-----\nbm9uc2Vuc2U=\n-----END CERTIFICATE-----\n",
  };
  g_autofree char *path = g_build_filename (fixture->dir, "bad.pem", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GError) error = NULL;

      if (texts[i] != NULL)
        write_file (path, texts[i]);
      g_assert_null (connect_with (fixture, path, &error));
      g_assert_error (error, NS_CONNECTION_ERROR, NS_CONNECTION_ERROR_CA_FILE);
      g_assert_nonnull (strstr (error->message, path));
    }
  g_unlink (path);
}

static void
test_plain_port (void)
{
  const NsRawStep step = { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsAccount) account = ns_post_account ("https", ns_raw_server_get_port (server));
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (NsConnection) connection = ns_connection_new (account, "secret", clock, NULL);
  g_autoptr (NsExchange) exchange = ns_post (connection, 4);

  ns_post_assert_fault (exchange, NS_NETWORK_TLS_HANDSHAKE, NS_PHASE_CONNECTED);
  g_assert_nonnull (exchange->detail);
}

/* What was proved on plain connections, where TLS has its own ways to end. */
static void
test_cut (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gsize body;
    NsRawStep step;
    NsNetworkFault fault;
    NsPhase phase;
  } cuts[] = {
    { NS_POST_BIG, { 1, NULL, NS_RAW_CLOSE }, NS_NETWORK_CUT_SENDING_LARGE, NS_PHASE_SENDING },
    { 4, { NS_RAW_WHOLE_BODY, NULL, NS_RAW_CLOSE }, NS_NETWORK_LOST_ANSWER, NS_PHASE_SENT },
    { 4, { NS_RAW_WHOLE_BODY, "HTTP/1.1 200 OK\r\n" NS_POST_EAS, NS_RAW_CLOSE }, NS_NETWORK_LOST_ANSWER,
      NS_PHASE_ANSWERED },
    { 4, { NS_RAW_WHOLE_BODY, "HTTP/1.1 200 OK\r\n" NS_POST_EAS "Content-Length: 9\r\n\r\nhalf", NS_RAW_CLOSE },
      NS_NETWORK_LOST_ANSWER, NS_PHASE_ANSWERED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cuts); i++)
    {
      g_autoptr (NsConnection) connection = connect_with (fixture, fixture->ca_file, NULL);
      g_autoptr (NsExchange) exchange = NULL;

      ns_raw_server_set_step (fixture->server, &cuts[i].step);
      exchange = ns_post (connection, cuts[i].body);
      ns_post_assert_fault (exchange, cuts[i].fault, cuts[i].phase);
      g_assert_cmpuint (ns_raw_server_count_connections (fixture->server), ==, i + 1);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/transport/tls/certificate/", rows[i].name, NULL);

      g_test_add (path, Fixture, &rows[i], fixture_set_up, test_certificate, fixture_tear_down);
    }
  g_test_add ("/transport/tls/pin/wrong-host", Fixture, &rows[1], fixture_set_up, test_pin_bad, fixture_tear_down);
  g_test_add ("/transport/tls/pin/expired", Fixture, &rows[2], fixture_set_up, test_pin_bad, fixture_tear_down);
#define ADD(name, func) g_test_add ("/transport/tls/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)
  ADD ("unknown-authority", test_unknown_authority);
  ADD ("other-authority", test_other_authority);
  ADD ("pin", test_pin);
  ADD ("keep-alive", test_keep_alive);
  ADD ("http1-only", test_http1_only);
  ADD ("ca-file-errors", test_ca_file_errors);
  ADD ("cut", test_cut);
  g_test_add_func ("/transport/tls/plain-port", test_plain_port);
  return g_test_run ();
}
