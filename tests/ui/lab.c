/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The lab's window, on a display: its player moves all three panes, and everything that takes the focus has a name. */
#include "config.h"

#include "ui/lab-world.h"
#include "ui/ns-ui.h"
#include "view/ns-lab-faults.h"
#include "view/ns-lab-handheld.h"
#include "view/ns-lab-server.h"
#include "view/ns-lab-window.h"
#include "view/ns-lab-wire.h"
#include "view/ns-lab-words.h"
#include "view/ns-storyboard-export.h"
#include "view/ns-toast.h"

#include <glib/gstdio.h>

static guint
count_handheld (NsLabWindow *window)
{
  g_autoptr (GPtrArray) rows = ns_ui_find_all (ns_ui_find_one (window, NS_TYPE_LAB_HANDHELD), GTK_TYPE_LIST_BOX_ROW);

  return rows->len;
}

static guint
count_wire (NsLabWindow *window)
{
  GtkTreeView *list = ns_ui_find_one (ns_ui_find_one (window, NS_TYPE_LAB_WIRE), GTK_TYPE_TREE_VIEW);

  return (guint) gtk_tree_model_iter_n_children (gtk_tree_view_get_model (list), NULL);
}

static guint
count_server (NsLabWindow *window)
{
  GtkTreeView *list = ns_ui_find_one (window, NS_TYPE_LAB_SERVER);

  return (guint) gtk_tree_model_iter_n_children (gtk_tree_view_get_model (list), NULL);
}

/* Step, Back and Reset change what each pane shows, and what is said. */
static void
test_player (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 0);

  g_assert_true (ns_ui_shows_text (window, "Before the first step"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "back"));
  g_assert_cmpuint (count_handheld (window), ==, 0);
  g_assert_cmpuint (count_wire (window), ==, 0);
  g_assert_cmpuint (count_server (window), ==, 0);

  act (window, "step");
  g_assert_true (ns_ui_shows_text (window, "Step 1 of 15"));
  g_assert_true (ns_ui_shows_text (window, "Anna Berg enters the quarterly review in her handheld."));
  g_assert_cmpuint (count_handheld (window), ==, 1);
  g_assert_cmpuint (count_wire (window), ==, 0);

  act (window, "step");
  g_assert_cmpuint (count_handheld (window), ==, 0);
  g_assert_cmpuint (count_wire (window), >, 0);
  g_assert_cmpuint (count_server (window), ==, 1);

  act (window, "back");
  g_assert_true (ns_ui_shows_text (window, "Step 1 of 15"));
  g_assert_cmpuint (count_handheld (window), ==, 1);
  g_assert_cmpuint (count_wire (window), ==, 0);
  g_assert_cmpuint (count_server (window), ==, 0);

  act (window, "reset");
  g_assert_true (ns_ui_shows_text (window, "Before the first step"));
  g_assert_cmpuint (count_handheld (window), ==, 0);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* Play goes to the end by itself, Pause stops it. */
static void
test_play (void)
{
  NsLabWindow *window = open_window ("empty", 0);
  GtkComboBox *speed = ns_ui_find_one (gtk_window_get_titlebar (GTK_WINDOW (window)), GTK_TYPE_COMBO_BOX);
  const guint n_steps = ns_lab_get_scenario (ns_lab_window_get_lab (window))->steps->len;
  const guint limit = set_limit ();

  gtk_combo_box_set_active_id (speed, "1000");
  g_action_group_activate_action (G_ACTION_GROUP (window), "play", NULL);
  g_assert_false (ns_lab_window_is_settled (window));
  g_action_group_activate_action (G_ACTION_GROUP (window), "play", NULL);
  settle (window);
  g_assert_cmpuint (ns_lab_get_next_step (ns_lab_window_get_lab (window)), ==, 1);

  g_action_group_activate_action (G_ACTION_GROUP (window), "play", NULL);
  settle (window);
  g_assert_cmpuint (ns_lab_get_next_step (ns_lab_window_get_lab (window)), ==, n_steps);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "play"));
  g_source_remove (limit);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* A step is shown as long as its words take to be read out, and one without words is over at once. */
static void
test_delay (void)
{
  NsLabWindow *window = open_window ("empty", 0);
  const NsScenario *scenario = ns_lab_get_scenario (ns_lab_window_get_lab (window));
  NsStep *step = g_ptr_array_index (scenario->steps, 0);

  g_free (step->words);
  step->words = g_strdup ("A few words.");
  g_assert_cmpuint (ns_lab_words_delay (scenario, 1, 4000), ==, 4000);
  g_free (step->words);
  step->words = g_strnfill (180, 'x');
  g_assert_cmpuint (ns_lab_words_delay (scenario, 1, 4000), ==, 12000);
  g_clear_pointer (&step->words, g_free);
  g_assert_cmpuint (ns_lab_words_delay (scenario, 1, 4000), <, 1000);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* The handheld counts all items, also those that its list does not show. */
static void
test_counts (void)
{
  NsLabWindow *window = open_window ("big-outbox", 7);

  g_assert_true (ns_ui_shows_text (window, "200 pending"));
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* An item that the scenario opens shows its exception, until the next step; the wire has the conflict's answer. */
static void
test_open_item (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 10);

  g_assert_true (ns_ui_shows_text (window, "StatusException: Conflict matching the client and server object"));
  g_assert_true (ns_ui_shows_text (window, "BlackBerry 8320, software 4.6.0.162"));
  act (window, "step");
  g_assert_false (ns_ui_shows_text (window, "StatusException"));
  gtk_widget_destroy (GTK_WIDGET (window));
}

static GtkButton *
find_menu_entry (GPtrArray *buttons, const char *text)
{
  for (guint i = 0; i < buttons->len; i++)
    {
      g_autofree char *found = NULL;

      g_object_get (g_ptr_array_index (buttons, i), "text", &found, NULL);
      if (g_str_equal (found, text))
        return g_ptr_array_index (buttons, i);
    }
  g_assert_not_reached ();
}

static gboolean
popover_cb (GSignalInvocationHint *hint, guint n, const GValue *values, gpointer user_data)
{
  *(GtkWidget **) user_data = g_value_get_object (values);
  return TRUE;
}

/* The handheld's own menu: what can be done is offered, and Delete empties its list. */
static void
test_menu (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 8);
  NsLabHandheld *handheld = ns_ui_find_one (window, NS_TYPE_LAB_HANDHELD);
  GtkWidget *menu = NULL;
  const gulong hook = g_signal_add_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), 0, popover_cb, &menu,
                                                  NULL);
  g_autoptr (GPtrArray) entries = NULL;

  gtk_button_clicked (ns_ui_find_one (handheld, GTK_TYPE_BUTTON));
  g_signal_remove_emission_hook (g_signal_lookup ("show", GTK_TYPE_WIDGET), hook);
  g_assert_true (GTK_IS_POPOVER (menu));
  entries = ns_ui_find_all (menu, GTK_TYPE_MODEL_BUTTON);
  g_assert_cmpuint (entries->len, ==, 3);
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (find_menu_entry (entries, "Open"))));
  g_assert_true (gtk_widget_get_sensitive (GTK_WIDGET (find_menu_entry (entries, "Resend"))));

  gtk_button_clicked (find_menu_entry (entries, "Delete"));
  while (count_handheld (window) > 0)
    gtk_main_iteration ();
  gtk_widget_destroy (GTK_WIDGET (window));
}

static void
assert_faults (NsLabWindow *window, const char *expected)
{
  g_autoptr (GPtrArray) faults = ns_lab_list_faults (ns_lab_window_get_lab (window));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < faults->len; i++)
    {
      const NsLabFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (text, "%u %s %u;", fault->id, fault->text, fault->until);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

/* The palette adds what was looked for, shows what is to come, and takes it back. */
static void
test_palette (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 0);
  NsLabFaults *palette;
  GtkEntry *search;

  g_action_group_activate_action (G_ACTION_GROUP (window), "faults", NULL);
  palette = NS_LAB_FAULTS (gtk_bin_get_child (GTK_BIN (gtk_menu_button_get_popover (
    GTK_MENU_BUTTON (ns_ui_find_id (window, "lab.faults"))))));
  search = GTK_ENTRY (ns_ui_find_id (palette, "lab.faults.search"));
  gtk_entry_set_text (search, "item status 6");
  g_signal_emit_by_name (search, "search-changed");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ns_ui_find_id (palette, "lab.faults.when")), "times");
  gtk_button_clicked (GTK_BUTTON (ns_ui_find_id (palette, "lab.faults.add")));
  assert_faults (window, "1 Sync:item-status=6*3 0;");
  g_assert_true (ns_ui_shows_text (window, "Faults (1)"));

  gtk_entry_set_text (search, "retry-after");
  g_signal_emit_by_name (search, "search-changed");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ns_ui_find_id (palette, "lab.faults.command")), "SendMail");
  gtk_combo_box_set_active_id (GTK_COMBO_BOX (ns_ui_find_id (palette, "lab.faults.when")), "until");
  g_signal_emit_by_name (search, "activate");
  assert_faults (window, "1 Sync:item-status=6*3 0;2 SendMail:503=60* 2;");

  act (window, "step");
  assert_faults (window, "1 Sync:item-status=6*3 0;2 SendMail:503=60* 2;");
  act (window, "step");
  assert_faults (window, "1 Sync:item-status=6*3 0;");
  gtk_button_clicked (GTK_BUTTON (ns_ui_find_id (palette, "lab.faults.remove.1")));
  assert_faults (window, "");
  g_assert_true (ns_ui_shows_text (window, "Faults"));

  g_action_group_activate_action (G_ACTION_GROUP (window), "add-fault", g_variant_new_string ("Sync:dance until 9"));
  g_assert_true (ns_ui_shows_text (window, "The fault \"Sync:dance\" is not known"));
  g_action_group_activate_action (G_ACTION_GROUP (window), "add-fault", g_variant_new_string ("Sync:500 until 9"));
  assert_faults (window, "3 Sync:500* 9;");
  act (window, "clear-faults");
  assert_faults (window, "");
  act (window, "reset");
  assert_faults (window, "");
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* What was deleted on the handheld stays so when the player comes back to it. */
static void
test_by_hand (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 8);
  NsLabHandheld *handheld = ns_ui_find_one (window, NS_TYPE_LAB_HANDHELD);

  g_assert_cmpuint (count_handheld (window), ==, 1);
  g_signal_emit_by_name (handheld, "asked", NS_STEP_DELETE, G_GINT64_CONSTANT (2));
  settle (window);
  g_assert_cmpuint (count_handheld (window), ==, 0);
  ns_lab_window_seek (window, 9);
  settle (window);
  act (window, "back");
  g_assert_cmpuint (count_handheld (window), ==, 0);
  act (window, "reset");
  ns_lab_window_seek (window, 8);
  settle (window);
  g_assert_cmpuint (count_handheld (window), ==, 1);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* Escape leads back from an open item to the list. */
static void
test_escape (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 10);
  NsLabHandheld *handheld = ns_ui_find_one (window, NS_TYPE_LAB_HANDHELD);
  GdkEvent *event = gdk_event_new (GDK_KEY_PRESS);
  gboolean handled;

  g_assert_true (ns_ui_shows_text (window, "StatusException"));
  event->key.window = g_object_ref (gtk_widget_get_window (GTK_WIDGET (window)));
  event->key.keyval = GDK_KEY_Escape;
  handled = gtk_widget_event (GTK_WIDGET (handheld), event);
  g_assert_true (handled);
  g_assert_false (ns_ui_shows_text (window, "StatusException"));
  g_assert_false (gtk_widget_event (GTK_WIDGET (handheld), event));
  gdk_event_free (event);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* The window is closed while the handheld reads its list. */
static void
test_close (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 8);
  g_autoptr (NsLabHandheld) handheld = g_object_ref (ns_ui_find_one (window, NS_TYPE_LAB_HANDHELD));

  ns_lab_handheld_refresh (handheld);
  gtk_widget_destroy (GTK_WIDGET (window));
  while (G_OBJECT (handheld)->ref_count > 1) /* the reading holds one */
    gtk_main_iteration ();
}

static GtkWidget *
find_toplevel (GType type)
{
  g_autoptr (GList) toplevels = gtk_window_list_toplevels ();

  for (GList *link = toplevels; link != NULL; link = link->next)
    if (g_type_is_a (G_OBJECT_TYPE (link->data), type) && gtk_widget_get_mapped (link->data))
      return link->data;
  return NULL;
}

/* Answers the dialog that asks for a file as a user would. */
static void
choose_file (const char *folder, const char *name, const char *path)
{
  GtkWidget *dialog;
  g_autofree char *chosen = NULL;

  while ((dialog = find_toplevel (GTK_TYPE_FILE_CHOOSER_DIALOG)) == NULL)
    gtk_main_iteration ();
  gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (dialog), folder);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), name);
  while (g_strcmp0 (chosen, path) != 0)
    {
      gtk_main_iteration ();
      g_free (chosen);
      chosen = gtk_file_chooser_get_filename (GTK_FILE_CHOOSER (dialog));
    }
  gtk_dialog_response (GTK_DIALOG (dialog), GTK_RESPONSE_ACCEPT);
}

/* The menu exports the run so far, says so, and leaves the player where it was; nobody moves it meanwhile. */
static void
test_storyboard (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 0);
  NsToast *toast = ns_ui_find_one (window, NS_TYPE_TOAST);
  g_autofree char *folder = g_dir_make_tmp ("storyboard-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "told.html", NULL);
  g_autofree char *html = NULL;
  g_auto (GStrv) parts = NULL;

  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "export-storyboard"));
  act (window, "step");
  act (window, "step");
  g_action_group_activate_action (G_ACTION_GROUP (window), "export-storyboard", NULL);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "step"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "play"));
  choose_file (folder, "told.html", path);
  while (!gtk_revealer_get_reveal_child (GTK_REVEALER (toast)))
    gtk_main_iteration ();
  g_assert_true (ns_ui_shows_text (window, "The storyboard was saved as “\u2068told.html\u2069”"));
  g_assert_true (ns_ui_shows_text (window, "Step 2 of 15"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (window), "step"));
  g_assert_true (g_file_get_contents (path, &html, NULL, NULL));
  parts = g_strsplit (html, "<section ", -1);
  g_assert_cmpuint (g_strv_length (parts), ==, 3);

  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  gtk_widget_destroy (GTK_WIDGET (window));
}

static void
cancelled_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ns_storyboard_export_finish (result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  *(gboolean *) user_data = TRUE;
}

/* The window is closed in the middle of an export: nothing is written. */
static void
test_storyboard_closed (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 3);
  g_autoptr (GFile) file = g_file_new_build_filename (g_get_tmp_dir (), "ns-never-written.html", NULL);
  gboolean is_over = FALSE;

  ns_storyboard_export_async (window, 3, file, NULL, cancelled_cb, &is_over);
  while (ns_lab_get_next_step (ns_lab_window_get_lab (window)) != 1)
    gtk_main_iteration ();
  gtk_widget_destroy (GTK_WIDGET (window));
  while (!is_over)
    gtk_main_iteration ();
  g_assert_false (g_file_query_exists (file, NULL));
}

/* Nobody who hears the window instead of seeing it meets something without a name. */
static void
test_names (void)
{
  NsLabWindow *window = open_window ("conflict-resend", 8);
  g_autoptr (GPtrArray) widgets = ns_ui_find_all (window, GTK_TYPE_WIDGET);
  guint n_named = 0;

  for (guint i = 0; i < widgets->len; i++)
    {
      GtkWidget *widget = g_ptr_array_index (widgets, i);
      AtkObject *accessible = gtk_widget_get_accessible (widget);
      const char *name = atk_object_get_name (accessible);

      if (!gtk_widget_get_mapped (widget) || !gtk_widget_get_can_focus (widget) || GTK_IS_SCROLLED_WINDOW (widget) ||
          GTK_IS_PANED (widget) || gtk_widget_get_parent (widget) == NULL || GTK_IS_TOGGLE_BUTTON (widget))
        continue;
      g_test_message ("%s: %s", G_OBJECT_TYPE_NAME (widget), name != NULL ? name : "(none)");
      g_assert_nonnull (name);
      g_assert_cmpstr (name, !=, "");
      n_named++;
    }
  g_assert_cmpuint (n_named, >, 8);
  gtk_widget_destroy (GTK_WIDGET (window));
}

/* The gallery offers each scenario that is shipped; choosing one puts it on the stage. */
static void
test_gallery (void)
{
  NsLabWindow *window = ns_lab_window_new (application);
  g_autoptr (GPtrArray) cards = NULL;

  gtk_window_present (GTK_WINDOW (window));
  ns_lab_window_show_gallery (window);
  settle (window);
  cards = ns_ui_find_all (window, GTK_TYPE_FLOW_BOX_CHILD);
  g_assert_cmpuint (cards->len, >=, 11);
  g_assert_true (ns_ui_shows_text (window, "A meeting was moved on both sides"));
  for (guint i = 0; i < cards->len; i++)
    {
      GtkWidget *card = g_ptr_array_index (cards, i);
      g_autoptr (GPtrArray) pictures = ns_ui_find_all (card, GTK_TYPE_DRAWING_AREA);
      AtkObject *accessible = gtk_widget_get_accessible (card);

      g_assert_cmpuint (pictures->len, ==, 1);
      g_assert_true (gtk_widget_get_can_focus (card));
      g_assert_cmpstr (atk_object_get_name (accessible), !=, "");
      g_assert_cmpstr (atk_object_get_description (accessible), !=, "");
    }
  g_assert_null (ns_lab_window_get_lab (window));

  /* By the keyboard. */
  gtk_widget_grab_focus (g_ptr_array_index (cards, 0));
  g_assert_true (gtk_widget_activate (g_ptr_array_index (cards, 0)));
  settle (window);
  g_assert_nonnull (ns_lab_window_get_lab (window));
  g_assert_true (ns_ui_shows_text (window, "Before the first step"));
  act (window, "gallery");
  g_assert_null (ns_lab_window_get_lab (window));
  gtk_widget_destroy (GTK_WIDGET (window));
}

int
main (int argc, char **argv)
{
  int status;

  g_setenv ("GSETTINGS_BACKEND", "memory", TRUE);
  g_test_init (&argc, &argv, NULL);
  gtk_init (NULL, NULL);
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
  application = gtk_application_new ("io.github.notifysync.Outbox", G_APPLICATION_NON_UNIQUE);
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));

  g_test_add_func ("/lab-window/player", test_player);
  g_test_add_func ("/lab-window/play", test_play);
  g_test_add_func ("/lab-window/delay", test_delay);
  g_test_add_func ("/lab-window/counts", test_counts);
  g_test_add_func ("/lab-window/open-item", test_open_item);
  g_test_add_func ("/lab-window/menu", test_menu);
  g_test_add_func ("/lab-window/palette", test_palette);
  g_test_add_func ("/lab-window/by-hand", test_by_hand);
  g_test_add_func ("/lab-window/escape", test_escape);
  g_test_add_func ("/lab-window/close", test_close);
  g_test_add_func ("/lab-window/storyboard", test_storyboard);
  g_test_add_func ("/lab-window/storyboard-closed", test_storyboard_closed);
  g_test_add_func ("/lab-window/names", test_names);
  g_test_add_func ("/lab-window/gallery", test_gallery);
  add_pane_tests ();
  status = g_test_run ();
  g_object_unref (application);
  return status;
}
