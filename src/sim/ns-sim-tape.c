/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-tape.h"

#include "eas/ns-eas-query.h"
#include "sim/ns-sim-entry.h"

/* What a person can look through; a scenario has some dozens. */
#define MAX_EXCHANGES 512
#define MAX_BODY ((gsize) 256 * 1024)
#define MAX_BYTES ((gsize) 8 * 1024 * 1024)

struct _NsSimTape
{
  GQueue exchanges; /* (element-type NsSimExchange), oldest first */
  guint64 seq;
  gsize bytes; /* kept of all of them */
};

static void
clear_exchange (gpointer data)
{
  NsSimExchange *self = data;

  g_free (self->command);
  g_free (self->operation);
  g_free (self->subject);
  g_free (self->request_type);
  g_clear_pointer (&self->request, g_bytes_unref);
  g_free (self->answer_type);
  g_clear_pointer (&self->answer, g_bytes_unref);
  g_free (self->fault);
}

/**
 * ns_sim_exchange_ref:
 * @self: an exchange
 *
 * Any thread.
 *
 * Returns: (transfer full): @self
 */
NsSimExchange *
ns_sim_exchange_ref (NsSimExchange *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * ns_sim_exchange_unref:
 * @self: (transfer full): an exchange
 *
 * Any thread.
 */
void
ns_sim_exchange_unref (NsSimExchange *self)
{
  g_atomic_rc_box_release_full (self, clear_exchange);
}

/**
 * ns_sim_tape_new:
 *
 * Returns: (transfer full): an empty tape
 */
NsSimTape *
ns_sim_tape_new (void)
{
  NsSimTape *self = g_new0 (NsSimTape, 1);

  g_queue_init (&self->exchanges);
  return self;
}

/**
 * ns_sim_tape_free:
 * @self: (transfer full): a tape
 *
 * Frees it; exchanges that others hold stay.
 */
void
ns_sim_tape_free (NsSimTape *self)
{
  g_queue_clear_full (&self->exchanges, (GDestroyNotify) ns_sim_exchange_unref);
  g_free (self);
}

static gsize
kept_bytes (const NsSimExchange *exchange)
{
  return (exchange->request != NULL ? g_bytes_get_size (exchange->request) : 0) +
         (exchange->answer != NULL ? g_bytes_get_size (exchange->answer) : 0);
}

static GBytes *
keep_body (GBytes *body, gsize *size)
{
  *size = body != NULL ? g_bytes_get_size (body) : 0;
  return *size > 0 && *size <= MAX_BODY ? g_bytes_ref (body) : NULL;
}

static char *
name_command (const NsSimRequest *request)
{
  if (!ns_sim_request_is_eas (request) || g_strcmp0 (request->method, "OPTIONS") == 0 || !request->has_query)
    return g_strdup (request->method != NULL ? request->method : "?");
  return g_strdup (ns_command_name (request->eas.command));
}

static void
take_entries (NsSimExchange *exchange, GPtrArray *entries)
{
  for (guint i = 0; i < entries->len; i++)
    {
      const NsSimEntry *entry = g_ptr_array_index (entries, i);

      exchange->executed |= entry->executed;
      exchange->replay |= entry->replay;
      if (exchange->status <= 1 && entry->status != 0)
        exchange->status = entry->status;
    }
  exchange->n_items = entries->len;
  if (entries->len > 0)
    {
      const NsSimEntry *first = g_ptr_array_index (entries, 0);

      exchange->operation = g_strdup (first->operation);
      exchange->subject = first->subject != NULL ? g_utf8_make_valid (first->subject, -1) : NULL;
    }
}

/* The oldest go first. */
static void
make_room (NsSimTape *self)
{
  while (self->exchanges.length > MAX_EXCHANGES || self->bytes > MAX_BYTES)
    {
      NsSimExchange *oldest = g_queue_pop_head (&self->exchanges);

      self->bytes -= kept_bytes (oldest);
      ns_sim_exchange_unref (oldest);
    }
}

/**
 * ns_sim_tape_record:
 * @self: a tape
 * @time: what time it is
 * @request: what came
 * @answer: what will go back
 * @fault: (nullable): the fault that met the request
 * @entries: (element-type NsSimEntry): its items; may be empty
 *
 * Keeps an exchange, and forgets the oldest where there are too many.
 */
void
ns_sim_tape_record (NsSimTape *self, gint64 time, const NsSimRequest *request, const NsSimAnswer *answer,
                    const char *fault, GPtrArray *entries)
{
  const gboolean is_answered =
    answer->cut == NS_SIM_CUT_NONE || answer->cut == NS_SIM_CUT_HALF || answer->cut == NS_SIM_CUT_END;
  NsSimExchange *exchange = g_atomic_rc_box_new0 (NsSimExchange);

  exchange->seq = ++self->seq;
  exchange->time = time;
  exchange->command = name_command (request);
  exchange->request_type = g_strdup (request->content_type);
  exchange->request = keep_body (request->body, &exchange->request_size);
  exchange->answer_type = g_strdup (answer->content_type);
  exchange->answer = keep_body (answer->body, &exchange->answer_size);
  exchange->http_status = is_answered ? answer->http_status : 0;
  exchange->status = answer->status;
  exchange->is_half = answer->cut == NS_SIM_CUT_HALF;
  exchange->is_cut = answer->cut == NS_SIM_CUT_END;
  exchange->fault = g_strdup (fault);
  take_entries (exchange, entries);

  g_queue_push_tail (&self->exchanges, exchange);
  self->bytes += kept_bytes (exchange);
  make_room (self);
}

/**
 * ns_sim_tape_dup_exchanges:
 * @self: a tape
 *
 * Returns: (transfer full) (element-type NsSimExchange): the last exchanges, oldest first
 */
GPtrArray *
ns_sim_tape_dup_exchanges (NsSimTape *self)
{
  GPtrArray *copy = g_ptr_array_new_full (self->exchanges.length, (GDestroyNotify) ns_sim_exchange_unref);

  for (GList *link = self->exchanges.head; link != NULL; link = link->next)
    g_ptr_array_add (copy, ns_sim_exchange_ref (link->data));
  return copy;
}
