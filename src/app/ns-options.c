/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-options.h"

#include "view/ns-filters.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_SCENARIO "article-416"
#define MAX_STEPS 9999
#define MAX_TEXT_SCALE 2.0

static const char *const view_words[] = {
  [NS_OPTIONS_VIEW_LIST] = "list",
  [NS_OPTIONS_VIEW_HISTORY] = "history",
  [NS_OPTIONS_VIEW_ITEM] = "item",
  [NS_OPTIONS_VIEW_PANE] = "pane",
  [NS_OPTIONS_VIEW_ACCOUNT] = "account",
  [NS_OPTIONS_VIEW_DUPLICATES] = "duplicates",
  [NS_OPTIONS_VIEW_SHORTCUTS] = "shortcuts",
  [NS_OPTIONS_VIEW_LAB] = "lab",
};

static const char *const theme_words[] = {
  [NS_OPTIONS_THEME_DEFAULT] = "default",
  [NS_OPTIONS_THEME_LIGHT] = "light",
  [NS_OPTIONS_THEME_DARK] = "dark",
  [NS_OPTIONS_THEME_HIGH_CONTRAST] = "high-contrast",
  [NS_OPTIONS_THEME_HIGH_CONTRAST_INVERSE] = "high-contrast-inverse",
};

static gboolean
parse_demo (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  g_free (self->scenario);
  self->scenario = g_strdup (value != NULL ? value : DEFAULT_SCENARIO);
  self->is_named = value != NULL;
  return TRUE;
}

static gboolean
parse_view (const char *option, const char *value, gpointer data, GError **error)
{
  guint n;

  if (!ns_option_value_choice (option, value, view_words, G_N_ELEMENTS (view_words), &n, error))
    return FALSE;
  ((NsOptions *) data)->view = (NsOptionsView) n;
  return TRUE;
}

static gboolean
parse_theme (const char *option, const char *value, gpointer data, GError **error)
{
  guint n;

  if (!ns_option_value_choice (option, value, theme_words, G_N_ELEMENTS (theme_words), &n, error))
    return FALSE;
  ((NsOptions *) data)->theme = (NsOptionsTheme) n;
  return TRUE;
}

static gboolean
parse_direction (const char *option, const char *value, gpointer data, GError **error)
{
  static const char *const words[] = { "ltr", "rtl" };
  guint n;

  if (!ns_option_value_choice (option, value, words, G_N_ELEMENTS (words), &n, error))
    return FALSE;
  ((NsOptions *) data)->direction = n == 0 ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_RTL;
  return TRUE;
}

static gboolean
parse_scale (const char *option, const char *value, gpointer data, GError **error)
{
  static const char *const words[] = { "1", "2" };
  guint n;

  if (!ns_option_value_choice (option, value, words, G_N_ELEMENTS (words), &n, error))
    return FALSE;
  ((NsOptions *) data)->scale = (int) n + 1;
  return TRUE;
}

static gboolean
parse_text_scale (const char *option, const char *value, gpointer data, GError **error)
{
  return ns_option_value_factor (option, value, MAX_TEXT_SCALE, &((NsOptions *) data)->text_scale, error);
}

static gboolean
parse_locale (const char *option, const char *value, gpointer data, GError **error)
{
  return ns_option_value_locale (option, value, &((NsOptions *) data)->locale, error);
}

static gboolean
parse_size (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  return ns_option_value_size (option, value, &self->width, &self->height, error);
}

static gboolean
parse_clock (const char *option, const char *value, gpointer data, GError **error)
{
  return ns_option_value_time (option, value, &((NsOptions *) data)->clock, error);
}

static gboolean
parse_step (const char *option, const char *value, gpointer data, GError **error)
{
  gint64 step;

  if (!ns_option_value_number (option, value, MAX_STEPS, _("it is a number of steps"), &step, error))
    return FALSE;
  ((NsOptions *) data)->step = (guint) step;
  return TRUE;
}

static gboolean
parse_select (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;
  g_auto (GStrv) parts = g_strsplit (value, ",", -1);

  g_clear_pointer (&self->select_ids, g_array_unref);
  self->select_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  for (guint i = 0; i < MAX (g_strv_length (parts), 1); i++)
    {
      gint64 id = 0;

      if (!ns_option_value_number (option, parts[0] != NULL ? parts[i] : value, G_MAXINT64,
                                   _("it is the number of an item"), &id, error))
        return FALSE;
      g_array_append_val (self->select_ids, id);
    }
  return TRUE;
}

static gboolean
parse_filter (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;
  const guint n_filters = ns_filters_get_number ();
  g_autofree const char **words = g_new (const char *, n_filters);
  guint n;

  for (guint i = 0; i < n_filters; i++)
    words[i] = ns_filters_get_nick (i);
  if (!ns_option_value_choice (option, value, words, n_filters, &n, error))
    return FALSE;
  g_free (self->filter);
  self->filter = g_strdup (value);
  return TRUE;
}

static gboolean
parse_open (const char *option, const char *value, gpointer data, GError **error)
{
  return ns_option_value_number (option, value, G_MAXINT64, _("it is the number of an item"),
                                 &((NsOptions *) data)->open_id, error);
}

static gboolean
parse_ready_fd (const char *option, const char *value, gpointer data, GError **error)
{
  return ns_option_value_fd (option, value, &((NsOptions *) data)->ready_fd, error);
}

static gboolean
parse_verbose (const char *option, const char *value, gpointer data, GError **error)
{
  ((NsOptions *) data)->verbosity++;
  return TRUE;
}

static gboolean
check (const NsOptions *self, char **arguments, GError **error)
{
  g_autofree char *step = g_strdup_printf ("%u", self->step);

  if (g_strv_length (arguments) > 1)
    {
      g_set_error (error, NS_OPTIONS_ERROR, NS_OPTIONS_ERROR_ARGUMENT,
                   _("“%s” is not expected: only options are taken."), arguments[1]);
      return FALSE;
    }
  if (self->view == NS_OPTIONS_VIEW_ITEM && self->open_id == 0)
    return ns_option_value_fail ("--view", "item", _("it needs --open with the number of an item"), error);
  if (self->view == NS_OPTIONS_VIEW_PANE && self->open_id == 0)
    return ns_option_value_fail ("--view", "pane", _("it needs --open with the number of an item"), error);
  if (self->tests_account && self->view != NS_OPTIONS_VIEW_ACCOUNT)
    return ns_option_value_fail (_("The option"), "--test", _("it needs --view account"), error);
  if (self->view == NS_OPTIONS_VIEW_LAB && self->scenario == NULL)
    return ns_option_value_fail ("--view", "lab", _("it needs --demo"), error);
  if (self->step != 0 && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return ns_option_value_fail ("--step", step, _("it needs --view lab and --demo=NAME"), error);
  if (self->storyboard != NULL && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return ns_option_value_fail ("--storyboard", self->storyboard, _("it needs --view lab and --demo=NAME"), error);
  if (self->storyboard != NULL && self->screenshot != NULL)
    return ns_option_value_fail ("--storyboard", self->storyboard, _("it is not taken together with --screenshot"),
                                 error);
  if (self->faults && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return ns_option_value_fail (_("The option"), "--faults", _("it needs --view lab and --demo=NAME"), error);
  if (self->scenario != NULL && self->profile != NULL)
    return ns_option_value_fail ("--profile", self->profile, _("a demonstration has a profile of its own"), error);
  return TRUE;
}

static void
add_options (GOptionContext *context, NsOptions *self)
{
  const GOptionEntry entries[] = {
    { "demo", 0, G_OPTION_FLAG_OPTIONAL_ARG, G_OPTION_ARG_CALLBACK, parse_demo,
      N_("Show a demonstration against a simulated server"), N_("SCENARIO") },
    { "profile", 0, 0, G_OPTION_ARG_FILENAME, &self->profile, N_("Use the outbox in this folder"), N_("FOLDER") },
    { "verbose", 'v', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, parse_verbose,
      N_("Tell more; twice, tell everything"), NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &self->version, N_("Print the version"), NULL },
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->service, NULL, NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("notifysync", NULL, NULL, self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
}

/* notifysync-screenshots(7) */
static void
add_picture_options (GOptionContext *context, NsOptions *self)
{
  const GOptionEntry entries[] = {
    { "scenario", 0, 0, G_OPTION_ARG_CALLBACK, parse_demo, N_("As --demo; a name or a file"), N_("NAME") },
    { "view", 0, 0, G_OPTION_ARG_CALLBACK, parse_view,
      N_("What to show: list, history, item, pane, account, duplicates, shortcuts or lab"), N_("VIEW") },
    { "step", 0, 0, G_OPTION_ARG_CALLBACK, parse_step, N_("Do so many steps in the lab"), N_("N") },
    { "faults", 0, 0, G_OPTION_ARG_NONE, &self->faults, N_("Show what can go wrong in the lab"), NULL },
    { "select", 0, 0, G_OPTION_ARG_CALLBACK, parse_select, N_("Select these items"), N_("ID,…") },
    { "search", 0, 0, G_OPTION_ARG_STRING, &self->search, N_("Look for this in the list"), N_("TEXT") },
    { "filter", 0, 0, G_OPTION_ARG_CALLBACK, parse_filter, N_("List only what this filter lets through"), N_("NAME") },
    { "test", 0, 0, G_OPTION_ARG_NONE, &self->tests_account, N_("Test the account, with --view account"), NULL },
    { "open", 0, 0, G_OPTION_ARG_CALLBACK, parse_open, N_("Open this item"), N_("ID") },
    { "size", 0, 0, G_OPTION_ARG_CALLBACK, parse_size, N_("Size of the window"), N_("WxH") },
    { "clock", 0, 0, G_OPTION_ARG_CALLBACK, parse_clock, N_("Let the time stand still"), N_("TIME") },
    { "theme", 0, 0, G_OPTION_ARG_CALLBACK, parse_theme, N_("light, dark, high-contrast or high-contrast-inverse"),
      N_("THEME") },
    { "direction", 0, 0, G_OPTION_ARG_CALLBACK, parse_direction, N_("ltr or rtl"), N_("DIRECTION") },
    { "locale", 0, 0, G_OPTION_ARG_CALLBACK, parse_locale, N_("Speak this language"), N_("LOCALE") },
    { "scale", 0, 0, G_OPTION_ARG_CALLBACK, parse_scale, N_("Pixels of the picture for each of the window: 1 or 2"),
      N_("N") },
    { "text-scale", 0, 0, G_OPTION_ARG_CALLBACK, parse_text_scale, N_("Larger text, from 1.0 to 2.0"), N_("FACTOR") },
    { "test-mode", 0, 0, G_OPTION_ARG_NONE, &self->test_mode, N_("Pin everything that may vary"), NULL },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot, N_("Write a picture and end"), N_("FILE") },
    { "storyboard", 0, 0, G_OPTION_ARG_FILENAME, &self->storyboard, N_("Tell a scenario in an HTML file and end"),
      N_("FILE") },
    { "state-json", 0, 0, G_OPTION_ARG_FILENAME, &self->state_json, N_("Write what the window shows, and where"),
      N_("FILE") },
    { "ready-fd", 0, 0, G_OPTION_ARG_CALLBACK, parse_ready_fd, N_("Write a line when the window has settled"),
      N_("FD") },
    { "ready-title", 0, 0, G_OPTION_ARG_NONE, &self->ready_title, N_("Tell in the title when it has settled"), NULL },
    { "list-ids", 0, 0, G_OPTION_ARG_NONE, &self->list_ids, N_("Print the accessible ids of all widgets"), NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("picture", _("Options for pictures and tests:"),
                                            _("Show the options for pictures and tests"), self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_add_group (context, group);
}

/**
 * ns_options_view_nick:
 * @view: a view
 *
 * Returns: its word on the command line
 */
const char *
ns_options_view_nick (NsOptionsView view)
{
  return view_words[view];
}

/**
 * ns_options_theme_nick:
 * @theme: a theme
 *
 * Returns: its word on the command line
 */
const char *
ns_options_theme_nick (NsOptionsTheme theme)
{
  return theme_words[theme];
}

/**
 * ns_options_parse:
 * @arguments: (inout) (transfer full): the command line as g_option_context_parse_strv() takes it; what was
 *   understood is taken out
 * @error: %NS_OPTIONS_ERROR or %G_OPTION_ERROR
 *
 * Returns: (transfer full) (nullable): what the user wants
 */
NsOptions *
ns_options_parse (char ***arguments, GError **error)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (NsOptions) self = g_new0 (NsOptions, 1);

  self->ready_fd = -1;
  add_options (context, self);
  add_picture_options (context, self);
  if (!g_option_context_parse_strv (context, arguments, error) || !check (self, *arguments, error))
    return NULL;
  if (self->screenshot != NULL || self->state_json != NULL || self->ready_fd >= 0 || self->ready_title
      || self->storyboard != NULL)
    self->test_mode = TRUE;
  return g_steal_pointer (&self);
}

/**
 * ns_options_is_frozen:
 * @options: what the user wants
 *
 * Returns: whether time stands still, so that the same command always gives the same picture
 */
gboolean
ns_options_is_frozen (const NsOptions *options)
{
  return options->clock != 0 || options->test_mode;
}

/**
 * ns_options_free:
 * @options: (transfer full): the options
 *
 * Frees them.
 */
void
ns_options_free (NsOptions *options)
{
  g_free (options->profile);
  g_free (options->scenario);
  g_clear_pointer (&options->select_ids, g_array_unref);
  g_free (options->search);
  g_free (options->filter);
  g_free (options->locale);
  g_free (options->screenshot);
  g_free (options->storyboard);
  g_free (options->state_json);
  g_free (options);
}
