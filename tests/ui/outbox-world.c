/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ui/outbox-world.h"

#include "view/ns-outbox-browser.h"

/* A process has one. */
static GtkApplication *application;

void
settle_window (World *world)
{
  while (g_main_context_iteration (NULL, FALSE) || !ns_outbox_window_is_settled (world->window))
    ;
}

void
open_window (World *world)
{
  world->window = ns_outbox_window_new (application);
  gtk_window_set_default_size (GTK_WINDOW (world->window), 800, 500);
  ns_outbox_window_set_session (world->window, world->store.store, world->engine);
  gtk_widget_show (GTK_WIDGET (world->window));
  settle_window (world);
}

void
world_set_up (World *world, gconstpointer data)
{
  fixture_set_up (&world->store, NULL);
  fixture_set_account (&world->store, "https://mail.example.test", "demo");
  world->secrets = ns_secrets_new_memory ();
  world->engine = ns_engine_new (world->store.store, world->secrets);
}

void
world_tear_down (World *world, gconstpointer data)
{
  settle_window (world);
  gtk_widget_destroy (GTK_WIDGET (world->window));
  g_clear_object (&world->engine);
  g_clear_object (&world->secrets);
  fixture_tear_down (&world->store, data);
}

typedef struct
{
  const char *id;
  GtkWidget *found;
} Search;

static void
find_cb (GtkWidget *widget, gpointer user_data)
{
  Search *search = user_data;

  if (search->found == NULL
      && g_strcmp0 (atk_object_get_accessible_id (gtk_widget_get_accessible (widget)), search->id) == 0)
    search->found = widget;
  if (search->found == NULL && GTK_IS_CONTAINER (widget))
    gtk_container_forall (GTK_CONTAINER (widget), find_cb, user_data);
}

/* A widget by its accessible id, shown or not. */
GtkWidget *
find (World *world, const char *id)
{
  Search search = { .id = id };

  find_cb (GTK_WIDGET (world->window), &search);
  g_assert_nonnull (search.found);
  return search.found;
}

gboolean
is_shown (World *world, const char *id)
{
  return gtk_widget_get_child_visible (find (world, id)) && gtk_widget_get_mapped (find (world, id));
}

/* The subjects of the rows, joined, from top to bottom. */
static char *
get_rows (World *world)
{
  NsOutboxModel *model = ns_outbox_list_get_model (NS_OUTBOX_LIST (find (world, "outbox.list")));
  g_autoptr (GString) text = g_string_new (NULL);
  GtkTreeIter iter;

  for (gboolean more = gtk_tree_model_get_iter_first (GTK_TREE_MODEL (model), &iter); more;
       more = gtk_tree_model_iter_next (GTK_TREE_MODEL (model), &iter))
    {
      while (ns_outbox_model_get_item (model, &iter) == NULL)
        g_main_context_iteration (NULL, TRUE);
      g_string_append_printf (text, text->len == 0 ? "%s" : " %s", ns_outbox_model_get_item (model, &iter)->subject);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

void
assert_rows (World *world, const char *expected)
{
  g_autofree char *rows = NULL;

  settle_window (world);
  rows = get_rows (world);
  g_test_message ("%s, expected %s", rows, expected);
  g_assert_cmpstr (rows, ==, expected);
}

void
activate (World *world, const char *action, const char *target)
{
  g_action_group_activate_action (G_ACTION_GROUP (world->window), action,
                                  target != NULL ? g_variant_new_string (target) : NULL);
  settle_window (world);
}

void
world_init (void)
{
  application = gtk_application_new (NULL, G_APPLICATION_NON_UNIQUE);
  g_application_set_resource_base_path (G_APPLICATION (application), "/io/github/notifysync/Outbox");
  g_assert_true (g_application_register (G_APPLICATION (application), NULL, NULL));
  g_object_set (gtk_settings_get_default (), "gtk-enable-animations", FALSE, NULL);
}
