/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ctl-fixture.h"

#include <string.h>

static char *
read_text (const char *path)
{
  char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  return text;
}

/* An outbox with all that can be shown: refused, put off, parked, not tried yet. */
static void
fill (CtlFixture *fixture)
{
  static const char *const args[] = { "--fail-next", "Sync:item-status=6@Ben", "--fail-next", "SendMail:503*@Private",
                                      NULL };
  g_autoptr (CtlResult) held = NULL, synced = NULL;

  ctl_fixture_init (fixture, args);
  ctl_set_account (fixture, fixture->url, "echo demo");
  ctl_add_contact (fixture, "Ada");
  ctl_add_contact (fixture, "Ben");
  ctl_add_mail (fixture, "Private");
  ctl_add_mail (fixture, "Parked");
  held = ctl_run (fixture, "hold", "4", NULL);
  ctl_expect (held, 0);
  synced = ctl_run (fixture, "sync", NULL);
  g_assert_cmpint (synced->code, ==, 1);
  ctl_add_contact (fixture, "Cleo");
}

/* What was saved is played, and ends where the outbox stands. */
static void
test_save (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (CtlResult) saved = NULL, again = NULL, played = NULL;

  fill (&fixture);
  path = g_build_filename (fixture.folder, "office.scenario", NULL);
  saved = ctl_run (&fixture, "scenario", "save", path, NULL);
  ctl_expect (saved, 0);
  text = read_text (path);
  g_assert_nonnull (strstr (text, "Name=office\n"));
  g_assert_nonnull (strstr (text, "Personality=generic\n"));
  g_assert_nonnull (strstr (text, "Private"));
  g_assert_null (strstr (text, "Ada"));
  g_assert_nonnull (strstr (text, "=fault 'Sync:item-status=6@Ben'\n"));
  g_assert_nonnull (strstr (text, "=expect item-1 error\n"));
  g_assert_nonnull (strstr (text, "=expect item-2 pending\n"));
  g_assert_nonnull (strstr (text, "=expect item-3 held\n"));
  g_assert_nonnull (strstr (text, "=expect item-4 pending\n"));
  played = ctl_run (&fixture, "scenario", "run", path, NULL);
  ctl_expect (played, 0);

  again = ctl_run (&fixture, "scenario", "save", path, NULL);
  ctl_expect_sentence (again, 2, "*is there already; nothing was written.");
}

static JsonArray *
play_items (CtlFixture *fixture, const char *path, JsonNode **root)
{
  g_autoptr (CtlResult) played = ctl_run (fixture, "--json", "scenario", "run", path, NULL);

  ctl_expect (played, 0);
  *root = json_from_string (played->out, NULL);
  g_assert_nonnull (*root);
  return json_object_get_array_member (json_node_get_object (*root), "items");
}

/* What waits to be deleted waits so again when it is played; and the server is one that can be named. */
static void
test_deletions (void)
{
  static const char *const args[] = { "--personality", "exchange-2010", NULL };
  static const char *const modes[] = { NULL, "--anonymous" };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *card = NULL;
  g_autoptr (CtlResult) synced = NULL, added = NULL;

  ctl_fixture_init (&fixture, args);
  ctl_set_account (&fixture, fixture.url, "echo demo");
  card = ctl_write (&fixture, "ada.vcf",
                    "BEGIN:VCARD\nVERSION:3.0\nFN:Ada Lane\nN:Lane;Ada;;;\nUID:ada-1\nEND:VCARD\n");
  added = ctl_run (&fixture, "add", card, NULL);
  ctl_expect (added, 0);
  synced = ctl_run (&fixture, "sync", NULL);
  ctl_expect (synced, 0);
  g_clear_pointer (&added, ctl_result_free);
  added = ctl_run (&fixture, "add", "--delete", card, NULL);
  ctl_expect (added, 0);

  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    {
      g_autofree char *path = g_strdup_printf ("%s/%" G_GSIZE_FORMAT ".scenario", fixture.folder, i);
      g_autoptr (CtlResult) saved = ctl_run (&fixture, "scenario", "save", path, modes[i], NULL);
      g_autoptr (JsonNode) root = NULL;
      g_autofree char *text = NULL;
      JsonArray *items;
      JsonObject *item = NULL;

      ctl_expect (saved, 0);
      g_assert_cmpstr (saved->err, ==, "");
      text = read_text (path);
      g_assert_nonnull (strstr (text, "Personality=exchange-2010\n"));
      g_assert_true ((strstr (text, "Ada Lane") != NULL) == (modes[i] == NULL));
      g_assert_true ((strstr (text, "ada-1") != NULL) == (modes[i] == NULL));
      items = play_items (&fixture, path, &root);
      g_assert_cmpuint (json_array_get_length (items), >=, 1);
      for (guint n = 0; n < json_array_get_length (items); n++)
        {
          JsonObject *other = json_array_get_object_element (items, n);

          if (g_str_equal (json_object_get_string_member (other, "operation"), "delete"))
            item = other;
        }
      g_assert_nonnull (item);
      g_assert_cmpstr (json_object_get_string_member (item, "state"), ==, "pending");
      g_assert_cmpstr (json_object_get_string_member (item, "subject"), ==, modes[i] == NULL ? "Ada Lane" : "item-1");
    }
}

/* Nothing of what the user wrote, and nobody's address; the story is the same. */
static void
test_anonymous (void)
{
  static const char *const secrets[] = { "Private", "Parked", "Ben", "Cleo", "demo@" };
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *path = NULL, *text = NULL;
  g_autoptr (CtlResult) saved = NULL, played = NULL;

  fill (&fixture);
  path = g_build_filename (fixture.folder, "office.scenario", NULL);
  saved = ctl_run (&fixture, "scenario", "save", "--anonymous", path, NULL);
  ctl_expect (saved, 0);
  text = read_text (path);
  for (gsize i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (text, secrets[i]));
  played = ctl_run (&fixture, "scenario", "run", path, NULL);
  ctl_expect (played, 0);
}

/* A developer who got a report sees the same refusal. */
static void
test_report (void)
{
  g_auto (CtlFixture) fixture = { NULL };
  g_autofree char *source = NULL, *path = NULL, *text = NULL;
  g_autoptr (CtlResult) report = NULL, made = NULL, played = NULL, wrong = NULL, missing = NULL;

  fill (&fixture);
  report = ctl_run (&fixture, "report", "2", NULL);
  ctl_expect (report, 0);
  source = ctl_write (&fixture, "report.txt", report->out);
  path = g_build_filename (fixture.folder, "case-7.scenario", NULL);
  made = ctl_run (&fixture, "scenario", "from-report", source, path, NULL);
  ctl_expect (made, 0);
  text = read_text (path);
  g_assert_nonnull (strstr (text, "Title=StatusException: Error in client/server conversion\n"));
  g_assert_nonnull (strstr (text, "Kind=contact\n"));
  g_assert_nonnull (strstr (text, "=expect item-1 error\n"));
  played = ctl_run (&fixture, "scenario", "run", path, NULL);
  ctl_expect (played, 0);

  wrong = ctl_run (&fixture, "scenario", "from-report", path, "x.scenario", NULL);
  ctl_expect_sentence (wrong, 2, "*cannot be made a scenario: it is no support report.");
  missing = ctl_run (&fixture, "scenario", "from-report", "/nowhere/report.txt", "x.scenario", NULL);
  ctl_expect_sentence (missing, 2, "*“/nowhere/report.txt” cannot be read.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ctl/scenario/save", test_save);
  g_test_add_func ("/ctl/scenario/deletions", test_deletions);
  g_test_add_func ("/ctl/scenario/anonymous", test_anonymous);
  g_test_add_func ("/ctl/scenario/report", test_report);
  return g_test_run ();
}
