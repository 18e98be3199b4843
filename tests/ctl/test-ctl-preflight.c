/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

#define EVENT(lines) \
  "BEGIN:VCALENDAR\nVERSION:2.0\nBEGIN:VEVENT\nUID:e1\nSUMMARY:Backwards\n" lines "END:VEVENT\nEND:VCALENDAR\n"
#define BACKWARDS EVENT ("DTSTART:20260302T090000Z\nDTEND:20260302T080000Z\n")
#define MAIL(headers) headers "Subject: Lunch\n\nHello\n"

/* Refused: one sentence that names file and field, and nothing is queued, not even the good file before it. */
static void
test_refused (void)
{
  static const struct
  {
    const char *name;
    const char *content;
    const char *pattern;
  } rows[] = {
    { "e.ics", BACKWARDS, "e.ics: End (EndTime) “2026-03-02T09:00:00Z*”: The event ends before it begins." },
    { "m.eml", MAIL ("From: ana@example.test\nTo: ben@example.test, cy@\n"),
      "m.eml: To “ben@example.test, cy@”: Not all of this is an e-mail address*" },
  };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *good = NULL;
  g_autofree char *before = NULL;

  ctl_fixture_init (&fixture, NULL);
  ctl_add_mail (&fixture, "Minutes");
  good = ctl_write (&fixture, "good.eml", MAIL ("From: ana@example.test\nTo: ben@example.test\n"));
  before = ctl_list (&fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *path = ctl_write (&fixture, rows[i].name, rows[i].content);
      g_autoptr (CtlResult) result = ctl_run (&fixture, "add", good, path, NULL);
      g_autofree char *after = ctl_list (&fixture);

      ctl_expect_sentence (result, 2, rows[i].pattern);
      g_assert_cmpstr (result->out, ==, "");
      g_assert_cmpstr (after, ==, before);
    }
}

static void
test_warned (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (CtlResult) result = NULL;

  ctl_fixture_init (&fixture, NULL);
  path = ctl_write (&fixture, "m.eml", MAIL ("To: ben@example.test\n"));
  result = ctl_run (&fixture, "add", path, NULL);
  ctl_expect_sentence (result, 0, "m.eml: warning: From: The message has no sender*");
  g_assert_cmpstr (result->out, ==, "Queued as item 1: Lunch\n");
}

static JsonObject *
first_suspect (JsonNode *node, guint n_suspects)
{
  JsonArray *suspects = json_object_get_array_member (json_node_get_object (node), "suspects");

  g_assert_cmpuint (json_array_get_length (suspects), ==, n_suspects);
  return n_suspects != 0 ? json_array_get_object_element (suspects, 0) : NULL;
}

static void
expect_output (CtlFixture *fixture, const char *command, const char *wanted, const char *unwanted)
{
  g_autoptr (CtlResult) result = ctl_run (fixture, command, "1", NULL);

  ctl_expect (result, 0);
  g_assert_nonnull (strstr (result->out, wanted));
  if (unwanted != NULL)
    g_assert_null (strstr (result->out, unwanted));
}

/* By force it is queued, the server refuses it with status 6, and the field for which it did is named. */
static void
test_forced (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (CtlResult) added = NULL;
  g_autoptr (CtlResult) synced = NULL;
  g_autoptr (JsonNode) waiting = NULL;
  g_autoptr (JsonNode) refused = NULL;
  JsonObject *suspect;

  ctl_fixture_init (&fixture, NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  path = ctl_write (&fixture, "e.ics", BACKWARDS);
  added = ctl_run (&fixture, "add", "--force", path, NULL);
  ctl_expect_sentence (added, 0, "e.ics: warning: End (EndTime)*");
  waiting = ctl_show (&fixture, 1);
  first_suspect (waiting, 0);

  synced = ctl_run (&fixture, "sync", NULL);
  ctl_expect (synced, 1);
  refused = ctl_show (&fixture, 1);
  suspect = first_suspect (refused, 1);
  g_assert_cmpstr (json_object_get_string_member (suspect, "field"), ==, "EndTime");
  g_assert_cmpstr (json_object_get_string_member (suspect, "severity"), ==, "refuse");
  g_assert_cmpstr (json_object_get_string_member (suspect, "why"), ==, "The event ends before it begins.");
  g_assert_nonnull (strstr (json_object_get_string_member (suspect, "value"), "2026-03-02T08:00:00Z"));
  expect_output (&fixture, "show", "Suspicious:\n  End (EndTime) “2026-03-02T09:00:00Z", NULL);
  expect_output (&fixture, "report", "EndTime          The event ends before it begins. (refuse)", "2026-03-02T08");
}

/* The server refuses a mail for its size; the next of that size is not even queued. */
static void
test_learned_limit (void)
{
  static const char *const args[] = { "--fail-next", "SendMail:413", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (CtlResult) synced = NULL;
  g_autoptr (CtlResult) again = NULL;
  g_autoptr (JsonNode) refused = NULL;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  ctl_add_mail (&fixture, "Minutes");
  synced = ctl_run (&fixture, "sync", NULL);
  ctl_expect (synced, 1);
  refused = ctl_show (&fixture, 1);
  g_assert_cmpstr (json_object_get_string_member (first_suspect (refused, 1), "field"), ==, "MIME");

  path = g_build_filename (fixture.folder, "m.eml", NULL);
  again = ctl_run (&fixture, "add", path, NULL);
  ctl_expect_sentence (again, 2, "m.eml: Size (MIME) *: The account's server has refused something of this size*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/preflight/refused", test_refused);
  g_test_add_func ("/ctl/preflight/warned", test_warned);
  g_test_add_func ("/ctl/preflight/forced", test_forced);
  g_test_add_func ("/ctl/preflight/learned-limit", test_learned_limit);
  return g_test_run ();
}
