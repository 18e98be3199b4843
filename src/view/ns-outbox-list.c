/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list.h"

#include "view/ns-accessible-id.h"
#include "view/ns-outbox-list-accessible.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* 16 pixels, and room on both sides. */
#define ICON_WIDTH 28

struct _NsOutboxList
{
  GtkTreeView parent_instance;

  NsOutboxModel *model; /* (owned) (nullable) */
  NsClock *clock;       /* (owned) (nullable) */
  gint64 next_cycle_at;
};

typedef char *(*NsCellText) (NsOutboxList *self, const NsItem *item);
typedef char *(*NsCellIcon) (const NsItem *item);

typedef struct
{
  const char *title;
  const char *accessible_id;
  int width;         /* at least, in pixels */
  gboolean expand;   /* takes a share of what is left */
  float xalign;
  NsCellIcon icon;   /* (nullable) */
  NsCellText text;
} NsColumnPlan;

G_DEFINE_FINAL_TYPE (NsOutboxList, ns_outbox_list, GTK_TYPE_TREE_VIEW)

static char *
state_icon (const NsItem *item)
{
  return g_strdup (ns_state_icon_name (item->state));
}

static char *
kind_icon (const NsItem *item)
{
  return g_strconcat (ns_kind_icon_name (item->kind), "-symbolic", NULL);
}

static char *
state_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup (ns_words_state (item->state));
}

static char *
subject_text (NsOutboxList *self, const NsItem *item)
{
  return ns_words_title (item);
}

static char *
recipients_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup (item->recipients);
}

static char *
queued_text (NsOutboxList *self, const NsItem *item)
{
  return ns_words_when (item->queued_at, ns_clock_now (self->clock));
}

static char *
tries_text (NsOutboxList *self, const NsItem *item)
{
  return g_strdup_printf ("%u", item->attempts);
}

static char *
progress_text (NsOutboxList *self, const NsItem *item)
{
  return ns_words_progress (item, self->next_cycle_at, ns_clock_now (self->clock));
}

static const NsColumnPlan plans[] = {
  { NC_ ("column", "State"), "outbox.column.state", 110, FALSE, 0, state_icon, state_text },
  { NC_ ("column", "Subject"), "outbox.column.subject", 160, TRUE, 0, kind_icon, subject_text },
  { NC_ ("column", "To / Where"), "outbox.column.recipients", 120, TRUE, 0, NULL, recipients_text },
  { NC_ ("column", "Queued"), "outbox.column.queued", 104, FALSE, 0, NULL, queued_text },
  { NC_ ("column", "Tries"), "outbox.column.tries", 56, FALSE, 1, NULL, tries_text },
  { NC_ ("column", "Details"), "outbox.column.details", 230, TRUE, 0, NULL, progress_text },
};

static const NsItem *
row_item (NsOutboxList *self, GtkTreeIter *iter)
{
  return ns_outbox_model_get_item (self->model, iter);
}

static NsOutboxList *
column_list (GtkTreeViewColumn *column)
{
  return NS_OUTBOX_LIST (gtk_tree_view_column_get_tree_view (column));
}

static void
icon_cell_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
              gpointer user_data)
{
  const NsColumnPlan *plan = user_data;
  const NsItem *item = row_item (column_list (column), iter);
  g_autofree char *name = item != NULL ? plan->icon (item) : NULL;

  g_object_set (cell, "icon-name", name, NULL);
}

static void
text_cell_cb (GtkTreeViewColumn *column, GtkCellRenderer *cell, GtkTreeModel *model, GtkTreeIter *iter,
              gpointer user_data)
{
  const NsColumnPlan *plan = user_data;
  NsOutboxList *self = column_list (column);
  const NsItem *item = row_item (self, iter);
  g_autofree char *text = item != NULL ? plan->text (self, item) : NULL;

  g_object_set (cell, "text", text, NULL);
}

static void
add_icon_cell (GtkTreeViewColumn *column, const NsColumnPlan *plan)
{
  GtkCellRenderer *cell = gtk_cell_renderer_pixbuf_new ();

  /* Its width is asked for once, perhaps when no item is here yet. */
  gtk_cell_renderer_set_fixed_size (cell, ICON_WIDTH, -1);
  gtk_tree_view_column_pack_start (column, cell, FALSE);
  gtk_tree_view_column_set_cell_data_func (column, cell, icon_cell_cb, (gpointer) plan, NULL);
}

static void
add_column (NsOutboxList *self, const NsColumnPlan *plan)
{
  GtkTreeViewColumn *column = gtk_tree_view_column_new ();
  GtkCellRenderer *cell = gtk_cell_renderer_text_new ();

  gtk_tree_view_column_set_title (column, g_dpgettext2 (GETTEXT_PACKAGE, "column", plan->title));
  gtk_tree_view_column_set_sizing (column, GTK_TREE_VIEW_COLUMN_FIXED);
  gtk_tree_view_column_set_fixed_width (column, plan->width);
  gtk_tree_view_column_set_expand (column, plan->expand);
  gtk_tree_view_column_set_resizable (column, TRUE);
  gtk_tree_view_column_set_alignment (column, plan->xalign);
  if (plan->icon != NULL)
    add_icon_cell (column, plan);

  g_object_set (cell, "ellipsize", PANGO_ELLIPSIZE_END, "xalign", plan->xalign, "xpad", 6, "ypad", 5, NULL);
  gtk_tree_view_column_pack_start (column, cell, TRUE);
  gtk_tree_view_column_set_cell_data_func (column, cell, text_cell_cb, (gpointer) plan, NULL);
  gtk_tree_view_append_column (GTK_TREE_VIEW (self), column);
  ns_accessible_id_set (gtk_tree_view_column_get_button (column), plan->accessible_id);
}

/* Narrow columns cut texts off, so that a tooltip tells all of a row. */
static gboolean
ns_outbox_list_query_tooltip (GtkWidget *widget, int x, int y, gboolean keyboard, GtkTooltip *tooltip)
{
  NsOutboxList *self = NS_OUTBOX_LIST (widget);
  g_autoptr (GtkTreePath) path = NULL;
  g_autofree char *progress = NULL;
  g_autofree char *title = NULL;
  g_autofree char *text = NULL;
  const NsItem *item;
  GtkTreeIter iter;

  if (!gtk_tree_view_get_tooltip_context (GTK_TREE_VIEW (self), &x, &y, keyboard, NULL, &path, &iter))
    return FALSE;
  item = row_item (self, &iter);
  if (item == NULL)
    return FALSE;

  progress = progress_text (self, item);
  title = ns_words_title (item);
  text = g_strdup_printf ("%s: %s\n%s%s%s", ns_kind_label (item->kind), title, item->recipients,
                          *item->recipients != '\0' ? "\n" : "", progress);
  gtk_tooltip_set_text (tooltip, text);
  gtk_tree_view_set_tooltip_row (GTK_TREE_VIEW (self), tooltip, path);
  return TRUE;
}

static void
ns_outbox_list_dispose (GObject *object)
{
  NsOutboxList *self = NS_OUTBOX_LIST (object);

  gtk_tree_view_set_model (GTK_TREE_VIEW (self), NULL);
  g_clear_object (&self->model);
  g_clear_object (&self->clock);
  G_OBJECT_CLASS (ns_outbox_list_parent_class)->dispose (object);
}

static void
ns_outbox_list_class_init (NsOutboxListClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ns_outbox_list_dispose;
  GTK_WIDGET_CLASS (klass)->query_tooltip = ns_outbox_list_query_tooltip;
  gtk_widget_class_set_accessible_type (GTK_WIDGET_CLASS (klass), NS_TYPE_OUTBOX_LIST_ACCESSIBLE);
}

static void
ns_outbox_list_init (NsOutboxList *self)
{
  GtkTreeView *view = GTK_TREE_VIEW (self);
  AtkObject *accessible = gtk_widget_get_accessible (GTK_WIDGET (self));

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    add_column (self, &plans[i]);
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
        item = row_item (self, &iter);
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
