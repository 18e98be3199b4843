/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-tracker.h"

#include "transport/ns-peer.h"

struct _NsTracker
{
  GObject parent_instance;

  SoupMessage *message; /* (owned) */
  NsExchange *exchange; /* (owned) */
  NsClock *clock;       /* (owned) */
  char *pin;            /* (owned) (nullable) */
  gint64 begun_at;      /* monotonic */
  GTlsCertificateFlags certificate_faults;
  gboolean is_other_than_pinned;
  gboolean is_at_proxy;
};

G_DEFINE_FINAL_TYPE (NsTracker, ns_tracker, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
ns_tracker_finalize (GObject *object)
{
  NsTracker *self = NS_TRACKER (object);

  g_clear_object (&self->message);
  g_clear_pointer (&self->exchange, ns_exchange_unref);
  g_clear_object (&self->clock);
  g_free (self->pin);
  G_OBJECT_CLASS (ns_tracker_parent_class)->finalize (object);
}

static void
ns_tracker_class_init (NsTrackerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_tracker_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", NS_TYPE_TRACKER, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 0);
}

static void
ns_tracker_init (NsTracker *self)
{
}

/**
 * ns_tracker_is_https:
 * @self: a tracker
 *
 * Returns: whether TLS is to be spoken
 */
gboolean
ns_tracker_is_https (NsTracker *self)
{
  return g_str_equal (g_uri_get_scheme (soup_message_get_uri (self->message)), "https");
}

/* Times within a try count from its begin by the monotonic clock: somebody may set the other one meanwhile. */
static gint64
now (NsTracker *self)
{
  return self->exchange->attempt.started_at + ns_clock_monotonic (self->clock) - self->begun_at;
}

/**
 * ns_tracker_begin:
 * @self: a tracker
 *
 * Notes that the exchange begins.
 */
void
ns_tracker_begin (NsTracker *self)
{
  self->begun_at = ns_clock_monotonic (self->clock);
  self->exchange->attempt.started_at = ns_clock_now (self->clock);
}

/**
 * ns_tracker_end:
 * @self: a tracker that has begun
 *
 * Notes that the exchange is over.
 */
void
ns_tracker_end (NsTracker *self)
{
  self->exchange->attempt.ended_at = now (self);
}

/**
 * ns_tracker_reach:
 * @self: a tracker that has begun
 * @phase: a phase
 *
 * Notes that the exchange is at @phase, and since when, unless it has been further already.
 */
void
ns_tracker_reach (NsTracker *self, NsPhase phase)
{
  NsAttempt *attempt = &self->exchange->attempt;

  if (phase <= attempt->phase)
    return;
  attempt->phase = phase;
  attempt->phase_at[phase] = now (self);
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

/* HTTP/2 has nothing to give to one request at a time, and there libsoup 3.2.3 does repeat a POST: after
 * REFUSED_STREAM it sends the head again without the body, whatever is cancelled by then. So it is not offered. */
static void
offer_http1_only (GIOStream *stream)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (G_IS_TLS_CONNECTION (stream))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
}

/* Without authorities every certificate is one to ask about, the pinned one and those that an authority vouches for:
 * the user trusts one certificate and no other. A proxy's is none of that. */
static void
ask_about_each (NsTracker *self, GIOStream *stream)
{
  if (self->pin != NULL && !self->is_at_proxy && G_IS_TLS_CONNECTION (stream))
    g_tls_connection_set_database (G_TLS_CONNECTION (stream), NULL);
}

static void
network_event_cb (NsTracker *self, GSocketClientEvent event, GIOStream *stream)
{
  if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATING)
    self->is_at_proxy = TRUE;
  else if (event == G_SOCKET_CLIENT_PROXY_NEGOTIATED)
    self->is_at_proxy = FALSE;
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING)
    {
      offer_http1_only (stream);
      ask_about_each (self, stream);
    }
  else if (event == G_SOCKET_CLIENT_RESOLVED)
    ns_tracker_reach (self, NS_PHASE_RESOLVED);
  else if (event == G_SOCKET_CLIENT_CONNECTED)
    ns_tracker_reach (self, NS_PHASE_CONNECTED);
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKED)
    ns_tracker_reach (self, NS_PHASE_TLS);
}

/* The request is about to be written. On a kept connection this is the first that is heard: when it was made is of no
 * interest to this try. */
static void
starting_cb (NsTracker *self)
{
  NsAttempt *attempt = &self->exchange->attempt;
  const NsPhase phase = ns_tracker_is_https (self) ? NS_PHASE_TLS : NS_PHASE_CONNECTED;

  if (attempt->phase != NS_PHASE_NONE)
    {
      ns_tracker_reach (self, phase);
      return;
    }
  attempt->phase = phase;
  attempt->is_kept = TRUE;
}

static void
wrote_headers_cb (NsTracker *self)
{
  /* Without a body the head is the whole request, and the server may act on it now. */
  ns_tracker_reach (self, self->exchange->attempt.bytes_total > 0 ? NS_PHASE_SENDING : NS_PHASE_SENT);
}

static void
wrote_body_data_cb (NsTracker *self, guint size)
{
  NsAttempt *attempt = &self->exchange->attempt;
  const gboolean is_whole = attempt->bytes_total - attempt->bytes_sent <= size;

  attempt->bytes_sent = is_whole ? attempt->bytes_total : attempt->bytes_sent + size;

  /* Not `wrote-body` alone: it follows in a later turn of the main loop, and in between the server may have it
     all. */
  if (is_whole)
    ns_tracker_reach (self, NS_PHASE_SENT);
  else
    g_signal_emit (self, signals[SIGNAL_PROGRESS], 0);
}

static void
wrote_body_cb (NsTracker *self)
{
  ns_tracker_reach (self, NS_PHASE_SENT);
}

static void
got_headers_cb (NsTracker *self)
{
  ns_tracker_reach (self, NS_PHASE_ANSWERED);
}

static gboolean
accept_certificate_cb (NsTracker *self, GTlsCertificate *certificate, GTlsCertificateFlags errors)
{
  g_autoptr (NsCertificate) shown = ns_peer_read_certificate (certificate);

  if (g_strcmp0 (shown->fingerprint, self->pin) == 0)
    return TRUE;
  self->certificate_faults = errors;
  self->is_other_than_pinned = self->pin != NULL;
  g_clear_pointer (&self->exchange->refused, ns_certificate_unref);
  self->exchange->refused = g_steal_pointer (&shown);
  return FALSE;
}

/**
 * ns_tracker_new:
 * @message: the request, not yet sent
 * @exchange: the exchange of which the attempt is filled
 * @clock: for its times
 * @pin: (nullable): the fingerprint of the only certificate to trust
 *
 * Returns: (transfer full): a tracker, which listens while it lives
 */
NsTracker *
ns_tracker_new (SoupMessage *message, NsExchange *exchange, NsClock *clock, const char *pin)
{
  static const struct
  {
    const char *signal;
    GCallback handler;
  } handlers[] = {
    { "network-event", G_CALLBACK (network_event_cb) },
    { "accept-certificate", G_CALLBACK (accept_certificate_cb) },
    { "starting", G_CALLBACK (starting_cb) },
    { "wrote-headers", G_CALLBACK (wrote_headers_cb) },
    { "wrote-body-data", G_CALLBACK (wrote_body_data_cb) },
    { "wrote-body", G_CALLBACK (wrote_body_cb) },
    { "got-headers", G_CALLBACK (got_headers_cb) },
  };
  NsTracker *self = g_object_new (NS_TYPE_TRACKER, NULL);

  self->message = g_object_ref (message);
  self->exchange = ns_exchange_ref (exchange);
  self->clock = g_object_ref (clock);
  self->pin = g_strdup (pin);
  for (gsize i = 0; i < G_N_ELEMENTS (handlers); i++)
    g_signal_connect_object (message, handlers[i].signal, handlers[i].handler, self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ns_tracker_is_answer_of_proxy:
 * @self: a tracker of a message that was answered
 *
 * Returns: whether it was the proxy that answered, because it did not pass the connection on: then nothing of the
 *   request went out
 */
gboolean
ns_tracker_is_answer_of_proxy (NsTracker *self)
{
  return self->is_at_proxy;
}

/**
 * ns_tracker_get_facts:
 * @self: a tracker
 *
 * Returns: what was seen of the exchange, for judging a failure
 */
NsFaultFacts
ns_tracker_get_facts (NsTracker *self)
{
  return (NsFaultFacts) {
    .phase = self->exchange->attempt.phase,
    .is_https = ns_tracker_is_https (self),
    .is_at_proxy = self->is_at_proxy,
    .is_other_than_pinned = self->is_other_than_pinned,
    .certificate = self->certificate_faults,
    .size = self->exchange->attempt.bytes_total,
  };
}
