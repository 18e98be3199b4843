/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-view-settings.h"

#include <glib/gi18n-lib.h>

#define COLUMN_ACTION "column-"

static gboolean
get_boolean (NsOutboxWindow *self, const char *action)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), action);

  return g_variant_get_boolean (state);
}

static void
set_state (NsOutboxWindow *self, const char *name, GVariant *state)
{
  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), name)), state);
}

static gboolean
find_sort (const char *id, NsSort *sort)
{
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    if (g_str_equal (ns_outbox_list_get_column_id (i), id))
      return ns_outbox_list_get_column_sort (i, sort);
  return FALSE;
}

/**
 * ns_outbox_window_get_order:
 * @self: the window
 * @filter: gets the order that the user has chosen
 *
 * Asks the store for that order.
 */
void
ns_outbox_window_get_order (NsOutboxWindow *self, NsFilter *filter)
{
  g_autoptr (GVariant) id = g_action_group_get_action_state (G_ACTION_GROUP (self), "sort-by");

  find_sort (g_variant_get_string (id, NULL), &filter->sort);
  filter->ascending = !get_boolean (self, "sort-descending");
}

static void
save_order (NsOutboxWindow *self, const char *id, gboolean descending)
{
  if (self->settings == NULL)
    return;
  g_settings_set_string (self->settings, "sort-by", id);
  g_settings_set_boolean (self->settings, "sort-descending", descending);
}

static void
sort (NsOutboxWindow *self, const char *id, gboolean descending)
{
  g_autofree char *copy = g_strdup (id);

  if (!find_sort (id, NULL))
    return;
  set_state (self, "sort-by", g_variant_new_string (copy));
  set_state (self, "sort-descending", g_variant_new_boolean (descending));
  ns_outbox_list_show_order (self->list, copy, descending);
  save_order (self, copy, descending);
  if (self->commands != NULL)
    ns_outbox_window_reload (self);
}

static void
sort_requested_cb (NsOutboxWindow *self, const char *id, gboolean descending)
{
  sort (self, id, descending);
}

static void
sort_by_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  sort (user_data, g_variant_get_string (state, NULL), get_boolean (user_data, "sort-descending"));
}

static void
sort_descending_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  g_autoptr (GVariant) id = g_action_group_get_action_state (G_ACTION_GROUP (user_data), "sort-by");

  sort (user_data, g_variant_get_string (id, NULL), g_variant_get_boolean (state));
}

static void
save_layout (NsOutboxWindow *self)
{
  g_auto (GStrv) layout = ns_outbox_list_dup_layout (self->list);

  if (self->settings != NULL)
    g_settings_set_strv (self->settings, "columns", (const char *const *) layout);
}

static void
layout_changed_cb (NsOutboxWindow *self)
{
  save_layout (self);
}

static void
show_column_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  const char *id = g_action_get_name (G_ACTION (action)) + strlen (COLUMN_ACTION);

  g_simple_action_set_state (action, state);
  ns_outbox_list_set_column_shown (self->list, id, g_variant_get_boolean (state));
  save_layout (self);
}

static void
add_column_action (NsOutboxWindow *self, const char *id)
{
  g_autofree char *name = g_strconcat (COLUMN_ACTION, id, NULL);
  GVariant *shown = g_variant_new_boolean (ns_outbox_list_is_column_shown (self->list, id));
  g_autoptr (GSimpleAction) action = g_simple_action_new_stateful (name, NULL, shown);

  g_signal_connect (action, "change-state", G_CALLBACK (show_column_cb), self);
  g_action_map_add_action (G_ACTION_MAP (self), G_ACTION (action));
}

static void
set_layout (NsOutboxWindow *self, const char *const *layout)
{
  ns_outbox_list_set_layout (self->list, layout);
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      const char *id = ns_outbox_list_get_column_id (i);
      g_autofree char *name = g_strconcat (COLUMN_ACTION, id, NULL);

      if (ns_outbox_list_may_hide_column (i))
        set_state (self, name, g_variant_new_boolean (ns_outbox_list_is_column_shown (self->list, id)));
    }
}

static void
reset_columns_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  static const char *const none[] = { NULL };
  NsOutboxWindow *self = user_data;

  set_layout (self, none);
  if (self->settings != NULL)
    g_settings_reset (self->settings, "columns");
}

static const GActionEntry action_entries[] = {
  { "sort-by", NULL, "s", "'queued'", sort_by_cb },
  { "sort-descending", NULL, NULL, "true", sort_descending_cb },
  { "reset-columns", reset_columns_cb },
};

static void
restore (NsOutboxWindow *self)
{
  g_auto (GStrv) layout = self->settings != NULL ? g_settings_get_strv (self->settings, "columns") : NULL;
  g_autofree char *id = self->settings != NULL ? g_settings_get_string (self->settings, "sort-by") : NULL;

  if (layout != NULL)
    set_layout (self, (const char *const *) layout);
  if (id != NULL && find_sort (id, NULL))
    sort (self, id, g_settings_get_boolean (self->settings, "sort-descending"));
  else
    ns_outbox_list_show_order (self->list, "queued", TRUE);
}

/**
 * ns_outbox_window_add_arrangement:
 * @self: a window that is being made
 *
 * Gives it the actions that arrange and sort the list, and arranges it as the user left it.
 */
void
ns_outbox_window_add_arrangement (NsOutboxWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    if (ns_outbox_list_may_hide_column (i))
      add_column_action (self, ns_outbox_list_get_column_id (i));
  self->settings = ns_view_settings_open ();
  restore (self);
  g_signal_connect_swapped (self->list, "sort-requested", G_CALLBACK (sort_requested_cb), self);
  g_signal_connect_swapped (self->list, "layout-changed", G_CALLBACK (layout_changed_cb), self);
}

static GMenuModel *
make_sort_menu (void)
{
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) direction = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      g_autofree char *action = g_strconcat ("win.sort-by::", ns_outbox_list_get_column_id (i), NULL);

      if (ns_outbox_list_get_column_sort (i, NULL))
        g_menu_append (columns, ns_outbox_list_get_column_title (i), action);
    }
  g_menu_append (direction, C_ ("menu", "_Descending"), "win.sort-descending");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (direction));
  return G_MENU_MODEL (menu);
}

/**
 * ns_outbox_window_make_column_menu:
 *
 * Returns: (transfer full): the menu of the headings: which columns are shown, and by which the list is sorted
 */
GMenuModel *
ns_outbox_window_make_column_menu (void)
{
  g_autoptr (GMenuModel) sorts = make_sort_menu ();
  g_autoptr (GMenu) columns = g_menu_new ();
  g_autoptr (GMenu) rest = g_menu_new ();
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < ns_outbox_list_get_n_columns (); i++)
    {
      g_autofree char *action = g_strconcat ("win." COLUMN_ACTION, ns_outbox_list_get_column_id (i), NULL);

      if (ns_outbox_list_may_hide_column (i))
        g_menu_append (columns, ns_outbox_list_get_column_title (i), action);
    }
  g_menu_append_submenu (rest, C_ ("menu", "_Sort By"), sorts);
  g_menu_append (rest, C_ ("menu", "_Reset Columns"), "win.reset-columns");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (columns));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (rest));
  return G_MENU_MODEL (menu);
}
