/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-accessible-id.h"

#include <glib/gi18n-lib.h>

enum
{
  PROP_SETTLED = 1,
  PROP_PANE_POSITION,
  PROP_PANE_WANTED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE (NsOutboxWindow, ns_outbox_window, GTK_TYPE_APPLICATION_WINDOW)

static gboolean
compute_settled (NsOutboxWindow *self)
{
  if (self->commands == NULL)
    return self->failed;
  return self->progress_text == NULL && !ns_engine_is_busy (ns_outbox_window_get_engine (self))
         && ns_overview_is_settled (self->overview) && ns_outbox_model_is_settled (self->model)
         && !ns_outbox_commands_is_busy (self->commands) && self->counting == NULL && self->n_filing == 0
         && !ns_outbox_browser_is_typing (self->browser)
         && ns_item_pane_is_settled (self->pane) && (self->dialog == NULL || ns_item_dialog_is_settled (self->dialog));
}

/**
 * ns_outbox_window_update_settled:
 * @self: the window
 *
 * Tells whether it shows everything now.
 */
void
ns_outbox_window_update_settled (NsOutboxWindow *self)
{
  const gboolean settled = compute_settled (self);

  if (self->settled == settled)
    return;
  self->settled = settled;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

/**
 * ns_outbox_window_take_selection:
 * @self: the window
 *
 * Selects what was asked for, if the list has it by now.
 */
void
ns_outbox_window_take_selection (NsOutboxWindow *self)
{
  if (self->select_ids == NULL || !ns_outbox_list_select (self->list, g_array_index (self->select_ids, gint64, 0)))
    return;
  for (guint i = 1; i < self->select_ids->len; i++)
    ns_outbox_list_select_also (self->list, g_array_index (self->select_ids, gint64, i));
  g_clear_pointer (&self->select_ids, g_array_unref);
}

static void
ns_outbox_window_dispose (GObject *object)
{
  NsOutboxWindow *self = NS_OUTBOX_WINDOW (object);

  if (self->dialog != NULL)
    gtk_widget_destroy (GTK_WIDGET (self->dialog));
  ns_outbox_window_drop_session (self);
  ns_outbox_window_end_drag (self);
  g_clear_pointer (&self->progress_text, g_free);
  g_clear_object (&self->settings);
  g_clear_pointer (&self->select_ids, g_array_unref);
  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  G_OBJECT_CLASS (ns_outbox_window_parent_class)->dispose (object);
}

static void
ns_outbox_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NsOutboxWindow *self = NS_OUTBOX_WINDOW (object);

  switch (id)
    {
    case PROP_SETTLED:
      g_value_set_boolean (value, self->settled);
      break;
    case PROP_PANE_POSITION:
      g_value_set_int (value, gtk_paned_get_position (GTK_PANED (self->fold)));
      break;
    case PROP_PANE_WANTED:
      g_value_set_boolean (value, self->pane_wanted);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
ns_outbox_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  NsOutboxWindow *self = NS_OUTBOX_WINDOW (object);

  if (id == PROP_PANE_WANTED)
    g_action_group_change_action_state (G_ACTION_GROUP (self), "show-pane",
                                        g_variant_new_boolean (g_value_get_boolean (value)));
  else if (id == PROP_PANE_POSITION && g_value_get_int (value) > 0)
    gtk_paned_set_position (GTK_PANED (self->fold), g_value_get_int (value));
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/notifysync/Outbox/ns-outbox-window.ui");
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, header);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, health);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, menu_button);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, back);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, send_receive);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, send_receive_icon);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, send_receive_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, spinner);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, loading_spinner);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, notice_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, account_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, account_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, account_show);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, problem_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, problem_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, problem_show);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, duplicate_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, duplicate_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, files_bar);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, files_text);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, browser);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, error_page);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, fold);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, pane);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, progress);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, NsOutboxWindow, toast);
}

static void
ns_outbox_window_class_init (NsOutboxWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ns_outbox_window_get_property;
  object_class->set_property = ns_outbox_window_set_property;
  object_class->dispose = ns_outbox_window_dispose;
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  props[PROP_PANE_POSITION] = g_param_spec_int ("pane-position", NULL, NULL, 0, G_MAXINT, 0,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  props[PROP_PANE_WANTED] = g_param_spec_boolean ("pane-wanted", NULL, NULL, TRUE,
                                                  G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, props);

  g_type_ensure (NS_TYPE_FOLD);
  g_type_ensure (NS_TYPE_HEALTH_BAR);
  g_type_ensure (NS_TYPE_ITEM_PANE);
  g_type_ensure (NS_TYPE_OUTBOX_BROWSER);
  g_type_ensure (NS_TYPE_STATUS_PAGE);
  g_type_ensure (NS_TYPE_TOAST);
  bind_children (GTK_WIDGET_CLASS (klass));
}

static void
ns_outbox_window_init (NsOutboxWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  ns_accessible_id_init_template (self);
  self->list = ns_outbox_browser_get_list (self->browser);
  ns_outbox_window_add_pane (self);
  ns_outbox_window_add_file_actions (self);
  ns_outbox_window_add_actions (self);
  ns_outbox_window_add_search (self);
  ns_outbox_window_add_arrangement (self);
  g_object_set (self->loading_spinner, "active", TRUE, NULL);
}

/**
 * ns_outbox_window_new:
 * @application: the program
 *
 * Returns: (transfer none): the window on its loading page; it belongs to @application
 */
NsOutboxWindow *
ns_outbox_window_new (GtkApplication *application)
{
  NsOutboxWindow *self = g_object_new (NS_TYPE_OUTBOX_WINDOW, "application", application, NULL);

  ns_outbox_window_add_column_menu (self);
  gtk_menu_button_set_menu_model (self->menu_button,
                                  G_MENU_MODEL (gtk_application_get_menu_by_id (application, "primary-menu")));
  ns_outbox_window_add_context_menu (self);
  return self;
}

/**
 * ns_outbox_window_get_store:
 * @self: a window with a session
 *
 * Returns: (transfer none): the store that it shows
 */
NsStore *
ns_outbox_window_get_store (NsOutboxWindow *self)
{
  return ns_outbox_commands_get_store (self->commands);
}

/**
 * ns_outbox_window_get_engine:
 * @self: a window with a session
 *
 * Returns: (transfer none): the engine that it shows
 */
NsEngine *
ns_outbox_window_get_engine (NsOutboxWindow *self)
{
  return ns_outbox_commands_get_engine (self->commands);
}

/**
 * ns_outbox_window_show_error:
 * @self: the window
 * @text: what the user can do about it
 *
 * Shows that the outbox cannot be opened.
 */
void
ns_outbox_window_show_error (NsOutboxWindow *self, const char *text)
{
  ns_status_page_set_text (self->error_page, _("The outbox cannot be opened"), text);
  gtk_stack_set_visible_child_name (self->pages, "error");
  self->failed = TRUE;
  ns_outbox_window_update_settled (self);
}

/**
 * ns_outbox_window_refresh:
 * @self: a window with a session
 *
 * Reads everything again, without waiting for the store to tell of a change.
 */
void
ns_outbox_window_refresh (NsOutboxWindow *self)
{
  ns_overview_refresh (self->overview);
  ns_outbox_model_refresh (self->model);
}

/**
 * ns_outbox_window_select_item:
 * @self: the window
 * @id: an item
 *
 * Selects an item, now or as soon as the list has it.
 */
void
ns_outbox_window_select_item (NsOutboxWindow *self, gint64 id)
{
  ns_outbox_window_select_items (self, &id, 1);
}

/**
 * ns_outbox_window_select_items:
 * @self: the window
 * @ids: items
 * @n_ids: how many there are; not 0
 *
 * Selects several items, now or as soon as the list has the first of them. One that it does not have is left out.
 */
void
ns_outbox_window_select_items (NsOutboxWindow *self, const gint64 *ids, guint n_ids)
{
  g_clear_pointer (&self->select_ids, g_array_unref);
  self->select_ids = g_array_append_vals (g_array_new (FALSE, FALSE, sizeof (gint64)), ids, n_ids);
  ns_outbox_window_take_selection (self);
}

static void
dialog_gone_cb (gpointer user_data, GObject *dialog)
{
  NsOutboxWindow *self = user_data;

  self->dialog = NULL;
  ns_outbox_window_update_settled (self);
}

/**
 * ns_outbox_window_open_item:
 * @self: a window with a session
 * @id: an item
 *
 * Shows the item's dialog, in place of the one before.
 *
 * Returns: (transfer none): the dialog
 */
GtkWindow *
ns_outbox_window_open_item (NsOutboxWindow *self, gint64 id)
{
  if (self->dialog != NULL && ns_item_dialog_get_id (self->dialog) != id)
    gtk_widget_destroy (GTK_WIDGET (self->dialog));

  if (self->dialog == NULL)
    {
      self->dialog = NS_ITEM_DIALOG (ns_item_dialog_new (GTK_WINDOW (self), self->commands, id));
      g_object_weak_ref (G_OBJECT (self->dialog), dialog_gone_cb, self);
      g_signal_connect_object (self->dialog, "notify::settled", G_CALLBACK (ns_outbox_window_update_settled), self,
                               G_CONNECT_SWAPPED);
    }
  else
    {
      gtk_window_present (GTK_WINDOW (self->dialog));
    }
  ns_outbox_window_update_settled (self);
  return GTK_WINDOW (self->dialog);
}

/**
 * ns_outbox_window_is_settled:
 * @self: the window
 *
 * Returns: whether it shows what the store holds and no cycle runs
 */
gboolean
ns_outbox_window_is_settled (NsOutboxWindow *self)
{
  return self->settled;
}
