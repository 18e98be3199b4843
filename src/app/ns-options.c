/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-options.h"

#include "base/ns-time.h"

#include <glib/gi18n-lib.h>

#define DEFAULT_SCENARIO "article-416"
#define MAX_SIZE 8192
#define MAX_STEPS 9999

G_DEFINE_QUARK (ns-options-error-quark, ns_options_error)

static gboolean
fail (GError **error, const char *option, const char *value, const char *wanted)
{
  g_set_error (error, NS_OPTIONS_ERROR, NS_OPTIONS_ERROR_ARGUMENT, _("%s cannot be “%s”: %s."), option, value, wanted);
  return FALSE;
}

static gboolean
parse_demo (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  g_free (self->scenario);
  self->scenario = g_strdup (value != NULL ? value : DEFAULT_SCENARIO);
  self->is_named = value != NULL;
  return TRUE;
}

/* TRUE and @out set where @value is the first or the second word. */
static gboolean
parse_choice (const char *option, const char *value, const char *const words[2], gboolean *const out[2], GError **error)
{
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < 2; i++)
    if (g_str_equal (value, words[i]))
      {
        *out[i] = TRUE;
        *out[1 - i] = FALSE;
        return TRUE;
      }
  wanted = g_strdup_printf (_("it is “%s” or “%s”"), words[0], words[1]);
  return fail (error, option, value, wanted);
}

static gboolean
parse_view (const char *option, const char *value, gpointer data, GError **error)
{
  static const char *const words[] = {
    [NS_OPTIONS_VIEW_LIST] = "list",
    [NS_OPTIONS_VIEW_ITEM] = "item",
    [NS_OPTIONS_VIEW_PANE] = "pane",
    [NS_OPTIONS_VIEW_ACCOUNT] = "account",
    [NS_OPTIONS_VIEW_DUPLICATES] = "duplicates",
    [NS_OPTIONS_VIEW_LAB] = "lab",
  };

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (value, words[i]))
      {
        ((NsOptions *) data)->view = (NsOptionsView) i;
        return TRUE;
      }
  return fail (error, option, value, _("it is “list”, “item”, “pane”, “account”, “duplicates” or “lab”"));
}

static gboolean
parse_theme (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  return parse_choice (option, value, (const char *const[]){ "light", "dark" },
                       (gboolean *const[]){ &self->light, &self->dark }, error);
}

static gboolean
parse_direction (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  return parse_choice (option, value, (const char *const[]){ "ltr", "rtl" },
                       (gboolean *const[]){ &self->ltr, &self->rtl }, error);
}

static gboolean
parse_size (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;
  g_auto (GStrv) parts = g_strsplit (value, "x", 3);
  guint64 width = 0, height = 0;

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 1, MAX_SIZE, &width, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_SIZE, &height, NULL))
    return fail (error, option, value, _("it is width and height in pixels, such as 1024x640"));
  self->width = (int) width;
  self->height = (int) height;
  return TRUE;
}

static gboolean
parse_clock (const char *option, const char *value, gpointer data, GError **error)
{
  NsOptions *self = data;

  self->clock = ns_time_from_iso8601 (value);
  if (self->clock == 0)
    return fail (error, option, value, _("it is an ISO 8601 time, such as 2026-03-01T09:00:00Z"));
  return TRUE;
}

static gboolean
parse_id (const char *option, const char *value, gint64 *out, GError **error)
{
  if (!g_ascii_string_to_signed (value, 10, 1, G_MAXINT64, out, NULL))
    return fail (error, option, value, _("it is the number of an item"));
  return TRUE;
}

static gboolean
parse_step (const char *option, const char *value, gpointer data, GError **error)
{
  gint64 step;

  if (!g_ascii_string_to_signed (value, 10, 1, MAX_STEPS, &step, NULL))
    return fail (error, option, value, _("it is a number of steps"));
  ((NsOptions *) data)->step = (guint) step;
  return TRUE;
}

static gboolean
parse_select (const char *option, const char *value, gpointer data, GError **error)
{
  return parse_id (option, value, &((NsOptions *) data)->select_id, error);
}

static gboolean
parse_open (const char *option, const char *value, gpointer data, GError **error)
{
  return parse_id (option, value, &((NsOptions *) data)->open_id, error);
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
  if (g_strv_length (arguments) > 1)
    return fail (error, _("An argument"), arguments[1], _("only options are taken"));
  if (self->view == NS_OPTIONS_VIEW_ITEM && self->open_id == 0)
    return fail (error, "--view", "item", _("it needs --open with the number of an item"));
  if (self->view == NS_OPTIONS_VIEW_PANE && self->open_id == 0)
    return fail (error, "--view", "pane", _("it needs --open with the number of an item"));
  if (self->view == NS_OPTIONS_VIEW_LAB && self->scenario == NULL)
    return fail (error, "--view", "lab", _("it needs --demo"));
  if (self->step != 0 && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return fail (error, _("A step"), "--step", _("it needs --view lab and --demo=NAME"));
  if (self->storyboard != NULL && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return fail (error, "--storyboard", self->storyboard, _("it needs --view lab and --demo=NAME"));
  if (self->storyboard != NULL && self->screenshot != NULL)
    return fail (error, "--storyboard", self->storyboard, _("it is not taken together with --screenshot"));
  if (self->faults && !(self->view == NS_OPTIONS_VIEW_LAB && self->is_named))
    return fail (error, _("The option"), "--faults", _("it needs --view lab and --demo=NAME"));
  if (self->scenario != NULL && self->profile != NULL)
    return fail (error, "--profile", self->profile, _("a demonstration has a profile of its own"));
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
    { "scenario", 0, 0, G_OPTION_ARG_CALLBACK, parse_demo, N_("As --demo; a name or a file"), N_("NAME") },
    { "view", 0, 0, G_OPTION_ARG_CALLBACK, parse_view, N_("What to show: list, item, pane, account, duplicates or lab"),
      N_("VIEW") },
    { "step", 0, 0, G_OPTION_ARG_CALLBACK, parse_step, N_("Do so many steps in the lab"), N_("N") },
    { "faults", 0, 0, G_OPTION_ARG_NONE, &self->faults, N_("Show what can go wrong in the lab"), NULL },
    { "select", 0, 0, G_OPTION_ARG_CALLBACK, parse_select, N_("Select this item"), N_("ID") },
    { "open", 0, 0, G_OPTION_ARG_CALLBACK, parse_open, N_("Open this item"), N_("ID") },
    { "size", 0, 0, G_OPTION_ARG_CALLBACK, parse_size, N_("Size of the window"), N_("WxH") },
    { "clock", 0, 0, G_OPTION_ARG_CALLBACK, parse_clock, N_("Let the time stand still"), N_("TIME") },
    { "theme", 0, 0, G_OPTION_ARG_CALLBACK, parse_theme, N_("light or dark"), N_("THEME") },
    { "direction", 0, 0, G_OPTION_ARG_CALLBACK, parse_direction, N_("ltr or rtl"), N_("DIRECTION") },
    { "test-mode", 0, 0, G_OPTION_ARG_NONE, &self->test_mode, N_("Pin everything that may vary"), NULL },
    { "screenshot", 0, 0, G_OPTION_ARG_FILENAME, &self->screenshot, N_("Write a picture and end"), N_("FILE") },
    { "storyboard", 0, 0, G_OPTION_ARG_FILENAME, &self->storyboard, N_("Tell a scenario in an HTML file and end"),
      N_("FILE") },
    { "gapplication-service", 0, G_OPTION_FLAG_HIDDEN, G_OPTION_ARG_NONE, &self->service, NULL, NULL },
    { NULL },
  };
  GOptionGroup *group = g_option_group_new ("notifysync", NULL, NULL, self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, group);
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

  add_options (context, self);
  if (!g_option_context_parse_strv (context, arguments, error) || !check (self, *arguments, error))
    return NULL;
  self->test_mode |= self->storyboard != NULL;
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
  return options->clock != 0 || options->test_mode || options->screenshot != NULL;
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
  g_free (options->screenshot);
  g_free (options->storyboard);
  g_free (options);
}
