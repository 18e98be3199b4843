/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab-fault.h"

G_BEGIN_DECLS

/**
 * NsLab:
 *
 * A scenario come to life, and its player: a simulated server, a throw-away profile with an account on it, and the
 * real store and engine, to which the scenario's steps are done, forward one by one or all at once, and back by a
 * replay in a fresh world. On a fake clock the same steps always lead to the same state, ids and times included; only
 * one lab of a process may be open then, since ids come from one seeded source. What somebody does by hand is
 * remembered with the step at which it was done: the way back does it again up to there, and forgets what came later;
 * a reset forgets all of it. Knows no window. Main thread.
 *
 * Signals: `stepped (guint n)` after each step, of a replay too; @n steps are done then. `reopened` when a fresh
 * world has taken the place of the old one: store, engine, server and clock are other objects from then on, and the
 * old ones are closed when all handlers have returned. `opened (gint64 id)` when the scenario's user opens an item: a
 * window shows it. `faults ()` when one was added or taken back by hand.
 */
#define NS_TYPE_LAB (ns_lab_get_type ())
G_DECLARE_FINAL_TYPE (NsLab, ns_lab, NS, LAB, GObject)

NsLab *ns_lab_new (NsScenario *scenario, NsClock *clock);

/* All that take time end with ns_lab_finish(). One at a time. */
void ns_lab_open_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void ns_lab_step_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void ns_lab_play_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void ns_lab_seek_async (NsLab *self, guint n, GCancellable *cancellable, GAsyncReadyCallback callback,
                        gpointer user_data);
void ns_lab_reset_async (NsLab *self, GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
void ns_lab_do_async (NsLab *self, const char *text, GCancellable *cancellable, GAsyncReadyCallback callback,
                      gpointer user_data);
void ns_lab_use_item_async (NsLab *self, NsStepType what, gint64 id, GCancellable *cancellable,
                            GAsyncReadyCallback callback, gpointer user_data);
gboolean ns_lab_finish (NsLab *self, GAsyncResult *result, GError **error);
void ns_lab_stop (NsLab *self);

guint ns_lab_add_fault (NsLab *self, const char *text, guint until, GError **error);
gboolean ns_lab_remove_fault (NsLab *self, guint id, GError **error);
gboolean ns_lab_clear_faults (NsLab *self, GError **error);
GPtrArray *ns_lab_list_faults (NsLab *self);

const NsScenario *ns_lab_get_scenario (NsLab *self);
guint ns_lab_get_next_step (NsLab *self);
gboolean ns_lab_is_busy (NsLab *self);
NsClock *ns_lab_get_clock (NsLab *self);
NsStore *ns_lab_get_store (NsLab *self);
NsEngine *ns_lab_get_engine (NsLab *self);
NsSimServer *ns_lab_get_server (NsLab *self);
const char *ns_lab_get_device_software (NsLab *self);
gint64 ns_lab_find_item (NsLab *self, const char *name);

G_END_DECLS
