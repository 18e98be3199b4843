/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store.h"

#include "store/ns-account-table.h"
#include "store/ns-attempt-table.h"
#include "store/ns-item-query.h"
#include "store/ns-item-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-store-private.h"

typedef struct
{
  gint64 id;
  NsPayloadRole role;
} PayloadKey;

typedef struct
{
  GBytes *bytes;    /* (owned) (nullable): NULL once taken */
  char *media_type; /* (owned) (nullable): NULL once taken */
} Payload;

static NsFilter *
filter_copy (const NsFilter *filter)
{
  static const NsFilter everything;
  NsFilter *copy = g_memdup2 (filter != NULL ? filter : &everything, sizeof (NsFilter));

  copy->text = g_strdup (copy->text);
  return copy;
}

static void
filter_free (NsFilter *filter)
{
  g_free ((char *) filter->text);
  g_free (filter);
}

static void
payload_free (Payload *payload)
{
  g_clear_pointer (&payload->bytes, g_bytes_unref);
  g_free (payload->media_type);
  g_free (payload);
}

static gpointer
list (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return ns_item_query_list (db, data, error);
}

static const NsStoreCall list_call = {
  NS_STORE_READ, list, (GDestroyNotify) filter_free, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_list_async:
 * @self: a store
 * @filter: (nullable): which items; %NULL for the whole outbox
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads whole items. For a list of unknown length take ns_store_list_ids_async() and load the visible part.
 */
void
ns_store_list_async (NsStore *self, const NsFilter *filter, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  ns_store_run (self, &list_call, filter_copy (filter), cancellable, callback, user_data);
}

/**
 * ns_store_list_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): the items, in the order of the filter
 */
GPtrArray *
ns_store_list_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_call, result, error);
}

static gpointer
list_ids (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return ns_item_query_ids (db, data, error);
}

static const NsStoreCall list_ids_call = {
  NS_STORE_READ, list_ids, (GDestroyNotify) filter_free, (GDestroyNotify) g_array_unref
};

/**
 * ns_store_list_ids_async:
 * @self: a store
 * @filter: (nullable): which items; %NULL for the whole outbox
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads the keys of a list; without text, kinds and order from an index alone.
 */
void
ns_store_list_ids_async (NsStore *self, const NsFilter *filter, GCancellable *cancellable,
                         GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &list_ids_call, filter_copy (filter), cancellable, callback, user_data);
}

/**
 * ns_store_list_ids_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type gint64): the ids, in the order of the filter
 */
GArray *
ns_store_list_ids_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_ids_call, result, error);
}

static gpointer
load (NsDb *db, gint64 now, gpointer data, GError **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_item_unref);
  const NsIds *key = data;

  for (guint i = 0; i < key->ids->len; i++)
    {
      g_autoptr (GError) fault = NULL;
      NsItem *item = ns_item_table_find (db, g_array_index (key->ids, gint64, i), &fault);

      if (item != NULL)
        g_ptr_array_add (items, item);
      if (fault != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&fault));
          return NULL;
        }
    }
  return g_steal_pointer (&items);
}

static const NsStoreCall load_call = {
  NS_STORE_READ, load, (GDestroyNotify) ns_ids_free, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_load_async:
 * @self: a store
 * @ids: (array length=n_ids): which items
 * @n_ids: how many
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads some items, as they were at one moment.
 */
void
ns_store_load_async (NsStore *self, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                     GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &load_call, ns_ids_new (ids, n_ids), cancellable, callback, user_data);
}

/**
 * ns_store_load_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsItem): the items in the order that was asked for; those that are gone are
 *   left out
 */
GPtrArray *
ns_store_load_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &load_call, result, error);
}

static gpointer
get_item (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;

  return ns_item_table_get (db, *id, error);
}

static const NsStoreCall get_item_call = { NS_STORE_READ, get_item, g_free, (GDestroyNotify) ns_item_unref };

/**
 * ns_store_get_item_async:
 * @self: a store
 * @id: an item's id
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads one item, be it deleted or not.
 */
void
ns_store_get_item_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                         gpointer user_data)
{
  ns_store_run (self, &get_item_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

/**
 * ns_store_get_item_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NOT_FOUND
 *
 * Returns: (transfer full): the item
 */
NsItem *
ns_store_get_item_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_item_call, result, error);
}

static gpointer
get_payload (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const PayloadKey *key = data;
  char *media_type = NULL;
  GBytes *bytes = ns_payload_table_get (db, key->id, key->role, &media_type, error);
  Payload *payload;

  if (bytes == NULL)
    return NULL;
  payload = g_new (Payload, 1);
  payload->bytes = bytes;
  payload->media_type = media_type;
  return payload;
}

static const NsStoreCall get_payload_call = { NS_STORE_READ, get_payload, g_free, (GDestroyNotify) payload_free };

/**
 * ns_store_get_payload_async:
 * @self: a store
 * @id: an item's id
 * @role: which version
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads the content of an item.
 */
void
ns_store_get_payload_async (NsStore *self, gint64 id, NsPayloadRole role, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  const PayloadKey key = { id, role };

  ns_store_run (self, &get_payload_call, g_memdup2 (&key, sizeof key), cancellable, callback, user_data);
}

/**
 * ns_store_get_payload_finish:
 * @self: a store
 * @result: what the callback got
 * @media_type: (out) (optional) (transfer full): its type
 * @error: %NS_STORE_ERROR_NOT_FOUND where the item, or this version of it, is not there
 *
 * Returns: (transfer full): the bytes
 */
GBytes *
ns_store_get_payload_finish (NsStore *self, GAsyncResult *result, char **media_type, GError **error)
{
  Payload *payload = ns_store_run_finish (self, &get_payload_call, result, error);
  GBytes *bytes;

  if (payload == NULL)
    return NULL;
  bytes = g_steal_pointer (&payload->bytes);
  if (media_type != NULL)
    *media_type = g_steal_pointer (&payload->media_type);
  payload_free (payload);
  return bytes;
}

static gpointer
get_attempts (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const gint64 *id = data;

  return ns_attempt_table_list (db, *id, error);
}

static const NsStoreCall get_attempts_call = { NS_STORE_READ, get_attempts, g_free, (GDestroyNotify) g_array_unref };

/**
 * ns_store_get_attempts_async:
 * @self: a store
 * @id: an item's id
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads how the tries of an item went.
 */
void
ns_store_get_attempts_async (NsStore *self, gint64 id, GCancellable *cancellable, GAsyncReadyCallback callback,
                             gpointer user_data)
{
  ns_store_run (self, &get_attempts_call, g_memdup2 (&id, sizeof id), cancellable, callback, user_data);
}

/**
 * ns_store_get_attempts_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsAttempt): the tries, oldest first
 */
GArray *
ns_store_get_attempts_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_attempts_call, result, error);
}

static gpointer
get_tally (NsDb *db, gint64 now, gpointer data, GError **error)
{
  g_autofree NsTally *tally = g_new (NsTally, 1);

  return ns_item_query_tally (db, tally, error) ? g_steal_pointer (&tally) : NULL;
}

static const NsStoreCall get_tally_call = { NS_STORE_READ, get_tally, NULL, g_free };

/**
 * ns_store_get_tally_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads how many items are in which state; takes the same short time whatever lies in the outbox.
 */
void
ns_store_get_tally_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &get_tally_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_get_tally_finish:
 * @self: a store
 * @result: what the callback got
 * @out: (out): the numbers
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether they were read
 */
gboolean
ns_store_get_tally_finish (NsStore *self, GAsyncResult *result, NsTally *out, GError **error)
{
  g_autofree NsTally *tally = ns_store_run_finish (self, &get_tally_call, result, error);

  if (tally != NULL)
    *out = *tally;
  return tally != NULL;
}

static gpointer
tally_items (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsIds *key = data;
  g_autofree NsTally *tally = g_new (NsTally, 1);

  return ns_item_query_tally_items (db, key->ids, tally, error) ? g_steal_pointer (&tally) : NULL;
}

static const NsStoreCall tally_items_call = { NS_STORE_READ, tally_items, (GDestroyNotify) ns_ids_free, g_free };

/**
 * ns_store_tally_items_async:
 * @self: a store
 * @ids: (array length=n_ids): items
 * @n_ids: how many
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads how many of some items are in which state, such as of those that are selected.
 */
void
ns_store_tally_items_async (NsStore *self, const gint64 *ids, guint n_ids, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &tally_items_call, ns_ids_new (ids, n_ids), cancellable, callback, user_data);
}

/**
 * ns_store_tally_items_finish:
 * @self: a store
 * @result: what the callback got
 * @out: (out): the numbers, without a next try; what is gone or deleted is not counted
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether they were read
 */
gboolean
ns_store_tally_items_finish (NsStore *self, GAsyncResult *result, NsTally *out, GError **error)
{
  g_autofree NsTally *tally = ns_store_run_finish (self, &tally_items_call, result, error);

  if (tally != NULL)
    *out = *tally;
  return tally != NULL;
}

static gpointer
get_account (NsDb *db, gint64 now, gpointer data, GError **error)
{
  return ns_account_table_get (db, error);
}

static const NsStoreCall get_account_call = { NS_STORE_READ, get_account, NULL, (GDestroyNotify) ns_account_unref };

/**
 * ns_store_get_account_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads the account.
 */
void
ns_store_get_account_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ns_store_run (self, &get_account_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_get_account_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NO_ACCOUNT where none is set up
 *
 * Returns: (transfer full): the account
 */
NsAccount *
ns_store_get_account_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_account_call, result, error);
}
