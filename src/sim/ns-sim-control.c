/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-control.h"

#include "sim/ns-sim-call-routes.h"
#include "sim/ns-sim-door.h"
#include "sim/ns-sim-raw.h"

#include <string.h>

/* No call is longer, in bytes. */
#define MAX_BODY (4 * 1024 * 1024)
/* Nobody types so slowly, in seconds. */
#define PATIENCE 120

struct _NsSimControl
{
  NsSimHost *host;    /* (unowned) */
  SoupServer *server; /* (owned) */
  NsSimDoor *door;    /* (owned) */
};

static const struct
{
  const char *method;
  const char *path;
  gboolean has_id;
  void (*run) (NsSimCall *call);
} routes[] = {
  { "GET", "/lab/state", FALSE, ns_sim_call_get_state },
  { "GET", "/lab/journal", FALSE, ns_sim_call_get_journal },
  { "GET", "/lab/exchanges", FALSE, ns_sim_call_get_exchanges },
  { "GET", "/lab/fault-kinds", FALSE, ns_sim_call_get_fault_kinds },
  { "GET", NS_SIM_FAULTS_PATH, FALSE, ns_sim_call_get_faults },
  { "POST", NS_SIM_FAULTS_PATH, FALSE, ns_sim_call_add_fault },
  { "DELETE", NS_SIM_FAULTS_PATH, FALSE, ns_sim_call_clear_faults },
  { "DELETE", NS_SIM_FAULTS_PATH "/", TRUE, ns_sim_call_remove_fault },
  { "POST", "/lab/outlook", FALSE, ns_sim_call_do_outlook },
  { "POST", "/lab/server", FALSE, ns_sim_call_set_server },
  { "POST", "/lab/clock", FALSE, ns_sim_call_move_clock },
  { "POST", "/lab/reset", FALSE, ns_sim_call_reset },
};

static gboolean
is_path (gsize route, const char *path)
{
  return routes[route].has_id ? g_str_has_prefix (path, routes[route].path) : g_str_equal (path, routes[route].path);
}

/**
 * ns_sim_call_run:
 * @self: a call with its method, path and body
 *
 * Does it.
 */
void
ns_sim_call_run (NsSimCall *self)
{
  gboolean is_known = FALSE;

  if (self->host->server == NULL && !g_str_equal (self->path, "/lab/reset"))
    {
      ns_sim_call_fail (self, 503, NULL, "No server runs, for the last reset failed.");
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (routes); i++)
    {
      if (!is_path (i, self->path))
        continue;
      is_known = TRUE;
      if (!g_str_equal (routes[i].method, self->method))
        continue;
      routes[i].run (self);
      return;
    }
  if (is_known)
    ns_sim_call_fail (self, 405, NULL, "This path has no such method.");
  else
    ns_sim_call_fail (self, 404, NULL, "There is no such path; they are listed in notifysync-simulator(1).");
}

/* Whatever name resolves to loopback, a page that was loaded from it is not from here. */
static gboolean
is_local_name (const char *host)
{
  static const char *const names[] = { "localhost", "127.0.0.1", "[::1]" };
  gsize length;

  if (host == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      length = strlen (names[i]);
      if (g_ascii_strncasecmp (host, names[i], length) == 0 && (host[length] == '\0' || host[length] == ':'))
        return TRUE;
    }
  return FALSE;
}

static gboolean
is_local_peer (SoupServerMessage *message)
{
  GSocketAddress *address = soup_server_message_get_remote_address (message);

  return G_IS_INET_SOCKET_ADDRESS (address) &&
         g_inet_address_get_is_loopback (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)));
}

/* A web page can send a POST to any address, but not of this type, and no DELETE, without being asked first. */
static gboolean
admit (NsSimCall *call, SoupServerMessage *message)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (!is_local_peer (message))
    ns_sim_call_fail (call, 403, NULL, "Only this computer may ask.");
  else if (!is_local_name (soup_message_headers_get_one (headers, "Host")))
    ns_sim_call_fail (call, 403, "Host", "The Host header must be localhost, 127.0.0.1 or [::1].");
  else if (g_str_equal (call->method, "POST") &&
           (type == NULL || g_ascii_strcasecmp (type, "application/json") != 0))
    ns_sim_call_fail (call, 415, "Content-Type", "The Content-Type of a POST must be application/json.");
  return call->message == NULL;
}

static gboolean
read_query (NsSimCall *call, GUri *uri)
{
  g_autoptr (GHashTable) query =
    g_uri_get_query (uri) != NULL ? g_uri_parse_params (g_uri_get_query (uri), -1, "&", 0, NULL) : NULL;
  const char *since = query != NULL ? g_hash_table_lookup (query, "since") : NULL;

  if (since == NULL || g_ascii_string_to_unsigned (since, 10, 0, G_MAXINT64, &call->since, NULL))
    return TRUE;
  ns_sim_call_fail (call, 400, "since", "This must be a number.");
  return FALSE;
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  NsSimControl *self = user_data;
  g_autoptr (GBytes) body = soup_message_body_flatten (soup_server_message_get_request_body (message));
  g_auto (NsSimCall) call = { 0 };
  g_autofree char *text = NULL;

  ns_sim_call_begin (&call, self->host);
  call.method = soup_server_message_get_method (message);
  call.path = path;
  if (admit (&call, message) && read_query (&call, soup_server_message_get_uri (message)) &&
      ns_sim_call_read_body (&call, body))
    ns_sim_call_run (&call);

  text = ns_sim_call_write (&call);
  soup_server_message_set_status (message, call.status, NULL);
  soup_message_headers_replace (soup_server_message_get_response_headers (message), "Cache-Control", "no-store");
  if (text != NULL)
    soup_server_message_set_response (message, "application/json; charset=utf-8", SOUP_MEMORY_COPY, text,
                                      strlen (text));
}

static void
count_bytes_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  gsize *bytes = user_data;

  *bytes += g_bytes_get_size (chunk) + NS_SIM_DOOR_CHUNK_COST;
  if (*bytes > MAX_BODY)
    ns_sim_raw_cut (message);
}

static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  static const char text[] = "HTTP/1.1 413 Payload Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
  NsSimControl *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, sizeof text - 1);
  const NsSimRaw raw = { .server = server, .clock = self->host->clock, .bytes = bytes, .end = NS_SIM_RAW_CLOSE };

  ns_sim_door_note_header (self->door, message);
  if (soup_message_headers_get_content_length (headers) > MAX_BODY)
    ns_sim_raw_send (&raw, message);
  else
    g_signal_connect_data (message, "got-chunk", G_CALLBACK (count_bytes_cb), g_new0 (gsize, 1),
                           (GClosureNotify) (void (*) (void)) g_free, 0);
}

/**
 * ns_sim_control_new:
 * @host: (transfer none): whose server it is about; must live longer
 * @port: the port on 127.0.0.1, or 0 for any free one
 * @error: return location for %NS_SIM_ERROR_LISTEN
 *
 * Opens the control port.
 *
 * Returns: (transfer full) (nullable): it
 */
NsSimControl *
ns_sim_control_new (NsSimHost *host, guint16 port, GError **error)
{
  g_autoptr (NsSimControl) self = g_new0 (NsSimControl, 1);

  self->host = host;
  self->server = soup_server_new ("server-header", "NotifySync-Simulator", NULL);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, request_cb, self, NULL);
  self->door = ns_sim_door_new (self->server, NULL, PATIENCE);
  return ns_sim_door_listen (self->door, "127.0.0.1", port, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ns_sim_control_free:
 * @self: (transfer full): a control port
 *
 * Closes it.
 */
void
ns_sim_control_free (NsSimControl *self)
{
  ns_sim_door_free (self->door);
  g_object_unref (self->server);
  g_free (self);
}

/**
 * ns_sim_control_get_port:
 * @self: a control port
 *
 * Returns: where it listens
 */
guint16
ns_sim_control_get_port (NsSimControl *self)
{
  return ns_sim_door_get_port (self->door);
}
