/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-wire.h"

#include "sim/ns-sim-raw.h"

#include <string.h>

static char *
dup_content_type (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL ? g_ascii_strdown (type, -1) : NULL;
}

/**
 * ns_sim_wire_read:
 * @message: a message, of which at least the header has come
 * @is_tls: whether it came over TLS
 * @out: (out caller-allocates): the request
 *
 * Takes from the message what the service needs. The body is empty where it has not come yet.
 */
void
ns_sim_wire_read (SoupServerMessage *message, gboolean is_tls, NsSimRequest *out)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  GUri *uri = soup_server_message_get_uri (message);

  *out = (NsSimRequest){ 0 };
  out->method = g_strdup (soup_server_message_get_method (message));
  out->path = g_uri_unescape_string (g_uri_get_path (uri), NULL);
  if (out->path == NULL)
    out->path = g_strdup (g_uri_get_path (uri));
  out->query = g_strdup (g_uri_get_query (uri));
  out->authorization = g_strdup (soup_message_headers_get_one (headers, "Authorization"));
  out->content_type = dup_content_type (headers);
  out->version_header = g_strdup (soup_message_headers_get_one (headers, "MS-ASProtocolVersion"));
  out->policy_header = g_strdup (soup_message_headers_get_one (headers, "X-MS-PolicyKey"));
  out->user_agent = g_strdup (soup_message_headers_get_one (headers, "User-Agent"));
  out->host = g_strdup (soup_message_headers_get_one (headers, "Host"));
  out->is_tls = is_tls;
  out->is_chunked = soup_message_headers_get_encoding (headers) == SOUP_ENCODING_CHUNKED;
  out->body = soup_message_body_flatten (body);
  ns_sim_request_read_query (out);
}

/* libsoup's own Date is the computer's; clients compare this one with theirs. */
static void
set_date (SoupMessageHeaders *headers, NsSimService *service)
{
  const gint64 now = ns_sim_world_get_time (ns_sim_service_get_world (service));
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_utc (now / G_USEC_PER_SEC);
  g_autofree char *text = date != NULL ? soup_date_time_to_string (date, SOUP_DATE_HTTP) : NULL;

  if (text != NULL)
    soup_message_headers_replace (headers, "Date", text);
}

static void
set_headers (SoupMessageHeaders *headers, NsSimService *service, const NsSimAnswer *answer)
{
  set_date (headers, service);
  if (answer->content_type != NULL)
    soup_message_headers_set_content_type (headers, answer->content_type, NULL);
  if (answer->location != NULL)
    soup_message_headers_replace (headers, "Location", answer->location);
  if (answer->retry_after >= 0)
    {
      g_autofree char *seconds = g_strdup_printf ("%.0f", answer->retry_after);

      soup_message_headers_replace (headers, "Retry-After", seconds);
    }
  if (answer->moved_to != NULL)
    soup_message_headers_replace (headers, "X-MS-Location", answer->moved_to);
  if (answer->asks_login)
    soup_message_headers_replace (headers, "WWW-Authenticate", "Basic realm=\"ActiveSync\"");
  if (answer->is_bare)
    return;
  if (answer->http_status == 503 && ns_sim_service_get_manners (service)->tells_throttling)
    soup_message_headers_replace (headers, "X-MS-ASThrottle", "CommandFrequency");

  soup_message_headers_replace (headers, "MS-Server-ActiveSync", ns_sim_service_get_product (service));
  if (!answer->announces)
    return;
  soup_message_headers_replace (headers, "MS-ASProtocolVersions", ns_sim_service_get_versions (service));
  soup_message_headers_replace (headers, "MS-ASProtocolCommands",
                                ns_sim_service_get_manners (service)->commands);
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* %NS_SIM_CUT_END has no length at all: then the connection's end is the answer's. */
static char *
write_head (SoupServerMessage *message, const NsSimAnswer *answer, gsize size)
{
  const char *reason = soup_server_message_get_reason_phrase (message);
  GString *head = g_string_new (NULL);

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", answer->http_status,
                          reason != NULL ? reason : soup_status_get_phrase (answer->http_status));
  soup_message_headers_foreach (soup_server_message_get_response_headers (message), append_header, head);
  if (answer->cut == NS_SIM_CUT_END)
    g_string_append (head, "Connection: close\r\n\r\n");
  else
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);
  return g_string_free (head, FALSE);
}

/* All of it, or half of the body, or, where there is none, half of the header; once or twice. */
static GBytes *
write_answer (SoupServerMessage *message, const NsSimAnswer *answer)
{
  const gboolean is_half = answer->cut == NS_SIM_CUT_HALF;
  gsize size = 0;
  const guint8 *body = answer->body != NULL ? g_bytes_get_data (answer->body, &size) : NULL;
  g_autofree char *head = write_head (message, answer, size);
  const gsize head_size = is_half && size == 0 ? strlen (head) / 2 : strlen (head);
  GByteArray *bytes = g_byte_array_new ();

  for (guint i = 0; i < (answer->is_twice ? 2 : 1); i++)
    {
      g_byte_array_append (bytes, (const guint8 *) head, (guint) head_size);
      g_byte_array_append (bytes, body, (guint) (is_half ? size / 2 : size));
    }
  return g_byte_array_free_to_bytes (bytes);
}

static gboolean
wants_close (SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  return soup_server_message_get_http_version (message) == SOUP_HTTP_1_0 ||
         soup_message_headers_header_contains (headers, "Connection", "close");
}

static void
send_raw (SoupServer *server, SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer,
          NsSimRawEnd end)
{
  g_autoptr (GBytes) bytes = write_answer (message, answer);
  NsSimRaw raw = {
    .server = server,
    .clock = ns_sim_world_get_clock (ns_sim_service_get_world (service)),
    .bytes = bytes,
    .delay = answer->delay,
    .rate = answer->rate,
    .end = end,
  };

  raw.held = ns_sim_service_get_held (service, &raw.held_data);
  ns_sim_raw_send (&raw, message);
}

/**
 * ns_sim_wire_answer_early:
 * @server: whose message it is
 * @message: a message of which only the header has come
 * @service: who would handle it
 * @answer: how it is answered
 *
 * Sends the answer without reading the body, and closes the connection.
 */
void
ns_sim_wire_answer_early (SoupServer *server, SoupServerMessage *message, NsSimService *service,
                          const NsSimAnswer *answer)
{
  set_headers (soup_server_message_get_response_headers (message), service, answer);
  send_raw (server, message, service, answer, NS_SIM_RAW_CLOSE);
}

static void
answer_whole (SoupServer *server, SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer)
{
  if (answer->is_twice || answer->rate > 0 || answer->delay > 0)
    send_raw (server, message, service, answer, wants_close (message) ? NS_SIM_RAW_CLOSE : NS_SIM_RAW_GO_ON);
  else if (answer->body != NULL && g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
}

/**
 * ns_sim_wire_answer:
 * @server: whose message it is
 * @message: a message whose request was handled
 * @service: who handled it
 * @answer: how it is answered
 *
 * Sends the answer, late, slowly, twice, in part or not at all.
 */
void
ns_sim_wire_answer (SoupServer *server, SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer)
{
  soup_server_message_set_status (message, answer->http_status,
                                  answer->http_status == 449 ? "Retry after sending a PROVISION command" : NULL);
  set_headers (soup_server_message_get_response_headers (message), service, answer);

  switch (answer->cut)
    {
    case NS_SIM_CUT_BEFORE:
    case NS_SIM_CUT_BODY:
    case NS_SIM_CUT_ANSWER:
      ns_sim_raw_cut (message);
      return;
    case NS_SIM_CUT_HALF:
      send_raw (server, message, service, answer, NS_SIM_RAW_CLOSE);
      return;
    case NS_SIM_CUT_END:
      send_raw (server, message, service, answer, NS_SIM_RAW_CUT);
      return;
    case NS_SIM_CUT_NONE:
      answer_whole (server, message, service, answer);
      return;
    }
}
