/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

static void
expect_sync (CtlFixture *fixture, int code)
{
  g_autoptr (CtlResult) result = ctl_run (fixture, "sync", NULL);

  ctl_expect (result, code);
}

static void
expect_state (CtlFixture *fixture, int id, const char *state, int attempts)
{
  g_autoptr (JsonNode) node = ctl_show (fixture, id);
  JsonObject *item = json_node_get_object (node);

  g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, state);
  g_assert_cmpint (json_object_get_int_member (item, "attempts"), ==, attempts);
}

/* Of item 1. */
static void
expect_error (CtlFixture *fixture, const char *exception, int status, gboolean permanent, const char *recommended)
{
  g_autoptr (JsonNode) node = ctl_show (fixture, 1);
  JsonObject *error = json_object_get_object_member (json_node_get_object (node), "error");

  g_assert_nonnull (error);
  g_assert_cmpstr (json_object_get_string_member (error, "exception"), ==, exception);
  g_assert_cmpstr (json_object_get_string_member (error, "source"), ==, "server");
  g_assert_cmpint (json_object_get_int_member (error, "status"), ==, status);
  g_assert_cmpint (json_object_get_boolean_member (error, "permanent"), ==, permanent);
  g_assert_cmpstr (json_object_get_string_member (error, "recommended"), ==, recommended);
  g_assert_cmpuint (strlen (json_object_get_string_member (error, "advice")), >, 0);
}

static char *
spooled (CtlFixture *fixture)
{
  g_autofree char *folder = g_build_filename (fixture->folder, "spool", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name = dir != NULL ? g_dir_read_name (dir) : NULL;
  g_autofree char *path = NULL;
  char *content = NULL;

  g_assert_nonnull (name);
  path = g_build_filename (folder, name, NULL);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_null (g_dir_read_name (dir));
  return content;
}

/* The first use of the program, with the bytes compared at the far end. */
static void
test_mail (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *list = NULL;
  g_autofree char *mail = NULL;
  g_autofree char *path = NULL;
  g_autofree char *sent = NULL;
  g_autoptr (GString) expected = NULL;
  g_autoptr (CtlResult) history = NULL;
  g_autoptr (CtlResult) exported = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  expect_sync (&fixture, 0);
  list = ctl_list (&fixture);
  g_assert_cmpstr (list, ==, "");

  history = ctl_run (&fixture, "--json", "history", NULL);
  g_assert_nonnull (strstr (history->out, "\"state\":\"delivered\",\"subject\":\"Minutes\""));
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 1);

  path = g_build_filename (fixture.folder, "m.eml", NULL);
  g_assert_true (g_file_get_contents (path, &mail, NULL, NULL));
  expected = g_string_new (mail);
  g_string_replace (expected, "\n", "\r\n", 0);
  sent = spooled (&fixture);
  g_assert_cmpstr (sent, ==, expected->str);
  exported = ctl_run (&fixture, "export", "1", NULL);
  g_assert_cmpstr (exported->out, ==, expected->str);
}

static void
test_busy_server (void)
{
  static const char *const faults[] = { "--fail-next", "SendMail:503", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  result = ctl_run (&fixture, "sync", NULL);
  ctl_expect_sentence (result, 3, "*");
  expect_state (&fixture, 1, "pending", 1);
  expect_error (&fixture, "StatusException: HTTP 503 Service Unavailable", 503, FALSE, "wait");
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 0);

  expect_sync (&fixture, 0);
  expect_state (&fixture, 1, "delivered", 2);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 1);
}

/* The mail is out and nobody said so: whatever the engine finds out, it is not out twice. */
static void
test_lost_answer (void)
{
  static const char *const faults[] = { "--fail-next", "SendMail:drop-answer", NULL };
  g_auto (CtlFixture) fixture = { NULL };

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  expect_sync (&fixture, 0);
  expect_sync (&fixture, 0);
  expect_state (&fixture, 1, "delivered", 1);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 1);
}

/* Nothing can be proved: the user decides, and says so twice before anything may arrive twice. */
static void
test_uncertain (void)
{
  static const char *const faults[] = { "--fail-next", "SendMail:drop-before", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;
  g_autoptr (CtlResult) all = NULL;
  g_autoptr (CtlResult) plain = NULL;
  g_autoptr (CtlResult) anyway = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  result = ctl_run (&fixture, "sync", NULL);
  ctl_expect_sentence (result, 1, "1 item needs you*");
  expect_state (&fixture, 1, "uncertain", 1);

  all = ctl_run (&fixture, "resend", "--all", NULL);
  ctl_expect (all, 0);
  plain = ctl_run (&fixture, "resend", "1", NULL);
  ctl_expect_sentence (plain, 2, "Item 1 may have been delivered already*");
  expect_state (&fixture, 1, "uncertain", 1);

  anyway = ctl_run (&fixture, "resend", "--anyway", "1", NULL);
  ctl_expect (anyway, 0);
  expect_sync (&fixture, 0);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", NULL), ==, 1);
}

static void
test_conversion_error (void)
{
  static const char *const faults[]
    = { "--fail-next", "Sync:item-status=6", "--fail-next", "Sync:item-status=6", NULL };
  static const char exception[] = "StatusException: Error in client/server conversion";
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;
  g_autoptr (CtlResult) resend = NULL;
  g_autoptr (CtlResult) shown = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_contact (&fixture, "Ada");
  result = ctl_run (&fixture, "sync", NULL);
  ctl_expect_sentence (result, 1, "1 item needs you*");
  expect_state (&fixture, 1, "error", 1);
  expect_error (&fixture, exception, 6, TRUE, "report");
  shown = ctl_run (&fixture, "show", "1", NULL);
  g_assert_nonnull (strstr (shown->out, exception));

  /* An item in error is never tried by itself. */
  expect_sync (&fixture, 1);
  expect_state (&fixture, 1, "error", 1);

  resend = ctl_run (&fixture, "resend", "1", NULL);
  ctl_expect (resend, 0);
  expect_sync (&fixture, 1);
  expect_state (&fixture, 1, "error", 2);
  expect_error (&fixture, exception, 6, TRUE, "report");
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", "Ada"), ==, 0);
}

static void
test_conflict (void)
{
  static const char *const faults[] = { "--fail-next", "Sync:item-status=7", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) resend = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_contact (&fixture, "Ada");
  expect_sync (&fixture, 1);
  expect_state (&fixture, 1, "error", 1);
  expect_error (&fixture, "StatusException: Conflict matching the client and server object", 7, FALSE, "resend");

  resend = ctl_run (&fixture, "resend", "--all", NULL);
  ctl_expect (resend, 0);
  expect_sync (&fixture, 0);
  expect_state (&fixture, 1, "delivered", 2);
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", "Ada"), ==, 1);
}

static void
test_hold_release_delete (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) hold = NULL;
  g_autoptr (CtlResult) found = NULL;
  g_autoptr (CtlResult) not_found = NULL;
  g_autoptr (CtlResult) release = NULL;
  g_autoptr (CtlResult) deleted = NULL;
  g_autofree char *list = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  hold = ctl_run (&fixture, "hold", "1", NULL);
  ctl_expect (hold, 0);
  expect_sync (&fixture, 0);
  expect_state (&fixture, 1, "held", 0);
  found = ctl_run (&fixture, "list", "minut", NULL);
  g_assert_nonnull (strstr (found->out, "Minutes"));
  not_found = ctl_run (&fixture, "list", "absent", NULL);
  g_assert_cmpstr (not_found->out, ==, "");

  release = ctl_run (&fixture, "release", "1", NULL);
  ctl_expect (release, 0);
  expect_state (&fixture, 1, "pending", 0);
  deleted = ctl_run (&fixture, "delete", "1", NULL);
  ctl_expect (deleted, 0);
  list = ctl_list (&fixture);
  g_assert_cmpstr (list, ==, "");
  expect_sync (&fixture, 0);
  g_assert_cmpuint (ctl_count_requests (&fixture, "SendMail"), ==, 0);
}

static void
test_until_idle (void)
{
  static const char *const faults[] = { "--fail-next", "SendMail:503=1", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  result = ctl_run (&fixture, "sync", "--until-idle", NULL);
  ctl_expect (result, 0);
  expect_state (&fixture, 1, "delivered", 2);
}

/* The answer would come in ten minutes. The next run finds out that the mail had gone out. */
static void
test_timeout (void)
{
  static const char *const faults[] = { "--fail-next", "SendMail:delay=600", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, faults);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  result = ctl_run (&fixture, "sync", "--timeout", "1", NULL);
  ctl_expect (result, 3);
  expect_sync (&fixture, 0);
  expect_state (&fixture, 1, "delivered", 1);
  g_assert_cmpuint (ctl_count_executed (&fixture, "SendMail", "Minutes"), ==, 1);
}

static void
test_status (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) none = NULL;
  g_autoptr (CtlResult) idle = NULL;
  g_autoptr (CtlResult) waiting = NULL;
  g_autoptr (CtlResult) json = NULL;

  ctl_fixture_init (&fixture, NULL);
  none = ctl_run (&fixture, "status", NULL);
  ctl_expect_sentence (none, 4, "No account is set up*");
  ctl_set_account (&fixture, fixture.url, "echo demo");
  idle = ctl_run (&fixture, "status", NULL);
  ctl_expect (idle, 0);
  ctl_add_mail (&fixture, "Minutes");
  waiting = ctl_run (&fixture, "status", NULL);
  ctl_expect (waiting, 3);
  g_assert_true (g_str_has_prefix (waiting->out, "1 waiting"));
  json = ctl_run (&fixture, "--json", "status", NULL);
  g_assert_true (g_str_has_prefix (json->out, "{\"pending\":1,\"sending\":0,\"error\":0,"));
}

static void
test_account_test (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) good = NULL;
  g_autoptr (CtlResult) bad = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  good = ctl_run (&fixture, "account", "test", NULL);
  ctl_expect (good, 0);
  g_assert_nonnull (strstr (good->out, "Read the folders: done\n"));
  ctl_set_account (&fixture, fixture.url, "echo wrong");
  bad = ctl_run (&fixture, "account", "test", NULL);
  ctl_expect_sentence (bad, 4, "*");
  g_assert_null (strstr (bad->out, "Read the folders"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/delivery/mail", test_mail);
  g_test_add_func ("/ctl/delivery/busy-server", test_busy_server);
  g_test_add_func ("/ctl/delivery/lost-answer", test_lost_answer);
  g_test_add_func ("/ctl/delivery/uncertain", test_uncertain);
  g_test_add_func ("/ctl/delivery/conversion-error", test_conversion_error);
  g_test_add_func ("/ctl/delivery/conflict", test_conflict);
  g_test_add_func ("/ctl/delivery/hold-release-delete", test_hold_release_delete);
  g_test_add_func ("/ctl/delivery/until-idle", test_until_idle);
  g_test_add_func ("/ctl/delivery/timeout", test_timeout);
  g_test_add_func ("/ctl/delivery/status", test_status);
  g_test_add_func ("/ctl/delivery/account-test", test_account_test);
  return g_test_run ();
}
