/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whatever comes, the server answers the next honest request, its memory stays bounded, and its journal is JSON. */
#include "config.h"
#include "sim/sim-client.h"

#include <gio/gio.h>
#include <json-glib/json-glib.h>
#include <string.h>

#define HEAD "POST /Microsoft-Server-ActiveSync?Cmd=FolderSync&User=demo&DeviceId=D1&DeviceType=Test HTTP/1.1\r\n" \
             "Host: x\r\nAuthorization: Basic ZGVtbzpkZW1v\r\nMS-ASProtocolVersion: 14.1\r\n" \
             "Content-Type: application/vnd.ms-sync.wbxml\r\n"
#define QUERY "?Cmd=FolderSync&User=demo&DeviceId=D1&DeviceType=Test"
#define SYNC_QUERY "?Cmd=Sync&User=demo&DeviceId=D1&DeviceType=Test"
#define SEED 416
#define MUTATIONS 3000
/* Far above what is kept of so many requests, far below what their announced sizes would take. */
#define MAX_GROWTH ((gsize) 400 * 1024 * 1024)

static GSocketConnection *
connect_to (NsSimServer *server)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", ns_sim_server_get_port (server), NULL, &error);

  g_assert_no_error (error);
  return connection;
}

/* The server may cut while this is written. */
static void
write_bytes (GSocketConnection *connection, const void *bytes, gsize size)
{
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), bytes, size, NULL, NULL, NULL);
}

/* Says it and goes, without waiting for an answer. */
static void
say (NsSimServer *server, const void *bytes, gsize size)
{
  g_autoptr (GSocketConnection) connection = connect_to (server);

  write_bytes (connection, bytes, size);
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
}

static void
assert_serves (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) options = client_options (&client);
  GByteArray *doc = doc_new ();
  g_autoptr (Reply) folders = NULL;

  g_assert_cmpint (options->status, ==, 200);
  doc_page (doc, 7);
  doc_open (doc, 0x16);
  doc_text (doc, 0x12, "0");
  doc_close (doc);
  folders = client_post (&client, "FolderSync", WBXML, doc);
  g_assert_cmpint (folders->status, ==, 200);
  g_assert_true (folders->complete);
}

static void
assert_journal (NsSimServer *server)
{
  g_autoptr (GPtrArray) lines = ns_sim_server_dup_journal (server);

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonNode) line = json_from_string (g_ptr_array_index (lines, i), &error);

      g_assert_no_error (error);
      g_assert_true (JSON_NODE_HOLDS_OBJECT (line));
    }
}

static gsize
memory (void)
{
  g_autofree char *text = NULL;
  const char *pages;

  g_assert_true (g_file_get_contents ("/proc/self/statm", &text, NULL, NULL));
  pages = strchr (text, ' ');
  return (gsize) g_ascii_strtoull (pages, NULL, 10) * 4096;
}

static void
test_http (void)
{
  static const char *const rows[] = {
    "\r\n\r\n\r\n\r\n",
    "\xff\xfe\xfd\x01\x02\x03\r\n\r\n",
    "GET\r\n\r\n",
    "GET / HTTP/9.9\r\n\r\n",
    "GET / HTTP/1.1\r\nHost\r\n: x\r\n\r\n",
    "POST HTTP/1.1 /\r\n\r\n",
    "OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n",
    HEAD "Content-Length: -1\r\n\r\n",
    HEAD "Content-Length: 99999999999999999999999999\r\n\r\n",
    HEAD "Content-Length: 9223372036854775807\r\n\r\nx",
    HEAD "Content-Length: 1\r\nContent-Length: 5\r\n\r\nabcde",
    HEAD "Content-Length: 0x10\r\n\r\nabc",
    HEAD "Content-Length: 3\r\n\r\nabcGET garbage behind it\r\n\r\n",
    HEAD "Content-Length: 500\r\n\r\nless",
    HEAD "Transfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFF\r\nx",
    HEAD "Transfer-Encoding: chunked\r\n\r\n-5\r\nx",
    HEAD "Transfer-Encoding: chunked\r\n\r\nzz\r\nx",
    HEAD "Transfer-Encoding: chunked\r\n\r\n7fffffffffffffff\r\nabc",
    HEAD "Transfer-Encoding: chunked\r\nContent-Length: 7\r\n\r\n0\r\n\r\nGET",
    HEAD "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n",
    HEAD "Expect: 100-continue\r\nContent-Length: 5\r\n\r\n",
    HEAD "Connection: Upgrade\r\nUpgrade: websocket\r\nContent-Length: 0\r\n\r\n",
    "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ====\r\n\r\n",
    "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: x\r\nAuthorization: Basic \xff\xff\r\n\r\n",
    "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: \xff\r\nAuthorization: Digest x\r\n\r\n",
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_test_message ("%" G_GSIZE_FORMAT, i);
      say (server, rows[i], strlen (rows[i]));
      assert_serves (server);
    }
  assert_journal (server);
}

static void
test_paths (void)
{
  static const char *const paths[] = {
    "/../../../etc/passwd", "//Microsoft-Server-ActiveSync", "/Microsoft-Server-ActiveSync/../../x", "/%00",
    "/%2e%2e/%2e%2e", "/Microsoft-Server-ActiveSync%00?Cmd=Sync", "/Microsoft-Server-ActiveSync?%00%ff",
    "/Microsoft-Server-ActiveSync?Cmd=", "/Microsoft-Server-ActiveSync?====", "http://[::1/x", "?",
    "/Microsoft-Server-ActiveSync?Cmd=Sync&Cmd=Sync&DeviceId=%FF%FE&DeviceType=%00",
    "/Microsoft-Server-ActiveSync?jQAJBAp2MTQwRGV2aWNl", "/Microsoft-Server-ActiveSync?//////////8=",
    "/Microsoft-Server-ActiveSync?jQAJ", "/lab/state", "/%", "/\xc3\x28",
  };
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autofree char *request =
        g_strdup_printf ("POST %s HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ZGVtbzpkZW1v\r\nConnection: close\r\n"
                         "MS-ASProtocolVersion: 14.1\r\nContent-Length: 0\r\n\r\n", paths[i]);
      g_autoptr (GByteArray) bytes = g_byte_array_new ();

      g_byte_array_append (bytes, (const guint8 *) request, (guint) strlen (request));
      say (server, bytes->data, bytes->len);
      assert_serves (server);
    }
  g_assert_cmpuint (journal_count (server, "\"executed\":true", NULL), ==, 0);
  assert_journal (server);
}

/* Headers without an end, bodies without an end: each connection is cut at a bound. */
static void
test_endless (void)
{
  static const char *const heads[] = {
    "GET /", "GET / HTTP/1.1\r\nX: ", "GET / HTTP/1.1\r\n", HEAD "Transfer-Encoding: chunked\r\n\r\n",
  };
  static const char *const repeated[] = { "a", "b", "A: b\r\n", "1\r\nx\r\n" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const gsize before = memory ();

  for (gsize i = 0; i < G_N_ELEMENTS (heads); i++)
    {
      g_autoptr (GSocketConnection) connection = connect_to (server);
      g_autoptr (GString) more = g_string_new (NULL);

      while (more->len < 1024 * 1024)
        g_string_append (more, repeated[i]);
      write_bytes (connection, heads[i], strlen (heads[i]));
      for (guint n = 0; n < 80; n++)
        write_bytes (connection, more->str, more->len);
      assert_serves (server);
    }
  g_assert_cmpuint (memory (), <, before + MAX_GROWTH);
}

/* As many connections as a computer can open, each silent amid its header. */
static void
test_slowloris (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GPtrArray) connections = g_ptr_array_new_with_free_func (g_object_unref);
  g_auto (NsSimInfo) info = { 0 };

  for (guint i = 0; i < 400; i++)
    {
      GSocketConnection *connection = connect_to (server);

      write_bytes (connection, "POST /Micro", 11);
      g_ptr_array_add (connections, connection);
      if (i % 100 == 99)
        assert_serves (server);
    }
  ns_sim_server_get_info (server, &info);
  g_assert_cmpuint (info.connections, <=, 200);
}

/* Silence is bounded in time, too. */
static void
test_silence (void)
{
  static const NsSimConfig config = { .patience = 1 };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (GSocketConnection) connection = connect_to (server);
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char byte;

  write_bytes (connection, "POST /Micro", 11);
  g_assert_cmpint (g_input_stream_read (in, &byte, 1, NULL, NULL), <=, 0);
  assert_serves (server);
}

/* Who asked is gone before the answer is written. */
static void
test_gone (void)
{
  static const char huge[] = HEAD "Content-Length: 9223372036854775807\r\n\r\nx";
  g_autoptr (NsSimServer) server = start_server (NULL);

  for (guint i = 0; i < 300; i++)
    say (server, huge, strlen (huge));
  assert_serves (server);
}

static void
test_pipelining (void)
{
  static const char one[] = "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: x\r\n"
                            "Authorization: Basic ZGVtbzpkZW1v\r\n\r\n";
  static const char last[] = "OPTIONS /Microsoft-Server-ActiveSync HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"
                             "Authorization: Basic ZGVtbzpkZW1v\r\n\r\n";
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GByteArray) many = g_byte_array_new ();

  for (guint i = 0; i < 50; i++)
    g_byte_array_append (many, (const guint8 *) one, sizeof one - 1);
  g_byte_array_append (many, (const guint8 *) last, sizeof last - 1);
  reply_free (client_exchange (server, many));
  g_assert_cmpuint (journal_count (server, "OPTIONS", NULL), ==, 51);
  assert_serves (server);
}

static void
append (GByteArray *doc, const char *bytes, gsize size)
{
  g_byte_array_append (doc, (const guint8 *) bytes, (guint) size);
}

/* A document that nests, repeats or announces more than anybody can hold. */
static GByteArray *
make_bomb (guint n)
{
  static const char opaque[] = "\x45\xc3\x8f\xff\xff\xff\x7f" "abc";
  static const char endless_int[] = "\x45\xc3\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
  static const char endless_text[] = "\x45\x03" "abcdefgh";
  static const char bad_text[] = "\x45\x4b\x03\xff\xfe\xc3\x28\x00\x01\x01";
  static const char tables[] = "\x00\xff\x00\xfe\x00\x19\x45";
  GByteArray *doc = doc_new ();

  switch (n)
    {
    case 0:
      for (guint i = 0; i < 200000; i++)
        doc_open (doc, T_SYNC);
      break;
    case 1:
      append (doc, opaque, sizeof opaque - 1);
      break;
    case 2:
      append (doc, endless_int, sizeof endless_int - 1);
      break;
    case 3:
      append (doc, endless_text, sizeof endless_text - 1);
      break;
    case 4:
      append (doc, bad_text, sizeof bad_text - 1);
      break;
    case 5:
      append (doc, tables, sizeof tables - 1);
      break;
    case 6:
      for (guint i = 0; i < 200000; i++)
        doc_close (doc);
      break;
    case 7:
      g_byte_array_set_size (doc, 3); /* and a string table that is larger than the document */
      append (doc, "\xff\xff\xff\x7f", 4);
      break;
    default:
      g_byte_array_set_size (doc, 0);
      break;
    }
  return doc;
}

/* Ten thousand commands, or folders, in a request that is well formed. */
static GByteArray *
make_crowd (gboolean of_folders)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  for (guint i = 0; i < (of_folders ? 10000 : 1); i++)
    {
      g_autofree char *id = g_strdup_printf ("%u", of_folders ? i : 17);

      doc_open (doc, T_COLLECTION);
      doc_text (doc, T_KEY, "0");
      doc_text (doc, T_COLLECTION_ID, id);
      if (!of_folders)
        doc_open (doc, T_COMMANDS);
      for (guint n = 0; n < (of_folders ? 0 : 10000); n++)
        {
          doc_open (doc, T_DELETE);
          doc_text (doc, 0x0D, "17:1");
          doc_close (doc);
        }
      if (!of_folders)
        doc_close (doc);
      doc_close (doc);
    }
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static void
test_wbxml (void)
{
  static const char *const versions[] = { "12.1", "14.1" };
  static const char *const queries[] = { QUERY, SYNC_QUERY, "?Cmd=Provision&User=demo&DeviceId=D1&DeviceType=Test",
                                         "?Cmd=SendMail&User=demo&DeviceId=D1&DeviceType=Test",
                                         "?Cmd=Settings&User=demo&DeviceId=D1&DeviceType=Test" };
  g_autoptr (NsSimServer) server = start_server (NULL);
  const gsize before = memory ();

  for (guint n = 0; n < 11; n++)
    for (gsize i = 0; i < G_N_ELEMENTS (queries) * G_N_ELEMENTS (versions); i++)
      {
        const Client client = CLIENT_INIT (server, versions[i % 2]);
        g_autoptr (GByteArray) doc = n < 9 ? make_bomb (n) : make_crowd (n == 9);
        g_autoptr (Reply) reply = client_post_raw (&client, queries[i / 2], WBXML, doc->data, doc->len);

        g_assert_cmpint (reply->status, >=, 200);
        if (i == 0)
          assert_serves (server);
      }
  g_assert_cmpuint (journal_count (server, "\"executed\":true", NULL), ==, 0);
  g_assert_cmpuint (memory (), <, before + MAX_GROWTH);
  assert_journal (server);
}

/* A copy, for the array moves while it grows. */
static void
append_again (GByteArray *bytes, guint at, guint length)
{
  g_autofree guint8 *part = g_memdup2 (bytes->data + at, length);

  g_byte_array_append (bytes, part, length);
}

static void
mutate (GRand *random, GByteArray *bytes)
{
  const guint n = (guint) g_rand_int_range (random, 1, 6);

  for (guint i = 0; i < n && bytes->len > 1; i++)
    {
      const guint at = (guint) g_rand_int_range (random, 0, (gint32) bytes->len);
      const guint8 byte = (guint8) g_rand_int_range (random, 0, 256);

      switch (g_rand_int_range (random, 0, 4))
        {
        case 0:
          bytes->data[at] = byte;
          break;
        case 1:
          g_byte_array_remove_range (bytes, at, MIN (bytes->len - at, byte % 16u));
          break;
        case 2:
          bytes->data[at] ^= (guint8) (1u << byte % 8);
          break;
        default:
          append_again (bytes, at, MIN (bytes->len - at, byte % 16u));
          break;
        }
    }
}

static GByteArray *
make_valid (guint n)
{
  GByteArray *doc = doc_new ();

  if (n % 2 == 0)
    {
      doc_page (doc, 7);
      doc_open (doc, 0x16);
      doc_text (doc, 0x12, "0");
      doc_close (doc);
      return doc;
    }
  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  doc_text (doc, T_KEY, "0");
  doc_text (doc, T_COLLECTION_ID, "17");
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

/* Documents of which a few bytes are wrong: each has its answer. */
static void
test_mutated_documents (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  const gsize before = memory ();

  for (guint i = 0; i < MUTATIONS; i++)
    {
      const Client client = CLIENT_INIT (server, "14.1");
      g_autoptr (GByteArray) doc = make_valid (i);
      g_autoptr (Reply) reply = NULL;

      mutate (random, doc);
      reply = client_post_raw (&client, i % 2 == 0 ? QUERY : SYNC_QUERY, WBXML, doc->data, doc->len);
      g_assert_cmpint (reply->status, >=, 200);
    }
  assert_serves (server);
  assert_journal (server);
  g_assert_cmpuint (memory (), <, before + MAX_GROWTH);
}

/* Whole requests of which a few bytes are wrong. */
static void
test_mutated_requests (void)
{
  static const char length[] = HEAD "Content-Length: 13\r\n\r\n";
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);
  const gsize before = memory ();

  for (guint i = 0; i < MUTATIONS; i++)
    {
      g_autoptr (GByteArray) bytes = g_byte_array_new ();
      g_autoptr (GByteArray) doc = make_valid (0);

      append (bytes, length, sizeof length - 1);
      append (bytes, (const char *) doc->data, doc->len);
      mutate (random, bytes);
      say (server, bytes->data, bytes->len);
      if (i % 100 == 99)
        assert_serves (server);
    }
  assert_journal (server);
  g_assert_cmpuint (memory (), <, before + MAX_GROWTH);
}

static gboolean
accept_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer user_data)
{
  return TRUE;
}

static void
assert_shakes_hands (NsSimServer *server)
{
  g_autoptr (GSocketConnection) connection = connect_to (server);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (G_IO_STREAM (connection), NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_cb), NULL);
  g_assert_true (g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, &error));
}

static void
test_tls (void)
{
  static const NsSimConfig config = { .tls = TRUE };
  static const char *const rows[] = { "GET / HTTP/1.1\r\n\r\n", "\x16\x03\x01\xff\xff", "\x16\x03\x01",
                                      "\x80\x2e\x01", "\x15\x03\x03" };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (GRand) random = g_rand_new_with_seed (SEED);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    say (server, rows[i], strlen (rows[i]));
  assert_shakes_hands (server);
  for (guint i = 0; i < 200; i++)
    {
      guint8 bytes[64];

      for (gsize n = 0; n < sizeof bytes; n++)
        bytes[n] = (guint8) g_rand_int_range (random, 0, 256);
      bytes[0] = i % 2 == 0 ? 0x16 : bytes[0];
      say (server, bytes, sizeof bytes);
    }
  assert_shakes_hands (server);
}

/* libsoup loses the words of a request line that it refuses, and to see that they are libsoup's would take minutes. The
 * other tests of the simulator count leaks. LeakSanitizer asks for this when the program ends; nobody else does. */
int __lsan_is_turned_off (void);

int
__lsan_is_turned_off (void)
{
  return 1;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/hostile/http", test_http);
  g_test_add_func ("/sim/hostile/paths", test_paths);
  g_test_add_func ("/sim/hostile/endless", test_endless);
  g_test_add_func ("/sim/hostile/slowloris", test_slowloris);
  g_test_add_func ("/sim/hostile/silence", test_silence);
  g_test_add_func ("/sim/hostile/gone", test_gone);
  g_test_add_func ("/sim/hostile/pipelining", test_pipelining);
  g_test_add_func ("/sim/hostile/wbxml", test_wbxml);
  g_test_add_func ("/sim/hostile/mutated-documents", test_mutated_documents);
  g_test_add_func ("/sim/hostile/mutated-requests", test_mutated_requests);
  g_test_add_func ("/sim/hostile/tls", test_tls);
  return g_test_run ();
}
