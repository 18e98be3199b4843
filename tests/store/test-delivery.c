/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"

#define EVERY_KIND 0x1fe

static GPtrArray *
results_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
}

static NsResult *
accept_object (gint64 item_id, const char *server_id, const char *agreed)
{
  NsResult *result = ns_result_new (item_id, NS_EVENT_ACCEPT);

  result->server_id = g_strdup (server_id);
  result->agreed = agreed != NULL ? g_bytes_new (agreed, strlen (agreed)) : NULL;
  return result;
}

/* Brings an item of a folder to the server. */
static void
deliver (NsStore *store, gint64 id, const char *server_id, const char *agreed)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsBatch) batch = lease (store, id, &error);
  g_autoptr (GPtrArray) results = results_new ();

  g_assert_no_error (error);
  g_ptr_array_add (results, accept_object (id, server_id, agreed));
  settle_results (store, batch->id, results, "key-2", &error);
  g_assert_no_error (error);
}

static GArray *
get_attempts (NsStore *store, gint64 id)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GArray *attempts;

  ns_store_get_attempts_async (store, id, NULL, ns_await_cb, &await);
  attempts = ns_store_get_attempts_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return attempts;
}

static void
test_due (Fixture *fixture, gconstpointer data)
{
  static const NsKind kinds[] = { NS_KIND_MAIL, NS_KIND_CONTACT, NS_KIND_MAIL, NS_KIND_EVENT };
  gint64 ids[G_N_ELEMENTS (kinds)];
  g_autoptr (GPtrArray) every = NULL, mails = NULL, later = NULL, one = NULL;
  const gint64 held = bring_to (fixture->store, NS_STATE_HELD);
  const gint64 deleted = bring_to (fixture->store, NS_STATE_PENDING);

  set_deleted (fixture->store, deleted, TRUE, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autoptr (NsItem) item = enqueue (fixture->store, kinds[i], "due", NULL);

      ids[i] = item->id;
    }
  every = list_due (fixture->store, EVERY_KIND, 0, 100);
  g_assert_cmpuint (every->len, ==, G_N_ELEMENTS (kinds));
  for (guint i = 0; i < every->len; i++)
    g_assert_cmpint (((NsItem *) every->pdata[i])->id, ==, ids[i]);
  mails = list_due (fixture->store, 1 << NS_KIND_MAIL, 0, 100);
  g_assert_cmpuint (mails->len, ==, 2);
  later = list_due (fixture->store, EVERY_KIND, ids[1], 100);
  g_assert_cmpuint (later->len, ==, 2);
  one = list_due (fixture->store, EVERY_KIND, 0, 1);
  g_assert_cmpuint (one->len, ==, 1);
  g_assert_cmpint (held, <, ids[0]);
}

/* Versions of one object go out one after the other, in their order. */
static void
test_due_one_per_uid (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_EVENT, "first", "uid-1");
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_EVENT, "second", "uid-1");
  g_autoptr (NsItem) contact = enqueue (fixture->store, NS_KIND_CONTACT, "contact", "uid-1");
  g_autoptr (GPtrArray) due = list_due (fixture->store, EVERY_KIND, 0, 100);
  g_autoptr (GPtrArray) due_while_sending = NULL, due_after = NULL;
  g_autoptr (NsBatch) batch = NULL;

  g_assert_cmpuint (due->len, ==, 2);
  g_assert_cmpint (((NsItem *) due->pdata[0])->id, ==, first->id);
  g_assert_cmpint (((NsItem *) due->pdata[1])->id, ==, contact->id);

  batch = lease (fixture->store, first->id, &error);
  g_assert_no_error (error);
  due_while_sending = list_due (fixture->store, 1 << NS_KIND_EVENT, 0, 100);
  g_assert_cmpuint (due_while_sending->len, ==, 0);
  settle (fixture->store, batch->id, first->id, NS_EVENT_REFUSE, &error);
  g_assert_no_error (error);
  due_after = list_due (fixture->store, 1 << NS_KIND_EVENT, 0, 100);
  g_assert_cmpuint (due_after->len, ==, 1);
  g_assert_cmpint (((NsItem *) due_after->pdata[0])->id, ==, second->id);
}

static void
test_lease (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_CONTACT, "first", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_CONTACT, "second", NULL);
  NsItem *const items[] = { second, first };
  g_autoptr (NsBatch) leased = NULL;
  g_autoptr (GPtrArray) journal = NULL;
  const NsBatch *read;

  ns_clock_advance (fixture->clock, G_USEC_PER_SEC);
  leased = lease_items (fixture->store, items, 2, "folder", &error);
  g_assert_no_error (error);
  g_assert_cmpint (leased->id, >, 0);
  g_assert_cmpuint (leased->tries, ==, 0);
  fixture_reopen (fixture);

  journal = get_journal (fixture->store);
  g_assert_cmpuint (journal->len, ==, 1);
  read = journal->pdata[0];
  g_assert_cmpint (read->id, ==, leased->id);
  g_assert_cmpint (read->command, ==, NS_COMMAND_SYNC);
  g_assert_cmpstr (read->collection_id, ==, "folder");
  g_assert_cmpstr (read->sync_key, ==, "key-1");
  g_assert_cmpint (read->version, ==, 141);
  g_assert_cmpmem (g_bytes_get_data (read->request, NULL), g_bytes_get_size (read->request), "\3\1\152\0request", 11);
  g_assert_cmpint (read->leased_at, ==, FIXTURE_NOW + G_USEC_PER_SEC);
  g_assert_cmpuint (read->items->len, ==, 2);
  for (guint i = 0; i < 2; i++)
    {
      const NsItem *item = read->items->pdata[i];

      g_assert_cmpint (item->id, ==, items[i]->id);
      g_assert_cmpint (item->state, ==, NS_STATE_SENDING);
      g_assert_cmpuint (item->attempts, ==, 1);
      g_assert_cmpint (item->last_attempt_at, ==, FIXTURE_NOW + G_USEC_PER_SEC);
      g_assert_cmpstr (item->client_id, ==, items[i]->client_id);
    }
}

static void
test_lease_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) ready = enqueue (fixture->store, NS_KIND_MAIL, "ready", NULL);
  g_autoptr (NsItem) parked = enqueue (fixture->store, NS_KIND_MAIL, "parked", NULL);
  NsItem *const items[] = { ready, parked };
  g_autoptr (GPtrArray) journal = NULL;

  apply (fixture->store, parked->id, NS_EVENT_HOLD, &error);
  g_assert_no_error (error);
  g_assert_null (lease_items (fixture->store, items, 2, NULL, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_cmpint (get_state (fixture->store, ready->id), ==, NS_STATE_PENDING);
  journal = get_journal (fixture->store);
  g_assert_cmpuint (journal->len, ==, 0);

  apply (fixture->store, parked->id, NS_EVENT_RELEASE, NULL);
  set_deleted (fixture->store, parked->id, TRUE, NULL);
  g_assert_null (lease_items (fixture->store, items, 2, NULL, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
}

static void
test_settle (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    NsEvent event;
    NsState state;
    gint64 next_attempt_at;
  } rows[] = {
    { NS_EVENT_ACCEPT, NS_STATE_DELIVERED, 0 },
    { NS_EVENT_REFUSE, NS_STATE_ERROR, 0 },
    { NS_EVENT_NOT_EXECUTED, NS_STATE_PENDING, 4711 },
    { NS_EVENT_LOSE_TRACK, NS_STATE_UNCERTAIN, 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsItem) queued = enqueue (fixture->store, NS_KIND_MAIL, "mail", NULL);
      g_autoptr (NsBatch) batch = lease (fixture->store, queued->id, &error);
      g_autoptr (GPtrArray) results = results_new ();
      g_autoptr (NsItem) item = NULL;
      g_autoptr (GArray) attempts = NULL;
      g_autoptr (GPtrArray) journal = NULL;
      NsResult *result = ns_result_new (queued->id, rows[i].event);
      const NsAttempt *attempt;

      result->attempt = (NsAttempt) { .started_at = 1, .ended_at = 2, .phase = NS_PHASE_SENT, .bytes_sent = 3,
                                      .bytes_total = 4,
                                      .outcome = { NS_DOMAIN_HTTP, 503, NS_COMMAND_SEND_MAIL, 503 },
                                      .phase_at = { 0, 11, 12, 13, 14, 15, 16, 17 }, .is_kept = i % 2 == 1 };
      result->next_attempt_at = 4711;
      result->detail = g_strdup ("busy");
      g_ptr_array_add (results, result);
      settle_results (fixture->store, batch->id, results, NULL, &error);
      g_assert_no_error (error);

      item = get_item (fixture->store, queued->id);
      g_assert_cmpint (item->state, ==, rows[i].state);
      g_assert_cmpint (item->next_attempt_at, ==, rows[i].next_attempt_at);
      g_assert_cmpint (item->delivered_at, ==, rows[i].state == NS_STATE_DELIVERED ? FIXTURE_NOW : 0);
      g_assert_cmpint (item->outcome.code, ==, 503);
      g_assert_cmpstr (item->detail, ==, "busy");
      attempts = get_attempts (fixture->store, queued->id);
      g_assert_cmpuint (attempts->len, ==, 1);
      attempt = &g_array_index (attempts, NsAttempt, 0);
      g_assert_cmpint (attempt->state, ==, rows[i].state);
      g_assert_cmpint (attempt->phase, ==, NS_PHASE_SENT);
      g_assert_cmpuint (attempt->bytes_total, ==, 4);
      g_assert_cmpint (attempt->outcome.domain, ==, NS_DOMAIN_HTTP);
      g_assert_cmpmem (attempt->phase_at, sizeof attempt->phase_at, result->attempt.phase_at,
                       sizeof result->attempt.phase_at);
      g_assert_cmpint (attempt->is_kept, ==, i % 2 == 1);
      journal = get_journal (fixture->store);
      g_assert_cmpuint (journal->len, ==, 0);
    }
}

static void
test_settle_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "first", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "second", NULL);
  NsItem *const items[] = { first, second };
  g_autoptr (NsBatch) batch = lease_items (fixture->store, items, 2, NULL, &error);
  g_autoptr (GPtrArray) both = results_new ();
  g_autoptr (GPtrArray) journal = NULL;
  g_autoptr (GArray) attempts = NULL;

  settle (fixture->store, batch->id, first->id, NS_EVENT_ACCEPT, &error);
  g_assert_no_error (error);
  journal = get_journal (fixture->store);
  g_assert_cmpuint (journal->len, ==, 1);
  g_assert_cmpuint (((NsBatch *) journal->pdata[0])->items->len, ==, 1);
  g_assert_cmpint (((NsItem *) ((NsBatch *) journal->pdata[0])->items->pdata[0])->id, ==, second->id);

  /* One that has a result already spoils the whole call. */
  g_ptr_array_add (both, ns_result_new (second->id, NS_EVENT_REFUSE));
  g_ptr_array_add (both, ns_result_new (first->id, NS_EVENT_REFUSE));
  g_assert_false (settle_results (fixture->store, batch->id, both, NULL, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_clear_error (&error);
  g_assert_cmpint (get_state (fixture->store, first->id), ==, NS_STATE_DELIVERED);
  g_assert_cmpint (get_state (fixture->store, second->id), ==, NS_STATE_SENDING);
  attempts = get_attempts (fixture->store, second->id);
  g_assert_cmpuint (attempts->len, ==, 0);

  settle (fixture->store, batch->id, second->id, NS_EVENT_NOT_EXECUTED, &error);
  g_assert_no_error (error);
  g_assert_false (settle (fixture->store, batch->id, second->id, NS_EVENT_ACCEPT, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
}

static void
test_note_try (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT, await_wrong = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  const gint64 id = bring_to (fixture->store, NS_STATE_SENDING);
  g_autoptr (GPtrArray) journal = get_journal (fixture->store);
  g_autoptr (GPtrArray) later = NULL;
  const gint64 batch_id = ((NsBatch *) journal->pdata[0])->id;
  g_autoptr (NsItem) item = NULL;

  ns_store_note_try_async (fixture->store, batch_id, NULL, ns_await_cb, &await);
  ns_store_note_try_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  later = get_journal (fixture->store);
  g_assert_cmpuint (((NsBatch *) later->pdata[0])->tries, ==, 1);
  item = get_item (fixture->store, id);
  g_assert_cmpuint (item->attempts, ==, 2);

  ns_store_note_try_async (fixture->store, batch_id + 1, NULL, ns_await_cb, &await_wrong);
  g_assert_false (ns_store_note_try_finish (fixture->store, ns_await_result (&await_wrong), &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
}

/* What is known to be on the server is changed there, not added again. */
static void
test_add_becomes_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_EVENT, "first", "uid-1");
  g_autoptr (NsItem) waiting = enqueue (fixture->store, NS_KIND_EVENT, "waiting", "uid-1");
  g_autoptr (NsItem) undone = enqueue (fixture->store, NS_KIND_EVENT, "undone", "uid-1");
  g_autoptr (NsItem) other = enqueue (fixture->store, NS_KIND_EVENT, "other", "uid-2");
  g_autoptr (NsItem) contact = enqueue (fixture->store, NS_KIND_CONTACT, "contact", "uid-1");
  g_autoptr (GPtrArray) collections = NULL;
  g_autoptr (NsItem) later = NULL;
  const gint64 changes[] = { waiting->id, undone->id };

  put_folder (fixture->store, "folder", "key-1");
  set_deleted (fixture->store, undone->id, TRUE, NULL);
  deliver (fixture->store, first->id, "folder:1", "agreed-1");
  collections = get_collections (fixture->store);
  g_assert_cmpstr (((NsCollection *) collections->pdata[0])->sync_key, ==, "key-2");

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autoptr (NsItem) change = get_item (fixture->store, changes[i]);
      g_autofree char *agreed = get_payload (fixture->store, changes[i], NS_PAYLOAD_AGREED, NULL);

      g_assert_cmpint (change->operation, ==, NS_OPERATION_CHANGE);
      g_assert_cmpstr (change->server_id, ==, "folder:1");
      g_assert_cmpstr (change->collection_id, ==, "folder");
      g_assert_cmpstr (agreed, ==, "agreed-1");
    }
  later = enqueue (fixture->store, NS_KIND_EVENT, "later", "uid-1");
  g_assert_cmpint (later->operation, ==, NS_OPERATION_CHANGE);
  g_assert_cmpstr (later->server_id, ==, "folder:1");
  g_clear_pointer (&later, ns_item_unref);
  later = get_item (fixture->store, other->id);
  g_assert_cmpint (later->operation, ==, NS_OPERATION_ADD);
  g_clear_pointer (&later, ns_item_unref);
  later = get_item (fixture->store, contact->id);
  g_assert_cmpint (later->operation, ==, NS_OPERATION_ADD);

  /* A request that was built from the add must not go out any more. */
  g_assert_null (lease_items (fixture->store, &waiting, 1, "folder", &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
}

static NsItem *
enqueue_delete (NsStore *store, const char *uid)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = draft_new (NS_KIND_EVENT, "gone", uid);
  NsItem *item;

  draft->operation = NS_OPERATION_DELETE;
  ns_store_enqueue_async (store, draft, NULL, ns_await_cb, &await);
  item = ns_store_enqueue_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return item;
}

static void
test_delete_is_forgotten (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_EVENT, "first", "uid-1");
  g_autoptr (NsItem) gone = NULL, again = NULL, created = NULL, next = NULL;

  deliver (fixture->store, first->id, "folder:1", "agreed-1");
  gone = enqueue_delete (fixture->store, "uid-1");
  g_assert_cmpint (gone->operation, ==, NS_OPERATION_DELETE);
  g_assert_cmpstr (gone->server_id, ==, "folder:1");
  again = enqueue (fixture->store, NS_KIND_EVENT, "again", "uid-1");
  g_assert_cmpint (again->operation, ==, NS_OPERATION_CHANGE);

  deliver (fixture->store, gone->id, NULL, NULL);
  created = get_item (fixture->store, again->id);
  g_assert_cmpint (created->operation, ==, NS_OPERATION_ADD);
  g_assert_null (created->server_id);
  next = enqueue (fixture->store, NS_KIND_EVENT, "next", "uid-1");
  g_assert_cmpint (next->operation, ==, NS_OPERATION_ADD);
}

static void
record_pull (NsStore *store, const char *sync_key, const char *server_id, const char *text)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_object_free);
  g_autoptr (GBytes) bytes = text != NULL ? g_bytes_new (text, strlen (text)) : NULL;

  g_ptr_array_add (objects, ns_object_new (server_id, bytes));
  ns_store_record_pull_async (store, "folder", sync_key, objects, NULL, ns_await_cb, &await);
  ns_store_record_pull_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/* The three versions of a conflict. */
static void
test_pull (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_EVENT, "first", "uid-1");
  g_autoptr (NsItem) change = NULL, later = NULL, added = NULL;
  g_autoptr (NsBatch) batch = NULL;
  g_autoptr (GPtrArray) collections = NULL;
  g_autofree char *mine = NULL, *server = NULL, *agreed = NULL, *agreed_later = NULL, *gone = NULL;

  put_folder (fixture->store, "folder", NULL);
  deliver (fixture->store, first->id, "folder:1", "agreed-1");
  change = enqueue (fixture->store, NS_KIND_EVENT, "mine", "uid-1");
  batch = lease (fixture->store, change->id, &error);
  settle (fixture->store, batch->id, change->id, NS_EVENT_REFUSE, &error);
  g_assert_no_error (error);

  record_pull (fixture->store, "key-3", "folder:1", "server-2");
  mine = get_payload (fixture->store, change->id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (mine, ==, "mine");
  server = get_payload (fixture->store, change->id, NS_PAYLOAD_SERVER, NULL);
  g_assert_cmpstr (server, ==, "server-2");
  agreed = get_payload (fixture->store, change->id, NS_PAYLOAD_AGREED, NULL);
  g_assert_cmpstr (agreed, ==, "agreed-1");
  collections = get_collections (fixture->store);
  g_assert_cmpstr (((NsCollection *) collections->pdata[0])->sync_key, ==, "key-3");

  later = enqueue (fixture->store, NS_KIND_EVENT, "later", "uid-1");
  agreed_later = get_payload (fixture->store, later->id, NS_PAYLOAD_AGREED, NULL);
  g_assert_cmpstr (agreed_later, ==, "server-2");

  /* The server deleted it: its version is that there is nothing, and the next add creates it. */
  record_pull (fixture->store, NULL, "folder:1", NULL);
  gone = get_payload (fixture->store, change->id, NS_PAYLOAD_SERVER, NULL);
  g_assert_cmpstr (gone, ==, "");
  added = enqueue (fixture->store, NS_KIND_EVENT, "added", "uid-1");
  g_assert_cmpint (added->operation, ==, NS_OPERATION_ADD);
  g_clear_pointer (&collections, g_ptr_array_unref);
  collections = get_collections (fixture->store);
  g_assert_null (((NsCollection *) collections->pdata[0])->sync_key);
}

static gboolean
set_outcome (NsStore *store, gint64 id, int code, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_set_outcome_async (store, id, (NsOutcome) { .domain = NS_DOMAIN_LOCAL, .code = code }, "why", NULL,
                              ns_await_cb, &await);
  return ns_store_set_outcome_finish (store, ns_await_result (&await), error);
}

static void
test_set_outcome (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const gint64 failed = bring_to (fixture->store, NS_STATE_ERROR);
  const gint64 pending = bring_to (fixture->store, NS_STATE_PENDING);
  g_autoptr (NsItem) item = NULL;

  g_assert_true (set_outcome (fixture->store, failed, NS_LOCAL_REMINDER_ECHO, &error));
  item = get_item (fixture->store, failed);
  g_assert_cmpint (item->outcome.domain, ==, NS_DOMAIN_LOCAL);
  g_assert_cmpint (item->outcome.code, ==, NS_LOCAL_REMINDER_ECHO);
  g_assert_cmpstr (item->detail, ==, "why");
  g_assert_false (set_outcome (fixture->store, pending, NS_LOCAL_REMINDER_ECHO, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
}

static void
test_note_fault (Fixture *fixture, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  const NsAttempt attempt = { .started_at = 11,
                              .outcome = { NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT, NS_COMMAND_OPTIONS } };
  const gint64 pending = bring_to (fixture->store, NS_STATE_PENDING);
  const gint64 failed = bring_to (fixture->store, NS_STATE_ERROR);
  g_autoptr (NsItem) told = NULL, untouched = NULL;
  NsTally numbers;

  ns_store_note_fault_async (fixture->store, &attempt, "refused", 99, NULL, ns_await_cb, &await);
  ns_store_note_fault_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  told = get_item (fixture->store, pending);
  g_assert_cmpint (told->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (told->outcome.domain, ==, NS_DOMAIN_NETWORK);
  g_assert_cmpint (told->last_attempt_at, ==, 11);
  g_assert_cmpint (told->next_attempt_at, ==, 99);
  g_assert_cmpstr (told->detail, ==, "refused");
  untouched = get_item (fixture->store, failed);
  g_assert_cmpint (untouched->outcome.domain, ==, NS_DOMAIN_NONE);
  numbers = tally (fixture->store);
  g_assert_cmpint (numbers.next_attempt_at, ==, 99);
}

/* Settles `id` and leases `next` after it. */
static gboolean
relay (NsStore *store, gint64 batch_id, gint64 id, NsItem *next, NsBatch **leased, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GPtrArray) results = results_new ();
  g_autoptr (NsBatch) batch = ns_batch_new (NS_COMMAND_SEND_MAIL);

  batch->version = 141;
  batch->request = g_bytes_new_static ("next", 4);
  g_ptr_array_add (batch->items, ns_item_ref (next));
  g_ptr_array_add (results, ns_result_new (id, NS_EVENT_ACCEPT));
  ns_store_settle_and_lease_async (store, batch_id, results, NULL, batch, NULL, ns_await_cb, &await);
  return ns_store_settle_and_lease_finish (store, ns_await_result (&await), leased, error);
}

static void
test_settle_and_lease (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "first", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "second", NULL);
  g_autoptr (NsItem) third = enqueue (fixture->store, NS_KIND_MAIL, "third", NULL);
  g_autoptr (NsBatch) batch = lease (fixture->store, first->id, &error);
  g_autoptr (NsBatch) leased = NULL, none = NULL;
  g_autoptr (GPtrArray) journal = NULL;

  g_assert_no_error (error);
  g_assert_true (relay (fixture->store, batch->id, first->id, second, &leased, &error));
  g_assert_no_error (error);
  g_assert_cmpint (get_state (fixture->store, first->id), ==, NS_STATE_DELIVERED);
  g_assert_cmpint (get_state (fixture->store, second->id), ==, NS_STATE_SENDING);
  g_assert_cmpmem (g_bytes_get_data (leased->request, NULL), g_bytes_get_size (leased->request), "next", 4);
  journal = get_journal (fixture->store);
  g_assert_cmpuint (journal->len, ==, 1);
  g_assert_cmpint (((NsBatch *) journal->pdata[0])->id, ==, leased->id);

  /* Results that are known already are refused, and then nothing is leased either. */
  g_assert_false (relay (fixture->store, batch->id, first->id, third, &none, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_assert_null (none);
  g_assert_cmpint (get_state (fixture->store, third->id), ==, NS_STATE_PENDING);
}

/* The user was faster with the next mail: the result of this one is recorded none the less. */
static void
test_settle_without_lease (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "first", NULL);
  g_autoptr (NsItem) held = enqueue (fixture->store, NS_KIND_MAIL, "held", NULL);
  g_autoptr (NsBatch) batch = lease (fixture->store, first->id, &error);
  g_autoptr (NsBatch) leased = NULL;
  g_autoptr (GPtrArray) journal = NULL;

  apply (fixture->store, held->id, NS_EVENT_HOLD, &error);
  g_assert_no_error (error);
  g_assert_true (relay (fixture->store, batch->id, first->id, held, &leased, &error));
  g_assert_no_error (error);
  g_assert_null (leased);
  g_assert_cmpint (get_state (fixture->store, first->id), ==, NS_STATE_DELIVERED);
  g_assert_cmpint (get_state (fixture->store, held->id), ==, NS_STATE_HELD);
  journal = get_journal (fixture->store);
  g_assert_cmpuint (journal->len, ==, 0);
}

#define ADD(path, func) g_test_add ("/store/delivery/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("due", test_due);
  ADD ("due-one-per-uid", test_due_one_per_uid);
  ADD ("lease", test_lease);
  ADD ("lease-refused", test_lease_refused);
  ADD ("settle", test_settle);
  ADD ("settle-twice", test_settle_twice);
  ADD ("settle-and-lease", test_settle_and_lease);
  ADD ("settle-without-lease", test_settle_without_lease);
  ADD ("note-try", test_note_try);
  ADD ("add-becomes-change", test_add_becomes_change);
  ADD ("delete-is-forgotten", test_delete_is_forgotten);
  ADD ("pull", test_pull);
  ADD ("set-outcome", test_set_outcome);
  ADD ("note-fault", test_note_fault);

  return g_test_run ();
}
