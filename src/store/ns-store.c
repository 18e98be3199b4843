/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-store.h"

#include "store/ns-store-files.h"
#include "store/ns-store-private.h"
#include "store/ns-txn.h"
#include "store/ns-watch.h"

struct _NsStore
{
  GObject parent_instance;

  char *profile;                       /* (owned) */
  NsClock *clock;                      /* (owned) */
  char *notice;                        /* (owned) (nullable) */
  GMainContext *context;               /* (owned): of the thread that opened it */
  NsWorker *workers[NS_STORE_N_MODES]; /* (owned) */
  NsDb *dbs[NS_STORE_N_MODES];         /* (owned) (nullable) (worker): each its own worker's */
  NsWatch *watch;                      /* (owned) (nullable): from open to close */
  gint64 data_version;                 /* (worker): the writer's view of what others committed */
  int checking;                        /* (atomic): a look at data_version is queued */
  int emitting;                        /* (atomic): `changed` is about to be emitted */
};

enum
{
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (NsStore, ns_store, G_TYPE_OBJECT)
G_DEFINE_QUARK (ns-store-error-quark, ns_store_error)

static void
ns_store_dispose (GObject *object)
{
  ns_store_close (NS_STORE (object));
  G_OBJECT_CLASS (ns_store_parent_class)->dispose (object);
}

static void
ns_store_finalize (GObject *object)
{
  NsStore *self = NS_STORE (object);

  for (int i = 0; i < NS_STORE_N_MODES; i++)
    g_clear_object (&self->workers[i]);
  g_free (self->profile);
  g_free (self->notice);
  g_clear_object (&self->clock);
  g_main_context_unref (self->context);
  G_OBJECT_CLASS (ns_store_parent_class)->finalize (object);
}

static void
ns_store_class_init (NsStoreClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = ns_store_dispose;
  object_class->finalize = ns_store_finalize;

  /**
   * NsStore::changed:
   *
   * Anything may differ from what was read before; this process or another one wrote it.
   */
  signals[CHANGED] = g_signal_new ("changed", NS_TYPE_STORE, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
ns_store_init (NsStore *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->workers[NS_STORE_WRITE] = ns_worker_new ("store-writer");
  self->workers[NS_STORE_READ] = ns_worker_new ("store-reader");
}

static void
weak_ref_free (gpointer data)
{
  g_weak_ref_clear (data);
  g_free (data);
}

static gboolean
emit_cb (gpointer user_data)
{
  g_autoptr (NsStore) self = g_weak_ref_get (user_data);

  if (self != NULL)
    {
      g_atomic_int_set (&self->emitting, FALSE);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  return G_SOURCE_REMOVE;
}

/* Many commits before the main context's next idle moment make one signal. Any thread. */
static void
announce_change (NsStore *self)
{
  g_autoptr (GSource) source = NULL;
  GWeakRef *weak;

  if (!g_atomic_int_compare_and_exchange (&self->emitting, FALSE, TRUE))
    return;
  weak = g_new (GWeakRef, 1);
  g_weak_ref_init (weak, self);
  source = g_idle_source_new ();
  g_source_set_callback (source, emit_cb, weak, weak_ref_free);
  g_source_attach (source, self->context);
}

/* The data version of the writer's connection moves only when another connection commits, and the reader never does:
 * so it tells other processes' changes from our own. */
static void
check_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NsStore *self = source;
  g_autoptr (GError) error = NULL;
  gint64 version;

  g_atomic_int_set (&self->checking, FALSE);
  if (!ns_db_get_int (self->dbs[NS_STORE_WRITE], "PRAGMA data_version", &version, &error))
    g_info ("%s", error->message);
  else if (version != self->data_version)
    {
      self->data_version = version;
      announce_change (self);
    }
  g_task_return_boolean (task, TRUE);
}

static void
watch_cb (GObject *owner)
{
  NsStore *self = NS_STORE (owner);

  if (g_atomic_int_compare_and_exchange (&self->checking, FALSE, TRUE))
    ns_worker_queue (self->workers[NS_STORE_WRITE], G_PRIORITY_LOW, check_in_worker,
                     g_task_new (self, NULL, NULL, NULL));
}

static void
open_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NsStore *self = data;
  GError *error = NULL;

  if (!ns_store_files_open (self->profile, ns_clock_now (self->clock), &self->dbs[NS_STORE_WRITE],
                            &self->dbs[NS_STORE_READ], &self->notice, &error)
      || !ns_db_get_int (self->dbs[NS_STORE_WRITE], "PRAGMA data_version", &self->data_version, &error))
    {
      g_task_return_error (task, error);
      return;
    }
  for (int i = 0; i < NS_STORE_N_MODES; i++)
    ns_db_set_worker (self->dbs[i], self->workers[i]);
  g_task_return_pointer (task, g_object_ref (self), g_object_unref);
}

/**
 * ns_store_open_async:
 * @profile: the profile folder; made where there is none
 * @clock: (transfer none): the time
 * @cancellable: (nullable): ends the call
 * @callback: what to call when it is open
 * @user_data: for @callback
 *
 * Opens the outbox of a profile, as ns_store_files_open() says. The caller's thread is from now on the store's.
 */
void
ns_store_open_async (const char *profile, NsClock *clock, GCancellable *cancellable, GAsyncReadyCallback callback,
                     gpointer user_data)
{
  GTask *task = g_task_new (NULL, cancellable, callback, user_data);
  NsStore *self = g_object_new (NS_TYPE_STORE, NULL);

  self->profile = g_strdup (profile);
  self->clock = g_object_ref (clock);
  g_task_set_source_tag (task, ns_store_open_async);
  g_task_set_task_data (task, self, g_object_unref);
  ns_worker_queue (self->workers[NS_STORE_WRITE], G_PRIORITY_DEFAULT, open_in_worker, task);
}

/**
 * ns_store_open_finish:
 * @result: what the callback got
 * @error: %NS_STORE_ERROR
 *
 * Returns: (transfer full): the open store
 */
NsStore *
ns_store_open_finish (GAsyncResult *result, GError **error)
{
  NsStore *self = g_task_propagate_pointer (G_TASK (result), error);

  if (self != NULL)
    self->watch = ns_watch_new (self->profile, G_OBJECT (self), watch_cb);
  return self;
}

/**
 * ns_store_close:
 * @self: a store
 *
 * Finishes what was asked of it, ends both threads and closes the file. What is asked afterwards ends with
 * %G_IO_ERROR_CLOSED. The last reference does the same.
 */
void
ns_store_close (NsStore *self)
{
  g_clear_pointer (&self->watch, ns_watch_free);
  for (int i = 0; i < NS_STORE_N_MODES; i++)
    ns_worker_shutdown (self->workers[i]);
  /* The writer is the last to go: it brings the log into the file. */
  g_clear_pointer (&self->dbs[NS_STORE_READ], ns_db_free);
  g_clear_pointer (&self->dbs[NS_STORE_WRITE], ns_db_free);
}

/**
 * ns_store_get_profile:
 * @self: a store
 *
 * Returns: (transfer none): its folder
 */
const char *
ns_store_get_profile (NsStore *self)
{
  return self->profile;
}

/**
 * ns_store_get_clock:
 * @self: a store
 *
 * Returns: (transfer none): its clock
 */
NsClock *
ns_store_get_clock (NsStore *self)
{
  return self->clock;
}

/**
 * ns_store_get_notice:
 * @self: a store
 *
 * Returns: (transfer none) (nullable): what the user must be told about this opening, translated: that the file was
 *   damaged, what became of it and how much was kept
 */
const char *
ns_store_get_notice (NsStore *self)
{
  return self->notice;
}

static gpointer
run_in_transaction (NsStore *self, const NsStoreCall *call, gpointer data, GError **error)
{
  NsDb *db = self->dbs[call->mode];
  g_auto (NsTxn) txn = NS_TXN_INIT;
  gpointer result;

  if (!ns_txn_begin (&txn, db, call->mode == NS_STORE_WRITE ? NS_TXN_WRITE : NS_TXN_READ, error))
    return NULL;
  result = call->func (db, ns_clock_now (self->clock), data, error);
  if (result == NULL || ns_txn_commit (&txn, error))
    return result;
  if (call->free_result != NULL)
    call->free_result (result);
  return NULL;
}

static void
run_in_worker (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  NsStore *self = source;
  const NsStoreCall *call = g_task_get_source_tag (task);
  GError *error = NULL;
  gpointer result;

  ns_db_set_cancellable (self->dbs[call->mode], cancellable);
  result = run_in_transaction (self, call, data, &error);
  ns_db_set_cancellable (self->dbs[call->mode], NULL);

  if (g_error_matches (error, NS_STORE_ERROR, NS_STORE_ERROR_DAMAGED))
    ns_store_files_mark_damaged (self->profile);
  if (result == NULL)
    {
      g_task_return_error (task, error);
      return;
    }
  if (call->mode == NS_STORE_WRITE)
    announce_change (self);
  g_task_return_pointer (task, result, call->free_result);
}

/**
 * ns_store_run:
 * @self: an open store
 * @call: what to do
 * @data: (transfer full) (nullable): for the call's function
 * @cancellable: (nullable): ends the call; where it comes after the commit, the call succeeds none the less
 * @callback: (nullable): what to call when it is done
 * @user_data: for @callback
 *
 * The one way of every call to its connection: on the worker, in one transaction, with one `changed` after a commit.
 */
void
ns_store_run (NsStore *self, const NsStoreCall *call, gpointer data, GCancellable *cancellable,
              GAsyncReadyCallback callback, gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);

  g_task_set_source_tag (task, (gpointer) call);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, data, call->free_data);
  ns_worker_queue (self->workers[call->mode], G_PRIORITY_DEFAULT, run_in_worker, task);
}

/**
 * ns_store_run_finish:
 * @self: a store
 * @call: what was to be done
 * @result: what the callback got
 * @error: %NS_STORE_ERROR, %G_IO_ERROR_CANCELLED or %G_IO_ERROR_CLOSED
 *
 * Returns: (transfer full) (nullable): the result of the call's function
 */
gpointer
ns_store_run_finish (NsStore *self, const NsStoreCall *call, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);
  g_return_val_if_fail (g_task_get_source_tag (G_TASK (result)) == call, NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ns_ids_new:
 * @ids: (array length=n_ids): which items
 * @n_ids: how many
 *
 * Returns: (transfer full): a copy of them, for another thread
 */
NsIds *
ns_ids_new (const gint64 *ids, guint n_ids)
{
  NsIds *data = g_new0 (NsIds, 1);

  data->ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_ids);
  g_array_append_vals (data->ids, ids, n_ids);
  return data;
}

/**
 * ns_ids_free:
 * @data: (transfer full): a list of items
 *
 * Frees the list.
 */
void
ns_ids_free (NsIds *data)
{
  g_array_unref (data->ids);
  g_free (data);
}
