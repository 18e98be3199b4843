/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the user did is undone, also by the next run of the program, or nothing is changed. */
#include "config.h"

#include "store/ns-undo.h"
#include "store/store-fixture.h"

static NsUndo *
undo_act (Fixture *fixture, gint64 id, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_undo_async (fixture->store, id, NULL, ns_await_cb, &await);
  return ns_store_undo_finish (fixture->store, ns_await_result (&await), error);
}

static void
assert_undo (Fixture *fixture, gint64 id, NsAct act, NsUndoEnd end)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsUndo) undo = undo_act (fixture, id, &error);

  g_assert_no_error (error);
  g_assert_cmpint (undo->act, ==, act);
  g_assert_cmpint (undo->end, ==, end);
  g_assert_cmpint (ns_undo_refusal (undo->end) != NULL, ==, end != NS_UNDO_DONE);
}

static GPtrArray *
list_acts (Fixture *fixture)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_list_undo_async (fixture->store, NULL, ns_await_cb, &await);
  return ns_store_list_undo_finish (fixture->store, ns_await_result (&await), NULL);
}

static void
assert_acts (Fixture *fixture, guint n_acts)
{
  g_autoptr (GPtrArray) acts = list_acts (fixture);

  g_assert_cmpuint (acts->len, ==, n_acts);
}

static void
resolve (Fixture *fixture, gint64 id, NsResolution resolution, const char *const *fields)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = NULL;

  ns_store_resolve_async (fixture->store, id, resolution, fields, NULL, NULL, ns_await_cb, &await);
  item = ns_store_resolve_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/* Many levels, the last first, and by another run of the program. */
static void
test_levels (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) one = enqueue (fixture->store, NS_KIND_MAIL, "one", NULL);
  g_autoptr (NsItem) two = enqueue (fixture->store, NS_KIND_MAIL, "two", NULL);
  g_autoptr (NsItem) back = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autofree char *words = NULL;

  g_assert_true (apply (fixture->store, one->id, NS_EVENT_HOLD, NULL));
  g_assert_true (apply (fixture->store, one->id, NS_EVENT_RELEASE, NULL));
  g_assert_true (set_deleted (fixture->store, one->id, TRUE, NULL));
  g_assert_true (set_deleted (fixture->store, two->id, TRUE, NULL));
  fixture_reopen (fixture);

  acts = list_acts (fixture);
  g_assert_cmpuint (acts->len, ==, 4);
  words = ns_undo_describe (acts->pdata[0]);
  g_assert_cmpstr (words, ==, "Deleted “two”");
  assert_undo (fixture, 0, NS_ACT_DELETE, NS_UNDO_DONE);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_PENDING], ==, 1);
  assert_undo (fixture, 0, NS_ACT_DELETE, NS_UNDO_DONE);
  assert_undo (fixture, 0, NS_ACT_RELEASE, NS_UNDO_DONE);
  g_assert_cmpint (get_state (fixture->store, one->id), ==, NS_STATE_HELD);
  assert_undo (fixture, 0, NS_ACT_HOLD, NS_UNDO_DONE);
  back = get_item (fixture->store, one->id);
  g_assert_cmpint (back->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (back->next_attempt_at, ==, one->next_attempt_at);
  g_assert_null (undo_act (fixture, 0, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
}

/* One act on many items is one undo, and what it did not touch is not undone. */
static void
test_bulk (Fixture *fixture, gconstpointer data)
{
  const gint64 ids[] = { bring_to (fixture->store, NS_STATE_ERROR), bring_to (fixture->store, NS_STATE_UNCERTAIN),
                         bring_to (fixture->store, NS_STATE_ERROR) };
  g_auto (NsAwait) await = NS_AWAIT_INIT, more = NS_AWAIT_INIT;
  g_autoptr (GPtrArray) acts = NULL;
  g_autofree char *words = NULL;

  ns_store_apply_async (fixture->store, ids, 3, NS_EVENT_RESEND, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_apply_finish (fixture->store, ns_await_result (&await), NULL));
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_PENDING], ==, 3);
  acts = list_acts (fixture);
  g_assert_cmpuint (acts->len, ==, 1);
  words = ns_undo_describe (acts->pdata[0]);
  g_assert_cmpstr (words, ==, "3 items are sent again");
  assert_undo (fixture, 0, NS_ACT_RESEND, NS_UNDO_DONE);
  g_assert_cmpint (get_state (fixture->store, ids[0]), ==, NS_STATE_ERROR);
  g_assert_cmpint (get_state (fixture->store, ids[1]), ==, NS_STATE_UNCERTAIN);

  /* What is deleted already belongs to its own act; a delete of nothing else is none. */
  g_assert_true (set_deleted (fixture->store, ids[0], TRUE, NULL));
  ns_store_set_deleted_async (fixture->store, ids, 2, TRUE, NULL, ns_await_cb, &more);
  g_assert_true (ns_store_set_deleted_finish (fixture->store, ns_await_result (&more), NULL));
  g_assert_true (set_deleted (fixture->store, ids[1], TRUE, NULL));
  assert_acts (fixture, 2);
  assert_undo (fixture, 0, NS_ACT_DELETE, NS_UNDO_DONE);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_UNCERTAIN], ==, 1);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_ERROR], ==, 1);
}

/* What is on the wire, was tried, or was delivered since stays as it is. */
static void
test_too_late (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    NsEvent event; /* how its try ends; NS_EVENT_LEASE: it is still on the wire */
    NsUndoEnd end;
  } rows[] = {
    { NS_EVENT_LEASE, NS_UNDO_SENDING },
    { NS_EVENT_ACCEPT, NS_UNDO_DELIVERED },
    { NS_EVENT_NOT_EXECUTED, NS_UNDO_CHANGED },
    { NS_EVENT_REFUSE, NS_UNDO_CHANGED },
    { NS_EVENT_LOSE_TRACK, NS_UNDO_CHANGED },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const gint64 id = bring_to (fixture->store, NS_STATE_ERROR);
      g_autoptr (NsBatch) batch = NULL;
      NsState before;

      g_assert_true (apply (fixture->store, id, NS_EVENT_RESEND, NULL));
      batch = lease (fixture->store, id, NULL);
      g_assert_nonnull (batch);
      if (rows[i].event != NS_EVENT_LEASE)
        g_assert_true (settle (fixture->store, batch->id, id, rows[i].event, NULL));
      before = get_state (fixture->store, id);
      assert_undo (fixture, 0, NS_ACT_RESEND, rows[i].end);
      g_assert_cmpint (get_state (fixture->store, id), ==, before);
      /* It can be tried again only while it is being sent. */
      assert_acts (fixture, rows[i].end == NS_UNDO_SENDING);
      if (rows[i].end != NS_UNDO_SENDING)
        continue;
      g_assert_true (settle (fixture->store, batch->id, id, NS_EVENT_ACCEPT, NULL));
      assert_undo (fixture, 0, NS_ACT_RESEND, NS_UNDO_DELIVERED);
      assert_acts (fixture, 0);
    }
}

/* All of an act or nothing of it, and an older act only as long as nothing came of it since. */
static void
test_all_or_nothing (Fixture *fixture, gconstpointer data)
{
  const gint64 ids[] = { bring_to (fixture->store, NS_STATE_ERROR), bring_to (fixture->store, NS_STATE_ERROR) };
  g_autoptr (GPtrArray) acts = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_apply_async (fixture->store, ids, 2, NS_EVENT_RESEND, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_apply_finish (fixture->store, ns_await_result (&await), NULL));
  g_assert_true (apply (fixture->store, ids[1], NS_EVENT_HOLD, NULL));
  acts = list_acts (fixture);
  assert_undo (fixture, ((const NsUndo *) acts->pdata[1])->id, NS_ACT_RESEND, NS_UNDO_CHANGED);
  g_assert_cmpint (get_state (fixture->store, ids[0]), ==, NS_STATE_PENDING);
  g_assert_cmpint (get_state (fixture->store, ids[1]), ==, NS_STATE_HELD);
  assert_undo (fixture, 0, NS_ACT_HOLD, NS_UNDO_DONE);
}

static void
assert_conflict (Fixture *fixture, gint64 id, NsOperation operation)
{
  g_autoptr (NsItem) item = get_item (fixture->store, id);
  g_autofree char *theirs = get_payload (fixture->store, id, NS_PAYLOAD_SERVER, NULL);

  g_assert_cmpint (item->state, ==, NS_STATE_ERROR);
  g_assert_cmpint (item->deleted_at, ==, 0);
  g_assert_cmpint (item->resolution, ==, NS_RESOLUTION_NONE);
  g_assert_cmpint (item->resolved_at, ==, 0);
  g_assert_cmpint (item->operation, ==, operation);
  g_assert_cmpstr (theirs, ==, "theirs");
}

/* Each way to end a conflict, and Resend, which is one of them, leads back to the conflict. */
static void
test_conflict (Fixture *fixture, gconstpointer data)
{
  static const char *const fields[] = { "location", "subject", NULL };
  const gint64 id = bring_to_conflict (fixture->store, "u1", "theirs");
  g_autoptr (NsItem) item = get_item (fixture->store, id);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_auto (GStrv) choices = NULL;

  g_assert_true (apply (fixture->store, id, NS_EVENT_RESEND, NULL));
  assert_undo (fixture, 0, NS_ACT_RESEND, NS_UNDO_DONE);
  assert_conflict (fixture, id, item->operation);
  for (NsResolution i = NS_RESOLUTION_MINE; i <= NS_RESOLUTION_SERVER; i++)
    {
      resolve (fixture, id, i, NULL);
      assert_undo (fixture, 0, NS_ACT_RESOLVE, NS_UNDO_DONE);
      assert_conflict (fixture, id, item->operation);
    }

  /* The choice that was dropped by a second decision is there again. */
  resolve (fixture, id, NS_RESOLUTION_FIELDS, fields);
  assert_undo (fixture, 0, NS_ACT_RESOLVE, NS_UNDO_DONE);
  assert_conflict (fixture, id, item->operation);
  ns_store_get_choices_async (fixture->store, id, NULL, ns_await_cb, &await);
  choices = ns_store_get_choices_finish (fixture->store, ns_await_result (&await), NULL);
  g_assert_cmpuint (g_strv_length (choices), ==, 0);
}

/* Echoes that one cycle cleared come back together. */
static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  gint64 ids[3];

  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_auto (NsAwait) await = NS_AWAIT_INIT;

      ids[i] = bring_to (fixture->store, NS_STATE_ERROR);
      if (i == 2)
        ns_clock_advance (fixture->clock, G_TIME_SPAN_HOUR);
      ns_store_set_echo_async (fixture->store, ids[i], TRUE, NULL, ns_await_cb, &await);
      g_assert_true (ns_store_set_outcome_finish (fixture->store, ns_await_result (&await), NULL));
    }
  assert_acts (fixture, 2);
  assert_undo (fixture, 0, NS_ACT_CLEAR, NS_UNDO_DONE);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_ERROR], ==, 1);
  assert_undo (fixture, 0, NS_ACT_CLEAR, NS_UNDO_DONE);
  g_assert_cmpuint (tally (fixture->store).count[NS_STATE_ERROR], ==, 3);
}

/* The log is bounded, and it forgets what was done in view of another mailbox. */
static void
test_bounds (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, "one", NULL);

  for (guint i = 0; i < 60; i++)
    {
      g_assert_true (apply (fixture->store, item->id, NS_EVENT_HOLD, NULL));
      g_assert_true (apply (fixture->store, item->id, NS_EVENT_RELEASE, NULL));
    }
  assert_acts (fixture, 100);
  ns_clock_advance (fixture->clock, 31 * G_TIME_SPAN_DAY);
  g_assert_true (apply (fixture->store, item->id, NS_EVENT_HOLD, NULL));
  assert_acts (fixture, 1);

  fixture_set_account (fixture, "https://one.example.test", "ann");
  g_assert_true (set_deleted (fixture->store, item->id, TRUE, NULL));
  fixture_set_account (fixture, "https://two.example.test", "ann");
  assert_acts (fixture, 1);
  assert_undo (fixture, 0, NS_ACT_DELETE, NS_UNDO_DONE);
}

/* What was purged is gone. */
static void
test_gone (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, "one", NULL);

  g_assert_true (set_deleted (fixture->store, item->id, TRUE, NULL));
  ns_clock_advance (fixture->clock, 31 * G_TIME_SPAN_DAY);
  fixture_reopen (fixture);
  assert_undo (fixture, 0, NS_ACT_DELETE, NS_UNDO_GONE);
  assert_acts (fixture, 0);
}

static GPtrArray *
add (Fixture *fixture, NsDraft *first, NsDraft *second, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_draft_free);
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  g_ptr_array_add (drafts, first);
  g_ptr_array_add (drafts, second);
  ns_store_add_async (fixture->store, drafts, NULL, ns_await_cb, &await);
  return ns_store_add_finish (fixture->store, ns_await_result (&await), error);
}

/* Files that were queued together leave together, as long as none of them has gone out. */
static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) gone = NULL;
  g_autoptr (GPtrArray) sent = NULL;
  g_autoptr (NsBatch) batch = NULL;
  g_autofree char *words = NULL;

  g_ptr_array_unref (add (fixture, draft_new (NS_KIND_MAIL, "one", NULL), draft_new (NS_KIND_EVENT, "two", "u2"),
                          &error));
  g_assert_no_error (error);
  acts = list_acts (fixture);
  g_assert_cmpuint (acts->len, ==, 1);
  words = ns_undo_describe (g_ptr_array_index (acts, 0));
  g_assert_cmpstr (words, ==, "Added 2 items");
  assert_undo (fixture, 0, NS_ACT_ADD, NS_UNDO_DONE);
  gone = list (fixture->store, 0, NULL, FALSE);
  g_assert_cmpuint (gone->len, ==, 0);

  sent = add (fixture, draft_new (NS_KIND_MAIL, "three", NULL), draft_new (NS_KIND_MAIL, "four", NULL), &error);
  g_assert_no_error (error);
  batch = lease (fixture->store, ((NsItem *) sent->pdata[1])->id, &error);
  g_assert_no_error (error);
  g_assert_nonnull (batch);
  assert_undo (fixture, 0, NS_ACT_ADD, NS_UNDO_SENDING);
  g_assert_cmpint (get_state (fixture->store, ((NsItem *) sent->pdata[0])->id), ==, NS_STATE_PENDING);
}

/* The deletion of what waits takes that out of the outbox; both come back, or nothing was done at all. */
static void
test_add_deletion (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) waiting = enqueue (fixture->store, NS_KIND_EVENT, "party", "u1");
  NsDraft *deletion = draft_new (NS_KIND_EVENT, "cinema", "u2");
  NsDraft *unknown = draft_new (NS_KIND_EVENT, "opera", "u3");
  g_autoptr (GPtrArray) acts = NULL;
  g_autoptr (GPtrArray) items = NULL;

  deletion->operation = NS_OPERATION_DELETE;
  unknown->operation = NS_OPERATION_DELETE;
  g_assert_null (add (fixture, unknown, deletion, &error));
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);
  assert_acts (fixture, 0);
  g_clear_error (&error);

  deletion = draft_new (NS_KIND_EVENT, "party", "u1");
  deletion->operation = NS_OPERATION_DELETE;
  items = add (fixture, draft_new (NS_KIND_MAIL, "mail", NULL), deletion, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, 2);
  acts = list_acts (fixture);
  g_assert_cmpuint (((const NsUndo *) acts->pdata[0])->n_items, ==, 3);
  g_assert_cmpint (((const NsItem *) items->pdata[1])->state, ==, NS_STATE_DELIVERED);
}

#define ADD(path, func) g_test_add ("/store/undo/" path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("levels", test_levels);
  ADD ("bulk", test_bulk);
  ADD ("too-late", test_too_late);
  ADD ("all-or-nothing", test_all_or_nothing);
  ADD ("conflict", test_conflict);
  ADD ("cleared", test_cleared);
  ADD ("bounds", test_bounds);
  ADD ("gone", test_gone);
  ADD ("add", test_add);
  ADD ("add-deletion", test_add_deletion);
  return g_test_run ();
}
