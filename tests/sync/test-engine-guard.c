/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes on a server that never reports a conflict: the engine compares before it sends. */
#include "config.h"
#include "sync/ns-fixture.h"

#include "model/ns-cause.h"

#define SYNC "\"command\":\"Sync\""
#define DONE "\"executed\":true"
#define CHANGE_OP "\"operation\":\"change\""
#define DELETE_OP "\"operation\":\"delete\""

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig silent = { .no_conflicts = TRUE };

  ns_fixture_start (self, data != NULL ? data : &silent);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static void
change_there (NsFixture *self, const char *property, const char *value)
{
  g_autoptr (GError) error = NULL;

  ns_sim_server_outlook_change (self->server, "e1", property, value, &error);
  g_assert_no_error (error);
}

static void
set_settings (NsFixture *self, gboolean compares_first, gboolean clears_echoes)
{
  g_autoptr (NsAccount) before = ns_fixture_get_account (self);
  g_autoptr (NsAccount) account = ns_account_copy (before);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  account->compares_first = compares_first;
  account->clears_echoes = clears_echoes;
  ns_store_set_account_async (self->store, account, NULL, ns_await_cb, &await);
  ns_store_set_account_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/* Nobody else touches them: several changes, in one cycle and in several, all go out. */
static void
test_untouched (NsFixture *self, gconstpointer data)
{
  static const char *const subjects[] = { "Review", "Review at ten", "Review at noon" };

  for (guint i = 0; i < G_N_ELEMENTS (subjects); i++)
    {
      ns_fixture_add_event (self, "e1", subjects[i], 15);
      ns_fixture_add_event (self, "e1", subjects[i], 10);
      ns_fixture_add_contact (self, "c1", "Ada", i % 2 == 0 ? "1" : "2");
      ns_fixture_cycle (self);
      g_assert_cmpuint (self->report.delivered, ==, 3);
    }
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review at noon"), ==, 1);
}

/* Somebody else changed it: nothing is overwritten, and Resend puts mine there. */
static void
test_changed (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change_there (self, "Subject", "Review at ten");
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_CHANGED_ON_SERVER);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review at ten"), ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, NULL), ==, 0);

  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review at noon"), ==, 1);
}

/* And once more between the conflict and the Resend: the user has not seen that. */
static void
test_changed_again (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change_there (self, "Subject", "Review at ten");
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  change_there (self, "Location", "Room 2");
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_CHANGED_ON_SERVER);
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review at noon"), ==, 1);
}

/* Both sides did the same. */
static void
test_same_change (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change_there (self, "Subject", "Review at ten");
  change = ns_fixture_add_event (self, "e1", "Review at ten", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

static void
test_echo (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change_there (self, "Reminder", "0");
  change = ns_fixture_add_event (self, "e1", "Review", 5);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, CHANGE_OP, NULL), ==, 0);
}

static void
cleared_cb (NsEngine *engine, GArray *ids, gint64 *told)
{
  g_assert_cmpuint (ids->len, ==, 1);
  g_assert_cmpint (*told, ==, 0);
  *told = g_array_index (ids, gint64, 0);
}

/* On a server that reports the conflict, and on one that does not: the echo goes by itself, and can be brought back. */
static void
test_echo_cleared (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsItem) cleared = NULL, back = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  gint64 told = 0;
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  g_signal_connect (self->engine, "echoes-cleared", G_CALLBACK (cleared_cb), &told);
  set_settings (self, TRUE, TRUE);
  change_there (self, "Reminder", "0");
  change = ns_fixture_add_event (self, "e1", "Review", 5);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO);
  cleared = ns_fixture_get_item (self, change);
  g_assert_cmpint (cleared->deleted_at, >, 0);
  g_assert_cmpint (cleared->resolution, ==, NS_RESOLUTION_CLEARED);
  g_assert_cmpuint (self->report.cleared, ==, 1);
  g_assert_cmpuint (self->report.refused, ==, 1);
  g_assert_cmpint (told, ==, change);

  ns_store_set_deleted_async (self->store, &change, 1, FALSE, NULL, ns_await_cb, &await);
  ns_store_set_deleted_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  back = ns_fixture_get_item (self, change);
  g_assert_cmpint (back->resolution, ==, NS_RESOLUTION_NONE);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_REMINDER_ECHO);
  g_assert_cmpuint (self->report.cleared, ==, 0);
  ns_fixture_apply (self, change, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

static void
test_gone (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_sim_server_outlook_delete (self->server, "e1", &error);
  g_assert_no_error (error);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_ERROR, NS_DOMAIN_LOCAL, NS_LOCAL_OBJECT_GONE);
}

/* Without comparing first, the last writer wins, as it always did there; no pull goes out. */
static void
test_off (NsFixture *self, gconstpointer data)
{
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  set_settings (self, FALSE, FALSE);
  change_there (self, "Subject", "Review at ten");
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, change, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* The answer is lost before anything was executed, and somebody else changes the event: after the look-up, which
 * shows the server that this device knows the newest version, the change must not go again. */
static void
test_lost_answer (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsItem) item = NULL;
  gint64 change;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  change = ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_fail_next (self, "Sync:drop-before*3@Review at noon");
  ns_fixture_fail_next (self, "Sync:503");
  ns_fixture_cycle (self);
  change_there (self, "Subject", "Review at ten");
  for (int i = 0; i < 3; i++)
    ns_fixture_cycle (self);
  item = ns_fixture_get_item (self, change);
  g_assert_cmpint (item->state, ==, NS_STATE_ERROR);
  g_assert_cmpstr (ns_cause_for (item->outcome)->exception, ==,
                   "StatusException: Conflict matching the client and server object");
  g_assert_cmpuint (ns_sim_server_count (self->server, "Review at ten"), ==, 1);
}

static const NsSimConfig silent = { .no_conflicts = TRUE, .no_replay_memory = TRUE };
static const NsSimConfig reporting = { .product = "14.3" };

#define ADD(path, data, func) g_test_add ("/engine/guard/" path, NsFixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("untouched", NULL, test_untouched);
  ADD ("changed", NULL, test_changed);
  ADD ("changed-again", NULL, test_changed_again);
  ADD ("same-change", NULL, test_same_change);
  ADD ("echo", NULL, test_echo);
  ADD ("echo-cleared/silent", NULL, test_echo_cleared);
  ADD ("echo-cleared/reporting", &reporting, test_echo_cleared);
  ADD ("gone", NULL, test_gone);
  ADD ("off", NULL, test_off);
  ADD ("lost-answer/silent", &silent, test_lost_answer);
  ADD ("lost-answer/reporting", &reporting, test_lost_answer);
  return g_test_run ();
}
