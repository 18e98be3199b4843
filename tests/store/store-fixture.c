/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/store-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

/**
 * fixture_set_up_closed:
 *
 * Makes an empty profile folder.
 */
void
fixture_set_up_closed (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *folder = g_dir_make_tmp ("notifysync-store-XXXXXX", &error);

  g_assert_no_error (error);
  /* One level deeper, so that the store makes the folder itself. */
  fixture->profile = g_build_filename (folder, "profile", NULL);
  fixture->clock = ns_clock_new_fake (FIXTURE_NOW);
}

/**
 * fixture_set_up:
 *
 * Makes an empty profile and opens its store.
 */
void
fixture_set_up (Fixture *fixture, gconstpointer data)
{
  fixture_set_up_closed (fixture, data);
  fixture_reopen (fixture);
}

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      /* A store whose last call has just ended may still be taking its log away. */
      g_assert_true (g_unlink (file) == 0 || errno == ENOENT);
    }
  g_rmdir (path);
}

/**
 * fixture_tear_down:
 *
 * Closes the store and removes its folder.
 */
void
fixture_tear_down (Fixture *fixture, gconstpointer data)
{
  g_autofree char *parent = g_path_get_dirname (fixture->profile);

  if (fixture->store != NULL)
    ns_store_close (fixture->store);
  g_clear_object (&fixture->store);
  remove_folder (fixture->profile);
  remove_folder (parent);
  g_clear_object (&fixture->clock);
  g_free (fixture->profile);
}

/**
 * fixture_path:
 *
 * Returns: (transfer full): a file of the profile
 */
char *
fixture_path (const Fixture *fixture, const char *name)
{
  return g_build_filename (fixture->profile, name, NULL);
}

/**
 * fixture_open:
 *
 * Returns: (transfer full) (nullable): one more store on the profile
 */
NsStore *
fixture_open (const Fixture *fixture, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_open_async (fixture->profile, fixture->clock, NULL, ns_await_cb, &await);
  return ns_store_open_finish (ns_await_result (&await), error);
}

/**
 * fixture_reopen:
 *
 * Closes the store, where there is one, and opens it again.
 */
void
fixture_reopen (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  if (fixture->store != NULL)
    ns_store_close (fixture->store);
  g_clear_object (&fixture->store);
  fixture->store = fixture_open (fixture, &error);
  g_assert_no_error (error);
}

/**
 * fixture_set_account:
 *
 * Sets the account up, or changes it.
 */
void
fixture_set_account (Fixture *fixture, const char *server, const char *user)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsAccount) account = ns_account_new ();

  account->server = g_strdup (server);
  account->user = g_strdup (user);
  account->email = g_strdup ("demo@example.test");
  ns_store_set_account_async (fixture->store, account, NULL, ns_await_cb, &await);
  ns_store_set_account_finish (fixture->store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/**
 * draft_new:
 *
 * Returns: (transfer full): a draft whose payload is its subject
 */
NsDraft *
draft_new (NsKind kind, const char *subject, const char *uid)
{
  NsDraft *draft = ns_draft_new (kind, kind == NS_KIND_MAIL ? NS_OPERATION_SEND : NS_OPERATION_ADD);

  draft->subject = g_strdup (subject);
  draft->recipients = g_strdup ("Ann <ann@example.test>");
  draft->uid = g_strdup (uid);
  draft->payload = g_bytes_new (subject, strlen (subject));
  draft->media_type = g_strdup (kind == NS_KIND_MAIL ? "message/rfc822" : "text/calendar");
  return draft;
}

/**
 * enqueue:
 *
 * Returns: (transfer full): a new item
 */
NsItem *
enqueue (NsStore *store, NsKind kind, const char *subject, const char *uid)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (NsDraft) draft = draft_new (kind, subject, uid);
  NsItem *item;

  ns_store_enqueue_async (store, draft, NULL, ns_await_cb, &await);
  item = ns_store_enqueue_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return item;
}

/**
 * get_item:
 *
 * Returns: (transfer full): an item
 */
NsItem *
get_item (NsStore *store, gint64 id)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsItem *item;

  ns_store_get_item_async (store, id, NULL, ns_await_cb, &await);
  item = ns_store_get_item_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return item;
}

/**
 * get_state:
 *
 * Returns: the state of an item
 */
NsState
get_state (NsStore *store, gint64 id)
{
  g_autoptr (NsItem) item = get_item (store, id);

  return item->state;
}

/**
 * get_payload:
 *
 * Returns: (transfer full) (nullable): a payload as text
 */
char *
get_payload (NsStore *store, gint64 id, NsPayloadRole role, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GBytes) bytes = NULL;

  ns_store_get_payload_async (store, id, role, NULL, ns_await_cb, &await);
  bytes = ns_store_get_payload_finish (store, ns_await_result (&await), NULL, error);
  if (bytes == NULL)
    return NULL;
  return g_string_free (g_string_new_len (g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes)), FALSE);
}

/**
 * list:
 *
 * Returns: (transfer full) (element-type NsItem): a list, of which ns_store_list_ids_async() gives the same ids
 */
GPtrArray *
list (NsStore *store, guint states, const char *text, gboolean deleted)
{
  const NsFilter filter = { .states = states, .text = text, .deleted = deleted };
  g_auto (NsAwait) await = NS_AWAIT_INIT, await_ids = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GArray) ids = NULL;
  GPtrArray *items;

  ns_store_list_async (store, &filter, NULL, ns_await_cb, &await);
  ns_store_list_ids_async (store, &filter, NULL, ns_await_cb, &await_ids);
  items = ns_store_list_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  ids = ns_store_list_ids_finish (store, ns_await_result (&await_ids), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (items->len, ==, ids->len);
  for (guint i = 0; i < ids->len; i++)
    g_assert_cmpint (((const NsItem *) items->pdata[i])->id, ==, g_array_index (ids, gint64, i));
  return items;
}

/**
 * tally:
 *
 * Returns: the tally
 */
NsTally
tally (NsStore *store)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  NsTally numbers = { 0 };

  ns_store_get_tally_async (store, NULL, ns_await_cb, &await);
  ns_store_get_tally_finish (store, ns_await_result (&await), &numbers, &error);
  g_assert_no_error (error);
  return numbers;
}

/**
 * apply:
 *
 * Returns: whether the event was applied to the item
 */
gboolean
apply (NsStore *store, gint64 id, NsEvent event, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_apply_async (store, &id, 1, event, NULL, ns_await_cb, &await);
  return ns_store_apply_finish (store, ns_await_result (&await), error);
}

/**
 * set_deleted:
 *
 * Returns: whether the item was deleted or brought back
 */
gboolean
set_deleted (NsStore *store, gint64 id, gboolean deleted, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_set_deleted_async (store, &id, 1, deleted, NULL, ns_await_cb, &await);
  return ns_store_set_deleted_finish (store, ns_await_result (&await), error);
}

/**
 * get_account:
 *
 * Returns: (transfer full) (nullable): the account
 */
NsAccount *
get_account (NsStore *store, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_get_account_async (store, NULL, ns_await_cb, &await);
  return ns_store_get_account_finish (store, ns_await_result (&await), error);
}

/**
 * list_due:
 *
 * Returns: (transfer full) (element-type NsItem): what may go out
 */
GPtrArray *
list_due (NsStore *store, guint kinds, gint64 after_id, guint limit)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *items;

  ns_store_list_due_async (store, kinds, after_id, limit, NULL, ns_await_cb, &await);
  items = ns_store_list_due_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return items;
}

/**
 * lease_items:
 *
 * Returns: (transfer full) (nullable): the batch in the journal
 */
NsBatch *
lease_items (NsStore *store, NsItem *const *items, guint n_items, const char *collection_id, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (NsBatch) batch = ns_batch_new (collection_id != NULL ? NS_COMMAND_SYNC : NS_COMMAND_SEND_MAIL);

  batch->collection_id = g_strdup (collection_id);
  batch->sync_key = collection_id != NULL ? g_strdup ("key-1") : NULL;
  batch->version = 141;
  batch->request = g_bytes_new_static ("\3\1\152\0request", 11);
  for (guint i = 0; i < n_items; i++)
    g_ptr_array_add (batch->items, ns_item_ref (items[i]));
  ns_store_lease_async (store, batch, NULL, ns_await_cb, &await);
  return ns_store_lease_finish (store, ns_await_result (&await), error);
}

/**
 * lease:
 *
 * Returns: (transfer full) (nullable): a batch of one item, read just before
 */
NsBatch *
lease (NsStore *store, gint64 id, GError **error)
{
  NsItem *item = get_item (store, id);
  NsBatch *batch = lease_items (store, &item, 1, item->operation == NS_OPERATION_SEND ? NULL : "folder", error);

  ns_item_unref (item);
  return batch;
}

/**
 * settle_results:
 *
 * Returns: whether the results were recorded
 */
gboolean
settle_results (NsStore *store, gint64 batch_id, GPtrArray *results, const char *key, GError **error)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;

  ns_store_settle_async (store, batch_id, results, key, NULL, ns_await_cb, &await);
  return ns_store_settle_finish (store, ns_await_result (&await), error);
}

/**
 * settle:
 *
 * Returns: whether the result of one item was recorded
 */
gboolean
settle (NsStore *store, gint64 batch_id, gint64 item_id, NsEvent event, GError **error)
{
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);

  g_ptr_array_add (results, ns_result_new (item_id, event));
  return settle_results (store, batch_id, results, NULL, error);
}

/**
 * get_journal:
 *
 * Returns: (transfer full) (element-type NsBatch): the journal
 */
GPtrArray *
get_journal (NsStore *store)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *batches;

  ns_store_get_journal_async (store, NULL, ns_await_cb, &await);
  batches = ns_store_get_journal_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return batches;
}

/**
 * get_collections:
 *
 * Returns: (transfer full) (element-type NsCollection): the folders
 */
GPtrArray *
get_collections (NsStore *store)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  GPtrArray *collections;

  ns_store_get_collections_async (store, NULL, ns_await_cb, &await);
  collections = ns_store_get_collections_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return collections;
}

/**
 * put_folder:
 *
 * Adds one folder.
 */
void
put_folder (NsStore *store, const char *server_id, const char *sync_key)
{
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) collections = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_collection_free);
  NsCollection *collection = ns_collection_new (server_id, "0", "Folder", 8);

  collection->sync_key = g_strdup (sync_key);
  g_ptr_array_add (collections, collection);
  ns_store_put_collections_async (store, collections, NULL, FALSE, NULL, NULL, ns_await_cb, &await);
  ns_store_put_collections_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
}

/**
 * bring_to:
 *
 * Returns: the id of a new mail in that state, reached by the events that lead there
 */
gint64
bring_to (NsStore *store, NsState state)
{
  static const NsEvent results[] = {
    [NS_STATE_ERROR] = NS_EVENT_REFUSE,
    [NS_STATE_UNCERTAIN] = NS_EVENT_LOSE_TRACK,
    [NS_STATE_DELIVERED] = NS_EVENT_ACCEPT,
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) item = enqueue (store, NS_KIND_MAIL, "mail", NULL);
  g_autoptr (NsBatch) batch = NULL;

  if (state == NS_STATE_HELD)
    apply (store, item->id, NS_EVENT_HOLD, &error);
  else if (state != NS_STATE_PENDING)
    batch = lease (store, item->id, &error);
  g_assert_no_error (error);
  if (batch != NULL && state != NS_STATE_SENDING)
    settle (store, batch->id, item->id, results[state], &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_state (store, item->id), ==, state);
  return item->id;
}

/* Both sides agreed on "agreed"; then the user queued "mine", the server got "theirs", and the server won. */
gint64
bring_to_conflict (NsStore *store, const char *uid, const char *theirs)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (NsItem) first = enqueue (store, NS_KIND_EVENT, "first", uid);
  g_autoptr (NsItem) change = NULL;
  g_autoptr (GPtrArray) objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_object_free);
  g_autoptr (GPtrArray) results = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_result_free);
  g_autoptr (GBytes) bytes = theirs != NULL ? g_bytes_new (theirs, strlen (theirs)) : NULL;
  g_autoptr (NsBatch) delivery = NULL, refusal = NULL;
  g_auto (NsAwait) await = NS_AWAIT_INIT;
  NsResult *accepted = ns_result_new (first->id, NS_EVENT_ACCEPT);

  put_folder (store, "folder", "key-1");
  delivery = lease (store, first->id, &error);
  accepted->server_id = g_strdup_printf ("folder:%s", uid);
  accepted->agreed = g_bytes_new_static ("agreed", 6);
  g_ptr_array_add (results, accepted);
  g_assert_true (settle_results (store, delivery->id, results, "key-2", &error));

  change = enqueue (store, NS_KIND_EVENT, "mine", uid);
  g_assert_cmpint (change->operation, ==, NS_OPERATION_CHANGE);
  refusal = lease (store, change->id, &error);
  g_assert_true (settle (store, refusal->id, change->id, NS_EVENT_REFUSE, &error));
  g_assert_no_error (error);
  g_ptr_array_add (objects, ns_object_new (change->server_id, bytes));
  ns_store_record_pull_async (store, "folder", "key-3", objects, NULL, ns_await_cb, &await);
  ns_store_record_pull_finish (store, ns_await_result (&await), &error);
  g_assert_no_error (error);
  return change->id;
}
