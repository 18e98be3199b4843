/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

static GtkMenu *
make_menu (NsOutboxWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GMenu *model = gtk_application_get_menu_by_id (application, "item-menu");
  GtkMenu *menu = GTK_MENU (gtk_menu_new_from_model (G_MENU_MODEL (model)));

  gtk_menu_attach_to_widget (menu, GTK_WIDGET (self->list), NULL);
  g_signal_connect (menu, "selection-done", G_CALLBACK (gtk_menu_detach), NULL);
  return menu;
}

/* The menu is about the row under the pointer, unless that row is part of a larger selection. */
static gboolean
button_press_cb (GtkWidget *widget, GdkEventButton *event, NsOutboxWindow *self)
{
  GtkTreeView *view = GTK_TREE_VIEW (widget);
  GtkTreeSelection *selection = gtk_tree_view_get_selection (view);
  g_autoptr (GtkTreePath) path = NULL;

  if (!gdk_event_triggers_context_menu ((GdkEvent *) event) || event->window != gtk_tree_view_get_bin_window (view))
    return GDK_EVENT_PROPAGATE;
  if (!gtk_tree_view_get_path_at_pos (view, (int) event->x, (int) event->y, &path, NULL, NULL, NULL))
    return GDK_EVENT_PROPAGATE;

  if (!gtk_tree_selection_path_is_selected (selection, path))
    gtk_tree_view_set_cursor (view, path, NULL, FALSE);
  gtk_menu_popup_at_pointer (make_menu (self), (GdkEvent *) event);
  return GDK_EVENT_STOP;
}

static gboolean
popup_menu_cb (GtkWidget *widget, NsOutboxWindow *self)
{
  GtkTreeView *view = GTK_TREE_VIEW (widget);
  g_autoptr (GtkTreePath) path = NULL;
  GdkRectangle area;

  gtk_tree_view_get_cursor (view, &path, NULL);
  if (path == NULL)
    return FALSE;

  gtk_tree_view_get_cell_area (view, path, gtk_tree_view_get_column (view, 1), &area);
  gtk_tree_view_convert_bin_window_to_widget_coords (view, area.x, area.y, &area.x, &area.y);
  gtk_menu_popup_at_rect (make_menu (self), gtk_widget_get_window (widget), &area, GDK_GRAVITY_SOUTH_WEST,
                          GDK_GRAVITY_NORTH_WEST, NULL);
  return TRUE;
}

/**
 * ns_outbox_window_add_context_menu:
 * @self: a window that belongs to an application
 *
 * Makes the item menu appear by the right button, the Menu key and Shift+F10.
 */
void
ns_outbox_window_add_context_menu (NsOutboxWindow *self)
{
  g_signal_connect (self->list, "button-press-event", G_CALLBACK (button_press_cb), self);
  g_signal_connect (self->list, "popup-menu", G_CALLBACK (popup_menu_cb), self);
}
