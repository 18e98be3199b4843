/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox window on a display, narrow and wide: the list, and the item beside it or in its place. */
#include "config.h"

#include "ui/ns-ui.h"

#include "lab/ns-lab.h"
#include "view/ns-fold.h"
#include "view/ns-item-pane.h"
#include "view/ns-outbox-actions.h"
#include "view/ns-outbox-list.h"
#include "view/ns-outbox-window.h"

#include <gdk/gdkkeysyms.h>

#define NARROW 360
#define MIDDLE 700
#define ROOMY 860
#define WIDE 1200
#define HEIGHT 700

/* Items of article 416, in the order in which they were queued. */
#define CONFLICT 5
#define CONVERSION 7

typedef struct
{
  NsLab *lab;             /* (owned) */
  NsOutboxWindow *window; /* belongs to the application */
  NsOutboxList *list;
  NsFold *fold;
  NsItemPane *pane;
} World;

static GtkApplication *application;

static void
painted_cb (guint *n)
{
  (*n)++;
}

/* Everything was read, and has its place on the display. */
static void
settle (World *world)
{
  GtkWidget *window = GTK_WIDGET (world->window);
  GdkFrameClock *clock = gtk_widget_get_frame_clock (window);
  guint n_frames = 0;
  const gulong id = g_signal_connect_swapped (clock, "after-paint", G_CALLBACK (painted_cb), &n_frames);

  while (n_frames < 3)
    {
      if (!ns_outbox_window_is_settled (world->window))
        n_frames = 0;
      gtk_widget_queue_draw (window);
      gtk_main_iteration ();
    }
  g_signal_handler_disconnect (clock, id);
}

/* What the desktop's frame takes is not of the window's width. */
static void
resize (World *world, int width)
{
  GtkWindow *window = GTK_WINDOW (world->window);
  int difference, old_width, old_height;

  gtk_window_resize (window, width, HEIGHT);
  settle (world);
  for (guint i = 0; (difference = width - gtk_widget_get_allocated_width (GTK_WIDGET (world->fold))) != 0; i++)
    {
      g_assert_cmpuint (i, <, 4); /* its content forbids it */
      gtk_window_get_size (window, &old_width, &old_height);
      gtk_window_resize (window, old_width + difference, HEIGHT);
      settle (world);
    }
}

static void
played_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  ns_lab_finish (NS_LAB (source), result, &error);
  g_assert_no_error (error);
  *(gboolean *) user_data = TRUE;
}

static void
set_up (World *world, gconstpointer data)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "..", "data", "scenarios", "article-416.scenario", NULL);
  g_autoptr (GError) error = NULL;
  NsScenario *scenario = ns_scenario_load (path, &error);
  g_autoptr (NsClock) clock = NULL;
  gboolean played = FALSE;

  g_assert_no_error (error);
  clock = ns_clock_new_fake (scenario->clock);
  world->lab = ns_lab_new (scenario, clock);
  ns_lab_play_async (world->lab, NULL, played_cb, &played);
  while (!played)
    gtk_main_iteration ();

  world->window = ns_outbox_window_new (application);
  world->list = ns_ui_find_one (world->window, NS_TYPE_OUTBOX_LIST);
  world->fold = ns_ui_find_one (world->window, NS_TYPE_FOLD);
  world->pane = ns_ui_find_one (world->window, NS_TYPE_ITEM_PANE);
  gtk_window_present (GTK_WINDOW (world->window));
  ns_outbox_window_set_session (world->window, ns_lab_get_store (world->lab), ns_lab_get_engine (world->lab));
  settle (world);
}

static void
tear_down (World *world, gconstpointer data)
{
  gtk_widget_destroy (GTK_WIDGET (world->window));
  ns_lab_stop (world->lab);
  g_clear_object (&world->lab);
}

static void
select_item (World *world, gint64 id)
{
  g_assert_true (ns_outbox_list_select (world->list, id));
  settle (world);
}

/* As if the key was pressed while the window has the focus. */
static gboolean
press (World *world, guint keyval, GdkModifierType modifiers)
{
  GdkEvent *event = gdk_event_new (GDK_KEY_PRESS);
  GdkKeymap *keymap = gdk_keymap_get_for_display (gdk_display_get_default ());
  g_autofree GdkKeymapKey *keys = NULL;
  gboolean handled;
  int n_keys;

  g_assert_true (gdk_keymap_get_entries_for_keyval (keymap, keyval, &keys, &n_keys));
  event->key.window = g_object_ref (gtk_widget_get_window (GTK_WIDGET (world->window)));
  event->key.keyval = keyval;
  event->key.hardware_keycode = (guint16) keys[0].keycode;
  event->key.state = modifiers;
  gdk_event_set_device (event, gdk_seat_get_keyboard (gdk_display_get_default_seat (gdk_display_get_default ())));
  handled = gtk_window_activate_key (GTK_WINDOW (world->window), &event->key);
  gdk_event_free (event);
  settle (world);
  return handled;
}

static void
activate (World *world, gint64 id)
{
  g_autoptr (GtkTreePath) path = NULL;

  select_item (world, id);
  gtk_tree_view_get_cursor (GTK_TREE_VIEW (world->list), &path, NULL);
  gtk_tree_view_row_activated (GTK_TREE_VIEW (world->list), path,
                               gtk_tree_view_get_column (GTK_TREE_VIEW (world->list), 0));
  settle (world);
}

/* What can be seen lies inside of the window, unless it scrolls. */
static void
assert_fits (World *world)
{
  g_autoptr (GPtrArray) widgets = ns_ui_find_all (world->window, GTK_TYPE_WIDGET);
  const int width = gtk_widget_get_allocated_width (GTK_WIDGET (world->window));

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (widgets, i);
      GtkWidget *grid = gtk_widget_get_ancestor (widget, GTK_TYPE_GRID);
      int x, y;

      if (!ns_ui_is_seen (widget) || GTK_IS_WINDOW (widget) || GTK_IS_GRID (widget) || grid != NULL)
        continue;
      g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (world->window), 0, 0, &x, &y));
      g_test_message ("%s at %d", G_OBJECT_TYPE_NAME (widget), x);
      g_assert_cmpint (x, >=, 0);
      g_assert_cmpint (x + gtk_widget_get_allocated_width (widget), <=, width);
    }
}

static const char *
get_title (World *world)
{
  return gtk_header_bar_get_title (GTK_HEADER_BAR (gtk_window_get_titlebar (GTK_WINDOW (world->window))));
}

static gboolean
is_compact (World *world)
{
  return !gtk_tree_view_get_headers_visible (GTK_TREE_VIEW (world->list));
}

/* One half at a time; what was opened goes back by the keys that go back elsewhere. */
static void
test_narrow (World *world, gconstpointer data)
{
  static const struct
  {
    guint key;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_Escape, 0 }, { GDK_KEY_Left, GDK_MOD1_MASK } };

  resize (world, NARROW);
  g_assert_true (ns_fold_is_folded (world->fold));
  g_assert_true (is_compact (world));
  g_assert_true (ns_ui_is_seen (world->list));
  g_assert_false (ns_ui_is_seen (world->pane));
  g_assert_cmpstr (get_title (world), ==, "Outbox");
  g_assert_false (press (world, GDK_KEY_Escape, 0));
  assert_fits (world);

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      activate (world, i == 0 ? CONFLICT : CONVERSION);
      g_assert_false (ns_ui_is_seen (world->list));
      g_assert_true (ns_ui_shows_text (world->pane, i == 0 ? "Quarterly review (with sales)" : "Konrad Fischer"));
      g_assert_cmpstr (get_title (world), ==, i == 0 ? "Event" : "Contact");
      g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (world->window)),
                                             GTK_WIDGET (world->pane)));
      assert_fits (world);

      g_assert_true (press (world, keys[i].key, keys[i].modifiers));
      g_assert_true (ns_ui_is_seen (world->list));
      g_assert_true (gtk_widget_is_focus (GTK_WIDGET (world->list)));
      g_assert_cmpstr (get_title (world), ==, "Outbox");
    }
}

/* Still one half, and what is open stays open; the columns come where they have room. */
static void
test_middle (World *world, gconstpointer data)
{
  resize (world, MIDDLE);
  g_assert_true (ns_fold_is_folded (world->fold));
  g_assert_true (is_compact (world));
  assert_fits (world);
  resize (world, ROOMY);
  g_assert_true (ns_fold_is_folded (world->fold));
  g_assert_false (is_compact (world));
  assert_fits (world);

  activate (world, CONFLICT);
  resize (world, NARROW);
  g_assert_true (ns_ui_is_seen (world->pane));
  g_assert_true (press (world, GDK_KEY_Escape, 0));
  g_assert_true (is_compact (world));
}

/* Both halves, and the one follows the other. */
static void
test_wide (World *world, gconstpointer data)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (world->list));

  resize (world, WIDE);
  g_assert_false (ns_fold_is_folded (world->fold));
  g_assert_true (ns_ui_is_seen (world->list));
  g_assert_true (ns_ui_shows_text (world->pane, "Select an item"));
  assert_fits (world);

  gtk_widget_grab_focus (GTK_WIDGET (world->list));
  select_item (world, CONFLICT);
  g_assert_true (ns_ui_shows_text (world->pane, "Quarterly review (with sales)"));
  g_assert_true (gtk_widget_is_focus (GTK_WIDGET (world->list)));
  assert_fits (world);
  gtk_tree_selection_select_all (selection);
  settle (world);
  g_assert_true (ns_ui_shows_text (world->pane, "7 items selected"));
  gtk_tree_selection_unselect_all (selection);
  settle (world);
  g_assert_true (ns_ui_shows_text (world->pane, "Select an item"));

  activate (world, CONVERSION);
  g_assert_true (ns_ui_is_seen (world->list));
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (world->window)),
                                         GTK_WIDGET (world->pane)));
  resize (world, NARROW);
  g_assert_false (ns_ui_is_seen (world->list));
  g_assert_true (ns_ui_shows_text (world->pane, "Konrad Fischer"));
}

/* Whoever wants all of the room for the list gets it, and each item a window. */
static void
test_without_pane (World *world, gconstpointer data)
{
  int position;

  resize (world, WIDE);
  g_object_set (world->window, "pane-position", 500, NULL);
  settle (world);
  g_assert_cmpint (gtk_widget_get_allocated_width (gtk_paned_get_child1 (GTK_PANED (world->fold))), ==, 500);
  g_assert_true (press (world, GDK_KEY_F8, 0));
  g_assert_false (ns_ui_is_seen (world->pane));
  g_assert_false (is_compact (world));
  activate (world, CONVERSION);
  g_assert_nonnull (ns_outbox_window_open_item (world->window, CONVERSION));
  g_assert_true (ns_ui_is_seen (ns_outbox_window_open_item (world->window, CONVERSION)));

  g_assert_true (press (world, GDK_KEY_F8, 0));
  g_assert_true (ns_ui_is_seen (world->pane));
  g_object_get (world->window, "pane-position", &position, NULL);
  g_assert_cmpint (position, ==, 500);
}

/* What left the outbox leaves no empty page behind. */
static void
test_gone (World *world, gconstpointer data)
{
  gpointer view;

  resize (world, NARROW);
  activate (world, CONVERSION);
  view = ns_ui_find_one (world->pane, NS_TYPE_ITEM_VIEW);
  g_action_group_activate_action (gtk_widget_get_action_group (view, "item"), "delete", NULL);
  /* The window is settled before the store has begun. */
  while (ns_outbox_list_select (world->list, CONVERSION))
    gtk_main_iteration ();
  settle (world);
  g_assert_true (ns_ui_is_seen (world->list));
  resize (world, WIDE);
  g_assert_false (ns_ui_shows_text (world->pane, "Konrad Fischer"));
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init (NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, "gtk-decoration-layout", ":close", NULL);
  application = gtk_application_new ("io.github.notifysync.Outbox", G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/notifysync/Outbox");
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  ns_outbox_actions_install_accels (application);

  g_test_add ("/pane/narrow", World, NULL, set_up, test_narrow, tear_down);
  g_test_add ("/pane/middle", World, NULL, set_up, test_middle, tear_down);
  g_test_add ("/pane/wide", World, NULL, set_up, test_wide, tear_down);
  g_test_add ("/pane/without", World, NULL, set_up, test_without_pane, tear_down);
  g_test_add ("/pane/gone", World, NULL, set_up, test_gone, tear_down);
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
