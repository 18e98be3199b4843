/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/sim-client.h"

#include <gio/gio.h>
#include <string.h>

void
reply_free (Reply *reply)
{
  g_free (reply->header);
  g_byte_array_unref (reply->body);
  g_free (reply);
}

static GByteArray *
read_all (GInputStream *stream)
{
  GByteArray *bytes = g_byte_array_sized_new (4096);
  guint8 chunk[4096];
  gssize n;

  /* A cut connection is an error or an end; both are only the end of what came. */
  while ((n = g_input_stream_read (stream, chunk, sizeof chunk, NULL, NULL)) > 0)
    g_byte_array_append (bytes, chunk, (guint) n);
  return bytes;
}

static Reply *
parse_reply (GByteArray *bytes)
{
  Reply *reply = g_new0 (Reply, 1);
  const char *gap = g_strstr_len ((const char *) bytes->data, bytes->len, "\r\n\r\n");
  const gsize head = gap != NULL ? (gsize) (gap - (const char *) bytes->data) + 2 : 0;
  g_autofree char *length = NULL;

  reply->body = g_byte_array_new ();
  reply->header = g_strndup ((const char *) bytes->data, head);
  if (head == 0)
    return reply;
  reply->status = (int) g_ascii_strtoull (reply->header + strlen ("HTTP/1.1 "), NULL, 10);
  g_byte_array_append (reply->body, bytes->data + head + 2, (guint) (bytes->len - head - 2));
  length = reply_header (reply, "Content-Length");
  reply->complete = length != NULL && reply->body->len == g_ascii_strtoull (length, NULL, 10);
  return reply;
}

Reply *
client_exchange (NsSimServer *server, GByteArray *request)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GByteArray) answer = NULL;
  g_autoptr (GError) error = NULL;

  connection =
    g_socket_client_connect_to_host (client, "127.0.0.1", ns_sim_server_get_port (server), NULL, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED)) /* reset before it was told */
    {
      answer = g_byte_array_sized_new (1);
      return parse_reply (answer);
    }
  g_assert_no_error (error);
  /* The server may cut while this is written: that is no failure of the test. */
  g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), request->data, request->len,
                             NULL, NULL, NULL);
  answer = read_all (g_io_stream_get_input_stream (G_IO_STREAM (connection)));
  return parse_reply (answer);
}

static GByteArray *
make_head (const Client *client, const char *method, const char *query, const char *type, gsize size)
{
  g_autoptr (GString) head = g_string_new (NULL);
  g_autofree char *login = g_base64_encode ((const guchar *) client->login, strlen (client->login));
  GByteArray *request = g_byte_array_new ();

  g_string_append_printf (head, "%s /Microsoft-Server-ActiveSync%s HTTP/1.1\r\nHost: 127.0.0.1\r\n", method, query);
  g_string_append_printf (head, "Connection: close\r\nContent-Length: %" G_GSIZE_FORMAT "\r\n", size);
  if (client->login[0] != '\0')
    g_string_append_printf (head, "Authorization: Basic %s\r\n", login);
  if (client->version != NULL)
    g_string_append_printf (head, "MS-ASProtocolVersion: %s\r\n", client->version);
  if (client->policy_key != NULL)
    g_string_append_printf (head, "X-MS-PolicyKey: %s\r\n", client->policy_key);
  if (type != NULL)
    g_string_append_printf (head, "Content-Type: %s\r\n", type);
  g_string_append (head, "\r\n");
  g_byte_array_append (request, (const guint8 *) head->str, (guint) head->len);
  return request;
}

Reply *
client_options (const Client *client)
{
  g_autoptr (GByteArray) request = make_head (client, "OPTIONS", "", NULL, 0);

  return client_exchange (client->server, request);
}

Reply *
client_post_raw (const Client *client, const char *query, const char *type, const void *body, gsize size)
{
  g_autoptr (GByteArray) request = make_head (client, "POST", query, type, size);

  g_byte_array_append (request, body, (guint) size);
  return client_exchange (client->server, request);
}

/* Takes @body. */
Reply *
client_post (const Client *client, const char *command, const char *type, GByteArray *body)
{
  g_autofree char *query =
    g_strdup_printf ("?Cmd=%s&User=demo&DeviceId=%s&DeviceType=Test", command, client->device);
  Reply *reply = client_post_raw (client, query, type, body->data, body->len);

  g_byte_array_unref (body);
  return reply;
}

char *
reply_header (const Reply *reply, const char *name)
{
  g_autofree char *pattern = g_strdup_printf ("^%s: *(.*)\r?$", name);
  g_autoptr (GRegex) regex = g_regex_new (pattern, G_REGEX_MULTILINE | G_REGEX_CASELESS, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  char *value;

  if (!g_regex_match (regex, reply->header, 0, &match))
    return NULL;
  value = g_match_info_fetch (match, 1);
  return g_strchomp (value);
}

/* The first text of an element with that token, whatever its page is. */
static char *
find_text (const Reply *reply, guint from, guint8 token)
{
  for (guint i = from; i + 2 < reply->body->len; i++)
    if (reply->body->data[i] == (token | 0x40) && reply->body->data[i + 1] == 0x03)
      return g_strdup ((const char *) reply->body->data + i + 2);
  return NULL;
}

char *
reply_text (const Reply *reply, guint8 token)
{
  return find_text (reply, 4, token);
}

/* The Status of the first entry below Responses: Responses is a tag that another tag follows. */
char *
reply_item_status (const Reply *reply)
{
  for (guint i = 4; i + 1 < reply->body->len; i++)
    if (reply->body->data[i] == (T_RESPONSES | 0x40) && reply->body->data[i + 1] >= (T_ADD | 0x40) &&
        reply->body->data[i + 1] <= (T_FETCH | 0x40))
      return find_text (reply, i, T_STATUS);
  return NULL;
}

gboolean
reply_has (const Reply *reply, const char *text)
{
  return reply->body->len > 0 && memmem (reply->body->data, reply->body->len, text, strlen (text)) != NULL;
}

GByteArray *
doc_new (void)
{
  static const guint8 head[] = { 0x03, 0x01, 0x6A, 0x00 };
  GByteArray *doc = g_byte_array_new ();

  return g_byte_array_append (doc, head, sizeof head);
}

static void
put (GByteArray *doc, guint8 byte)
{
  g_byte_array_append (doc, &byte, 1);
}

void
doc_page (GByteArray *doc, guint8 page)
{
  put (doc, 0x00);
  put (doc, page);
}

void
doc_open (GByteArray *doc, guint8 token)
{
  put (doc, token | 0x40);
}

void
doc_close (GByteArray *doc)
{
  put (doc, 0x01);
}

void
doc_empty (GByteArray *doc, guint8 token)
{
  put (doc, token);
}

void
doc_text (GByteArray *doc, guint8 token, const char *text)
{
  doc_open (doc, token);
  put (doc, 0x03);
  g_byte_array_append (doc, (const guint8 *) text, (guint) strlen (text) + 1);
  doc_close (doc);
}

void
doc_opaque (GByteArray *doc, guint8 token, const char *bytes)
{
  const gsize size = strlen (bytes);

  g_assert_cmpuint (size, <, 128 * 128);
  doc_open (doc, token);
  put (doc, 0xC3);
  if (size >= 128)
    put (doc, (guint8) (0x80 | size >> 7));
  put (doc, size & 0x7F);
  g_byte_array_append (doc, (const guint8 *) bytes, (guint) size);
  doc_close (doc);
}

guint
journal_count (NsSimServer *server, const char *first, const char *second)
{
  g_autoptr (GPtrArray) lines = ns_sim_server_dup_journal (server);
  guint count = 0;

  for (guint i = 0; i < lines->len; i++)
    count += strstr (g_ptr_array_index (lines, i), first) != NULL &&
             (second == NULL || strstr (g_ptr_array_index (lines, i), second) != NULL);
  return count;
}

NsSimServer *
start_server (const NsSimConfig *config)
{
  static const NsSimConfig defaults = { 0 };
  g_autoptr (GError) error = NULL;
  NsSimServer *server = ns_sim_server_start (config != NULL ? config : &defaults, &error);

  g_assert_no_error (error);
  return server;
}

NsSimServer *
start_failing (const char *fault)
{
  NsSimServer *server = start_server (NULL);
  g_autoptr (GError) error = NULL;

  ns_sim_server_fail_next (server, fault, &error);
  g_assert_no_error (error);
  return server;
}
