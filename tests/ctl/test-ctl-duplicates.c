/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

static void
add_event (CtlFixture *fixture, const char *uid)
{
  g_autofree char *text = g_strdup_printf ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\n"
                                           "UID:%s\r\nDTSTAMP:20261101T080000Z\r\nDTSTART:20261201T090000Z\r\n"
                                           "DTEND:20261201T100000Z\r\nSUMMARY:About %s\r\nLOCATION:Room 2\r\n"
                                           "END:VEVENT\r\nEND:VCALENDAR\r\n",
                                           uid, uid);
  g_autofree char *path = ctl_write (fixture, "event.ics", text);
  g_autoptr (CtlResult) result = ctl_run (fixture, "add", path, NULL);

  ctl_expect (result, 0);
}

static void
run (CtlFixture *fixture, int code, const char *const *args, const char *needle)
{
  g_autoptr (CtlResult) result
      = ctl_finish (ctl_spawn (fixture, G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_PIPE, args), NULL);

  g_test_message ("%s: %s%s", args[0], result->out, result->err);
  g_assert_cmpint (result->code, ==, code);
  if (needle != NULL)
    g_assert_nonnull (strstr (result->out, needle));
}

#define RUN(code, needle, ...) run (&fixture, code, (const char *const[]) { __VA_ARGS__, NULL }, needle)

/* Two devices deliver the same event. The first is told, keeps one, thinks better of it, and keeps one for good. */
static void
test_duplicates (void)
{
  static const char *const args[] = { "--fail-next", "Sync:status=3@About e2", "--fail-next",
                                      "Sync:status=3@About e3", NULL };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *mine = NULL;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  add_event (&fixture, "e1");
  RUN (0, NULL, "sync");
  RUN (0, "\"duplicates\":0", "--json", "status");

  mine = fixture.profile;
  fixture.profile = g_build_filename (fixture.folder, "other", NULL);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  add_event (&fixture, "e1");
  RUN (0, NULL, "sync");
  g_free (fixture.profile);
  fixture.profile = g_steal_pointer (&mine);

  add_event (&fixture, "e2");
  RUN (0, NULL, "sync");
  RUN (0, "\"duplicates\":1", "--json", "status");
  RUN (0, "This meeting exists twice on the server: “About e1”.", "status");
  RUN (0, "Duplicate 1 (open): About e1", "duplicates");
  RUN (0, "From: this outbox, item 1, delivered ", "duplicates");
  RUN (0, "From: another program or device", "duplicates");
  RUN (0, "\"state\":\"open\"", "--json", "duplicates");

  RUN (2, NULL, "keep", "1", "3");
  RUN (2, NULL, "keep", "9");
  RUN (2, NULL, "keep", "one");
  RUN (0, "“delete 3” takes it back", "keep", "1");
  RUN (2, NULL, "ignore", "1");
  RUN (3, NULL, "status");
  RUN (0, "Its deletion waits as item 3.", "duplicates");
  RUN (0, NULL, "delete", "3");
  RUN (0, "(open)", "duplicates");
  RUN (0, "“delete 4” takes it back", "keep", "1", "2");
  RUN (0, "Deletion of the second copy of About e1", "list");
  RUN (0, NULL, "sync");
  RUN (0, "", "duplicates");
  RUN (0, "\"duplicates\":0", "--json", "status");

  RUN (2, NULL, "put-back", "1");
  RUN (0, "It waits as item 5.", "put-back", "4");
  RUN (2, NULL, "put-back", "4");
  RUN (0, NULL, "sync");
  add_event (&fixture, "e3");
  RUN (0, NULL, "sync");
  RUN (0, "\"duplicates\":0", "--json", "status");
  /* An add of each device, one deletion, and what was put back. */
  g_assert_cmpuint (ctl_count_executed (&fixture, "Sync", "About e1"), ==, 4);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/duplicates", test_duplicates);
  return g_test_run ();
}
