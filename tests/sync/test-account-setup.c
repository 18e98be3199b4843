/* SPDX-License-Identifier: GPL-3.0-or-later */
/* An account is checked, tried and kept: against a real server, and with nothing kept before it is to be. */
#include "config.h"
#include "sync/ns-fixture.h"

#include "sync/ns-account-setup.h"
#include "sync/ns-server-address.h"

#include <string.h>

static const NsSimConfig plain = { .personality = "generic", .provision = TRUE };
static const NsSimConfig tls = { .personality = "generic", .tls = TRUE };

static void
set_up (NsFixture *self, gconstpointer config)
{
  ns_fixture_start (self, config);
}

static void
tear_down (NsFixture *self, gconstpointer config)
{
  ns_fixture_stop (self);
}

static void
set (NsAccountSetup *setup, NsSetupField field, const char *text)
{
  g_autoptr (GError) error = NULL;

  ns_account_setup_set (setup, field, text, &error);
  g_assert_no_error (error);
}

static void
test_addresses (void)
{
  static const struct
  {
    const char *text;
    const char *address; /* NULL where it is none */
    gboolean is_plain;
  } rows[] = {
    { "mail.example.test", "https://mail.example.test/Microsoft-Server-ActiveSync", FALSE },
    { "  mail.example.test:8443 ", "https://mail.example.test:8443/Microsoft-Server-ActiveSync", FALSE },
    { "https://mail.example.test/", "https://mail.example.test/Microsoft-Server-ActiveSync", FALSE },
    { "https://mail.example.test/eas", "https://mail.example.test/eas", FALSE },
    { "http://mail.example.test", "http://mail.example.test/Microsoft-Server-ActiveSync", TRUE },
    { "http://127.0.0.1:80", "http://127.0.0.1:80/Microsoft-Server-ActiveSync", FALSE },
    { "http://localhost/", "http://localhost/Microsoft-Server-ActiveSync", FALSE },
    { "ftp://mail.example.test", NULL, FALSE },
    { "https://", NULL, FALSE },
    { "", NULL, FALSE },
    { "mail example", NULL, FALSE },
    { "ana@mail.example.test", NULL, FALSE },
    { "https://mail.example.test/eas?Cmd=Sync", NULL, FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *address = ns_server_address_check (rows[i].text, &error);

      g_test_message ("“%s”", rows[i].text);
      g_assert_cmpstr (address, ==, rows[i].address);
      g_assert_true ((address == NULL) == (error != NULL));
      if (address != NULL)
        g_assert_cmpint (ns_server_address_is_plain (address), ==, rows[i].is_plain);
    }
}

static void
test_fields (void)
{
  static const struct
  {
    NsSetupField field;
    const char *text;
    gboolean is_good;
  } rows[] = {
    { NS_SETUP_EMAIL, "ana@example.test", TRUE },
    { NS_SETUP_EMAIL, "", FALSE },
    { NS_SETUP_EMAIL, "ana", FALSE },
    { NS_SETUP_EMAIL, "Ana <ana@example.test>", FALSE },
    { NS_SETUP_USER, "ana", TRUE },
    { NS_SETUP_USER, "", FALSE },
    { NS_SETUP_PASSWORD, "", FALSE },
    { NS_SETUP_PASSWORD_COMMAND, "", FALSE },
    { NS_SETUP_CA_FILE, "", TRUE },
    { NS_SETUP_CA_FILE, "/nowhere/ca.pem", FALSE },
    { NS_SETUP_PIN, "", TRUE },
    { NS_SETUP_PIN, "12", FALSE },
    { NS_SETUP_PIN, "sha256 Fingerprint=00:11:22:33:44:55:66:77:88:99:AA:BB:CC:DD:EE:FF:00:11:22:33:44:55:66:77:88:99:"
                    "AA:BB:CC:DD:EE:FF", TRUE },
    { NS_SETUP_PIN, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeefg", FALSE },
    { NS_SETUP_PROTOCOL, "auto", TRUE },
    { NS_SETUP_PROTOCOL, "14.1", TRUE },
    { NS_SETUP_PROTOCOL, "13", FALSE },
  };
  g_autoptr (NsAccountSetup) setup = ns_account_setup_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_test_message ("row %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (ns_account_setup_set (setup, rows[i].field, rows[i].text, &error), ==, rows[i].is_good);
      g_assert_true (rows[i].is_good || g_error_matches (error, NS_SETUP_ERROR, NS_SETUP_ERROR_INVALID));
    }
  g_assert_cmpstr (ns_account_setup_get_account (setup)->pin, ==,
                   "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
}

/* A password belongs to one server and one user, a trusted certificate to one server. */
static void
test_other_mailbox (void)
{
  g_autoptr (NsAccountSetup) first = ns_account_setup_new (NULL);
  g_autoptr (NsAccountSetup) second = NULL;
  g_autoptr (GError) missing = NULL, moved = NULL, unencrypted = NULL;

  set (first, NS_SETUP_SERVER, "mail.example.test");
  set (first, NS_SETUP_USER, "ana");
  set (first, NS_SETUP_EMAIL, "ana@example.test");
  set (first, NS_SETUP_PIN, "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");
  g_assert_false (ns_account_setup_check (first, &missing));
  g_assert_error (missing, NS_SETUP_ERROR, NS_SETUP_ERROR_PASSWORD);
  set (first, NS_SETUP_PASSWORD, "secret");
  g_assert_true (ns_account_setup_check (first, NULL));
  g_assert_false (ns_account_setup_is_other_mailbox (first));

  second = ns_account_setup_new (ns_account_setup_get_account (first));
  g_assert_true (ns_account_setup_check (second, NULL));
  set (second, NS_SETUP_SERVER, "https://mail.example.test/");
  g_assert_nonnull (ns_account_setup_get_account (second)->pin);
  set (second, NS_SETUP_SERVER, "other.example.test");
  g_assert_null (ns_account_setup_get_account (second)->pin);
  g_assert_true (ns_account_setup_is_other_mailbox (second));
  g_assert_false (ns_account_setup_check (second, &moved));
  g_assert_error (moved, NS_SETUP_ERROR, NS_SETUP_ERROR_PASSWORD);
  set (second, NS_SETUP_PASSWORD_COMMAND, "pass mail");
  g_assert_true (ns_account_setup_check (second, NULL));
  set (second, NS_SETUP_SERVER, "http://other.example.test");
  g_assert_false (ns_account_setup_check (second, &unencrypted));
  g_assert_error (unencrypted, NS_SETUP_ERROR, NS_SETUP_ERROR_PLAIN);
  ns_account_setup_allow_plain (second, TRUE);
  g_assert_true (ns_account_setup_check (second, NULL));
}

static void
step_cb (NsAccountStep step, gpointer user_data)
{
  g_string_append_printf (user_data, "%d", (int) step);
}

static NsSetupReport *
run_test (NsFixture *self, const NsAccountSetup *setup, GString *steps)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsSetupReport *report;

  ns_account_setup_test_async (setup, self->engine, steps != NULL ? step_cb : NULL, steps, NULL, ns_await_cb, &await);
  report = ns_account_setup_test_finish (ns_await_result (&await), &error);
  g_assert_no_error (error);
  return report;
}

static void
save (NsFixture *self, const NsAccountSetup *setup)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_account_setup_save_async (setup, self->engine, NULL, ns_await_cb, &await);
  ns_account_setup_save_finish (ns_await_result (&await), &error);
  g_assert_no_error (error);
}

static NsAccountSetup *
begin (NsFixture *self)
{
  g_autoptr (NsAccount) account = ns_fixture_get_account (self);

  return ns_account_setup_new (account);
}

/* The keys that the outbox works with are not touched, and what waits is not sent. */
static void
test_keeps_nothing (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccountSetup) setup = NULL;
  g_autoptr (NsSetupReport) good = NULL, bad = NULL;
  g_autoptr (NsAccount) before = NULL, after = NULL;
  g_autoptr (GString) steps = g_string_new (NULL);
  gint64 id;

  ns_fixture_cycle (self);
  before = ns_fixture_get_account (self);
  id = ns_fixture_add_mail (self, "m@example.test");
  setup = begin (self);
  good = run_test (self, setup, steps);
  g_assert_cmpint (good->fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpstr (good->account->version, ==, "14.1");
  g_assert_true (g_str_has_prefix (steps->str, "0") && g_str_has_suffix (steps->str, "4"));

  set (setup, NS_SETUP_PASSWORD, "wrong");
  bad = run_test (self, setup, NULL);
  g_assert_cmpint (bad->fault.code, ==, 401);
  g_assert_cmpint (ns_account_step_of (bad->fault), ==, NS_ACCOUNT_STEP_SIGN_IN);

  after = ns_fixture_get_account (self);
  g_assert_cmpstr (after->folder_sync_key, ==, before->folder_sync_key);
  g_assert_cmpstr (after->policy_key, ==, before->policy_key);
  g_assert_cmpint (after->fault.domain, ==, NS_DOMAIN_NONE);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_NONE, 0);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

static void
test_faults (NsFixture *self, gconstpointer data)
{
  static const struct
  {
    const char *fault;
    NsDomain domain;
    int code;
    NsAccountStep step;
  } rows[] = {
    { "OPTIONS:404", NS_DOMAIN_HTTP, 404, NS_ACCOUNT_STEP_SIGN_IN },
    { "OPTIONS:403", NS_DOMAIN_HTTP, 403, NS_ACCOUNT_STEP_SIGN_IN },
    { "OPTIONS:html", NS_DOMAIN_NETWORK, NS_NETWORK_NOT_EAS, NS_ACCOUNT_STEP_SIGN_IN },
    { "FolderSync:401", NS_DOMAIN_HTTP, 401, NS_ACCOUNT_STEP_SIGN_IN },
    { "Provision:500", NS_DOMAIN_HTTP, 500, NS_ACCOUNT_STEP_POLICY },
    { "FolderSync:500", NS_DOMAIN_HTTP, 500, NS_ACCOUNT_STEP_FOLDERS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsAccountSetup) setup = begin (self);
      g_autoptr (NsSetupReport) report = NULL;

      ns_fixture_fail_next (self, rows[i].fault);
      report = run_test (self, setup, NULL);
      g_test_message ("%s", rows[i].fault);
      g_assert_cmpint (report->fault.domain, ==, rows[i].domain);
      g_assert_cmpint (report->fault.code, ==, rows[i].code);
      g_assert_cmpint (ns_account_step_of (report->fault), ==, rows[i].step);
    }
}

/* Nobody answers there; nobody has that name. */
static void
test_unreachable (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccountSetup) setup = begin (self);
  g_autoptr (NsSetupReport) closed = NULL;

  set (setup, NS_SETUP_SERVER, "http://127.0.0.1:9/");
  set (setup, NS_SETUP_PASSWORD, "demo");
  closed = run_test (self, setup, NULL);
  g_assert_cmpint (closed->fault.code, ==, NS_NETWORK_CONNECT);
  g_assert_cmpint (ns_account_step_of (closed->fault), ==, NS_ACCOUNT_STEP_REACH);
}

static void
test_cancel (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccountSetup) setup = begin (self);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;

  ns_account_setup_test_async (setup, self->engine, NULL, NULL, cancellable, ns_await_cb, &await);
  g_cancellable_cancel (cancellable);
  g_assert_null (ns_account_setup_test_finish (ns_await_result (&await), &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

/* Unknown, shown, trusted; and then another one in its place. */
static void
test_pin (NsFixture *self, gconstpointer data)
{
  const gint64 id = ns_fixture_add_mail (self, "m@example.test");
  g_autoptr (NsAccountSetup) setup = begin (self);
  g_autoptr (NsSetupReport) unknown = NULL, trusted = NULL, changed = NULL;
  g_autoptr (GError) error = NULL;

  set (setup, NS_SETUP_CA_FILE, "");
  unknown = run_test (self, setup, NULL);
  g_assert_cmpint (unknown->fault.code, ==, NS_NETWORK_TLS_UNKNOWN_AUTHORITY);
  g_assert_cmpint (ns_account_step_of (unknown->fault), ==, NS_ACCOUNT_STEP_ENCRYPT);
  g_assert_nonnull (unknown->refused);
  set (setup, NS_SETUP_PIN, unknown->refused->fingerprint);
  trusted = run_test (self, setup, NULL);
  g_assert_cmpint (trusted->fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_null (trusted->refused);
  save (self, setup);

  ns_sim_server_set_tls (self->server, FALSE, &error);
  ns_sim_server_set_tls (self->server, TRUE, &error);
  g_assert_no_error (error);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_PENDING, NS_DOMAIN_NETWORK, NS_NETWORK_TLS_PIN_CHANGED);
  g_assert_true (self->report.needs_user);
  g_assert_cmpuint (ns_fixture_count (self, "\"command\":\"SendMail\"", NULL), ==, 0);

  changed = run_test (self, setup, NULL);
  g_assert_cmpint (changed->fault.code, ==, NS_NETWORK_TLS_PIN_CHANGED);
  g_assert_cmpstr (changed->refused->fingerprint, !=, unknown->refused->fingerprint);
  set (setup, NS_SETUP_PIN, changed->refused->fingerprint);
  save (self, setup);
  ns_fixture_cycle (self);
  ns_fixture_assert (self, id, NS_STATE_DELIVERED, NS_DOMAIN_NONE, 0);
}

/* A new password ends the wait for one: the schedule goes on by itself. */
static void
test_wakes (NsFixture *self, gconstpointer data)
{
  g_autoptr (NsAccountSetup) setup = NULL;
  g_autoptr (NsAccount) stuck = NULL, awake = NULL;

  ns_fixture_add_mail (self, "m@example.test");
  ns_fixture_set_account (self, ns_sim_server_get_url (self->server), "wrong", NULL);
  ns_fixture_cycle (self);
  stuck = ns_fixture_get_account (self);
  g_assert_cmpint (stuck->fault.code, ==, 401);
  setup = begin (self);
  set (setup, NS_SETUP_PASSWORD, "demo");
  save (self, setup);
  awake = ns_fixture_get_account (self);
  g_assert_cmpint (awake->fault.domain, ==, NS_DOMAIN_NONE);
  g_assert_cmpint (awake->retry_at, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sync/account-setup/addresses", test_addresses);
  g_test_add_func ("/sync/account-setup/fields", test_fields);
  g_test_add_func ("/sync/account-setup/other-mailbox", test_other_mailbox);
#define ADD(name, config, func) \
  g_test_add ("/sync/account-setup/" name, NsFixture, config, set_up, func, tear_down)
  ADD ("keeps-nothing", &plain, test_keeps_nothing);
  ADD ("faults", &plain, test_faults);
  ADD ("unreachable", &plain, test_unreachable);
  ADD ("cancel", &plain, test_cancel);
  ADD ("pin", &tls, test_pin);
  ADD ("wakes", &plain, test_wakes);
  return g_test_run ();
}
