/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-test-input.h"

/* What lies under the pointer is drawn lighter, and where the pointer is nobody knows (design 8). Menus and drags
 * cannot do without. */
static gboolean
is_hover (const GdkEvent *event)
{
  const GdkModifierType buttons = GDK_BUTTON1_MASK | GDK_BUTTON2_MASK | GDK_BUTTON3_MASK;
  GdkModifierType state = 0;

  if (event->type != GDK_MOTION_NOTIFY && event->type != GDK_ENTER_NOTIFY && event->type != GDK_LEAVE_NOTIFY)
    return FALSE;
  gdk_event_get_state (event, &state);
  return (state & buttons) == 0 && !GTK_IS_MENU_SHELL (gtk_grab_get_current ());
}

/* A window manager gives the focus when it likes, and without one nobody does. */
static void
filter_cb (GdkEvent *event, gpointer user_data)
{
  if (is_hover (event) || (event->type == GDK_FOCUS_CHANGE && !event->focus_change.send_event))
    return;
  if (event->type == GDK_WINDOW_STATE)
    event->window_state.changed_mask &= ~GDK_WINDOW_STATE_FOCUSED;
  gtk_main_do_event (event);
}

static void
send_focus (GtkWidget *window, gboolean in)
{
  GdkEvent *event = gdk_event_new (GDK_FOCUS_CHANGE);

  event->focus_change.window = g_object_ref (gtk_widget_get_window (window));
  event->focus_change.send_event = TRUE;
  event->focus_change.in = in;
  gtk_widget_event (window, event);
  gdk_event_free (event);
}

static gboolean
is_main_window (GtkWidget *widget)
{
  return GTK_IS_WINDOW (widget) && gtk_widget_is_toplevel (widget)
         && gtk_window_get_window_type (GTK_WINDOW (widget)) == GTK_WINDOW_TOPLEVEL;
}

/* The window that came last has the focus. */
static gboolean
map_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *window = g_value_get_object (&values[0]);
  GList *toplevels;

  if (!is_main_window (window))
    return TRUE;
  toplevels = gtk_window_list_toplevels ();
  for (GList *link = toplevels; link != NULL; link = link->next)
    if (link->data != window && is_main_window (link->data) && gtk_window_is_active (link->data))
      send_focus (link->data, FALSE);
  g_list_free (toplevels);
  gtk_widget_unset_state_flags (window, GTK_STATE_FLAG_BACKDROP);
  send_focus (window, TRUE);
  return TRUE;
}

/* When it goes, the one below has it again. */
static gboolean
unmap_cb (GSignalInvocationHint *hint, guint n_values, const GValue *values, gpointer user_data)
{
  GtkWidget *window = g_value_get_object (&values[0]);
  GtkWindow *parent = is_main_window (window) ? gtk_window_get_transient_for (GTK_WINDOW (window)) : NULL;

  if (parent != NULL && gtk_widget_get_mapped (GTK_WIDGET (parent)))
    send_focus (GTK_WIDGET (parent), TRUE);
  return TRUE;
}

/**
 * ns_test_input_pin:
 *
 * Makes what the windows show independent of where the pointer is and of who has the focus, for the rest of the
 * program. Keys, buttons and what assistive technologies do work as ever.
 */
void
ns_test_input_pin (void)
{
  g_autoptr (GTypeClass) klass = g_type_class_ref (GTK_TYPE_WIDGET);

  gdk_event_handler_set (filter_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("map", GTK_TYPE_WIDGET), 0, map_cb, NULL, NULL);
  g_signal_add_emission_hook (g_signal_lookup ("unmap", GTK_TYPE_WIDGET), 0, unmap_cb, NULL, NULL);
}
