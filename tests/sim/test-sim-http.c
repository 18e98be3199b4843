/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "sim/sim-client.h"

#include <gio/gio.h>
#include <string.h>

static void
assert_header (const Reply *reply, const char *name, const char *value)
{
  g_autofree char *found = reply_header (reply, name);

  g_assert_cmpstr (found, ==, value);
}

static void
assert_text (const Reply *reply, guint8 token, const char *value)
{
  g_autofree char *found = reply_text (reply, token);

  g_assert_cmpstr (found, ==, value);
}

static void
test_options (void)
{
  const NsSimConfig config = { .product = "8.1", .versions = "12.1,14.1", .user = "anna", .password = "p:w" };
  g_autoptr (NsSimServer) server = start_server (&config);
  Client client = CLIENT_INIT (server, NULL);
  static const char *const refused[] = { "", "anna:wrong", "anna", "demo:demo", "anna:p", ":" };
  static const char *const taken[] = { "anna:p:w", "NORTHWIND\\anna:p:w" };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (Reply) reply = NULL;

      client.login = refused[i];
      reply = client_options (&client);
      g_assert_cmpint (reply->status, ==, 401);
      assert_header (reply, "MS-Server-ActiveSync", "8.1");
      assert_header (reply, "WWW-Authenticate", "Basic realm=\"ActiveSync\"");
      assert_header (reply, "MS-ASProtocolVersions", NULL);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (taken); i++)
    {
      g_autoptr (Reply) reply = NULL;

      client.login = taken[i];
      reply = client_options (&client);
      g_assert_cmpint (reply->status, ==, 200);
      assert_header (reply, "MS-Server-ActiveSync", "8.1");
      assert_header (reply, "MS-ASProtocolVersions", "12.1,14.1");
    }
  g_assert_cmpuint (journal_count (server, "\"command\":\"OPTIONS\"", "\"http_status\":401"), ==,
                    G_N_ELEMENTS (refused));
}

static GByteArray *
folder_sync (const char *key)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, 0x12, key);
  doc_close (doc);
  return doc;
}

static void
test_folders (void)
{
  static const char *const versions[] = { "12.1", "14.0", "14.1" };

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autoptr (NsSimServer) server = start_server (NULL);
      const Client client = CLIENT_INIT (server, versions[i]);
      g_autoptr (Reply) first = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
      g_autofree char *key = reply_text (first, 0x12);
      g_autoptr (Reply) again = NULL;
      g_autoptr (Reply) wrong = NULL;

      g_assert_cmpint (first->status, ==, 200);
      assert_header (first, "MS-ASProtocolVersions", "12.1,14.0,14.1");
      assert_text (first, 0x0C, "1");
      assert_text (first, 0x17, g_str_equal (versions[i], "12.1") ? "7" : "8");
      g_assert_true (reply_has (first, "Sent Items"));
      g_assert_nonnull (key);

      again = client_post (&client, "FolderSync", WBXML, folder_sync (key));
      assert_text (again, 0x0C, "1");
      assert_text (again, 0x12, key);
      g_assert_false (reply_has (again, "Sent Items"));
      wrong = client_post (&client, "FolderSync", WBXML, folder_sync ("nonsense"));
      assert_text (wrong, 0x0C, "9");
    }
}

static void
test_base64_query (void)
{
  /* 14.1, FolderSync, LCID 0x0409, device "DEV1", no key, type "Test". */
  static const guint8 bytes[] = { 141, 9, 0x09, 0x04, 4, 'D', 'E', 'V', '1', 0, 4, 'T', 'e', 's', 't' };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, NULL);
  g_autofree char *base64 = g_base64_encode (bytes, sizeof bytes);
  g_autofree char *query = g_strconcat ("?", base64, NULL);
  g_autoptr (GByteArray) body = folder_sync ("0");
  g_autoptr (Reply) reply = client_post_raw (&client, query, WBXML, body->data, body->len);

  g_assert_cmpint (reply->status, ==, 200);
  assert_text (reply, 0x0C, "1");
  g_assert_cmpuint (journal_count (server, "\"command\":\"FolderSync\",\"version\":\"14.1\"", "\"device\":\"DEV1\""),
                    ==, 1);
}

static void
test_refused_requests (void)
{
  static const struct
  {
    const char *version; /* (nullable) */
    const char *query;
    const char *type;
    int http_status;
    const char *status; /* (nullable) */
  } cases[] = {
    { "14.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 200, "1" },
    { "14.1", "?Cmd=FolderSync&User=demo&DeviceType=Test", WBXML, 200, "108" },
    { "12.1", "?Cmd=FolderSync&User=demo&DeviceType=Test", WBXML, 400, NULL },
    { "14.1", "?Cmd=FolderSync&User=demo&DeviceId=a%20b&DeviceType=Test", WBXML, 200, "108" },
    { "14.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1", WBXML, 200, "109" },
    { "12.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1", WBXML, 400, NULL },
    { "14.1", "?Cmd=FolderSync&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { "14.1", "?User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { "14.1", "?Cmd=Nonsense&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { "14.1", "", WBXML, 400, NULL },
    { "14.1", "?AAAA", WBXML, 400, NULL },
    { "16.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 200, "138" },
    { "12.0", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { "1.0", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { NULL, "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
    { "14.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", "text/plain", 200, "101" },
    { "12.1", "?Cmd=FolderSync&User=demo&DeviceId=DEV1&DeviceType=Test", "text/plain", 400, NULL },
    { "12.1", "?Cmd=SendMail&User=demo&DeviceId=DEV1&DeviceType=Test", WBXML, 400, NULL },
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const Client client = CLIENT_INIT (server, cases[i].version);
      g_autoptr (GByteArray) body = folder_sync ("0");
      g_autoptr (Reply) reply = client_post_raw (&client, cases[i].query, cases[i].type, body->data, body->len);
      g_autofree char *status = reply_text (reply, 0x0C);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (reply->status, ==, cases[i].http_status);
      g_assert_cmpstr (status, ==, cases[i].status);
      assert_header (reply, "MS-Server-ActiveSync", "14.3");
    }
}

static void
test_unknown_command (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client new_client = CLIENT_INIT (server, "14.1");
  const Client old_client = CLIENT_INIT (server, "12.1");
  g_autoptr (Reply) new_reply = client_post (&new_client, "Ping", WBXML, doc_new ());
  g_autoptr (Reply) old_reply = client_post (&old_client, "Ping", WBXML, doc_new ());

  g_assert_cmpint (new_reply->status, ==, 200);
  assert_text (new_reply, 0x07, "137");
  g_assert_cmpint (old_reply->status, ==, 501);
}

static GByteArray *
provision (const char *key, gboolean describes, const char *status)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 14);
  doc_open (doc, 0x05);
  if (describes)
    {
      doc_page (doc, 18);
      doc_open (doc, 0x16);
      doc_open (doc, 0x08);
      doc_text (doc, 0x17, "Desk");
      doc_close (doc);
      doc_close (doc);
      doc_page (doc, 14);
    }
  doc_open (doc, 0x06);
  doc_open (doc, 0x07);
  doc_text (doc, 0x08, "MS-EAS-Provisioning-WBXML");
  if (key != NULL)
    {
      doc_text (doc, 0x09, key);
      doc_text (doc, 0x0B, status);
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static void
test_provision (void)
{
  const NsSimConfig config = { .provision = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  Client client = CLIENT_INIT (server, "14.1");
  const Client old_client = CLIENT_INIT (server, "12.1");
  g_autoptr (Reply) old_refused = client_post (&old_client, "FolderSync", WBXML, folder_sync ("0"));
  g_autoptr (Reply) refused = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
  g_autoptr (Reply) undescribed = client_post (&client, "Provision", WBXML, provision (NULL, FALSE, NULL));
  g_autoptr (Reply) phase1 = client_post (&client, "Provision", WBXML, provision (NULL, TRUE, NULL));
  g_autofree char *temporary = reply_text (phase1, 0x09);
  g_autofree char *final = NULL;
  g_autoptr (Reply) too_early = NULL;
  g_autoptr (Reply) wrong = NULL;
  g_autoptr (Reply) phase2 = NULL;
  g_autoptr (Reply) admitted = NULL;

  g_assert_cmpint (old_refused->status, ==, 449);
  assert_text (refused, 0x0C, "142");
  assert_text (undescribed, 0x0B, "165");
  assert_text (phase1, 0x0B, "1");
  g_assert_nonnull (temporary);

  client.policy_key = temporary;
  too_early = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
  assert_text (too_early, 0x0C, "144");
  wrong = client_post (&client, "Provision", WBXML, provision ("4711", FALSE, "1"));
  g_assert_null (reply_text (wrong, 0x09));
  phase2 = client_post (&client, "Provision", WBXML, provision (temporary, FALSE, "1"));
  final = reply_text (phase2, 0x09);
  g_assert_nonnull (final);
  g_assert_cmpstr (final, !=, temporary);

  client.policy_key = final;
  admitted = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));
  assert_text (admitted, 0x0C, "1");
}

static void
test_no_policy (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) reply = client_post (&client, "Provision", WBXML, provision (NULL, TRUE, NULL));

  g_assert_cmpint (reply->status, ==, 200);
  g_assert_null (reply_text (reply, 0x09));
}

static void
test_tls (void)
{
  const NsSimConfig config = { .tls = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autofree char *ca_file = g_strdup (ns_sim_server_get_ca_file (server));
  g_autoptr (GError) error = NULL;
  g_autoptr (GTlsDatabase) database = g_tls_file_database_new (ca_file, &error);
  static const char *const hosts[] = { "localhost", "127.0.0.1" };
  static const char request[] = "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: localhost\r\n"
                                "Connection: close\r\nAuthorization: Basic ZGVtbzpkZW1v\r\n\r\n";

  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (ns_sim_server_get_url (server), "https://127.0.0.1:"));
  for (gsize i = 0; i < G_N_ELEMENTS (hosts); i++)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_autoptr (GSocketConnectable) identity = g_network_address_new (hosts[i], ns_sim_server_get_port (server));
      g_autoptr (GSocketConnection) plain =
        g_socket_client_connect_to_host (client, "127.0.0.1", ns_sim_server_get_port (server), NULL, &error);
      g_autoptr (GIOStream) tls = g_tls_client_connection_new (G_IO_STREAM (plain), identity, &error);
      char answer[16] = "";

      g_assert_no_error (error);
      g_tls_connection_set_database (G_TLS_CONNECTION (tls), database);
      g_output_stream_write_all (g_io_stream_get_output_stream (tls), request, strlen (request), NULL, NULL, &error);
      g_assert_no_error (error);
      g_input_stream_read (g_io_stream_get_input_stream (tls), answer, 15, NULL, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (answer, ==, "HTTP/1.1 200 OK");
    }
  ns_sim_server_stop (server);
  g_assert_false (g_file_test (ca_file, G_FILE_TEST_EXISTS));
}

static void
test_start_errors (void)
{
  static const struct
  {
    NsSimConfig config;
    int code;
  } cases[] = {
    { { .versions = "12.1,99" }, NS_SIM_ERROR_ARGUMENT },
    { { .versions = "" }, NS_SIM_ERROR_ARGUMENT },
    { { .address = "nowhere" }, NS_SIM_ERROR_ARGUMENT },
    { { .address = "192.0.2.1" }, NS_SIM_ERROR_LISTEN },
    { { .journal = "/nonexistent/journal" }, NS_SIM_ERROR_FILE },
    { { .spool = "/proc/nonexistent" }, NS_SIM_ERROR_FILE },
    { { .tls = TRUE, .ca_file = "/nonexistent/ca.pem" }, NS_SIM_ERROR_FILE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      NsSimServer *server = ns_sim_server_start (&cases[i].config, &error);

      g_assert_null (server);
      g_assert_error (error, NS_SIM_ERROR, cases[i].code);
    }
}

/* Random bytes and cut documents for every command: the server must answer the next request as ever. */
static void
test_hostile (void)
{
  static const char *const commands[] = { "Sync", "SendMail", "FolderSync", "Provision", "Settings" };
  static const char *const versions[] = { "12.1", "14.1" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GRand) rand = g_rand_new_with_seed (416);

  for (guint round = 0; round < 200; round++)
    {
      const char *command = commands[round % G_N_ELEMENTS (commands)];
      const Client client = CLIENT_INIT (server, versions[round % 2]);
      const gboolean is_raw = g_str_equal (command, "SendMail") && round % 2 == 0;
      GByteArray *body = round % 3 == 0 ? g_byte_array_new () : doc_new ();
      g_autoptr (Reply) reply = NULL;

      for (int n = g_rand_int_range (rand, 0, 80); n > 0; n--)
        {
          const guint8 byte = (guint8) g_rand_int_range (rand, 0, 256);

          g_byte_array_append (body, &byte, 1);
        }
      reply = client_post (&client, command, is_raw ? MIME : WBXML, body);
      g_assert_cmpint (reply->status, !=, 0);
    }
  {
    const Client client = CLIENT_INIT (server, "14.1");
    g_autoptr (Reply) reply = client_post (&client, "FolderSync", WBXML, folder_sync ("0"));

    assert_text (reply, 0x0C, "1");
  }
}

static void
test_foreign_path (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  static const char page[] = "POST /elsewhere HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n";
  static const char other[] = "GET /%00%ff HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
  g_autoptr (GByteArray) first = g_byte_array_append (g_byte_array_new (), (const guint8 *) page, strlen (page));
  g_autoptr (GByteArray) second = g_byte_array_append (g_byte_array_new (), (const guint8 *) other, strlen (other));
  g_autoptr (Reply) found = client_exchange (server, first);
  g_autoptr (Reply) missing = client_exchange (server, second);

  g_assert_cmpint (found->status, ==, 200);
  assert_header (found, "MS-Server-ActiveSync", NULL);
  g_assert_true (missing->status == 404 || missing->status == 400);
}

/* Refused by its announced length, before a byte of it is read. */
static void
test_too_large (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  static const char head[] = "POST /Microsoft-Server-ActiveSync?Cmd=Sync&User=demo&DeviceId=D&DeviceType=T HTTP/1.1\r\n"
                             "Host: x\r\nConnection: close\r\nContent-Length: 1000000000\r\n\r\n";
  g_autoptr (GByteArray) request = g_byte_array_append (g_byte_array_new (), (const guint8 *) head, strlen (head));
  g_autoptr (Reply) reply = client_exchange (server, request);

  g_assert_cmpint (reply->status, ==, 413);
  g_assert_cmpuint (journal_count (server, "\"command\":\"Sync\"", "\"http_status\":413"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/http/options", test_options);
  g_test_add_func ("/sim/http/folders", test_folders);
  g_test_add_func ("/sim/http/base64-query", test_base64_query);
  g_test_add_func ("/sim/http/refused-requests", test_refused_requests);
  g_test_add_func ("/sim/http/unknown-command", test_unknown_command);
  g_test_add_func ("/sim/http/provision", test_provision);
  g_test_add_func ("/sim/http/no-policy", test_no_policy);
  g_test_add_func ("/sim/http/tls", test_tls);
  g_test_add_func ("/sim/http/start-errors", test_start_errors);
  g_test_add_func ("/sim/http/hostile", test_hostile);
  g_test_add_func ("/sim/http/foreign-path", test_foreign_path);
  g_test_add_func ("/sim/http/too-large", test_too_large);
  return g_test_run ();
}
