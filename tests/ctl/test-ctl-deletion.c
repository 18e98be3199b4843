/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

#define EVENT(calendar, lines) \
  "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n" calendar "BEGIN:VEVENT\nUID:lunch\n" lines \
  "END:VEVENT\nEND:VCALENDAR\n"
#define LUNCH EVENT ("", "DTSTART:20260302T090000Z\nSUMMARY:Lunch\n")
#define CANCELLED_LUNCH \
  EVENT ("METHOD:CANCEL\n", "DTSTAMP:20260301T090000Z\nATTENDEE:mailto:ben@example.test\nSTATUS:CANCELLED\n" \
                            "SUMMARY:Lunch\n")

static void
set_up (CtlFixture *fixture)
{
  ctl_fixture_init (fixture, NULL);
  ctl_set_account (fixture, fixture->url, "echo demo");
}

static void
expect (CtlFixture *fixture, const char *word, const char *option, const char *path, const char *out)
{
  g_autoptr (CtlResult) result = path != NULL ? ctl_run (fixture, word, option, path, NULL)
                                              : ctl_run (fixture, word, option, NULL);

  ctl_expect (result, 0);
  g_assert_cmpstr (result->err, ==, "");
  if (out != NULL)
    g_assert_cmpstr (result->out, ==, out);
}

/* Added, delivered, deleted by another file with its UID, and gone on the server. */
static void
test_delivered (gconstpointer data)
{
  const gboolean by_file = data != NULL;
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL;
  g_autoptr (CtlResult) shown = NULL, history = NULL;

  set_up (&fixture);
  path = ctl_write (&fixture, "lunch.ics", LUNCH);
  expect (&fixture, "add", path, NULL, "Queued as item 1: Lunch\n");
  expect (&fixture, "sync", NULL, NULL, NULL);
  if (by_file)
    g_free (ctl_write (&fixture, "lunch.ics", CANCELLED_LUNCH));
  expect (&fixture, "add", by_file ? path : "--delete", by_file ? NULL : path,
          "Queued as item 2: Deletion of Lunch\n");
  shown = ctl_run (&fixture, "--json", "show", "2", NULL);
  g_assert_nonnull (strstr (shown->out, "\"operation\":\"delete\""));
  g_assert_nonnull (strstr (shown->out, "\"subject\":\"Lunch\""));

  expect (&fixture, "sync", NULL, NULL, NULL);
  history = ctl_run (&fixture, "history", NULL);
  g_assert_nonnull (strstr (history->out, "Deletion of Lunch"));
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", NULL), ==, 2);
}

static void
test_never_sent (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL, *list = NULL;
  g_autoptr (CtlResult) shown = NULL;

  set_up (&fixture);
  path = ctl_write (&fixture, "lunch.ics", LUNCH);
  expect (&fixture, "add", path, NULL, NULL);
  expect (&fixture, "add", "--delete", path, "Item 2, which was never sent, is done: Deletion of Lunch\n");
  list = ctl_list (&fixture);
  g_assert_cmpstr (list, ==, "");
  shown = ctl_run (&fixture, "show", "2", NULL);
  g_assert_nonnull (strstr (shown->out, "Subject: Deletion of Lunch\n"));
  g_assert_nonnull (strstr (shown->out, "Note: Item 1 was not sent any more.\n"));
  expect (&fixture, "sync", NULL, NULL, NULL);
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", NULL), ==, 0);
}

/* What cannot be deleted changes nothing, not even what stands before it. */
static void
test_refused (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *lunch = NULL, *card = NULL, *before = NULL, *after = NULL;
  g_autoptr (CtlResult) unknown = NULL, mixed = NULL, json = NULL, again = NULL;

  set_up (&fixture);
  lunch = ctl_write (&fixture, "lunch.ics", LUNCH);
  card = ctl_write (&fixture, "ada.vcf", "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nN:;Ada;;;\nUID:ada\nEND:VCARD\n");
  unknown = ctl_run (&fixture, "add", "--delete", card, NULL);
  ctl_expect_sentence (unknown, 2, "“Ada” is not known to be on the server, so it cannot be deleted there.");

  expect (&fixture, "add", lunch, NULL, NULL);
  before = ctl_list (&fixture);
  mixed = ctl_run (&fixture, "add", "--delete", lunch, card, NULL);
  ctl_expect_sentence (mixed, 2, "“Ada” is not known*");
  after = ctl_list (&fixture);
  g_assert_cmpstr (after, ==, before);

  expect (&fixture, "sync", NULL, NULL, NULL);
  json = ctl_run (&fixture, "--json", "add", "--delete", lunch, NULL);
  g_assert_nonnull (strstr (json->out, "\"operation\":\"delete\",\"state\":\"pending\",\"subject\":\"Lunch\""));
  again = ctl_run (&fixture, "add", "--delete", lunch, NULL);
  ctl_expect_sentence (again, 2, "“Lunch” is being deleted already, by item 2.");
}

/* What one run deleted another one brings back, and what can be undone is listed. */
static void
test_undo (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autoptr (CtlResult) listed = NULL, undone = NULL, back = NULL, nothing = NULL;

  set_up (&fixture);
  ctl_add_mail (&fixture, "Hello");
  expect (&fixture, "hold", "1", NULL, "");
  expect (&fixture, "delete", "1", NULL, "");
  listed = ctl_run (&fixture, "--json", "undo", "--list", NULL);
  ctl_expect (listed, 0);
  g_assert_nonnull (strstr (listed->out, "\"act\":\"delete\""));
  g_assert_nonnull (strstr (listed->out, "\"act\":\"hold\""));
  undone = ctl_run (&fixture, "undo", NULL);
  ctl_expect (undone, 0);
  g_assert_nonnull (strstr (undone->out, "Deleted “Hello”"));
  back = ctl_run (&fixture, "--json", "list", NULL);
  g_assert_nonnull (strstr (back->out, "\"state\":\"held\""));
  expect (&fixture, "undo", NULL, NULL, NULL);
  nothing = ctl_run (&fixture, "undo", NULL);
  ctl_expect_sentence (nothing, 2, "*nothing to undo*");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/ctl/deletion/option", NULL, test_delivered);
  g_test_add_data_func ("/ctl/deletion/cancelling-file", "", test_delivered);
  g_test_add_func ("/ctl/deletion/never-sent", test_never_sent);
  g_test_add_func ("/ctl/deletion/refused", test_refused);
  g_test_add_func ("/ctl/deletion/undo", test_undo);
  return g_test_run ();
}
