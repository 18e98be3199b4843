/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-worker.h"

typedef struct
{
  int priority;
  guint64 arrival;
  GTaskThreadFunc func; /* (nullable): NULL ends the thread */
  GTask *task;          /* (owned) (nullable) */
} Job;

struct _NsWorker
{
  GObject parent_instance;

  GThread *thread;    /* (owned) (nullable) */
  GAsyncQueue *queue; /* (owned) (element-type Job) */
  guint64 arrivals;   /* (atomic by the queue's lock) */
  gboolean closed;    /* (atomic by the queue's lock) */
};

G_DEFINE_FINAL_TYPE (NsWorker, ns_worker, G_TYPE_OBJECT)

static void
job_free (Job *job)
{
  g_clear_object (&job->task);
  g_free (job);
}

static int
compare_jobs (gconstpointer a, gconstpointer b, gpointer user_data)
{
  const Job *left = a, *right = b;

  if (left->priority != right->priority)
    return left->priority < right->priority ? -1 : 1;
  return left->arrival < right->arrival ? -1 : left->arrival > right->arrival;
}

static void
run_job (Job *job)
{
  if (!g_task_return_error_if_cancelled (job->task))
    job->func (job->task, g_task_get_source_object (job->task), g_task_get_task_data (job->task),
               g_task_get_cancellable (job->task));
}

static gpointer
worker_main (gpointer data)
{
  GAsyncQueue *queue = data;

  for (;;)
    {
      Job *job = g_async_queue_pop (queue);
      const gboolean last = job->func == NULL;

      if (!last)
        run_job (job);
      job_free (job);
      if (last)
        break;
    }
  g_async_queue_unref (queue);
  return NULL;
}

static void
ns_worker_finalize (GObject *object)
{
  NsWorker *self = NS_WORKER (object);

  ns_worker_shutdown (self);
  g_async_queue_unref (self->queue);
  G_OBJECT_CLASS (ns_worker_parent_class)->finalize (object);
}

static void
ns_worker_class_init (NsWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ns_worker_finalize;
}

static void
ns_worker_init (NsWorker *self)
{
  self->queue = g_async_queue_new_full ((GDestroyNotify) job_free);
}

/**
 * ns_worker_new:
 * @name: the thread's name, at most 15 characters
 *
 * Returns: (transfer full): a worker whose thread runs
 */
NsWorker *
ns_worker_new (const char *name)
{
  NsWorker *self = g_object_new (NS_TYPE_WORKER, NULL);

  self->thread = g_thread_new (name, worker_main, g_async_queue_ref (self->queue));
  return self;
}

static void
push (NsWorker *self, Job *job)
{
  gboolean refused;

  g_async_queue_lock (self->queue);
  refused = self->closed;
  self->closed |= job->func == NULL;
  job->arrival = self->arrivals++;
  if (!refused)
    g_async_queue_push_sorted_unlocked (self->queue, job, compare_jobs, NULL);
  g_async_queue_unlock (self->queue);

  if (!refused)
    return;
  if (job->task != NULL)
    g_task_return_new_error (job->task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The worker has been shut down");
  job_free (job);
}

/**
 * ns_worker_queue:
 * @self: a worker
 * @priority: lower runs first, as in GLib; %G_PRIORITY_DEFAULT as a rule
 * @func: (scope async): what to do on the worker's thread; it must return @task exactly once
 * @task: (transfer full): the task; its data must be safe to use on the worker's thread
 *
 * Queues a task. A task that is cancelled before its turn returns %G_IO_ERROR_CANCELLED without @func;
 * after ns_worker_shutdown() it returns %G_IO_ERROR_CLOSED. Any thread.
 */
void
ns_worker_queue (NsWorker *self, int priority, GTaskThreadFunc func, GTask *task)
{
  Job *job = g_new0 (Job, 1);

  g_return_if_fail (func != NULL);

  job->priority = priority;
  job->func = func;
  job->task = task;
  push (self, job);
}

/**
 * ns_worker_is_current:
 * @self: a worker
 *
 * Returns: whether the caller runs on the worker's thread; for assertions
 */
gboolean
ns_worker_is_current (NsWorker *self)
{
  return g_thread_self () == self->thread;
}

/**
 * ns_worker_shutdown:
 * @self: a worker
 *
 * Runs what is queued to its end and joins the thread. A second call does nothing. On the worker's own thread (where
 * the last task may drop the last reference to its owner) the thread is told to end, and not waited for.
 */
void
ns_worker_shutdown (NsWorker *self)
{
  Job *job;

  if (self->thread == NULL)
    return;

  job = g_new0 (Job, 1);
  job->priority = G_MAXINT;
  push (self, job);
  if (ns_worker_is_current (self))
    g_thread_unref (self->thread);
  else
    g_thread_join (self->thread);
  /* Not before: what still runs may ask whether it is on this thread. */
  self->thread = NULL;
}

/**
 * ns_worker_was_stopped:
 * @error: (nullable): why something that a worker was to do was not done
 *
 * Returns: whether nobody wants it any more: it was cancelled, or the worker was shut down before. Any thread.
 */
gboolean
ns_worker_was_stopped (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) ||
         g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED);
}
