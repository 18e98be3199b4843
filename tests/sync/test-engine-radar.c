/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Duplicates on the server: found, kept one of, taken back, put back. */
#include "config.h"
#include "store/ns-ground.h"
#include "store/ns-store-duplicates.h"
#include "sync/ns-fixture.h"

#define SYNC "\"command\":\"Sync\""
#define DONE "\"executed\":true"
#define DELETE_OP "\"operation\":\"delete\""
#define ADD_OP "\"operation\":\"add\""

#define DAY (24 * 3600 * NS_SECOND)

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig plain = { .versions = data };

  ns_fixture_start (self, &plain);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static GPtrArray *
list (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *duplicates;

  ns_store_list_duplicates_async (self->store, NULL, ns_await_cb, &await);
  duplicates = ns_store_list_duplicates_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return duplicates;
}

static void
assert_groups (NsFixture *self, guint n_groups, NsDuplicateState state, guint n_copies)
{
  g_autoptr (GPtrArray) duplicates = list (self);

  g_assert_cmpuint (duplicates->len, ==, n_groups);
  for (guint i = 0; i < duplicates->len; i++)
    {
      const NsDuplicate *duplicate = g_ptr_array_index (duplicates, i);

      g_assert_cmpstr (ns_duplicate_state_nick (duplicate->state), ==, ns_duplicate_state_nick (state));
      g_assert_cmpuint (duplicate->copies->len, ==, n_copies);
    }
}

static char *
dup_copy_id (NsFixture *self, guint n)
{
  g_autoptr (GPtrArray) duplicates = list (self);
  const NsDuplicate *duplicate = g_ptr_array_index (duplicates, 0);

  return g_strdup (((const NsDuplicateCopy *) g_ptr_array_index (duplicate->copies, n))->server_id);
}

static gint64
group_id (NsFixture *self)
{
  g_autoptr (GPtrArray) duplicates = list (self);

  return ((const NsDuplicate *) g_ptr_array_index (duplicates, 0))->id;
}

/* The server has lost the key, so that the folder is looked through as a whole: with the next item. */
static void
pull_whole (NsFixture *self, const char *uid)
{
  ns_fixture_add_event (self, uid, uid, 15);
  ns_fixture_fail_next (self, "Sync:status=3");
  ns_fixture_cycle (self);
}

/* What changed since the last time: with a conflict about another event. */
static void
pull_changes (NsFixture *self)
{
  gint64 change;

  ns_sim_server_outlook_change (self->server, "other", "Subject", "Theirs", NULL);
  change = ns_fixture_add_event (self, "other", "Mine", 15);
  ns_fixture_cycle (self);
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
}

static void
copy (NsFixture *self, const char *uid)
{
  g_autoptr (GError) error = NULL;

  ns_sim_server_outlook_copy (self->server, uid, &error);
  g_assert_no_error (error);
}

static GArray *
try_keep (NsFixture *self, gint64 id, const char *server_id, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_keep_copy_async (self->store, id, server_id, NULL, ns_await_cb, &await);
  return ns_store_keep_copy_finish (self->store, ns_await_result (&await), error);
}

static gint64
keep (NsFixture *self, const char *server_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = try_keep (self, group_id (self), server_id, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, ==, 1);
  return g_array_index (ids, gint64, 0);
}

static gboolean
set_deleted (NsFixture *self, gint64 id, gboolean deleted)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_set_deleted_async (self->store, &id, 1, deleted, NULL, ns_await_cb, &await);
  return ns_store_set_deleted_finish (self->store, ns_await_result (&await), NULL);
}

static NsItem *
put_back (NsFixture *self, gint64 id, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_put_back_async (self->store, id, NULL, ns_await_cb, &await);
  return ns_store_put_back_finish (self->store, ns_await_result (&await), error);
}

/* Two events, the first of them twice, and the outbox knows. */
static void
make_duplicate (NsFixture *self)
{
  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_add_event (self, "other", "Other", 15);
  ns_fixture_cycle (self);
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
  copy (self, "e1");
  pull_changes (self);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 2);
}

static void
test_keep (NsFixture *self, gconstpointer data)
{
  g_autoptr (GPtrArray) duplicates = NULL;
  const NsDuplicate *duplicate;
  const NsDuplicateCopy *ours;
  g_autoptr (NsItem) deletion = NULL;

  make_duplicate (self);
  assert_groups (self, 1, NS_DUPLICATE_OPEN, 2);
  duplicates = list (self);
  duplicate = g_ptr_array_index (duplicates, 0);
  ours = g_ptr_array_index (duplicate->copies, 0);
  g_assert_cmpint (duplicate->kind, ==, NS_KIND_EVENT);
  g_assert_true (ours->is_known);
  g_assert_cmpint (ours->item_id, ==, 1);
  g_assert_cmpint (ours->sent_at, ==, NS_FIXTURE_NOW);
  g_assert_cmpstr (ours->title, ==, "Review");
  g_assert_cmpint (ours->starts_at, ==, G_GINT64_CONSTANT (1796115600) * NS_SECOND);
  g_assert_false (((const NsDuplicateCopy *) g_ptr_array_index (duplicate->copies, 1))->is_known);

  deletion = ns_fixture_get_item (self, keep (self, NULL));
  g_assert_true (ns_item_is_copy_deletion (deletion));
  g_assert_cmpstr (deletion->subject, ==, "Review");
  assert_groups (self, 1, NS_DUPLICATE_RESOLVED, 2);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, DELETE_OP, NULL), ==, 0);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, deletion->id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, DELETE_OP, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
}

/* The copy that the outbox knew goes: later changes go to the one that stays. */
static void
test_keep_other (NsFixture *self, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autoptr (NsItem) change = NULL;

  make_duplicate (self);
  other = dup_copy_id (self, 1);
  keep (self, other);
  change = ns_fixture_get_item (self, ns_fixture_add_event (self, "e1", "Review, second", 15));
  g_assert_cmpint (change->operation, ==, NS_OPERATION_CHANGE);
  g_assert_cmpstr (change->server_id, ==, other);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change->id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, DELETE_OP, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review, second"), ==, 1);
  pull_whole (self, "e9");
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
}

static GBytes *
get_ground (NsFixture *self, gint64 id)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsGround) ground = NULL;

  ns_store_get_ground_async (self->store, id, NULL, ns_await_cb, &await);
  ground = ns_store_get_ground_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  g_assert_true (ground->is_servers);
  g_assert_null (ground->theirs);
  return g_bytes_ref (ground->agreed);
}

/* What waits stands on the copy that stays, as the server gave it; so does what is queued later. */
static void
test_keep_other_ground (NsFixture *self, gconstpointer data)
{
  g_autofree char *other = NULL;
  g_autoptr (GBytes) under_waiting = NULL, under_later = NULL;
  gint64 waiting, later;

  make_duplicate (self);
  other = dup_copy_id (self, 1);
  waiting = ns_fixture_add_event (self, "e1", "Review, second", 15);
  keep (self, other);
  later = ns_fixture_add_event (self, "e1", "Review, third", 15);
  under_waiting = get_ground (self, waiting);
  under_later = get_ground (self, later);
  g_assert_true (g_bytes_equal (under_waiting, under_later));
  ns_fixture_cycle (self);
  ns_fixture_assert (self, waiting, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, later, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review, third"), ==, 1);
}

/* Taken back before it was sent; and what was taken back cannot delete the last copy later. */
static void
test_undo_before (NsFixture *self, gconstpointer data)
{
  g_autofree char *other = NULL;
  gint64 deletion, second;

  make_duplicate (self);
  deletion = keep (self, NULL);
  g_assert_true (set_deleted (self, deletion, TRUE));
  assert_groups (self, 1, NS_DUPLICATE_OPEN, 2);
  g_assert_true (set_deleted (self, deletion, FALSE));
  assert_groups (self, 1, NS_DUPLICATE_RESOLVED, 2);
  g_assert_true (set_deleted (self, deletion, TRUE));
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, DELETE_OP, NULL), ==, 0);

  other = dup_copy_id (self, 1);
  second = keep (self, other);
  g_assert_cmpint (second, >, deletion);
  g_assert_false (set_deleted (self, deletion, FALSE));
  ns_fixture_cycle (self);
  g_assert_false (set_deleted (self, deletion, FALSE));
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
}

/* After it was sent, what the copy held is added again, once; and is no duplicate then, for the user wanted it. */
static void
test_undo_after (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) again = NULL;
  g_autoptr (NsItem) twice = NULL;
  gint64 deletion;

  make_duplicate (self);
  deletion = keep (self, NULL);
  twice = put_back (self, deletion, &error);
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE);
  g_clear_error (&error);
  ns_fixture_cycle (self);
  again = put_back (self, deletion, &error);
  g_assert_no_error (error);
  g_assert_cmpint (again->operation, ==, NS_OPERATION_ADD);
  g_assert_cmpstr (again->subject, ==, "Review");
  twice = put_back (self, deletion, &error);
  g_assert_error (error, NS_STORE_ERROR, NS_STORE_ERROR_NOT_FOUND);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, again->id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review"), ==, 2);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  pull_whole (self, "e9");
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
}

/* What a deleted copy held is kept for 30 days. */
static void
test_kept_for_a_month (NsFixture *self, gconstpointer data)
{
  gint64 deletion;

  make_duplicate (self);
  deletion = keep (self, NULL);
  ns_fixture_cycle (self);
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GBytes) content = NULL;

      ns_clock_advance (self->clock, i == 0 ? 29 * DAY : 2 * DAY);
      ns_fixture_reopen (self);
      content = ns_fixture_get_payload (self, deletion, NS_PAYLOAD_MINE);
      g_assert_cmpint (content != NULL, ==, i == 0);
    }
  ns_fixture_assert (self, deletion, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

static void
test_ignored (NsFixture *self, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  make_duplicate (self);
  ns_store_set_ignored_async (self->store, group_id (self), TRUE, NULL, ns_await_cb, &await);
  ns_store_set_ignored_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  assert_groups (self, 1, NS_DUPLICATE_IGNORED, 2);
  ns_fixture_reopen (self);
  pull_whole (self, "e9");
  copy (self, "e1");
  pull_changes (self);
  assert_groups (self, 1, NS_DUPLICATE_IGNORED, 2);
}

/* Somebody else has seen to it: told by the next changes, or by the whole folder. */
static void
test_gone (NsFixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      if (i == 0)
        make_duplicate (self);
      else
        {
          copy (self, "e1");
          pull_changes (self);
        }
      assert_groups (self, 1, NS_DUPLICATE_OPEN, 2);
      ns_sim_server_outlook_delete (self->server, "e1", NULL);
      if (i == 0)
        pull_changes (self);
      else
        pull_whole (self, "e9");
      assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
    }
}

/* Both sides clean up at once, and the other one was faster: the last copy must not go. */
static void
test_last_copy_stays (NsFixture *self, gconstpointer data)
{
  g_autofree char *newest = NULL;
  g_autoptr (NsItem) item = NULL;
  gint64 deletion;

  make_duplicate (self);
  newest = dup_copy_id (self, 1);
  deletion = keep (self, newest);
  ns_sim_server_outlook_delete (self->server, "e1", NULL);
  ns_fixture_cycle (self);
  item = ns_fixture_get_item (self, deletion);
  g_assert_cmpint (item->deleted_at, !=, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, DELETE_OP, NULL), ==, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  g_assert_false (set_deleted (self, deletion, FALSE));
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);
}

/* Contacts have no UID on the server: what the user queued twice, and what was there before, is no duplicate. */
static void
test_contacts (NsFixture *self, gconstpointer data)
{
  ns_fixture_add_contact (self, "c1", "Ada", "1");
  ns_fixture_add_contact (self, "c2", "Ada", "1");
  ns_fixture_add_contact (self, "c3", "Bob", "1");
  ns_fixture_cycle (self);
  copy (self, "Bob Example");
  ns_clock_advance (self->clock, NS_SECOND);
  ns_fixture_add_contact (self, "c4", "Cyd", "1");
  ns_fixture_fail_next (self, "Sync:status=3");
  ns_fixture_cycle (self);
  assert_groups (self, 0, NS_DUPLICATE_OPEN, 0);

  copy (self, "Cyd Example");
  ns_clock_advance (self->clock, NS_SECOND);
  ns_fixture_add_contact (self, "c5", "Dan", "1");
  ns_fixture_fail_next (self, "Sync:status=3");
  ns_fixture_cycle (self);
  assert_groups (self, 1, NS_DUPLICATE_OPEN, 2);
  keep (self, NULL);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Cyd Example"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Ada Example"), ==, 2);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Bob Example"), ==, 2);
}

#define ADD(path, versions, func) g_test_add ("/engine/radar/" path, NsFixture, versions, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("keep/12.1", "12.1", test_keep);
  ADD ("keep/14.1", "14.1", test_keep);
  ADD ("keep-other", "14.1", test_keep_other);
  ADD ("keep-other/ground", "14.1", test_keep_other_ground);
  ADD ("undo/before", "14.1", test_undo_before);
  ADD ("undo/after/12.1", "12.1", test_undo_after);
  ADD ("undo/after/14.1", "14.1", test_undo_after);
  ADD ("undo/for-a-month", "14.1", test_kept_for_a_month);
  ADD ("ignored", "14.1", test_ignored);
  ADD ("gone", "14.1", test_gone);
  ADD ("last-copy-stays", "14.1", test_last_copy_stays);
  ADD ("contacts", "14.1", test_contacts);
  return g_test_run ();
}
