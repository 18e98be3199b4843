/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "base/ns-await.h"
#include "transport/ns-post.h"
#include "transport/ns-raw-server.h"

#include <string.h>

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  return strcmp (*(char *const *) a, *(char *const *) b);
}

/* The request's head with its lines in the order of the alphabet, as theirs is the library's affair. So is which
 * codings it can decode. */
static char *
sorted_head (const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);
  g_autoptr (GPtrArray) kept = g_ptr_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    if (!g_str_has_prefix (lines[i], "Accept-Encoding: "))
      g_ptr_array_add (kept, lines[i]);
  qsort (kept->pdata, kept->len, sizeof (gpointer), compare_lines);
  g_ptr_array_add (kept, NULL);
  return g_strjoinv ("\n", (char **) kept->pdata);
}

/* The bytes on the wire: every header is there on purpose, and none else. */
static void
assert_request (NsRawServer *server, guint index, const char *line, const char *headers, const char *body)
{
  g_autofree char *request = ns_raw_server_dup_request (server, index);
  char *end = strstr (request, "\r\n\r\n");
  g_autofree char *wanted = g_strdup_printf ("%s HTTP/1.1\r\n"
                                             "Host: 127.0.0.1:%u\r\n"
                                             "Authorization: Basic RVhBTVBMRVxqw7ZyZzpwYTpzcw==\r\n"
                                             "User-Agent: NotifySync-Linux/" PACKAGE_VERSION "\r\n"
                                             "%s"
                                             "Connection: Keep-Alive",
                                             line, ns_raw_server_get_port (server), headers);
  g_autofree char *expected = sorted_head (wanted);
  g_autofree char *got = NULL;

  g_assert_nonnull (end);
  *end = '\0';
  got = sorted_head (request);
  g_assert_cmpstr (got, ==, expected);
  g_assert_cmpstr (end + 4, ==, body);
}

static void
send_command (NsConnection *connection, const NsEasQuery *query, NsEasVersion version, const char *key,
              const char *type, const char *text)
{
  g_autoptr (GBytes) body = text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
  g_autoptr (NsExchange) exchange = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_connection_post_async (connection, query, version, key, type, body, NULL, ns_await_cb, &await);
  exchange = ns_connection_finish (connection, ns_await_result (&await));
  ns_post_assert_success (exchange);
}

static void
test_request_bytes (void)
{
  const NsRawStep step = { NS_RAW_WHOLE_BODY, NS_POST_OK, NS_RAW_KEEP };
  const NsEasQuery send_old = { .command = NS_COMMAND_SEND_MAIL, .save_in_sent = TRUE };
  const NsEasQuery send_new = { .command = NS_COMMAND_SEND_MAIL };
  const NsEasQuery sync = { .command = NS_COMMAND_SYNC };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);

#define WHO "&User=EXAMPLE%5Cj%C3%B6rg&DeviceId=NS0123456789ABCDEF&DeviceType=NotifySyncLinux"
  send_command (connection, &send_old, NS_EAS_VERSION_12_1, NULL, NS_EAS_CONTENT_TYPE_MIME, "Subject: x\r\n\r\n");
  assert_request (server, 0, "POST /Microsoft-Server-ActiveSync?Cmd=SendMail" WHO "&SaveInSent=T",
                  "MS-ASProtocolVersion: 12.1\r\nContent-Type: message/rfc822\r\nContent-Length: 14\r\n",
                  "Subject: x\r\n\r\n");

  send_command (connection, &send_new, NS_EAS_VERSION_14_1, "307199206", NS_EAS_CONTENT_TYPE_WBXML, "wbxml");
  assert_request (server, 1, "POST /Microsoft-Server-ActiveSync?Cmd=SendMail" WHO,
                  "MS-ASProtocolVersion: 14.1\r\nX-MS-PolicyKey: 307199206\r\n"
                  "Content-Type: application/vnd.ms-sync.wbxml\r\nContent-Length: 5\r\n",
                  "wbxml");

  send_command (connection, &sync, NS_EAS_VERSION_14_1, NULL, NULL, NULL);
  assert_request (server, 2, "POST /Microsoft-Server-ActiveSync?Cmd=Sync" WHO,
                  "MS-ASProtocolVersion: 14.1\r\nContent-Length: 0\r\n", "");
#undef WHO
}

static void
test_options (void)
{
  const NsRawStep step
      = { NS_RAW_WHOLE_BODY,
          "HTTP/1.1 200 OK\r\n" NS_POST_EAS "Server: Example MailServer 6.7.0\r\n"
          "Date: Thu, 01 Jan 1970 00:10:00 GMT\r\nWWW-Authenticate: Bearer, Basic realm=\"x, y\"\r\n"
          "Content-Type: text/html; charset=utf-8\r\nMS-ASProtocolVersions: 2.5,12.1\r\n"
          "MS-ASProtocolVersions: 14.1\r\nMS-ASProtocolCommands: Sync,SendMail\r\nContent-Length: 2\r\n\r\nok",
          NS_RAW_KEEP };
  g_autoptr (NsRawServer) server = ns_raw_server_new (&step, 1);
  g_autoptr (NsClock) clock = ns_clock_new_fake (1);
  g_autoptr (NsConnection) connection = ns_post_connect (ns_raw_server_get_port (server), clock);
  g_autoptr (NsExchange) exchange = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_connection_options_async (connection, NULL, ns_await_cb, &await);
  exchange = ns_connection_finish (connection, ns_await_result (&await));
  ns_post_assert_success (exchange);
  assert_request (server, 0, "OPTIONS /Microsoft-Server-ActiveSync", "", "");
  g_assert_cmpint (exchange->command, ==, NS_COMMAND_OPTIONS);
  g_assert_cmpstr (exchange->protocol_versions, ==, "2.5,12.1, 14.1");
  g_assert_cmpstr (exchange->protocol_commands, ==, "Sync,SendMail");
  g_assert_cmpstr (exchange->server_header, ==, "Example MailServer 6.7.0");
  g_assert_cmpstr (exchange->auth_schemes, ==, "Bearer, Basic");
  g_assert_cmpstr (exchange->media_type, ==, "text/html");
  g_assert_cmpint (exchange->clock_skew, ==, 600);
  g_assert_true (ns_connection_get_last_answer (connection) == exchange);
  g_assert_cmpstr (exchange->server_product, ==, "14.1 (Example MailServer 6.7.0)");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/transport/request/bytes", test_request_bytes);
  g_test_add_func ("/transport/request/options", test_options);
  return g_test_run ();
}
