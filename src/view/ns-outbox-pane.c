/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The window's two halves: the list, and the item beside it, or in its place where the window is narrow. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-text-scale.h"

#include <glib/gi18n-lib.h>

/* Below this width, in pixels, the header bar has no room for words on its buttons, nor for more than the first part of
 * the health sentence. */
#define ROOMY_HEADER 620

static gboolean
shows_pane (NsOutboxWindow *self)
{
  return ns_fold_is_folded (self->fold) ? ns_fold_is_detailed (self->fold)
                                        : gtk_widget_get_visible (GTK_WIDGET (self->pane));
}

/* Reads nothing for a pane that nobody sees. */
static void
fill_pane (NsOutboxWindow *self)
{
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands == NULL || !shows_pane (self))
    return;
  if (ids->len == 1)
    ns_item_pane_show_item (self->pane, g_array_index (ids, gint64, 0));
  else if (!ns_fold_is_folded (self->fold))
    ns_item_pane_show_count (self->pane, ids->len);
}

/**
 * ns_outbox_window_is_item_only:
 * @self: the window
 *
 * Returns: whether an item stands in place of the list
 */
gboolean
ns_outbox_window_is_item_only (NsOutboxWindow *self)
{
  return ns_fold_is_folded (self->fold) && ns_fold_is_detailed (self->fold);
}

/**
 * ns_outbox_window_update_title:
 * @self: the window
 *
 * Says in the header bar what the window shows.
 */
void
ns_outbox_window_update_title (NsOutboxWindow *self)
{
  const NsItem *item = ns_outbox_window_is_item_only (self) ? ns_item_pane_get_item (self->pane) : NULL;
  const char *title = self->history ? _("History") : _("Outbox");

  if (item != NULL)
    title = ns_kind_label (item->kind);
  gtk_window_set_title (GTK_WINDOW (self), title);
  ns_health_bar_set_title (self->health, title);
}

/**
 * ns_outbox_window_update_halves:
 * @self: the window
 *
 * Shows what there is room for, and the way back where the window does not show the outbox itself.
 */
void
ns_outbox_window_update_halves (NsOutboxWindow *self)
{
  const gboolean is_list = g_strcmp0 (gtk_stack_get_visible_child_name (self->pages), "list") == 0;
  const gboolean is_item_only = ns_outbox_window_is_item_only (self);
  GAction *back = g_action_map_lookup_action (G_ACTION_MAP (self), "back");

  ns_fold_set_split (self->fold, is_list && self->pane_wanted);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (back), is_item_only || self->history);
  gtk_widget_set_visible (self->back, is_item_only || self->history);
  gtk_widget_set_visible (GTK_WIDGET (self->send_receive), !is_item_only);
  fill_pane (self);
  ns_outbox_window_update_title (self);
}

static void
back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  if (ns_outbox_window_is_item_only (self))
    ns_fold_set_detailed (self->fold, FALSE);
  else if (self->history)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "show-history", g_variant_new_boolean (FALSE));
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
gone_cb (NsOutboxWindow *self)
{
  if (ns_outbox_window_is_item_only (self))
    g_action_group_activate_action (G_ACTION_GROUP (self), "back", NULL);
}

static void
show_pane_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  g_simple_action_set_state (action, state);
  self->pane_wanted = g_variant_get_boolean (state);
  ns_outbox_window_update_halves (self);
}

static void
open_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands != NULL && ids->len == 1)
    ns_outbox_window_open_item (self, g_array_index (ids, gint64, 0));
}

static const GActionEntry action_entries[] = {
  { "back", back_cb },
  { "open-window", open_window_cb },
  { "show-pane", NULL, NULL, "true", show_pane_cb },
};

static void
focus_pane (NsOutboxWindow *self)
{
  self->focuses_pane = FALSE;
  ns_item_pane_focus (self->pane);
}

static void
settled_cb (NsOutboxWindow *self)
{
  if (self->focuses_pane && ns_item_pane_is_settled (self->pane))
    focus_pane (self);
  ns_outbox_window_update_title (self);
  ns_outbox_window_update_settled (self);
}

static gboolean
is_roomy_header (NsOutboxWindow *self, int width)
{
  return width >= ns_text_scale_pixels (GTK_WIDGET (self->header), ROOMY_HEADER);
}

/* The symbol alone says what the button does where there is no room for its words. */
static gboolean
fit_header_cb (gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  const gboolean is_roomy = is_roomy_header (self, gtk_widget_get_allocated_width (GTK_WIDGET (self->header)));

  gtk_widget_set_visible (self->send_receive_text, is_roomy);
  gtk_widget_set_visible (self->send_receive_icon, !is_roomy);
  ns_health_bar_set_narrow (self->health, !is_roomy);
  return G_SOURCE_REMOVE;
}

/* What is shown while its place is being given would get none; the next frame is not drawn before. */
static void
allocated_cb (GtkWidget *widget, GtkAllocation *allocation, NsOutboxWindow *self)
{
  if (gtk_widget_get_visible (self->send_receive_text) != is_roomy_header (self, allocation->width))
    g_idle_add_full (G_PRIORITY_HIGH_IDLE, fit_header_cb, g_object_ref (self), g_object_unref);
}

/**
 * ns_outbox_window_show_item:
 * @self: a window with a session
 * @id: an item
 *
 * Shows an item beside the list, or in its place where the window is narrow, and moves the focus there.
 */
void
ns_outbox_window_show_item (NsOutboxWindow *self, gint64 id)
{
  if (!ns_fold_is_folded (self->fold) && !self->pane_wanted)
    {
      ns_outbox_window_open_item (self, id);
      return;
    }
  ns_item_pane_show_item (self->pane, id);
  ns_fold_set_detailed (self->fold, TRUE);
  self->focuses_pane = TRUE;
  if (ns_item_pane_is_settled (self->pane))
    focus_pane (self);
}

/**
 * ns_outbox_window_add_pane:
 * @self: a window that is being made
 *
 * Makes its two halves follow each other, and gives it the actions that turn from one to the other.
 */
void
ns_outbox_window_add_pane (NsOutboxWindow *self)
{
  self->pane_wanted = TRUE;
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect_swapped (self->fold, "notify::folded", G_CALLBACK (ns_outbox_window_update_halves), self);
  g_signal_connect_swapped (self->fold, "notify::detailed", G_CALLBACK (ns_outbox_window_update_halves), self);
  g_signal_connect_swapped (self->pages, "notify::visible-child", G_CALLBACK (ns_outbox_window_update_halves), self);
  g_signal_connect_swapped (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->list)), "changed",
                            G_CALLBACK (fill_pane), self);
  g_signal_connect_object (self->pane, "notify::settled", G_CALLBACK (settled_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->pane, "gone", G_CALLBACK (gone_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->header, "size-allocate", G_CALLBACK (allocated_cb), self, 0);
  ns_outbox_window_update_halves (self);
}
