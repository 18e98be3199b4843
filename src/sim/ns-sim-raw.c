/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-raw.h"

#include <string.h>

/* How often a clock that stands still is looked at, and a client that does not read, in milliseconds. */
#define POLL 5
/* No client waits for so long: then nothing is looked at any more, in seconds. */
#define FOR_EVER 1000000.0
/* So many seconds of a slow line are asked for at once: far fewer than any client waits for more of its answer. */
#define PIECE 10

typedef struct
{
  SoupServer *server;         /* (owned) */
  NsClock *clock;             /* (owned) */
  GBytes *bytes;              /* (owned) */
  gint64 delay;               /* microseconds */
  guint rate;
  NsSimRawEnd end;
  SoupServerMessage *message; /* (owned) (nullable): until the connection is taken from it */
  GIOStream *stream;          /* (owned) (nullable): then this is it */
  gint64 begin;
  gsize sent;
  NsSimHeldFunc held;         /* (nullable) */
  gpointer held_data;         /* (unowned) */
  gint64 announced;           /* the time that @held was told last */
} Sending;

/* libsoup 3.2 lets a message outlive its connection, and still looks at that one when the message goes. So it goes, as
 * far as it is ours, together with its connection. */
static void
let_go (SoupServerMessage **held)
{
  if (*held != NULL)
    g_signal_handlers_disconnect_by_data (*held, held);
  g_clear_object (held);
}

static void
disconnected_cb (SoupServerMessage *message, SoupServerMessage **held)
{
  let_go (held);
}

static void
hold (SoupServerMessage **held, SoupServerMessage *message)
{
  *held = g_object_ref (message);
  g_signal_connect (message, "disconnected", G_CALLBACK (disconnected_cb), held);
}

static void
sending_clear (Sending *self)
{
  g_object_unref (self->server);
  g_object_unref (self->clock);
  g_bytes_unref (self->bytes);
  let_go (&self->message);
  g_clear_object (&self->stream);
}

static void
sending_release (gpointer self)
{
  g_rc_box_release_full (self, (GDestroyNotify) sending_clear);
}

static GIOStream *
dup_base (GIOStream *stream, const char *property)
{
  GIOStream *base = NULL;

  if (g_object_class_find_property (G_OBJECT_GET_CLASS (stream), property) != NULL)
    g_object_get (stream, property, &base, NULL);
  return base;
}

/* Without what libsoup lays around it; nothing where the client has gone meanwhile. The message goes while libsoup
 * tells that the connection is taken. */
static GIOStream *
steal (SoupServerMessage **held)
{
  GIOStream *stream = *held != NULL ? soup_server_message_steal_connection (*held) : NULL;
  GIOStream *base = stream != NULL ? dup_base (stream, "base-iostream") : NULL;

  let_go (held);
  if (base == NULL)
    return stream;
  g_object_unref (stream);
  return base;
}

/* Below TLS. */
static GSocketConnection *
dup_connection (GIOStream *stream)
{
  GIOStream *base = G_IS_TLS_CONNECTION (stream) ? dup_base (stream, "base-io-stream") : NULL;

  return G_SOCKET_CONNECTION (base != NULL ? base : g_object_ref (stream));
}

static void
go_on (Sending *self, GSocketConnection *connection)
{
  g_autoptr (GSocketAddress) local = g_socket_connection_get_local_address (connection, NULL);
  g_autoptr (GSocketAddress) remote = g_socket_connection_get_remote_address (connection, NULL);

  if (local != NULL && remote != NULL)
    soup_server_accept_iostream (self->server, self->stream, local, remote, NULL);
}

static void
end (Sending *self)
{
  g_autoptr (GSocketConnection) connection = dup_connection (self->stream);
  GSocket *socket = g_socket_connection_get_socket (connection);

  switch (self->end)
    {
    case NS_SIM_RAW_GO_ON:
      go_on (self, connection);
      break;
    case NS_SIM_RAW_CLOSE:
      g_io_stream_close (self->stream, NULL, NULL);
      break;
    case NS_SIM_RAW_CUT:
      /* In order, so that what was written arrives. */
      if (g_socket_shutdown (socket, FALSE, TRUE, NULL))
        g_socket_close (socket, NULL);
      break;
    }
}

static gsize
count_due (Sending *self)
{
  const gint64 elapsed = ns_clock_now (self->clock) - self->begin - self->delay;
  const gsize size = g_bytes_get_size (self->bytes);

  if (elapsed < 0)
    return 0;
  if (self->rate == 0)
    return size;
  return (gsize) MIN ((double) size, (double) elapsed * self->rate / G_USEC_PER_SEC);
}

/* What the client takes without being waited for. */
static gboolean
write_some (Sending *self, gsize until)
{
  GOutputStream *out = g_io_stream_get_output_stream (self->stream);
  const guint8 *data = g_bytes_get_data (self->bytes, NULL);
  g_autoptr (GError) error = NULL;

  while (self->sent < until)
    {
      const gssize n = g_pollable_output_stream_write_nonblocking (
        G_POLLABLE_OUTPUT_STREAM (out), data + self->sent, until - self->sent, NULL, &error);

      if (n < 0)
        return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK);
      self->sent += (gsize) n;
    }
  return TRUE;
}

/* When the next piece may go. A microsecond more than it takes, so that rounding holds nothing back. */
static gint64
find_next (const Sending *self)
{
  const gsize left = g_bytes_get_size (self->bytes) - self->sent;
  const gint64 begin = self->begin + self->delay;
  const gsize piece = MIN (left, (gsize) self->rate * PIECE);

  if (self->rate == 0 || ns_clock_now (self->clock) < begin)
    return begin;
  return begin + (gint64) ((double) (self->sent + piece) * G_USEC_PER_SEC / self->rate) + 1;
}

/* Whoever lets the clock go on need not guess how far. */
static void
announce (Sending *self)
{
  const gint64 next = find_next (self);

  if (self->held == NULL || next == self->announced || next <= ns_clock_now (self->clock))
    return;
  self->announced = next;
  self->held (next, self->held_data);
}

static gboolean
send_cb (gpointer data)
{
  Sending *self = data;

  if (self->stream == NULL)
    self->stream = steal (&self->message);
  if (self->stream == NULL || !write_some (self, count_due (self)))
    return G_SOURCE_REMOVE;
  if (self->sent < g_bytes_get_size (self->bytes))
    {
      announce (self);
      return G_SOURCE_CONTINUE;
    }
  end (self);
  return G_SOURCE_REMOVE;
}

static void
attach (Sending *self, guint interval)
{
  g_autoptr (GSource) source = interval > 0 ? g_timeout_source_new (interval) : g_idle_source_new ();

  g_source_set_callback (source, send_cb, self, sending_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

static gboolean
attach_cb (gpointer data)
{
  attach (g_rc_box_acquire (data), POLL);
  return G_SOURCE_REMOVE;
}

/* By the computer's clock nothing has to be looked at before it is due. */
static void
attach_late (Sending *self)
{
  g_autoptr (GSource) source = g_timeout_source_new ((guint) (self->delay / 1000));

  g_source_set_callback (source, attach_cb, self, sending_release);
  g_source_attach (source, g_main_context_get_thread_default ());
}

/**
 * ns_sim_raw_send:
 * @self: what is to be sent
 * @message: a message whose request was handled, or of which only the header has come
 *
 * Takes the connection from libsoup and sends the bytes, as fast as is wanted and no faster than the client takes them.
 */
void
ns_sim_raw_send (const NsSimRaw *self, SoupServerMessage *message)
{
  Sending *sending;

  soup_server_message_pause (message);
  if (self->delay >= FOR_EVER)
    {
      if (self->held != NULL)
        self->held (G_MAXINT64, self->held_data);
      return;
    }
  sending = g_rc_box_new0 (Sending);
  sending->server = g_object_ref (self->server);
  sending->clock = g_object_ref (self->clock);
  sending->bytes = g_bytes_ref (self->bytes);
  hold (&sending->message, message);
  sending->delay = (gint64) (self->delay * G_USEC_PER_SEC);
  sending->rate = self->rate;
  sending->end = self->end;
  sending->held = self->held;
  sending->held_data = self->held_data;
  sending->begin = ns_clock_now (self->clock);
  if (sending->delay > 0 && !ns_clock_is_fake (self->clock))
    attach_late (sending);
  else
    attach (sending, sending->delay > 0 || sending->rate > 0 ? POLL : 0);
}

static void
free_held (gpointer held)
{
  let_go (held);
  g_free (held);
}

static gboolean
cut_cb (gpointer data)
{
  g_autoptr (GIOStream) stream = steal (data);
  g_autoptr (GSocketConnection) connection = stream != NULL ? dup_connection (stream) : NULL;

  /* The socket itself, below TLS: no polite end of the session, as when a cable is pulled. */
  if (connection != NULL)
    g_socket_close (g_socket_connection_get_socket (connection), NULL);
  return G_SOURCE_REMOVE;
}

/**
 * ns_sim_raw_cut:
 * @message: a message
 *
 * Cuts its connection without a word, as soon as libsoup has left its own code.
 */
void
ns_sim_raw_cut (SoupServerMessage *message)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  SoupServerMessage **held = g_new0 (SoupServerMessage *, 1);

  soup_server_message_pause (message);
  hold (held, message);
  g_source_set_callback (source, cut_cb, held, free_held);
  g_source_attach (source, g_main_context_get_thread_default ());
}
