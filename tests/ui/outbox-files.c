/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come into the window and leave it: the ways that the file chooser, a drag and the clipboard end in. */
#include "config.h"
#include "ui/outbox-world.h"
#include "view/ns-outbox-list.h"

#include <glib/gstdio.h>

#define MAIL \
  "From: Ann <ann@example.test>\nTo: Ben <ben@example.test>\nSubject: Lunch\nDate: Thu, 1 Jan 2026 00:00:00 +0000\n" \
  "Message-ID: <lunch@example.test>\n\nAt noon?\n"
#define CONTACT "BEGIN:VCARD\nVERSION:3.0\nUID:cem\nFN:Cem Ek\nN:Ek;Cem;;;\nEMAIL:cem@example.test\nEND:VCARD\n"

static GFile *
write_file (World *world, const char *name, const char *content)
{
  g_autofree char *path = fixture_path (&world->store, name);

  g_assert_true (g_file_set_contents (path, content, -1, NULL));
  return g_file_new_for_path (path);
}

static GPtrArray *
write_files (World *world, const char *second)
{
  GPtrArray *files = g_ptr_array_new_with_free_func (g_object_unref);

  g_ptr_array_add (files, write_file (world, "lunch.eml", MAIL));
  g_ptr_array_add (files, write_file (world, "cem.vcf", second));
  return files;
}

static const char *
get_told (World *world)
{
  g_autoptr (GList) children
      = gtk_container_get_children (GTK_CONTAINER (gtk_info_bar_get_content_area (GTK_INFO_BAR (find (world,
                                                                                        "outbox.files")))));

  return gtk_label_get_text (GTK_LABEL (children->data));
}

static int
count_selected (World *world)
{
  return gtk_tree_selection_count_selected_rows (
    gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
}

/* Whatever the window lists, what is added is shown and selected, and Undo takes it back. */
static void
test_add (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) files = write_files (world, CONTACT);

  open_window (world);
  g_assert_true (is_shown (world, "outbox.empty"));
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "show-history", g_variant_new_boolean (TRUE));
  ns_outbox_window_search (world->window, "nothing");
  settle_window (world);
  ns_outbox_window_add_files (world->window, files);
  while (tally (world->store.store).count[NS_STATE_PENDING] < 2 || count_selected (world) < 2)
    settle_window (world);
  assert_rows (world, "Cem Ek Lunch");
  g_assert_false (gtk_widget_get_visible (find (world, "outbox.files")));

  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "undo"))
    g_main_context_iteration (NULL, TRUE);
  activate (world, "undo", NULL);
  while (tally (world->store.store).count[NS_STATE_PENDING] > 0)
    g_main_context_iteration (NULL, TRUE);
}

/* One file that is no good keeps out all of them, and is named. */
static void
test_add_broken (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) files = write_files (world, "BEGIN:VCARD\nFN");
  GtkWidget *bar;

  open_window (world);
  bar = find (world, "outbox.files");
  g_assert_false (gtk_widget_get_visible (bar));
  ns_outbox_window_add_files (world->window, files);
  settle_window (world);
  g_assert_true (is_shown (world, "outbox.files"));
  g_assert_true (g_str_has_prefix (get_told (world), "Nothing was added"));
  g_assert_nonnull (strstr (get_told (world), "cem.vcf"));
  g_assert_null (strstr (get_told (world), "lunch.eml"));
  g_assert_cmpuint (tally (world->store.store).count[NS_STATE_PENDING], ==, 0);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "undo"));

  gtk_info_bar_response (GTK_INFO_BAR (bar), GTK_RESPONSE_CLOSE);
  g_assert_false (gtk_widget_get_visible (bar));
}

/* Of many the first are named; what a server may not keep is told of what was added. */
static void
test_add_many (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < 8; i++)
    {
      g_autofree char *name = g_strdup_printf ("%u.eml", i);
      g_autofree char *path = fixture_path (&world->store, name);

      g_ptr_array_add (files, g_file_new_for_path (path));
    }
  open_window (world);
  ns_outbox_window_add_files (world->window, files);
  settle_window (world);
  g_assert_nonnull (strstr (get_told (world), "0.eml"));
  g_assert_null (strstr (get_told (world), "5.eml"));
  g_assert_true (g_str_has_suffix (get_told (world), "…and 3 more"));

  g_ptr_array_set_size (files, 0);
  g_ptr_array_add (files, write_file (world, "nobody.eml", "Subject: Alone\nTo: Ben <ben@example.test>\n\nHm.\n"));
  ns_outbox_window_add_files (world->window, files);
  assert_rows (world, "Alone");
  g_assert_true (g_str_has_prefix (get_told (world), "Added. "));
  g_assert_nonnull (strstr (get_told (world), "nobody.eml"));
}

static void
give_uris_cb (GtkClipboard *clipboard, GtkSelectionData *selection, guint info, gpointer user_data)
{
  gtk_selection_data_set_uris (selection, user_data);
}

static void
forget_cb (GtkClipboard *clipboard, gpointer user_data)
{
}

/* What a drag would bring, by the same way of the display. */
static gboolean
drop (World *world, const char *const *uris)
{
  static const GtkTargetEntry targets[] = { { (char *) "text/uri-list", 0, 0 } };
  GtkClipboard *clipboard = gtk_clipboard_get (GDK_SELECTION_SECONDARY);
  GtkSelectionData *selection;
  gboolean taken;

  g_assert_true (gtk_clipboard_set_with_data (clipboard, targets, G_N_ELEMENTS (targets), give_uris_cb, forget_cb,
                                              (gpointer) uris));
  selection = gtk_clipboard_wait_for_contents (clipboard, gdk_atom_intern_static_string ("text/uri-list"));
  g_assert_nonnull (selection);
  taken = ns_outbox_window_take_drop (world->window, selection);
  gtk_selection_data_free (selection);
  gtk_clipboard_clear (clipboard);
  settle_window (world);
  return taken;
}

static void
test_drop (World *world, gconstpointer data)
{
  g_autoptr (GPtrArray) files = write_files (world, CONTACT);
  g_autofree char *first = g_file_get_uri (g_ptr_array_index (files, 0));
  const char *const local[] = { first, NULL };
  const char *const distant[] = { first, "https://example.test/lunch.eml", NULL };
  const char *const nothing[] = { NULL };

  open_window (world);
  g_assert_false (gtk_widget_get_visible (find (world, "outbox.drop")));
  g_assert_false (drop (world, nothing));
  g_assert_true (drop (world, distant));
  g_assert_nonnull (strstr (get_told (world), "https://example.test/lunch.eml"));
  g_assert_cmpuint (tally (world->store.store).count[NS_STATE_PENDING], ==, 0);
  g_assert_true (drop (world, local));
  assert_rows (world, "Lunch");
  g_assert_cmpint (count_selected (world), ==, 1);
}

static gint64
add (World *world, const char *name, const char *content)
{
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);
  const guint before = tally (world->store.store).count[NS_STATE_PENDING];
  g_autoptr (GPtrArray) items = NULL;

  g_ptr_array_add (files, write_file (world, name, content));
  ns_outbox_window_add_files (world->window, files);
  while (tally (world->store.store).count[NS_STATE_PENDING] == before)
    settle_window (world);
  settle_window (world);
  items = list (world->store.store, 0, NULL, FALSE);
  return ((const NsItem *) items->pdata[0])->id;
}

/* Rows and technical details, by the key that belongs to whatever has the focus. */
static void
test_copy (World *world, gconstpointer data)
{
  GtkClipboard *clipboard = gtk_clipboard_get (GDK_SELECTION_CLIPBOARD);
  g_autofree char *lines = NULL, *typed = NULL, *details = NULL;
  GtkWidget *entry;

  open_window (world);
  add (world, "lunch.eml", MAIL);
  add (world, "cem.vcf", CONTACT);
  gtk_tree_selection_select_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
  gtk_widget_grab_focus (find (world, "outbox.list"));
  g_assert_true (gtk_bindings_activate (G_OBJECT (find (world, "outbox.list")), GDK_KEY_c, GDK_CONTROL_MASK));
  settle_window (world);
  lines = gtk_clipboard_wait_for_text (clipboard);
  g_test_message ("%s", lines);
  g_assert_true (g_str_has_prefix (lines, "Pending\tContact\tCem Ek\t"));
  g_assert_nonnull (strstr (lines, "\nPending\tMail\tLunch\tBen\t"));
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "copy-details"));

  entry = find (world, "outbox.search");
  ns_outbox_window_search (world->window, "Lunch");
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  g_assert_true (gtk_bindings_activate (G_OBJECT (entry), GDK_KEY_c, GDK_CONTROL_MASK));
  typed = gtk_clipboard_wait_for_text (clipboard);
  g_assert_cmpstr (typed, ==, "Lunch");

  g_signal_emit_by_name (entry, "search-changed");
  assert_rows (world, "Lunch");
  gtk_tree_selection_select_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
  settle_window (world);
  activate (world, "copy-details", NULL);
  details = gtk_clipboard_wait_for_text (clipboard);
  g_assert_nonnull (strstr (details, "lunch@example.test"));
}

/* What is saved is what is sent; what cannot be written is told, and nothing is left behind. */
static void
test_save (World *world, gconstpointer data)
{
  g_autofree char *path = fixture_path (&world->store, "saved.eml");
  g_autofree char *nowhere = fixture_path (&world->store, "no/folder.eml");
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) missing = g_file_new_for_path (nowhere);
  g_autoptr (NsItem) item = NULL;
  g_autofree char *sent = NULL;
  g_autofree char *saved = NULL;

  open_window (world);
  item = get_item (world->store.store, add (world, "lunch.eml", MAIL));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "save-as"));
  ns_outbox_window_save_item (world->window, item, missing);
  settle_window (world);
  g_assert_true (is_shown (world, "outbox.files"));
  g_assert_nonnull (strstr (get_told (world), "no/folder.eml"));

  ns_outbox_window_save_item (world->window, item, file);
  settle_window (world);
  g_assert_false (gtk_widget_get_visible (find (world, "outbox.files")));
  g_assert_true (g_file_get_contents (path, &saved, NULL, NULL));
  sent = get_payload (world->store.store, item->id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (saved, ==, sent);
}

static void
give_drag_cb (GtkClipboard *clipboard, GtkSelectionData *selection, guint info, gpointer user_data)
{
  World *world = user_data;

  ns_outbox_window_give_drag (world->window, selection);
}

/* What a drag of the selected rows gives to whom it is dropped on. */
static char **
drag (World *world)
{
  static const GtkTargetEntry targets[] = { { (char *) "text/uri-list", 0, 0 } };
  GtkClipboard *clipboard = gtk_clipboard_get (GDK_SELECTION_SECONDARY);
  char **uris;

  ns_outbox_window_begin_drag (world->window);
  g_assert_true (gtk_clipboard_set_with_data (clipboard, targets, G_N_ELEMENTS (targets), give_drag_cb, forget_cb,
                                              world));
  uris = gtk_clipboard_wait_for_uris (clipboard);
  gtk_clipboard_clear (clipboard);
  return uris;
}

/* Each item is a file of its own name, which goes when the next drag begins, or with the window. */
static void
test_drag (World *world, gconstpointer data)
{
  g_autofree char *sent = NULL, *dragged = NULL, *path = NULL, *base = NULL, *again = NULL;
  g_auto (GStrv) uris = NULL;
  g_auto (GStrv) one = NULL;
  gint64 id;

  open_window (world);
  id = add (world, "lunch.eml", MAIL);
  add (world, "second.eml", MAIL);
  add (world, "cem.vcf", CONTACT);
  gtk_tree_selection_select_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
  uris = drag (world);
  g_assert_cmpuint (g_strv_length (uris), ==, 3);
  g_assert_true (g_str_has_suffix (uris[0], "/Cem%20Ek.vcf"));
  g_assert_true (g_str_has_suffix (uris[1], "/Lunch.eml"));
  g_assert_true (g_str_has_suffix (uris[2], "/Lunch%20(2).eml"));
  path = g_filename_from_uri (uris[2], NULL, NULL);
  g_assert_true (g_file_get_contents (path, &dragged, NULL, NULL));
  sent = get_payload (world->store.store, id, NS_PAYLOAD_MINE, NULL);
  g_assert_cmpstr (dragged, ==, sent);

  ns_outbox_window_select_item (world->window, id);
  one = drag (world);
  g_assert_cmpuint (g_strv_length (one), ==, 1);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  again = g_filename_from_uri (one[0], NULL, NULL);
  base = g_path_get_dirname (again);
  g_assert_true (g_file_test (again, G_FILE_TEST_EXISTS));
  settle_window (world);
  gtk_widget_destroy (GTK_WIDGET (world->window));
  g_assert_false (g_file_test (base, G_FILE_TEST_EXISTS));
  open_window (world);
}

#define ADD(path, func) \
  g_test_add ("/outbox/files/" path, World, NULL, world_set_up, func, world_tear_down)

void
add_file_tests (void)
{
  ADD ("add", test_add);
  ADD ("add-broken", test_add_broken);
  ADD ("add-many", test_add_many);
  ADD ("drop", test_drop);
  ADD ("copy", test_copy);
  ADD ("save", test_save);
  ADD ("drag", test_drag);
}
