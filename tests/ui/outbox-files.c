/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that come into the window and leave it: the ways that the file chooser, a drag and the clipboard end in. */
#include "config.h"
#include "ui/outbox-world.h"

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

#define ADD(path, func) \
  g_test_add ("/outbox/files/" path, World, NULL, world_set_up, func, world_tear_down)

void
add_file_tests (void)
{
  ADD ("add", test_add);
  ADD ("add-broken", test_add_broken);
  ADD ("add-many", test_add_many);
  ADD ("drop", test_drop);
}
