/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include <glib/gi18n-lib.h>

static GtkMenu *
make_header_menu (GtkWidget *button)
{
  g_autoptr (GMenuModel) model = ns_outbox_window_make_column_menu ();
  GtkMenu *menu = GTK_MENU (gtk_menu_new_from_model (model));

  gtk_menu_attach_to_widget (menu, button, NULL);
  g_signal_connect (menu, "selection-done", G_CALLBACK (gtk_menu_detach), NULL);
  return menu;
}

static gboolean
header_press_cb (GtkWidget *button, GdkEventButton *event)
{
  if (!gdk_event_triggers_context_menu ((GdkEvent *) event))
    return GDK_EVENT_PROPAGATE;
  gtk_menu_popup_at_pointer (make_header_menu (button), (GdkEvent *) event);
  return GDK_EVENT_STOP;
}

static gboolean
header_menu_cb (GtkWidget *button)
{
  gtk_menu_popup_at_widget (make_header_menu (button), button, GDK_GRAVITY_SOUTH_WEST, GDK_GRAVITY_NORTH_WEST, NULL);
  return TRUE;
}

/**
 * ns_outbox_window_add_column_menu:
 * @self: a window that belongs to an application
 *
 * Makes the menu of the columns appear on the headings, and puts it into the menu of the window.
 */
void
ns_outbox_window_add_column_menu (NsOutboxWindow *self)
{
  GtkApplication *application = gtk_window_get_application (GTK_WINDOW (self));
  GMenu *section = gtk_application_get_menu_by_id (application, "column-section");
  g_autoptr (GMenuModel) model = ns_outbox_window_make_column_menu ();
  g_autoptr (GList) columns = gtk_tree_view_get_columns (GTK_TREE_VIEW (self->list));

  g_menu_remove_all (section);
  g_menu_append_submenu (section, C_ ("menu", "_Columns"), model);
  for (GList *link = columns; link != NULL; link = link->next)
    {
      GtkWidget *button = gtk_tree_view_column_get_button (link->data);

      g_signal_connect (button, "button-press-event", G_CALLBACK (header_press_cb), NULL);
      g_signal_connect (button, "popup-menu", G_CALLBACK (header_menu_cb), NULL);
    }
}

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
