/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Items that are dragged out of the list, as files. */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "sync/ns-export.h"
#include "view/ns-drag-folder.h"

#include <glib/gi18n-lib.h>

/* Their files are written when the drag begins. The number stands in the text below, too. */
#define MAX_DRAGGED 200

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOutboxWindow) self = user_data;
  g_autoptr (GError) error = NULL;

  self->drag_uris = ns_export_write_finish (NS_STORE (source), result, &error);
  self->drag_pending = FALSE;
  ns_outbox_window_add_filing (self, -1);
  if (self->commands == NULL)
    ns_outbox_window_end_drag (self); /* the window was closed meanwhile */
  if (self->drag_uris != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_info ("Items cannot be dragged out: %s", error->message);
  ns_outbox_window_tell_files (self, GTK_MESSAGE_WARNING, _("The content of the item cannot be read."));
}

static GFile *
make_folder (NsOutboxWindow *self)
{
  g_autoptr (GError) error = NULL;

  ns_outbox_window_end_drag (self);
  self->drag_folder = ns_drag_folder_new (&error);
  if (error != NULL)
    g_warning ("Items cannot be dragged out: %s", error->message);
  return self->drag_folder;
}

/**
 * ns_outbox_window_begin_drag:
 * @self: a window with a session
 *
 * Writes the files of what is selected, for whoever they will be dropped on. Those of the last drag go.
 */
void
ns_outbox_window_begin_drag (NsOutboxWindow *self)
{
  g_autoptr (GPtrArray) items = ns_outbox_list_dup_selected_items (self->list, MAX_DRAGGED + 1);

  if (self->drag_pending || items->len == 0)
    return;
  if (items->len > MAX_DRAGGED)
    {
      ns_outbox_window_end_drag (self);
      ns_outbox_window_tell_files (self, GTK_MESSAGE_WARNING,
                                   _("So many items cannot be dragged out at once; please take 200 at most."));
      return;
    }
  if (make_folder (self) == NULL)
    return;
  self->drag_pending = TRUE;
  ns_outbox_window_add_filing (self, 1);
  ns_export_write_async (ns_outbox_window_get_store (self), items, self->drag_folder, NULL, written_cb,
                         g_object_ref (self));
}

/**
 * ns_outbox_window_give_drag:
 * @self: the window
 * @selection: where the files are to be named
 *
 * Tells whoever asks for what is dragged. Waits for the files, where they are not written yet.
 */
void
ns_outbox_window_give_drag (NsOutboxWindow *self, GtkSelectionData *selection)
{
  g_autoptr (NsOutboxWindow) guard = g_object_ref (self);

  while (self->drag_pending)
    g_main_context_iteration (NULL, TRUE);
  if (self->drag_uris != NULL)
    gtk_selection_data_set_uris (selection, self->drag_uris);
}

/**
 * ns_outbox_window_end_drag:
 * @self: a window that is closed, or in which another drag begins
 *
 * Removes the files of the last drag.
 */
void
ns_outbox_window_end_drag (NsOutboxWindow *self)
{
  g_clear_pointer (&self->drag_uris, g_strfreev);
  if (self->drag_folder != NULL)
    ns_drag_folder_remove (self->drag_folder);
  g_clear_object (&self->drag_folder);
}

static gboolean
never_cb (GtkTreeSelection *selection, GtkTreeModel *model, GtkTreePath *path, gboolean is_selected, gpointer data)
{
  return FALSE;
}

/* A press on one of several selected rows may be the beginning of a drag of all of them: the selection is kept until
 * it is known. */
static gboolean
press_cb (GtkTreeView *view, GdkEventButton *event, NsOutboxWindow *self)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (view);
  g_autoptr (GtkTreePath) path = NULL;

  if (event->type != GDK_BUTTON_PRESS || event->button != GDK_BUTTON_PRIMARY
      || (event->state & gtk_accelerator_get_default_mod_mask ()) != 0
      || event->window != gtk_tree_view_get_bin_window (view)
      || !gtk_tree_view_get_path_at_pos (view, (int) event->x, (int) event->y, &path, NULL, NULL, NULL)
      || gtk_tree_selection_count_selected_rows (selection) < 2
      || !gtk_tree_selection_path_is_selected (selection, path))
    return GDK_EVENT_PROPAGATE;
  self->drag_keeps = TRUE;
  gtk_tree_selection_set_select_function (selection, never_cb, NULL, NULL);
  return GDK_EVENT_PROPAGATE;
}

static void
let_select (NsOutboxWindow *self)
{
  self->drag_keeps = FALSE;
  gtk_tree_selection_set_select_function (gtk_tree_view_get_selection (GTK_TREE_VIEW (self->list)), NULL, NULL, NULL);
}

/* It was a click: it selects the one row. */
static gboolean
release_cb (GtkTreeView *view, GdkEventButton *event, NsOutboxWindow *self)
{
  g_autoptr (GtkTreePath) path = NULL;

  if (!self->drag_keeps || event->button != GDK_BUTTON_PRIMARY)
    return GDK_EVENT_PROPAGATE;
  let_select (self);
  if (gtk_tree_view_get_path_at_pos (view, (int) event->x, (int) event->y, &path, NULL, NULL, NULL))
    gtk_tree_view_set_cursor (view, path, NULL, FALSE);
  return GDK_EVENT_PROPAGATE;
}

static void
begin_cb (GtkWidget *list, GdkDragContext *context, NsOutboxWindow *self)
{
  if (self->drag_keeps)
    let_select (self);
  ns_outbox_window_begin_drag (self);
}

static void
data_get_cb (GtkWidget *list, GdkDragContext *context, GtkSelectionData *selection, guint info, guint time,
             NsOutboxWindow *self)
{
  ns_outbox_window_give_drag (self, selection);
  /* The tree view itself would offer a row of its model. */
  g_signal_stop_emission_by_name (list, "drag-data-get");
}

/**
 * ns_outbox_window_add_drag:
 * @self: a window that is being made
 *
 * Lets items be dragged out of the list.
 */
void
ns_outbox_window_add_drag (NsOutboxWindow *self)
{
  static const GtkTargetEntry targets[] = { { (char *) "text/uri-list", 0, 0 } };

  gtk_tree_view_enable_model_drag_source (GTK_TREE_VIEW (self->list), GDK_BUTTON1_MASK, targets,
                                          G_N_ELEMENTS (targets), GDK_ACTION_COPY);
  g_signal_connect (self->list, "button-press-event", G_CALLBACK (press_cb), self);
  g_signal_connect (self->list, "button-release-event", G_CALLBACK (release_cb), self);
  g_signal_connect (self->list, "drag-begin", G_CALLBACK (begin_cb), self);
  g_signal_connect (self->list, "drag-data-get", G_CALLBACK (data_get_cb), self);
  ns_drag_folder_sweep_async ();
}
