/* SPDX-License-Identifier: GPL-3.0-or-later */
/* trees PROGRAM FOLDER PART - writes what assistive technology sees of each window of this half, 0 or 1, into
 * FOLDER/NAME.txt, and what can get the focus there without having a name into FOLDER/NAME.unnamed. Needs a desk, see
 * desk.sh, and tests/ui as its folder. */
#include "config.h"

#include "ui/ns-journey.h"

#include <locale.h>

/* As deep as a tree can be. */
#define MAX_DEPTH 60

#define DATA "../../data/scenarios/"

static const struct
{
  const char *name;
  const char *id; /* (nullable): of the window; NULL where GTK made it, and it is the newest */
  const char *options;
} windows[] = {
  { "account", "account", "--scenario " DATA "lost-reply.scenario --view account" },
  { "duplicates", "duplicates", "--scenario ./duplicates.scenario --view duplicates" },
  { "empty", "outbox", "--scenario ./empty.scenario --size 800x500" },
  { "gallery", "lab", "--demo --view lab --size 1280x800" },
  { "item", "item.dialog", "--scenario " DATA "article-416.scenario --view item --open 7" },
  { "lab", "lab", "--scenario " DATA "conflict-resend.scenario --view lab --step 10 --size 1280x800" },
  { "lab-faults", "lab", "--scenario ./faults.scenario --view lab --step 6 --faults --size 1280x800" },
  { "list", "outbox", "--scenario " DATA "article-416.scenario --size 880x560" },
  { "list-360", "outbox", "--scenario " DATA "article-416.scenario --size 360x640" },
  { "pane", "outbox", "--scenario " DATA "article-416.scenario --view pane --open 5 --size 1200x720" },
  { "search", "outbox", "--scenario " DATA "article-416.scenario --search Fischer --size 880x560" },
  { "selection", "outbox", "--scenario " DATA "article-416.scenario --select 5,7,8 --size 880x560" },
  { "shortcuts", NULL, "--scenario " DATA "article-416.scenario --view shortcuts" },
};

static AtspiAccessible *
find_window (NsJourney *journey, const char *id)
{
  AtspiAccessible *application = ns_journey_get_application (journey);
  const int n = atspi_accessible_get_child_count (application, NULL);

  return id != NULL ? ns_journey_wait (journey, id) : atspi_accessible_get_child_at_index (application, n - 1, NULL);
}

static NsJourney *
start (const char *program, const char *options)
{
  g_autofree char *line = g_strdup_printf ("--test-mode --ready-fd 1 %s", options);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GStrvBuilder) arguments = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  g_strv_builder_add (arguments, program);
  g_strv_builder_addv (arguments, (const char **) words);
  all = g_strv_builder_end (arguments);
  return ns_journey_new_ready ((const char *const *) all);
}

/* Each run has another port. */
static char *
mask (const char *text)
{
  g_autoptr (GRegex) port = g_regex_new ("(127\\.0\\.0\\.1|localhost):[0-9]+", 0, 0, NULL);

  return g_regex_replace (port, text, -1, 0, "\\1:PORT", 0, NULL);
}

/* Cells are read with their row, and what only scrolls or is moved hands the focus on. */
static gboolean
needs_name (AtspiAccessible *object)
{
  static const AtspiRole others[] = { ATSPI_ROLE_TABLE_CELL, ATSPI_ROLE_SPLIT_PANE, ATSPI_ROLE_SCROLL_PANE };
  const AtspiRole role = atspi_accessible_get_role (object, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    if (role == others[i])
      return FALSE;
  return ns_journey_has_state (object, ATSPI_STATE_FOCUSABLE);
}

static void
list_unnamed (AtspiAccessible *object, guint depth, GString *out)
{
  const int n = atspi_accessible_get_child_count (object, NULL);
  g_autofree char *name = atspi_accessible_get_name (object, NULL);

  if ((name == NULL || *name == '\0') && needs_name (object))
    ns_journey_dump (object, 0, out);
  for (int i = 0; i < n && depth < MAX_DEPTH; i++)
    {
      g_autoptr (AtspiAccessible) child = atspi_accessible_get_child_at_index (object, i, NULL);

      if (child != NULL && ns_journey_has_state (child, ATSPI_STATE_VISIBLE))
        list_unnamed (child, depth + 1, out);
    }
}

static void
write_text (const char *folder, const char *name, const char *extension, const GString *text)
{
  g_autofree char *base = g_strconcat (name, extension, NULL);
  g_autofree char *path = g_build_filename (folder, base, NULL);
  g_autofree char *masked = mask (text->str);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, masked, -1, &error);
  g_assert_no_error (error);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_assert_cmpint (argc, ==, 4);
  /* A program of the other half may be gone when libatspi wants to talk to it, of which it warns. */
  g_log_set_always_fatal (G_LOG_FATAL_MASK);
  ns_journey_init ();
  for (gsize i = 0; i < G_N_ELEMENTS (windows); i++)
    {
      g_autoptr (NsJourney) journey = NULL;
      g_autoptr (AtspiAccessible) window = NULL;
      g_autoptr (GString) tree = g_string_new (NULL);
      g_autoptr (GString) unnamed = g_string_new (NULL);

      if (i % 2 != g_ascii_strtoull (argv[3], NULL, 10))
        continue;
      journey = start (argv[1], windows[i].options);
      window = find_window (journey, windows[i].id);
      ns_journey_dump (window, 0, tree);
      if (windows[i].id != NULL)
        list_unnamed (window, 0, unnamed);
      write_text (argv[2], windows[i].name, ".txt", tree);
      write_text (argv[2], windows[i].name, ".unnamed", unnamed);
    }
  return 0;
}
