/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-item-cache.h"

#include "base/ns-worker.h"

/* What stays in memory: 2048 items, far more than any screen shows. */
#define MAX_PAGES 16

/* What is read again when the store has changed: the pages that may be on the screen. */
#define FRESH_PAGES 4

typedef struct
{
  GArray *ids;     /* (owned) (element-type gint64) */
  guint n_loading; /* requests under way for it: it must stay until they end */
} Page;

typedef struct
{
  NsItem *item; /* (owned) (nullable): NULL until the page has come */
  Page *page;
} Entry;

struct _NsItemCache
{
  GObject parent_instance;

  NsStore *store;            /* (owned) */
  GCancellable *cancellable; /* (owned) */
  GHashTable *entries;       /* (owned) (element-type gint64 Entry) */
  GQueue pages;              /* (element-type Page): most recently used first */
  guint n_loading;
};

typedef struct
{
  NsItemCache *self; /* (owned) */
  Page *page;        /* in @self's queue as long as it loads */
} Request;

enum
{
  PROP_BUSY = 1,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];
static guint loaded_signal;

G_DEFINE_FINAL_TYPE (NsItemCache, ns_item_cache, G_TYPE_OBJECT)

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_clear_pointer (&entry->item, ns_item_unref);
  g_free (entry);
}

static void
page_free (gpointer data)
{
  Page *page = data;

  g_array_unref (page->ids);
  g_free (page);
}

static void
ns_item_cache_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_BUSY)
    g_value_set_boolean (value, ns_item_cache_is_busy (NS_ITEM_CACHE (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
ns_item_cache_dispose (GObject *object)
{
  NsItemCache *self = NS_ITEM_CACHE (object);

  g_cancellable_cancel (self->cancellable);
  G_OBJECT_CLASS (ns_item_cache_parent_class)->dispose (object);
}

static void
ns_item_cache_finalize (GObject *object)
{
  NsItemCache *self = NS_ITEM_CACHE (object);

  g_clear_object (&self->store);
  g_clear_object (&self->cancellable);
  g_hash_table_unref (self->entries);
  g_queue_clear_full (&self->pages, page_free);
  G_OBJECT_CLASS (ns_item_cache_parent_class)->finalize (object);
}

static void
ns_item_cache_class_init (NsItemCacheClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = ns_item_cache_get_property;
  object_class->dispose = ns_item_cache_dispose;
  object_class->finalize = ns_item_cache_finalize;

  props[PROP_BUSY] = g_param_spec_boolean ("busy", NULL, NULL, FALSE,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, props);
  loaded_signal = g_signal_new ("loaded", NS_TYPE_ITEM_CACHE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                1, G_TYPE_PTR_ARRAY);
}

static void
ns_item_cache_init (NsItemCache *self)
{
  self->cancellable = g_cancellable_new ();
  self->entries = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, entry_free);
  g_queue_init (&self->pages);
}

/**
 * ns_item_cache_new:
 * @store: where the items are
 *
 * Returns: (transfer full): an empty cache
 */
NsItemCache *
ns_item_cache_new (NsStore *store)
{
  NsItemCache *self = g_object_new (NS_TYPE_ITEM_CACHE, NULL);

  self->store = g_object_ref (store);
  return self;
}

/**
 * ns_item_cache_is_busy:
 * @self: the cache
 *
 * Returns: whether pages are on their way
 */
gboolean
ns_item_cache_is_busy (NsItemCache *self)
{
  return self->n_loading > 0;
}

/**
 * ns_item_cache_peek:
 * @self: the cache
 * @id: an item
 * @item: (out) (transfer none) (nullable): the item as last read; %NULL while it is on its way
 *
 * Looks an item up without waiting, and counts as a use of its page.
 *
 * Returns: whether it is here or on its way; if not, call ns_item_cache_request()
 */
gboolean
ns_item_cache_peek (NsItemCache *self, gint64 id, NsItem **item)
{
  const Entry *entry = g_hash_table_lookup (self->entries, &id);

  *item = entry != NULL ? entry->item : NULL;
  if (entry == NULL)
    return FALSE;

  if (g_queue_peek_head (&self->pages) != entry->page)
    {
      g_queue_remove (&self->pages, entry->page);
      g_queue_push_head (&self->pages, entry->page);
    }
  return TRUE;
}

static void
drop_page (NsItemCache *self, Page *page)
{
  for (guint i = 0; i < page->ids->len; i++)
    g_hash_table_remove (self->entries, &g_array_index (page->ids, gint64, i));
  g_queue_remove (&self->pages, page);
  page_free (page);
}

static void
drop_old_pages (NsItemCache *self, guint keep)
{
  GList *link = self->pages.tail;

  while (link != NULL && self->pages.length > keep)
    {
      Page *page = link->data;

      link = link->prev;
      if (page->n_loading == 0)
        drop_page (self, page);
    }
}

static void
add_loading (NsItemCache *self, Page *page, int change)
{
  const gboolean was_busy = ns_item_cache_is_busy (self);

  page->n_loading += (guint) change;
  self->n_loading += (guint) change;
  if (was_busy != ns_item_cache_is_busy (self))
    g_object_notify_by_pspec (G_OBJECT (self), props[PROP_BUSY]);
}

static void
take_items (NsItemCache *self, GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);
      Entry *entry = item != NULL ? g_hash_table_lookup (self->entries, &item->id) : NULL;

      if (entry == NULL)
        continue;
      g_clear_pointer (&entry->item, ns_item_unref);
      entry->item = ns_item_ref (item);
    }
}

static void
load_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autofree Request *request = user_data;
  g_autoptr (NsItemCache) self = g_steal_pointer (&request->self);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) items = ns_store_load_finish (NS_STORE (source), result, &error);

  if (items != NULL)
    {
      take_items (self, items);
      g_signal_emit (self, loaded_signal, 0, items);
    }
  else if (!ns_worker_was_stopped (error))
    g_warning ("A page of the outbox cannot be read: %s", error->message);

  add_loading (self, request->page, -1);
  drop_old_pages (self, MAX_PAGES);
}

static void
load_page (NsItemCache *self, Page *page)
{
  Request *request = g_new0 (Request, 1);

  request->self = g_object_ref (self);
  request->page = page;
  add_loading (self, page, 1);
  ns_store_load_async (self->store, (const gint64 *) (gpointer) page->ids->data, page->ids->len, self->cancellable,
                       load_cb, request);
}

/**
 * ns_item_cache_request:
 * @self: the cache
 * @ids: (array length=n_ids): items that stand together, at most %NS_ITEM_CACHE_PAGE
 * @n_ids: their number
 *
 * Reads those of @ids that are neither here nor on their way, as one page; `loaded` tells when they came.
 */
void
ns_item_cache_request (NsItemCache *self, const gint64 *ids, guint n_ids)
{
  Page *page = g_new0 (Page, 1);

  page->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  for (guint i = 0; i < n_ids; i++)
    {
      Entry *entry;

      if (g_hash_table_contains (self->entries, &ids[i]))
        continue;
      entry = g_new0 (Entry, 1);
      entry->page = page;
      g_array_append_val (page->ids, ids[i]);
      g_hash_table_insert (self->entries, g_memdup2 (&ids[i], sizeof ids[i]), entry);
    }

  if (page->ids->len == 0)
    {
      page_free (page);
      return;
    }
  g_queue_push_head (&self->pages, page);
  load_page (self, page);
}

/**
 * ns_item_cache_refresh:
 * @self: the cache
 *
 * Reads the pages in use again after the store has changed and forgets the others. Until they come, their items stay
 * as they were.
 */
void
ns_item_cache_refresh (NsItemCache *self)
{
  drop_old_pages (self, FRESH_PAGES);
  for (GList *link = self->pages.head; link != NULL; link = link->next)
    load_page (self, link->data);
}
