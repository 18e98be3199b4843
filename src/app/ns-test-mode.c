/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-test-mode.h"

#include "app/ns-option-value.h"
#include "app/ns-test-fonts.h"
#include "app/ns-test-input.h"
#include "base/ns-locale.h"

#include <locale.h>

#define BASE_DPI (96 * PANGO_SCALE)

/* What the environment must not say. */
static const char *const forgotten_environment[] = {
  "GTK_THEME", "GTK_MODULES", "GTK3_MODULES", "GTK_CSD", "GTK_DATA_PREFIX", "GTK_PATH", "LANGUAGE", "PANGO_LANGUAGE",
};

/* Everything of the toolkit that a desktop or a user sets and that changes a pixel. The folder of the settings does
 * not exist, and nothing can make it. */
static const char *const pinned_environment[][2] = {
  { "GSETTINGS_BACKEND", "memory" },
  { "GDK_DPI_SCALE", "1" },
  { "GTK_OVERLAY_SCROLLING", "1" },
  { "GTK_IM_MODULE", "gtk-im-context-simple" },
  { "LC_ALL", "C.UTF-8" },
  { "TZ", "UTC" },
  { "XDG_CONFIG_HOME", "/dev/null/notifysync" },
  { "XDG_CONFIG_DIRS", "/dev/null/notifysync" },
};

/* Icons of the system, none of the user's own. */
static const char *const icon_folders[] = { "/usr/local/share/icons", "/usr/share/icons" };

/* Corners are round only where something draws what lies behind them. */
static const char style[] = ".titlebar, headerbar, decoration { border-radius: 0; }";

static const char *const right_to_left[] = { "ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi" };

/* glibc translates where the locale is not plain "C", so that none needs to be installed for a language alone. The
 * names of days and months are of the locale of a country, where the system has that. */
static void
speak (const char *locale)
{
  g_autofree char *full = g_strconcat (locale, ".UTF-8", NULL);
  const gboolean is_installed = strchr (locale, '_') != NULL && setlocale (LC_ALL, full) != NULL;

  g_setenv ("LC_ALL", is_installed ? full : "C.UTF-8", TRUE);
  g_setenv ("LANGUAGE", locale, TRUE);
}

/**
 * ns_test_mode_take_locale:
 * @arguments: the command line
 *
 * Speaks the language that `--locale` names. Before anything is translated: GLib looks once, at the first text,
 * whether the program has a catalogue for the language of the environment, and never translates where it has none.
 * What is no locale is left to ns_options_parse().
 */
void
ns_test_mode_take_locale (char *const *arguments)
{
  for (guint i = 1; arguments[i] != NULL; i++)
    {
      const char *value = g_str_equal (arguments[i], "--locale") ? arguments[i + 1] : NULL;
      g_autofree char *locale = NULL;

      if (g_str_has_prefix (arguments[i], "--locale="))
        value = strchr (arguments[i], '=') + 1;
      if (value != NULL && ns_option_value_locale ("--locale", value, &locale, NULL))
        speak (locale);
    }
}

/**
 * ns_test_mode_prepare:
 * @options: the command line
 *
 * Sets up the environment of the toolkit. Before the toolkit is initialised, and before a scenario is read, which
 * speaks the language, too.
 */
void
ns_test_mode_prepare (const NsOptions *options)
{
  if (options->test_mode)
    {
      for (gsize i = 0; i < G_N_ELEMENTS (forgotten_environment); i++)
        g_unsetenv (forgotten_environment[i]);
      for (gsize i = 0; i < G_N_ELEMENTS (pinned_environment); i++)
        g_setenv (pinned_environment[i][0], pinned_environment[i][1], TRUE);
      ns_test_fonts_pin ();
    }
  if (options->test_mode || options->scale != 0)
    g_setenv ("GDK_SCALE", options->scale == 2 ? "2" : "1", TRUE);
  if (options->locale != NULL)
    speak (options->locale);
  if (options->test_mode)
    ns_locale_init ();
}

/* What a settings daemon or a file has set would come back for each property that nobody set here. */
static void
reset_settings (GtkSettings *settings)
{
  guint n_specs;
  g_autofree GParamSpec **specs = g_object_class_list_properties (G_OBJECT_GET_CLASS (settings), &n_specs);

  for (guint i = 0; i < n_specs; i++)
    if ((specs[i]->flags & G_PARAM_WRITABLE) && !(specs[i]->flags & G_PARAM_CONSTRUCT_ONLY))
      g_object_set_property (G_OBJECT (settings), specs[i]->name, g_param_spec_get_default_value (specs[i]));
}

static void
pin_settings (GtkSettings *settings)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  reset_settings (settings);
  g_object_set (settings, "gtk-theme-name", "Adwaita", "gtk-icon-theme-name", "Adwaita", "gtk-font-name",
                "DejaVu Sans 10", "gtk-xft-antialias", 1, "gtk-xft-hinting", 1, "gtk-xft-hintstyle", "hintslight",
                "gtk-xft-rgba", "none", "gtk-xft-dpi", BASE_DPI, "gtk-decoration-layout", "menu:close",
                "gtk-primary-button-warps-slider", TRUE, "gtk-enable-event-sounds", FALSE, NULL);
  gtk_icon_theme_set_search_path (gtk_icon_theme_get_default (), (const char **) icon_folders,
                                  G_N_ELEMENTS (icon_folders));
  gtk_css_provider_load_from_data (provider, style, -1, NULL);
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (), GTK_STYLE_PROVIDER (provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_USER);
}

static void
pin_theme (GtkSettings *settings, NsOptionsTheme theme)
{
  switch (theme)
    {
    case NS_OPTIONS_THEME_DEFAULT:
      break;
    case NS_OPTIONS_THEME_LIGHT:
    case NS_OPTIONS_THEME_DARK:
      g_object_set (settings, "gtk-application-prefer-dark-theme", theme == NS_OPTIONS_THEME_DARK, NULL);
      break;
    case NS_OPTIONS_THEME_HIGH_CONTRAST:
      g_object_set (settings, "gtk-theme-name", "HighContrast", NULL);
      break;
    case NS_OPTIONS_THEME_HIGH_CONTRAST_INVERSE:
      g_object_set (settings, "gtk-theme-name", "HighContrastInverse", NULL);
      break;
    }
}

static void
pin_text_scale (GtkSettings *settings, double factor)
{
  int dpi;

  g_object_get (settings, "gtk-xft-dpi", &dpi, NULL);
  g_object_set (settings, "gtk-xft-dpi", (int) ((dpi > 0 ? dpi : BASE_DPI) * factor), NULL);
}

/* The toolkit's own idea of the direction depends on which of its translations are installed. */
static GtkTextDirection
direction_of (const NsOptions *options)
{
  g_auto (GStrv) parts = options->locale != NULL ? g_strsplit_set (options->locale, "_@", 2) : NULL;

  if (options->direction != GTK_TEXT_DIR_NONE)
    return options->direction;
  for (gsize i = 0; parts != NULL && i < G_N_ELEMENTS (right_to_left); i++)
    if (g_str_equal (parts[0], right_to_left[i]))
      return GTK_TEXT_DIR_RTL;
  return parts != NULL || options->test_mode ? GTK_TEXT_DIR_LTR : GTK_TEXT_DIR_NONE;
}

/**
 * ns_test_mode_pin:
 * @options: the command line
 *
 * Sets up the toolkit as the command line wants it: theme, text and direction, and with `--test-mode` everything else
 * that changes a pixel. After the toolkit is initialised.
 */
void
ns_test_mode_pin (const NsOptions *options)
{
  GtkSettings *settings = gtk_settings_get_default ();
  const GtkTextDirection direction = direction_of (options);

  if (options->test_mode)
    {
      pin_settings (settings);
      ns_test_input_pin ();
    }
  pin_theme (settings, options->theme);
  if (options->text_scale > 0)
    pin_text_scale (settings, options->text_scale);
  if (direction != GTK_TEXT_DIR_NONE)
    gtk_widget_set_default_direction (direction);
  if (ns_options_is_frozen (options))
    g_object_set (settings, "gtk-enable-animations", FALSE, "gtk-cursor-blink", FALSE, NULL);
}
