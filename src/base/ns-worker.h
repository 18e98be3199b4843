/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsWorker:
 *
 * One named thread that runs tasks in the order (priority, arrival). Not g_task_run_in_thread(), whose shared pool
 * keeps no order and runs two at once: a database connection wants neither.
 */
#define NS_TYPE_WORKER (ns_worker_get_type ())
G_DECLARE_FINAL_TYPE (NsWorker, ns_worker, NS, WORKER, GObject)

NsWorker *ns_worker_new (const char *name);
void ns_worker_queue (NsWorker *self, int priority, GTaskThreadFunc func, GTask *task);
gboolean ns_worker_is_current (NsWorker *self);
void ns_worker_shutdown (NsWorker *self);
gboolean ns_worker_was_stopped (const GError *error);

G_END_DECLS
