/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The three panes of the lab's window: where there is room for them, what they tell, and who can read it. */
#include "config.h"
#include "ui/lab-world.h"

#include "ui/ns-access.h"
#include "ui/ns-ui.h"
#include "view/ns-lab-server.h"
#include "view/ns-lab-wire.h"

static gboolean
is_within (gpointer widget, NsLabWindow *window)
{
  int x, y;

  if (!ns_ui_is_seen (widget))
    return FALSE;
  g_assert_true (gtk_widget_translate_coordinates (widget, GTK_WIDGET (window), 0, 0, &x, &y));
  return x >= 0 && y >= 0 &&
         x + gtk_widget_get_allocated_width (widget) <= gtk_widget_get_allocated_width (GTK_WIDGET (window)) &&
         y + gtk_widget_get_allocated_height (widget) <= gtk_widget_get_allocated_height (GTK_WIDGET (window));
}

static void
resize (NsLabWindow *window, int width, int height)
{
  int allocated_width, allocated_height;

  gtk_window_resize (GTK_WINDOW (window), width, height);
  do
    {
      gtk_main_iteration ();
      gtk_window_get_size (GTK_WINDOW (window), &allocated_width, &allocated_height);
    }
  while (allocated_width != width || allocated_height != height || gtk_events_pending ());
}

/* Which panes are seen, whole. */
static guint
see_panes (NsLabWindow *window)
{
  static const char *const ids[] = { "lab.handheld", "lab.wire", "lab.server" };
  guint seen = 0;

  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    seen |= is_within (ns_ui_find_id (window, ids[i]), window) ? 1u << i : 0;
  return seen;
}

/* It fits the screens of old projectors: all panes side by side on one, and on smaller ones they take turns, the one
 * that the step speaks of in front; whatever size the window had before. */
static void
test_fits (void)
{
  static const struct
  {
    int width, height;
    guint wire, server; /* which panes are seen where the step is about this one */
  } rows[] = { { 1280, 800, 7, 7 }, { 1024, 768, 7, 7 }, { 800, 600, 3, 5 },  { 600, 560, 6, 6 },
               { 575, 560, 2, 4 },  { 1024, 768, 7, 7 }, { 575, 560, 2, 4 },  { 800, 600, 3, 5 },
               { 600, 560, 6, 6 },  { 1280, 800, 7, 7 }, { 575, 560, 2, 4 } };
  NsLabWindow *window = open_window ("kerio-66-ssl", 14);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    for (guint step = 14; step <= 16; step += 2)
      {
        const guint limit = set_limit ();

        resize (window, rows[i].width, rows[i].height);
        ns_lab_window_seek (window, step);
        settle (window);
        g_test_message ("%d: step %u: panes %u", rows[i].width, step, see_panes (window));
        while (see_panes (window) != (step == 14 ? rows[i].wire : rows[i].server))
          gtk_main_iteration ();
        resize (window, rows[i].width, rows[i].height);
        g_source_remove (limit);
      }
  gtk_widget_destroy (GTK_WIDGET (window));
}

static char *
get_row (GtkTreeView *list, int column, int *indices, int depth)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indicesv (indices, (gsize) depth);
  GtkTreeModel *model = gtk_tree_view_get_model (list);
  GtkTreeIter iter;
  char *text;

  g_assert_true (gtk_tree_model_get_iter (model, &iter, path));
  gtk_tree_model_get (model, &iter, column, &text, -1);
  return text;
}

/* Nothing has to be scrolled to see that other people got the offer three times; the third is marked by words. */
static void
test_copies (void)
{
  NsLabWindow *window = open_window ("kerio-66-ssl", 17);
  GtkTreeView *list = ns_ui_find_one (window, NS_TYPE_LAB_SERVER);
  GtkAdjustment *scroll = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (list));
  g_autofree char *jonas = get_row (list, 1, (int[]) { 0 }, 1);
  g_autofree char *first = get_row (list, 1, (int[]) { 0, 0, 0 }, 3);
  g_autofree char *third = get_row (list, 1, (int[]) { 1, 0, 2 }, 3);
  g_autofree char *anna = get_row (list, 1, (int[]) { 2 }, 1);

  resize (window, 1280, 800);
  settle (window);
  g_assert_cmpfloat (gtk_adjustment_get_upper (scroll), <=, gtk_adjustment_get_page_size (scroll));
  g_assert_nonnull (strstr (jonas, "jonas.lind"));
  g_assert_cmpstr (first, ==, "copy 1 of 3 · \u2068Offer no. 2010-118\u2069");
  g_assert_cmpstr (third, ==, "<b>copy 3 of 3</b> · \u2068Offer no. 2010-118\u2069");
  g_assert_nonnull (strstr (anna, "anna.berg"));
  g_assert_true (ns_ui_shows_text (window, "8 copies too many"));
  ns_lab_window_seek (window, 7);
  settle (window);
  g_assert_false (ns_ui_shows_text (window, "too many"));
  gtk_widget_destroy (GTK_WIDGET (window));
}

static guint
count_rows (NsLabWindow *window, const char *words)
{
  GtkTreeModel *model =
    gtk_tree_view_get_model (ns_ui_find_one (ns_ui_find_one (window, NS_TYPE_LAB_WIRE), GTK_TYPE_TREE_VIEW));
  GtkTreeIter iter;
  guint n = 0;

  for (gboolean more = gtk_tree_model_get_iter_first (model, &iter); more;
       more = gtk_tree_model_iter_next (model, &iter))
    {
      g_autofree char *text = NULL;

      gtk_tree_model_get (model, &iter, 2, &text, -1);
      n += strstr (text, words) != NULL ? 1 : 0;
    }
  return n;
}

/* A pane with nothing in it says so, also after going back to the first step. */
static void
test_empty (void)
{
  NsLabWindow *window = open_window ("kerio-66-ssl", 0);

  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (ns_ui_shows_text (window, "Nothing went over the wire."));
      g_assert_true (ns_ui_shows_text (window, "The server holds nothing yet."));
      ns_lab_window_seek (window, 4);
      settle (window);
      g_assert_false (ns_ui_shows_text (window, "Nothing went over the wire."));
      g_assert_false (ns_ui_shows_text (window, "The server holds nothing yet."));
      ns_lab_window_seek (window, 1);
      settle (window);
    }
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* The wire tells what the device made of answers, by the software that it had then, however the step was reached. */
static void
test_cuts (void)
{
  NsLabWindow *window = open_window ("kerio-66-ssl", 14);

  g_assert_cmpuint (count_rows (window, "Taken for a failure by the handheld"), ==, 6);
  g_assert_cmpuint (count_rows (window, "Understood by the handheld"), ==, 0);
  g_assert_cmpuint (count_rows (window, "SendMail: send \u2068Offer no. 2010-118\u2069"), ==, 3);
  for (guint i = 0; i < 2; i++)
    {
      ns_lab_window_seek (window, i == 0 ? 21 : 22);
      settle (window);
      act (window, i == 0 ? "step" : "back");
      g_assert_cmpuint (count_rows (window, "Taken for a failure by the handheld"), ==, 6);
      g_assert_cmpuint (count_rows (window, "Understood by the handheld"), ==, 2);
    }
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* Everybody can read and reach all of it, in the list of the handheld and in an item. */
static void
test_access (gpointer fixture, gconstpointer data)
{
  static const guint steps[] = { 8, 10 };

  ns_access_set_look ();
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      NsLabWindow *window = open_window ("conflict-resend", steps[i]);

      ns_access_assert_contrast (GTK_WIDGET (window));
      ns_access_assert_walk (GTK_WIDGET (window));
      gtk_widget_destroy (GTK_WIDGET (window));
    }
}

/* Adds what is in this file to the tests of the program. */
void
add_pane_tests (void)
{
  g_test_add_func ("/lab-window/fits", test_fits);
  g_test_add_func ("/lab-window/empty", test_empty);
  g_test_add_func ("/lab-window/copies", test_copies);
  g_test_add_func ("/lab-window/cuts", test_cuts);
  ns_access_add_looks ("/lab-window/access", 0, NULL, NULL, test_access, NULL);
}
