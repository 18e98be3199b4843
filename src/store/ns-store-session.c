/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store-delivery.h"

#include "store/ns-account-table.h"
#include "store/ns-collection-table.h"
#include "store/ns-duplicate-table.h"
#include "store/ns-known-object-table.h"
#include "store/ns-payload-table.h"
#include "store/ns-seen-table.h"
#include "store/ns-store-private.h"

typedef struct
{
  GPtrArray *collections; /* (owned) (nullable) (element-type NsCollection) */
  GPtrArray *deleted_ids; /* (owned) (nullable) (element-type utf8) */
  gboolean replace;
  char *folder_sync_key;  /* (owned) (nullable) */
} Tree;

typedef struct
{
  char *collection_id; /* (owned) */
  char *sync_key;      /* (owned) (nullable) */
  GPtrArray *objects;  /* (owned) (nullable) (element-type NsObject) */
} Pull;

static void
tree_free (Tree *tree)
{
  g_clear_pointer (&tree->collections, g_ptr_array_unref);
  g_clear_pointer (&tree->deleted_ids, g_ptr_array_unref);
  g_free (tree->folder_sync_key);
  g_free (tree);
}

static void
pull_free (Pull *pull)
{
  g_free (pull->collection_id);
  g_free (pull->sync_key);
  g_clear_pointer (&pull->objects, g_ptr_array_unref);
  g_free (pull);
}

static GPtrArray *
ref_array (GPtrArray *array)
{
  return array != NULL ? g_ptr_array_ref (array) : NULL;
}

static gpointer
set_session (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsAccount *account = data;
  g_autoptr (NsAccount) current = ns_account_table_get (db, error);

  if (current == NULL)
    return NULL;
  if (g_strcmp0 (current->server, account->server) != 0 || g_strcmp0 (current->user, account->user) != 0)
    {
      g_set_error_literal (error, NS_STORE_ERROR, NS_STORE_ERROR_STATE,
                           "The account was changed meanwhile: what was learned is about another mailbox.");
      return NULL;
    }
  return ns_account_table_set_session (db, current->id, account, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall set_session_call = { NS_STORE_WRITE, set_session, (GDestroyNotify) ns_account_unref, NULL };

/**
 * ns_store_set_session_async:
 * @self: a store
 * @account: the account with what was learned; its server and user as they were read
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Writes the engine's own columns: version, policy key, folder key, product, fault, retry time,
 * failures, the sizes that were learned and what the server was seen to do.
 */
void
ns_store_set_session_async (NsStore *self, const NsAccount *account, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data)
{
  ns_store_run (self, &set_session_call, ns_account_ref (account), cancellable, callback, user_data);
}

/**
 * ns_store_set_session_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR_NO_ACCOUNT, or %NS_STORE_ERROR_STATE where the user entered another server or login
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_set_session_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &set_session_call, result, error) != NULL;
}

static gpointer
get_collections (NsDb *db, gint64 now, gpointer data, GError **error)
{
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error))
    return NULL;
  return ns_collection_table_list (db, account_id, error);
}

static const NsStoreCall get_collections_call = {
  NS_STORE_READ, get_collections, NULL, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_get_collections_async:
 * @self: a store
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads the folders.
 */
void
ns_store_get_collections_async (NsStore *self, GCancellable *cancellable, GAsyncReadyCallback callback,
                                gpointer user_data)
{
  ns_store_run (self, &get_collections_call, NULL, cancellable, callback, user_data);
}

/**
 * ns_store_get_collections_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type NsCollection): the folders
 */
GPtrArray *
ns_store_get_collections_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &get_collections_call, result, error);
}

static gboolean
same_id (gconstpointer collection, gconstpointer server_id)
{
  return g_str_equal (((const NsCollection *) collection)->server_id, server_id);
}

static gboolean
remove_others (NsDb *db, gint64 account_id, GPtrArray *kept, GError **error)
{
  g_autoptr (GPtrArray) old = ns_collection_table_list (db, account_id, error);

  if (old == NULL)
    return FALSE;
  for (guint i = 0; i < old->len; i++)
    {
      const NsCollection *collection = old->pdata[i];

      if (kept != NULL && g_ptr_array_find_with_equal_func (kept, collection->server_id, same_id, NULL))
        continue;
      if (!ns_collection_table_remove (db, account_id, collection->server_id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
put_tree (NsDb *db, gint64 account_id, const Tree *tree, GError **error)
{
  for (guint i = 0; tree->deleted_ids != NULL && i < tree->deleted_ids->len; i++)
    if (!ns_collection_table_remove (db, account_id, tree->deleted_ids->pdata[i], error))
      return FALSE;
  if (tree->replace && !remove_others (db, account_id, tree->collections, error))
    return FALSE;
  for (guint i = 0; tree->collections != NULL && i < tree->collections->len; i++)
    if (!ns_collection_table_put (db, account_id, tree->collections->pdata[i], error))
      return FALSE;
  return TRUE;
}

static gpointer
put_collections (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Tree *tree = data;
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error) || !put_tree (db, account_id, tree, error))
    return NULL;
  if (tree->folder_sync_key != NULL
      && !ns_account_table_set_folder_key (db, account_id, tree->folder_sync_key, error))
    return NULL;
  return NS_STORE_DONE;
}

static const NsStoreCall put_collections_call = { NS_STORE_WRITE, put_collections, (GDestroyNotify) tree_free, NULL };

/**
 * ns_store_put_collections_async:
 * @self: a store
 * @collections: (nullable) (element-type NsCollection): new or renewed folders; not to be changed until the call ends
 * @deleted_ids: (nullable) (element-type utf8): folders that are gone; the same holds
 * @replace: whether @collections is the whole tree, so that others are gone too
 * @folder_sync_key: (nullable): the new key of the tree; %NULL keeps the old one
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Records an answer of FolderSync with its key, in one transaction.
 */
void
ns_store_put_collections_async (NsStore *self, GPtrArray *collections, GPtrArray *deleted_ids, gboolean replace,
                                const char *folder_sync_key, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data)
{
  Tree *tree = g_new (Tree, 1);

  tree->collections = ref_array (collections);
  tree->deleted_ids = ref_array (deleted_ids);
  tree->replace = replace;
  tree->folder_sync_key = g_strdup (folder_sync_key);
  ns_store_run (self, &put_collections_call, tree, cancellable, callback, user_data);
}

/**
 * ns_store_put_collections_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_put_collections_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &put_collections_call, result, error) != NULL;
}

/* What duplicates are told from, in the same transaction as the key: what one pull brings, no other brings again. */
static gboolean
note_seen (NsDb *db, gint64 account_id, gint64 now, const Pull *pull, GError **error)
{
  for (guint i = 0; i < pull->objects->len; i++)
    {
      const NsObject *object = pull->objects->pdata[i];

      if (!ns_seen_table_note (db, account_id, pull->collection_id, object->server_id, object->data != NULL, error))
        return FALSE;
      if (object->data == NULL
          && !ns_duplicate_table_remove_copy (db, account_id, pull->collection_id, object->server_id, now, error))
        return FALSE;
    }
  return ns_seen_table_finish (db, account_id, pull->collection_id, now, error);
}

static gpointer
record_pull (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const Pull *pull = data;
  g_autoptr (GBytes) gone = g_bytes_new_static ("", 0);
  gint64 account_id;

  if (!ns_account_table_current_id (db, &account_id, error)
      || !ns_collection_table_set_key (db, account_id, pull->collection_id, pull->sync_key, error))
    return NULL;
  for (guint i = 0; pull->objects != NULL && i < pull->objects->len; i++)
    {
      const NsObject *object = pull->objects->pdata[i];

      if (!ns_payload_table_put_waiting (db, NS_PAYLOAD_SERVER, pull->collection_id, object->server_id,
                                         object->data != NULL ? object->data : gone, error)
          || !ns_known_object_table_pull (db, account_id, pull->collection_id, object->server_id, object->data,
                                          error))
        return NULL;
    }
  return pull->objects == NULL || note_seen (db, account_id, now, pull, error) ? NS_STORE_DONE : NULL;
}

static const NsStoreCall record_pull_call = { NS_STORE_WRITE, record_pull, (GDestroyNotify) pull_free, NULL };

/**
 * ns_store_record_pull_async:
 * @self: a store
 * @collection_id: a folder
 * @sync_key: (nullable): its new key; %NULL where it has to be primed
 * @objects: (nullable) (element-type NsObject): what the same answer brought; not to be changed until the call ends
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is on the disk
 * @user_data: for @callback
 *
 * Records a pull: every item that waits and is about one of the objects keeps the server's version of it, and later
 * changes start from that version.
 */
void
ns_store_record_pull_async (NsStore *self, const char *collection_id, const char *sync_key, GPtrArray *objects,
                            GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data)
{
  Pull *pull = g_new (Pull, 1);

  pull->collection_id = g_strdup (collection_id);
  pull->sync_key = g_strdup (sync_key);
  pull->objects = ref_array (objects);
  ns_store_run (self, &record_pull_call, pull, cancellable, callback, user_data);
}

/**
 * ns_store_record_pull_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: whether it is recorded
 */
gboolean
ns_store_record_pull_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &record_pull_call, result, error) != NULL;
}

static gpointer
list_others (NsDb *db, gint64 now, gpointer data, GError **error)
{
  const NsBatch *batch = data;
  gint64 account_id;

  return ns_account_table_current_id (db, &account_id, error)
           ? ns_known_object_table_list_others (db, account_id, batch->collection_id, batch->id, error)
           : NULL;
}

static const NsStoreCall list_others_call = {
  NS_STORE_READ, list_others, (GDestroyNotify) ns_batch_unref, (GDestroyNotify) g_ptr_array_unref
};

/**
 * ns_store_list_others_async:
 * @self: a store
 * @batch: a batch of the journal with a folder
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads which objects in the folder are known, and are not what an add of the batch would become.
 */
void
ns_store_list_others_async (NsStore *self, NsBatch *batch, GCancellable *cancellable, GAsyncReadyCallback callback,
                            gpointer user_data)
{
  ns_store_run (self, &list_others_call, ns_batch_ref (batch), cancellable, callback, user_data);
}

/**
 * ns_store_list_others_finish:
 * @self: a store
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full) (element-type utf8): their server ids
 */
GPtrArray *
ns_store_list_others_finish (NsStore *self, GAsyncResult *result, GError **error)
{
  return ns_store_run_finish (self, &list_others_call, result, error);
}
