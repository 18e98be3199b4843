/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

/* Of more than so many it is not told how many take an action: the look at them would take longer than it is worth. */
#define MAX_COUNTED 20000

typedef struct
{
  NsOutboxWindow *self; /* (owned) */
  guint n_selected;
} Counting;

static void
tally_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Counting *counting = user_data;
  g_autoptr (NsOutboxWindow) self = counting->self;
  g_autoptr (GError) error = NULL;
  NsTally tally;

  if (ns_store_tally_items_finish (NS_STORE (source), result, &tally, &error) && self->commands != NULL)
    ns_outbox_browser_show_selection (self->browser, counting->n_selected, &tally);
  /* What was cancelled has another look in its place. */
  if (self->commands == NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->counting);
  ns_outbox_window_update_settled (self);
}

static void
count (NsOutboxWindow *self, GArray *ids)
{
  Counting *counting = g_new (Counting, 1);

  counting->self = g_object_ref (self);
  counting->n_selected = ids->len;
  self->counting = g_cancellable_new ();
  ns_store_tally_items_async (ns_outbox_window_get_store (self), (const gint64 *) (gpointer) ids->data, ids->len,
                              self->counting, tally_cb, counting);
}

/**
 * ns_outbox_window_update_selection:
 * @self: the window
 *
 * Shows what can be done with several items at once, where several are selected.
 */
void
ns_outbox_window_update_selection (NsOutboxWindow *self)
{
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self->list));
  const guint n_selected = (guint) gtk_tree_selection_count_selected_rows (selection);
  g_autoptr (GArray) ids = NULL;

  g_cancellable_cancel (self->counting);
  g_clear_object (&self->counting);
  if (self->commands == NULL || self->history || n_selected < 2 || n_selected > MAX_COUNTED)
    {
      ns_outbox_browser_show_selection (self->browser, self->history ? 0 : n_selected, NULL);
      return;
    }
  ids = ns_outbox_list_dup_selected_ids (self->list);
  count (self, ids);
  ns_outbox_window_update_settled (self);
}
