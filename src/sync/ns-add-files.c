/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-add-files.h"

#include "sync/ns-addition.h"

typedef struct
{
  char **paths;         /* (owned) */
  NsAccount *account;   /* (owned) (nullable) */
  NsAddResult *outcome; /* (owned) (nullable) */
} Adding;

static void
adding_free (gpointer data)
{
  Adding *adding = data;

  g_strfreev (adding->paths);
  g_clear_pointer (&adding->account, ns_account_unref);
  g_clear_pointer (&adding->outcome, ns_add_result_free);
  g_free (adding);
}

/**
 * ns_add_result_free:
 * @result: (transfer full): what became of files
 *
 * Frees it.
 */
void
ns_add_result_free (NsAddResult *result)
{
  g_clear_pointer (&result->additions, g_ptr_array_unref);
  g_clear_pointer (&result->items, g_ptr_array_unref);
  g_free (result);
}

static void
return_outcome (GTask *task)
{
  Adding *adding = g_task_get_task_data (task);

  g_task_return_pointer (task, g_steal_pointer (&adding->outcome), (GDestroyNotify) ns_add_result_free);
}

static void
added_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  GError *error = NULL;

  adding->outcome->items = ns_store_add_finish (NS_STORE (source), result, &error);
  if (error != NULL)
    g_task_return_error (task, error);
  else
    return_outcome (task);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  const Adding *adding = data;
  NsAddResult *outcome = g_new0 (NsAddResult, 1);

  outcome->additions = ns_addition_read ((const char *const *) adding->paths, NS_OPERATION_ADD);
  ns_addition_check (outcome->additions, adding->account, FALSE);
  g_task_return_pointer (task, outcome, (GDestroyNotify) ns_add_result_free);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GPtrArray) drafts = NULL;
  GError *error = NULL;

  adding->outcome = g_task_propagate_pointer (G_TASK (result), &error);
  if (adding->outcome == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (ns_addition_find_error (adding->outcome->additions) != NULL)
    {
      return_outcome (task);
      return;
    }
  drafts = ns_addition_list_drafts (adding->outcome->additions);
  ns_store_add_async (NS_STORE (source), drafts, g_task_get_cancellable (task), added_cb, g_object_ref (task));
}

static void
account_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Adding *adding = g_task_get_task_data (task);
  g_autoptr (GTask) reading = NULL;
  g_autoptr (GError) error = NULL;

  adding->account = ns_store_get_account_finish (NS_STORE (source), result, &error);
  if (error != NULL && !g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_NO_ACCOUNT))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }
  /* The task keeps what the thread reads. */
  reading = g_task_new (source, g_task_get_cancellable (task), read_cb, g_object_ref (task));
  g_task_set_task_data (reading, adding, NULL);
  g_task_run_in_thread (reading, read_in_thread);
}

/**
 * ns_add_files_async:
 * @store: the outbox
 * @paths: (array zero-terminated=1): files, in the file system's own encoding
 * @cancellable: (nullable): ends the call
 * @callback: what to call with the result
 * @user_data: for @callback
 *
 * Reads files in another thread, looks them over, and queues all of them, or none where one of them is no good or
 * certain to be refused. The user can undo it.
 */
void
ns_add_files_async (NsStore *store, const char *const *paths, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data)
{
  GTask *task = g_task_new (store, cancellable, callback, user_data);
  Adding *adding = g_new0 (Adding, 1);

  adding->paths = g_strdupv ((char **) paths);
  g_task_set_source_tag (task, ns_add_files_async);
  g_task_set_task_data (task, adding, adding_free);
  ns_store_get_account_async (store, cancellable, account_cb, task);
}

/**
 * ns_add_files_finish:
 * @store: the outbox
 * @result: what the callback got
 * @error: %NS_STORE_ERROR, as ns_store_enqueue_all_finish()
 *
 * Returns: (transfer full) (nullable): what became of the files
 */
NsAddResult *
ns_add_files_finish (NsStore *store, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, store), NULL);
  return g_task_propagate_pointer (G_TASK (result), error);
}
