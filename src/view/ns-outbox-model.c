/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-model-private.h"

#include "base/ns-worker.h"
#include "view/ns-outbox-rows.h"

/* Enough for every screen; the rest comes from an idle, in steps that keep a frame. */
#define FIRST_ROWS 1000
#define GROW_ROWS 2000

enum
{
  PROP_LOADED = 1,
  PROP_SETTLED,
  PROP_N_ITEMS,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

G_DEFINE_FINAL_TYPE_WITH_CODE (NsOutboxModel, ns_outbox_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_TREE_MODEL, ns_outbox_model_tree_init)
                               /* Each row can be dragged; what is dragged is the affair of the window. */
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_TREE_DRAG_SOURCE, NULL))

static void
update_settled (NsOutboxModel *self)
{
  const gboolean settled = !self->listing && !self->stale && self->snapshot != NULL && self->grow_id == 0
                           && !ns_item_cache_is_busy (self->cache);

  if (self->settled == settled)
    return;
  self->settled = settled;
  g_object_notify_by_pspec (G_OBJECT (self), props[PROP_SETTLED]);
}

static void
row_cb (NsRowChange change, guint index, gpointer user_data)
{
  NsOutboxModel *self = user_data;
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) index, -1);
  GtkTreeIter iter;

  self->stamp++;
  if (change == NS_ROW_DELETED)
    gtk_tree_model_row_deleted (GTK_TREE_MODEL (self), path);
  else if (ns_outbox_model_set_iter (self, &iter, index))
    gtk_tree_model_row_inserted (GTK_TREE_MODEL (self), path, &iter);
}

static gboolean
grow_cb (gpointer user_data)
{
  NsOutboxModel *self = user_data;

  if (ns_outbox_rows_grow (self->rows, self->snapshot, GROW_ROWS, row_cb, self))
    return G_SOURCE_CONTINUE;

  self->grow_id = 0;
  update_settled (self);
  return G_SOURCE_REMOVE;
}

static void
emit_row_changed (NsOutboxModel *self, guint index)
{
  g_autoptr (GtkTreePath) path = gtk_tree_path_new_from_indices ((int) index, -1);
  GtkTreeIter iter;

  if (ns_outbox_model_set_iter (self, &iter, index))
    gtk_tree_model_row_changed (GTK_TREE_MODEL (self), path, &iter);
}

static void
loaded_cb (NsItemCache *cache, GPtrArray *items, NsOutboxModel *self)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint left;

  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      if (item != NULL)
        g_hash_table_add (ids, (gpointer) &item->id);
    }

  /* The rows may have moved since the page was asked for, so they are looked for; a page's rows stand together. */
  left = g_hash_table_size (ids);
  for (guint i = 0; i < self->rows->len && left > 0; i++)
    if (g_hash_table_contains (ids, &g_array_index (self->rows, gint64, i)))
      {
        emit_row_changed (self, i);
        left--;
      }
}

static void
take_snapshot (NsOutboxModel *self, GArray *ids)
{
  const guint before = ns_outbox_model_get_n_items (self);
  const gboolean first = !ns_outbox_model_is_loaded (self);

  g_clear_pointer (&self->snapshot, g_array_unref);
  self->snapshot = g_array_ref (ids);
  ns_outbox_rows_update (self->rows, ids, FIRST_ROWS, row_cb, self);
  if (self->rows->len < ids->len && self->grow_id == 0)
    self->grow_id = g_idle_add_full (G_PRIORITY_LOW, grow_cb, self, NULL);

  ns_item_cache_refresh (self->cache);
  if (first)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_LOADED]);
  if (before != ids->len)
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_N_ITEMS]);
}

/* The first rows need not wait for the ids of a million others; any other order is known only when all were read. */
static gboolean
has_index (const NsFilter *filter)
{
  return filter->sort == NS_SORT_QUEUED;
}

static void
list_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsOutboxModel) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = ns_store_list_ids_finish (NS_STORE (source), result, &error);
  gboolean is_partial;

  if (ns_worker_was_stopped (error))
    return;

  self->listing = FALSE;
  is_partial = ids != NULL && self->snapshot == NULL && has_index (&self->filter) && ids->len == FIRST_ROWS;
  self->stale |= is_partial;
  if (ids != NULL)
    take_snapshot (self, ids);
  else
    g_warning ("The outbox cannot be listed: %s", error->message);

  /* The page that will be looked at first comes before the ids of all the others. */
  if (is_partial)
    ns_item_cache_request (self->cache, (const gint64 *) (gpointer) ids->data, NS_ITEM_CACHE_PAGE);
  if (self->stale)
    ns_outbox_model_refresh (self);
  update_settled (self);
}

/**
 * ns_outbox_model_refresh:
 * @self: the model
 *
 * Reads the ids and the rows in use again. `settled` tells when they came.
 */
void
ns_outbox_model_refresh (NsOutboxModel *self)
{
  NsFilter filter = self->filter;

  self->stale = self->listing;
  if (self->listing)
    return;

  if (self->snapshot == NULL && has_index (&self->filter))
    filter.limit = FIRST_ROWS;
  self->listing = TRUE;
  ns_store_list_ids_async (self->store, &filter, self->cancellable, list_cb, g_object_ref (self));
  update_settled (self);
}

static void
ns_outbox_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  NsOutboxModel *self = NS_OUTBOX_MODEL (object);

  if (id == PROP_LOADED)
    g_value_set_boolean (value, ns_outbox_model_is_loaded (self));
  else if (id == PROP_SETTLED)
    g_value_set_boolean (value, self->settled);
  else if (id == PROP_N_ITEMS)
    g_value_set_uint (value, ns_outbox_model_get_n_items (self));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_outbox_model_dispose (GObject *object)
{
  NsOutboxModel *self = NS_OUTBOX_MODEL (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->grow_id, g_source_remove);
  g_clear_signal_handler (&self->changed_id, self->store);
  if (self->cache != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->cache, self);
      g_object_run_dispose (G_OBJECT (self->cache));
    }
  G_OBJECT_CLASS (ns_outbox_model_parent_class)->dispose (object);
}

static void
ns_outbox_model_finalize (GObject *object)
{
  NsOutboxModel *self = NS_OUTBOX_MODEL (object);

  g_clear_object (&self->cache);
  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->snapshot, g_array_unref);
  g_array_unref (self->rows);
  g_free ((char *) self->filter.text);
  G_OBJECT_CLASS (ns_outbox_model_parent_class)->finalize (object);
}

static void
ns_outbox_model_class_init (NsOutboxModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = ns_outbox_model_get_property;
  object_class->dispose = ns_outbox_model_dispose;
  object_class->finalize = ns_outbox_model_finalize;

  props[PROP_LOADED] = g_param_spec_boolean ("loaded", NULL, NULL, FALSE, flags);
  props[PROP_SETTLED] = g_param_spec_boolean ("settled", NULL, NULL, FALSE, flags);
  props[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
ns_outbox_model_init (NsOutboxModel *self)
{
  self->cancellable = g_cancellable_new ();
  self->rows = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->stamp = 1;
}

/**
 * ns_outbox_model_new:
 * @store: where the items are
 * @filter: which of them, in which order; its limit is not looked at
 *
 * Returns: (transfer full): a model that has asked for its rows; `settled` tells when they came
 */
NsOutboxModel *
ns_outbox_model_new (NsStore *store, const NsFilter *filter)
{
  NsOutboxModel *self = g_object_new (NS_TYPE_OUTBOX_MODEL, NULL);

  self->store = g_object_ref (store);
  self->filter = *filter;
  self->filter.text = g_strdup (filter->text);
  self->filter.limit = 0;
  self->cache = ns_item_cache_new (store);
  g_signal_connect (self->cache, "loaded", G_CALLBACK (loaded_cb), self);
  g_signal_connect_swapped (self->cache, "notify::busy", G_CALLBACK (update_settled), self);
  self->changed_id = g_signal_connect_swapped (store, "changed", G_CALLBACK (ns_outbox_model_refresh), self);
  ns_outbox_model_refresh (self);
  return self;
}

/**
 * ns_outbox_model_is_loaded:
 * @self: the model
 *
 * Returns: whether the first rows are there
 */
gboolean
ns_outbox_model_is_loaded (NsOutboxModel *self)
{
  return self->snapshot != NULL;
}

/**
 * ns_outbox_model_is_settled:
 * @self: the model
 *
 * Returns: whether everything that was asked for has come, the rows that grow from idle included
 */
gboolean
ns_outbox_model_is_settled (NsOutboxModel *self)
{
  return self->settled;
}

/**
 * ns_outbox_model_get_n_items:
 * @self: the model
 *
 * Returns: how many items the list has, with those that are not rows yet
 */
guint
ns_outbox_model_get_n_items (NsOutboxModel *self)
{
  return self->snapshot != NULL ? self->snapshot->len : 0;
}

/**
 * ns_outbox_model_find:
 * @self: the model
 * @id: an item
 *
 * Returns: its row, or -1
 */
int
ns_outbox_model_find (NsOutboxModel *self, gint64 id)
{
  for (guint i = 0; i < self->rows->len; i++)
    if (g_array_index (self->rows, gint64, i) == id)
      return (int) i;
  return -1;
}
