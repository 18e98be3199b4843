/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsAwait:
 *
 * Waits for one asynchronous call from code that has no main loop of its own running: the command line
 * programs and the tests. Use:
 *
 * |[
 *   g_auto(NsAwait) await = NS_AWAIT_INIT;
 *   ns_store_enqueue_async (store, draft, NULL, ns_await_cb, &await);
 *   id = ns_store_enqueue_finish (store, ns_await_result (&await), &error);
 * ]|
 *
 * The thread-default main context of the caller is iterated until the call has ended.
 */
typedef struct
{
  GAsyncResult *result; /* (owned) (nullable) */
} NsAwait;

#define NS_AWAIT_INIT { NULL }

void ns_await_cb (GObject *source, GAsyncResult *result, gpointer user_data);
GAsyncResult *ns_await_result (NsAwait *await);
void ns_await_clear (NsAwait *await);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsAwait, ns_await_clear)

G_END_DECLS
