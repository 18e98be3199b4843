/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-model-private.h"

static guint
iter_index (GtkTreeIter *iter)
{
  return GPOINTER_TO_UINT (iter->user_data);
}

/**
 * ns_outbox_model_set_iter:
 * @self: the model
 * @iter: (out): the row
 * @index: its place
 *
 * Returns: whether there is a row at that place
 */
gboolean
ns_outbox_model_set_iter (NsOutboxModel *self, GtkTreeIter *iter, guint index)
{
  if (index >= self->rows->len)
    {
      iter->stamp = 0;
      return FALSE;
    }
  iter->stamp = self->stamp;
  iter->user_data = GUINT_TO_POINTER (index);
  return TRUE;
}

static gboolean
iter_is_valid (NsOutboxModel *self, GtkTreeIter *iter)
{
  return iter->stamp == self->stamp && iter_index (iter) < self->rows->len;
}

static GtkTreeModelFlags
model_get_flags (GtkTreeModel *model)
{
  return GTK_TREE_MODEL_LIST_ONLY;
}

static int
model_get_n_columns (GtkTreeModel *model)
{
  return NS_OUTBOX_N_COLUMNS;
}

static GType
model_get_column_type (GtkTreeModel *model, int column)
{
  return column == NS_OUTBOX_COLUMN_ID ? G_TYPE_INT64 : NS_TYPE_ITEM;
}

static gboolean
model_get_iter (GtkTreeModel *model, GtkTreeIter *iter, GtkTreePath *path)
{
  const int *indices = gtk_tree_path_get_indices (path);

  if (gtk_tree_path_get_depth (path) != 1 || indices[0] < 0)
    return FALSE;
  return ns_outbox_model_set_iter (NS_OUTBOX_MODEL (model), iter, (guint) indices[0]);
}

static GtkTreePath *
model_get_path (GtkTreeModel *model, GtkTreeIter *iter)
{
  g_return_val_if_fail (iter_is_valid (NS_OUTBOX_MODEL (model), iter), NULL);
  return gtk_tree_path_new_from_indices ((int) iter_index (iter), -1);
}

static void
model_get_value (GtkTreeModel *model, GtkTreeIter *iter, int column, GValue *value)
{
  NsOutboxModel *self = NS_OUTBOX_MODEL (model);

  g_value_init (value, model_get_column_type (model, column));
  if (column == NS_OUTBOX_COLUMN_ID)
    g_value_set_int64 (value, ns_outbox_model_get_id (self, iter));
  else
    g_value_set_boxed (value, ns_outbox_model_get_item (self, iter));
}

static gboolean
model_iter_next (GtkTreeModel *model, GtkTreeIter *iter)
{
  return ns_outbox_model_set_iter (NS_OUTBOX_MODEL (model), iter, iter_index (iter) + 1);
}

static gboolean
model_iter_previous (GtkTreeModel *model, GtkTreeIter *iter)
{
  const guint index = iter_index (iter);

  return ns_outbox_model_set_iter (NS_OUTBOX_MODEL (model), iter, index > 0 ? index - 1 : G_MAXUINT);
}

static gboolean
model_iter_nth_child (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *parent, int n)
{
  return ns_outbox_model_set_iter (NS_OUTBOX_MODEL (model), iter, parent == NULL && n >= 0 ? (guint) n : G_MAXUINT);
}

static gboolean
model_iter_children (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *parent)
{
  return model_iter_nth_child (model, iter, parent, 0);
}

static gboolean
model_iter_has_child (GtkTreeModel *model, GtkTreeIter *iter)
{
  return FALSE;
}

static int
model_iter_n_children (GtkTreeModel *model, GtkTreeIter *iter)
{
  return iter == NULL ? (int) NS_OUTBOX_MODEL (model)->rows->len : 0;
}

static gboolean
model_iter_parent (GtkTreeModel *model, GtkTreeIter *iter, GtkTreeIter *child)
{
  return FALSE;
}

/**
 * ns_outbox_model_tree_init:
 * @iface: the interface of #NsOutboxModel
 *
 * Makes it a flat #GtkTreeModel.
 */
void
ns_outbox_model_tree_init (GtkTreeModelIface *iface)
{
  iface->get_flags = model_get_flags;
  iface->get_n_columns = model_get_n_columns;
  iface->get_column_type = model_get_column_type;
  iface->get_iter = model_get_iter;
  iface->get_path = model_get_path;
  iface->get_value = model_get_value;
  iface->iter_next = model_iter_next;
  iface->iter_previous = model_iter_previous;
  iface->iter_children = model_iter_children;
  iface->iter_has_child = model_iter_has_child;
  iface->iter_n_children = model_iter_n_children;
  iface->iter_nth_child = model_iter_nth_child;
  iface->iter_parent = model_iter_parent;
}

/**
 * ns_outbox_model_get_id:
 * @self: the model
 * @iter: a row
 *
 * Returns: the row's item id
 */
gint64
ns_outbox_model_get_id (NsOutboxModel *self, GtkTreeIter *iter)
{
  g_return_val_if_fail (iter_is_valid (self, iter), 0);
  return g_array_index (self->rows, gint64, iter_index (iter));
}

/**
 * ns_outbox_model_get_item:
 * @self: the model
 * @iter: a row
 *
 * Gives the row's item where it is here, and asks for the page around it where it is not; `row-changed` tells when
 * it came.
 *
 * Returns: (transfer none) (nullable): the item
 */
NsItem *
ns_outbox_model_get_item (NsOutboxModel *self, GtkTreeIter *iter)
{
  NsItem *item = NULL;
  guint first, n_ids;
  gint64 id;

  g_return_val_if_fail (iter_is_valid (self, iter), NULL);
  id = ns_outbox_model_get_id (self, iter);
  if (ns_item_cache_peek (self->cache, id, &item))
    return item;

  first = iter_index (iter) / NS_ITEM_CACHE_PAGE * NS_ITEM_CACHE_PAGE;
  n_ids = MIN (NS_ITEM_CACHE_PAGE, self->rows->len - first);
  ns_item_cache_request (self->cache, &g_array_index (self->rows, gint64, first), n_ids);
  return NULL;
}
