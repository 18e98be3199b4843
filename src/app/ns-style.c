/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-style.h"

#define RESOURCES "/io/github/notifysync/Outbox"

/* Style sheets do not know which theme they stand upon. */
static void
theme_cb (GtkSettings *settings, GParamSpec *pspec, GtkCssProvider *high_contrast)
{
  GdkScreen *screen = gdk_screen_get_default ();
  g_autofree char *theme = NULL;

  g_object_get (settings, "gtk-theme-name", &theme, NULL);
  gtk_style_context_remove_provider_for_screen (screen, GTK_STYLE_PROVIDER (high_contrast));
  if (theme != NULL && g_str_has_prefix (theme, "HighContrast"))
    gtk_style_context_add_provider_for_screen (screen, GTK_STYLE_PROVIDER (high_contrast),
                                               GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/**
 * ns_style_add:
 *
 * Gives the program its style sheet, and another one besides wherever the user has a theme of high contrast. After
 * the toolkit is initialised.
 */
void
ns_style_add (void)
{
  GtkSettings *settings = gtk_settings_get_default ();
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();
  GtkCssProvider *high_contrast = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, RESOURCES "/notifysync.css");
  gtk_css_provider_load_from_resource (high_contrast, RESOURCES "/high-contrast.css");
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (), GTK_STYLE_PROVIDER (provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
  g_signal_connect_data (settings, "notify::gtk-theme-name", G_CALLBACK (theme_cb), high_contrast,
                         (GClosureNotify) (void (*) (void)) g_object_unref, 0);
  theme_cb (settings, NULL, high_contrast);
}
