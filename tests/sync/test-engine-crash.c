/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>

#define DONE "\"executed\":true"
#define RUN "--run"

/* The other process: runs one cycle on a profile and is killed at a step of it, as by kill -9. */
static void
die_cb (NsEngine *engine, int stage, guint n, guint total, guint64 sent, guint64 size, guint *countdown)
{
  if (--*countdown == 0)
    raise (SIGKILL);
}

static int
run_cycle (const char *profile, guint step)
{
  g_autoptr (NsClock) clock = ns_clock_new_system ();
  g_autoptr (NsSecrets) secrets = ns_secrets_new_memory ();
  g_autoptr (NsStore) store = NULL;
  g_autoptr (NsEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) opened = NS_AWAIT_INIT, ended = NS_AWAIT_INIT;
  NsCycleReport report;

  ns_store_open_async (profile, clock, NULL, ns_await_cb, &opened);
  store = ns_store_open_finish (ns_await_result (&opened), &error);
  g_assert_no_error (error);
  engine = ns_engine_new (store, secrets);
  g_signal_connect (engine, "progress", G_CALLBACK (die_cb), &step);
  ns_engine_cycle_async (engine, TRUE, NULL, ns_await_cb, &ended);
  ns_engine_cycle_finish (engine, ns_await_result (&ended), &report, &error);
  g_assert_no_error (error);
  ns_store_close (store);
  return EXIT_SUCCESS;
}

/* Returns: whether it was killed; else it came to its end. */
static gboolean
run_and_kill (const char *profile, guint step)
{
  g_autofree char *steps = g_strdup_printf ("%u", step);
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "sync", "test-engine-crash", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE, &error, program, RUN,
                                                      profile, steps, NULL);

  g_assert_no_error (error);
  g_subprocess_wait (process, NULL, &error);
  g_assert_no_error (error);
  if (g_subprocess_get_if_signaled (process))
    return g_subprocess_get_term_sig (process) == SIGKILL;
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, EXIT_SUCCESS);
  return FALSE;
}

static void
use_command (NsFixture *self)
{
  g_autoptr (NsAccount) stored = ns_fixture_get_account (self);
  g_autoptr (NsAccount) account = ns_account_copy (stored);
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  account->password_command = g_strdup ("echo demo");
  ns_store_set_account_async (self->store, account, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_set_account_finish (self->store, ns_await_result (&await), NULL));
}

static const NsSimConfig remembers = { 0 };
static const NsSimConfig forgets = { .no_replay_memory = TRUE, .no_client_id_memory = TRUE };
static const NsSimConfig old = { .versions = "12.1", .provision = TRUE };

/* Killed at each step that a cycle has: nothing is lost, and nothing is delivered twice. */
static void
test_killed (gconstpointer data)
{
  NsFixture self = { 0 };
  gboolean was_killed = TRUE;

  ns_fixture_start (&self, data);
  use_command (&self);
  for (guint step = 1; was_killed; step++)
    {
      g_autofree char *uid = g_strdup_printf ("e%u", step);
      g_autofree char *name = g_strdup_printf ("Ada%u", step);
      g_autofree char *message_id = g_strdup_printf ("m%u@example.test", step);
      const gint64 event = ns_fixture_add_event (&self, uid, uid, 5);
      const gint64 contact = ns_fixture_add_contact (&self, name, name, "1");
      const gint64 mail = ns_fixture_add_mail (&self, message_id);
      g_autoptr (NsItem) item = NULL;

      was_killed = run_and_kill (self.profile, step);
      ns_fixture_reopen (&self);
      ns_fixture_cycle (&self);
      ns_fixture_cycle (&self);
      g_test_message ("step %u: %s", step, was_killed ? "killed" : "ended");
      ns_fixture_assert (&self, event, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      ns_fixture_assert (&self, contact, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      g_assert_cmpuint (ns_sim_server_count (self.server, uid), ==, 1);
      g_assert_cmpuint (ns_fixture_count (&self, DONE, name, NULL), ==, 1);
      g_assert_cmpuint (ns_fixture_count_journal (&self), ==, 0);
      item = ns_fixture_get_item (&self, mail);
      /* Only a server that knows ClientIds leaves no doubt. */
      if (item->state == NS_STATE_UNCERTAIN && data != &remembers)
        g_assert_cmpuint (ns_sim_server_count (self.server, message_id), ==, 0);
      else
        g_assert_cmpint (item->state, ==, NS_STATE_DELIVERED);
      g_assert_cmpuint (ns_sim_server_count (self.server, message_id), <=, 1);
      g_assert_cmpuint (step, <, 200);
    }
  ns_fixture_stop (&self);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], RUN) == 0)
    return run_cycle (argv[2], (guint) strtoul (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/engine/crash/remembers", &remembers, test_killed);
  g_test_add_data_func ("/engine/crash/forgets", &forgets, test_killed);
  g_test_add_data_func ("/engine/crash/old", &old, test_killed);
  return g_test_run ();
}
