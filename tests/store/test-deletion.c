/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"

#include <string.h>

static NsItem *
queue_deletion (Fixture *fixture, const char *uid, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsDraft) draft = draft_new (NS_KIND_EVENT, "Lunch", uid);

  draft->operation = NS_OPERATION_DELETE;
  ns_store_enqueue_async (fixture->store, draft, NULL, ns_await_cb, &await);
  return ns_store_enqueue_finish (fixture->store, ns_await_result (&await), error);
}

static NsItem *
must_queue_deletion (Fixture *fixture, const char *uid)
{
  g_autoptr (GError) error = NULL;
  NsItem *item = queue_deletion (fixture, uid, &error);

  g_assert_no_error (error);
  return item;
}

static void
end (Fixture *fixture, gint64 id, NsEvent event, const char *server_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = get_item (fixture->store, id);
  g_autoptr (NsBatch) batch = lease_items (fixture->store, &item, 1, "folder", &error);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  NsResult *result = ns_result_new (id, event);

  g_assert_no_error (error);
  result->server_id = g_strdup (server_id);
  g_ptr_array_add (results, result);
  g_assert_true (settle_results (fixture->store, batch->id, results, NULL, &error));
  g_assert_no_error (error);
}

static void
assert_deleted (Fixture *fixture, gint64 id, gboolean deleted)
{
  g_autoptr (NsItem) item = get_item (fixture->store, id);

  g_assert_cmpint (item->deleted_at != 0, ==, deleted);
}

static void
assert_due (Fixture *fixture, gint64 id)
{
  g_autoptr (GPtrArray) due = list_due (fixture->store, G_MAXUINT, 0, 0x7fffffff);

  g_assert_cmpuint (due->len, ==, id != 0);
  if (id != 0)
    g_assert_cmpint (((NsItem *) due->pdata[0])->id, ==, id);
}

static void
test_known (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) added = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (NsItem) deletion = NULL;
  g_autofree char *payload = NULL;

  end (fixture, added->id, NS_EVENT_ACCEPT, "folder:1");
  deletion = must_queue_deletion (fixture, "uid-1");
  g_assert_cmpint (deletion->operation, ==, NS_OPERATION_DELETE);
  g_assert_cmpint (deletion->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (deletion->next_attempt_at, ==, FIXTURE_NOW);
  g_assert_cmpstr (deletion->server_id, ==, "folder:1");
  g_assert_cmpstr (deletion->collection_id, ==, "folder");
  g_assert_null (deletion->detail);
  payload = get_payload (fixture->store, deletion->id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (payload, ==, "Lunch");
  assert_due (fixture, deletion->id);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) other = enqueue (fixture->store, NS_KIND_CONTACT, "Lunch", "uid-1");

  g_assert_null (queue_deletion (fixture, "uid-1", &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
  g_assert_cmpstr (error->message, ==, "“Lunch” is not known to be on the server, so it cannot be deleted there.");
  assert_due (fixture, other->id);
}

static void
test_all_or_none (Fixture *fixture, gconstpointer data)
{
  static const char *const uids[] = { "uid-1", "uid-2" };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) waiting = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_draft_free);

  for (gsize i = 0; i < G_N_ELEMENTS (uids); i++)
    {
      NsDraft *draft = draft_new (NS_KIND_EVENT, "Lunch", uids[i]);

      draft->operation = NS_OPERATION_DELETE;
      g_ptr_array_add (drafts, draft);
    }
  ns_store_enqueue_all_async (fixture->store, drafts, NULL, ns_await_cb, &await);
  g_assert_null (ns_store_enqueue_all_finish (fixture->store, ns_await_result (&await), &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
  assert_deleted (fixture, waiting->id, FALSE);
  assert_due (fixture, waiting->id);
}

/* What was never sent is not sent any more, and nothing is to be deleted on the server. */
static void
test_never_sent (Fixture *fixture, gconstpointer data)
{
  static const NsState states[] = { NS_STATE_PENDING, NS_STATE_HELD, NS_STATE_ERROR };

  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_autofree char *uid = g_strdup_printf ("uid-%" G_GSIZE_FORMAT, i);
      g_autofree char *detail = NULL;
      g_autoptr (NsItem) added = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", uid);
      g_autoptr (NsItem) deletion = NULL;

      if (states[i] == NS_STATE_HELD)
        g_assert_true (apply (fixture->store, added->id, NS_EVENT_HOLD, NULL));
      else if (states[i] == NS_STATE_ERROR)
        end (fixture, added->id, NS_EVENT_REFUSE, NULL);
      deletion = must_queue_deletion (fixture, uid);
      detail = g_strdup_printf ("Item %" G_GINT64_FORMAT " was not sent any more.", added->id);
      g_assert_cmpint (deletion->state, ==, NS_STATE_DELIVERED);
      g_assert_cmpint (deletion->delivered_at, ==, FIXTURE_NOW);
      g_assert_cmpstr (deletion->detail, ==, detail);
      assert_deleted (fixture, added->id, TRUE);
      assert_due (fixture, 0);
    }
}

static void
test_change_is_superseded (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) added = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (NsItem) change = NULL, deletion = NULL;

  end (fixture, added->id, NS_EVENT_ACCEPT, "folder:1");
  change = enqueue (fixture->store, NS_KIND_EVENT, "Late lunch", "uid-1");
  g_assert_cmpint (change->operation, ==, NS_OPERATION_CHANGE);
  deletion = must_queue_deletion (fixture, "uid-1");
  assert_deleted (fixture, change->id, TRUE);
  g_assert_cmpint (deletion->state, ==, NS_STATE_PENDING);
  assert_due (fixture, deletion->id);
}

/* What is on its way goes before, and tells the deletion which object it made. */
static void
test_behind_what_is_on_the_wire (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) added = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (NsBatch) batch = lease (fixture->store, added->id, &error);
  g_autoptr (NsItem) deletion = must_queue_deletion (fixture, "uid-1");
  g_autoptr (NsItem) ready = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  NsResult *result = ns_result_new (added->id, NS_EVENT_ACCEPT);

  g_assert_cmpint (deletion->state, ==, NS_STATE_PENDING);
  g_assert_null (deletion->server_id);
  assert_deleted (fixture, added->id, FALSE);
  assert_due (fixture, 0);

  result->server_id = g_strdup ("folder:1");
  g_ptr_array_add (results, result);
  g_assert_true (settle_results (fixture->store, batch->id, results, NULL, &error));
  ready = get_item (fixture->store, deletion->id);
  g_assert_cmpint (ready->operation, ==, NS_OPERATION_DELETE);
  g_assert_cmpstr (ready->server_id, ==, "folder:1");
  assert_due (fixture, deletion->id);
}

static void
test_only_once (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *message = NULL;
  g_autoptr (NsItem) added = enqueue (fixture->store, NS_KIND_EVENT, "Lunch", "uid-1");
  g_autoptr (NsItem) deletion = NULL, again = NULL, second = NULL;

  end (fixture, added->id, NS_EVENT_ACCEPT, "folder:1");
  deletion = must_queue_deletion (fixture, "uid-1");
  g_assert_null (queue_deletion (fixture, "uid-1", &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  message = g_strdup_printf ("“Lunch” is being deleted already, by item %" G_GINT64_FORMAT ".", deletion->id);
  g_assert_cmpstr (error->message, ==, message);

  /* Added again and deleted again before the first deletion went out: both go, in their order. */
  again = enqueue (fixture->store, NS_KIND_EVENT, "Lunch again", "uid-1");
  second = must_queue_deletion (fixture, "uid-1");
  assert_deleted (fixture, again->id, TRUE);
  assert_due (fixture, deletion->id);
  end (fixture, deletion->id, NS_EVENT_ACCEPT, NULL);
  assert_due (fixture, second->id);
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Fixture *fixture, gconstpointer data);
  } tests[] = {
    { "/store/deletion/known", test_known },
    { "/store/deletion/unknown", test_unknown },
    { "/store/deletion/all-or-none", test_all_or_none },
    { "/store/deletion/never-sent", test_never_sent },
    { "/store/deletion/change", test_change_is_superseded },
    { "/store/deletion/on-the-wire", test_behind_what_is_on_the_wire },
    { "/store/deletion/once", test_only_once },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, fixture_set_up, tests[i].test, fixture_tear_down);
  return g_test_run ();
}
