/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

#define SENTENCE "It was isolated because it made the batch fail: the 3 other items of the batch were delivered."

static JsonObject *
get_error (JsonNode *shown)
{
  return json_object_get_object_member (json_node_get_object (shown), "error");
}

/* The one bad item of four tells why it is left: to scripts, to people, and to support. */
static void
test_isolated (void)
{
  const char *const args[] = { "--no-replay-memory", "--fail-next", "Sync:stop=500*6@Ben", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) synced = NULL, text = NULL, report = NULL, resent = NULL, again = NULL;
  g_autoptr (JsonNode) bad = NULL, waiting = NULL;
  JsonObject *error;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_contact (&fixture, "Ada");
  ctl_add_contact (&fixture, "Ben");
  ctl_add_contact (&fixture, "Cleo");
  ctl_add_contact (&fixture, "Dora");
  synced = ctl_run (&fixture, "sync", NULL);
  g_assert_cmpint (synced->code, ==, 1);
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", "Ben"), ==, 0);

  bad = ctl_show (&fixture, 2);
  error = get_error (bad);
  g_assert_true (json_object_get_boolean_member (error, "isolated"));
  g_assert_cmpstr (json_object_get_string_member (error, "isolation"), ==, SENTENCE);
  g_assert_true (json_object_get_boolean_member (error, "permanent"));
  g_assert_cmpstr (json_object_get_string_member (error, "cause"), ==, "http-500");
  g_assert_cmpstr (json_object_get_string_member (error, "recommended"), ==, "report");
  text = ctl_run (&fixture, "show", "2", NULL);
  g_assert_nonnull (strstr (text->out, SENTENCE));
  report = ctl_run (&fixture, "report", "2", NULL);
  g_assert_nonnull (strstr (report->out, "made a batch of 4 items fail; 3 others of it were delivered"));

  resent = ctl_run (&fixture, "resend", "2", NULL);
  ctl_expect (resent, 0);
  waiting = ctl_show (&fixture, 2);
  g_assert_false (json_object_get_boolean_member (get_error (waiting), "isolated"));
  g_assert_true (json_object_get_null_member (get_error (waiting), "isolation"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/poison/isolated", test_isolated);
  return g_test_run ();
}
