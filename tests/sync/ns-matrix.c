/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-matrix.h"

#include "intake/ns-intake.h"

#include <string.h>

#define CYCLES_MAX 6
#define BETWEEN_CYCLES (300 * NS_SECOND)
#define PATIENCE (200 * NS_SECOND) /* longer than any time-out of a small request */

#define EXECUTED "\"executed\":true"

const NsMatrixFault ns_matrix_faults[NS_MATRIX_N_FAULTS] = {
  { "cut before the body", "drop-before", FALSE },
  { "cut in the body", "drop-body", FALSE },
  { "executed, answer lost", "drop-answer", FALSE },
  { "executed, half an answer", "half-answer", FALSE },
  { "executed, time-out", "delay=86400", TRUE },
  { "time-out", "stall", TRUE },
  { "500", "500", FALSE },
  { "502 of a gateway", "gateway=502", FALSE },
  { "executed, 502 of a gateway", "gateway-late=502", FALSE },
};

static const struct
{
  const char *name;
  const char *versions; /* (nullable) */
} kinds[] = {
  [NS_MATRIX_MAIL_12] = { "mail-12.1", "12.1" }, [NS_MATRIX_MAIL_14] = { "mail-14.1", NULL },
  [NS_MATRIX_EVENT] = { "event", NULL },         [NS_MATRIX_CONTACT] = { "contact", NULL },
  [NS_MATRIX_CHANGE] = { "change", NULL },       [NS_MATRIX_DELETE] = { "delete", NULL },
};

/* The cells that may, and then do, end as uncertain: the request that carries the mail was met by the fault, and the
 * server did not execute it, which nobody but the server can know. In the columns: 12.1 and 14.1 where the server
 * remembers, 12.1 and 14.1 where it forgets. */
static const struct
{
  const char *fault;
  NsMatrixDoubt doubts[4];
} doubts[] = {
  { "cut before the body", { NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS } },
  { "cut in the body", { NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS } },
  { "time-out", { NS_MATRIX_ALWAYS, NS_MATRIX_NEVER, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS } },
  { "500", { NS_MATRIX_NEVER, NS_MATRIX_ALWAYS, NS_MATRIX_NEVER, NS_MATRIX_ALWAYS } },
  { "502 of a gateway", { NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS, NS_MATRIX_ALWAYS } },
  { "kill -9", { NS_MATRIX_SOMETIMES, NS_MATRIX_NEVER, NS_MATRIX_SOMETIMES, NS_MATRIX_SOMETIMES } },
};

static const char *const doubt_words[] = {
  [NS_MATRIX_NEVER] = "delivered",
  [NS_MATRIX_ALWAYS] = "uncertain",
  [NS_MATRIX_SOMETIMES] = "uncertain at some steps",
};

/* Returns: what may become of the item where @fault_name meets the request that carries it */
NsMatrixDoubt
ns_matrix_doubt_at_upload (NsMatrix *self, const char *fault_name)
{
  const guint column = (self->remembers ? 0 : 2) + (self->kind == NS_MATRIX_MAIL_14);

  if (self->kind != NS_MATRIX_MAIL_12 && self->kind != NS_MATRIX_MAIL_14)
    return NS_MATRIX_NEVER;
  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    if (strcmp (doubts[i].fault, fault_name) == 0)
      return doubts[i].doubts[column];
  return NS_MATRIX_NEVER;
}

/* Returns: (transfer full): the table as it stands in the document */
char *
ns_matrix_dup_doubts (void)
{
  GString *out = g_string_new ("| fault | 12.1, remembers | 14.1, remembers | 12.1, forgets | 14.1, forgets |\n"
                               "|---|---|---|---|---|\n");

  for (gsize i = 0; i < G_N_ELEMENTS (doubts); i++)
    {
      g_string_append_printf (out, "| %s |", doubts[i].fault);
      for (gsize n = 0; n < G_N_ELEMENTS (doubts[i].doubts); n++)
        g_string_append_printf (out, " %s |", doubt_words[doubts[i].doubts[n]]);
      g_string_append_c (out, '\n');
    }
  return g_string_free (out, FALSE);
}

const char *
ns_matrix_kind_name (NsMatrixKind kind)
{
  return kinds[kind].name;
}

void
ns_matrix_start (NsMatrix *self, NsMatrixKind kind, gboolean remembers)
{
  const NsSimConfig config = {
    .versions = kinds[kind].versions,
    .provision = TRUE,
    .no_replay_memory = !remembers,
    .no_client_id_memory = !remembers,
  };

  self->kind = kind;
  self->remembers = remembers;
  ns_fixture_start (&self->fixture, &config);
}

void
ns_matrix_stop (NsMatrix *self)
{
  ns_fixture_stop (&self->fixture);
  g_clear_pointer (&self->token, g_free);
}

static gboolean
is_mail (const NsMatrix *self)
{
  return self->kind == NS_MATRIX_MAIL_12 || self->kind == NS_MATRIX_MAIL_14;
}

static guint
count_lines (NsMatrix *self)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->fixture.server);

  return journal->len;
}

static gint64
add_event (NsMatrix *self, const char *subject)
{
  g_autofree char *words = g_strdup_printf ("%s %s", subject, self->token);

  return ns_fixture_add_event (&self->fixture, self->token, words, 5);
}

static gint64
add_deletion (NsMatrix *self)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nMETHOD:CANCEL\r\n"
                                           "BEGIN:VEVENT\r\nUID:%s\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\n"
                                           "END:VCALENDAR\r\n",
                                           self->token);

  return ns_fixture_add (&self->fixture, text);
}

static gint64
queue_item (NsMatrix *self)
{
  g_autofree char *message_id = g_strdup_printf ("%s@example.test", self->token);

  switch (self->kind)
    {
    case NS_MATRIX_MAIL_12:
    case NS_MATRIX_MAIL_14:
      return ns_fixture_add_mail (&self->fixture, message_id);
    case NS_MATRIX_CONTACT:
      return ns_fixture_add_contact (&self->fixture, self->token, self->token, "1");
    case NS_MATRIX_EVENT:
    case NS_MATRIX_CHANGE:
      return add_event (self, "New");
    case NS_MATRIX_DELETE:
      return add_deletion (self);
    }
  g_return_val_if_reached (0);
}

/* As on the first day: versions, policies, folders and keys are unknown, so that a cycle has all its steps. */
static void
forget_session (NsFixture *fixture)
{
  g_autoptr (NsAccount) account = ns_fixture_get_account (fixture);
  g_autoptr (NsAccount) nothing = ns_account_new ();
  g_auto (NsAwait) await = NS_AWAIT_INIT, listed = NS_AWAIT_INIT;
  g_autoptr (GPtrArray) collections = NULL;

  nothing->server = g_strdup (account->server);
  nothing->user = g_strdup (account->user);
  ns_store_set_session_async (fixture->store, nothing, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_set_session_finish (fixture->store, ns_await_result (&await), NULL));
  ns_store_get_collections_async (fixture->store, NULL, ns_await_cb, &listed);
  collections = ns_store_get_collections_finish (fixture->store, ns_await_result (&listed), NULL);
  for (guint i = 0; i < collections->len; i++)
    {
      const NsCollection *collection = g_ptr_array_index (collections, i);
      g_auto (NsAwait) primed = NS_AWAIT_INIT;

      ns_store_record_pull_async (fixture->store, collection->server_id, NULL, NULL, NULL, ns_await_cb, &primed);
      g_assert_true (ns_store_record_pull_finish (fixture->store, ns_await_result (&primed), NULL));
    }
}

/* Queues what the cell is about; what it changes or deletes was delivered before, without a fault. */
void
ns_matrix_begin_cell (NsMatrix *self)
{
  const guint before = count_lines (self);

  g_free (self->token);
  self->token = g_strdup_printf ("cell%04ux", ++self->n_cells);
  if (self->kind == NS_MATRIX_CHANGE || self->kind == NS_MATRIX_DELETE)
    {
      const gint64 old = add_event (self, "Old");

      ns_fixture_cycle (&self->fixture);
      ns_fixture_assert (&self->fixture, old, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
    }
  self->first_line = before;
  self->n_pushed = 0;
  forget_session (&self->fixture);
  ns_fixture_reopen (&self->fixture);
  self->item_id = queue_item (self);
  self->n_requests = count_lines (self);
}

void
ns_matrix_push (NsMatrix *self, const NsMatrixFault *fault, guint request)
{
  g_autofree char *text = g_strdup_printf ("ANY:%s@#%u", fault->fault, request);

  ns_fixture_fail_next (&self->fixture, text);
  self->n_pushed++;
}

typedef struct
{
  NsMatrix *matrix;
  guint n_met;  /* how many requests met a fault that makes the client wait */
  guint n_seen;
} Wait;

static guint
count_stalls (NsMatrix *self)
{
  return ns_fixture_count (&self->fixture, "\"fault\":\"ANY:stall", NULL)
         + ns_fixture_count (&self->fixture, "\"fault\":\"ANY:delay", NULL);
}

/* The server has the request and will not answer. Once the client has seen its last byte go, time passes. */
static gboolean
wait_cb (gpointer data)
{
  Wait *wait = data;

  if (count_stalls (wait->matrix) == wait->n_met)
    return G_SOURCE_CONTINUE;
  if (++wait->n_seen < 3)
    return G_SOURCE_CONTINUE;
  wait->n_met++;
  wait->n_seen = 0;
  ns_clock_advance (wait->matrix->fixture.clock, PATIENCE);
  return G_SOURCE_CONTINUE;
}

static gboolean
is_settled (NsMatrix *self)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (&self->fixture, self->item_id);

  return item->state == NS_STATE_DELIVERED || item->state == NS_STATE_UNCERTAIN || item->state == NS_STATE_ERROR;
}

/* Cycles until nothing is left to do. */
void
ns_matrix_run (NsMatrix *self, gboolean stalls)
{
  Wait wait = { self, stalls ? count_stalls (self) : 0, 0 };
  const guint id = stalls ? g_timeout_add_full (G_PRIORITY_LOW, 1, wait_cb, &wait, NULL) : 0;

  for (guint i = 0; i < CYCLES_MAX && (i == 0 || !is_settled (self)); i++)
    {
      ns_fixture_cycle (&self->fixture);
      ns_clock_advance (self->fixture.clock, BETWEEN_CYCLES);
    }
  if (id != 0)
    g_source_remove (id);
  self->n_requests = count_lines (self) - self->n_requests;
}

/* How many requests of the cell met one of its faults. */
static guint
count_faults (NsMatrix *self)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->fixture.server);
  guint n = 0;

  for (guint i = self->first_line; i < journal->len; i++)
    n += strstr (g_ptr_array_index (journal, i), "\"fault\":\"ANY:") != NULL;
  return n;
}

static char *
dup_field (const char *line, const char *name)
{
  g_autofree char *begin = g_strdup_printf ("\"%s\":\"", name);
  const char *value = strstr (line, begin);

  return value != NULL ? g_strndup (value + strlen (begin), strcspn (value + strlen (begin), "\"")) : NULL;
}

static void
play_line (const char *line, GHashTable *objects)
{
  g_autofree char *operation = dup_field (line, "operation");
  g_autofree char *server_id = dup_field (line, "server_id");

  if (g_strcmp0 (operation, "delete") == 0)
    g_hash_table_remove (objects, server_id);
  else if (server_id != NULL)
    g_hash_table_insert (objects, g_strdup (server_id), dup_field (line, "subject"));
}

/* What the server holds after it executed what its journal says that it executed. */
static void
play_journal (NsMatrix *self, GHashTable *objects, guint *n_mails)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->fixture.server);

  *n_mails = 0;
  for (guint i = self->first_line; i < journal->len; i++)
    {
      const char *line = g_ptr_array_index (journal, i);

      if (strstr (line, EXECUTED) == NULL || strstr (line, self->token) == NULL)
        continue;
      if (is_mail (self))
        (*n_mails)++;
      else
        play_line (line, objects);
    }
}

static gboolean
has_content (NsMatrix *self, GHashTable *objects)
{
  g_autofree char *wanted = self->kind == NS_MATRIX_CONTACT ? g_strdup (self->token)
                                                            : g_strdup_printf ("New %s", self->token);
  GHashTableIter iter;
  gpointer subject;

  g_hash_table_iter_init (&iter, objects);
  while (g_hash_table_iter_next (&iter, NULL, &subject))
    if (subject != NULL && strstr (subject, wanted) != NULL)
      return TRUE;
  return FALSE;
}

/* How often the server has what was queued: 1 is right. Of a deletion, what it has done is that nothing is there. */
static guint
count_copies (NsMatrix *self)
{
  g_autoptr (GHashTable) objects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  guint n_mails;

  play_journal (self, objects, &n_mails);
  if (is_mail (self))
    return n_mails;
  if (self->kind == NS_MATRIX_DELETE)
    return g_hash_table_size (objects) == 0 ? 1 : 0;
  return has_content (self, objects) ? g_hash_table_size (objects) : 0;
}

static void
complain (NsMatrix *self, const char *name, const char *what)
{
  g_autoptr (GPtrArray) journal = ns_sim_server_dup_journal (self->fixture.server);
  g_autoptr (NsItem) item = ns_fixture_get_item (&self->fixture, self->item_id);

  g_test_message ("%s: %s; the item is %s (%d/%d), tried %u times", name, what, ns_state_nick (item->state),
                  item->outcome.domain, item->outcome.code, item->attempts);
  for (guint i = self->first_line; i < journal->len; i++)
    g_test_message ("%s", (const char *) g_ptr_array_index (journal, i));
  g_test_fail ();
}

/* What the user does with a doubt: looks at the other end, and says what is there. */
static void
resolve_doubt (NsMatrix *self, const char *name)
{
  const guint copies = count_copies (self);

  ns_fixture_apply (&self->fixture, self->item_id, copies > 0 ? NS_EVENT_ARRIVED : NS_EVENT_RESEND);
  for (guint i = 0; i < CYCLES_MAX && copies == 0 && (i == 0 || !is_settled (self)); i++)
    {
      ns_fixture_cycle (&self->fixture);
      ns_clock_advance (self->fixture.clock, BETWEEN_CYCLES);
    }
}

/* Counts, by the server's journal, what became of the cell's item. */
void
ns_matrix_end_cell (NsMatrix *self, const char *name, NsMatrixDoubt doubt)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (&self->fixture, self->item_id);
  g_autoptr (NsItem) ended = NULL;
  guint copies;

  if (item->state == NS_STATE_UNCERTAIN)
    {
      self->n_uncertain++;
      if (doubt == NS_MATRIX_NEVER)
        complain (self, name, "a doubt that is not allowed");
      resolve_doubt (self, name);
    }
  else if (doubt == NS_MATRIX_ALWAYS)
    complain (self, name, "the document allows a doubt that there is not");
  if (count_faults (self) != self->n_pushed)
    complain (self, name, "a fault that met no request");
  ended = ns_fixture_get_item (&self->fixture, self->item_id);
  copies = count_copies (self);
  self->n_delivered += item->state == NS_STATE_DELIVERED;
  self->n_lost += copies == 0;
  self->n_twice += copies > 1;
  if (copies != 1)
    complain (self, name, copies == 0 ? "lost" : "twice");
  else if (ended->state != NS_STATE_DELIVERED || ns_fixture_count_journal (&self->fixture) != 0)
    complain (self, name, "not delivered in the end");
}
