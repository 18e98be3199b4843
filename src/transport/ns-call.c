/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-call.h"

#include "transport/ns-answer.h"
#include "transport/ns-fault.h"
#include "transport/ns-tracker.h"

#include <glib/gi18n-lib.h>

#define CHUNK (64 * 1024)

/* Why the call was ended from this side. */
typedef enum
{
  STOP_NONE,
  STOP_CANCELLED,
  STOP_TIMEOUT,
  STOP_REPEAT,    /* libsoup was about to send the request a second time */
  STOP_TOO_LARGE, /* the answer is beyond its bound */
} Stop;

struct _NsCall
{
  GObject parent_instance;

  NsClock *clock;           /* (owned) */
  NsExchange *exchange;     /* (owned) */
  SoupMessage *message;     /* (owned) */
  NsTracker *tracker;       /* (owned) */
  GCancellable *inner;      /* (owned): ends the I/O, for whatever reason */
  GSource *outer;           /* (owned) (nullable): watches the caller's cancellable */
  GByteArray *answer;       /* (owned) */
  gint64 timeout;
  guint timeout_id;
  gint64 deadline;          /* monotonic, while there is a time-out */
  Stop stop;
};

G_DEFINE_FINAL_TYPE (NsCall, ns_call, G_TYPE_OBJECT)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void read_more (GTask *task, GInputStream *stream);

static void
stop_watching (NsCall *self)
{
  if (self->outer != NULL)
    g_source_destroy (self->outer);
  g_clear_pointer (&self->outer, g_source_unref);
  if (self->timeout_id != 0)
    ns_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = 0;
}

static void
ns_call_dispose (GObject *object)
{
  stop_watching (NS_CALL (object));
  G_OBJECT_CLASS (ns_call_parent_class)->dispose (object);
}

static void
ns_call_finalize (GObject *object)
{
  NsCall *self = NS_CALL (object);

  g_clear_object (&self->clock);
  g_clear_pointer (&self->exchange, ns_exchange_unref);
  g_clear_object (&self->message);
  g_clear_object (&self->tracker);
  g_clear_object (&self->inner);
  g_clear_pointer (&self->answer, g_byte_array_unref);
  G_OBJECT_CLASS (ns_call_parent_class)->finalize (object);
}

static void
ns_call_class_init (NsCallClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ns_call_dispose;
  object_class->finalize = ns_call_finalize;

  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", NS_TYPE_CALL, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
ns_call_init (NsCall *self)
{
  self->inner = g_cancellable_new ();
  self->answer = g_byte_array_new ();
}

static void
end (NsCall *self, Stop why)
{
  if (self->stop == STOP_NONE)
    self->stop = why;
  g_cancellable_cancel (self->inner);
}

static void
progress_cb (NsCall *self)
{
  const NsAttempt *attempt = &self->exchange->attempt;

  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, attempt->bytes_sent, attempt->bytes_total);
}

/* libsoup does not repeat a POST today (eas-facts 1.9). Should another version try, the request must not go out
 * twice: whether the first was executed is for the engine to find out. OPTIONS changes nothing and may go again. */
static void
restarted_cb (NsCall *self)
{
  if (self->exchange->command != NS_COMMAND_OPTIONS)
    end (self, STOP_REPEAT);
}

/**
 * ns_call_new:
 * @command: what is asked
 * @message: the request
 * @body_size: bytes of its body
 * @clock: for times and the time-out
 * @pin: (nullable): the fingerprint of the only certificate to trust
 *
 * Returns: (transfer full): a call, not begun
 */
NsCall *
ns_call_new (NsCommand command, SoupMessage *message, guint64 body_size, NsClock *clock, const char *pin)
{
  NsCall *self = g_object_new (NS_TYPE_CALL, NULL);

  self->clock = g_object_ref (clock);
  self->message = g_object_ref (message);
  self->exchange = ns_exchange_new (command);
  self->exchange->attempt.bytes_total = body_size;
  self->tracker = ns_tracker_new (message, self->exchange, clock, pin);
  g_signal_connect_object (self->tracker, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (message, "restarted", G_CALLBACK (restarted_cb), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * ns_call_get_phase:
 * @self: a call
 *
 * Returns: how far it has got
 */
NsPhase
ns_call_get_phase (NsCall *self)
{
  return self->exchange->attempt.phase;
}

/**
 * ns_call_get_attempt:
 * @self: a call
 *
 * Returns: (transfer none): the try as far as it has got
 */
const NsAttempt *
ns_call_get_attempt (NsCall *self)
{
  return &self->exchange->attempt;
}

/**
 * ns_call_get_deadline:
 * @self: a call
 *
 * Returns: when it will be given up unless more of the answer comes, by the monotonic clock in microseconds; 0 where
 *   nothing is waited for
 */
gint64
ns_call_get_deadline (NsCall *self)
{
  return self->timeout_id != 0 ? self->deadline : 0;
}

static gboolean
timeout_cb (gpointer user_data)
{
  NsCall *self = user_data;

  self->timeout_id = 0;
  end (self, STOP_TIMEOUT);
  return G_SOURCE_REMOVE;
}

static void
arm_timeout (NsCall *self)
{
  if (self->timeout_id != 0)
    ns_clock_remove_timeout (self->clock, self->timeout_id);
  self->timeout_id = ns_clock_add_timeout (self->clock, self->timeout, timeout_cb, self);
  self->deadline = ns_clock_monotonic (self->clock) + self->timeout;
}

static gboolean
outer_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  end (user_data, STOP_CANCELLED);
  return G_SOURCE_REMOVE;
}

/* A source rather than g_cancellable_connect(): its handler runs outside g_cancellable_cancel(), where ending the
 * call could wait for itself. */
static void
watch_cancellable (NsCall *self, GCancellable *cancellable)
{
  if (cancellable == NULL)
    return;
  self->outer = g_cancellable_source_new (cancellable);
  g_source_set_callback (self->outer, G_SOURCE_FUNC (outer_cancelled_cb), self, NULL);
  g_source_attach (self->outer, g_main_context_get_thread_default ());
}

static void
set_fault (NsCall *self, NsNetworkFault fault, char *detail)
{
  self->exchange->attempt.outcome.domain = NS_DOMAIN_NETWORK;
  self->exchange->attempt.outcome.code = fault;
  g_free (self->exchange->detail);
  self->exchange->detail = detail;
}

static void
judge_error (NsCall *self, const GError *error)
{
  const NsFaultFacts facts = ns_tracker_get_facts (self->tracker);
  const NsNetworkFault fault = ns_fault_from_error (error, &facts);

  if (fault == NS_NETWORK_TLS_PIN_CHANGED)
    set_fault (self, fault, NULL);
  else if (facts.phase < NS_PHASE_SENT && g_error_matches (error, G_TLS_ERROR, G_TLS_ERROR_BAD_CERTIFICATE))
    set_fault (self, fault, ns_fault_describe_certificate (facts.certificate));
  else
    set_fault (self, fault, ns_answer_first_line (error->message, -1));
}

static void
judge_failure (NsCall *self, const GError *error)
{
  const NsPhase phase = self->exchange->attempt.phase;

  switch (self->stop)
    {
    case STOP_NONE:
      judge_error (self, error);
      break;
    case STOP_CANCELLED:
      set_fault (self, NS_NETWORK_INTERRUPTED, NULL);
      break;
    case STOP_TIMEOUT:
      set_fault (self, ns_fault_from_timeout (phase),
                 g_strdup_printf (_("Nothing came within %d seconds."), (int) (self->timeout / G_USEC_PER_SEC)));
      break;
    case STOP_REPEAT:
      set_fault (self, NS_NETWORK_LOST_ANSWER, g_strdup (_("The connection ended before an answer came.")));
      break;
    case STOP_TOO_LARGE:
      set_fault (self, NS_NETWORK_MALFORMED, g_strdup (_("The answer is larger than 64 MiB.")));
      break;
    }
}

/* Whatever it says, the server has not seen the request. A proxy that wants a password has a cause of its own. */
static void
judge_proxy (NsCall *self)
{
  NsAttempt *attempt = &self->exchange->attempt;
  const int status = attempt->outcome.http_status;

  attempt->phase = NS_PHASE_CONNECTED;
  for (NsPhase phase = NS_PHASE_CONNECTED + 1; phase <= NS_PHASE_LAST; phase++)
    attempt->phase_at[phase] = 0;
  if (status == SOUP_STATUS_PROXY_AUTHENTICATION_REQUIRED)
    {
      ns_answer_judge (self->exchange, self->message);
      return;
    }
  attempt->outcome.http_status = 0;
  set_fault (self, NS_NETWORK_PROXY, g_strdup_printf (_("The proxy answered with HTTP status %d."), status));
}

/* A status other than 200 says all that there is to say: that the page with it was cut changes nothing. */
static gboolean
is_answered_without_body (NsCall *self)
{
  const NsExchange *exchange = self->exchange;

  return self->stop != STOP_CANCELLED && exchange->attempt.outcome.http_status != 0
         && exchange->attempt.outcome.http_status != SOUP_STATUS_OK;
}

/* `error` is what ended it, %NULL where the answer is complete or `stop` says why. */
static void
finish (GTask *task, const GError *error)
{
  NsCall *self = g_task_get_source_object (task);
  NsExchange *exchange = self->exchange;
  g_autofree char *line = NULL;

  stop_watching (self);
  g_bytes_unref (exchange->body);
  exchange->body = g_byte_array_free_to_bytes (g_steal_pointer (&self->answer));
  ns_tracker_end (self->tracker);
  if (exchange->attempt.outcome.http_status != 0 && ns_tracker_is_answer_of_proxy (self->tracker))
    judge_proxy (self);
  else if (exchange->attempt.phase == NS_PHASE_COMPLETE || is_answered_without_body (self))
    ns_answer_judge (exchange, self->message);
  else
    judge_failure (self, error);

  line = ns_exchange_to_string (exchange);
  g_debug ("%s", line);
  g_task_return_pointer (task, ns_exchange_ref (exchange), (GDestroyNotify) ns_exchange_unref);
}

static void
finish_read (GTask *task)
{
  NsCall *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;

  if (ns_answer_is_whole (self->message, self->answer->len))
    ns_tracker_reach (self->tracker, NS_PHASE_COMPLETE);
  else
    g_set_error_literal (&error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT,
                         _("The connection ended before the answer was whole."));
  finish (task, error);
}

static void
finish_too_large (GTask *task)
{
  end (g_task_get_source_object (task), STOP_TOO_LARGE);
  finish (task, NULL);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsCall *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      finish (task, error);
      return;
    }
  if (g_bytes_get_size (bytes) == 0)
    {
      finish_read (task);
      return;
    }

  if (self->answer->len + g_bytes_get_size (bytes) > NS_CALL_MAX_ANSWER)
    {
      finish_too_large (task);
      return;
    }

  g_byte_array_append (self->answer, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  arm_timeout (self); /* it is coming: a long answer over a thin line is not lost */
  read_more (g_steal_pointer (&task), G_INPUT_STREAM (source));
}

static void
read_more (GTask *task, GInputStream *stream)
{
  NsCall *self = g_task_get_source_object (task);

  g_input_stream_read_bytes_async (stream, CHUNK, G_PRIORITY_DEFAULT, self->inner, read_cb, task);
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsCall *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = soup_session_send_finish (SOUP_SESSION (source), result, &error);
  goffset length;

  if (stream == NULL)
    {
      finish (task, error);
      return;
    }

  ns_answer_read_head (self->exchange, self->message, ns_clock_now (self->clock));
  length = soup_message_headers_get_content_length (soup_message_get_response_headers (self->message));
  if (length > NS_CALL_MAX_ANSWER)
    {
      finish_too_large (task);
      return;
    }
  arm_timeout (self);
  read_more (g_steal_pointer (&task), stream);
}

/**
 * ns_call_run_async:
 * @self: a call, not begun
 * @session: what sends it
 * @timeout: microseconds for the head of the answer, and then for each further piece of it
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Sends the request and reads its answer. Main thread.
 */
void
ns_call_run_async (NsCall *self, SoupSession *session, gint64 timeout, GCancellable *cancellable,
                   GAsyncReadyCallback callback, gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, ns_call_run_async);
  g_task_set_check_cancellable (task, FALSE); /* a cancelled call has an exchange too */
  ns_tracker_begin (self->tracker);
  if (cancellable != NULL && g_cancellable_is_cancelled (cancellable))
    {
      end (self, STOP_CANCELLED);
      finish (task, NULL);
      return;
    }

  self->timeout = timeout;
  arm_timeout (self);
  watch_cancellable (self, cancellable);
  soup_session_send_async (session, self->message, G_PRIORITY_DEFAULT, self->inner, sent_cb,
                           g_steal_pointer (&task));
}

/**
 * ns_call_run_finish:
 * @self: a call
 * @result: its result
 *
 * Returns: (transfer full): the exchange, never %NULL
 */
NsExchange *
ns_call_run_finish (NsCall *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
