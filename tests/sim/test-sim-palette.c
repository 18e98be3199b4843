/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Each fault of the palette really happens on the wire, as often as was asked for, and not once more. */
#include "config.h"
#include "sim/sim-client.h"

#include "base/ns-clock.h"

#include <string.h>

#define NOW (G_GINT64_CONSTANT (1772355600) * G_USEC_PER_SEC)
#define CONTACTS "17"

/* Tokens of pages 7 and 14. */
enum
{
  T_FOLDER_SYNC = 0x16,
  T_FOLDER_STATUS = 0x0C,
  T_FOLDER_KEY = 0x12,
  T_PROVISION = 0x05,
  T_PROVISION_STATUS = 0x0B,
  T_REMOTE_WIPE = 0x0C,
  T_ACCOUNT_WIPE = 0x3B,
};

static GByteArray *
folder_document (void)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 7);
  doc_open (doc, T_FOLDER_SYNC);
  doc_text (doc, T_FOLDER_KEY, "0");
  doc_close (doc);
  return doc;
}

static Reply *
sync_folders (const Client *client)
{
  return client_post (client, "FolderSync", WBXML, folder_document ());
}

static guint
ask (NsSimServer *server)
{
  const Client client = CLIENT_INIT (server, "14.1");
  g_autoptr (Reply) reply = sync_folders (&client);

  return (guint) reply->status;
}

static void
test_http (void)
{
  static const guint statuses[] = { 401, 403, 449, 451, 500, 501, 502, 503, 507 };

  for (gsize i = 0; i < G_N_ELEMENTS (statuses); i++)
    {
      g_autofree char *fault = g_strdup_printf ("ANY:%u*2", statuses[i]);
      g_autoptr (NsSimServer) server = start_failing (fault);

      g_assert_cmpuint (ask (server), ==, statuses[i]);
      g_assert_cmpuint (ask (server), ==, statuses[i]);
      g_assert_cmpuint (ask (server), ==, 200);
      g_assert_cmpuint (journal_count (server, fault, "\"executed\":false"), ==, 2);
    }
}

static void
test_headers (void)
{
  static const struct
  {
    const char *fault;
    const char *header;
    const char *value; /* (nullable): where the server is */
  } rows[] = {
    { "FolderSync:503=90", "Retry-After", "90" },
    { "FolderSync:451=https://other.test/Microsoft-Server-ActiveSync", "X-MS-Location",
      "https://other.test/Microsoft-Server-ActiveSync" },
    { "FolderSync:451", "X-MS-Location", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (rows[i].fault);
      const Client client = CLIENT_INIT (server, "14.1");
      g_autoptr (Reply) reply = sync_folders (&client);
      g_autofree char *value = reply_header (reply, rows[i].header);

      if (rows[i].value != NULL)
        g_assert_cmpstr (value, ==, rows[i].value);
      else
        g_assert_cmpstr (value, ==, "http://127.0.0.1/Microsoft-Server-ActiveSync"); /* as its Host header says */
    }
}

static GByteArray *
contact_document (const char *key, const char *client_id)
{
  GByteArray *doc = doc_new ();

  doc_open (doc, T_SYNC);
  doc_open (doc, T_COLLECTIONS);
  doc_open (doc, T_COLLECTION);
  doc_text (doc, T_KEY, key);
  doc_text (doc, T_COLLECTION_ID, CONTACTS);
  if (client_id != NULL)
    {
      doc_open (doc, T_COMMANDS);
      doc_open (doc, T_ADD);
      doc_text (doc, T_CLIENT_ID, client_id);
      doc_open (doc, T_DATA);
      doc_page (doc, 1);
      doc_text (doc, 0x1E, client_id);
      doc_page (doc, 0);
      doc_close (doc);
      doc_close (doc);
      doc_close (doc);
    }
  doc_close (doc);
  doc_close (doc);
  doc_close (doc);
  return doc;
}

static void
test_statuses (void)
{
  for (guint n = 3; n <= 16; n++)
    {
      g_autofree char *fault = g_strdup_printf ("Sync:status=%u", n);
      g_autofree char *expected = g_strdup_printf ("%u", n);
      g_autoptr (NsSimServer) server = start_failing (fault);
      const Client client = CLIENT_INIT (server, "14.1");
      g_autoptr (Reply) reply = client_post (&client, "Sync", WBXML, contact_document ("0", NULL));
      g_autofree char *status = reply_text (reply, T_STATUS);

      g_assert_cmpint (reply->status, ==, 200);
      g_assert_cmpstr (status, ==, expected);
    }
}

/* A mail's Status is told as such from 14.0 on. */
static void
test_mail_statuses (void)
{
  const guint8 status_token = 0x12;

  for (guint n = 110; n <= 122; n++)
    {
      g_autofree char *fault = g_strdup_printf ("SendMail:status=%u", n);
      g_autofree char *expected = g_strdup_printf ("%u", n);
      g_autoptr (NsSimServer) server = start_failing (fault);
      const Client client = CLIENT_INIT (server, "14.1");
      GByteArray *doc = doc_new ();
      g_autoptr (Reply) reply = NULL;
      g_autofree char *status = NULL;

      doc_page (doc, 21);
      doc_open (doc, 0x05);
      doc_text (doc, 0x11, "c1");
      doc_opaque (doc, 0x10, "To: ben@example.test\r\n\r\nHello\r\n");
      doc_close (doc);
      reply = client_post (&client, "SendMail", WBXML, doc);
      status = reply_text (reply, status_token);
      g_assert_cmpstr (status, ==, expected);
      g_assert_cmpuint (journal_count (server, "\"executed\":true", NULL), ==, 0);
    }
}

static void
test_item_statuses (void)
{
  for (guint n = 4; n <= 9; n++)
    {
      g_autofree char *fault = g_strdup_printf ("Sync:item-status=%u", n);
      g_autofree char *expected = g_strdup_printf ("%u", n);
      g_autoptr (NsSimServer) server = start_failing (fault);
      const Client client = CLIENT_INIT (server, "14.1");
      g_autoptr (Reply) first = client_post (&client, "Sync", WBXML, contact_document ("0", NULL));
      g_autofree char *key = reply_text (first, T_KEY);
      g_autoptr (Reply) reply = client_post (&client, "Sync", WBXML, contact_document (key, "c1"));
      g_autofree char *status = reply_item_status (reply);

      g_assert_cmpstr (status, ==, expected);
      g_assert_cmpuint (ns_sim_server_count (server, "c1"), ==, 0);
    }
}

/* A connection that is kept. */
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

static void
write_folder_sync (GSocketConnection *connection)
{
  static const char head[] = "POST /Microsoft-Server-ActiveSync?Cmd=FolderSync&User=demo&DeviceId=D1&DeviceType=Test "
                             "HTTP/1.1\r\nHost: x\r\nAuthorization: Basic ZGVtbzpkZW1v\r\n"
                             "MS-ASProtocolVersion: 14.1\r\nContent-Type: " WBXML "\r\nContent-Length: %u\r\n\r\n";
  g_autoptr (GByteArray) doc = folder_document ();
  g_autofree char *text = g_strdup_printf (head, doc->len);
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
  g_output_stream_write_all (out, doc->data, doc->len, NULL, NULL, NULL);
}

/* One answer, exactly: the header byte by byte, then as much as it announces. */
static char *
read_answer (GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *body = NULL;
  const char *length;
  char byte;
  gsize size;

  while (!g_str_has_suffix (head->str, "\r\n\r\n") && g_input_stream_read (in, &byte, 1, NULL, NULL) == 1)
    g_string_append_c (head, byte);
  length = strstr (head->str, "Content-Length: ");
  if (length == NULL)
    return g_string_free (g_steal_pointer (&head), FALSE);
  size = (gsize) g_ascii_strtoull (length + strlen ("Content-Length: "), NULL, 10);
  body = g_malloc (size);
  g_assert_true (g_input_stream_read_all (in, body, size, NULL, NULL, NULL));
  for (gsize i = 0; i < size; i++)
    g_string_append_printf (head, "%02X", (guint8) body[i]);
  return g_string_free (g_steal_pointer (&head), FALSE);
}

/* Whoever goes on with the connection is one answer late from then on. */
static void
test_answer_twice (void)
{
  g_autoptr (NsSimServer) server = start_failing ("FolderSync:answer-twice");
  g_autoptr (GSocketConnection) connection = connect_to (server);
  g_autofree char *first = NULL, *copy = NULL, *own = NULL;

  write_folder_sync (connection);
  first = read_answer (connection);
  write_folder_sync (connection);
  copy = read_answer (connection);
  own = read_answer (connection);

  g_assert_true (g_str_has_prefix (first, "HTTP/1.1 200 "));
  g_assert_cmpstr (copy, ==, first);
  g_assert_true (g_str_has_prefix (own, "HTTP/1.1 200 "));
  g_assert_cmpstr (own, !=, first);
  g_assert_cmpuint (journal_count (server, "FolderSync", NULL), ==, 2);
}

static gboolean
is_silent (GSocketConnection *connection)
{
  return g_socket_condition_check (g_socket_connection_get_socket (connection), G_IO_IN) == 0;
}

/* As many bytes as the clock says, and no more. */
static void
test_slow (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  const NsSimConfig config = { .clock = clock };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (GSocketConnection) connection = connect_to (server);
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autofree char *rest = NULL, *next = NULL;
  char line[16] = "";

  g_assert_true (ns_sim_server_fail_next (server, "FolderSync:slow=5", NULL));
  write_folder_sync (connection);
  while (journal_count (server, "FolderSync:slow=5", NULL) == 0)
    g_thread_yield ();
  g_assert_true (is_silent (connection));
  for (guint i = 0; i < 3; i++)
    {
      ns_clock_advance (clock, G_USEC_PER_SEC);
      g_assert_true (g_input_stream_read_all (in, line + 5 * i, 5, NULL, NULL, NULL));
      g_assert_true (is_silent (connection));
    }
  g_assert_cmpstr (line, ==, "HTTP/1.1 200 OK");
  ns_clock_advance (clock, G_USEC_PER_SEC * G_GINT64_CONSTANT (3600));
  rest = read_answer (connection);
  g_assert_nonnull (strstr (rest, "MS-Server-ActiveSync"));
  write_folder_sync (connection);
  next = read_answer (connection);
  g_assert_true (g_str_has_prefix (next, "HTTP/1.1 200 "));
}

static void
test_delay (void)
{
  g_autoptr (NsClock) clock = ns_clock_new_fake (NOW);
  const NsSimConfig config = { .clock = clock };
  g_autoptr (NsSimServer) server = start_server (&config);
  g_autoptr (GSocketConnection) connection = connect_to (server);
  g_autofree char *answer = NULL;

  g_assert_true (ns_sim_server_fail_next (server, "FolderSync:delay=30", NULL));
  write_folder_sync (connection);
  while (journal_count (server, "FolderSync:delay=30", NULL) == 0)
    g_thread_yield ();
  ns_clock_advance (clock, 29 * G_USEC_PER_SEC);
  g_assert_true (is_silent (connection));
  ns_clock_advance (clock, G_USEC_PER_SEC);
  answer = read_answer (connection);
  g_assert_true (g_str_has_prefix (answer, "HTTP/1.1 200 "));
}

/* The first ones are reset without a byte, and nobody can go on with a connection that is open. */
static void
test_refuse_some (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  g_autoptr (GSocketConnection) kept = connect_to (server);
  g_autofree char *after = NULL;

  for (guint i = 0; i < 3; i++)
    {
      g_autofree char *before = NULL;

      write_folder_sync (kept);
      before = read_answer (kept);
      g_assert_true (g_str_has_prefix (before, "HTTP/1.1 200 "));
    }
  g_assert_true (ns_sim_server_fail_next (server, "ANY:refuse*2", NULL));
  write_folder_sync (kept);
  after = read_answer (kept);
  g_assert_cmpstr (after, ==, "");

  g_assert_cmpuint (ask (server), ==, 0);
  g_assert_cmpuint (ask (server), ==, 0);
  g_assert_cmpuint (ask (server), ==, 200);
  g_assert_cmpuint (journal_count (server, "ANY:refuse*2", "\"http_status\":null"), ==, 2);
}

/* The computer itself refuses until the fault is taken back. */
static void
test_refuse_all (void)
{
  g_autoptr (NsSimServer) server = start_server (NULL);
  const guint fault = ns_sim_server_push_fault (server, "ANY:refuse*", NULL);
  g_autoptr (GSocketClient) client = g_socket_client_new ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GSocketConnection) connection =
        g_socket_client_connect_to_host (client, "127.0.0.1", ns_sim_server_get_port (server), NULL, &error);

      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_REFUSED);
      g_assert_null (connection);
    }
  g_assert_true (ns_sim_server_remove_fault (server, fault));
  g_assert_cmpuint (ask (server), ==, 200);
  g_assert_cmpuint (ns_sim_server_push_fault (server, "ANY:refuse*", NULL), >, 0);
  ns_sim_server_clear_faults (server);
  g_assert_cmpuint (ask (server), ==, 200);
}

static gboolean
accept_cb (GTlsConnection *connection, GTlsCertificate *certificate, GTlsCertificateFlags errors, gpointer user_data)
{
  GTlsCertificateFlags *seen = user_data;

  *seen = errors;
  return errors == 0;
}

/* Whether the handshake succeeds, and what was wrong with the certificate. */
static gboolean
shake_hands (NsSimServer *server, GTlsCertificateFlags *seen)
{
  g_autoptr (GSocketConnection) connection = connect_to (server);
  g_autoptr (GSocketConnectable) identity = g_network_address_new ("127.0.0.1", ns_sim_server_get_port (server));
  g_autoptr (GTlsDatabase) trust = g_tls_file_database_new (ns_sim_server_get_ca_file (server), NULL);
  g_autoptr (GIOStream) tls = g_tls_client_connection_new (G_IO_STREAM (connection), identity, NULL);

  *seen = 0;
  g_tls_connection_set_database (G_TLS_CONNECTION (tls), trust);
  g_signal_connect (tls, "accept-certificate", G_CALLBACK (accept_cb), seen);
  return g_tls_connection_handshake (G_TLS_CONNECTION (tls), NULL, NULL);
}

static void
test_tls (void)
{
  static const NsSimConfig config = { .tls = TRUE };
  g_autoptr (NsSimServer) server = start_server (&config);
  GTlsCertificateFlags seen;

  g_assert_true (shake_hands (server, &seen));
  g_assert_true (ns_sim_server_fail_next (server, "ANY:tls-failure", NULL));
  g_assert_false (shake_hands (server, &seen));
  g_assert_cmpint (seen, ==, 0); /* no certificate came */
  g_assert_true (shake_hands (server, &seen));

  g_assert_true (ns_sim_server_fail_next (server, "ANY:expired-certificate*2", NULL));
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (shake_hands (server, &seen));
      g_assert_cmpint (seen, ==, G_TLS_CERTIFICATE_EXPIRED);
    }
  g_assert_true (shake_hands (server, &seen));
}

/* Without TLS the faults of TLS wait for it. */
static void
test_tls_waits (void)
{
  g_autoptr (NsSimServer) server = start_failing ("ANY:tls-failure");
  GTlsCertificateFlags seen;

  g_assert_cmpuint (ask (server), ==, 200);
  g_assert_true (ns_sim_server_set_tls (server, TRUE, NULL));
  g_assert_false (shake_hands (server, &seen));
  g_assert_true (shake_hands (server, &seen));
}

static void
test_quarantine (void)
{
  static const struct
  {
    const char *fault;
    const char *version;
    int http_status;
    const char *status; /* (nullable) */
  } rows[] = {
    { "ANY:quarantine", "14.1", 200, "129" },
    { "ANY:quarantine=126", "14.1", 200, "126" },
    { "ANY:quarantine", "12.1", 403, NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsSimServer) server = start_server (NULL);
      const guint fault = ns_sim_server_push_fault (server, rows[i].fault, NULL);
      const Client client = CLIENT_INIT (server, rows[i].version);
      g_autoptr (Reply) options = client_options (&client);
      g_autoptr (Reply) after = NULL;

      g_assert_cmpint (options->status, ==, 200);
      for (guint n = 0; n < 3; n++)
        {
          g_autoptr (Reply) reply = sync_folders (&client);
          g_autofree char *status = reply_text (reply, T_FOLDER_STATUS);

          g_assert_cmpint (reply->status, ==, rows[i].http_status);
          g_assert_cmpstr (status, ==, rows[i].status);
        }
      g_assert_true (ns_sim_server_remove_fault (server, fault));
      after = sync_folders (&client);
      g_assert_cmpint (after->status, ==, 200);
    }
}

/* An empty Provision asks which wipe is meant; one with a status confirms it. */
static Reply *
provision (const Client *client, guint8 wipe, const char *status)
{
  GByteArray *doc = doc_new ();

  doc_page (doc, 14);
  if (status == NULL)
    {
      doc_empty (doc, T_PROVISION);
      return client_post (client, "Provision", WBXML, doc);
    }
  doc_open (doc, T_PROVISION);
  doc_open (doc, wipe);
  doc_text (doc, T_PROVISION_STATUS, status);
  doc_close (doc);
  doc_close (doc);
  return client_post (client, "Provision", WBXML, doc);
}

static void
test_wipe (void)
{
  static const struct
  {
    const char *fault;
    const char *version;
    const char *policy_key;
    int http_status;
    const char *status;
    guint8 wipe;
  } rows[] = {
    { "ANY:wipe", "14.1", NULL, 200, "140", T_REMOTE_WIPE },
    { "ANY:account-wipe", "14.1", NULL, 200, "140", T_ACCOUNT_WIPE },
    { "ANY:wipe", "12.1", "7", 449, NULL, T_REMOTE_WIPE },
    { "ANY:wipe", "12.1", NULL, 403, NULL, T_REMOTE_WIPE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsSimServer) server = start_failing (rows[i].fault);
      Client client = CLIENT_INIT (server, rows[i].version);
      g_autoptr (Reply) refused = NULL, directive = NULL, again = NULL, confirmed = NULL, after = NULL;
      g_autofree char *status = NULL;
      const char element[] = { (char) rows[i].wipe, 0x01, '\0' };
      g_autoptr (GPtrArray) faults = NULL;

      client.policy_key = rows[i].policy_key;
      refused = sync_folders (&client);
      status = reply_text (refused, T_FOLDER_STATUS);
      g_assert_cmpint (refused->status, ==, rows[i].http_status);
      g_assert_cmpstr (status, ==, rows[i].status);

      directive = provision (&client, rows[i].wipe, NULL);
      g_assert_true (reply_has (directive, element));
      again = provision (&client, rows[i].wipe, "2");
      g_assert_true (reply_has (again, element));
      confirmed = provision (&client, rows[i].wipe, "1");
      g_assert_cmpint (confirmed->status, ==, 200);
      g_assert_false (reply_has (confirmed, element));
      faults = ns_sim_server_dup_faults (server);
      g_assert_cmpuint (faults->len, ==, 0);
      after = sync_folders (&client);
      g_assert_cmpint (after->status, ==, 200);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sim/palette/http", test_http);
  g_test_add_func ("/sim/palette/headers", test_headers);
  g_test_add_func ("/sim/palette/statuses", test_statuses);
  g_test_add_func ("/sim/palette/item-statuses", test_item_statuses);
  g_test_add_func ("/sim/palette/mail-statuses", test_mail_statuses);
  g_test_add_func ("/sim/palette/answer-twice", test_answer_twice);
  g_test_add_func ("/sim/palette/slow", test_slow);
  g_test_add_func ("/sim/palette/delay", test_delay);
  g_test_add_func ("/sim/palette/refuse-some", test_refuse_some);
  g_test_add_func ("/sim/palette/refuse-all", test_refuse_all);
  g_test_add_func ("/sim/palette/tls", test_tls);
  g_test_add_func ("/sim/palette/tls-waits", test_tls_waits);
  g_test_add_func ("/sim/palette/quarantine", test_quarantine);
  g_test_add_func ("/sim/palette/wipe", test_wipe);
  return g_test_run ();
}
