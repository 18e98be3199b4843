/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-connection.h"

#include "eas/ns-eas-version.h"
#include "transport/ns-call.h"
#include "transport/ns-session.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_PATH "/Microsoft-Server-ActiveSync"

/* How long a small request may take, and the slowest line that is waited for (eas-facts 1.10). */
#define DEFAULT_TIMEOUT (120 * G_USEC_PER_SEC)
#define SLOWEST_BYTES_PER_SECOND (16 * 1024)

/* A connection that slept for this long has likely been dropped by the server or a firewall without a word; a POST
 * that meets one ends with an unknown outcome, so it takes a new one. */
#define STALE_AFTER (50 * G_USEC_PER_SEC)

struct _NsConnection
{
  GObject parent_instance;

  NsAccount *account;    /* (owned) */
  NsClock *clock;        /* (owned) */
  SoupSession *session;  /* (owned) */
  GUri *endpoint;        /* (owned): without query */
  char *authorization;   /* (owned): wiped at the end */
  NsCall *call;          /* (owned) (nullable): what is on the wire */
  NsExchange *last_answer; /* (owned) (nullable) */
  NsCertificate *refused;  /* (owned) (nullable) */
  gint64 timeout;
  gint64 last_used;      /* monotonic */
};

G_DEFINE_FINAL_TYPE (NsConnection, ns_connection, G_TYPE_OBJECT)
G_DEFINE_QUARK (ns-connection-error-quark, ns_connection_error)

enum
{
  SIGNAL_PROGRESS,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void
free_secret (char *secret)
{
  if (secret != NULL)
    explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

static void
ns_connection_finalize (GObject *object)
{
  NsConnection *self = NS_CONNECTION (object);

  g_clear_pointer (&self->account, ns_account_unref);
  g_clear_object (&self->clock);
  g_clear_object (&self->session);
  g_clear_pointer (&self->endpoint, g_uri_unref);
  g_clear_pointer (&self->authorization, free_secret);
  g_clear_object (&self->call);
  g_clear_pointer (&self->last_answer, ns_exchange_unref);
  g_clear_pointer (&self->refused, ns_certificate_unref);
  G_OBJECT_CLASS (ns_connection_parent_class)->finalize (object);
}

static void
ns_connection_class_init (NsConnectionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_connection_finalize;

  /**
   * NsConnection::progress:
   * @sent: bytes of the request's body that were written
   * @total: its size
   */
  signals[SIGNAL_PROGRESS] = g_signal_new ("progress", NS_TYPE_CONNECTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                           G_TYPE_NONE, 2, G_TYPE_UINT64, G_TYPE_UINT64);
}

static void
ns_connection_init (NsConnection *self)
{
  self->timeout = DEFAULT_TIMEOUT;
}

static char *
basic_authorization (const char *user, const char *password)
{
  g_autofree char *encoded = NULL;
  char *pair = g_strdup_printf ("%s:%s", user, password);
  char *header;

  encoded = g_base64_encode ((const guchar *) pair, strlen (pair));
  free_secret (pair);
  header = g_strconcat ("Basic ", encoded, NULL);
  explicit_bzero (encoded, strlen (encoded));
  return header;
}

/* The address is not repeated in the message where it may hold a password. */
static GUri *
parse_endpoint (const char *server, GError **error)
{
  g_autoptr (GUri) uri = g_uri_parse (server != NULL ? server : "", SOUP_HTTP_URI_FLAGS, NULL);
  const char *path;

  if (uri != NULL && g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error_literal (error, NS_CONNECTION_ERROR, NS_CONNECTION_ERROR_URL,
                           _("The server's address must not hold a user name or password."));
      return NULL;
    }
  if (uri == NULL || !(g_str_equal (g_uri_get_scheme (uri), "https") || g_str_equal (g_uri_get_scheme (uri), "http"))
      || g_uri_get_host (uri) == NULL || *g_uri_get_host (uri) == '\0')
    {
      g_set_error (error, NS_CONNECTION_ERROR, NS_CONNECTION_ERROR_URL,
                   _("“%s” is not an http or https address of a server."), server != NULL ? server : "");
      return NULL;
    }

  path = g_uri_get_path (uri);
  if (*path == '\0' || g_str_equal (path, "/"))
    path = DEFAULT_PATH;
  return g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (uri), NULL, g_uri_get_host (uri), g_uri_get_port (uri),
                      path, NULL, NULL);
}

/**
 * ns_connection_new:
 * @account: whose server; a server's address without a path gets ActiveSync's usual one
 * @password: the password; it is not kept in this form
 * @clock: for times and time-outs
 * @error: return location for an #NsConnectionError
 *
 * Makes a connection; nothing goes out yet.
 *
 * Returns: (transfer full) (nullable): the connection
 */
NsConnection *
ns_connection_new (const NsAccount *account, const char *password, NsClock *clock, GError **error)
{
  g_autoptr (NsConnection) self = g_object_new (NS_TYPE_CONNECTION, NULL);

  g_return_val_if_fail (account->user != NULL && password != NULL, NULL);

  self->account = ns_account_ref (account);
  self->clock = g_object_ref (clock);
  self->endpoint = parse_endpoint (account->server, error);
  if (self->endpoint == NULL)
    return NULL;
  self->session = ns_session_new (account->ca_file, error);
  if (self->session == NULL)
    return NULL;
  self->authorization = basic_authorization (account->user, password);
  return g_steal_pointer (&self);
}

/**
 * ns_connection_set_timeout:
 * @self: a connection
 * @timeout: microseconds
 *
 * Sets how long an answer to a request without a body is waited for, and each further piece of it; a body adds to it
 * by its size. It starts at two minutes.
 */
void
ns_connection_set_timeout (NsConnection *self, gint64 timeout)
{
  self->timeout = timeout;
}

/**
 * ns_connection_set_user_agent:
 * @self: a connection
 * @agent: what its requests say of the client
 *
 * Sets the header User-Agent. It starts as %NS_USER_AGENT.
 */
void
ns_connection_set_user_agent (NsConnection *self, const char *agent)
{
  soup_session_set_user_agent (self->session, agent);
}

/**
 * ns_connection_get_phase:
 * @self: a connection
 *
 * Returns: how far the request that is on the wire has got; %NS_PHASE_NONE where there is none
 */
NsPhase
ns_connection_get_phase (NsConnection *self)
{
  return self->call != NULL ? ns_call_get_phase (self->call) : NS_PHASE_NONE;
}

/**
 * ns_connection_get_attempt:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the request that is on the wire, as far as it has got; %NULL where there is
 *   none
 */
const NsAttempt *
ns_connection_get_attempt (NsConnection *self)
{
  return self->call != NULL ? ns_call_get_attempt (self->call) : NULL;
}

/**
 * ns_connection_get_deadline:
 * @self: a connection
 *
 * Returns: when the request that is on the wire will be given up, by the monotonic clock in microseconds; 0 where
 *   nothing is waited for
 */
gint64
ns_connection_get_deadline (NsConnection *self)
{
  return self->call != NULL ? ns_call_get_deadline (self->call) : 0;
}

/**
 * ns_connection_get_last_answer:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the last exchange that was answered, well or badly; its head tells what the
 *   other side is
 */
const NsExchange *
ns_connection_get_last_answer (NsConnection *self)
{
  return self->last_answer;
}

/**
 * ns_connection_get_refused:
 * @self: a connection
 *
 * Returns: (transfer none) (nullable): the last certificate that was not accepted
 */
const NsCertificate *
ns_connection_get_refused (NsConnection *self)
{
  return self->refused;
}

static void
progress_cb (NsConnection *self, guint64 sent, guint64 total)
{
  g_signal_emit (self, signals[SIGNAL_PROGRESS], 0, sent, total);
}

static void
call_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsConnection *self = g_task_get_source_object (task);
  NsExchange *exchange = ns_call_run_finish (NS_CALL (source), result);

  g_clear_object (&self->call);
  self->last_used = ns_clock_monotonic (self->clock);
  if (exchange->refused != NULL)
    {
      g_clear_pointer (&self->refused, ns_certificate_unref);
      self->refused = ns_certificate_ref (exchange->refused);
    }
  if (exchange->attempt.outcome.http_status != 0)
    {
      g_clear_pointer (&self->last_answer, ns_exchange_unref);
      self->last_answer = ns_exchange_ref (exchange);
    }
  g_task_return_pointer (task, exchange, (GDestroyNotify) ns_exchange_unref);
}

static SoupMessage *
new_message (NsConnection *self, const char *method, const char *query)
{
  g_autoptr (GUri) uri = g_uri_build (SOUP_HTTP_URI_FLAGS, g_uri_get_scheme (self->endpoint), NULL,
                                      g_uri_get_host (self->endpoint), g_uri_get_port (self->endpoint),
                                      g_uri_get_path (self->endpoint), query, NULL);
  SoupMessage *message = soup_message_new_from_uri (method, uri);

  /* A redirected POST would become a GET whose 200 looks like success; IDEMPOTENT keeps connections and does not
   * make libsoup repeat a POST (eas-facts 1.9). */
  soup_message_add_flags (message, SOUP_MESSAGE_NO_REDIRECT | SOUP_MESSAGE_IDEMPOTENT);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization", self->authorization);
  return message;
}

static void
run (NsConnection *self, NsCommand command, SoupMessage *message, guint64 size, GTask *task)
{
  const gint64 timeout = self->timeout + (gint64) (size * G_USEC_PER_SEC / SLOWEST_BYTES_PER_SECOND);

  if (ns_clock_monotonic (self->clock) - self->last_used >= STALE_AFTER)
    soup_message_add_flags (message, SOUP_MESSAGE_NEW_CONNECTION);

  self->call = ns_call_new (command, message, size, self->clock, self->account->pin);
  g_signal_connect_object (self->call, "progress", G_CALLBACK (progress_cb), self, G_CONNECT_SWAPPED);
  ns_call_run_async (self->call, self->session, timeout, g_task_get_cancellable (task), call_cb, task);
}

static GTask *
new_task (NsConnection *self, gpointer tag, GCancellable *cancellable, GAsyncReadyCallback callback,
          gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, tag);
  g_task_set_check_cancellable (task, FALSE); /* a cancelled request has an exchange too */
  return task;
}

/**
 * ns_connection_options_async:
 * @self: a connection with no request on the wire
 * @cancellable: (nullable): ends it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Asks the server for its protocol versions and commands (MS-ASHTTP 2.2.3). Main thread.
 */
void
ns_connection_options_async (NsConnection *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  g_autoptr (SoupMessage) message = NULL;

  g_return_if_fail (self->call == NULL);

  message = new_message (self, SOUP_METHOD_OPTIONS, NULL);
  run (self, NS_COMMAND_OPTIONS, message, 0,
       new_task (self, ns_connection_options_async, cancellable, callback, user_data));
}

/* A shallow copy with the account's part filled in: `query` and the account outlive it. */
static char *
full_query (NsConnection *self, const NsEasQuery *query, NsEasVersion version, const char *policy_key)
{
  NsEasQuery full = *query;

  full.user = self->account->user;
  full.device_id = self->account->device_id;
  full.device_type = (char *) NS_DEVICE_TYPE;
  if (full.is_base64)
    {
      full.version = version;
      full.policy_key = policy_key != NULL ? (guint32) g_ascii_strtoull (policy_key, NULL, 10) : 0;
    }
  return ns_eas_query_to_string (&full);
}

/**
 * ns_connection_post_async:
 * @self: a connection with no request on the wire
 * @query: command and command parameters; user, device id and device type come from the account
 * @version: the protocol version
 * @policy_key: (nullable): the key of the last provisioning
 * @content_type: (nullable): what @body is
 * @body: (nullable): the request's body, sent as it is
 * @cancellable: (nullable): ends it; the exchange's phase tells whether the server may have executed it
 * @callback: called at the end
 * @user_data: for @callback
 *
 * Sends one command, once: it is neither redirected nor repeated, whatever happens (design 6 rule 4). Main thread.
 */
void
ns_connection_post_async (NsConnection *self, const NsEasQuery *query, NsEasVersion version, const char *policy_key,
                          const char *content_type, GBytes *body, GCancellable *cancellable,
                          GAsyncReadyCallback callback, gpointer user_data)
{
  const gsize size = body != NULL ? g_bytes_get_size (body) : 0;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *text = NULL;
  SoupMessageHeaders *headers;

  g_return_if_fail (self->call == NULL);

  text = full_query (self, query, version, policy_key);
  message = new_message (self, SOUP_METHOD_POST, text);
  headers = soup_message_get_request_headers (message);
  if (!query->is_base64)
    {
      if (version != NS_EAS_VERSION_NONE)
        soup_message_headers_replace (headers, "MS-ASProtocolVersion", ns_eas_version_to_string (version));
      if (policy_key != NULL)
        soup_message_headers_replace (headers, "X-MS-PolicyKey", policy_key);
    }
  if (size > 0)
    soup_message_set_request_body_from_bytes (message, content_type, body);

  run (self, query->command, message, size,
       new_task (self, ns_connection_post_async, cancellable, callback, user_data));
}

/**
 * ns_connection_finish:
 * @self: a connection
 * @result: the result of either request
 *
 * Returns: (transfer full): the exchange, never %NULL
 */
NsExchange *
ns_connection_finish (NsConnection *self, GAsyncResult *result)
{
  return g_task_propagate_pointer (G_TASK (result), NULL);
}
