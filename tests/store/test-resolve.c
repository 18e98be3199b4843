/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/store-fixture.h"

#include <string.h>

static NsItem *
resolve_with (Fixture *fixture, gint64 id, NsResolution resolution, const char *const *fields, const char *uid,
              GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsDraft) draft = resolution == NS_RESOLUTION_NEW ? draft_new (NS_KIND_EVENT, "copy", uid) : NULL;

  ns_store_resolve_async (fixture->store, id, resolution, fields, draft, NULL, ns_await_cb, &await);
  return ns_store_resolve_finish (fixture->store, ns_await_result (&await), error);
}

static NsItem *
resolve (Fixture *fixture, gint64 id, NsResolution resolution, const char *const *fields)
{
  g_autoptr (GError) error = NULL;
  NsItem *item = resolve_with (fixture, id, resolution, fields, "copy-1", &error);

  g_assert_no_error (error);
  return item;
}

static char *
get_choices (Fixture *fixture, gint64 id)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) fields = NULL;

  ns_store_get_choices_async (fixture->store, id, NULL, ns_await_cb, &await);
  fields = ns_store_get_choices_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return g_strjoinv (" ", fields);
}

/* The subjects of the history, newest first. */
static char *
get_history (Fixture *fixture, const char *text)
{
  const NsFilter filter = { .history = TRUE, .text = text };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GString) subjects = g_string_new (NULL);

  ns_store_list_async (fixture->store, &filter, NULL, ns_await_cb, &await);
  items = ns_store_list_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  for (guint i = 0; i < items->len; i++)
    g_string_append_printf (subjects, "%s%s", i > 0 ? " " : "", ((NsItem *) items->pdata[i])->subject);
  return g_string_free (g_steal_pointer (&subjects), FALSE);
}

static void
assert_payload (Fixture *fixture, gint64 id, NsPayloadRole role, const char *expected)
{
  g_autofree char *text = get_payload (fixture->store, id, role, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
deliver (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsBatch) batch = lease (fixture->store, id, &error);

  g_assert_no_error (error);
  g_assert_true (settle (fixture->store, batch->id, id, NS_EVENT_ACCEPT, &error));
}

/* Mine goes again; what the server had stays visible for 30 days. */
static void
test_mine (Fixture *fixture, gconstpointer data)
{
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (NsItem) item = resolve (fixture, id, NS_RESOLUTION_MINE, NULL);

  g_assert_cmpint (item->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (item->operation, ==, NS_OPERATION_CHANGE);
  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_MINE);
  g_assert_cmpint (item->resolved_at, ==, ns_clock_now (fixture->clock));
  deliver (fixture, id);
  assert_payload (fixture, id, NS_PAYLOAD_SERVER, "theirs");

  ns_clock_advance (fixture->clock, 29 * G_TIME_SPAN_DAY);
  fixture_reopen (fixture);
  assert_payload (fixture, id, NS_PAYLOAD_SERVER, "theirs");
  assert_payload (fixture, id, NS_PAYLOAD_AGREED, "agreed");
  ns_clock_advance (fixture->clock, 2 * G_TIME_SPAN_DAY);
  fixture_reopen (fixture);
  assert_payload (fixture, id, NS_PAYLOAD_SERVER, NULL);
  assert_payload (fixture, id, NS_PAYLOAD_AGREED, NULL);
  assert_payload (fixture, id, NS_PAYLOAD_MINE, "mine");
}

/* The plain Resend of the list means the same. */
static void
test_resend (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "calendar.location", NULL };
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  const gint64 other = bring_to_conflict (fixture->store, "u2", "theirs");
  g_autoptr (NsItem) chosen = resolve (fixture, other, NS_RESOLUTION_FIELDS, fields);
  g_autoptr (NsItem) item = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsBatch) batch = NULL;
  g_autofree char *choices = NULL;

  g_assert_true (apply (fixture->store, id, NS_EVENT_RESEND, &error));
  item = get_item (fixture->store, id);
  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_MINE);

  /* What was chosen stays chosen when a try in between failed. */
  batch = lease (fixture->store, other, &error);
  g_assert_true (settle (fixture->store, batch->id, other, NS_EVENT_REFUSE, &error));
  g_assert_true (apply (fixture->store, other, NS_EVENT_RESEND, &error));
  again = get_item (fixture->store, other);
  choices = get_choices (fixture, other);
  g_assert_cmpint (again->resolution, ==, NS_RESOLUTION_FIELDS);
  g_assert_cmpstr (choices, ==, "calendar.location");
}

static void
test_server (Fixture *fixture, gconstpointer data)
{
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (NsItem) item = resolve (fixture, id, NS_RESOLUTION_SERVER, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) reopened = NULL, again = NULL;
  g_autofree char *history = get_history (fixture, NULL);
  g_autofree char *found = get_history (fixture, "MINE");
  g_autofree char *after_undo = NULL, *after_purge = NULL;

  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_SERVER);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_ERROR], ==, 0);
  g_assert_cmpstr (history, ==, "mine first");
  g_assert_cmpstr (found, ==, "mine");
  assert_payload (fixture, id, NS_PAYLOAD_MINE, "mine");

  /* Undo. */
  g_assert_true (set_deleted (fixture->store, id, FALSE, &error));
  reopened = get_item (fixture->store, id);
  after_undo = get_history (fixture, NULL);
  g_assert_cmpint (reopened->state, ==, NS_STATE_ERROR);
  g_assert_cmpint (reopened->resolution, ==, NS_RESOLUTION_NONE);
  g_assert_cmpint (reopened->resolved_at, ==, 0);
  g_assert_cmpstr (after_undo, ==, "first");

  again = resolve (fixture, id, NS_RESOLUTION_SERVER, NULL);
  ns_clock_advance (fixture->clock, 31 * G_TIME_SPAN_DAY);
  fixture_reopen (fixture);
  after_purge = get_history (fixture, NULL);
  g_assert_cmpstr (after_purge, ==, "first");
}

static void
test_new (Fixture *fixture, gconstpointer data)
{
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (NsItem) item = resolve (fixture, id, NS_RESOLUTION_NEW, NULL);
  g_autoptr (NsItem) successor = get_item (fixture->store, item->successor_id);
  g_autoptr (NsItem) removed = NULL, again = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *history = NULL;

  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_NEW);
  g_assert_cmpint (successor->operation, ==, NS_OPERATION_ADD);
  g_assert_cmpint (successor->state, ==, NS_STATE_PENDING);
  g_assert_cmpstr (successor->uid, ==, "copy-1");

  /* Undo takes the new one back as well; else there would be two. */
  g_assert_true (set_deleted (fixture->store, id, FALSE, &error));
  g_assert_no_error (error);
  removed = get_item (fixture->store, successor->id);
  g_assert_cmpint (removed->deleted_at, !=, 0);

  again = resolve_with (fixture, id, NS_RESOLUTION_NEW, NULL, "copy-2", &error);
  g_assert_no_error (error);
  deliver (fixture, again->successor_id);
  g_assert_false (set_deleted (fixture->store, id, FALSE, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_assert_nonnull (strstr (error->message, "on its way already"));
  history = get_history (fixture, NULL);
  g_assert_cmpstr (history, ==, "copy mine first");
}

static void
test_fields (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "calendar.subject", "calendar.location", "calendar.subject", NULL };
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (NsItem) item = resolve (fixture, id, NS_RESOLUTION_FIELDS, fields);
  g_autofree char *choices = get_choices (fixture, id);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsBatch) batch = NULL;
  g_autoptr (NsItem) mine = NULL;
  g_autofree char *no_choices = NULL;

  g_assert_cmpint (item->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_FIELDS);
  g_assert_cmpstr (choices, ==, "calendar.location calendar.subject");

  batch = lease (fixture->store, id, &error);
  g_assert_true (settle (fixture->store, batch->id, id, NS_EVENT_REFUSE, &error));
  mine = resolve (fixture, id, NS_RESOLUTION_MINE, NULL);
  no_choices = get_choices (fixture, id);
  g_assert_cmpint (mine->resolution, ==, NS_RESOLUTION_MINE);
  g_assert_cmpstr (no_choices, ==, "");
}

/* What the server deleted is added again. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "calendar.subject", NULL };
  const gint64 id = bring_to_conflict (fixture->store, "u1", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) refused = resolve_with (fixture, id, NS_RESOLUTION_FIELDS, fields, NULL, &error);
  g_autoptr (NsItem) item = resolve (fixture, id, NS_RESOLUTION_MINE, NULL);

  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_assert_null (refused);
  g_assert_cmpint (item->operation, ==, NS_OPERATION_ADD);
  g_assert_null (item->server_id);
}

/* Sync status 8 says the same as a deletion that a pull brings. */
static void
test_object_not_found (Fixture *fixture, gconstpointer data)
{
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  g_autoptr (NsBatch) batch = NULL;
  g_autoptr (NsItem) item = NULL, later = NULL;
  NsResult *refused = ns_result_new (id, NS_EVENT_REFUSE);

  g_assert_true (apply (fixture->store, id, NS_EVENT_RESEND, &error));
  batch = lease (fixture->store, id, &error);
  refused->attempt.outcome = (NsOutcome) { NS_DOMAIN_SYNC, 8, NS_COMMAND_SYNC, 200 };
  g_ptr_array_add (results, refused);
  g_assert_true (settle_results (fixture->store, batch->id, results, NULL, &error));
  assert_payload (fixture, id, NS_PAYLOAD_SERVER, "");

  g_assert_true (apply (fixture->store, id, NS_EVENT_RESEND, &error));
  item = get_item (fixture->store, id);
  g_assert_cmpint (item->operation, ==, NS_OPERATION_ADD);
  later = enqueue (fixture->store, NS_KIND_EVENT, "later", "u1");
  g_assert_cmpint (later->operation, ==, NS_OPERATION_ADD);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  const gint64 no_conflict = bring_to (fixture->store, NS_STATE_ERROR);
  const gint64 waits = bring_to_conflict (fixture->store, "u1", "theirs");
  const gint64 ids[] = { no_conflict, waits, 4711 };

  g_assert_true (apply (fixture->store, waits, NS_EVENT_RESEND, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    for (NsResolution resolution = NS_RESOLUTION_MINE; resolution <= NS_RESOLUTION_FIELDS; resolution++)
      {
        const int code = i == 2 ? NS_STORE_ERROR_NOT_FOUND : NS_STORE_ERROR_STATE;
        g_autoptr (GError) error = NULL;
        g_autoptr (NsItem) item = resolve_with (fixture, ids[i], resolution, NULL, "copy-1", &error);

        g_assert_null (item);
        g_assert_error (error, NS_STORE_ERROR, code);
      }
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_PENDING], ==, 1);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_ERROR], ==, 1);
}

/* Another mailbox knows nothing of what was decided about the old one. */
static void
test_other_mailbox (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "calendar.subject", NULL };
  g_autoptr (NsItem) before = NULL, after = NULL;
  g_autofree char *choices = NULL;
  gint64 id;

  fixture_set_account (fixture, "https://mail.example.test/Microsoft-Server-ActiveSync", "ana");
  id = bring_to_conflict (fixture->store, "u1", "theirs");
  before = resolve (fixture, id, NS_RESOLUTION_FIELDS, fields);
  fixture_set_account (fixture, "https://other.example.test/Microsoft-Server-ActiveSync", "other");
  after = get_item (fixture->store, id);
  choices = get_choices (fixture, id);
  g_assert_cmpint (after->operation, ==, NS_OPERATION_ADD);
  g_assert_cmpint (after->resolution, ==, NS_RESOLUTION_NONE);
  g_assert_cmpstr (choices, ==, "");
}

#define ADD(name, func) g_test_add ("/store/resolve/" name, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("mine", test_mine);
  ADD ("resend", test_resend);
  ADD ("server", test_server);
  ADD ("new", test_new);
  ADD ("fields", test_fields);
  ADD ("gone", test_gone);
  ADD ("object-not-found", test_object_not_found);
  ADD ("refused", test_refused);
  ADD ("other-mailbox", test_other_mailbox);
  return g_test_run ();
}
