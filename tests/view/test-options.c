/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "app/ns-options.h"
#include "base/ns-time.h"

static NsOptions *
parse (const char *line, GError **error)
{
  g_auto (GStrv) arguments = NULL;

  g_assert_true (g_shell_parse_argv (line, NULL, &arguments, NULL));
  return ns_options_parse (&arguments, error);
}

static void
test_good (void)
{
  g_autoptr (NsOptions) options = NULL;

  options = parse ("notifysync --scenario empty --open 3 --view item --size 800x600 --clock 2026-03-01T09:00:00Z "
                   "--theme dark --direction rtl --test-mode --screenshot a.png -vv",
                   NULL);
  g_assert_cmpstr (options->scenario, ==, "empty");
  g_assert_cmpint (options->open_id, ==, 3);
  g_assert_cmpint (options->view, ==, NS_OPTIONS_VIEW_ITEM);
  g_assert_cmpint (options->width, ==, 800);
  g_assert_cmpint (options->height, ==, 600);
  g_assert_cmpint (options->clock, ==, ns_time_from_iso8601 ("2026-03-01T09:00:00Z"));
  g_assert_cmpint (options->theme, ==, NS_OPTIONS_THEME_DARK);
  g_assert_cmpint (options->direction, ==, GTK_TEXT_DIR_RTL);
  g_assert_true (options->test_mode);
  g_assert_cmpstr (options->screenshot, ==, "a.png");
  g_assert_cmpuint (options->verbosity, ==, 2);
}

static void
test_demo (void)
{
  g_autoptr (NsOptions) plain = parse ("notifysync", NULL);
  g_autoptr (NsOptions) demo = parse ("notifysync --demo", NULL);
  g_autoptr (NsOptions) named = parse ("notifysync --demo=offline", NULL);

  g_assert_null (plain->scenario);
  g_assert_false (ns_options_is_frozen (plain));
  g_assert_cmpstr (demo->scenario, ==, "article-416");
  g_assert_false (ns_options_is_frozen (demo));
  g_assert_cmpstr (named->scenario, ==, "offline");
}

static void
test_view (void)
{
  const struct
  {
    const char *line;
    NsOptionsView view;
  } rows[] = {
    { "notifysync", NS_OPTIONS_VIEW_LIST },
    { "notifysync --view list --open 3", NS_OPTIONS_VIEW_LIST },
    { "notifysync --view item --open 3", NS_OPTIONS_VIEW_ITEM },
    { "notifysync --view pane --open 3", NS_OPTIONS_VIEW_PANE },
    { "notifysync --view account", NS_OPTIONS_VIEW_ACCOUNT },
    { "notifysync --view account --view duplicates", NS_OPTIONS_VIEW_DUPLICATES },
    { "notifysync --demo --view lab", NS_OPTIONS_VIEW_LAB },
    { "notifysync --demo=empty --view lab --step 3", NS_OPTIONS_VIEW_LAB },
    { "notifysync --demo=empty --view lab --storyboard s.html", NS_OPTIONS_VIEW_LAB },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (NsOptions) options = parse (rows[i].line, NULL);

      g_assert_cmpint (options->view, ==, rows[i].view);
    }
}

static void
test_bad (void)
{
  const struct
  {
    const char *line;
    const char *message;
  } rows[] = {
    { "notifysync --size 800", "--size cannot be “800”: it is width and height in pixels, such as 1024x640." },
    { "notifysync --size 0x5", "--size cannot be “0x5”: it is width and height in pixels, such as 1024x640." },
    { "notifysync --size 5x5x5", "--size cannot be “5x5x5”: it is width and height in pixels, such as 1024x640." },
    { "notifysync --clock noon", "--clock cannot be “noon”: it is an ISO 8601 time, such as 2026-03-01T09:00:00Z." },
    { "notifysync --open x", "--open cannot be “x”: it is the number of an item." },
    { "notifysync --select -1", "--select cannot be “-1”: it is the number of an item." },
    { "notifysync --theme blue", "--theme cannot be “blue”: it is one of these: default, light, dark, high-contrast, "
                                 "high-contrast-inverse." },
    { "notifysync --direction up", "--direction cannot be “up”: it is one of these: ltr, rtl." },
    { "notifysync --view top",
      "--view cannot be “top”: it is one of these: list, history, item, pane, account, duplicates, shortcuts, lab." },
    { "notifysync --view lab", "--view cannot be “lab”: it needs --demo." },
    { "notifysync --demo=empty --step 2", "--step cannot be “2”: it needs --view lab and --demo=NAME." },
    { "notifysync --demo --view lab --step 2", "--step cannot be “2”: it needs --view lab and --demo=NAME." },
    { "notifysync --demo --view lab --storyboard s.html",
      "--storyboard cannot be “s.html”: it needs --view lab and --demo=NAME." },
    { "notifysync --demo=empty --storyboard s.html",
      "--storyboard cannot be “s.html”: it needs --view lab and --demo=NAME." },
    { "notifysync --demo=empty --view lab --storyboard s.html --screenshot s.png",
      "--storyboard cannot be “s.html”: it is not taken together with --screenshot." },
    { "notifysync --demo=empty --view lab --step 0", "--step cannot be “0”: it is a number of steps." },
    { "notifysync --view item", "--view cannot be “item”: it needs --open with the number of an item." },
    { "notifysync --view pane", "--view cannot be “pane”: it needs --open with the number of an item." },
    { "notifysync --demo --profile p", "--profile cannot be “p”: a demonstration has a profile of its own." },
    { "notifysync file.eml", "“file.eml” is not expected: only options are taken." },
    { "notifysync --nonsense", "Unknown option --nonsense" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (NsOptions) options = parse (rows[i].line, &error);

      g_assert_null (options);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, rows[i].message);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/options/good", test_good);
  g_test_add_func ("/options/demo", test_demo);
  g_test_add_func ("/options/view", test_view);
  g_test_add_func ("/options/bad", test_bad);
  return g_test_run ();
}
