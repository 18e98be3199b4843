/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The server is told once what device this is, in the way that the version has; that never holds up a delivery. */
#include "config.h"
#include "sync/ns-fixture.h"

#define MODEL "BlackBerry 8320"
#define OLD_SOFTWARE "4.5.0.77"
#define NEW_SOFTWARE "4.6.0.167"

#define SETTINGS "\"command\":\"Settings\""
#define PROVISION "\"command\":\"Provision\""
#define TOLD_OLD "\"model\":\"" MODEL "\",\"os\":\"" OLD_SOFTWARE "\""
#define TOLD_NEW "\"model\":\"" MODEL "\",\"os\":\"" NEW_SOFTWARE "\""
#define OLD_AGENT "\"user_agent\":\"BlackBerry-8320/" OLD_SOFTWARE "\""
#define NEW_AGENT "\"user_agent\":\"BlackBerry-8320/" NEW_SOFTWARE "\""

static void
start (NsFixture *self, const char *personality, const char *protocol)
{
  const NsSimConfig config = { .personality = personality, .strict = TRUE };

  ns_fixture_start (self, &config);
  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", protocol);
}

static void
deliver (NsFixture *self, const char *message_id)
{
  const gint64 id = ns_fixture_add_mail (self, message_id);

  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* Each version in its way; once, also for another run of the program; and again after an upgrade. */
static void
test_told (void)
{
  static const struct
  {
    const char *personality;
    const char *protocol;
    const char *way; /* (nullable): nothing but User-Agent */
  } rows[] = {
    { "exchange-2007", "12.1", SETTINGS },
    { "exchange-2010", "14.0", SETTINGS },  { "exchange-2010", "14.1", PROVISION }, { "sogo", "12.1", SETTINGS },
    { "sogo", "14.1", NULL },               { "generic", "14.0", SETTINGS },       { "generic", "14.1", NULL },
    { "kerio-6.7", "12.1", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      const guint n = rows[i].way != NULL ? 1 : 0;
      const char *way = rows[i].way != NULL ? rows[i].way : "\"operation\":\"device\"";
      NsFixture self;

      g_test_message ("%s %s", rows[i].personality, rows[i].protocol);
      start (&self, rows[i].personality, rows[i].protocol);
      ns_engine_set_device (self.engine, MODEL, OLD_SOFTWARE);
      deliver (&self, "1@example.test");
      g_assert_cmpuint (ns_fixture_count (&self, way, TOLD_OLD, NULL), ==, n);
      g_assert_cmpuint (ns_fixture_count (&self, OLD_AGENT, NULL), ==, ns_fixture_count (&self, "{", NULL));

      ns_fixture_reopen (&self);
      ns_engine_set_device (self.engine, MODEL, OLD_SOFTWARE);
      deliver (&self, "2@example.test");
      g_assert_cmpuint (ns_fixture_count (&self, "\"operation\":\"device\"", NULL), ==, n);

      ns_engine_set_device (self.engine, MODEL, NEW_SOFTWARE);
      deliver (&self, "3@example.test");
      deliver (&self, "4@example.test");
      g_assert_cmpuint (ns_fixture_count (&self, way, TOLD_NEW, NULL), ==, n);
      g_assert_cmpuint (ns_fixture_count (&self, "\"operation\":\"device\"", NULL), ==, 2 * n);
      g_assert_cmpuint (ns_fixture_count (&self, NEW_AGENT, NULL), >, 0);
      ns_fixture_stop (&self);
    }
}

/* Without a demonstration it is this computer. */
static void
test_this_computer (void)
{
  NsFixture self;

  start (&self, "exchange-2010", "14.1");
  deliver (&self, "1@example.test");
  g_assert_cmpuint (ns_fixture_count (&self, PROVISION, "\"model\":\"Linux desktop\",\"os\":\"Linux\"", NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count (&self, "\"user_agent\":\"NotifySync-Linux/", NULL), ==,
                    ns_fixture_count (&self, "{", NULL));
  ns_fixture_stop (&self);
}

/* Whatever becomes of Settings, the mail goes out in the same cycle. Who did not hear it is told again. */
static void
test_never_blocks (void)
{
  static const struct
  {
    const char *fault;
    gboolean again;
  } rows[] = {
    { "Settings:500", FALSE },         { "Settings:501", FALSE },        { "Settings:400", FALSE },
    { "Settings:404", FALSE },         { "Settings:503=7", TRUE },       { "Settings:401", TRUE },
    { "Settings:403", TRUE },          { "Settings:drop-answer", TRUE }, { "Settings:drop-before", TRUE },
    { "Settings:html", TRUE },        { "Settings:status=142", FALSE },  { "Settings:status=2", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      NsFixture self;
      guint asked;

      g_test_message ("%s", rows[i].fault);
      start (&self, "exchange-2007", "12.1");
      ns_fixture_fail_next (&self, rows[i].fault);
      deliver (&self, "1@example.test");
      asked = ns_fixture_count (&self, SETTINGS, NULL);
      deliver (&self, "2@example.test");
      deliver (&self, "3@example.test");
      g_assert_cmpuint (ns_fixture_count (&self, SETTINGS, NULL) - asked, ==, rows[i].again);
      ns_fixture_stop (&self);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/engine/device/told", test_told);
  g_test_add_func ("/engine/device/this-computer", test_this_computer);
  g_test_add_func ("/engine/device/never-blocks", test_never_blocks);
  return g_test_run ();
}
