/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-raw-server.h"

#include <string.h>

struct _NsRawServer
{
  GSocketService *service;      /* (owned) */
  GTlsCertificate *certificate; /* (owned) (nullable) */
  GCancellable *stop;           /* (owned): ends all that hangs */
  guint16 port;
  gboolean mute;

  GMutex lock;
  GCond changed;
  GArray *steps;       /* (owned) (element-type NsRawStep) (mutex lock) */
  GPtrArray *requests; /* (owned) (element-type char*) (mutex lock) */
  char *protocol;      /* (owned) (nullable) (mutex lock): what TLS agreed on */
  guint connections;   /* (mutex lock) */
  guint closed;        /* (mutex lock) */
};

static void
wait_for_stop (NsRawServer *self)
{
  GPollFD fd = { 0 };

  if (!g_cancellable_make_pollfd (self->stop, &fd))
    return;
  while (!g_cancellable_is_cancelled (self->stop))
    g_poll (&fd, 1, -1);
  g_cancellable_release_fd (self->stop);
}

static char *
read_head (GDataInputStream *input, GCancellable *stop)
{
  g_autoptr (GString) head = g_string_new (NULL);

  while (!g_str_has_suffix (head->str, "\r\n\r\n"))
    {
      const guchar c = g_data_input_stream_read_byte (input, stop, NULL);

      if (c == '\0')
        return NULL;
      g_string_append_c (head, c);
    }
  return g_string_free (g_steal_pointer (&head), FALSE);
}

static gsize
content_length (const char *head)
{
  const char *field = strstr (head, "Content-Length: ");

  return field != NULL ? g_ascii_strtoull (field + strlen ("Content-Length: "), NULL, 10) : 0;
}

static NsRawStep
take_step (NsRawServer *self, const char *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const guint index = MIN (self->requests->len, self->steps->len - 1);

  g_ptr_array_add (self->requests, g_strdup (request));
  return g_array_index (self->steps, NsRawStep, index);
}

static NsRawStep
peek_step (NsRawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_array_index (self->steps, NsRawStep, MIN (self->requests->len, self->steps->len - 1));
}

static gboolean
serve_request (NsRawServer *self, GDataInputStream *input, GOutputStream *output)
{
  g_autofree char *head = read_head (input, self->stop);
  g_autofree char *body = NULL;
  g_autofree char *request = NULL;
  gsize length;
  NsRawStep step;

  if (head == NULL)
    return FALSE;

  length = MIN (content_length (head), peek_step (self).read_body);
  body = g_malloc0 (length + 1);
  if (!g_input_stream_read_all (G_INPUT_STREAM (input), body, length, NULL, self->stop, NULL))
    return FALSE;
  request = g_strconcat (head, body, NULL);
  step = take_step (self, request);

  if (step.answer != NULL)
    g_output_stream_write_all (output, step.answer, strlen (step.answer), NULL, self->stop, NULL);
  if (step.then == NS_RAW_HANG)
    wait_for_stop (self);
  return step.then == NS_RAW_KEEP;
}

/* (transfer full) (nullable): offers HTTP/2 too, as a real server does */
static GIOStream *
shake_hands (NsRawServer *self, GIOStream *plain)
{
  static const char *const protocols[] = { "h2", "http/1.1", NULL };
  g_autoptr (GIOStream) stream = g_tls_server_connection_new (plain, self->certificate, NULL);
  g_autoptr (GMutexLocker) locker = NULL;

  g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
  if (!g_tls_connection_handshake (G_TLS_CONNECTION (stream), self->stop, NULL))
    return NULL;

  locker = g_mutex_locker_new (&self->lock);
  g_free (self->protocol);
  self->protocol = g_strdup (g_tls_connection_get_negotiated_protocol (G_TLS_CONNECTION (stream)));
  return g_steal_pointer (&stream);
}

static void
serve (NsRawServer *self, GIOStream *plain)
{
  g_autoptr (GIOStream) stream = NULL;
  g_autoptr (GDataInputStream) input = NULL;

  if (self->mute)
    {
      wait_for_stop (self);
      return;
    }
  stream = self->certificate != NULL ? shake_hands (self, plain) : g_object_ref (plain);
  if (stream == NULL)
    return;

  input = g_data_input_stream_new (g_io_stream_get_input_stream (stream));
  while (serve_request (self, input, g_io_stream_get_output_stream (stream)))
    ;
  g_io_stream_close (stream, NULL, NULL);
}

/* Counts before the thread begins, so that ns_raw_server_free() waits for one that is only about to. */
static gboolean
incoming_cb (GSocketService *service, GSocketConnection *connection, GObject *source, NsRawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->connections++;
  return FALSE;
}

static gboolean
run_cb (GThreadedSocketService *service, GSocketConnection *connection, GObject *source, NsRawServer *self)
{
  serve (self, G_IO_STREAM (connection));
  g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);

  g_mutex_lock (&self->lock);
  self->closed++;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* The steps' answers must outlive the server. Accepts while the main context of the caller is iterated. */
NsRawServer *
ns_raw_server_new (const NsRawStep *steps, guint n_steps)
{
  NsRawServer *self = g_new0 (NsRawServer, 1);
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) wanted = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) got = NULL;
  g_autoptr (GError) error = NULL;

  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->stop = g_cancellable_new ();
  self->requests = g_ptr_array_new_with_free_func (g_free);
  self->steps = g_array_new (FALSE, FALSE, sizeof (NsRawStep));
  g_array_append_vals (self->steps, steps, n_steps);
  self->service = g_threaded_socket_service_new (-1);
  g_signal_connect (self->service, "incoming", G_CALLBACK (incoming_cb), self);
  g_signal_connect (self->service, "run", G_CALLBACK (run_cb), self);
  g_socket_listener_add_address (G_SOCKET_LISTENER (self->service), wanted, G_SOCKET_TYPE_STREAM,
                                 G_SOCKET_PROTOCOL_TCP, NULL, &got, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (got));
  return self;
}

/* Speak TLS. */
void
ns_raw_server_set_certificate (NsRawServer *self, GTlsCertificate *certificate)
{
  g_set_object (&self->certificate, certificate);
}

/* From now on do only this. */
void
ns_raw_server_set_step (NsRawServer *self, const NsRawStep *step)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_array_set_size (self->steps, 0);
  g_array_append_val (self->steps, *step);
}

/* Take connections and say nothing, not even in TLS. */
void
ns_raw_server_set_mute (NsRawServer *self)
{
  self->mute = TRUE;
}

void
ns_raw_server_free (NsRawServer *self)
{
  g_cancellable_cancel (self->stop);
  g_socket_service_stop (self->service);
  g_socket_listener_close (G_SOCKET_LISTENER (self->service));
  ns_raw_server_wait_closed (self, ns_raw_server_count_connections (self));

  g_object_unref (self->service);
  g_clear_object (&self->certificate);
  g_free (self->protocol);
  g_object_unref (self->stop);
  g_ptr_array_unref (self->requests);
  g_array_unref (self->steps);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

guint16
ns_raw_server_get_port (NsRawServer *self)
{
  return self->port;
}

guint
ns_raw_server_count_connections (NsRawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->connections;
}

guint
ns_raw_server_count_requests (NsRawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->requests->len;
}

/* Blocks until so many connections have been closed from the server's side. */
void
ns_raw_server_wait_closed (NsRawServer *self, guint n_connections)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->closed < n_connections)
    g_cond_wait (&self->changed, &self->lock);
}

/* (transfer full) (nullable): the application protocol that the last TLS connection agreed on */
char *
ns_raw_server_dup_protocol (NsRawServer *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return g_strdup (self->protocol);
}

/* (transfer full): head and what was read of the body */
char *
ns_raw_server_dup_request (NsRawServer *self, guint index)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  g_assert_cmpuint (index, <, self->requests->len);
  return g_strdup (g_ptr_array_index (self->requests, index));
}
