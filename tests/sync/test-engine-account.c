/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-fixture.h"

#include "eas/ns-eas-query.h"
#include "model/ns-cause.h"
#include "model/ns-trouble.h"

#define SENT "\"command\":\"SendMail\""
#define DONE "\"executed\":true"

static void
set_up (NsFixture *self, gconstpointer data)
{
  const NsSimConfig plain = { .provision = TRUE };

  ns_fixture_start (self, data != NULL ? data : &plain);
}

static void
tear_down (NsFixture *self, gconstpointer data)
{
  ns_fixture_stop (self);
}

static NsCycleReport
scheduled_cycle (NsFixture *self)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsCycleReport report;

  ns_engine_cycle_async (self->engine, FALSE, NULL, ns_await_cb, &await);
  ns_engine_cycle_finish (self->engine, ns_await_result (&await), &report, &error);
  g_assert_no_error (error);
  return report;
}

/* The account waits for its user: the item says why, and a wrong password is never tried again by itself. */
static void
test_wrong_password (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");
  g_autoptr (NsAccount) account = NULL;
  guint asked;

  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "wrong", NULL);
  ns_fixture_cycle (self);
  g_assert_true (self->report.needs_user);
  g_assert_cmpint (self->report.fault.domain, ==, NS_DOMAIN_HTTP);
  g_assert_cmpint (self->report.fault.code, ==, 401);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_HTTP, 401);
  account = ns_fixture_get_account (self);
  g_assert_cmpint (account->fault.code, ==, 401);

  asked = ns_fixture_count (self, "{", NULL);
  scheduled_cycle (self);
  g_assert_cmpuint (ns_fixture_count (self, "{", NULL), ==, asked);

  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", NULL);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_account_unref (g_steal_pointer (&account));
  account = ns_fixture_get_account (self);
  g_assert_cmpint (account->fault.domain, ==, NS_DOMAIN_NONE);
}

/* The password is gone: nothing goes over the network. */
static void
test_no_password (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) account = ns_account_new ();
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  account->server = g_strdup (ns_sim_server_get_url (self->server));
  account->user = g_strdup ("nobody");
  account->email = g_strdup ("nobody@example.test");
  account->device_id = g_strdup ("0123456789abcdef0123456789abcdef");
  account->password_command = g_strdup ("exit 7");
  ns_store_set_account_async (self->store, account, NULL, ns_await_cb, &await);
  g_assert_true (ns_store_set_account_finish (self->store, ns_await_result (&await), NULL));
  ns_fixture_cycle (self);
  g_assert_true (self->report.needs_user);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_LOCAL, NS_LOCAL_NO_PASSWORD);
  g_assert_cmpuint (ns_fixture_count (self, "{", NULL), ==, 0);
}

static void
test_unreachable (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");
  g_autofree char *url = g_strdup (ns_sim_server_get_url (self->server));
  g_autoptr (NsAccount) account = NULL;
  g_autoptr (NsItem) item = NULL;

  ns_sim_server_stop (self->server);
  g_clear_object (&self->server);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_NETWORK, NS_NETWORK_CONNECT);
  g_assert_false (self->report.needs_user);
  account = ns_fixture_get_account (self);
  g_assert_cmpint (account->retry_at, ==, NS_FIXTURE_NOW + 15 * NS_SECOND);
  item = ns_fixture_get_item (self, id);
  g_assert_cmpint (item->next_attempt_at, ==, account->retry_at);
  g_assert_cmpuint (item->attempts, ==, 0);

  ns_fixture_cycle (self);
  ns_account_unref (g_steal_pointer (&account));
  account = ns_fixture_get_account (self);
  g_assert_cmpuint (account->failures, ==, 2);
  g_assert_cmpint (account->retry_at, ==, NS_FIXTURE_NOW + 30 * NS_SECOND);
}

/* What the last answer said of itself is kept; where nothing answers, what was known stays. */
static void
test_observed (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccount) page = NULL, known = NULL, kept = NULL;

  ns_fixture_add_mail (self, "m@example.test");
  ns_fixture_fail_next (self, "OPTIONS:html");
  ns_fixture_cycle (self);
  page = ns_fixture_get_account (self);
  g_assert_cmpstr (page->media_type, ==, "text/html");
  g_assert_cmpstr (ns_trouble_for (page, NULL)->id, ==, "captive-portal");

  ns_fixture_fail_next (self, "SendMail:status=129");
  ns_fixture_cycle (self);
  known = ns_fixture_get_account (self);
  g_assert_cmpstr (known->media_type, ==, NS_EAS_CONTENT_TYPE_WBXML);
  g_assert_cmpint (known->clock_skew, ==, 0);
  g_assert_cmpstr (ns_trouble_for (known, NULL)->id, ==, "device-blocked");

  ns_sim_server_stop (self->server);
  g_clear_object (&self->server);
  ns_fixture_cycle (self);
  kept = ns_fixture_get_account (self);
  g_assert_cmpint (kept->fault.code, ==, NS_NETWORK_CONNECT);
  g_assert_cmpstr (kept->media_type, ==, NS_EAS_CONTENT_TYPE_WBXML);
}

/* A web page answers in the server's place, at any step: nothing counts as delivered. */
static void
test_web_page (NsFixture *self, gconstpointer data)
{
  const gint64 mail = ns_fixture_add_mail (self, "m@example.test");
  const gint64 contact = ns_fixture_add_contact (self, "c1", "Ada", "1");

  ns_fixture_fail_next (self, data);
  ns_fixture_cycle (self);
  g_assert_cmpint (self->report.fault.code, ==, NS_NETWORK_NOT_EAS);
  for (int i = 0; i < 3; i++)
    ns_fixture_cycle (self);
  ns_fixture_assert (self, mail, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  ns_fixture_assert (self, contact, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, DONE, "\"operation\":\"add\"", NULL), ==, 1);
  g_assert_cmpuint (ns_fixture_count (self, DONE, SENT, NULL), ==, 1);
}

static void
test_redirect (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");

  ns_fixture_fail_next (self, "SendMail:302");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_HTTP, 302);
  g_assert_true (self->report.needs_user);
  g_assert_cmpuint (ns_fixture_count (self, DONE, SENT, NULL), ==, 0);
}

/* The folder tree's key is gone on the server: from key 0 again. */
static void
test_folder_key (NsFixture *self, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsAccount) account = NULL;
  g_autofree char *detail = NULL;
  NsOutcome fault;

  ns_fixture_cycle (self);
  ns_fixture_fail_next (self, "FolderSync:status=9");
  ns_engine_test_async (self->engine, NULL, ns_await_cb, &await);
  g_assert_true (ns_engine_test_finish (self->engine, ns_await_result (&await), &fault, &detail, &account, NULL));
  g_assert_cmpint (fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_nonnull (account->folder_sync_key);
}

/* Kerio does not ask for Provision, it only refuses. */
static void
test_kerio (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");

  ns_fixture_fail_next (self, "FolderSync:400");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, "\"command\":\"Provision\"", NULL), ==, 1);
}

static void
test_test (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");
  g_auto (NsAwait) good = NS_AWAIT_INIT, bad = NS_AWAIT_INIT;
  g_autoptr (NsAccount) account = NULL, other = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *detail = NULL;
  NsOutcome fault;

  ns_engine_test_async (self->engine, NULL, ns_await_cb, &good);
  ns_engine_test_finish (self->engine, ns_await_result (&good), &fault, &detail, &account, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpstr (account->version, ==, "14.1");
  g_assert_nonnull (account->policy_key);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_NONE, 0);

  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "wrong", NULL);
  ns_engine_test_async (self->engine, NULL, ns_await_cb, &bad);
  ns_engine_test_finish (self->engine, ns_await_result (&bad), &fault, NULL, &other, &error);
  g_assert_no_error (error);
  g_assert_cmpint (fault.code, ==, 401);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_NONE, 0);
}

static void
test_version (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");

  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", "12.1");
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
  g_assert_cmpuint (ns_fixture_count (self, DONE, SENT, "\"version\":\"12.1\"", NULL), ==, 1);
  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "demo", "16.1");
  ns_fixture_cycle (self);
  g_assert_cmpint (self->report.fault.domain, ==, NS_DOMAIN_COMMON);
  g_assert_cmpint (self->report.fault.code, ==, 138);
  g_assert_true (self->report.needs_user);
}

static void
test_no_account (NsFixture *self, gconstpointer data)
{
  g_autofree char *profile = g_dir_make_tmp ("ns-empty-XXXXXX", NULL);
  g_autoptr (NsStore) store = NULL;
  g_autoptr (NsEngine) engine = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (NsAwait) opened = NS_AWAIT_INIT, ended = NS_AWAIT_INIT;

  ns_store_open_async (profile, self->clock, NULL, ns_await_cb, &opened);
  store = ns_store_open_finish (ns_await_result (&opened), &error);
  g_assert_no_error (error);
  engine = ns_engine_new (store, self->secrets);
  ns_engine_cycle_async (engine, TRUE, NULL, ns_await_cb, &ended);
  g_assert_false (ns_engine_cycle_finish (engine, ns_await_result (&ended), NULL, &error));
  g_assert_error (error, NS_ENGINE_ERROR, NS_ENGINE_ERROR_NO_ACCOUNT);
  ns_store_close (store);
  ns_fixture_remove_folder (profile);
}

typedef struct
{
  guint ended;
  guint busy;
} Counts;

static void
ended_cb (Counts *counts)
{
  counts->ended++;
}

static void
busy_cb (Counts *counts)
{
  counts->busy++;
}

/* All who ask while a cycle runs are served by one more. */
static void
test_coalesced (NsFixture *self, gconstpointer data)
{
  NsAwait awaits[4] = { NS_AWAIT_INIT, NS_AWAIT_INIT, NS_AWAIT_INIT, NS_AWAIT_INIT };
  Counts counts = { 0 };

  ns_fixture_add_mail (self, "m@example.test");
  g_signal_connect_swapped (self->engine, "cycle-ended", G_CALLBACK (ended_cb), &counts);
  g_signal_connect_swapped (self->engine, "notify::busy", G_CALLBACK (busy_cb), &counts);
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    ns_engine_cycle_async (self->engine, TRUE, NULL, ns_await_cb, &awaits[i]);
  g_assert_true (ns_engine_is_busy (self->engine));
  for (guint i = 0; i < G_N_ELEMENTS (awaits); i++)
    {
      g_autoptr (GError) error = NULL;

      ns_engine_cycle_finish (self->engine, ns_await_result (&awaits[i]), NULL, &error);
      g_assert_no_error (error);
      ns_await_clear (&awaits[i]);
    }
  while (ns_engine_is_busy (self->engine))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (counts.ended, ==, 2);
  g_assert_cmpuint (counts.busy, >=, 2);
  g_assert_cmpuint (ns_fixture_count (self, DONE, SENT, NULL), ==, 1);
}

static gboolean
has_state (NsFixture *self, gint64 id, NsState state)
{
  g_autoptr (NsItem) item = ns_fixture_get_item (self, id);

  return item->state == state && !ns_engine_is_busy (self->engine);
}

/* By itself: what is queued goes at once, what met a fault when its time has come. */
static void
test_schedule (NsFixture *self, gconstpointer data)
{
  gint64 id;

  ns_fixture_fail_next (self, "SendMail:503=60");
  ns_engine_start (self->engine);
  id = ns_fixture_add_mail (self, "m@example.test");
  while (!ns_engine_is_busy (self->engine))
    {
      ns_clock_advance (self->clock, NS_SECOND / 10);
      g_main_context_iteration (NULL, FALSE);
    }
  while (ns_engine_get_next_cycle_at (self->engine) == 0)
    g_main_context_iteration (NULL, TRUE);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_HTTP, 503);
  g_assert_cmpint (ns_engine_get_next_cycle_at (self->engine), >=, NS_FIXTURE_NOW + 60 * NS_SECOND);

  ns_clock_advance (self->clock, 61 * NS_SECOND);
  while (!has_state (self, id, NS_STATE_DELIVERED))
    g_main_context_iteration (NULL, FALSE);
  ns_engine_stop (self->engine);
  g_assert_cmpint (ns_engine_get_next_cycle_at (self->engine), ==, 0);
  g_assert_cmpuint (ns_fixture_count (self, SENT, NULL), ==, 2);
}

typedef struct
{
  guint countdown;
  GCancellable *cancellable;
} Cancel;

static void
progress_cb (NsEngine *engine, int stage, guint n, guint total, guint64 sent, guint64 size, Cancel *cancel)
{
  if (cancel->countdown > 0 && --cancel->countdown == 0)
    g_cancellable_cancel (cancel->cancellable);
}

/* Returns: whether the cycle was cancelled. */
static gboolean
cancelled_cycle (NsFixture *self, guint step)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Cancel cancel = { step, cancellable };
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  gulong handler = g_signal_connect (self->engine, "progress", G_CALLBACK (progress_cb), &cancel);

  ns_engine_cycle_async (self->engine, TRUE, cancellable, ns_await_cb, &await);
  if (!ns_engine_cycle_finish (self->engine, ns_await_result (&await), NULL, &error))
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_signal_handler_disconnect (self->engine, handler);
  return error != NULL;
}

/* Cancelled at each step there is: in the end everything is there, once. A mail of which nobody knows whether it was
 * sent is found, or stays for the user to decide; it is never sent twice. */
static void
test_cancelled (NsFixture *self, gconstpointer data)
{
  gboolean was_cancelled = TRUE;
  guint uncertain = 0;

  for (guint step = 1; was_cancelled; step++)
    {
      g_autofree char *uid = g_strdup_printf ("e%u", step);
      g_autofree char *message_id = g_strdup_printf ("m%u@example.test", step);
      const gint64 event = ns_fixture_add_event (self, uid, "Review", 5);
      const gint64 mail = ns_fixture_add_mail (self, message_id);
      g_autoptr (NsItem) item = NULL;

      was_cancelled = cancelled_cycle (self, step);
      ns_fixture_reopen (self);
      ns_fixture_cycle (self);
      g_test_message ("step %u", step);
      ns_fixture_assert (self, event, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
      g_assert_cmpuint (ns_sim_server_count (self->server, uid), ==, 1);
      g_assert_cmpuint (ns_fixture_count_journal (self), ==, 0);
      item = ns_fixture_get_item (self, mail);
      g_assert_cmpuint (ns_sim_server_count (self->server, message_id), <=, 1);
      if (item->state == NS_STATE_UNCERTAIN)
        uncertain++;
      else
        g_assert_cmpint (item->state, ==, NS_STATE_DELIVERED);
      g_assert_cmpuint (step, <, 200);
    }
  g_assert_cmpuint (uncertain, <=, 2);
}

static const NsSimConfig plain = { 0 };

static void
set_up_plain (NsFixture *self, gconstpointer data)
{
  set_up (self, &plain);
}

#define ADD(path, data, func) g_test_add ("/engine/account/" path, NsFixture, data, set_up, func, tear_down)
#define ADD_FAULT(path, fault) \
  g_test_add ("/engine/account/web-page/" path, NsFixture, fault, set_up_plain, test_web_page, tear_down)

static void
next_cycle_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  ns_engine_cycle_async (NS_ENGINE (source), TRUE, NULL, ns_await_cb, user_data);
}

/* Who asks for a cycle when another has just ended gets one of his own, and its end. */
static void
test_next_cycle (NsFixture *self, gconstpointer data)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsCycleReport report;
  g_autoptr (GError) error = NULL;
  const gint64 first = ns_fixture_add_mail (self, "first@example.test");

  ns_fixture_fail_next (self, "SendMail:503");
  ns_engine_cycle_async (self->engine, TRUE, NULL, next_cycle_cb, &await);
  ns_engine_cycle_finish (self->engine, ns_await_result (&await), &report, &error);
  g_assert_no_error (error);
  g_assert_false (ns_engine_is_busy (self->engine));
  g_assert_cmpuint (report.delivered, ==, 1);
  ns_fixture_assert (self, first, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  ADD ("wrong-password", NULL, test_wrong_password);
  ADD ("no-password", NULL, test_no_password);
  ADD ("unreachable", NULL, test_unreachable);
  g_test_add ("/engine/account/observed", NsFixture, NULL, set_up_plain, test_observed, tear_down);
  ADD_FAULT ("options", "OPTIONS:html");
  ADD_FAULT ("folder-sync", "FolderSync:html");
  ADD_FAULT ("sync", "Sync:html");
  ADD_FAULT ("send-mail", "SendMail:html");
  ADD ("redirect", NULL, test_redirect);
  ADD ("folder-key", NULL, test_folder_key);
  g_test_add ("/engine/account/next-cycle", NsFixture, NULL, set_up_plain, test_next_cycle, tear_down);
  g_test_add ("/engine/account/kerio", NsFixture, NULL, set_up_plain, test_kerio, tear_down);
  ADD ("test", NULL, test_test);
  ADD ("version", NULL, test_version);
  ADD ("no-account", NULL, test_no_account);
  ADD ("coalesced", NULL, test_coalesced);
  ADD ("schedule", NULL, test_schedule);
  ADD ("cancelled", NULL, test_cancelled);
  return g_test_run ();
}
