/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"

#include "store/store-fixture.h"
#include "view/ns-item-cache.h"
#include "view/ns-outbox-model.h"
#include "view/ns-overview.h"

/* More rows than come at once, so that some grow from idle. */
#define MANY 1300

typedef struct
{
  guint inserted;
  guint deleted;
  guint changed;
} Counts;

static void
settle_model (NsOutboxModel *model)
{
  while (!ns_outbox_model_is_settled (model))
    g_main_context_iteration (NULL, TRUE);
}

static NsOutboxModel *
make_model (NsStore *store, guint states)
{
  const NsFilter filter = { .states = states };

  return ns_outbox_model_new (store, &filter);
}

static const NsItem *
peek_row (NsOutboxModel *model, int row)
{
  GtkTreeIter iter;

  g_assert_true (gtk_tree_model_iter_nth_child (GTK_TREE_MODEL (model), &iter, NULL, row));
  return ns_outbox_model_get_item (model, &iter);
}

static const NsItem *
wait_row (NsOutboxModel *model, int row)
{
  while (peek_row (model, row) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return peek_row (model, row);
}

static int
n_rows (NsOutboxModel *model)
{
  return gtk_tree_model_iter_n_children (GTK_TREE_MODEL (model), NULL);
}

/* The model hears of a change by itself, some turns of the loop later. */
static void
wait_n_rows (NsOutboxModel *model, int n)
{
  while (n_rows (model) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_state (NsOutboxModel *model, int row, NsState state)
{
  while (wait_row (model, row)->state != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
inserted_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, Counts *counts)
{
  counts->inserted++;
}

static void
deleted_cb (GtkTreeModel *model, GtkTreePath *path, Counts *counts)
{
  counts->deleted++;
}

static void
changed_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, Counts *counts)
{
  counts->changed++;
}

static void
count (NsOutboxModel *model, Counts *counts)
{
  g_signal_connect (model, "row-inserted", G_CALLBACK (inserted_cb), counts);
  g_signal_connect (model, "row-deleted", G_CALLBACK (deleted_cb), counts);
  g_signal_connect (model, "row-changed", G_CALLBACK (changed_cb), counts);
}

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);
  GtkTreeIter iter;

  g_assert_false (ns_outbox_model_is_loaded (model));
  settle_model (model);
  g_assert_true (ns_outbox_model_is_loaded (model));
  g_assert_cmpint (n_rows (model), ==, 0);
  g_assert_false (gtk_tree_model_get_iter_first (GTK_TREE_MODEL (model), &iter));
}

static void
test_placeholder (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "Second", NULL);
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);
  Counts counts = { 0 };

  settle_model (model);
  count (model, &counts);
  g_assert_cmpint (n_rows (model), ==, 2);
  g_assert_null (peek_row (model, 0));
  g_assert_cmpstr (wait_row (model, 0)->subject, ==, "Second");
  g_assert_cmpstr (peek_row (model, 1)->subject, ==, "First");
  g_assert_cmpuint (counts.changed, ==, 2);
  g_assert_cmpint (ns_outbox_model_find (model, first->id), ==, 1);
  g_assert_cmpint (ns_outbox_model_find (model, second->id + 1), ==, -1);
}

static void
test_interface (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "Second", NULL);
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);
  GtkTreeModel *tree = GTK_TREE_MODEL (model);
  g_autoptr (GtkTreePath) path = NULL;
  GtkTreeIter iter;
  gint64 id;

  settle_model (model);
  g_assert_true (gtk_tree_model_get_flags (tree) == GTK_TREE_MODEL_LIST_ONLY);
  g_assert_true (gtk_tree_model_get_iter_first (tree, &iter));
  g_assert_false (gtk_tree_model_iter_has_child (tree, &iter));
  g_assert_true (gtk_tree_model_iter_next (tree, &iter));
  gtk_tree_model_get (tree, &iter, NS_OUTBOX_COLUMN_ID, &id, -1);
  g_assert_cmpint (id, ==, first->id);
  path = gtk_tree_model_get_path (tree, &iter);
  g_assert_cmpint (gtk_tree_path_get_indices (path)[0], ==, 1);
  g_assert_true (gtk_tree_model_iter_previous (tree, &iter));
  gtk_tree_model_get (tree, &iter, NS_OUTBOX_COLUMN_ID, &id, -1);
  g_assert_cmpint (id, ==, second->id);
  g_assert_false (gtk_tree_model_iter_previous (tree, &iter));
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "Second", NULL);
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);
  g_autoptr (NsItem) third = NULL;
  g_autoptr (GError) error = NULL;
  Counts counts = { 0 };

  settle_model (model);
  wait_row (model, 0);
  settle_model (model);
  count (model, &counts);

  /* A changed item is a changed row, and nothing moves. */
  g_assert_true (apply (fixture->store, first->id, NS_EVENT_HOLD, &error));
  wait_state (model, 1, NS_STATE_HELD);
  g_assert_cmpuint (counts.inserted + counts.deleted, ==, 0);
  g_assert_cmpuint (counts.changed, >=, 1);

  third = enqueue (fixture->store, NS_KIND_MAIL, "Third", NULL);
  wait_n_rows (model, 3);
  g_assert_cmpstr (wait_row (model, 0)->subject, ==, "Third");
  g_assert_cmpuint (counts.inserted, ==, 1);

  g_assert_true (set_deleted (fixture->store, second->id, TRUE, &error));
  wait_n_rows (model, 2);
  g_assert_cmpuint (counts.deleted, ==, 1);
  g_assert_cmpstr (wait_row (model, 1)->subject, ==, "First");
}

static void
test_filter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsItem) second = enqueue (fixture->store, NS_KIND_MAIL, "Second", NULL);
  g_autoptr (NsOutboxModel) model = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (apply (fixture->store, first->id, NS_EVENT_HOLD, &error));
  model = make_model (fixture->store, 1u << NS_STATE_HELD);
  settle_model (model);
  g_assert_cmpint (n_rows (model), ==, 1);
  g_assert_cmpint (ns_outbox_model_find (model, first->id), ==, 0);

  /* It leaves the list because it no longer belongs there. */
  g_assert_true (apply (fixture->store, first->id, NS_EVENT_RELEASE, &error));
  wait_n_rows (model, 0);
  g_assert_cmpuint (ns_outbox_model_get_n_items (model), ==, 0);
}

static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsOutboxModel) model = NULL;
  g_autofree char *last = g_strdup_printf ("Item %d", MANY - 1);

  for (int i = 0; i < MANY; i++)
    {
      g_autofree char *subject = g_strdup_printf ("Item %d", i);
      g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, subject, NULL);

      g_assert_nonnull (item);
    }

  model = make_model (fixture->store, 0);
  while (!ns_outbox_model_is_loaded (model))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (n_rows (model), ==, 1000);
  settle_model (model);
  g_assert_cmpuint (ns_outbox_model_get_n_items (model), ==, MANY);
  g_assert_cmpint (n_rows (model), ==, MANY);

  /* Only the page around a row is read, and far pages push it out again: the row comes back all the same. */
  g_assert_cmpstr (wait_row (model, 0)->subject, ==, last);
  g_assert_null (peek_row (model, NS_ITEM_CACHE_PAGE));
  g_assert_cmpstr (wait_row (model, MANY - 1)->subject, ==, "Item 0");
  for (int row = 0; row < MANY; row += NS_ITEM_CACHE_PAGE)
    wait_row (model, row);
  g_assert_cmpstr (wait_row (model, 0)->subject, ==, last);
}

static void
test_gone_while_loading (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) item = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);

  settle_model (model);
  g_assert_null (peek_row (model, 0));
  g_clear_object (&model);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

static void
settle_overview (NsOverview *overview)
{
  while (!ns_overview_is_settled (overview))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_overview (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsOverview) overview = ns_overview_new (fixture->store);
  const gint64 id = bring_to (fixture->store, NS_STATE_ERROR);
  GPtrArray *problems;

  settle_overview (overview);
  ns_overview_refresh (overview);
  settle_overview (overview);
  g_assert_true (ns_overview_is_loaded (overview));
  g_assert_cmpuint (ns_overview_get_tally (overview)->count[NS_STATE_ERROR], ==, 1);
  problems = ns_overview_get_problems (overview);
  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_cmpint (((const NsItem *) g_ptr_array_index (problems, 0))->id, ==, id);
}

static void
test_overview_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsOverview) overview = ns_overview_new (fixture->store);

  settle_overview (overview);
  g_assert_null (ns_overview_get_account (overview));
  fixture_set_account (fixture, "http://127.0.0.1:1/Microsoft-Server-ActiveSync", "demo");
  while (ns_overview_get_account (overview) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (ns_overview_get_account (overview)->user, ==, "demo");
}

/* What is asked for once the store is closed never comes, and that is no trouble. */
static void
test_store_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (NsItem) first = enqueue (fixture->store, NS_KIND_MAIL, "First", NULL);
  g_autoptr (NsOutboxModel) model = make_model (fixture->store, 0);

  settle_model (model);
  ns_store_close (fixture->store);
  g_assert_null (peek_row (model, 0));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (peek_row (model, 0));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, fixture_set_up, func, fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/outbox-model/empty", test_empty);
  ADD ("/outbox-model/placeholder", test_placeholder);
  ADD ("/outbox-model/interface", test_interface);
  ADD ("/outbox-model/change", test_change);
  ADD ("/outbox-model/filter", test_filter);
  ADD ("/outbox-model/many", test_many);
  ADD ("/outbox-model/gone-while-loading", test_gone_while_loading);
  ADD ("/outbox-model/store-closed", test_store_closed);
  ADD ("/overview/problems", test_overview);
  ADD ("/overview/account", test_overview_account);
  return g_test_run ();
}
