/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-door.h"

#include "sim/ns-sim-server.h"

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/socket.h>

/* libsoup 3.2 reads headers of any size: this is all that a client may send before its header has ended, and then
 * before its request has, in bytes. What comes is looked at so often, in milliseconds. */
#define MAX_HEAD (256 * 1024)
#define MAX_REQUEST ((guint64) 80 * 1024 * 1024)
#define LOOK 20

/* One who came in: at first only a connection, then one of libsoup's. */
typedef struct
{
  GSocketConnection *connection; /* (owned) */
  guint64 heard;                 /* when it last was heard of, counted in events */
  gboolean is_busy;              /* a request of it is under way */
  gboolean has_head;             /* the header of the request has come */
  guint64 taken;                 /* bytes up to the end of its last request */
} Guest;

struct _NsSimDoor
{
  SoupServer *server;            /* (owned) */
  NsSimCertificate *certificate; /* (owned) (nullable) */
  guint patience;                /* seconds */
  NsSimWelcomeFunc welcome;      /* (nullable) */
  gpointer user_data;            /* (unowned) */
  GSocketService *service;       /* (owned) (nullable): while it is open */
  GPtrArray *guests;             /* (owned) (element-type Guest) */
  GCancellable *cancellable;     /* (owned): of the handshakes */
  guint64 events;
  guint16 port;
  gboolean is_kept;              /* libsoup keeps connections */
  GSource *look;                 /* (owned) (nullable): while somebody is there */
};

static void
guest_free (Guest *guest)
{
  g_object_unref (guest->connection);
  g_free (guest);
}

/* Below TLS, so that nothing waits for the other side. */
static void
cut (Guest *guest)
{
  GSocket *socket = g_socket_connection_get_socket (guest->connection);

  g_socket_shutdown (socket, TRUE, TRUE, NULL);
  g_socket_close (socket, NULL);
}

/* Reset, so that the other side learns of it as of a port where nobody listens. */
static void
reset (GSocketConnection *connection)
{
  const struct linger at_once = { .l_onoff = 1 };
  GSocket *socket = g_socket_connection_get_socket (connection);

  if (setsockopt (g_socket_get_fd (socket), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once) != 0)
    g_debug ("A connection is closed without a reset.");
  g_socket_close (socket, NULL);
}

/* libsoup 3.2 keeps connections that the client has closed: whoever is neither at work nor there any more goes. */
static gboolean
is_gone (const Guest *guest)
{
  GSocket *socket = g_socket_connection_get_socket (guest->connection);
  char byte;

  return g_socket_is_closed (socket) ||
         (!guest->is_busy && recv (g_socket_get_fd (socket), &byte, 1, MSG_PEEK | MSG_DONTWAIT) == 0);
}

static void
remove_guest (NsSimDoor *self, guint index)
{
  cut (g_ptr_array_index (self->guests, index));
  g_ptr_array_remove_index_fast (self->guests, index);
}

static guint64
count_bytes (const Guest *guest)
{
  GSocket *socket = g_socket_connection_get_socket (guest->connection);
  struct tcp_info info = { 0 };
  socklen_t size = sizeof info;

  if (g_socket_is_closed (socket) || getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return 0;
  return info.tcpi_bytes_received;
}

static gboolean
look_cb (gpointer data)
{
  NsSimDoor *self = data;

  for (guint i = self->guests->len; i > 0; i--)
    {
      const Guest *guest = g_ptr_array_index (self->guests, i - 1);

      if (is_gone (guest) || count_bytes (guest) > guest->taken + (guest->has_head ? MAX_REQUEST : MAX_HEAD))
        remove_guest (self, i - 1);
    }
  if (self->guests->len > 0)
    return G_SOURCE_CONTINUE;
  g_clear_pointer (&self->look, g_source_unref);
  return G_SOURCE_REMOVE;
}

/* Before whatever reads what came. */
static void
look_after (NsSimDoor *self)
{
  if (self->look != NULL)
    return;
  self->look = g_timeout_source_new (LOOK);
  g_source_set_priority (self->look, G_PRIORITY_HIGH);
  g_source_set_callback (self->look, look_cb, self, NULL);
  g_source_attach (self->look, g_main_context_get_thread_default ());
}

static void
make_room (NsSimDoor *self)
{
  guint oldest = 0;

  for (guint i = self->guests->len; i > 0; i--)
    if (is_gone (g_ptr_array_index (self->guests, i - 1)))
      remove_guest (self, i - 1);
  if (self->guests->len < NS_SIM_DOOR_GUESTS)
    return;
  for (guint i = 1; i < self->guests->len; i++)
    if (((Guest *) g_ptr_array_index (self->guests, i))->heard <
        ((Guest *) g_ptr_array_index (self->guests, oldest))->heard)
      oldest = i;
  remove_guest (self, oldest);
}

static void
add_guest (NsSimDoor *self, GSocketConnection *connection)
{
  Guest *guest = g_new0 (Guest, 1);

  guest->connection = g_object_ref (connection);
  guest->heard = ++self->events;
  g_ptr_array_add (self->guests, guest);
  look_after (self);
}

static void
hand_over (NsSimDoor *self, GIOStream *stream, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);
  g_autoptr (GError) error = NULL;

  if (local != NULL && remote != NULL && !soup_server_accept_iostream (self->server, stream, local, remote, &error))
    g_debug ("A connection was not taken: %s", error->message);
}

typedef struct
{
  NsSimDoor *door;               /* (unowned): gone once @cancellable is cancelled */
  GCancellable *cancellable;     /* (owned) */
  GSocketConnection *connection; /* (owned) */
} Handshake;

static void
handshake_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Handshake *handshake = user_data;
  g_autoptr (GSocketConnection) connection = handshake->connection;
  g_autoptr (GCancellable) cancellable = handshake->cancellable;
  NsSimDoor *door = handshake->door;
  g_autoptr (GError) error = NULL;
  const gboolean done = g_tls_connection_handshake_finish (G_TLS_CONNECTION (source), result, &error);

  g_free (handshake);
  if (done && !g_cancellable_is_cancelled (cancellable))
    hand_over (door, G_IO_STREAM (source), connection);
  else
    {
      g_debug ("A TLS handshake failed: %s", error != NULL ? error->message : "the door was shut");
      g_socket_close (g_socket_connection_get_socket (connection), NULL);
    }
}

static void
shake_hands (NsSimDoor *self, GSocketConnection *connection, GTlsCertificate *certificate)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GIOStream) tls = g_tls_server_connection_new (G_IO_STREAM (connection), certificate, &error);
  Handshake *handshake;

  if (tls == NULL)
    {
      g_warning ("TLS cannot be begun: %s", error->message);
      return;
    }
  handshake = g_new0 (Handshake, 1);
  handshake->door = self;
  handshake->connection = g_object_ref (connection);
  handshake->cancellable = g_object_ref (self->cancellable);
  g_tls_connection_set_require_close_notify (G_TLS_CONNECTION (tls), FALSE);
  g_tls_connection_handshake_async (G_TLS_CONNECTION (tls), G_PRIORITY_DEFAULT, self->cancellable, handshake_cb,
                                    handshake);
}

/* The client's hello is read first: to close before it would be a reset. */
static void
alert_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  /* A fatal alert, handshake_failure (RFC 5246 7.2). */
  static const guint8 alert[] = { 0x15, 0x03, 0x03, 0x00, 0x02, 0x02, 0x28 };
  g_autoptr (GSocketConnection) connection = user_data;
  g_autoptr (GBytes) hello = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);

  if (hello != NULL)
    g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)), alert, sizeof alert, NULL,
                               NULL, NULL);
  g_socket_shutdown (g_socket_connection_get_socket (connection), FALSE, TRUE, NULL);
  g_socket_close (g_socket_connection_get_socket (connection), NULL);
}

static void
fail_handshake (NsSimDoor *self, GSocketConnection *connection)
{
  const gsize longest_hello = 16384;

  g_input_stream_read_bytes_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)), longest_hello,
                                   G_PRIORITY_DEFAULT, self->cancellable, alert_cb, g_object_ref (connection));
}

static void
let_in (NsSimDoor *self, GSocketConnection *connection, GTlsCertificate *certificate)
{
  add_guest (self, connection);
  if (certificate != NULL)
    shake_hands (self, connection, certificate);
  else
    hand_over (self, G_IO_STREAM (connection), connection);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer user_data)
{
  NsSimDoor *self = user_data;
  const NsSimCertificate *own = self->certificate;
  GSocket *socket = g_socket_connection_get_socket (connection);
  const NsSimWelcome welcome = self->welcome != NULL ? self->welcome (self->user_data) : NS_SIM_WELCOME_IN;

  make_room (self);
  g_socket_set_timeout (socket, self->patience);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  switch (welcome)
    {
    case NS_SIM_WELCOME_IN:
      let_in (self, connection, own != NULL ? own->certificate : NULL);
      break;
    case NS_SIM_WELCOME_EXPIRED:
      let_in (self, connection, own != NULL ? own->expired : NULL);
      break;
    case NS_SIM_WELCOME_TLS_FAILURE:
      add_guest (self, connection);
      fail_handshake (self, connection);
      break;
    case NS_SIM_WELCOME_REFUSE:
      reset (connection);
      break;
    }
  return TRUE;
}

static Guest *
find_guest (NsSimDoor *self, SoupServerMessage *message)
{
  GInetSocketAddress *remote = G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message));
  const guint16 port = g_inet_socket_address_get_port (remote);

  for (guint i = 0; i < self->guests->len; i++)
    {
      Guest *guest = g_ptr_array_index (self->guests, i);
      g_autoptr (GSocketAddress) address = g_socket_connection_get_remote_address (guest->connection, NULL);

      if (address != NULL && g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (address)) == port &&
          g_inet_address_equal (g_inet_socket_address_get_address (G_INET_SOCKET_ADDRESS (address)),
                                g_inet_socket_address_get_address (remote)))
        return guest;
    }
  return NULL;
}

static void
note (NsSimDoor *self, SoupServerMessage *message, gboolean is_busy)
{
  Guest *guest = find_guest (self, message);

  if (guest == NULL)
    return;
  guest->heard = ++self->events;
  guest->is_busy = is_busy;
  guest->has_head = is_busy;
  if (!is_busy)
    guest->taken = count_bytes (guest);
}

static void
read_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  note (user_data, message, TRUE);
}

static void
finished_cb (SoupServer *server, SoupServerMessage *message, gpointer user_data)
{
  note (user_data, message, FALSE);
}

/* libsoup 3.2 keeps no connection unless it listens somewhere itself: it does so on a socket without a name, where
 * nobody can come. */
static gboolean
listen_nowhere (SoupServer *server, GError **error)
{
  g_autoptr (GSocket) socket =
    g_socket_new (G_SOCKET_FAMILY_UNIX, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_DEFAULT, error);
  g_autofree char *folder = socket != NULL ? g_dir_make_tmp ("notifysync-sim-XXXXXX", error) : NULL;
  g_autofree char *path = folder != NULL ? g_build_filename (folder, "nowhere", NULL) : NULL;
  g_autoptr (GSocketAddress) address = path != NULL ? g_unix_socket_address_new (path) : NULL;
  const gboolean listens =
    address != NULL && g_socket_bind (socket, address, FALSE, error) && g_socket_listen (socket, error);

  if (path != NULL)
    g_unlink (path);
  if (folder != NULL)
    g_rmdir (folder);
  return listens && soup_server_listen_socket (server, socket, 0, error);
}

/**
 * ns_sim_door_new:
 * @server: who gets the connections; has its handlers
 * @certificate: (transfer full) (nullable): for HTTPS; %NULL is plain HTTP
 * @patience: after how many seconds of silence a connection is closed
 *
 * Returns: (transfer full): a door that is still shut
 */
NsSimDoor *
ns_sim_door_new (SoupServer *server, NsSimCertificate *certificate, guint patience)
{
  NsSimDoor *self = g_new0 (NsSimDoor, 1);

  self->server = g_object_ref (server);
  self->certificate = certificate;
  self->patience = patience;
  self->guests = g_ptr_array_new_with_free_func ((GDestroyNotify) guest_free);
  self->cancellable = g_cancellable_new ();
  g_signal_connect (server, "request-read", G_CALLBACK (read_cb), self);
  g_signal_connect (server, "request-finished", G_CALLBACK (finished_cb), self);
  g_signal_connect (server, "request-aborted", G_CALLBACK (finished_cb), self);
  return self;
}

/**
 * ns_sim_door_free:
 * @self: (transfer full): a door
 *
 * Shuts it and cuts all connections.
 */
void
ns_sim_door_free (NsSimDoor *self)
{
  ns_sim_door_close (self);
  if (self->look != NULL)
    g_source_destroy (self->look);
  g_clear_pointer (&self->look, g_source_unref);
  g_cancellable_cancel (self->cancellable);
  ns_sim_door_send_away (self);
  g_signal_handlers_disconnect_by_data (self->server, self);
  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  g_object_unref (self->cancellable);
  g_ptr_array_unref (self->guests);
  g_clear_pointer (&self->certificate, ns_sim_certificate_free);
  g_free (self);
}

/**
 * ns_sim_door_set_welcome:
 * @self: a door
 * @func: asked how each connection is met
 * @user_data: for @func
 *
 * Lets somebody decide.
 */
void
ns_sim_door_set_welcome (NsSimDoor *self, NsSimWelcomeFunc func, gpointer user_data)
{
  self->welcome = func;
  self->user_data = user_data;
}

/**
 * ns_sim_door_listen:
 * @self: a door that is shut
 * @address: an IP address
 * @port: a port, or 0 for any free one
 * @error: return location for a #NsSimError
 *
 * Opens it.
 *
 * Returns: whether it listens
 */
gboolean
ns_sim_door_listen (NsSimDoor *self, const char *address, guint16 port, GError **error)
{
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new_from_string (address, port);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GError) cause = NULL;

  if (wanted == NULL)
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_ARGUMENT, "\"%s\" is no IP address.", address);
      return FALSE;
    }
  if (!self->is_kept && !listen_nowhere (self->server, error))
    return FALSE;
  self->is_kept = TRUE;
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), wanted, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &got, &cause))
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_LISTEN, "Nothing can listen on %s port %u: %s.", address, port,
                   cause->message);
      return FALSE;
    }
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), self);
  self->service = g_steal_pointer (&service);
  return TRUE;
}

/**
 * ns_sim_door_close:
 * @self: a door
 *
 * Stops listening: the computer refuses whoever comes. Connections that are open stay.
 */
void
ns_sim_door_close (NsSimDoor *self)
{
  if (self->service == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->service, self);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  g_clear_object (&self->service);
}

/**
 * ns_sim_door_is_open:
 * @self: a door
 *
 * Returns: whether it listens
 */
gboolean
ns_sim_door_is_open (NsSimDoor *self)
{
  return self->service != NULL;
}

/**
 * ns_sim_door_send_away:
 * @self: a door
 *
 * Cuts all connections, so that everybody has to come anew.
 */
void
ns_sim_door_send_away (NsSimDoor *self)
{
  for (guint i = 0; i < self->guests->len; i++)
    cut (g_ptr_array_index (self->guests, i));
  g_ptr_array_set_size (self->guests, 0);
}

/**
 * ns_sim_door_note_header:
 * @self: a door
 * @message: a message whose header has come
 *
 * From now on the client may send a body. To be called by the early handler.
 */
void
ns_sim_door_note_header (NsSimDoor *self, SoupServerMessage *message)
{
  Guest *guest = find_guest (self, message);

  if (guest != NULL)
    guest->has_head = TRUE;
}

/**
 * ns_sim_door_get_port:
 * @self: a door that was opened
 *
 * Returns: where it listens, or last did
 */
guint16
ns_sim_door_get_port (NsSimDoor *self)
{
  return self->port;
}

/**
 * ns_sim_door_count_guests:
 * @self: a door
 *
 * Returns: how many connections are open
 */
guint
ns_sim_door_count_guests (NsSimDoor *self)
{
  guint n = 0;

  for (guint i = 0; i < self->guests->len; i++)
    n += !is_gone (g_ptr_array_index (self->guests, i));
  return n;
}
