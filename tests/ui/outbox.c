/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The outbox window on a display, over a real store: search, filters, and what the header bar says. */
#include "config.h"

#include "ui/ns-access.h"
#include "ui/outbox-world.h"
#include "view/ns-health-bar.h"
#include "view/ns-outbox-browser.h"

#define DEFAULT_LAYOUT "state -kind subject recipients queued tries -next-try details"

static void
press (World *world, guint key)
{
  GdkEvent *event = gdk_event_new (GDK_KEY_PRESS);
  GdkKeymapKey *keys = NULL;
  int n_keys = 0;
  GdkKeymap *keymap = gdk_keymap_get_for_display (gdk_display_get_default ());

  event->key.window = g_object_ref (gtk_widget_get_window (GTK_WIDGET (world->window)));
  event->key.keyval = key;
  if (gdk_keymap_get_entries_for_keyval (keymap, key, &keys, &n_keys) && n_keys > 0)
    event->key.hardware_keycode = (guint16) keys[0].keycode;
  gdk_event_set_device (event, gdk_seat_get_keyboard (gdk_display_get_default_seat (gdk_display_get_default ())));
  gtk_main_do_event (event);
  g_free (keys);
  gdk_event_free (event);
}

static void
type (World *world, const char *text)
{
  gtk_entry_set_text (GTK_ENTRY (find (world, "outbox.search")), text);
  /* The entry waits for more before it tells. */
  g_signal_emit_by_name (find (world, "outbox.search"), "search-changed");
  settle_window (world);
}

static gint64
queue (World *world, NsKind kind, const char *subject)
{
  g_autoptr (NsItem) item = enqueue (world->store.store, kind, subject, NULL);

  ns_clock_advance (world->store.clock, G_USEC_PER_SEC);
  return item->id;
}

/* Each part of the sentence shows what it counts; a second click shows everything again. */
static void
test_health (World *world, gconstpointer data)
{
  GtkWidget *waiting;

  queue (world, NS_KIND_MAIL, "one");
  queue (world, NS_KIND_EVENT, "two");
  g_assert_true (apply (world->store.store, queue (world, NS_KIND_MAIL, "parked"), NS_EVENT_HOLD, NULL));
  open_window (world);
  assert_rows (world, "parked two one");

  waiting = find (world, "outbox.health.waiting");
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_bin_get_child (GTK_BIN (waiting)))), ==, "2 waiting");
  g_assert_cmpstr (atk_object_get_name (gtk_widget_get_accessible (waiting)), ==,
                   "Show only the 2 items that wait to be sent");
  gtk_button_clicked (GTK_BUTTON (waiting));
  assert_rows (world, "two one");
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (waiting)));
  g_assert_true (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (find (world, "outbox.filter.waiting"))));
  g_assert_true (is_shown (world, "outbox.filter.waiting"));

  gtk_button_clicked (GTK_BUTTON (find (world, "outbox.health.held")));
  assert_rows (world, "parked");
  g_assert_false (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (waiting)));
  gtk_button_clicked (GTK_BUTTON (find (world, "outbox.health.held")));
  assert_rows (world, "parked two one");
  g_assert_false (is_shown (world, "outbox.filter.waiting"));
}

/* The button that has the focus stays when only its number changes. */
static void
test_health_focus (World *world, gconstpointer data)
{
  GtkWidget *waiting;

  queue (world, NS_KIND_MAIL, "one");
  open_window (world);
  waiting = find (world, "outbox.health.waiting");
  queue (world, NS_KIND_MAIL, "two");
  settle_window (world);
  g_assert_true (find (world, "outbox.health.waiting") == waiting);
  g_assert_cmpstr (gtk_label_get_text (GTK_LABEL (gtk_bin_get_child (GTK_BIN (waiting)))), ==, "2 waiting");
}

static void
test_search (World *world, gconstpointer data)
{
  queue (world, NS_KIND_MAIL, "Lunch");
  queue (world, NS_KIND_MAIL, "Dinner");
  queue (world, NS_KIND_EVENT, "Lunch break");
  open_window (world);

  g_action_group_activate_action (G_ACTION_GROUP (world->window), "search", NULL);
  type (world, "lunch");
  assert_rows (world, "Lunch break Lunch");
  activate (world, "filter", "events");
  assert_rows (world, "Lunch break");
  type (world, "dinner");
  assert_rows (world, "");
  g_assert_true (is_shown (world, "outbox.nothing-found"));

  activate (world, "clear-search", NULL);
  assert_rows (world, "Lunch break Dinner Lunch");
  g_assert_false (is_shown (world, "outbox.nothing-found"));
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (find (world, "outbox.search"))), ==, "");
}

/* What is typed anywhere is looked for, and Escape shows everything again. */
static void
test_type_to_search (World *world, gconstpointer data)
{
  queue (world, NS_KIND_MAIL, "Lunch");
  queue (world, NS_KIND_MAIL, "Dinner");
  open_window (world);
  gtk_widget_grab_focus (find (world, "outbox.list"));
  press (world, GDK_KEY_d);
  g_assert_cmpstr (gtk_entry_get_text (GTK_ENTRY (find (world, "outbox.search"))), ==, "d");
  g_signal_emit_by_name (find (world, "outbox.search"), "search-changed");
  assert_rows (world, "Dinner");
  press (world, GDK_KEY_Escape);
  assert_rows (world, "Dinner Lunch");
}

/* A filter by state is about the outbox, so it leaves the history. */
static void
test_history (World *world, gconstpointer data)
{
  bring_to (world->store.store, NS_STATE_DELIVERED);
  queue (world, NS_KIND_EVENT, "waits");
  open_window (world);
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "show-history", g_variant_new_boolean (TRUE));
  activate (world, "filter", "events");
  assert_rows (world, "");
  g_assert_false (gtk_widget_get_visible (find (world, "outbox.filter.waiting")));
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (world->window)), ==, "History");
  activate (world, "filter", "waiting");
  assert_rows (world, "waits");
  g_assert_cmpstr (gtk_window_get_title (GTK_WINDOW (world->window)), ==, "Outbox");
  g_assert_false (gtk_widget_get_visible (find (world, "action.back")));
}

static NsState
shown_state (World *world)
{
  NsOutboxModel *model = ns_outbox_list_get_model (NS_OUTBOX_LIST (find (world, "outbox.list")));
  GtkTreeIter iter;
  const NsItem *item;

  g_assert_true (gtk_tree_model_get_iter_first (GTK_TREE_MODEL (model), &iter));
  item = ns_outbox_model_get_item (model, &iter);
  g_assert_nonnull (item);
  return item->state;
}

/* Whoever has given a command and waits for the window sees what came of it, not what was there before. */
static void
test_settles_after_command (World *world, gconstpointer data)
{
  static const struct
  {
    const char *action;
    NsState state;
  } rows[] = {
    { "hold", NS_STATE_HELD },
    { "release", NS_STATE_PENDING },
    { "undo", NS_STATE_HELD },
  };

  queue (world, NS_KIND_MAIL, "waits");
  open_window (world);
  gtk_tree_selection_select_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
  settle_window (world);
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_action_group_activate_action (G_ACTION_GROUP (world->window), rows[i].action, NULL);
      g_assert_false (ns_outbox_window_is_settled (world->window));
      while (!ns_outbox_window_is_settled (world->window))
        g_main_context_iteration (NULL, TRUE);
      g_assert_cmpint (shown_state (world), ==, rows[i].state);
    }
}

/* The history is not where a user stays, so the header bar leads out of it. */
static void
test_leave_history (World *world, gconstpointer data)
{
  bring_to (world->store.store, NS_STATE_DELIVERED);
  queue (world, NS_KIND_EVENT, "waits");
  open_window (world);
  g_assert_false (gtk_widget_get_visible (find (world, "action.back")));
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "show-history", g_variant_new_boolean (TRUE));
  assert_rows (world, "mail");
  g_assert_true (gtk_widget_get_visible (find (world, "action.back")));
  gtk_button_clicked (GTK_BUTTON (find (world, "action.back")));
  assert_rows (world, "waits");
  g_assert_false (gtk_widget_get_visible (find (world, "action.back")));
}

static void
keep_cell_cb (AtkObject *list, AtkObject *cell, AtkObject **kept)
{
  g_set_object (kept, cell);
}

static void
count_cb (guint *n)
{
  (*n)++;
}

/* The row that gets the focus says all of it, and says so again when it becomes another. */
static void
test_row_speaks (World *world, gconstpointer data)
{
  GtkTreeView *view;
  AtkObject *list, *focused = NULL;
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices (1, -1);
  g_autoptr (AtkObject) cell = NULL;
  const gint64 id = queue (world, NS_KIND_NOTE, "Shopping");
  guint n_told = 0;

  queue (world, NS_KIND_NOTE, "Diary");
  open_window (world);
  view = GTK_TREE_VIEW (find (world, "outbox.list"));
  list = gtk_widget_get_accessible (GTK_WIDGET (view));
  g_signal_connect (list, "active-descendant-changed", G_CALLBACK (keep_cell_cb), &focused);
  gtk_widget_grab_focus (GTK_WIDGET (view));
  gtk_tree_view_set_cursor (view, path, gtk_tree_view_get_column (view, 0), FALSE);
  g_assert_nonnull (focused);
  g_assert_cmpstr (atk_object_get_name (focused), ==,
                   "Pending. Note: Shopping, Ann <ann@example.test>. Waits for the next cycle. Not tried yet.");
  g_assert_cmpstr (atk_object_get_accessible_id (focused), ==, "outbox.row.2.state");
  cell = atk_table_ref_at (ATK_TABLE (list), 1, 0);
  g_assert_true (cell == focused);

  g_signal_connect_swapped (focused, "notify::accessible-name", G_CALLBACK (count_cb), &n_told);
  g_assert_true (apply (world->store.store, id, NS_EVENT_HOLD, NULL));
  settle_window (world);
  g_assert_cmpstr (atk_object_get_name (focused), ==,
                   "Held. Note: Shopping, Ann <ann@example.test>. Waits until you release it. Not tried yet.");
  g_assert_cmpuint (n_told, ==, 1);
  g_object_unref (focused);
}

static void
keep_text_cb (AtkObject *object, const char *text, GString *said)
{
  g_string_append_printf (said, "%s|", text);
}

/* An item that needs the user is announced, once, and the bar that shows then is not read aloud as well. */
static void
test_announce (World *world, gconstpointer data)
{
  g_autoptr (GString) said = g_string_new (NULL);

  bring_to (world->store.store, NS_STATE_ERROR);
  open_window (world);
  g_signal_connect (gtk_widget_get_accessible (GTK_WIDGET (world->window)), "announcement",
                    G_CALLBACK (keep_text_cb), said);
  settle_window (world);
  g_assert_cmpstr (said->str, ==, "");
  bring_to (world->store.store, NS_STATE_ERROR);
  while (said->len == 0)
    g_main_context_iteration (NULL, TRUE);
  settle_window (world);
  g_assert_nonnull (strstr (said->str, "could not be delivered"));
  g_assert_true (strchr (said->str, '|') == said->str + said->len - 1);
  g_assert_null (strstr (said->str, "\u2068"));
  g_assert_cmpint (atk_object_get_role (gtk_widget_get_accessible (find (world, "outbox.warning"))), ==,
                   ATK_ROLE_PANEL);
}

static GtkTreeViewColumn *
find_column (World *world, const char *id)
{
  g_autoptr (GList) columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (find (world, "outbox.list")));

  for (GList *link = columns; link != NULL; link = link->next)
    {
      GtkWidget *button = gtk_tree_view_column_get_button (link->data);

      if (g_strcmp0 (atk_object_get_accessible_id (gtk_widget_get_accessible (button)), id) == 0)
        return link->data;
    }
  g_assert_not_reached ();
}

static void
click_column (World *world, const char *id)
{
  gtk_tree_view_column_clicked (find_column (world, id));
}

/* A click sorts, a second one turns it round; a heading that is sorted by tells so by its arrow. */
static void
test_sort (World *world, gconstpointer data)
{
  queue (world, NS_KIND_MAIL, "bravo");
  queue (world, NS_KIND_EVENT, "alpha");
  queue (world, NS_KIND_MAIL, "charlie");
  open_window (world);
  g_assert_true (gtk_tree_view_column_get_sort_indicator (find_column (world, "outbox.column.queued")));
  click_column (world, "outbox.column.subject");
  assert_rows (world, "alpha bravo charlie");
  click_column (world, "outbox.column.subject");
  assert_rows (world, "charlie bravo alpha");
  g_assert_false (gtk_tree_view_column_get_sort_indicator (find_column (world, "outbox.column.queued")));
  click_column (world, "outbox.column.queued");
  assert_rows (world, "charlie alpha bravo");
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "sort-by", g_variant_new_string ("kind"));
  assert_rows (world, "alpha charlie bravo");
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "sort-descending", g_variant_new_boolean (FALSE));
  assert_rows (world, "charlie bravo alpha");
  /* Sorting by the state follows it. */
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "sort-by", g_variant_new_string ("state"));
  assert_rows (world, "charlie alpha bravo");
  g_assert_true (apply (world->store.store, 3, NS_EVENT_HOLD, NULL));
  assert_rows (world, "alpha bravo charlie");
}

static void
assert_layout (World *world, const char *expected)
{
  g_auto (GStrv) layout = ns_outbox_list_dup_layout (NS_OUTBOX_LIST (find (world, "outbox.list")));
  g_autofree char *text = g_strjoinv (" ", layout);

  g_assert_cmpstr (text, ==, expected);
}

static void
assert_layout_kept (World *world, const char *expected)
{
  assert_layout (world, expected);
  gtk_widget_destroy (GTK_WIDGET (world->window));
  open_window (world);
  assert_layout (world, expected);
}

static void
assert_layout_reset (World *world)
{
  g_action_group_activate_action (G_ACTION_GROUP (world->window), "reset-columns", NULL);
  assert_layout (world, DEFAULT_LAYOUT);
}

/* What was moved and hidden comes back with the next window. */
static void
test_columns (World *world, gconstpointer data)
{
  open_window (world);
  assert_layout (world, DEFAULT_LAYOUT);
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "column-kind", g_variant_new_boolean (TRUE));
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "column-tries", g_variant_new_boolean (FALSE));
  gtk_tree_view_move_column_after (GTK_TREE_VIEW (find (world, "outbox.list")),
                                   find_column (world, "outbox.column.state"),
                                   find_column (world, "outbox.column.details"));
  click_column (world, "outbox.column.subject");
  assert_layout_kept (world, "kind subject recipients queued -tries -next-try details state");
  g_assert_true (gtk_tree_view_column_get_sort_indicator (find_column (world, "outbox.column.subject")));
  assert_layout_reset (world);
}

/* A column that was made wider is as wide in the next window; it never takes the headings away. */
static void
test_column_widths (World *world, gconstpointer data)
{
  GtkTreeViewColumn *column;
  int width;

  open_window (world);
  column = find_column (world, "outbox.column.subject");
  width = gtk_tree_view_column_get_fixed_width (column);
  gtk_tree_view_column_set_fixed_width (column, 2000);
  gtk_tree_view_column_set_fixed_width (find_column (world, "outbox.column.tries"), 40);
  settle_window (world);
  g_assert_true (gtk_tree_view_get_headers_visible (GTK_TREE_VIEW (find (world, "outbox.list"))));
  assert_layout_kept (world, "state -kind subject:2000 recipients queued tries:40 -next-try details");
  column = find_column (world, "outbox.column.subject");
  g_assert_cmpint (gtk_tree_view_column_get_fixed_width (column), ==, 2000);
  assert_layout_reset (world);
  g_assert_cmpint (gtk_tree_view_column_get_fixed_width (column), ==, width);
}

static gboolean
has_text (GtkWidget *widget, const char *text);

static void
has_text_cb (GtkWidget *widget, gpointer user_data)
{
  const char **text = user_data;

  if (*text != NULL && has_text (widget, *text))
    *text = NULL;
}

/* Whether a label in it that can be seen says so. */
static gboolean
has_text (GtkWidget *widget, const char *text)
{
  if (!gtk_widget_get_visible (widget))
    return FALSE;
  if (GTK_IS_LABEL (widget))
    return g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text);
  if (GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), has_text_cb, &text);
  return text == NULL;
}

static void
select_all (World *world)
{
  gtk_tree_selection_select_all (gtk_tree_view_get_selection (GTK_TREE_VIEW (find (world, "outbox.list"))));
}

/* Several items at once: what each action is for, one transaction, one undo. */
static void
test_bulk (World *world, gconstpointer data)
{
  GtkWidget *bar;
  const gint64 refused = bring_to (world->store.store, NS_STATE_ERROR);
  const gint64 uncertain = bring_to (world->store.store, NS_STATE_UNCERTAIN);

  bring_to (world->store.store, NS_STATE_ERROR);
  open_window (world);
  bar = find (world, "outbox.selection");
  g_assert_false (gtk_widget_get_visible (bar));
  select_all (world);
  while (!has_text (bar, "2 of 3 can be resent · 1 of 3 may have been delivered"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (has_text (bar, "3 selected"));
  g_assert_true (has_text (bar, "Resend"));
  g_assert_true (has_text (bar, "It Arrived"));
  g_assert_false (has_text (bar, "Hold"));

  activate (world, "resend", NULL);
  while (get_state (world->store.store, refused) != NS_STATE_PENDING)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (get_state (world->store.store, uncertain), ==, NS_STATE_UNCERTAIN);
  activate (world, "delete", NULL);
  while (tally (world->store.store).count[NS_STATE_PENDING] > 0)
    g_main_context_iteration (NULL, TRUE);
  settle_window (world);
  g_assert_false (gtk_widget_get_visible (bar));
  while (!g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "undo"))
    g_main_context_iteration (NULL, TRUE);
  activate (world, "undo", NULL);
  while (tally (world->store.store).count[NS_STATE_UNCERTAIN] == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (tally (world->store.store).count[NS_STATE_PENDING], ==, 2);
}

/* What lost a conflict is in the history, and goes back from there. */
static void
test_put_back (World *world, gconstpointer data)
{
  const gint64 id = bring_to_conflict (world->store.store, "u1", "theirs");
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_resolve_async (world->store.store, id, NS_RESOLUTION_SERVER, NULL, NULL, NULL, ns_await_cb, &await);
  ns_item_unref (ns_store_resolve_finish (world->store.store, ns_await_result (&await), NULL));
  open_window (world);
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "show-history", g_variant_new_boolean (TRUE));
  settle_window (world);
  ns_outbox_window_select_item (world->window, id);
  settle_window (world);
  g_assert_false (g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "resend"));
  g_assert_true (g_action_group_get_action_enabled (G_ACTION_GROUP (world->window), "put-back"));
  activate (world, "put-back", NULL);
  while (tally (world->store.store).count[NS_STATE_ERROR] == 0)
    g_main_context_iteration (NULL, TRUE);
}

/* Everybody can read all of it, and reach all of it without a mouse. */
static void
test_access (World *world, gconstpointer data)
{
  bring_to (world->store.store, NS_STATE_ERROR);
  bring_to (world->store.store, NS_STATE_ERROR);
  bring_to (world->store.store, NS_STATE_UNCERTAIN);
  ns_access_set_look ();
  open_window (world);
  gtk_window_resize (GTK_WINDOW (world->window), 1200, 900);
  while (gtk_widget_get_allocated_width (GTK_WIDGET (world->window)) < 1000)
    g_main_context_iteration (NULL, TRUE);
  g_action_group_change_action_state (G_ACTION_GROUP (world->window), "show-pane", g_variant_new_boolean (TRUE));
  activate (world, "filter", "needs-you");
  g_assert_true (ns_outbox_list_select (NS_OUTBOX_LIST (find (world, "outbox.list")), 1));
  settle_window (world);
  g_assert_true (is_shown (world, "item.subject"));
  ns_access_assert_contrast (GTK_WIDGET (world->window));
  ns_access_assert_walk (GTK_WIDGET (world->window));
}

#define ADD(path, func) g_test_add ("/outbox/" path, World, NULL, world_set_up, func, world_tear_down)

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  world_init ();
  ADD ("row-speaks", test_row_speaks);
  ADD ("announce", test_announce);
  ADD ("health", test_health);
  ADD ("health-focus", test_health_focus);
  ADD ("search", test_search);
  ADD ("type-to-search", test_type_to_search);
  ADD ("history", test_history);
  ADD ("history-back", test_leave_history);
  ADD ("settles-after-command", test_settles_after_command);
  ADD ("sort", test_sort);
  ADD ("columns", test_columns);
  ADD ("column-widths", test_column_widths);
  ADD ("bulk", test_bulk);
  ADD ("put-back", test_put_back);
  ns_access_add_looks ("/outbox/access", sizeof (World), NULL, (GTestFixtureFunc) world_set_up,
                       (GTestFixtureFunc) test_access, (GTestFixtureFunc) world_tear_down);
  add_file_tests ();
  return g_test_run ();
}
