/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-list-accessible.h"

#include "view/ns-accessible-id.h"
#include "view/ns-outbox-list-private.h"
#include "view/ns-spoken.h"

/* Cells of rows that are gone are forgotten when so many more have been looked at. */
#define SWEEP_AFTER 256

struct _NsOutboxListAccessible
{
  GtkTreeViewAccessible parent_instance;

  GtkTreeModel *model; /* (unowned) (nullable): weak pointer; of the list */
  GHashTable *cells;   /* (owned) (element-type gint64 GWeakRef): the cell of each row that speaks for it, by item */
  guint n_kept;        /* of @cells when it was swept last */
};

static AtkTableIface *parent_table;

static void ns_outbox_list_accessible_init_table (AtkTableIface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (NsOutboxListAccessible, ns_outbox_list_accessible, GTK_TYPE_TREE_VIEW_ACCESSIBLE,
                               G_IMPLEMENT_INTERFACE (ATK_TYPE_TABLE, ns_outbox_list_accessible_init_table))

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
is_gone (gpointer key, gpointer value, gpointer user_data)
{
  g_autoptr (GObject) cell = g_weak_ref_get (value);

  return cell == NULL;
}

static void
remember (NsOutboxListAccessible *self, gint64 id, AtkObject *cell)
{
  GWeakRef *weak = g_new0 (GWeakRef, 1);

  g_weak_ref_init (weak, cell);
  g_hash_table_replace (self->cells, g_memdup2 (&id, sizeof id), weak);
  if (g_hash_table_size (self->cells) < self->n_kept + SWEEP_AFTER)
    return;
  g_hash_table_foreach_remove (self->cells, is_gone, NULL);
  self->n_kept = g_hash_table_size (self->cells);
}

static char *
dup_sentence (NsOutboxListAccessible *self, GtkTreeIter *iter)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (self));
  const NsItem *item = ns_outbox_model_get_item (NS_OUTBOX_MODEL (self->model), iter);

  if (widget == NULL || item == NULL)
    return NULL;
  return ns_spoken_row (item, ns_clock_now (NS_OUTBOX_LIST (widget)->clock));
}

/* Only what has changed is told. */
static void
set_name (AtkObject *cell, const char *name)
{
  if (name != NULL && g_strcmp0 (cell->name, name) != 0)
    atk_object_set_name (cell, name);
}

/* The first cell of a row says all of it: that is where a screen reader is when the row gets the focus. */
static void
speak (NsOutboxListAccessible *self, AtkObject *cell, int row)
{
  g_autofree char *sentence = NULL;
  GtkTreeIter iter;

  if (self->model == NULL || !gtk_tree_model_iter_nth_child (self->model, &iter, NULL, row))
    return;
  sentence = dup_sentence (self, &iter);
  set_name (cell, sentence);
  remember (self, ns_outbox_model_get_id (NS_OUTBOX_MODEL (self->model), &iter), cell);
}

static void
name_cell (AtkObject *object, AtkObject *cell, int row, int column)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (object));
  g_autofree char *id = widget != NULL ? ns_accessible_id_dup_cell (GTK_TREE_VIEW (widget), row, column) : NULL;

  if (cell == NULL || id == NULL || row < 0)
    return;
  ns_accessible_id_set (cell, id);
  if (column == 0)
    speak (NS_OUTBOX_LIST_ACCESSIBLE (object), cell, row);
  else
    g_clear_pointer (&cell->name, g_free);
}

/* A row that somebody has looked at says at once what became of it. */
static void
row_changed_cb (NsOutboxListAccessible *self, GtkTreePath *path, GtkTreeIter *iter)
{
  const gint64 id = ns_outbox_model_get_id (NS_OUTBOX_MODEL (self->model), iter);
  GWeakRef *weak = g_hash_table_lookup (self->cells, &id);
  g_autoptr (AtkObject) cell = weak != NULL ? g_weak_ref_get (weak) : NULL;
  g_autofree char *sentence = cell != NULL ? dup_sentence (self, iter) : NULL;

  if (cell != NULL)
    set_name (cell, sentence);
}

static void
model_cb (NsOutboxListAccessible *self)
{
  GtkWidget *widget = gtk_accessible_get_widget (GTK_ACCESSIBLE (self));
  GtkTreeModel *model = widget != NULL ? gtk_tree_view_get_model (GTK_TREE_VIEW (widget)) : NULL;

  if (model == self->model)
    return;
  if (self->model != NULL)
    g_signal_handlers_disconnect_by_data (self->model, self);
  g_set_weak_pointer (&self->model, model);
  g_hash_table_remove_all (self->cells);
  self->n_kept = 0;
  if (model != NULL)
    g_signal_connect_object (model, "row-changed", G_CALLBACK (row_changed_cb), self, G_CONNECT_SWAPPED);
}

/* GTK does not ask for the cell that gets the focus in the ways below. */
static void
focus_cb (AtkObject *object, AtkObject *cell)
{
  const int n_columns = atk_table_get_n_columns (ATK_TABLE (object));
  const int index = cell != NULL ? atk_object_get_index_in_parent (cell) : -1;

  if (n_columns > 0 && index >= 0)
    name_cell (object, cell, index / n_columns - 1, index % n_columns);
}

static void
ns_outbox_list_accessible_initialize (AtkObject *object, gpointer data)
{
  ATK_OBJECT_CLASS (ns_outbox_list_accessible_parent_class)->initialize (object, data);
  g_signal_connect_object (data, "notify::model", G_CALLBACK (model_cb), object, G_CONNECT_SWAPPED);
  g_signal_connect (object, "active-descendant-changed", G_CALLBACK (focus_cb), NULL);
  model_cb (NS_OUTBOX_LIST_ACCESSIBLE (object));
}

/* The headings come first, then the cells row by row. */
static AtkObject *
ns_outbox_list_accessible_ref_child (AtkObject *self, int index)
{
  AtkObject *child = ATK_OBJECT_CLASS (ns_outbox_list_accessible_parent_class)->ref_child (self, index);
  const int n_columns = atk_table_get_n_columns (ATK_TABLE (self));

  if (n_columns > 0)
    name_cell (self, child, index / n_columns - 1, index % n_columns);
  return child;
}

static AtkObject *
ns_outbox_list_accessible_ref_at (AtkTable *self, int row, int column)
{
  AtkObject *cell = parent_table->ref_at (self, row, column);

  name_cell (ATK_OBJECT (self), cell, row, column);
  return cell;
}

static void
ns_outbox_list_accessible_finalize (GObject *object)
{
  NsOutboxListAccessible *self = NS_OUTBOX_LIST_ACCESSIBLE (object);

  g_clear_weak_pointer (&self->model);
  g_hash_table_unref (self->cells);
  G_OBJECT_CLASS (ns_outbox_list_accessible_parent_class)->finalize (object);
}

static void
ns_outbox_list_accessible_init_table (AtkTableIface *iface)
{
  parent_table = g_type_interface_peek_parent (iface);
  iface->ref_at = ns_outbox_list_accessible_ref_at;
}

static void
ns_outbox_list_accessible_class_init (NsOutboxListAccessibleClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_outbox_list_accessible_finalize;
  ATK_OBJECT_CLASS (klass)->initialize = ns_outbox_list_accessible_initialize;
  ATK_OBJECT_CLASS (klass)->ref_child = ns_outbox_list_accessible_ref_child;
}

static void
ns_outbox_list_accessible_init (NsOutboxListAccessible *self)
{
  self->cells = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, weak_ref_free);
}
