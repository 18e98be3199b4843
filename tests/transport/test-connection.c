/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "transport/ns-connection.h"
#include "transport/ns-post.h"
#include "transport/ns-raw-server.h"

#include <string.h>

/* The time of the fake clock: 2026-03-02 09:00:00 UTC. */
#define NOW (G_GINT64_CONSTANT (1772442000) * G_USEC_PER_SEC)
#define EAS NS_POST_EAS
#define OK NS_POST_OK
#define BIG NS_POST_BIG

typedef struct
{
  const char *path;
  gsize body;
  NsRawStep step;
  NsDomain domain;
  int code;
  int http_status;
  NsPhase phase;
  const char *detail;
  guint retry_after;
} Case;

#define HTTP(status) NS_DOMAIN_HTTP, status, status
#define NETWORK(fault, status) NS_DOMAIN_NETWORK, NS_NETWORK_##fault, status
#define ANSWER(text) { NS_RAW_WHOLE_BODY, text, NS_RAW_KEEP }
#define ANSWER_CUT(text) { NS_RAW_WHOLE_BODY, text, NS_RAW_CLOSE }
#define REDIRECT(line) ANSWER ("HTTP/1.1 " line "\r\nLocation: /elsewhere\r\nContent-Length: 0\r\n\r\n")
#define MOVED "The server points to /elsewhere."

static const Case cases[] = {
  /* Redirects: libsoup would follow a 302 with a GET, and its 200 would look like success. */
  { "redirect/301", 4, REDIRECT ("301 Moved Permanently"), HTTP (301), NS_PHASE_COMPLETE, MOVED },
  { "redirect/302", 4, REDIRECT ("302 Found"), HTTP (302), NS_PHASE_COMPLETE, MOVED },
  { "redirect/303", 4, REDIRECT ("303 See Other"), HTTP (303), NS_PHASE_COMPLETE, MOVED },
  { "redirect/307", 4, REDIRECT ("307 Temporary Redirect"), HTTP (307), NS_PHASE_COMPLETE, MOVED },
  { "redirect/308", 4, REDIRECT ("308 Permanent Redirect"), HTTP (308), NS_PHASE_COMPLETE, MOVED },

  /* Cuts. */
  { "cut/before-body", BIG, { 0, NULL, NS_RAW_CLOSE }, NETWORK (CUT_SENDING_LARGE, 0), NS_PHASE_SENDING },
  { "cut/half-body", BIG, { BIG / 2, NULL, NS_RAW_CLOSE }, NETWORK (CUT_SENDING_LARGE, 0), NS_PHASE_SENDING },
  { "cut/whole-body", BIG, ANSWER_CUT (NULL), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/no-answer", 4, ANSWER_CUT (NULL), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/no-answer-no-body", 0, ANSWER_CUT (NULL), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/status-line", 4, ANSWER_CUT ("HTTP/1.1 20"), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/head", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\n" EAS "Content-Le"), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/between-fields", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\n" EAS), NETWORK (LOST_ANSWER, 200), NS_PHASE_ANSWERED },
  { "cut/between-last-fields", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\nConnection: close\r\n" EAS),
    NETWORK (LOST_ANSWER, 200), NS_PHASE_ANSWERED },
  { "cut/unmeasured-body", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\n" EAS "\r\nok"), NETWORK (LOST_ANSWER, 200),
    NS_PHASE_ANSWERED },
  { "cut/answer-body", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\n" EAS "Content-Length: 100\r\n\r\nhalf"),
    NETWORK (LOST_ANSWER, 200), NS_PHASE_ANSWERED },
  { "cut/answer-chunk", 4, ANSWER_CUT ("HTTP/1.1 200 OK\r\n" EAS "Transfer-Encoding: chunked\r\n\r\n8\r\nhalf"),
    NETWORK (LOST_ANSWER, 200), NS_PHASE_ANSWERED },
  { "cut/garbage", 4, ANSWER_CUT ("\x15\x03\x01 what?\r\n\r\n"), NETWORK (LOST_ANSWER, 0), NS_PHASE_SENT },
  { "cut/page-of-503", 4, ANSWER_CUT ("HTTP/1.1 503 Busy\r\nContent-Length: 100\r\nRetry-After: 7\r\n\r\nhalf"),
    HTTP (503), NS_PHASE_ANSWERED, "Busy", 7 },

  /* Who answers. */
  { "not-eas/html", 4, ANSWER ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 56\r\n\r\n"
                               "<html><head><TITLE>Hotel\n Wi-Fi</TITLE></head><p>Log in.\n"),
    NETWORK (NOT_EAS, 200), NS_PHASE_COMPLETE, "Hotel" },
  { "not-eas/empty", 4, ANSWER ("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"), NETWORK (NOT_EAS, 200),
    NS_PHASE_COMPLETE },
  { "too-large", 4, ANSWER ("HTTP/1.1 200 OK\r\n" EAS "Content-Length: 67108865\r\n\r\n"), NETWORK (MALFORMED, 200),
    NS_PHASE_ANSWERED, "The answer is larger than 64 MiB." },

  /* Other statuses. */
  { "status/204", 4, ANSWER ("HTTP/1.1 204 No Content\r\n" EAS "\r\n"), HTTP (204), NS_PHASE_COMPLETE, "No Content" },
  { "status/401", 4, ANSWER ("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\n"
                             "Content-Length: 0\r\n\r\n"),
    HTTP (401), NS_PHASE_COMPLETE, "Unauthorized" },
  { "status/407", 4, ANSWER ("HTTP/1.1 407 Proxy Login\r\nProxy-Authenticate: Basic realm=\"x\"\r\n"
                             "Content-Length: 0\r\n\r\n"),
    HTTP (407), NS_PHASE_COMPLETE, "Proxy Login" },
  { "status/500-text", 4, ANSWER ("HTTP/1.1 500 Error\r\nContent-Type: text/plain; charset=utf-8\r\n"
                                  "Content-Length: 66\r\n\r\n"
                                  "\n  The <b>queue</b> is\tfull\x01 (password=hunter2).\r\n"
                                  "Second line is cut"),
    HTTP (500), NS_PHASE_COMPLETE, "The queue is full (password=***" },
  { "status/503-seconds", 4, ANSWER ("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n"),
    HTTP (503), NS_PHASE_COMPLETE, "Busy", 120 },
  { "status/503-date", 4, ANSWER ("HTTP/1.1 503 Busy\r\nRetry-After: Mon, 02 Mar 2026 09:05:00 GMT\r\n"
                                  "Content-Length: 0\r\n\r\n"),
    HTTP (503), NS_PHASE_COMPLETE, "Busy", 300 },
  { "status/503-past", 4, ANSWER ("HTTP/1.1 503 Busy\r\nRetry-After: Mon, 02 Mar 2026 08:59:59 GMT\r\n"
                                  "Content-Length: 0\r\n\r\n"),
    HTTP (503), NS_PHASE_COMPLETE, "Busy", 0 },
  { "status/503-for-ever", 4, ANSWER ("HTTP/1.1 503 Busy\r\nRetry-After: 99999999999\r\nContent-Length: 0\r\n\r\n"),
    HTTP (503), NS_PHASE_COMPLETE, "Busy", 86400 },
  { "status/503-nonsense", 4, ANSWER ("HTTP/1.1 503 Busy\r\nRetry-After: soon\r\nContent-Length: 0\r\n\r\n"),
    HTTP (503), NS_PHASE_COMPLETE, "Busy", 0 },
};

static void
test_case (gconstpointer data)
{
  const Case *c = data;
  g_autoptr (NsRawServer) server = ns_raw_server_new (&c->step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) exchange = ns_post (connection, c->body);

  g_assert_cmpint (exchange->attempt.outcome.domain, ==, c->domain);
  g_assert_cmpint (exchange->attempt.outcome.code, ==, c->code);
  g_assert_cmpint (exchange->attempt.outcome.http_status, ==, c->http_status);
  g_assert_cmpint (exchange->attempt.outcome.command, ==, NS_COMMAND_SYNC);
  g_assert_cmpstr (ns_phase_nick (exchange->attempt.phase), ==, ns_phase_nick (c->phase));
  g_assert_cmpuint (exchange->attempt.bytes_total, ==, c->body);
  g_assert_cmpuint (exchange->retry_after, ==, c->retry_after);
  if (c->detail != NULL)
    g_assert_cmpstr (exchange->detail, ==, c->detail);
  if (c->phase >= NS_PHASE_SENT)
    g_assert_cmpuint (exchange->attempt.bytes_sent, ==, c->body);
  else
    g_assert_cmpuint (exchange->attempt.bytes_sent, <, c->body);

  /* Once, whatever happened. */
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 1);
  g_assert_cmpuint (ns_raw_server_count_requests (server), <=, 1);
  if (c->phase >= NS_PHASE_SENT)
    g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 1);
}

/* The old way of HTTP/1.0 to end a body, said openly. */
static void
test_closing_answer (void)
{
  const NsRawStep step = ANSWER_CUT ("HTTP/1.1 200 OK\r\nConnection: close\r\n" EAS "\r\nok");
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) exchange = ns_post (connection, 4);

  ns_post_assert_success (exchange);
}

static void
test_moved_mailbox (void)
{
  const NsRawStep step = ANSWER ("HTTP/1.1 451 Redirect\r\nContent-Length: 0\r\nX-MS-Location: "
                                 "https://mail2.example.test/Microsoft-Server-ActiveSync\r\n\r\n");
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) exchange = ns_post (connection, 4);

  g_assert_cmpint (exchange->attempt.outcome.code, ==, 451);
  g_assert_cmpstr (exchange->location, ==, "https://mail2.example.test/Microsoft-Server-ActiveSync");
}

static void
test_keep_alive (void)
{
  const NsRawStep step = ANSWER (OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (NsExchange) exchange = ns_post (connection, i);

      ns_post_assert_success (exchange);
    }
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 20);
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 1);
}

/* After a long silence a kept connection may be dead: a POST does not bet on it. */
static void
test_idle_connection (void)
{
  const NsRawStep step = ANSWER (OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  static const struct
  {
    guint idle;
    guint connections;
  } rounds[] = { { 0, 1 }, { 49, 1 }, { 50, 2 }, { 1, 2 }, { 3600, 3 } };

  for (gsize i = 0; i < G_N_ELEMENTS (rounds); i++)
    {
      g_autoptr (NsExchange) exchange = NULL;

      ns_clock_advance (clock, rounds[i].idle * G_USEC_PER_SEC);
      exchange = ns_post (connection, 4);
      ns_post_assert_success (exchange);
      g_assert_cmpuint (ns_raw_server_count_connections (server), ==, rounds[i].connections);
    }
}

/* The trap of eas-facts 1.9: the second POST on a kept connection is read, and then the connection ends. */
static void
test_second_post_once (void)
{
  const NsRawStep steps[] = { ANSWER (OK), ANSWER_CUT (NULL), ANSWER (OK) };
  g_autoptr (NsRawServer) server = ns_raw_server_new (steps, G_N_ELEMENTS (steps));
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) first = ns_post (connection, 4);
  g_autoptr (NsExchange) second = ns_post (connection, 4);
  g_autoptr (NsExchange) third = NULL;

  ns_post_assert_success (first);
  g_assert_cmpint (second->attempt.outcome.code, ==, NS_NETWORK_LOST_ANSWER);
  g_assert_cmpint (second->attempt.phase, ==, NS_PHASE_SENT);
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 2);
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 1);

  third = ns_post (connection, 4);
  ns_post_assert_success (third);
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 3);
  g_assert_cmpuint (ns_raw_server_count_connections (server), ==, 2);
}

/* A kept connection of which the end is already known is not used. */
static void
test_closed_connection (void)
{
  const NsRawStep steps[] = { ANSWER_CUT (OK), ANSWER (OK) };
  g_autoptr (NsRawServer) server = ns_raw_server_new (steps, G_N_ELEMENTS (steps));
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) first = ns_post (connection, 4);
  g_autoptr (NsExchange) second = NULL;

  ns_post_assert_success (first);
  ns_raw_server_wait_closed (server, 1);
  second = ns_post (connection, 4);
  ns_post_assert_success (second);
  g_assert_cmpuint (ns_raw_server_count_requests (server), ==, 2);
}

static void
collect_progress_cb (NsConnection *connection, guint64 sent, guint64 total, GArray *seen)
{
  g_assert_cmpuint (total, ==, BIG);
  g_array_append_val (seen, sent);
}

static void
test_progress (void)
{
  const NsRawStep step = ANSWER (OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (GArray) seen = g_array_new (FALSE, FALSE, sizeof (guint64));
  g_autoptr (NsExchange) exchange = NULL;

  g_signal_connect (connection, "progress", G_CALLBACK (collect_progress_cb), seen);
  exchange = ns_post (connection, BIG);
  ns_post_assert_success (exchange);
  g_assert_cmpuint (seen->len, >, 10);
  for (guint i = 1; i < seen->len; i++)
    g_assert_cmpuint (g_array_index (seen, guint64, i), >=, g_array_index (seen, guint64, i - 1));
  g_assert_cmpuint (g_array_index (seen, guint64, seen->len - 1), ==, BIG);
}

/* Chunked, so that only counting shows how large it is. */
static void
test_endless_answer (void)
{
  const gsize size = 64 * 1024 * 1024 + 1;
  g_autoptr (GString) answer = g_string_sized_new (size + 200);
  NsRawStep step = { NS_RAW_WHOLE_BODY, NULL, NS_RAW_KEEP };
  g_autoptr (NsRawServer) server = NULL;
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = NULL;
  g_autoptr (NsExchange) exchange = NULL;

  g_string_printf (answer, "HTTP/1.1 200 OK\r\n" EAS "Transfer-Encoding: chunked\r\n\r\n");
  g_string_append_printf (answer, "%" G_GSIZE_MODIFIER "x\r\n", size);
  g_string_set_size (answer, answer->len + size);
  memset (answer->str + answer->len - size, 'y', size);
  g_string_append (answer, "\r\n0\r\n\r\n");
  step.answer = answer->str;
  server = ns_raw_server_new (&step, 1);
  connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  exchange = ns_post (connection, 4);
  g_assert_cmpint (exchange->attempt.outcome.code, ==, NS_NETWORK_MALFORMED);
  g_assert_cmpuint (g_bytes_get_size (exchange->body), <=, size - 1);
}

static void
test_refused (void)
{
  const NsRawStep step = ANSWER (OK);
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  const guint16 port = ns_raw_server_get_port (server);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = ns_post_connect (port, clock);
  g_autoptr (NsExchange) exchange = NULL;

  g_clear_pointer (&server, ns_raw_server_free);
  exchange = ns_post (connection, 4);
  ns_post_assert_fault (exchange, NS_NETWORK_CONNECT, NS_PHASE_RESOLVED);
  g_assert_cmpuint (exchange->attempt.bytes_sent, ==, 0);
  g_assert_nonnull (exchange->detail);
}

static void
test_unresolvable (void)
{
  g_autoptr (NsAccount) account = ns_post_account ("http", 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  g_autoptr (NsConnection) connection = NULL;
  g_autoptr (NsExchange) exchange = NULL;

  g_free (account->server);
  account->server = g_strdup ("http://mail.example.invalid/");
  connection = ns_connection_new (account, "secret", clock, NULL);
  exchange = ns_post (connection, 4);
  ns_post_assert_fault (exchange, NS_NETWORK_RESOLVE, NS_PHASE_NONE);
}

static void
test_addresses (void)
{
  static const char *const bad[] = { "", "mail.example.test", "ftp://mail.example.test/", "https://", "https:///x",
                                     "https://joerg:secret@mail.example.test/", NULL };
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);

  for (guint i = 0; bad[i] != NULL; i++)
    {
      g_autoptr (NsAccount) account = ns_post_account ("http", 1);
      g_autoptr (GError) error = NULL;

      g_free (account->server);
      account->server = g_strdup (bad[i]);
      g_assert_null (ns_connection_new (account, "secret", clock, &error));
      g_assert_error (error, NS_CONNECTION_ERROR, NS_CONNECTION_ERROR_URL);
      g_assert_null (strstr (error->message, "secret"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/transport/connection/", cases[i].path, NULL);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/transport/connection/closing-answer", test_closing_answer);
  g_test_add_func ("/transport/connection/moved-mailbox", test_moved_mailbox);
  g_test_add_func ("/transport/connection/keep-alive", test_keep_alive);
  g_test_add_func ("/transport/connection/idle-connection", test_idle_connection);
  g_test_add_func ("/transport/connection/second-post-once", test_second_post_once);
  g_test_add_func ("/transport/connection/closed-connection", test_closed_connection);
  g_test_add_func ("/transport/connection/progress", test_progress);
  g_test_add_func ("/transport/connection/endless-answer", test_endless_answer);
  g_test_add_func ("/transport/connection/refused", test_refused);
  g_test_add_func ("/transport/connection/unresolvable", test_unresolvable);
  g_test_add_func ("/transport/connection/addresses", test_addresses);
  return g_test_run ();
}
