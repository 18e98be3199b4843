/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine learns of a server by what it does, and what it does with that. */
#include "config.h"
#include "sync/ns-fixture.h"

#include <string.h>

#define SYNC "\"command\":\"Sync\""
#define SEND "\"command\":\"SendMail\""
#define DONE "\"executed\":true"
#define ADD_OP "\"operation\":\"add\""
#define ID "m1@example.test"
#define MINUTE (60 * NS_SECOND)

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
assert_knows (NsFixture *self, NsCapability capability, NsKnowledge knowledge)
{
  g_autoptr (NsAccount) account = ns_fixture_get_account (self);

  g_assert_cmpstr (ns_knowledge_nick (ns_account_knows (account, capability)), ==, ns_knowledge_nick (knowledge));
}

static void
lose_first_answer (NsFixture *self, const char *fault)
{
  ns_fixture_cycle (self);
  ns_fixture_add_contact (self, "c1", "Ada", "1");
  ns_fixture_fail_next (self, fault);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, 1, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* Half of a good answer proves that the request was executed; then one copy proves that its repetition was not. */
static void
test_replay_yes (NsFixture *self, gconstpointer data)
{
  lose_first_answer (self, "Sync:half-answer@Ada Example");
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_OBSERVED_YES);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1);
}

/* Where nothing at all came back, the first request may never have been there. */
static void
test_replay_open (NsFixture *self, gconstpointer data)
{
  lose_first_answer (self, "Sync:drop-before@Ada Example");
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_ASSUMED_YES);
}

/* A server that calls itself Exchange and executes a repetition once more is found out, and never trusted again. */
static void
test_replay_no (NsFixture *self, gconstpointer data)
{
  lose_first_answer (self, "Sync:drop-answer@Ada Example");
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_OBSERVED_NO);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 2);

  ns_fixture_add_contact (self, "c2", "Bob", "1");
  ns_fixture_fail_next (self, "Sync:drop-answer@Bob Example");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, 2, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, "Bob", NULL), ==, 1);
}

static void
test_replay_forgotten_key (NsFixture *self, gconstpointer data)
{
  ns_fixture_fail_next (self, "Sync:drop-answer@Ada Example");
  ns_fixture_fail_next (self, "Sync:status=3@Ada Example");
  lose_first_answer (self, "SendMail:503");
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_OBSERVED_NO);
  g_assert_cmpuint (ns_fixture_count (self, SYNC, ADD_OP, DONE, NULL), ==, 1);
}

static void
test_conflicts (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  ns_fixture_add_event (self, "e1", "Review", 15);
  ns_fixture_cycle (self);
  assert_knows (self, NS_CAPABILITY_REPORTS_CONFLICTS, NS_KNOWLEDGE_ASSUMED_YES);
  ns_sim_server_outlook_change (self->server, "e1", "Subject", "Review at ten", &error);
  g_assert_no_error (error);
  ns_fixture_add_event (self, "e1", "Review at noon", 15);
  ns_fixture_cycle (self);
  assert_knows (self, NS_CAPABILITY_REPORTS_CONFLICTS, NS_KNOWLEDGE_OBSERVED_YES);
}

/* The answer is lost, and Sent Items cannot be looked at: what the user sends again tells of the server. */
static gint64
send_anyway (NsFixture *self)
{
  gint64 id;

  ns_fixture_cycle (self);
  id = ns_fixture_add_mail (self, ID);
  ns_fixture_fail_next (self, "SendMail:drop-answer");
  ns_fixture_fail_next (self, "Sync:status=12");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_UNCERTAIN, NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER);
  ns_fixture_apply (self, id, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  return id;
}

static void
test_client_ids_yes (NsFixture *self, gconstpointer data)
{
  const gint64 id = send_anyway (self);

  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_COMMON, 118);
  assert_knows (self, NS_CAPABILITY_CLIENT_IDS, NS_KNOWLEDGE_OBSERVED_YES);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), ==, 1);
}

static void
test_client_ids_no (NsFixture *self, gconstpointer data)
{
  const gint64 id = send_anyway (self);

  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  assert_knows (self, NS_CAPABILITY_CLIENT_IDS, NS_KNOWLEDGE_OBSERVED_NO);
  assert_knows (self, NS_CAPABILITY_SAVES_SENT, NS_KNOWLEDGE_OBSERVED_YES);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), ==, 2);
}

static void
test_sent_found (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, ID);

  ns_fixture_fail_next (self, "SendMail:drop-answer");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  assert_knows (self, NS_CAPABILITY_SAVES_SENT, NS_KNOWLEDGE_OBSERVED_YES);
  assert_knows (self, NS_CAPABILITY_FINDS_MESSAGE_IDS, NS_KNOWLEDGE_OBSERVED_YES);
}

/* Mails that were accepted a while ago have no copy: that this one has none says nothing, and the item says so. Of
 * one mail alone nothing is concluded. */
static void
test_sent_missing (NsFixture *self, gconstpointer data)
{
  const char *const ids[] = { "a@example.test", "b@example.test", "c@example.test", ID };
  g_autoptr (NsItem) early = NULL, late = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      ns_fixture_add_mail (self, ids[i]);
      if (i % 2 == 1)
        ns_fixture_fail_next (self, "SendMail:drop-answer");
      ns_fixture_cycle (self);
      ns_clock_advance (self->clock, 2 * MINUTE);
      assert_knows (self, NS_CAPABILITY_SAVES_SENT, i == 3 ? NS_KNOWLEDGE_OBSERVED_NO : NS_KNOWLEDGE_ASSUMED_YES);
    }
  early = ns_fixture_get_item (self, 2);
  late = ns_fixture_get_item (self, 4);
  g_assert_cmpint (early->state, ==, NS_STATE_UNCERTAIN);
  g_assert_nonnull (strstr (early->detail, "the copy may be missing"));
  g_assert_cmpint (late->state, ==, NS_STATE_UNCERTAIN);
  g_assert_nonnull (strstr (late->detail, "keeps no copies"));
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpuint (ns_sim_server_count (self->server, ids[i]), ==, 1);
}

/* What was seen of one product says nothing of another one at the same address. */
static void
test_product_changed (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) before = NULL, other = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  lose_first_answer (self, "Sync:half-answer@Ada Example");
  before = ns_fixture_get_account (self);
  other = ns_account_copy (before);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_OBSERVED_YES);

  g_free (other->server_product);
  other->server_product = g_strdup ("Kerio MailServer 6.6.2");
  ns_store_set_session_async (self->store, other, NULL, ns_await_cb, &await);
  ns_store_set_session_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  assert_knows (self, NS_CAPABILITY_REPLAY, NS_KNOWLEDGE_ASSUMED_YES);
}

static const NsSimConfig liar = { .product = "14.3", .no_replay_memory = TRUE };
static const NsSimConfig unknown = { .product = "14.1", .versions = "14.1" };
static const NsSimConfig forgetful = { .versions = "14.1", .no_client_id_memory = TRUE };
static const NsSimConfig copyless = { .no_sent_copies = TRUE };

#define ADD(path, data, func) g_test_add ("/engine/capability/" path, NsFixture, data, set_up, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("replay/yes", NULL, test_replay_yes);
  ADD ("replay/open", NULL, test_replay_open);
  ADD ("replay/no", &liar, test_replay_no);
  ADD ("replay/forgotten-key", NULL, test_replay_forgotten_key);
  ADD ("conflicts", NULL, test_conflicts);
  ADD ("client-ids/yes", &unknown, test_client_ids_yes);
  ADD ("client-ids/no", &forgetful, test_client_ids_no);
  ADD ("sent/found", &unknown, test_sent_found);
  ADD ("sent/missing", &copyless, test_sent_missing);
  ADD ("product-changed", NULL, test_product_changed);
  return g_test_run ();
}
