/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "base/ns-clock.h"

G_BEGIN_DECLS

/**
 * NsEngineLock:
 *
 * The right to run a cycle on a profile: a lock on the file `engine.lock` in it. Whoever holds the value holds the
 * lock; it ends with the value, and with the process.
 */
typedef struct _NsEngineLock NsEngineLock;

#define NS_ENGINE_LOCK_FILE "engine.lock"

void ns_engine_lock_take_async (const char *profile, NsClock *clock, GCancellable *cancellable,
                                GAsyncReadyCallback callback, gpointer user_data);
NsEngineLock *ns_engine_lock_take_finish (GAsyncResult *result, GError **error);
void ns_engine_lock_release (NsEngineLock *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsEngineLock, ns_engine_lock_release)

G_END_DECLS
