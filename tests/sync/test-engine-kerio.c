/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Article 416: Kerio MailServer before 6.7, SSL, and device software before 4.6, as the laboratory models it. The
 * answers go through the real transport, over real TLS. */
#include "config.h"
#include "sync/ns-fixture.h"

#define MAIL "kerio-1@example.test"
#define RECIPIENT "someone@example.test"
#define CYCLES 3

/* What everybody holds after so many cycles of the trouble. */
static void
assert_copies (NsFixture *self, guint n)
{
  g_assert_cmpuint (ns_sim_server_count (self->server, "Ada Example"), ==, n);
  g_assert_cmpuint (ns_sim_server_count (self->server, "uid-1"), ==, n);
  g_assert_cmpuint (ns_sim_server_count_recipient (self->server, RECIPIENT, MAIL), ==, n);
}

typedef struct
{
  gint64 mail;
  gint64 contact;
  gint64 event;
} Items;

static Items
queue_all (NsFixture *self)
{
  return (Items) {
    .mail = ns_fixture_add_mail (self, MAIL),
    .contact = ns_fixture_add_contact (self, "c1", "Ada", "1"),
    .event = ns_fixture_add_event (self, "uid-1", "Review", 15),
  };
}

static void
assert_all (NsFixture *self, const Items *items, NsState state, NsDomain domain, int code)
{
  ns_fixture_assert (self, items->mail, state, domain, code);
  ns_fixture_assert (self, items->contact, state, domain, code);
  ns_fixture_assert (self, items->event, state, domain, code);
}

static void
assert_delivered (NsFixture *self, const Items *items)
{
  assert_all (self, items, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
}

/* Pending for ever, and executed each time: no error is shown, and nothing is looked up. */
static Items
suffer (NsFixture *self)
{
  const Items items = queue_all (self);

  for (guint i = 1; i <= CYCLES; i++)
    {
      ns_fixture_cycle (self);
      g_assert_cmpint (self->report.fault.code, ==, NS_NETWORK_LOST_ANSWER);
      assert_all (self, &items, NS_STATE_PENDING, NS_DOMAIN_NETWORK, NS_NETWORK_LOST_ANSWER);
      assert_copies (self, i);
      g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
    }
  return items;
}

/* After a cure the pending items go out for the last time. */
static void
assert_healed (NsFixture *self, const Items *items)
{
  ns_fixture_cycle (self);
  assert_delivered (self, items);
  assert_copies (self, CYCLES + 1);
  ns_fixture_cycle (self);
  assert_copies (self, CYCLES + 1);
}

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig config = { .personality = "kerio-6.6", .tls = TRUE };

  ns_fixture_start (self, &config);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static void
test_new_device (NsFixture *self, gconstpointer data)
{
  Items items;

  ns_engine_set_device (self->engine, NULL, "4.5.0.77");
  items = suffer (self);
  ns_engine_set_device (self->engine, NULL, data);
  assert_healed (self, &items);
}

static void
test_new_server (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Items items;

  ns_engine_set_device (self->engine, NULL, "4.2.1");
  items = suffer (self);
  ns_sim_server_set_personality (self->server, "kerio-6.7", &error);
  g_assert_no_error (error);
  assert_healed (self, &items);
}

static void
test_no_ssl (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Items items;

  ns_engine_set_device (self->engine, NULL, "4.5");
  items = suffer (self);
  ns_sim_server_set_tls (self->server, FALSE, &error);
  g_assert_no_error (error);
  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", NULL);
  assert_healed (self, &items);
}

/* This program, with no device to play: each item once, whatever becomes of the answers. */
static void
test_today (NsFixture *self, gconstpointer data)
{
  const Items items = queue_all (self);

  ns_fixture_cycle (self);
  assert_delivered (self, &items);
  ns_fixture_cycle (self);
  assert_copies (self, 1);
}

/* An answer that was lost on the way besides: it is looked up, and never repeated blindly. */
static void
test_today_lost (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Items items;

  ns_sim_server_set_personality (self->server, data, &error);
  g_assert_no_error (error);
  items = queue_all (self);
  ns_fixture_fail_next (self, "Sync:drop-answer*2@*");
  ns_fixture_fail_next (self, "SendMail:drop-answer");
  for (guint i = 0; i < CYCLES; i++)
    ns_fixture_cycle (self);
  assert_delivered (self, &items);
  assert_copies (self, 1);
}

/* The server ends only what it executed in this way, and every such answer states no length. */
static void
test_old_device_elsewhere (NsFixture *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Items items;

  ns_sim_server_set_personality (self->server, data, &error);
  g_assert_no_error (error);
  ns_engine_set_device (self->engine, NULL, "4.5.0.77");
  items = queue_all (self);
  ns_fixture_cycle (self);
  assert_delivered (self, &items);
  assert_copies (self, 1);
}

static void
add (const char *path, gconstpointer data, void (*test) (NsFixture *, gconstpointer))
{
  g_test_add (path, NsFixture, data, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("/engine/kerio/cure/device-4.6", "4.6.0.1", test_new_device);
  add ("/engine/kerio/cure/device-5.0", "5.0", test_new_device);
  add ("/engine/kerio/cure/this-program", NULL, test_new_device);
  add ("/engine/kerio/cure/server-6.7", NULL, test_new_server);
  add ("/engine/kerio/cure/no-ssl", NULL, test_no_ssl);
  add ("/engine/kerio/today", NULL, test_today);
  add ("/engine/kerio/today-lost/kerio-6.6", "kerio-6.6", test_today_lost);
  add ("/engine/kerio/today-lost/kerio-6.7", "kerio-6.7", test_today_lost);
  add ("/engine/kerio/today-lost/exchange-2007", "exchange-2007", test_today_lost);
  add ("/engine/kerio/today-lost/exchange-2010", "exchange-2010", test_today_lost);
  add ("/engine/kerio/today-lost/exchange-2013", "exchange-2013", test_today_lost);
  add ("/engine/kerio/today-lost/exchange-2016", "exchange-2016", test_today_lost);
  add ("/engine/kerio/today-lost/sogo", "sogo", test_today_lost);
  add ("/engine/kerio/elsewhere/kerio-6.7", "kerio-6.7", test_old_device_elsewhere);
  add ("/engine/kerio/elsewhere/exchange-2007", "exchange-2007", test_old_device_elsewhere);
  add ("/engine/kerio/elsewhere/sogo", "sogo", test_old_device_elsewhere);
  return g_test_run ();
}
