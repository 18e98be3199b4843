/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-actions.h"

#include "model/ns-duplicate.h"
#include "view/ns-account-dialog.h"
#include "view/ns-duplicate-dialog.h"
#include "view/ns-outbox-window-private.h"

/* Whether a command can do something is looked up for so many of the selected items; the command itself asks for
 * all. */
#define ASKED_ITEMS 64

static const struct
{
  const char *action;
  const char *accels[4];
} accels[] = {
  { "win.back", { "<Alt>Left", "Escape", "Back" } },
  { "win.add-files", { "<Primary>o" } },
  { "win.save-as", { "<Primary>s" } },
  { "win.open-window", { "<Primary>Return" } },
  { "win.show-pane", { "F8" } },
  { "win.delete", { "Delete" } },
  { "win.resend", { "<Primary>r" } },
  { "win.undo", { "<Primary>z" } },
  { "win.search", { "<Primary>f" } },
  { "win.send-receive", { "F5", "F9" } },
  { "win.show-history", { "<Primary>h" } },
  { "win.show-help-overlay", { "<Primary>question", "<Primary>F1" } },
  { "app.quit", { "<Primary>q" } },
};

static void
apply_to_selection (NsOutboxWindow *self, NsEvent event, guint states)
{
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands != NULL && ids->len > 0)
    ns_outbox_commands_apply_to (self->commands, (const gint64 *) (gpointer) ids->data, ids->len, event, states);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands != NULL && ids->len > 0)
    ns_outbox_window_show_item (self, g_array_index (ids, gint64, 0));
}

static void
resend_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_selection (user_data, NS_EVENT_RESEND, 1u << NS_STATE_ERROR);
}

/* What may have been delivered is sent again only by who says so. */
static void
resend_anyway_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_selection (user_data, NS_EVENT_RESEND, 1u << NS_STATE_UNCERTAIN);
}

static void
arrived_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_selection (user_data, NS_EVENT_ARRIVED, 1u << NS_STATE_UNCERTAIN);
}

static void
put_back_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  g_autoptr (GPtrArray) items = ns_outbox_list_dup_selected_items (self->list, ASKED_ITEMS);

  if (self->commands != NULL)
    ns_outbox_commands_put_back (self->commands, items);
}

static void
hold_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_selection (user_data, NS_EVENT_HOLD, 0);
}

static void
release_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_selection (user_data, NS_EVENT_RELEASE, 0);
}

static void
delete_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  g_autoptr (GArray) ids = ns_outbox_list_dup_selected_ids (self->list);

  if (self->commands != NULL && ids->len > 0)
    ns_outbox_commands_delete (self->commands, (const gint64 *) (gpointer) ids->data, ids->len);
}

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  if (self->commands != NULL)
    ns_outbox_commands_undo (self->commands, 0);
}

/* What a toast told of, which need not be the last act any more. */
static void
undo_act_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  if (self->commands != NULL)
    ns_outbox_commands_undo (self->commands, g_variant_get_int64 (parameter));
}

static void
send_receive_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  if (self->commands != NULL)
    ns_outbox_commands_cycle (self->commands);
}

static void
show_problem_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  NsOutboxWindow *self = user_data;
  GPtrArray *problems = self->overview != NULL ? ns_overview_get_problems (self->overview) : NULL;

  if (problems == NULL || problems->len == 0)
    return;
  ns_outbox_window_clear_search (self);
  if (self->history)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "show-history", g_variant_new_boolean (FALSE));
  ns_fold_set_detailed (self->fold, FALSE);
  ns_outbox_window_select_item (self, ((const NsItem *) g_ptr_array_index (problems, 0))->id);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
show_duplicates_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_outbox_window_show_duplicates (user_data);
}

static void
account_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  ns_outbox_window_show_account (user_data);
}

static void
show_history_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  if (self->commands == NULL)
    return;
  g_simple_action_set_state (action, state);
  ns_outbox_window_show_history (self, g_variant_get_boolean (state));
}

static const GActionEntry action_entries[] = {
  { "open", open_cb },
  { "resend", resend_cb },
  { "resend-anyway", resend_anyway_cb },
  { "arrived", arrived_cb },
  { "put-back", put_back_cb },
  { "hold", hold_cb },
  { "release", release_cb },
  { "delete", delete_cb },
  { "undo", undo_cb },
  { "undo-act", undo_act_cb, "x" },
  { "send-receive", send_receive_cb },
  { "show-problem", show_problem_cb },
  { "show-duplicates", show_duplicates_cb },
  { "account", account_cb },
  { "show-history", NULL, NULL, "false", show_history_cb },
};

static void
enable (NsOutboxWindow *self, const char *name, gboolean enabled)
{
  GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self), name);

  g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
}

static gboolean
any_is_in (GPtrArray *items, guint states)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      if (item->deleted_at == 0 && (states >> item->state & 1) != 0)
        return TRUE;
    }
  return FALSE;
}

static gboolean
any_may_be_put_back (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    if (ns_outbox_commands_may_put_back (g_ptr_array_index (items, i)))
      return TRUE;
  return FALSE;
}

/**
 * ns_outbox_window_update_actions:
 * @self: the window
 *
 * Enables the actions that can do something now.
 */
void
ns_outbox_window_update_actions (NsOutboxWindow *self)
{
  g_autoptr (GPtrArray) items = ns_outbox_list_dup_selected_items (self->list, ASKED_ITEMS);
  const gboolean account = self->overview != NULL && ns_overview_get_account (self->overview) != NULL;

  enable (self, "add-files", self->commands != NULL);
  enable (self, "copy", items->len > 0);
  enable (self, "copy-details", items->len == 1);
  enable (self, "save-as", items->len == 1);
  enable (self, "open", items->len == 1);
  enable (self, "open-window", items->len == 1);
  enable (self, "resend", any_is_in (items, 1u << NS_STATE_ERROR));
  enable (self, "resend-anyway", any_is_in (items, 1u << NS_STATE_UNCERTAIN));
  enable (self, "arrived", any_is_in (items, 1u << NS_STATE_UNCERTAIN));
  enable (self, "hold", any_is_in (items, 1u << NS_STATE_PENDING));
  enable (self, "release", any_is_in (items, 1u << NS_STATE_HELD));
  enable (self, "delete", any_is_in (items, ~(1u << NS_STATE_SENDING)));
  enable (self, "put-back", any_may_be_put_back (items));
  enable (self, "undo", self->commands != NULL && ns_outbox_commands_can_undo (self->commands));
  enable (self, "account", self->overview != NULL && ns_overview_is_loaded (self->overview));
  enable (self, "send-receive", account && !ns_engine_is_busy (ns_outbox_window_get_engine (self)));
}

/**
 * ns_outbox_window_show_account:
 * @self: the window
 *
 * Shows the account, or sets one up where there is none.
 *
 * Returns: (transfer none) (nullable): the dialog; %NULL as long as nobody knows whether there is an account
 */
GtkWindow *
ns_outbox_window_show_account (NsOutboxWindow *self)
{
  GtkWindow *dialog;

  if (self->overview == NULL || !ns_overview_is_loaded (self->overview))
    return NULL;
  dialog = GTK_WINDOW (ns_account_dialog_new (GTK_WINDOW (self), self->commands, self->overview));
  gtk_window_present (dialog);
  return dialog;
}

/**
 * ns_outbox_window_show_duplicates:
 * @self: the window
 *
 * Shows the copies of what exists more than once on the server.
 *
 * Returns: (transfer none) (nullable): the dialog, where something is to be decided
 */
GtkWindow *
ns_outbox_window_show_duplicates (NsOutboxWindow *self)
{
  GtkWindow *dialog;

  if (self->overview == NULL || ns_duplicate_count_open (ns_overview_get_duplicates (self->overview)) == 0)
    return NULL;
  dialog = GTK_WINDOW (ns_duplicate_dialog_new (GTK_WINDOW (self), self->commands, self->overview));
  gtk_window_present (dialog);
  return dialog;
}

/* A screen reader activates a row without having selected it, and the pane shows what is selected. */
static void
row_activated_cb (GtkTreeView *view, GtkTreePath *path, GtkTreeViewColumn *column, NsOutboxWindow *self)
{
  GtkTreeIter iter;

  if (!gtk_tree_selection_path_is_selected (gtk_tree_view_get_selection (view), path))
    gtk_tree_view_set_cursor (view, path, NULL, FALSE);
  if (gtk_tree_model_get_iter (gtk_tree_view_get_model (view), &iter, path))
    ns_outbox_window_show_item (self, ns_outbox_model_get_id (ns_outbox_list_get_model (self->list), &iter));
}

/**
 * ns_outbox_window_add_actions:
 * @self: a window that is being made
 *
 * Gives it the actions of the group `win`.
 */
void
ns_outbox_window_add_actions (NsOutboxWindow *self)
{
  g_action_map_add_action_entries (G_ACTION_MAP (self), action_entries, G_N_ELEMENTS (action_entries), self);
  g_signal_connect (self->list, "row-activated", G_CALLBACK (row_activated_cb), self);
  g_signal_connect_swapped (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->list)), "changed",
                            G_CALLBACK (ns_outbox_window_update_actions), self);
  g_signal_connect_swapped (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->list)), "changed",
                            G_CALLBACK (ns_outbox_window_update_selection), self);
  ns_outbox_window_update_actions (self);
}

/**
 * ns_outbox_actions_install_accels:
 * @application: the program
 *
 * Gives the actions their keys.
 */
void
ns_outbox_actions_install_accels (GtkApplication *application)
{
  for (gsize i = 0; i < G_N_ELEMENTS (accels); i++)
    gtk_application_set_accels_for_action (application, accels[i].action, accels[i].accels);
}
