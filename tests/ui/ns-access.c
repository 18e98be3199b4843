/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ui/ns-access.h"

#include <math.h>

/* WCAG 2.1, 1.4.3, for text of any size. */
#define LEAST_CONTRAST 4.5

/* So many frames later a change is laid out and drawn. */
#define FRAMES 4

/* More than any window has. */
#define MAX_STOPS 300

typedef void (*Visit) (GtkWidget *widget, gpointer user_data);

typedef struct
{
  Visit visit;
  gpointer user_data;
} Walk;

/* What can be seen, from outside to inside. */
static void
walk_cb (GtkWidget *widget, gpointer user_data)
{
  const Walk *walk = user_data;

  if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_child_visible (widget))
    return;
  walk->visit (widget, walk->user_data);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), walk_cb, user_data);
}

static double
linear (double part)
{
  return part <= 0.04045 ? part / 12.92 : pow ((part + 0.055) / 1.055, 2.4);
}

/* WCAG 2.1, "relative luminance". */
static double
luminance (const GdkRGBA *color)
{
  return 0.2126 * linear (color->red) + 0.7152 * linear (color->green) + 0.0722 * linear (color->blue);
}

static double
opacity_of (GtkWidget *widget)
{
  GtkStyleContext *context = gtk_widget_get_style_context (widget);
  double opacity = 1;

  gtk_style_context_get (context, gtk_style_context_get_state (context), "opacity", &opacity, NULL);
  return opacity * gtk_widget_get_opacity (widget);
}

/* The pixel below the middle of @label as all that is behind it is painted; also what share of @label itself shows. */
static void
look_below (GtkWidget *label, GdkRGBA *below, double *opacity)
{
  cairo_surface_t *surface = cairo_image_surface_create (CAIRO_FORMAT_RGB24, 1, 1);
  cairo_t *cr = cairo_create (surface);
  g_autoptr (GList) behind = NULL;
  const guchar *pixel;

  for (GtkWidget *widget = label; widget != NULL; widget = gtk_widget_get_parent (widget))
    behind = g_list_prepend (behind, widget);
  cairo_set_source_rgb (cr, 1, 1, 1);
  cairo_paint (cr);
  *opacity = 1;
  for (GList *link = behind; link != NULL; link = link->next)
    {
      const int width = gtk_widget_get_allocated_width (link->data);
      const int height = gtk_widget_get_allocated_height (link->data);
      int x = 0, y = 0;

      *opacity *= opacity_of (link->data);
      if (!gtk_widget_translate_coordinates (label, link->data, gtk_widget_get_allocated_width (label) / 2,
                                             gtk_widget_get_allocated_height (label) / 2, &x, &y))
        continue;
      /* What is scrolled out of sight is judged, too. */
      x = CLAMP (x, 0, width - 1);
      y = CLAMP (y, 0, height - 1);
      cairo_save (cr);
      cairo_translate (cr, -x, -y);
      gtk_render_background (gtk_widget_get_style_context (link->data), cr, 0, 0, width, height);
      cairo_restore (cr);
    }
  cairo_surface_flush (surface);
  pixel = cairo_image_surface_get_data (surface);
  *below = (GdkRGBA) { pixel[2] / 255.0, pixel[1] / 255.0, pixel[0] / 255.0, 1 };
  cairo_destroy (cr);
  cairo_surface_destroy (surface);
}

static double
contrast (GtkWidget *label)
{
  GtkStyleContext *context = gtk_widget_get_style_context (label);
  GdkRGBA below, color;
  double opacity, share, dark, light;

  look_below (label, &below, &opacity);
  gtk_style_context_get_color (context, gtk_style_context_get_state (context), &color);
  share = opacity * color.alpha;
  color.red = share * color.red + (1 - share) * below.red;
  color.green = share * color.green + (1 - share) * below.green;
  color.blue = share * color.blue + (1 - share) * below.blue;
  dark = MIN (luminance (&color), luminance (&below));
  light = MAX (luminance (&color), luminance (&below));
  return (light + 0.05) / (dark + 0.05);
}

/* What cannot be used just now may be faint (WCAG 2.1, 1.4.3), and the windows without focus are the theme's affair. */
static void
contrast_cb (GtkWidget *widget, gpointer user_data)
{
  GString *faint = user_data;
  const char *text;
  double found;

  if (!GTK_IS_LABEL (widget) || !gtk_widget_is_sensitive (widget))
    return;
  text = gtk_label_get_text (GTK_LABEL (widget));
  found = contrast (widget);
  if (*text != '\0' && found < LEAST_CONTRAST)
    g_string_append_printf (faint, "%.2f: “%s”\n", found, text);
}

static void
be_in_front (GtkWidget *widget, gpointer user_data)
{
  gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_BACKDROP);
}

static void
show_style (const char *name)
{
  g_autoptr (GtkCssProvider) provider = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (provider, name);
  gtk_style_context_add_provider_for_screen (gdk_screen_get_default (), GTK_STYLE_PROVIDER (provider),
                                             GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* The looks of the program. */
static const struct
{
  const char *name;
  const char *theme;
  gboolean is_dark;
  gboolean is_high;
} looks[] = {
  { "light", "Adwaita" },
  { "dark", "Adwaita", TRUE },
  { "high-contrast", "HighContrast", FALSE, TRUE },
  { "high-contrast-inverse", "HighContrastInverse", FALSE, TRUE },
};

/* GTK keeps icons of the theme before, so each look has a process of its own. */
static void
run_looks (gconstpointer path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/subprocess/%s", (const char *) path, looks[i].name);

      g_test_trap_subprocess (name, 0, 0);
      g_test_trap_assert_passed ();
    }
}

/**
 * ns_access_add_looks:
 * @path: the name of a test
 * @size: bytes of its fixture, zero for none
 * @data: (nullable): what its functions are given
 * @set_up: (nullable): what comes before
 * @test: calls ns_access_set_look() before it opens a window
 * @tear_down: (nullable): what comes after
 *
 * Adds a test that runs once in each look of the program.
 */
void
ns_access_add_looks (const char *path, gsize size, gconstpointer data, GTestFixtureFunc set_up, GTestFixtureFunc test,
                     GTestFixtureFunc tear_down)
{
  g_test_add_data_func (path, g_intern_string (path), run_looks);
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autofree char *name = g_strdup_printf ("%s/subprocess/%s", path, looks[i].name);

      g_test_add_vtable (name, size, data, set_up, test, tear_down);
    }
}

/**
 * ns_access_set_look:
 *
 * Gives all windows the look that the running test, of ns_access_add_looks(), is about.
 */
void
ns_access_set_look (void)
{
  g_autofree char *name = g_path_get_basename (g_test_get_path ());
  gsize look = 0;

  while (look < G_N_ELEMENTS (looks) && !g_str_equal (looks[look].name, name))
    look++;
  g_assert_cmpuint (look, <, G_N_ELEMENTS (looks));
  g_object_set (gtk_settings_get_default (), "gtk-theme-name", looks[look].theme,
                "gtk-application-prefer-dark-theme", looks[look].is_dark, NULL);
  show_style ("/io/github/notifysync/Outbox/notifysync.css");
  if (looks[look].is_high)
    show_style ("/io/github/notifysync/Outbox/high-contrast.css");
}

static gboolean
frame_cb (GtkWidget *window, GdkFrameClock *clock, gpointer n_frames)
{
  return --*(guint *) n_frames > 0 ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

/* What changes is laid out in the next frame. */
static void
wait_frames (GtkWidget *window)
{
  guint n_frames = FRAMES;

  gtk_widget_add_tick_callback (window, frame_cb, &n_frames, NULL);
  while (n_frames > 0)
    gtk_main_iteration ();
}

/**
 * ns_access_assert_contrast:
 * @window: a window that is shown
 *
 * Asserts that all of its labels can be read.
 */
void
ns_access_assert_contrast (GtkWidget *window)
{
  g_autoptr (GString) faint = g_string_new (NULL);
  Walk front = { be_in_front, NULL }, look = { contrast_cb, faint };

  wait_frames (window);
  walk_cb (window, &front);
  walk_cb (window, &look);
  if (faint->len > 0)
    g_error ("Too faint:\n%s", faint->str);
}

/* Of a group of choices one is a stop, the arrows lead to the others; what scrolls or is moved hands the focus on. */
static void
stop_cb (GtkWidget *widget, gpointer user_data)
{
  if (!gtk_widget_get_can_focus (widget) || !gtk_widget_is_sensitive (widget) || GTK_IS_RADIO_BUTTON (widget)
      || GTK_IS_SCROLLED_WINDOW (widget) || GTK_IS_WINDOW (widget) || GTK_IS_PANED (widget)
      || (GTK_IS_LABEL (widget) && !gtk_label_get_selectable (GTK_LABEL (widget)))
      || gtk_widget_get_ancestor (widget, GTK_TYPE_TREE_VIEW) == gtk_widget_get_parent (widget))
    return;
  g_hash_table_add (user_data, widget);
}

/* A combo box is reached by the button in it. */
static gboolean
was_reached (GHashTable *reached, GtkWidget *widget)
{
  GHashTableIter iter;
  gpointer stop;

  g_hash_table_iter_init (&iter, reached);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    if (stop == widget || (GTK_IS_COMBO_BOX (widget) && gtk_widget_is_ancestor (stop, widget)))
      return TRUE;
  return FALSE;
}

/* Tab as often as it takes to come back to where it began. */
static GHashTable *
tab_around (GtkWidget *window)
{
  GHashTable *reached = g_hash_table_new (NULL, NULL);
  GtkWidget *focus = NULL;
  guint n_stops = 0;

  gtk_window_set_focus (GTK_WINDOW (window), NULL);
  do
    {
      if (!gtk_widget_child_focus (window, GTK_DIR_TAB_FORWARD))
        break;
      focus = gtk_window_get_focus (GTK_WINDOW (window));
      g_assert_nonnull (focus);
      g_assert_true (gtk_widget_get_mapped (focus));
    }
  while (g_hash_table_add (reached, focus) && ++n_stops < MAX_STOPS);
  g_assert_cmpuint (n_stops, <, MAX_STOPS);
  return reached;
}

/**
 * ns_access_assert_walk:
 * @window: a window that is shown
 *
 * Asserts that Tab leads to everything that can be used, and out of it again.
 */
void
ns_access_assert_walk (GtkWidget *window)
{
  g_autoptr (GHashTable) stops = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) reached = tab_around (window);
  g_autoptr (GString) missed = g_string_new (NULL);
  Walk collect = { stop_cb, stops };
  GHashTableIter iter;
  gpointer stop;

  walk_cb (window, &collect);
  g_assert_cmpuint (g_hash_table_size (stops), >, 2);
  g_hash_table_iter_init (&iter, stops);
  while (g_hash_table_iter_next (&iter, &stop, NULL))
    if (!was_reached (reached, stop))
      {
        const char *name = atk_object_get_name (gtk_widget_get_accessible (stop));

        g_string_append_printf (missed, "%s “%s”\n", G_OBJECT_TYPE_NAME (stop), name != NULL ? name : "");
      }
  if (missed->len > 0)
    g_error ("Tab does not lead to:\n%s", missed->str);
}
