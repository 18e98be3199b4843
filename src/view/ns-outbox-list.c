/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-private.h"

#include "view/ns-accessible-id.h"
#include "view/ns-outbox-list-accessible.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* What it takes at least, in pixels, however many columns it has. */
#define MIN_WIDTH 240

enum
{
  LAYOUT_CHANGED,
  SORT_REQUESTED,
  COPY_CLIPBOARD,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NsOutboxList, ns_outbox_list, GTK_TYPE_TREE_VIEW)

/* Narrow columns cut texts off, so that a tooltip tells all of a row. */
static gboolean
ns_outbox_list_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  NsOutboxList *self = NS_OUTBOX_LIST (widget);
  g_autoptr (GtkTreePath) path = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *title = NULL;
  g_autofree char *isolated = NULL;
  g_autofree char *recipients = NULL;
  g_autofree char *text = NULL;
  const NsItem *item;
  GtkTreeIter iter;

  if (!gtk_tree_view_get_tooltip_context (GTK_TREE_VIEW (self), &x, &y, keyboard, NULL, &path, &iter))
    return FALSE;
  item = ns_outbox_model_get_item (self->model, &iter);
  if (item == NULL)
    return FALSE;

  progress = ns_outbox_list_dup_progress (self, item);
  title = ns_words_title (item);
  isolated = ns_words_isolate (title);
  recipients = ns_words_isolate (item->recipients);
  text = g_strdup_printf ("%s: %s\n%s%s%s", ns_kind_label (item->kind), isolated, recipients,
                          *item->recipients != '\0' ? "\n" : "", progress);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tree_view_set_tooltip_row (GTK_TREE_VIEW (self), tooltip, path);
  return TRUE;
}

static void
ns_outbox_list_get_preferred_width (GtkWidget *widget, int *minimum, int *natural)
{
  GTK_WIDGET_CLASS (ns_outbox_list_parent_class)->get_preferred_width (widget, minimum, natural);
  *minimum = MIN (*minimum, MIN_WIDTH);
}

static void
ns_outbox_list_size_allocate (GtkWidget *widget, GtkAllocation *allocation)
{
  ns_outbox_compact_fit (NS_OUTBOX_LIST (widget)->compact, allocation->width);
  GTK_WIDGET_CLASS (ns_outbox_list_parent_class)->size_allocate (widget, allocation);
}

static void
ns_outbox_list_dispose (GObject *object)
{
  NsOutboxList *self = NS_OUTBOX_LIST (object);

  gtk_tree_view_set_model (GTK_TREE_VIEW (self), NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->clock);
  ns_outbox_list_set_engine (self, NULL);
  G_OBJECT_CLASS (ns_outbox_list_parent_class)->dispose (object);
}

static void
ns_outbox_list_finalize (GObject *object)
{
  ns_outbox_compact_free (NS_OUTBOX_LIST (object)->compact);
  G_OBJECT_CLASS (ns_outbox_list_parent_class)->finalize (object);
}

static void
ns_outbox_list_class_init (NsOutboxListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = ns_outbox_list_dispose;
  signals[LAYOUT_CHANGED] = g_signal_new ("layout-changed", NS_TYPE_OUTBOX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 0);
  signals[SORT_REQUESTED] = g_signal_new ("sort-requested", NS_TYPE_OUTBOX_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                          NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_BOOLEAN);
  signals[COPY_CLIPBOARD] = g_signal_new ("copy-clipboard", NS_TYPE_OUTBOX_LIST, G_SIGNAL_RUN_LAST | G_SIGNAL_ACTION,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_binding_entry_add_signal (gtk_binding_set_by_class (klass), GDK_KEY_c, GDK_CONTROL_MASK, "copy-clipboard", 0);
  gtk_binding_entry_add_signal (gtk_binding_set_by_class (klass), GDK_KEY_Insert, GDK_CONTROL_MASK, "copy-clipboard",
                                0);
  G_OBJECT_CLASS (klass)->finalize = ns_outbox_list_finalize;
  widget_class->query_tooltip = ns_outbox_list_query_tooltip;
  widget_class->get_preferred_width = ns_outbox_list_get_preferred_width;
  widget_class->size_allocate = ns_outbox_list_size_allocate;
  gtk_widget_class_set_accessible_type (widget_class, NS_TYPE_OUTBOX_LIST_ACCESSIBLE);
}

/**
 * ns_outbox_list_emit_layout_changed:
 * @self: the list
 *
 * Tells that the user has arranged the columns; nothing where the program did.
 */
void
ns_outbox_list_emit_layout_changed (NsOutboxList *self)
{
  if (!self->is_arranging && !gtk_widget_in_destruction (GTK_WIDGET (self)))
    g_signal_emit (self, signals[LAYOUT_CHANGED], 0);
}

static void
ns_outbox_list_init (NsOutboxList *self)
{
  GtkTreeView *view = GTK_TREE_VIEW (self);
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  ns_outbox_list_add_columns (self);
  self->compact = ns_outbox_compact_new (self);
  g_signal_connect (self, "columns-changed", G_CALLBACK (ns_outbox_list_emit_layout_changed), NULL);
  gtk_tree_view_set_fixed_height_mode (view, TRUE);
  gtk_tree_view_set_enable_search (view, FALSE);
  gtk_tree_selection_set_mode (gtk_tree_view_get_selection (view), GTK_SELECTION_MULTIPLE);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  atk_object_set_name (accessible, _("Items in the outbox"));
  ns_accessible_id_init_template (self);
}

/**
 * ns_outbox_list_set_model:
 * @self: the list
 * @model: (nullable): what to show
 * @clock: the time that its dates are told against
 *
 * Shows a model in place of the one before.
 */
void
ns_outbox_list_set_model (NsOutboxList *self, NsOutboxModel *model, NsClock *clock)
{
  g_set_object (&self->clock, clock);
  gtk_tree_view_set_model (GTK_TREE_VIEW (self), NULL);
  g_set_object (&self->model, model);
  gtk_tree_view_set_model (GTK_TREE_VIEW (self), GTK_TREE_MODEL (model));
  ns_outbox_list_update_arrows (self);
}

/**
 * ns_outbox_list_get_model:
 * @self: the list
 *
 * Returns: (transfer none) (nullable): what it shows
 */
NsOutboxModel *
ns_outbox_list_get_model (NsOutboxList *self)
{
  return self->model;
}

/**
 * ns_outbox_list_set_next_cycle_at:
 * @self: the list
 * @when: when the engine runs by itself, or 0
 *
 * Tells it what "the next try" is for items that have no time of their own.
 */
void
ns_outbox_list_set_next_cycle_at (NsOutboxList *self, gint64 when)
{
  if (self->next_cycle_at == when)
    return;
  self->next_cycle_at = when;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * ns_outbox_list_set_engine:
 * @self: the list
 * @engine: (nullable): what delivers the items
 *
 * Lets it tell how far the items are that are on the wire.
 */
void
ns_outbox_list_set_engine (NsOutboxList *self, NsEngine *engine)
{
  if (self->engine != NULL)
    g_signal_handlers_disconnect_by_data (self->engine, self);
  g_set_object (&self->engine, engine);
  if (engine != NULL)
    g_signal_connect_swapped (engine, "progress", G_CALLBACK (gtk_widget_queue_draw), self);
}

static void
collect_id_cb (GtkTreeModel *model, GtkTreePath *path, GtkTreeIter *iter, gpointer user_data)
{
  const gint64 id = ns_outbox_model_get_id (NS_OUTBOX_MODEL (model), iter);

  g_array_append_val ((GArray *) user_data, id);
}

/**
 * ns_outbox_list_dup_selected_ids:
 * @self: the list
 *
 * Returns: (transfer full) (element-type gint64): the ids of the selected rows, from top to bottom
 */
GArray *
ns_outbox_list_dup_selected_ids (NsOutboxList *self)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  if (self->model != NULL)
    gtk_tree_selection_selected_foreach (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)), collect_id_cb, ids);
  return ids;
}

/**
 * ns_outbox_list_dup_selected_items:
 * @self: the list
 * @max: how many at most
 *
 * Returns: (transfer full) (element-type NsItem): the first selected items of those that are here
 */
GPtrArray *
ns_outbox_list_dup_selected_items (NsOutboxList *self, guint max)
{
  GPtrArray *items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  GtkTreeSelection *selection = gtk_tree_view_get_selection (GTK_TREE_VIEW (self));
  GList *paths = self->model != NULL ? gtk_tree_selection_get_selected_rows (selection, NULL) : NULL;

  for (GList *link = paths; link != NULL && items->len < max; link = link->next)
    {
      const NsItem *item = NULL;
      GtkTreeIter iter;

      if (gtk_tree_model_get_iter (GTK_TREE_MODEL (self->model), &iter, link->data))
        item = ns_outbox_model_get_item (self->model, &iter);
      if (item != NULL)
        g_ptr_array_add (items, ns_item_ref (item));
    }
  g_list_free_full (paths, (GDestroyNotify) gtk_tree_path_free);
  return items;
}

/**
 * ns_outbox_list_select:
 * @self: the list
 * @id: an item
 *
 * Selects one row and scrolls to it.
 *
 * Returns: whether the list has it
 */
gboolean
ns_outbox_list_select (NsOutboxList *self, gint64 id)
{
  const int index = self->model != NULL ? ns_outbox_model_find (self->model, id) : -1;
  g_autoptr (GtkTreePath) path = index >= 0 ? gtk_tree_path_new_from_indices (index, -1) : NULL;

  if (path == NULL)
    return FALSE;
  gtk_tree_view_set_cursor (GTK_TREE_VIEW (self), path, NULL, FALSE);
  gtk_tree_view_scroll_to_cell (GTK_TREE_VIEW (self), path, NULL, FALSE, 0, 0);
  return TRUE;
}

/**
 * ns_outbox_list_select_also:
 * @self: the list
 * @id: an item
 *
 * Adds a row to those that are selected, if the list has it.
 */
void
ns_outbox_list_select_also (NsOutboxList *self, gint64 id)
{
  const int index = self->model != NULL ? ns_outbox_model_find (self->model, id) : -1;
  g_autoptr (GtkTreePath) path = index >= 0 ? gtk_tree_path_new_from_indices (index, -1) : NULL;

  if (path != NULL)
    gtk_tree_selection_select_path (gtk_tree_view_get_selection (GTK_TREE_VIEW (self)), path);
}
