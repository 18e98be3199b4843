/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include <string.h>

#define SYNC "\"command\":\"Sync\""
#define DONE "\"executed\":true"
#define REPLAY "\"replay\":true"
#define ADD_OP "\"operation\":\"add\""
#define CHANGE_OP "\"operation\":\"change\""

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig plain = { 0 };

  ns_fixture_start (self, data != NULL ? data : &plain);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static void
test_delivered (NsFixture *self, gconstpointer data)
{
  const gint64 contact = ns_fixture_add_contact (self, "c1", "Ada", "1");
  const gint64 event = ns_fixture_add_event (self, "e1", "Review", 15);
  const gint64 later = ns_fixture_add_event (self, "e1", "Review, second", 15);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, contact, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, event, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, later, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (self->report.delivered, ==, 3);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
}

/* Many of them: several batches on one chain of keys. */
static void
test_many (NsFixture *self, gconstpointer data)
{
  for (int i = 0; i < 45; i++)
    {
      g_autofree char *uid = g_strdup_printf ("c%d", i);

      ns_fixture_add_contact (self, uid, uid, "1");
    }
  ns_fixture_cycle (self);
  g_assert_cmpuint (self->report.delivered, ==, 45);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 45);
}

/* Refused for good: never tried again by itself, and refused again when the user insists. */
static void
test_conversion (NsFixture *self, gconstpointer data)
{
  const gint64 bad = ns_fixture_add_contact (self, "c1", "Ada", "1");
  const gint64 good = ns_fixture_add_contact (self, "c2", "Bob", "2");

  ns_fixture_fail_next (self, "Sync:item-status=6");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, bad, NS_STATE_ERROR, NS_DOMAIN_SYNC, 6);
  ns_fixture_assert (self, good, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, bad, NS_STATE_ERROR, NS_DOMAIN_SYNC, 6);
  g_assert_cmpuint (self->report.delivered + self->report.refused, ==, 0);

  ns_fixture_apply (self, bad, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, bad, NS_STATE_ERROR, NS_DOMAIN_SYNC, 6);
  g_assert_cmpuint (self->report.refused, ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1);
}

/* One item of a batch is refused, the others are not. */
static void
test_bad_among_good (NsFixture *self, gconstpointer data)
{
  gint64 ids[5];
  const char *const uids[] = { "c1", "c2", "c3", "c4", "c5" };
  const char *const names[] = { "Ada", "Bob", "Cyd", "Dan", "Eva" };

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    ids[i] = ns_fixture_add_contact (self, uids[i], names[i], "1");
  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NsItem) item = ns_fixture_get_item (self, ids[i]);

      g_test_message ("%s: %s", names[i], ns_state_nick (item->state));
      g_assert_cmpint (item->state, ==, i == 2 ? NS_STATE_ERROR : NS_STATE_DELIVERED);
    }
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 4);
  g_assert_cmpuint (self->report.refused, ==, 1);
}

static void
enqueue_draft (NsFixture *self, NsDraft *draft)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = NULL;

  ns_store_enqueue_async (self->store, draft, NULL, ns_await_cb, &await);
  item = ns_store_enqueue_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/* What this computer cannot put into the protocol's words is refused here, alone. */
static void
test_bad_payload (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsDraft) broken = ns_draft_new (NS_KIND_CONTACT, NS_OPERATION_ADD);
  g_autoptr (NsDraft) note = ns_draft_new (NS_KIND_NOTE, NS_OPERATION_ADD);
  g_autoptr (NsDraft) reply = ns_draft_new (NS_KIND_REPLY, NS_OPERATION_SEND);
  NsDraft *const drafts[] = { broken, note, reply };
  static const int codes[] = { NS_LOCAL_BAD_PAYLOAD, NS_LOCAL_UNSUPPORTED, NS_LOCAL_UNSUPPORTED };
  gint64 good;

  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    {
      g_free (drafts[i]->subject);
      g_free (drafts[i]->recipients);
      drafts[i]->subject = g_strdup ("x");
      drafts[i]->recipients = g_strdup ("");
      drafts[i]->payload = g_bytes_new_static ("\001garbage", 8);
      drafts[i]->media_type = g_strdup ("text/vcard");
      enqueue_draft (self, drafts[i]);
    }
  good = ns_fixture_add_contact (self, "c1", "Ada", "1");

  ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (drafts); i++)
    ns_fixture_assert (self, i + 1, NS_STATE_ERROR, NS_DOMAIN_LOCAL, codes[i]);
  ns_fixture_assert (self, good, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (self->report.refused, ==, 3);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* Row 5 of article 416: changed on both sides, the server wins, Resend succeeds. */
static void
test_conflict (NsFixture *self, gconstpointer data)
{
  const gint64 first = ns_fixture_add_event (self, "e1", "Review", 15);
  g_autoptr (GBytes) theirs = NULL;
  g_autoptr (GError) error = NULL;
  gint64 change;

  ns_fixture_cycle (self);
  ns_fixture_assert (self, first, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_sim_server_outlook_change (self->server, "e1", "Subject", "Review at ten", &error);
  g_assert_no_error (error);
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);
  theirs = ns_fixture_get_payload (self, change, NS_PAYLOAD_SERVER);
  g_assert_nonnull (theirs);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);

  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
}

/* The other side changes it once more between the conflict and the Resend, and the first Resend meets a busy server:
 * the pull before it tells the server that this device knows the newest version, but the user does not. */
static void
test_conflict_again (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  ns_sim_server_outlook_change (self->server, "e1", "Subject", "Review at ten", NULL);
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);

  ns_sim_server_outlook_change (self->server, "e1", "Location", "Room 2", NULL);
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_fail_next (self, "Sync:503=1");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_CHANGED_ON_SERVER);
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* The flag of the simulator: an Add that meets a conflict, as the contact of the issue does. */
static void
test_conflict_by_flag (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_contact (self, "c1", "Ada", "1");

  ns_fixture_fail_next (self, "Sync:item-status=7");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_ERROR, NS_DOMAIN_SYNC, 7);
  g_assert_cmpuint (self->report.refused, ==, 1);
  ns_fixture_apply (self, id, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1);
}

/* Row 6 of article 416: one reminder that fires on both sides. */
static void
test_reminder_echo (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  ns_sim_server_outlook_change (self->server, "e1", "Reminder", "0", &error);
  g_assert_no_error (error);
  change = ns_fixture_add_event (self, "e1", "Review", 5);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO);

  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* The answer is lost: the same bytes again with the same key, and the server tells from memory what it did. */
static void
test_replayed (NsFixture *self, gconstpointer data)
{
  const gint64 contact = ns_fixture_add_contact (self, "c1", "Ada", "1");
  const gint64 event = ns_fixture_add_event (self, "e1", "Review", 15);
  g_autoptr (NsItem) item = NULL;

  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, contact, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, event, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, NULL), ==, 3);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, REPLAY, NULL), ==, strstr (data, "answer") != NULL ? 1 : 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e1"), ==, 1);
  item = ns_fixture_get_item (self, contact);
  g_assert_nonnull (item->server_id);
}

/* The request, its repetition and the look-up are lost; the next process settles it. */
static void
test_lost_twice (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_contact (self, "c1", "Ada", "1");
  const gint64 mail = ns_fixture_add_mail (self, "m@example.test");

  ns_fixture_cycle (self);
  ns_fixture_add_contact (self, "c1", "Ada", "2");
  ns_fixture_add_contact (self, "c2", "Bob", "3");
  ns_fixture_fail_next (self, "Sync:drop-answer*3");
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 1);
  ns_fixture_assert (self, id + 3, NS_STATE_SENDING, NS_DOMAIN_NONE, 0);

  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id + 2, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, id + 3, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, mail, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, REPLAY, NULL), >=, 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* A server that would do it again, as SOGo: it is asked whether the objects are there. */
static void
test_forgetful (NsFixture *self, gconstpointer data)
{
  const gint64 contact = ns_fixture_add_contact (self, "c1", "Ada", "1");
  const gint64 event = ns_fixture_add_event (self, "e1", "Review", 15);

  ns_fixture_cycle (self);
  g_assert_cmpuint (self->report.delivered, ==, 2);
  ns_fixture_add_contact (self, "c3", "Cyd", "1");
  ns_fixture_add_contact (self, "c4", "Dan", "1");
  ns_fixture_add_event (self, "e2", "Retreat", 15);
  ns_fixture_fail_next (self, data);
  ns_fixture_fail_next (self, data);
  for (int i = 0; i < 4; i++)
    ns_fixture_cycle (self);

  for (gint64 id = contact; id < event + 3; id++)
    ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 5);
  g_assert_cmpuint (ns_sim_server_count (self->server, "e2"), ==, 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* The user queued the same twice, on purpose: with the answer to the second lost, the first is no proof of it. Nor is
 * it where the second and the third go together. */
static void
test_same_again (NsFixture *self, gconstpointer data)
{
  gint64 ids[3];

  ids[0] = ns_fixture_add_contact (self, "c1", "Ada", "1");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, ids[0], NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ids[1] = ns_fixture_add_contact (self, "c2", "Ada", "1");
  ids[2] = ns_fixture_add_contact (self, "c3", "Ada", "1");
  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NsItem) item = ns_fixture_get_item (self, ids[i]);

      ns_fixture_assert (self, ids[i], NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      for (guint k = 0; k < i; k++)
        {
          g_autoptr (NsItem) other = ns_fixture_get_item (self, ids[k]);

          g_assert_cmpstr (item->server_id, !=, other->server_id);
        }
    }
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 3);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* One of a batch is a change that was not made, and what it would have become is added, too: what is there is that. */
static void
test_same_as_changed (NsFixture *self, gconstpointer data)
{
  const gint64 first = ns_fixture_add_contact (self, "c1", "Ada", "1");

  ns_fixture_cycle (self);
  ns_fixture_add_contact (self, "c1", "Ada", "2");
  ns_fixture_add_contact (self, "c2", "Ada", "1");
  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  for (gint64 id = first; id < first + 3; id++)
    ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, DONE, NULL), ==, 1);
}

/* The server has lost the key, or moved the folders: nothing was executed, and the cycle recovers by itself. */
static void
test_resync (NsFixture *self, gconstpointer data)
{
  gint64 id;

  ns_fixture_add_contact (self, "c1", "Ada", "1");
  ns_fixture_cycle (self);
  id = ns_fixture_add_contact (self, "c2", "Bob", "1");
  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
}

/* Transient: it waits for the next cycle, and the mail after it does not. */
static void
test_transient (NsFixture *self, gconstpointer data)
{
  gint64 id, mail;
  g_autoptr (NsItem) item = NULL;

  ns_fixture_cycle (self);
  ns_fixture_add_contact (self, "c0", "Zoe", "1");
  ns_fixture_cycle (self);
  id = ns_fixture_add_contact (self, "c1", "Ada", "1");
  mail = ns_fixture_add_mail (self, "m@example.test");
  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  item = ns_fixture_get_item (self, id);
  g_assert_cmpint (item->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (item->next_attempt_at, >, NS_FIXTURE_NOW);
  ns_fixture_assert (self, mail, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);
}

/* One item on which a gateway gives up each time: the server behind it may still be at it, so that nothing is held
 * against the item. It waits, and the others do not. */
static void
test_poison (NsFixture *self, gconstpointer data)
{
  const char *const names[] = { "Ada", "Bob", "Cyd", "Dan", "Eva", "Fay" };
  gint64 ids[G_N_ELEMENTS (names)];

  ns_fixture_fail_next (self, data);
  for (guint i = 0; i < G_N_ELEMENTS (ids) - 1; i++)
    ids[i] = ns_fixture_add_contact (self, names[i], names[i], "1");
  for (int i = 0; i < 5; i++)
    ns_fixture_cycle (self);
  ids[5] = ns_fixture_add_contact (self, names[5], names[5], "1");
  for (int i = 0; i < 3; i++)
    ns_fixture_cycle (self);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autoptr (NsItem) item = ns_fixture_get_item (self, ids[i]);

      g_test_message ("%s: %s", names[i], ns_state_nick (item->state));
      if (i == 2)
        g_assert_true (ns_state_is_waiting (item->state));
      else
        g_assert_cmpint (item->state, ==, NS_STATE_DELIVERED);
    }
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 5);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, NULL), <, 100);
}

static const NsSimConfig v121 = { .versions = "12.1" };
static const NsSimConfig v140 = { .versions = "14.0" };
static const NsSimConfig v141 = { .versions = "14.1", .provision = TRUE };
static const NsSimConfig forgetful = { .no_replay_memory = TRUE };

static void
set_up_plain (NsFixture *self, gconstpointer data)
{
  set_up (self, NULL);
}

static void
set_up_forgetful (NsFixture *self, gconstpointer data)
{
  set_up (self, &forgetful);
}

#define ADD(path, data, func) g_test_add ("/engine/objects/" path, NsFixture, data, set_up, func, tear_down)
#define ADD_FAULT(path, fault, func) \
  g_test_add ("/engine/objects/" path, NsFixture, fault, set_up_plain, func, tear_down)

#define ADD_FORGETFUL(path, fault, func) \
  g_test_add ("/engine/objects/forgetful/" path, NsFixture, fault, set_up_forgetful, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("delivered/12.1", &v121, test_delivered);
  ADD ("delivered/14.0", &v140, test_delivered);
  ADD ("delivered/14.1", &v141, test_delivered);
  ADD ("many", NULL, test_many);
  ADD ("conversion", NULL, test_conversion);
  ADD_FAULT ("bad-among-good/item-4", "Sync:item-status=4@Cyd Example", test_bad_among_good);
  ADD_FAULT ("bad-among-good/item-6", "Sync:item-status=6@Cyd Example", test_bad_among_good);
  ADD_FAULT ("bad-among-good/status-4", "Sync:status=4*@Cyd Example", test_bad_among_good);
  ADD_FAULT ("bad-among-good/http-400", "Sync:400*@Cyd Example", test_bad_among_good);
  ADD_FAULT ("bad-among-good/http-501", "Sync:501*@Cyd Example", test_bad_among_good);
  ADD ("bad-payload", NULL, test_bad_payload);
  ADD ("conflict/resend", NULL, test_conflict);
  ADD ("conflict/again", NULL, test_conflict_again);
  ADD ("conflict/by-flag", NULL, test_conflict_by_flag);
  ADD ("conflict/reminder-echo", NULL, test_reminder_echo);
  ADD_FAULT ("replayed/drop-answer", "Sync:drop-answer@Ada Example", test_replayed);
  ADD_FAULT ("replayed/half-answer", "Sync:half-answer@e1", test_replayed);
  ADD_FAULT ("replayed/500", "Sync:500@Ada Example", test_replayed);
  ADD ("replayed/lost-twice", NULL, test_lost_twice);
  ADD_FORGETFUL ("drop-answer", "Sync:drop-answer", test_forgetful);
  ADD_FORGETFUL ("half-answer", "Sync:half-answer", test_forgetful);
  ADD_FORGETFUL ("502", "Sync:502", test_forgetful);
  ADD_FORGETFUL ("same-again/not-executed", "Sync:drop-before", test_same_again);
  ADD_FORGETFUL ("same-again/executed", "Sync:drop-answer", test_same_again);
  ADD_FORGETFUL ("same-again/half-answer", "Sync:half-answer", test_same_again);
  ADD_FORGETFUL ("same-as-changed/not-executed", "Sync:drop-before", test_same_as_changed);
  ADD_FORGETFUL ("same-as-changed/executed", "Sync:drop-answer", test_same_as_changed);
  ADD_FAULT ("poison/502", "Sync:502*@Cyd Example", test_poison);
  ADD_FORGETFUL ("poison/504", "Sync:504*@Cyd Example", test_poison);
  ADD_FAULT ("resync/key", "Sync:status=3", test_resync);
  ADD_FAULT ("resync/folders", "Sync:status=12", test_resync);
  ADD_FAULT ("resync/state-lost", "Sync:status=132", test_resync);
  ADD_FAULT ("transient/503", "Sync:503", test_transient);
  ADD_FAULT ("transient/5", "Sync:status=5", test_transient);
  ADD_FAULT ("transient/111", "Sync:status=111", test_transient);
  ADD_FAULT ("transient/16", "Sync:status=16", test_transient);
  return g_test_run ();
}
