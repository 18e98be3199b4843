/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the engine makes of the faults that meet connections, devices, and answers as a whole. */
#include "config.h"
#include "sync/ns-fixture.h"

#include "model/ns-cause.h"

#define ID "m1@example.test"
#define ID2 "m2@example.test"

typedef struct
{
  const char *name;
  const char *fault;
  const char *protocol; /* (nullable): newest */
  gboolean tls;
  NsDomain domain; /* of the account's fault; none where the cycle succeeds */
  int code;
} Row;

static const Row rows[] = {
  { "refuse-always", "ANY:refuse*", NULL, FALSE, NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT },
  { "tls-failure", "ANY:tls-failure*", NULL, TRUE, NS_DOMAIN_NETWORK, NS_NETWORK_TLS_HANDSHAKE },
  { "expired-certificate", "ANY:expired-certificate*", NULL, TRUE, NS_DOMAIN_NETWORK, NS_NETWORK_TLS_EXPIRED },
  { "moved", "ANY:451", NULL, FALSE, NS_DOMAIN_HTTP, 451 },
  { "quarantine-14.1", "ANY:quarantine", "14.1", FALSE, NS_DOMAIN_COMMON, 129 },
  { "quarantine-12.1", "ANY:quarantine", "12.1", FALSE, NS_DOMAIN_HTTP, 403 },
  { "wipe", "ANY:wipe", "14.1", FALSE, NS_DOMAIN_COMMON, 140 },
  { "account-wipe", "ANY:account-wipe", "14.1", FALSE, NS_DOMAIN_COMMON, 140 },
};

/* The mail waits and says why, in words; when the trouble is gone it goes out, once. */
static void
test_row (gconstpointer data)
{
  const Row *row = data;
  const NsSimConfig config = { .tls = row->tls, .provision = TRUE };
  NsFixture self = { 0 };
  gint64 id;

  ns_fixture_start (&self, &config);
  ns_fixture_set_account (&self, ns_sim_server_get_url (self.server), "demo", row->protocol);
  id = ns_fixture_add_mail (&self, ID);
  ns_fixture_fail_next (&self, row->fault);
  ns_fixture_cycle (&self);
  ns_fixture_assert (&self, id, NS_STATE_PENDING, row->domain, row->code);
  g_assert_cmpint (self.report.fault.domain, ==, row->domain);
  g_assert_cmpint (self.report.fault.code, ==, row->code);
  g_assert_true (ns_cause_has_row (row->domain, row->code));
  g_assert_cmpuint (ns_sim_server_count_sent (self.server, "<" ID ">"), ==, 0);

  ns_sim_server_clear_faults (self.server);
  ns_fixture_cycle (&self);
  ns_fixture_assert (&self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count_sent (self.server, "<" ID ">"), ==, 1);
  ns_fixture_stop (&self);
}

/* A connection that is reset at once may be noticed when it is made, or when the first request is written. */
static void
test_refuse_next (void)
{
  const NsSimConfig config = { 0 };
  g_autoptr (NsItem) item = NULL;
  NsFixture self = { 0 };
  gint64 id;

  ns_fixture_start (&self, &config);
  id = ns_fixture_add_mail (&self, ID);
  ns_fixture_fail_next (&self, "ANY:refuse");
  ns_fixture_cycle (&self);
  item = ns_fixture_get_item (&self, id);
  g_assert_cmpint (item->state, ==, NS_STATE_PENDING);
  g_assert_cmpint (self.report.fault.domain, ==, NS_DOMAIN_NETWORK);
  g_assert_true (ns_cause_has_row (NS_DOMAIN_NETWORK, self.report.fault.code));
  ns_fixture_cycle (&self);
  ns_fixture_assert (&self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_sim_server_count_sent (self.server, "<" ID ">"), ==, 1);
  ns_fixture_stop (&self);
}

/* The copy of an answer is never taken for the answer of the next request: what the server refused is not delivered. */
static void
test_answer_twice (gconstpointer data)
{
  const NsSimConfig config = { .tls = GPOINTER_TO_INT (data) };
  NsFixture self = { 0 };
  gint64 first, second;

  ns_fixture_start (&self, &config);
  first = ns_fixture_add_mail (&self, ID);
  second = ns_fixture_add_mail (&self, ID2);
  ns_fixture_fail_next (&self, "SendMail:answer-twice");
  ns_fixture_fail_next (&self, "SendMail:status=119");
  ns_fixture_cycle (&self);
  ns_fixture_assert (&self, first, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (&self, second, NS_STATE_ERROR, NS_DOMAIN_COMMON, 119);
  g_assert_cmpuint (ns_sim_server_count_sent (self.server, "<" ID ">"), ==, 1);
  g_assert_cmpuint (ns_sim_server_count_sent (self.server, "<" ID2 ">"), ==, 0);
  ns_fixture_stop (&self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = g_strconcat ("/engine/palette/", rows[i].name, NULL);

      g_test_add_data_func (path, &rows[i], test_row);
    }
  g_test_add_func ("/engine/palette/refuse-next", test_refuse_next);
  g_test_add_data_func ("/engine/palette/answer-twice", GINT_TO_POINTER (FALSE), test_answer_twice);
  g_test_add_data_func ("/engine/palette/answer-twice-tls", GINT_TO_POINTER (TRUE), test_answer_twice);
  return g_test_run ();
}
