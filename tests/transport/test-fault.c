/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "transport/ns-answer.h"
#include "transport/ns-fault.h"

#include <string.h>

/* The error's domain, which is not a constant expression. */
typedef enum
{
  IO,
  RESOLVER,
  TLS,
} Domain;

static const struct
{
  Domain domain;
  int code;
  NsPhase phase;
  gboolean is_https;
  NsNetworkFault fault;
  gboolean is_at_proxy;
  guint64 size;
} faults[] = {
  { RESOLVER, G_RESOLVER_ERROR_NOT_FOUND, NS_PHASE_NONE, TRUE, NS_NETWORK_RESOLVE },
  { RESOLVER, G_RESOLVER_ERROR_TEMPORARY_FAILURE, NS_PHASE_NONE, FALSE, NS_NETWORK_RESOLVE },
  { IO, G_IO_ERROR_CONNECTION_REFUSED, NS_PHASE_RESOLVED, FALSE, NS_NETWORK_CONNECT },
  { IO, G_IO_ERROR_HOST_UNREACHABLE, NS_PHASE_RESOLVED, TRUE, NS_NETWORK_CONNECT },
  { IO, G_IO_ERROR_NETWORK_UNREACHABLE, NS_PHASE_RESOLVED, TRUE, NS_NETWORK_CONNECT },
  { IO, G_IO_ERROR_PROXY_FAILED, NS_PHASE_RESOLVED, TRUE, NS_NETWORK_PROXY },
  { IO, G_IO_ERROR_PROXY_NEED_AUTH, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_PROXY },
  { IO, G_IO_ERROR_PROXY_AUTH_FAILED, NS_PHASE_CONNECTED, FALSE, NS_NETWORK_PROXY },
  { IO, G_IO_ERROR_PROXY_NOT_ALLOWED, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_PROXY },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_PROXY, TRUE },
  { IO, G_IO_ERROR_TIMED_OUT, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_PROXY, TRUE },
  { IO, G_IO_ERROR_TIMED_OUT, NS_PHASE_RESOLVED, TRUE, NS_NETWORK_CONNECT },
  { TLS, G_TLS_ERROR_BAD_CERTIFICATE, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_TLS_CERTIFICATE },
  { TLS, G_TLS_ERROR_HANDSHAKE, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_TLS_HANDSHAKE },
  { TLS, G_TLS_ERROR_NOT_TLS, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_TLS_HANDSHAKE },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_TLS_HANDSHAKE },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_CONNECTED, FALSE, NS_NETWORK_CUT_SENDING },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_TLS, TRUE, NS_NETWORK_CUT_SENDING },
  { TLS, G_TLS_ERROR_EOF, NS_PHASE_SENDING, TRUE, NS_NETWORK_CUT_SENDING },
  { IO, G_IO_ERROR_BROKEN_PIPE, NS_PHASE_SENDING, FALSE, NS_NETWORK_CUT_SENDING },
  { IO, G_IO_ERROR_BROKEN_PIPE, NS_PHASE_SENDING, FALSE, NS_NETWORK_CUT_SENDING, FALSE, 1024 * 1024 },
  { IO, G_IO_ERROR_BROKEN_PIPE, NS_PHASE_SENDING, FALSE, NS_NETWORK_CUT_SENDING_LARGE, FALSE, 1024 * 1024 + 1 },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_SENT, FALSE, NS_NETWORK_LOST_ANSWER, FALSE, 8 * 1024 * 1024 },
  { IO, G_IO_ERROR_TIMED_OUT, NS_PHASE_SENDING, FALSE, NS_NETWORK_TIMEOUT_SENDING },
  { TLS, G_TLS_ERROR_INAPPROPRIATE_FALLBACK, NS_PHASE_CONNECTED, TRUE, NS_NETWORK_TLS_TOO_OLD },
  { IO, G_IO_ERROR_TIMED_OUT, NS_PHASE_SENT, FALSE, NS_NETWORK_TIMEOUT },
  { IO, G_IO_ERROR_CONNECTION_CLOSED, NS_PHASE_SENT, FALSE, NS_NETWORK_LOST_ANSWER },
  { TLS, G_TLS_ERROR_EOF, NS_PHASE_SENT, TRUE, NS_NETWORK_LOST_ANSWER },
  { TLS, G_TLS_ERROR_BAD_CERTIFICATE, NS_PHASE_SENT, TRUE, NS_NETWORK_LOST_ANSWER },
  { IO, G_IO_ERROR_PARTIAL_INPUT, NS_PHASE_ANSWERED, TRUE, NS_NETWORK_LOST_ANSWER },
};

static void
test_errors (void)
{
  const GQuark domains[] = { [IO] = G_IO_ERROR, [RESOLVER] = G_RESOLVER_ERROR, [TLS] = G_TLS_ERROR };

  for (gsize i = 0; i < G_N_ELEMENTS (faults); i++)
    {
      g_autoptr (GError) error = g_error_new_literal (domains[faults[i].domain], faults[i].code, "x");
      const NsFaultFacts facts = { .phase = faults[i].phase, .is_https = faults[i].is_https,
                                   .is_at_proxy = faults[i].is_at_proxy, .size = faults[i].size };

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (ns_fault_from_error (error, &facts), ==, faults[i].fault);
    }
}

static void
test_timeouts (void)
{
  static const NsNetworkFault expected[] = {
    [NS_PHASE_NONE] = NS_NETWORK_RESOLVE,
    [NS_PHASE_RESOLVED] = NS_NETWORK_CONNECT,
    [NS_PHASE_CONNECTED] = NS_NETWORK_TIMEOUT_SENDING,
    [NS_PHASE_TLS] = NS_NETWORK_TIMEOUT_SENDING,
    [NS_PHASE_SENDING] = NS_NETWORK_TIMEOUT_SENDING,
    [NS_PHASE_SENT] = NS_NETWORK_TIMEOUT,
    [NS_PHASE_ANSWERED] = NS_NETWORK_TIMEOUT,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (expected); i++)
    g_assert_cmpint (ns_fault_from_timeout ((NsPhase) i), ==, expected[i]);
}

static void
test_certificate_words (void)
{
  static const struct
  {
    GTlsCertificateFlags flags;
    NsNetworkFault fault;
    const char *words;
  } rows[] = {
    { G_TLS_CERTIFICATE_UNKNOWN_CA, NS_NETWORK_TLS_UNKNOWN_AUTHORITY, "its authority is unknown." },
    { G_TLS_CERTIFICATE_EXPIRED, NS_NETWORK_TLS_EXPIRED, "it has expired." },
    { G_TLS_CERTIFICATE_NOT_ACTIVATED, NS_NETWORK_TLS_NOT_YET_VALID, "it is not valid yet." },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_REVOKED, NS_NETWORK_TLS_REVOKED,
      "it has been revoked, it is for another host name." },
    { G_TLS_CERTIFICATE_BAD_IDENTITY | G_TLS_CERTIFICATE_UNKNOWN_CA, NS_NETWORK_TLS_WRONG_HOST,
      "it is for another host name, its authority is unknown." },
    { G_TLS_CERTIFICATE_INSECURE, NS_NETWORK_TLS_CERTIFICATE, "its algorithm is not safe." },
    { G_TLS_CERTIFICATE_GENERIC_ERROR, NS_NETWORK_TLS_CERTIFICATE, "it cannot be checked." },
    { 0, NS_NETWORK_TLS_CERTIFICATE, "it cannot be checked." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = ns_fault_describe_certificate (rows[i].flags);
      g_autofree char *expected = g_strconcat ("The server's certificate is not trusted: ", rows[i].words, NULL);

      g_assert_cmpstr (words, ==, expected);
      g_assert_cmpint (ns_fault_from_certificate (rows[i].flags), ==, rows[i].fault);
    }
}

static void
test_first_line (void)
{
  static const struct
  {
    const char *text;
    const char *line;
  } rows[] = {
    { "", NULL },
    { " \r\n\t<br/>\n", NULL },
    { "one\ntwo", "one" },
    { "\n\n  one \t two\r\nthree", "one two" },
    { "<p class='a'>one</p>\n", "one" },
    { "one <script", "one" },
    { "caf\xc3\xa9", "caf\xc3\xa9" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
    { "Authorization: Basic QWxhZGRpbjpvcGVu", "Authorization: Basic ***" },
    { "see https://joerg:geheim@mail.example.test/", "see https://joerg:***@mail.example.test/" },
  };
  g_autofree char *endless = g_strnfill (100000, 'x');
  g_autofree char *cut = ns_answer_first_line (endless, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *line = ns_answer_first_line (rows[i].text, -1);

      g_assert_cmpstr (line, ==, rows[i].line);
    }
  g_assert_cmpuint (strlen (cut), ==, 200);
}

static void
test_auth_schemes (void)
{
  static const struct
  {
    const char *text;
    const char *schemes;
  } rows[] = {
    { NULL, NULL },
    { "", NULL },
    { "Basic realm=\"mail, and more\"", "Basic" },
    { "Bearer client_id=\"00000002\", trusted_issuers=\"a@b\", authorization_uri=\"https://x/\"", "Bearer" },
    { "Bearer, Basic realm=\"x\"", "Bearer, Basic" },
    { "Negotiate, NTLM, Basic realm=x", "Negotiate, NTLM, Basic" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *schemes = ns_answer_auth_schemes (rows[i].text);

      g_assert_cmpstr (schemes, ==, rows[i].schemes);
    }
}

static void
test_clock_skew (void)
{
  const gint64 now = (gint64) 784111777 * G_USEC_PER_SEC;

  g_assert_cmpint (ns_answer_clock_skew (NULL, now), ==, 0);
  g_assert_cmpint (ns_answer_clock_skew ("soon", now), ==, 0);
  g_assert_cmpint (ns_answer_clock_skew ("Sun, 06 Nov 1994 08:49:37 GMT", now), ==, 0);
  g_assert_cmpint (ns_answer_clock_skew ("Sun, 06 Nov 1994 08:59:37 GMT", now), ==, 600);
  g_assert_cmpint (ns_answer_clock_skew ("Sun, 06 Nov 1994 08:39:37 GMT", now), ==, -600);
}

static void
test_exchange (void)
{
  NsExchange *exchange = ns_exchange_new (NS_COMMAND_SEND_MAIL);
  g_autoptr (NsExchange) other = ns_exchange_ref (exchange);

  ns_exchange_unref (exchange);
  g_assert_cmpint (other->command, ==, NS_COMMAND_SEND_MAIL);
  g_assert_cmpint (other->attempt.outcome.command, ==, NS_COMMAND_SEND_MAIL);
  g_assert_cmpint (other->attempt.outcome.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpuint (g_bytes_get_size (other->body), ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport/fault/errors", test_errors);
  g_test_add_func ("/transport/fault/timeouts", test_timeouts);
  g_test_add_func ("/transport/fault/certificate-words", test_certificate_words);
  g_test_add_func ("/transport/fault/first-line", test_first_line);
  g_test_add_func ("/transport/answer/auth-schemes", test_auth_schemes);
  g_test_add_func ("/transport/answer/clock-skew", test_clock_skew);
  g_test_add_func ("/transport/exchange", test_exchange);
  return g_test_run ();
}
