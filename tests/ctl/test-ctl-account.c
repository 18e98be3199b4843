/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

static JsonNode *
show_account (CtlFixture *fixture)
{
  g_autoptr (CtlResult) result = ctl_run (fixture, "--json", "account", "show", NULL);
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  ctl_expect (result, 0);
  node = json_from_string (result->out, &error);
  g_assert_no_error (error);
  return node;
}

static void
expect_field (JsonNode *account, const char *key, const char *value)
{
  g_assert_cmpstr (json_object_get_string_member_with_default (json_node_get_object (account), key, NULL), ==, value);
}

/* What was learned of one server is forgotten with it; what identifies the device is kept for life. */
static void
test_partial_update (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) tested = NULL;
  g_autoptr (CtlResult) changed = NULL;
  g_autoptr (CtlResult) moved = NULL;
  g_autoptr (JsonNode) first = NULL;
  g_autoptr (JsonNode) second = NULL;
  g_autoptr (JsonNode) third = NULL;
  const char *device;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  tested = ctl_run (&fixture, "account", "test", NULL);
  ctl_expect (tested, 0);
  first = show_account (&fixture);
  expect_field (first, "version", "14.1");
  expect_field (first, "password", "command");
  device = json_object_get_string_member (json_node_get_object (first), "device_id");
  g_assert_cmpuint (strlen (device), ==, 32);

  changed = ctl_run (&fixture, "account", "set", "--email", "other@example.test", NULL);
  ctl_expect (changed, 0);
  second = show_account (&fixture);
  expect_field (second, "email", "other@example.test");
  expect_field (second, "server", fixture.url);
  expect_field (second, "version", "14.1");
  expect_field (second, "device_id", device);

  moved = ctl_run (&fixture, "account", "set", "--server", "https://mail.example.test", "--protocol", "12.1", NULL);
  ctl_expect (moved, 0);
  third = show_account (&fixture);
  expect_field (third, "server", "https://mail.example.test/Microsoft-Server-ActiveSync");
  expect_field (third, "protocol", "12.1");
  expect_field (third, "version", NULL);
  expect_field (third, "device_id", device);
}

static const char *
known (JsonNode *account, const char *capability)
{
  JsonObject *all = json_object_get_object_member (json_node_get_object (account), "capabilities");

  return json_object_get_string_member (json_object_get_object_member (all, capability), "known");
}

/* By the server's name first, then by what it did. */
static void
test_capabilities (void)
{
  const char *const args[] = { "--fail-next", "SendMail:drop-answer", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) tested = NULL, sent = NULL, text = NULL;
  g_autoptr (JsonNode) before = NULL, after = NULL;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  tested = ctl_run (&fixture, "account", "test", NULL);
  before = show_account (&fixture);
  g_assert_cmpstr (known (before, "saves-sent"), ==, "assumed-yes");

  ctl_add_mail (&fixture, "Lunch");
  sent = ctl_run (&fixture, "sync", NULL);
  ctl_expect (sent, 0);
  after = show_account (&fixture);
  g_assert_cmpstr (known (after, "saves-sent"), ==, "observed-yes");
  g_assert_cmpstr (known (after, "finds-message-ids"), ==, "observed-yes");
  g_assert_cmpstr (known (after, "client-ids"), ==, "assumed-yes");
  text = ctl_run (&fixture, "account", "show", NULL);
  g_assert_nonnull (strstr (text->out, "Keeps a copy of sent mails: yes, seen: 20"));
  g_assert_nonnull (strstr (text->out, "Reports conflicts: yes, as servers of this name do"));
}

static gboolean
setting (CtlFixture *fixture, const char *key)
{
  g_autoptr (JsonNode) account = show_account (fixture);

  return json_object_get_boolean_member (json_node_get_object (account), key);
}

/* Each alone, without saying the server again; what is not said stays. */
static void
test_settings (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) off = NULL, clear = NULL, wrong = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  g_assert_true (setting (&fixture, "compare_before_sending"));
  g_assert_false (setting (&fixture, "clear_reminder_echoes"));
  off = ctl_run (&fixture, "account", "set", "--compare-before-sending", "no", NULL);
  ctl_expect (off, 0);
  clear = ctl_run (&fixture, "account", "set", "--clear-reminder-echoes=yes", NULL);
  ctl_expect (clear, 0);
  g_assert_false (setting (&fixture, "compare_before_sending"));
  g_assert_true (setting (&fixture, "clear_reminder_echoes"));
  wrong = ctl_run (&fixture, "account", "set", "--clear-reminder-echoes", "maybe", NULL);
  ctl_expect_sentence (wrong, 2, "*“maybe”*");
}

static void
test_plain_http_warns (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  result = ctl_run (&fixture, "account", "set", "--server", "http://mail.example.test", "--allow-plain-http", NULL);
  ctl_expect_sentence (result, 0, "Warning: *is not encrypted*");
}

static void
test_password_command_stays_hidden (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) text = NULL;
  g_autoptr (CtlResult) json = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo tops3cret");
  text = ctl_run (&fixture, "account", "show", NULL);
  json = ctl_run (&fixture, "account", "show", "--json", NULL);
  g_assert_null (strstr (text->out, "tops3cret"));
  g_assert_null (strstr (json->out, "tops3cret"));
}

/* A certificate that is trusted by its file alone. */
static void
test_tls_with_ca_file (void)
{
  g_autofree char *folder = g_dir_make_tmp ("ns-ca-XXXXXX", NULL);
  g_autofree char *ca = g_build_filename (folder, "ca.pem", NULL);
  const char *const args[] = { "--tls", "--ca-file", ca, NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) unknown = NULL;
  g_autoptr (CtlResult) set = NULL;
  g_autoptr (CtlResult) known = NULL;

  ctl_fixture_init (&fixture, args);
  g_assert_true (g_str_has_prefix (fixture.url, "https://"));
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  unknown = ctl_run (&fixture, "sync", NULL);
  ctl_expect_sentence (unknown, 4, "*certificate*");

  set = ctl_run (&fixture, "account", "set", "--ca", ca, NULL);
  ctl_expect (set, 0);
  known = ctl_run (&fixture, "sync", NULL);
  ctl_expect (known, 0);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 1);
  g_remove (ca);
  g_rmdir (folder);
}

/* The fingerprint that a test tells is what may be trusted; with another one the account needs the user. */
static void
test_pin (void)
{
  static const char other[] = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
  const char *const args[] = { "--tls", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) unknown = NULL, wrong = NULL, refused = NULL, right = NULL, known = NULL, text = NULL;
  g_autoptr (JsonNode) shown = NULL;
  g_autofree char *pin = NULL;
  const char *line;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  unknown = ctl_run (&fixture, "account", "test", NULL);
  ctl_expect_sentence (unknown, 4, "*authority*");
  g_assert_nonnull (strstr (unknown->out, "Encrypt the connection: ConnectionException: Certificate of an unknown"));
  line = strstr (unknown->out, "SHA-256 fingerprint: ");
  g_assert_nonnull (line);
  pin = g_strndup (line + strlen ("SHA-256 fingerprint: "), 95);

  wrong = ctl_run (&fixture, "account", "set", "--pin", other, NULL);
  ctl_expect (wrong, 0);
  refused = ctl_run (&fixture, "sync", NULL);
  ctl_expect_sentence (refused, 4, "*another certificate*");
  right = ctl_run (&fixture, "account", "set", "--pin", pin, NULL);
  ctl_expect (right, 0);
  known = ctl_run (&fixture, "sync", NULL);
  ctl_expect (known, 0);
  text = ctl_run (&fixture, "account", "show", NULL);
  g_assert_nonnull (strstr (text->out, pin));
  shown = show_account (&fixture);
  g_assert_cmpuint (strlen (json_object_get_string_member (json_node_get_object (shown), "pin")), ==, 64);
}

static void
test_default_profile (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *database = NULL;

  ctl_fixture_init (&fixture, NULL);
  g_clear_pointer (&fixture.profile, g_free);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  database = g_build_filename (fixture.folder, "notifysync", "outbox.db", NULL);
  g_assert_true (g_file_test (database, G_FILE_TEST_EXISTS));
}

static void
test_version_and_help (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) version = NULL;
  g_autoptr (CtlResult) help = NULL;
  g_autoptr (CtlResult) command_help = NULL;

  ctl_fixture_init (&fixture, NULL);
  version = ctl_run (&fixture, "--version", NULL);
  ctl_expect (version, 0);
  g_assert_cmpstr (version->out, ==, "notifysyncctl " PACKAGE_VERSION "\n");
  help = ctl_run (&fixture, "--help", NULL);
  ctl_expect (help, 0);
  g_assert_nonnull (strstr (help->out, "resend ID…|--all"));
  command_help = ctl_run (&fixture, "account", "set", "--help", NULL);
  ctl_expect (command_help, 0);
  g_assert_nonnull (strstr (command_help->out, "--password-command"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/account/partial-update", test_partial_update);
  g_test_add_func ("/ctl/account/capabilities", test_capabilities);
  g_test_add_func ("/ctl/account/settings", test_settings);
  g_test_add_func ("/ctl/account/plain-http", test_plain_http_warns);
  g_test_add_func ("/ctl/account/password-command", test_password_command_stays_hidden);
  g_test_add_func ("/ctl/account/tls", test_tls_with_ca_file);
  g_test_add_func ("/ctl/account/pin", test_pin);
  g_test_add_func ("/ctl/account/default-profile", test_default_profile);
  g_test_add_func ("/ctl/version-and-help", test_version_and_help);
  return g_test_run ();
}
