/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-server.h"

#include "eas/ns-wbxml-reader.h"
#include "sim/ns-sim-door.h"
#include "sim/ns-sim-raw.h"
#include "sim/ns-sim-server-private.h"
#include "sim/ns-sim-wire.h"

#include <glib/gstdio.h>

/* Base64 and element names around the largest document that the reader takes. */
#define MAX_REQUEST_BYTES ((goffset) NS_WBXML_MAX_BYTES + 1024)

/* Longer than any client keeps a connection that it does not use, in seconds. */
#define DEFAULT_PATIENCE 900

struct _NsSimServer
{
  GObject parent_instance;

  char *address;         /* (owned) */
  guint16 port;
  gboolean tls;
  guint patience;        /* seconds of silence */
  char *url;             /* (owned) */
  char *ca_file;         /* (owned) (nullable) */
  gboolean ca_temporary;

  GMainContext *context; /* (owned) */
  GMainLoop *loop;       /* (owned) */
  GThread *thread;       /* (owned) (nullable) */
  NsSimDoor *door;       /* (owned) (nullable) (server's thread) */
  NsSimService *service; /* (owned) (nullable) (server's thread) */
};

G_DEFINE_FINAL_TYPE (NsSimServer, ns_sim_server, G_TYPE_OBJECT)
G_DEFINE_QUARK (ns-sim-error, ns_sim_error)

/* A call of another thread that runs on the server's. */
typedef struct
{
  NsSimServer *self;
  void (*func) (NsSimServer *self, gpointer data);
  gpointer data;
  GMutex lock;
  GCond ended;
  gboolean done; /* (mutex lock) */
} Call;

static gboolean
call_cb (gpointer data)
{
  Call *call = data;

  call->func (call->self, call->data);
  g_mutex_lock (&call->lock);
  call->done = TRUE;
  g_cond_signal (&call->ended);
  g_mutex_unlock (&call->lock);
  return G_SOURCE_REMOVE;
}

/**
 * ns_sim_server_run:
 * @self: a running server
 * @func: what to do
 * @data: for @func
 *
 * Runs something on the server's thread and waits for its end. Any other thread.
 */
void
ns_sim_server_run (NsSimServer *self, void (*func) (NsSimServer *self, gpointer data), gpointer data)
{
  Call call = { .self = self, .func = func, .data = data };
  g_autoptr (GSource) source = g_idle_source_new ();

  g_mutex_init (&call.lock);
  g_cond_init (&call.ended);
  g_source_set_priority (source, G_PRIORITY_HIGH);
  g_source_set_callback (source, call_cb, &call, NULL);
  g_source_attach (source, self->context);

  g_mutex_lock (&call.lock);
  while (!call.done)
    g_cond_wait (&call.ended, &call.lock);
  g_mutex_unlock (&call.lock);
  g_mutex_clear (&call.lock);
  g_cond_clear (&call.ended);
}

static void
count_bytes_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  goffset *bytes = user_data;

  *bytes += (goffset) (g_bytes_get_size (chunk) + NS_SIM_DOOR_CHUNK_COST);
  if (*bytes > MAX_REQUEST_BYTES)
    ns_sim_raw_cut (message);
}

static void
cut_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (message, cut_cb, NULL);
  ns_sim_raw_cut (message);
}

/* A request without a body has no bytes amid which to cut. */
static void
cut_early (SoupServerMessage *message, NsSimCut cut)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);

  if (cut == NS_SIM_CUT_BODY && soup_message_headers_get_content_length (headers) > 0)
    g_signal_connect (message, "got-chunk", G_CALLBACK (cut_cb), NULL);
  else
    ns_sim_raw_cut (message);
}

/* Looks at the header before the body is read. */
static void
early_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  NsSimServer *self = user_data;
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  g_auto (NsSimRequest) request = { 0 };
  g_auto (NsSimAnswer) answer = NS_SIM_ANSWER_INIT;
  NsSimCut cut;

  ns_sim_door_note_header (self->door, message);
  ns_sim_wire_read (message, self->tls, &request);
  cut = ns_sim_service_begin (self->service, &request);
  if (cut != NS_SIM_CUT_NONE)
    cut_early (message, cut);
  else if (soup_message_headers_get_content_length (headers) > MAX_REQUEST_BYTES)
    {
      ns_sim_service_refuse_size (self->service, &request, &answer);
      ns_sim_wire_answer_early (server, message, self->service, &answer);
    }
  else
    g_signal_connect_data (message, "got-chunk", G_CALLBACK (count_bytes_cb), g_new0 (goffset, 1),
                           (GClosureNotify) (void (*) (void)) g_free, 0);
}

static void
request_cb (SoupServer *server, SoupServerMessage *message, const char *path, GHashTable *query, gpointer user_data)
{
  NsSimServer *self = user_data;
  g_auto (NsSimRequest) request = { 0 };
  g_auto (NsSimAnswer) answer = NS_SIM_ANSWER_INIT;

  ns_sim_wire_read (message, self->tls, &request);
  ns_sim_service_handle (self->service, &request, &answer);
  ns_sim_wire_answer (server, message, self->service, &answer);
}

typedef struct
{
  const NsSimConfig *config;
  GError *error; /* (owned) (nullable) */
} Start;

static gboolean
write_authority (NsSimServer *self, const char *pem, GError **error)
{
  g_autoptr (GError) cause = NULL;
  int fd;

  if (self->ca_file == NULL)
    {
      fd = g_file_open_tmp ("notifysync-ca-XXXXXX.pem", &self->ca_file, error);
      if (fd < 0)
        return FALSE;
      g_close (fd, NULL);
      self->ca_temporary = TRUE;
    }
  if (g_file_set_contents (self->ca_file, pem, -1, &cause))
    return TRUE;
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_FILE, "The certificate \"%s\" cannot be written: %s.", self->ca_file,
               cause->message);
  return FALSE;
}

static void
close_door (NsSimServer *self)
{
  g_clear_pointer (&self->door, ns_sim_door_free);
}

static NsSimWelcome
welcome (gpointer user_data)
{
  NsSimServer *self = user_data;

  return ns_sim_service_welcome (self->service, self->tls);
}

/* A fault that meets every connection shuts the door itself, so that the computer refuses. */
static gboolean
refuses_all (NsSimServer *self)
{
  return ns_sim_fault_queue_refuses_all (ns_sim_service_get_faults (self->service));
}

static gboolean
open_door (NsSimServer *self, guint16 port, GError **error)
{
  g_autoptr (SoupServer) server = soup_server_new ("server-header", "NotifySync-Simulator", NULL);
  g_autoptr (NsSimCertificate) certificate = self->tls ? ns_sim_certificate_new (error) : NULL;

  if (self->tls && (certificate == NULL || !write_authority (self, certificate->authority, error)))
    return FALSE;
  soup_server_add_early_handler (server, NULL, early_cb, self, NULL);
  soup_server_add_handler (server, NULL, request_cb, self, NULL);
  self->door = ns_sim_door_new (server, g_steal_pointer (&certificate), self->patience);
  ns_sim_door_set_welcome (self->door, welcome, self);
  if (!ns_sim_door_listen (self->door, self->address, port, error))
    {
      close_door (self);
      return FALSE;
    }
  self->port = ns_sim_door_get_port (self->door);
  return TRUE;
}

static void
start (NsSimServer *self, gpointer data)
{
  Start *task = data;

  self->service = ns_sim_service_new (task->config, &task->error);
  if (self->service != NULL)
    open_door (self, task->config->port, &task->error);
}

static void
end (NsSimServer *self, gpointer data)
{
  close_door (self);
  g_clear_pointer (&self->service, ns_sim_service_free);
  g_main_loop_quit (self->loop);
}

static gpointer
server_main (gpointer data)
{
  NsSimServer *self = data;

  g_main_context_push_thread_default (self->context);
  g_main_loop_run (self->loop);
  /* What libsoup still has to close. */
  while (g_main_context_iteration (self->context, FALSE))
    continue;
  g_main_context_pop_thread_default (self->context);
  return NULL;
}

static void
ns_sim_server_finalize (GObject *object)
{
  NsSimServer *self = NS_SIM_SERVER (object);

  ns_sim_server_stop (self);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->context);
  g_free (self->address);
  g_free (self->url);
  g_free (self->ca_file);
  G_OBJECT_CLASS (ns_sim_server_parent_class)->finalize (object);
}

static void
ns_sim_server_class_init (NsSimServerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_sim_server_finalize;
}

static void
ns_sim_server_init (NsSimServer *self)
{
  self->context = g_main_context_new ();
  self->loop = g_main_loop_new (self->context, FALSE);
}

static void
name_url (NsSimServer *self)
{
  g_free (self->url);
  self->url = g_strdup_printf (strchr (self->address, ':') != NULL ? "%s://[%s]:%u%s" : "%s://%s:%u%s",
                               self->tls ? "https" : "http", self->address, self->port,
                               "/Microsoft-Server-ActiveSync");
}

/**
 * ns_sim_server_start:
 * @config: (transfer none): what to be
 * @error: return location for a #NsSimError
 *
 * Starts a simulated server on a thread of its own. It listens when this returns.
 *
 * Returns: (transfer full) (nullable): the server
 */
NsSimServer *
ns_sim_server_start (const NsSimConfig *config, GError **error)
{
  g_autoptr (NsSimServer) self = g_object_new (NS_TYPE_SIM_SERVER, NULL);
  Start task = { .config = config };

  self->address = g_strdup (config->address != NULL ? config->address : "127.0.0.1");
  self->tls = config->tls;
  self->patience = config->patience != 0 ? config->patience : DEFAULT_PATIENCE;
  self->ca_file = g_strdup (config->ca_file);
  self->thread = g_thread_new ("ns-sim", server_main, self);
  ns_sim_server_run (self, start, &task);
  if (task.error != NULL)
    {
      ns_sim_server_stop (self);
      g_propagate_error (error, task.error);
      return NULL;
    }
  name_url (self);
  return g_steal_pointer (&self);
}

/**
 * ns_sim_server_stop:
 * @self: a server
 *
 * Stops listening, cuts all connections and joins the thread. A second call does nothing.
 */
void
ns_sim_server_stop (NsSimServer *self)
{
  if (self->thread == NULL)
    return;
  ns_sim_server_run (self, end, NULL);
  g_thread_join (g_steal_pointer (&self->thread));
  if (self->ca_temporary)
    g_unlink (self->ca_file);
}

typedef struct
{
  gboolean on;
  GError *error; /* (owned) (nullable) */
} Switch;

/**
 * ns_sim_server_mind_faults:
 * @self: a running server, whose faults to come have changed
 * @is_new: whether one came that meets connections: then nobody may go on with one that is open
 *
 * Opens or shuts the door as the faults will have it. The server's thread.
 */
void
ns_sim_server_mind_faults (NsSimServer *self, gboolean is_new)
{
  const gboolean is_shut = refuses_all (self);
  g_autoptr (GError) error = NULL;

  if (self->door == NULL)
    return;
  if (is_new)
    ns_sim_door_send_away (self->door);
  if (is_shut)
    ns_sim_door_close (self->door);
  else if (!ns_sim_door_is_open (self->door) && !ns_sim_door_listen (self->door, self->address, self->port, &error))
    g_warning ("%s", error->message);
}

static void
switch_network (NsSimServer *self, gpointer data)
{
  Switch *network = data;

  if (network->on == (self->door != NULL))
    return;
  if (!network->on)
    close_door (self);
  else if (open_door (self, self->port, &network->error))
    ns_sim_server_mind_faults (self, FALSE);
}

static void
switch_tls (NsSimServer *self, gpointer data)
{
  Switch *tls = data;

  if (tls->on == self->tls)
    return;
  self->tls = tls->on;
  if (self->door == NULL)
    return;
  close_door (self);
  if (open_door (self, self->port, &tls->error))
    ns_sim_server_mind_faults (self, FALSE);
}

static gboolean
run_switch (NsSimServer *self, void (*func) (NsSimServer *self, gpointer data), gboolean on, GError **error)
{
  Switch task = { .on = on };

  ns_sim_server_run (self, func, &task);
  if (task.error == NULL)
    return TRUE;
  g_propagate_error (error, task.error);
  return FALSE;
}

/**
 * ns_sim_server_set_network:
 * @self: a running server
 * @on: whether it can be reached
 * @error: return location for %NS_SIM_ERROR_LISTEN
 *
 * Cuts all connections and refuses new ones, or listens again on the same port. What it holds stays.
 *
 * Returns: whether that was possible
 */
gboolean
ns_sim_server_set_network (NsSimServer *self, gboolean on, GError **error)
{
  return run_switch (self, switch_network, on, error);
}

/**
 * ns_sim_server_set_tls:
 * @self: a running server
 * @on: whether it speaks HTTPS
 * @error: return location for a #NsSimError
 *
 * Cuts all connections and goes on with or without TLS on the same port. The URL is another one then, and so is the
 * authority in the certificate file.
 *
 * Returns: whether that was possible
 */
gboolean
ns_sim_server_set_tls (NsSimServer *self, gboolean on, GError **error)
{
  const gboolean done = run_switch (self, switch_tls, on, error);

  name_url (self);
  return done;
}

/**
 * ns_sim_server_get_service:
 * @self: a running server
 *
 * Returns: (transfer none): what answers. The server's thread only
 */
NsSimService *
ns_sim_server_get_service (NsSimServer *self)
{
  return self->service;
}

/**
 * ns_sim_server_get_door:
 * @self: a running server
 *
 * Returns: (transfer none) (nullable): where connections come in; %NULL while its network is off. The server's thread
 */
NsSimDoor *
ns_sim_server_get_door (NsSimServer *self)
{
  return self->door;
}

/**
 * ns_sim_server_get_url:
 * @self: a server
 *
 * Returns: the whole URL of its ActiveSync service
 */
const char *
ns_sim_server_get_url (NsSimServer *self)
{
  return self->url;
}

/**
 * ns_sim_server_get_port:
 * @self: a server
 *
 * Returns: where it listens
 */
guint16
ns_sim_server_get_port (NsSimServer *self)
{
  return self->port;
}

/**
 * ns_sim_server_get_ca_file:
 * @self: a server
 *
 * Returns: (nullable): the file with the authority that a client must trust; %NULL without TLS
 */
const char *
ns_sim_server_get_ca_file (NsSimServer *self)
{
  return self->tls ? self->ca_file : NULL;
}

typedef struct
{
  const char *uid;
  const char *property;
  const char *value;
  GError *error; /* (owned) (nullable) */
  guint count;
  GPtrArray *lines; /* (owned) (nullable) */
} Question;

static void
outlook_change (NsSimServer *self, gpointer data)
{
  Question *question = data;

  ns_sim_world_outlook_change (ns_sim_service_get_world (self->service), question->uid, question->property,
                               question->value, &question->error);
}

static gboolean
take_error (Question *question, GError **error)
{
  if (question->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&question->error));
  return FALSE;
}

/**
 * ns_sim_server_outlook_change:
 * @self: a running server
 * @uid: a UID, ClientId or name
 * @property: an element of the item's class
 * @value: its new value
 * @error: return location for a #NsSimError
 *
 * See ns_sim_world_outlook_change().
 *
 * Returns: whether it was done
 */
gboolean
ns_sim_server_outlook_change (NsSimServer *self, const char *uid, const char *property, const char *value,
                              GError **error)
{
  Question question = { .uid = uid, .property = property, .value = value };

  ns_sim_server_run (self, outlook_change, &question);
  return take_error (&question, error);
}

static void
outlook_delete (NsSimServer *self, gpointer data)
{
  Question *question = data;

  ns_sim_world_outlook_delete (ns_sim_service_get_world (self->service), question->uid, &question->error);
}

/**
 * ns_sim_server_outlook_delete:
 * @self: a running server
 * @uid: a UID, ClientId or name
 * @error: return location for a #NsSimError
 *
 * Deletes an item as the mailbox's other client would.
 *
 * Returns: whether it was done
 */
gboolean
ns_sim_server_outlook_delete (NsSimServer *self, const char *uid, GError **error)
{
  Question question = { .uid = uid };

  ns_sim_server_run (self, outlook_delete, &question);
  return take_error (&question, error);
}

static void
outlook_copy (NsSimServer *self, gpointer data)
{
  Question *question = data;

  ns_sim_world_outlook_copy (ns_sim_service_get_world (self->service), question->uid, &question->error);
}

/**
 * ns_sim_server_outlook_copy:
 * @self: a running server
 * @uid: a UID, ClientId or name
 * @error: return location for a #NsSimError
 *
 * Stores a second copy of an item, as another client that sends it again blindly would.
 *
 * Returns: whether it was done
 */
gboolean
ns_sim_server_outlook_copy (NsSimServer *self, const char *uid, GError **error)
{
  Question question = { .uid = uid };

  ns_sim_server_run (self, outlook_copy, &question);
  return take_error (&question, error);
}

static void
dup_journal (NsSimServer *self, gpointer data)
{
  Question *question = data;

  question->lines = ns_sim_journal_dup_lines (ns_sim_service_get_journal (self->service));
}

/**
 * ns_sim_server_dup_journal:
 * @self: a running server
 *
 * Returns: (transfer full) (element-type utf8): the journal so far, one JSON object each
 */
GPtrArray *
ns_sim_server_dup_journal (NsSimServer *self)
{
  Question question = { 0 };

  ns_sim_server_run (self, dup_journal, &question);
  return question.lines;
}

static void
count (NsSimServer *self, gpointer data)
{
  Question *question = data;

  question->count = ns_sim_world_count (ns_sim_service_get_world (self->service), question->uid);
}

static void
count_sent (NsSimServer *self, gpointer data)
{
  Question *question = data;

  question->count = ns_sim_world_count_sent (ns_sim_service_get_world (self->service), question->uid);
}

/**
 * ns_sim_server_count:
 * @self: a running server
 * @uid_or_message_id: a UID, ClientId or name, or a Message-ID
 *
 * Returns: see ns_sim_world_count()
 */
guint
ns_sim_server_count (NsSimServer *self, const char *uid_or_message_id)
{
  Question question = { .uid = uid_or_message_id };

  ns_sim_server_run (self, count, &question);
  return question.count;
}

/**
 * ns_sim_server_count_sent:
 * @self: a running server
 * @message_id: a Message-ID
 *
 * Returns: how many copies the user's Sent Items hold
 */
guint
ns_sim_server_count_sent (NsSimServer *self, const char *message_id)
{
  Question question = { .uid = message_id };

  ns_sim_server_run (self, count_sent, &question);
  return question.count;
}
