/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "ui/ns-journey.h"

#include <libintl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

/* What article 416 shows; the texts of items and exceptions are the same in each language. */
#define CONVERSION_ITEM "Konrad Fischer"
#define CONVERSION_TEXT "StatusException: Error in client/server conversion"
#define CONFLICT_ITEM "Quarterly review (with sales)"
#define CONFLICT_TEXT "StatusException: Conflict matching the client and server object"

static const char *top, *build;

/* A text as the program says it, in the language of this run. */
static const char *
say (const char *text)
{
  return dgettext (GETTEXT_PACKAGE, text);
}

static NsJourney *
start (const char *const *options)
{
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_autofree char *program = g_build_filename (build, "notifysync", NULL);
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (arguments, program);
  g_strv_builder_addv (arguments, (const char **) options);
  all = g_strv_builder_end (arguments);
  return ns_journey_new ((const char *const *) all);
}

static NsJourney *
start_scenario (const char *folder, const char *name)
{
  g_autofree char *demo = g_strdup_printf ("--demo=%s/%s/%s", top, folder, name);
  const char *options[] = { demo, NULL };

  return start (options);
}

/* Cells have ids such as `outbox.row.3.subject`; a narrow list has one cell a row. */
static gboolean
is_cell_that_says (AtspiAccessible *object, const char *wanted)
{
  g_autofree char *id = atspi_accessible_get_accessible_id (object, NULL);
  g_autofree char *text = NULL;

  if (id == NULL || !g_str_has_prefix (id, "outbox.row.") ||
      (!g_str_has_suffix (id, ".subject") && !g_str_has_suffix (id, ".summary")))
    return FALSE;
  text = ns_journey_read (object);
  return strstr (text, wanted) != NULL;
}

static void
open_item (NsJourney *journey, const char *subject)
{
  g_autoptr (AtspiAccessible) cell = ns_journey_wait_for (journey, is_cell_that_says, subject);

  ns_journey_do (cell, "activate");
  ns_journey_wait_text (journey, "item.subject", subject);
}

static void
assert_says (NsJourney *journey, const char *id, const char *text)
{
  g_autofree char *said = ns_journey_dup_text (journey, id);

  if (strstr (said, text) == NULL)
    g_error ("%s says “%s”, not “%s”", id, said, text);
}

/* The first cell of a row says all of it in whole sentences. */
static gboolean
is_row_that_says (AtspiAccessible *object, const char *wanted)
{
  g_autofree char *id = atspi_accessible_get_accessible_id (object, NULL);
  g_autofree char *name = NULL;

  if (id == NULL || !g_str_has_prefix (id, "outbox.row.") ||
      (!g_str_has_suffix (id, ".state") && !g_str_has_suffix (id, ".summary")))
    return FALSE;
  name = atspi_accessible_get_name (object, NULL);
  return name != NULL && strstr (name, wanted) != NULL;
}

static void
assert_row_speaks (NsJourney *journey)
{
  g_autoptr (AtspiAccessible) row = ns_journey_wait_for (journey, is_row_that_says, CONFLICT_ITEM);
  g_autofree char *name = atspi_accessible_get_name (row, NULL);

  g_assert_nonnull (strstr (name, say ("It was changed here and on the server between two synchronizations, and the "
                                       "server's version won.")));
}

/* Somebody is told that items need them, finds the first, and reads why, what became of it, and what to do. */
static void
test_read_error (void)
{
  g_autoptr (NsJourney) journey = start_scenario ("data/scenarios", "article-416.scenario");

  g_object_unref (ns_journey_wait (journey, "outbox.warning"));
  assert_row_speaks (journey);
  open_item (journey, CONVERSION_ITEM);
  assert_says (journey, "item.exception", CONVERSION_TEXT);
  assert_says (journey, "item.why",
               say ("The server found this item invalid, malformed, or beyond what it can hold."));
  assert_says (journey, "item.advice", say ("Resending is refused again as a rule: report it to support with the "
                                            "support report, then delete it."));
  g_object_unref (ns_journey_wait (journey, "item.data"));
  g_object_unref (ns_journey_wait (journey, "card.resend"));
}

/* The server's version had won; sent again, ours is accepted and leaves the list. */
static void
test_resend (void)
{
  g_autoptr (NsJourney) journey = start_scenario ("data/scenarios", "article-416.scenario");

  open_item (journey, CONFLICT_ITEM);
  assert_says (journey, "item.exception", CONFLICT_TEXT);
  ns_journey_press (journey, "conflict.mine");
  ns_journey_wait_no_text (journey, "outbox.list", CONFLICT_ITEM);
  ns_journey_wait_text (journey, "outbox.list", CONVERSION_ITEM);
}

/* Nothing asks before it deletes, since everything comes back. */
static void
test_delete_and_undo (void)
{
  g_autoptr (NsJourney) journey = start_scenario ("data/scenarios", "article-416.scenario");

  open_item (journey, CONVERSION_ITEM);
  ns_journey_press (journey, "card.delete");
  ns_journey_wait_no_text (journey, "outbox.list", CONVERSION_ITEM);
  ns_journey_press (journey, "action.undo");
  ns_journey_wait_text (journey, "outbox.list", CONVERSION_ITEM);
}

/* A field is taken from the server, the rest is ours; what was chosen is sent and accepted. */
static void
test_resolve_conflict (void)
{
  g_autoptr (NsJourney) journey = start_scenario ("tests/ui", "conflict-fields.scenario");

  open_item (journey, "Svobodov");
  ns_journey_press (journey, "conflict.contacts.email.server");
  ns_journey_wait_pressed (journey, "conflict.contacts.email.server");
  ns_journey_press (journey, "conflict.fields");
  g_object_unref (ns_journey_wait (journey, "outbox.empty"));
}

static char *
read_line (GSubprocess *process)
{
  g_autoptr (GDataInputStream) lines = g_data_input_stream_new (g_subprocess_get_stdout_pipe (process));
  g_autoptr (GError) error = NULL;
  char *line = g_data_input_stream_read_line (lines, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (line);
  return line;
}

static void
fill_account (NsJourney *journey, const char *url)
{
  ns_journey_enter (journey, "account.email", "demo@example.test");
  ns_journey_enter (journey, "account.server", url);
  ns_journey_enter (journey, "account.user", "demo");
  ns_journey_press (journey, "account.more");
  ns_journey_press (journey, "account.ask-command");
  ns_journey_enter (journey, "account.command", "echo demo");
}

/* The first start leads to the account; the test of it talks to a real server. */
static void
test_set_up_account (void)
{
  g_autofree char *simulator = g_build_filename (build, "notifysync-simulator", NULL);
  g_autofree char *profile = g_dir_make_tmp ("ns-journey-XXXXXX", NULL);
  const char *options[] = { "--profile", profile, NULL };
  g_autoptr (GSubprocess) server = g_subprocess_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE, NULL, simulator, NULL);
  g_autofree char *url = read_line (server);
  NsJourney *journey = start (options);
  g_autoptr (GSubprocess) removal = NULL;

  ns_journey_press (journey, "page.action");
  fill_account (journey, url);
  ns_journey_press (journey, "account.test");
  ns_journey_wait_text (journey, "account.summary", "14.3");
  ns_journey_press (journey, "account.save");
  ns_journey_wait_gone (journey, "account");
  g_object_unref (ns_journey_wait (journey, "outbox.empty"));
  ns_journey_free (journey);

  g_subprocess_force_exit (server);
  removal = g_subprocess_new (G_SUBPROCESS_FLAGS_NONE, NULL, "rm", "-r", profile, NULL);
  g_assert_true (g_subprocess_wait_check (removal, NULL, NULL));
}

/* A presenter steps through the trouble, and goes back to show it again. */
static void
test_play_scenario (void)
{
  g_autofree char *demo = g_strdup_printf ("--demo=%s/data/scenarios/conflict-resend.scenario", top);
  const char *options[] = { demo, "--view", "lab", NULL };
  g_autoptr (NsJourney) journey = start (options);
  g_autofree char *before = ns_journey_dup_text (journey, "lab.words");
  g_autofree char *first = NULL, *second = NULL;

  ns_journey_press (journey, "lab.step");
  ns_journey_wait_no_text (journey, "lab.words", before);
  first = ns_journey_dup_text (journey, "lab.words");
  ns_journey_press (journey, "lab.step");
  ns_journey_wait_no_text (journey, "lab.words", first);
  ns_journey_wait_text (journey, "lab.server", "Quarterly review");
  second = ns_journey_dup_text (journey, "lab.words");
  g_assert_cmpstr (second, !=, before);
  ns_journey_press (journey, "lab.back");
  ns_journey_wait_text (journey, "lab.words", first);
  ns_journey_wait_no_text (journey, "lab.server", "Quarterly review");
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, g_getenv ("NOTIFYSYNC_LOCALE_DIR"));
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  g_test_init (&argc, &argv, NULL);
  top = g_getenv ("NS_TOP_SRCDIR");
  build = g_getenv ("NS_TOP_BUILDDIR");
  ns_journey_init ();
  g_test_add_func ("/journeys/read-error", test_read_error);
  g_test_add_func ("/journeys/resend", test_resend);
  g_test_add_func ("/journeys/delete-and-undo", test_delete_and_undo);
  g_test_add_func ("/journeys/resolve-conflict", test_resolve_conflict);
  g_test_add_func ("/journeys/set-up-account", test_set_up_account);
  g_test_add_func ("/journeys/play-scenario", test_play_scenario);
  return g_test_run ();
}
