/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-wire.h"

static char *
dup_content_type (SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  return type != NULL ? g_ascii_strdown (type, -1) : NULL;
}

/**
 * ns_sim_wire_read:
 * @message: a message, of which at least the header has come
 * @out: (out caller-allocates): the request
 *
 * Takes from the message what the service needs. The body is empty where it has not come yet.
 */
void
ns_sim_wire_read (SoupServerMessage *message, NsSimRequest *out)
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
  out->is_tls = g_strcmp0 (g_uri_get_scheme (uri), "https") == 0;
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

static GIOStream *
steal (SoupServerMessage *message, GSocket **socket)
{
  *socket = g_object_ref (soup_server_message_get_socket (message));
  return soup_server_message_steal_connection (message);
}

static gboolean
cut_cb (gpointer data)
{
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) stream = steal (data, &socket);

  /* The socket itself, below TLS: no polite end of the session, as when a cable is pulled. */
  g_socket_close (socket, NULL);
  return G_SOURCE_REMOVE;
}

/**
 * ns_sim_wire_cut:
 * @message: a message
 *
 * Cuts its connection without a word, as soon as libsoup has left its own code.
 */
void
ns_sim_wire_cut (SoupServerMessage *message)
{
  g_autoptr (GSource) source = g_idle_source_new ();

  soup_server_message_pause (message);
  g_source_set_callback (source, cut_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

typedef struct
{
  SoupServerMessage *message; /* (owned) */
  GByteArray *bytes;          /* (owned) */
  gboolean is_cut;            /* below TLS, without its end */
} Raw;

static void
raw_free (Raw *raw)
{
  g_object_unref (raw->message);
  g_byte_array_unref (raw->bytes);
  g_free (raw);
}

static gboolean
raw_cb (gpointer data)
{
  Raw *raw = data;
  g_autoptr (GSocket) socket = NULL;
  g_autoptr (GIOStream) stream = steal (raw->message, &socket);
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (g_io_stream_get_output_stream (stream), raw->bytes->data, raw->bytes->len,
                                  NULL, NULL, &error))
    g_debug ("An answer was not taken: %s", error->message);
  /* In order, so that what was written arrives. */
  if (!raw->is_cut)
    g_io_stream_close (stream, NULL, NULL);
  else if (g_socket_shutdown (socket, FALSE, TRUE, NULL))
    g_socket_close (socket, NULL);
  return G_SOURCE_REMOVE;
}

static void
append_header (const char *name, const char *value, gpointer user_data)
{
  g_string_append_printf (user_data, "%s: %s\r\n", name, value);
}

/* The header with the full length and the body, or half of it; where there is no body to halve, half the header. Past
 * libsoup, which would neither lie about a length nor answer before it has read the request. %NS_SIM_CUT_END has no
 * length at all: then the connection's end is the answer's. */
static void
answer_past_soup (SoupServerMessage *message, const NsSimAnswer *answer, gboolean whole)
{
  const gboolean is_cut = answer->cut == NS_SIM_CUT_END;
  const guint delay = answer->delay > 0 ? (guint) (answer->delay * 1000) : 0;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GString) head = g_string_new (NULL);
  g_autoptr (GSource) source = is_cut && delay > 0 ? g_timeout_source_new (delay) : g_idle_source_new ();
  const gsize size = answer->body != NULL ? g_bytes_get_size (answer->body) : 0;
  Raw *raw = g_new0 (Raw, 1);

  g_string_append_printf (head, "HTTP/1.1 %u %s\r\n", answer->http_status,
                          soup_status_get_phrase (answer->http_status));
  soup_message_headers_foreach (headers, append_header, head);
  if (is_cut)
    g_string_append (head, "Connection: close\r\n\r\n");
  else
    g_string_append_printf (head, "Content-Length: %" G_GSIZE_FORMAT "\r\n\r\n", size);

  raw->message = g_object_ref (message);
  raw->is_cut = is_cut;
  raw->bytes = g_byte_array_new ();
  g_byte_array_append (raw->bytes, (const guint8 *) head->str, (guint) (whole || size > 0 ? head->len : head->len / 2));
  if (size > 0)
    g_byte_array_append (raw->bytes, g_bytes_get_data (answer->body, NULL), (guint) (whole ? size : size / 2));

  soup_server_message_pause (message);
  g_source_set_callback (source, raw_cb, raw, (GDestroyNotify) raw_free);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static gboolean
unpause_cb (gpointer data)
{
  soup_server_message_unpause (data);
  return G_SOURCE_REMOVE;
}

static void
hold_back (SoupServerMessage *message, double seconds)
{
  g_autoptr (GSource) source = g_timeout_source_new ((guint) (seconds * 1000));

  soup_server_message_pause (message);
  g_source_set_callback (source, unpause_cb, g_object_ref (message), g_object_unref);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * ns_sim_wire_answer_early:
 * @message: a message of which only the header has come
 * @service: who would handle it
 * @answer: how it is answered
 *
 * Sends the answer without reading the body, and closes the connection.
 */
void
ns_sim_wire_answer_early (SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer)
{
  set_headers (soup_server_message_get_response_headers (message), service, answer);
  answer_past_soup (message, answer, TRUE);
}

/**
 * ns_sim_wire_answer:
 * @message: a message whose request was handled
 * @service: who handled it
 * @answer: how it is answered
 *
 * Sends the answer, late, in part or not at all.
 */
void
ns_sim_wire_answer (SoupServerMessage *message, NsSimService *service, const NsSimAnswer *answer)
{
  soup_server_message_set_status (message, answer->http_status,
                                  answer->http_status == 449 ? "Retry after sending a PROVISION command" : NULL);
  set_headers (soup_server_message_get_response_headers (message), service, answer);

  switch (answer->cut)
    {
    case NS_SIM_CUT_BEFORE:
    case NS_SIM_CUT_BODY:
    case NS_SIM_CUT_ANSWER:
      ns_sim_wire_cut (message);
      return;
    case NS_SIM_CUT_HALF:
      answer_past_soup (message, answer, FALSE);
      return;
    case NS_SIM_CUT_END:
      answer_past_soup (message, answer, TRUE);
      return;
    case NS_SIM_CUT_NONE:
      break;
    }
  if (answer->body != NULL && g_bytes_get_size (answer->body) > 0)
    soup_message_body_append_bytes (soup_server_message_get_response_body (message), answer->body);
  if (answer->delay > 0)
    hold_back (message, answer->delay);
}
