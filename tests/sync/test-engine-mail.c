/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include "eas/ns-eas-send-mail.h"
#include "transport/ns-connection.h"

#define SENT "\"command\":\"SendMail\""
#define DONE "\"executed\":true"
#define ID "m1@example.test"

typedef struct
{
  NsFixture base;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  const NsSimConfig plain = { 0 };

  ns_fixture_start (&fixture->base, data != NULL ? data : &plain);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ns_fixture_stop (&fixture->base);
}

static void
test_delivered (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const NsSimConfig *config = data;
  g_autofree char *version = g_strdup_printf ("\"version\":\"%s\"", config->versions);
  const gint64 id = ns_fixture_add_mail (self, ID);
  g_autoptr (NsAccount) account = NULL;

  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (self->report.delivered, ==, 1);
  g_assert_cmpuint (self->report.refused, ==, 0);
  g_assert_cmpint (self->report.fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, version, NULL), ==, 1);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), ==, 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
  account = ns_fixture_get_account (self);
  g_assert_cmpstr (account->version, ==, config->versions);

  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 1);
}

/* Once the first mail is on the wire the second one, which has been read ahead by then, is taken away. */
static void
delete_cb (NsEngine *engine, int stage, guint n, guint total, guint64 sent, guint64 size, gpointer user_data)
{
  NsFixture *self = user_data;
  const gint64 second = 2;

  if (stage != NS_STAGE_SENDING || sent == 0)
    return;
  g_signal_handlers_disconnect_by_func (engine, delete_cb, self);
  ns_store_set_deleted_async (self->store, &second, 1, TRUE, NULL, NULL, NULL);
}

static void
test_one_after_the_other (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  gint64 ids[5];

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *message_id = g_strdup_printf ("m%u@example.test", i);

      ids[i] = ns_fixture_add_mail (self, message_id);
    }
  g_assert_cmpint (ids[1], ==, 2);
  g_signal_connect (self->engine, "progress", G_CALLBACK (delete_cb), self);
  ns_fixture_cycle (self);

  g_assert_cmpuint (self->report.delivered, ==, G_N_ELEMENTS (ids) - 1);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, G_N_ELEMENTS (ids) - 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    {
      g_autofree char *message_id = g_strdup_printf ("m%u@example.test", i);

      ns_fixture_assert (self, ids[i], i == 1 ? NS_STATE_PENDING : NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      g_assert_cmpuint (ns_sim_server_count (self->server, message_id), ==, i != 1);
    }
}

static void
test_provision (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);
  g_autoptr (NsAccount) account = NULL;

  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, "\"command\":\"Provision\"", NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 1);
  account = ns_fixture_get_account (self);
  g_assert_nonnull (account->policy_key);
}

/* The policy changes between two cycles: the mail itself is refused once. */
static void
test_policy_refresh (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  gint64 id;

  ns_fixture_cycle (self);
  id = ns_fixture_add_mail (self, ID);
  ns_fixture_fail_next (self, "SendMail:status=143");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 2);
}

/* A server that refuses for ever is asked twice, not for ever; the mail was surely not sent. */
static void
test_provision_in_vain (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);

  ns_fixture_fail_next (self, "SendMail:status=142*5");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_COMMON, 142);
  g_assert_true (self->report.needs_user);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

static void
test_busy (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 first = ns_fixture_add_mail (self, ID);
  const gint64 second = ns_fixture_add_mail (self, "m2@example.test");
  g_autoptr (NsItem) item = NULL;

  ns_fixture_fail_next (self, "SendMail:503");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  ns_fixture_assert (self, second, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  item = ns_fixture_get_item (self, first);
  g_assert_cmpint (item->next_attempt_at, ==, NS_FIXTURE_NOW + 15 * NS_SECOND);
  g_assert_false (self->report.needs_user);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, first, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 2);
}

/* A pause that the server asks for is for the account: nothing else is tried, and no scheduled cycle runs in it. */
static void
test_busy_with_pause (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 first = ns_fixture_add_mail (self, ID);
  const gint64 second = ns_fixture_add_mail (self, "m2@example.test");
  g_autoptr (NsAccount) account = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsCycleReport report;

  ns_fixture_fail_next (self, "SendMail:503=90");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  ns_fixture_assert (self, second, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  g_assert_cmpint (self->report.fault.code, ==, 503);
  account = ns_fixture_get_account (self);
  g_assert_cmpint (account->retry_at, ==, NS_FIXTURE_NOW + 90 * NS_SECOND);
  g_assert_cmpuint (account->failures, ==, 1);

  ns_engine_cycle_async (self->engine, FALSE, NULL, ns_await_cb, &await);
  ns_engine_cycle_finish (self->engine, ns_await_result (&await), &report, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 1);
  g_assert_cmpint (report.fault.code, ==, 503);

  ns_fixture_cycle (self);
  g_assert_cmpuint (self->report.delivered, ==, 2);
  ns_account_unref (g_steal_pointer (&account));
  account = ns_fixture_get_account (self);
  g_assert_cmpuint (account->failures, ==, 0);
  g_assert_cmpint (account->fault.domain, ==, NS_DOMAIN_NONE);
}

static void
test_drop_before (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);

  ns_fixture_fail_next (self, "SendMail:drop-before");
  ns_fixture_cycle (self);
  ns_fixture_cycle (self);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), <=, 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
  if (ns_sim_server_count (self->server, ID) == 1)
    ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* Sent, the answer lost: it is found in Sent Items and not sent again. */
static void
test_lost_answer (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);
  const gint64 other = ns_fixture_add_mail (self, "m2@example.test");

  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, other, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 2);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 2);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), ==, 1);
}

/* Not in Sent Items either: nobody knows, so nobody sends. It is looked for again, and found when it shows up. */
static void
test_uncertain (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);

  ns_fixture_fail_next (self, "SendMail:502");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_UNCERTAIN, NS_DOMAIN_HTTP, 502);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_UNCERTAIN, NS_DOMAIN_HTTP, 502);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 1);

  ns_fixture_apply (self, id, NS_EVENT_RESEND);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count (self->server, ID), ==, 1);
}

/* The look-up that follows a lost answer fails as well: the batch stays in the journal until the next cycle. */
static void
test_lost_twice (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);

  ns_fixture_fail_next (self, "SendMail:drop-answer");
  ns_fixture_fail_next (self, "Sync:drop-answer");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_SENDING, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 1);

  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

static gboolean
is_executed (NsFixture *self)
{
  return ns_fixture_count (self, SENT, DONE, NULL) > 0;
}

/* The server takes longer than anybody waits. */
static void
test_time_out (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 id = ns_fixture_add_mail (self, ID);
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_fixture_fail_next (self, "SendMail:delay=86400");
  ns_engine_cycle_async (self->engine, TRUE, NULL, ns_await_cb, &await);
  while (!is_executed (self))
    g_main_context_iteration (NULL, FALSE);
  ns_clock_advance (self->clock, 3600 * NS_SECOND);
  ns_engine_cycle_finish (self->engine, ns_await_result (&await), &self->report, &error);
  g_assert_no_error (error);
  g_assert_cmpint (self->report.fault.code, ==, NS_NETWORK_TIMEOUT);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 1);
}

/* A mail that the server refuses for good does not hold up the others. */
static void
test_refused (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  const gint64 bad = ns_fixture_add_mail (self, ID);
  const gint64 good = ns_fixture_add_mail (self, "m2@example.test");

  ns_fixture_fail_next (self, "SendMail:status=119");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, bad, NS_STATE_ERROR, NS_DOMAIN_COMMON, 119);
  ns_fixture_assert (self, good, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (self->report.refused, ==, 1);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 2);
}

/* Queues a mail and leases it as a process does that is killed before it knows the end.
 *
 * Returns: (transfer full): the batch that it left */
static NsBatch *
leave_on_the_wire (NsFixture *self, gboolean save_in_sent)
{
  const gint64 id = ns_fixture_add_mail (self, ID);
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);
  g_autoptr (GBytes) mime = ns_fixture_get_payload (self, id, NS_PAYLOAD_MINE);
  g_autoptr (NsBatch) batch = ns_batch_new (NS_COMMAND_SEND_MAIL);
  const NsEasSendMail mail = { .client_id = item->client_id, .save_in_sent = save_in_sent, .mime = mime };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsBatch *leased;

  batch->version = NS_EAS_VERSION_14_1;
  batch->request = ns_eas_send_mail_request_write (&mail, NS_EAS_VERSION_14_1);
  g_ptr_array_add (batch->items, g_steal_pointer (&item));
  ns_store_lease_async (self->store, batch, NULL, ns_await_cb, &await);
  leased = ns_store_lease_finish (self->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return leased;
}

static gint64
first_id (const NsBatch *batch)
{
  return ((const NsItem *) g_ptr_array_index (batch->items, 0))->id;
}

/* Sends what the killed process sent, so that the server has executed it. */
static void
send_behind (NsFixture *self, const NsBatch *batch)
{
  g_autoptr (NsAccount) account = ns_fixture_get_account (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (NsConnection) connection = ns_connection_new (account, "demo", self->clock, &error);
  const NsEasQuery query = { .command = NS_COMMAND_SEND_MAIL };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsExchange) exchange = NULL;

  g_assert_no_error (error);
  ns_connection_post_async (connection, &query, NS_EAS_VERSION_14_1, NULL, NS_EAS_CONTENT_TYPE_WBXML, batch->request,
                            NULL, ns_await_cb, &await);
  exchange = ns_connection_finish (connection, ns_await_result (&await));
  g_assert_cmpint (exchange->attempt.outcome.domain, ==, NS_DOMAIN_NONE);
}

/* Where the server knows ClientIds, the same request tells what became of it, and delivers it if nothing did. */
static void
test_killed_before (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, TRUE);

  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first_id (batch), NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 1);
}

static void
test_killed_after (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, FALSE);

  send_behind (self, batch);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SENT, "\"status\":118", NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 1);
  ns_fixture_assert (self, first_id (batch), NS_STATE_DELIVERED, NS_DOMAIN_COMMON, 118);
}

/* "Not now" says nothing of the first try: it is asked again, and only then known. */
static void
test_killed_and_busy (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, TRUE);

  ns_fixture_reopen (self);
  ns_fixture_fail_next (self, "SendMail:503");
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 1);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first_id (batch), NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, DONE, NULL), ==, 1);
}

/* Elsewhere nobody knows whether it went out, and it is not sent again. */
static void
test_killed_unknown (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, TRUE);

  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first_id (batch), NS_STATE_UNCERTAIN, NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 0);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* Such a server remembers its last few mails only: not one of long ago, which may have left Sent Items, too. */
static void
test_killed_long_ago (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, TRUE);

  ns_clock_advance (self->clock, 3601 * NS_SECOND);
  ns_fixture_reopen (self);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, first_id (batch), NS_STATE_UNCERTAIN, NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 0);
}

/* ... and not one after which others went out: put off once, it waits while they do, and is then only looked for. */
static void
test_killed_before_others (Fixture *fixture, gconstpointer data)
{
  NsFixture *self = &fixture->base;
  g_autoptr (NsBatch) batch = leave_on_the_wire (self, TRUE);
  gint64 other;

  ns_fixture_reopen (self);
  ns_fixture_fail_next (self, "SendMail:503");
  other = ns_fixture_add_mail (self, "m2@example.test");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, other, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, SENT, ID, NULL), ==, 1);
  ns_fixture_assert (self, first_id (batch), NS_STATE_UNCERTAIN, NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED);
}

static const NsSimConfig v121 = { .versions = "12.1" };
static const NsSimConfig v140 = { .versions = "14.0" };
static const NsSimConfig v141 = { .versions = "14.1" };
static const NsSimConfig v121_provision = { .versions = "12.1", .provision = TRUE };
static const NsSimConfig v141_provision = { .versions = "14.1", .provision = TRUE };
static const NsSimConfig forgets = { .versions = "14.1", .no_client_id_memory = TRUE };
static const NsSimConfig tls = { .versions = "14.1", .tls = TRUE };

static void
set_up_plain (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, NULL);
}

#define ADD(path, data, func) g_test_add ("/engine/mail/" path, Fixture, data, set_up, func, tear_down)
#define ADD_FAULT(path, fault, func) g_test_add ("/engine/mail/" path, Fixture, fault, set_up_plain, func, tear_down)

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("delivered/12.1", &v121, test_delivered);
  ADD ("delivered/14.0", &v140, test_delivered);
  ADD ("delivered/14.1", &v141, test_delivered);
  ADD ("delivered/tls", &tls, test_delivered);
  ADD ("one-after-the-other", NULL, test_one_after_the_other);
  ADD ("provision/12.1", &v121_provision, test_provision);
  ADD ("provision/14.1", &v141_provision, test_provision);
  ADD ("provision/refresh", &v141_provision, test_policy_refresh);
  ADD ("provision/in-vain", &v141_provision, test_provision_in_vain);
  ADD ("busy", NULL, test_busy);
  ADD ("busy-12.1", &v121, test_busy);
  ADD ("busy-with-pause", NULL, test_busy_with_pause);
  ADD ("drop-before", NULL, test_drop_before);
  ADD_FAULT ("drop-answer", "SendMail:drop-answer", test_lost_answer);
  ADD_FAULT ("half-answer", "SendMail:half-answer", test_lost_answer);
  ADD ("uncertain", NULL, test_uncertain);
  ADD ("lost-twice", NULL, test_lost_twice);
  ADD ("time-out", NULL, test_time_out);
  ADD ("refused", NULL, test_refused);
  ADD ("killed/before", NULL, test_killed_before);
  ADD ("killed/after", NULL, test_killed_after);
  ADD ("killed/and-busy", NULL, test_killed_and_busy);
  ADD ("killed/unknown", &forgets, test_killed_unknown);
  ADD ("killed/long-ago", NULL, test_killed_long_ago);
  ADD ("killed/before-others", NULL, test_killed_before_others);
  return g_test_run ();
}
