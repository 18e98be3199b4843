/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Files that are dropped on the window. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

/* What was dragged out of a window of this program would only come back as a second copy of the same item. */
static gboolean
takes (NsOutboxWindow *self, GdkDragContext *context)
{
  GtkWidget *source = gtk_drag_get_source_widget (context);

  return self->commands != NULL && !NS_IS_OUTBOX_LIST (source)
         && gtk_drag_dest_find_target (GTK_WIDGET (self), context, NULL) != GDK_NONE;
}

static gboolean
motion_cb (NsOutboxWindow *self, GdkDragContext *context, int x, int y, guint time)
{
  const gboolean taken = takes (self, context);

  gtk_widget_set_visible (self->drop_hint, taken);
  gdk_drag_status (context, taken ? GDK_ACTION_COPY : 0, time);
  return taken;
}

static void
leave_cb (NsOutboxWindow *self, GdkDragContext *context, guint time)
{
  gtk_widget_hide (self->drop_hint);
}

static gboolean
drop_cb (NsOutboxWindow *self, GdkDragContext *context, int x, int y, guint time)
{
  if (!takes (self, context))
    return FALSE;
  gtk_drag_get_data (GTK_WIDGET (self), context, gtk_drag_dest_find_target (GTK_WIDGET (self), context, NULL), time);
  return TRUE;
}

/**
 * ns_outbox_window_take_drop:
 * @self: the window
 * @selection: what was dropped
 *
 * Adds the files that it names.
 *
 * Returns: whether it names any
 */
gboolean
ns_outbox_window_take_drop (NsOutboxWindow *self, GtkSelectionData *selection)
{
  g_auto (GStrv) uris = gtk_selection_data_get_uris (selection);
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; uris != NULL && uris[i] != NULL; i++)
    g_ptr_array_add (files, g_file_new_for_uri (uris[i]));
  ns_outbox_window_add_files (self, files);
  return files->len > 0;
}

static void
received_cb (NsOutboxWindow *self, GdkDragContext *context, int x, int y, GtkSelectionData *selection, guint info,
             guint time)
{
  gtk_drag_finish (context, ns_outbox_window_take_drop (self, selection), FALSE, time);
}

/**
 * ns_outbox_window_add_drop:
 * @self: a window that is being made
 *
 * Lets files be dropped anywhere on it.
 */
void
ns_outbox_window_add_drop (NsOutboxWindow *self)
{
  gtk_drag_dest_set (GTK_WIDGET (self), 0, NULL, 0, GDK_ACTION_COPY);
  gtk_drag_dest_add_uri_targets (GTK_WIDGET (self));
  g_signal_connect (self, "drag-motion", G_CALLBACK (motion_cb), NULL);
  g_signal_connect (self, "drag-leave", G_CALLBACK (leave_cb), NULL);
  g_signal_connect (self, "drag-drop", G_CALLBACK (drop_cb), NULL);
  g_signal_connect (self, "drag-data-received", G_CALLBACK (received_cb), NULL);
}
