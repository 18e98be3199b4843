/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-filters.h"

/* It belongs to the action's state, until that is another one. */
static const char *
get_filter (NsOutboxWindow *self)
{
  g_autoptr (GVariant) state = g_action_group_get_action_state (G_ACTION_GROUP (self), "filter");
  const char *nick = g_variant_get_string (state, NULL);

  return ns_filters_find (nick, NULL) ? nick : NS_FILTER_ALL;
}

/**
 * ns_outbox_window_is_filtered:
 * @self: the window
 *
 * Returns: whether a text or a filter keeps something out of the list
 */
gboolean
ns_outbox_window_is_filtered (NsOutboxWindow *self)
{
  return *ns_outbox_browser_get_text (self->browser) != '\0' || !g_str_equal (get_filter (self), NS_FILTER_ALL);
}

/**
 * ns_outbox_window_get_filter:
 * @self: the window
 * @filter: (out): what is to be listed; its text is the search entry's own
 *
 * Puts together what the user wants to see.
 */
void
ns_outbox_window_get_filter (NsOutboxWindow *self, NsFilter *filter)
{
  const char *text = ns_outbox_browser_get_text (self->browser);

  *filter = (NsFilter) { .history = self->history, .text = *text != '\0' ? text : NULL };
  ns_filters_apply (get_filter (self), filter);
  ns_outbox_window_get_order (self, filter);
}

static void
reload (NsOutboxWindow *self)
{
  if (self->commands != NULL)
    ns_outbox_window_reload (self);
}

static void
set_filter (NsOutboxWindow *self, const char *nick)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), "filter");
  guint index;

  if (g_str_equal (get_filter (self), nick))
    return;
  g_simple_action_set_state (G_SIMPLE_ACTION (action), g_variant_new_string (nick));
  ns_outbox_browser_set_filter (self->browser, nick);
  /* What has left the outbox neither waits nor needs anybody. */
  if (self->history && ns_filters_find (nick, &index) && ns_filters_is_by_state (index))
    g_action_group_change_action_state (G_ACTION_GROUP (self), "show-history", g_variant_new_boolean (FALSE));
  else
    reload (self);
}

/* The filter that is on goes off when it is chosen again. */
static void
filter_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const char *nick = g_variant_get_string (parameter, NULL);

  set_filter (user_data, g_str_equal (get_filter (user_data), nick) ? NS_FILTER_ALL : nick);
}

static void
change_filter_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  set_filter (user_data, g_variant_get_string (state, NULL));
}

/**
 * ns_outbox_window_clear_search:
 * @self: the window
 *
 * Lists everything again.
 */
void
ns_outbox_window_clear_search (NsOutboxWindow *self)
{
  ns_outbox_browser_end_search (self->browser);
  set_filter (self, NS_FILTER_ALL);
  if (gtk_widget_get_mapped (GTK_WIDGET (self->list)))
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

/**
 * ns_outbox_window_search:
 * @self: a window with a session
 * @text: what to look for
 *
 * Opens the search bar and looks for a text, as if it was typed.
 */
void
ns_outbox_window_search (NsOutboxWindow *self, const char *text)
{
  ns_outbox_browser_search (self->browser, text);
  ns_outbox_window_update_settled (self);
}

static void
clear_search_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_outbox_window_clear_search (user_data);
}

static const GActionEntry action_entries[] = {
  { "filter", filter_cb, "s", "'" NS_FILTER_ALL "'", change_filter_cb },
  { "clear-search", clear_search_cb },
};

static gboolean
is_editing (NsOutboxWindow *self)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  return GTK_IS_EDITABLE (focus) || GTK_IS_TEXT_VIEW (focus);
}

/* Typing searches, Escape shows everything again, wherever in the window. */
static gboolean
key_press_cb (NsOutboxWindow *self, GdkEventKey *event)
{
  const gboolean plain = (event->state & gtk_accelerator_get_default_mod_mask ()) == 0;

  if (event->keyval == GDK_KEY_Escape && plain && ns_outbox_window_is_filtered (self))
    {
      ns_outbox_window_clear_search (self);
      return GDK_EVENT_STOP;
    }
  if (self->commands == NULL || is_editing (self))
    return GDK_EVENT_PROPAGATE;
  return ns_outbox_browser_handle_key (self->browser, (GdkEvent *) event);
}

/**
 * ns_outbox_window_add_search:
 * @self: a window that is being made
 *
 * Gives it the actions `search`, `filter` and `clear-search`, and their keys.
 */
void
ns_outbox_window_add_search (NsOutboxWindow *self)
{
  g_autoptr (GAction) search = ns_outbox_browser_create_search_action (self->browser);

  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  g_action_map_add_action (G_ACTION_MAP (self), search);
  g_signal_connect_swapped (self->browser, "search-changed", G_CALLBACK (reload), self);
  g_signal_connect (self, "key-press-event", G_CALLBACK (key_press_cb), NULL);
}
