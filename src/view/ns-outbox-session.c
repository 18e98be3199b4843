/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-outbox-window-private.h"

#include "view/ns-account-settings.h"

#include <glib/gi18n-lib.h>

#define MINUTE (60 * G_USEC_PER_SEC)

static void
model_settled_cb (NsOutboxWindow *self)
{
  if (self->commands == NULL)
    return;

  /* A model that has its first rows already costs the view one pass, an empty one a signal for each row. */
  if (ns_outbox_list_get_model (self->list) != self->model && ns_outbox_model_is_loaded (self->model))
    ns_outbox_list_set_model (self->list, self->model, ns_store_get_clock (ns_outbox_window_get_store (self)));

  ns_outbox_window_take_selection (self);
  ns_outbox_window_update_status (self);
  ns_outbox_window_update_actions (self);
  ns_outbox_window_update_settled (self);
}

static void
overview_cb (NsOutboxWindow *self)
{
  ns_outbox_window_update_status (self);
  ns_outbox_window_update_actions (self);
  ns_outbox_window_update_selection (self);
  ns_outbox_window_announce_news (self);
  ns_outbox_window_update_settled (self);
}

static void
progress_cb (NsEngine *engine, NsStage stage, guint n, guint total, guint64 sent, guint64 size, NsOutboxWindow *self)
{
  ns_outbox_window_set_progress (self, stage, n, total);
}

static void
busy_cb (NsEngine *engine, GParamSpec *pspec, NsOutboxWindow *self)
{
  ns_outbox_window_set_progress (self, ns_engine_is_busy (engine) ? NS_STAGE_CONNECTING : NS_STAGE_IDLE, 0, 0);
  ns_outbox_window_update_actions (self);
  ns_outbox_window_announce_news (self);
  ns_outbox_window_update_settled (self);
}

static void
acted_cb (NsOutboxWindow *self, const char *text, gint64 undo_id)
{
  ns_toast_show (self->toast, text, undo_id, ns_store_get_clock (ns_outbox_window_get_store (self)));
}

static void
failed_cb (NsOutboxWindow *self, const char *text)
{
  ns_toast_show (self->toast, text, 0, ns_store_get_clock (ns_outbox_window_get_store (self)));
}

static gboolean
minute_cb (gpointer user_data)
{
  NsOutboxWindow *self = user_data;

  ns_outbox_window_update_status (self);
  gtk_widget_queue_draw (GTK_WIDGET (self->list));
  return G_SOURCE_CONTINUE;
}

static void
drop_model (NsOutboxWindow *self)
{
  if (self->model == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->model, self);
  g_object_run_dispose (G_OBJECT (self->model));
  g_clear_object (&self->model);
}

/**
 * ns_outbox_window_drop_session:
 * @self: a window that is closed
 *
 * Lets go of everything that came with a session.
 */
void
ns_outbox_window_drop_session (NsOutboxWindow *self)
{
  NsEngine *engine;

  drop_model (self);
  if (self->commands == NULL)
    return;

  engine = ns_outbox_window_get_engine (self);
  g_signal_handlers_disconnect_by_data (engine, self);
  g_signal_handlers_disconnect_by_data (self->commands, self);
  g_signal_handlers_disconnect_by_data (self->overview, self);
  ns_clock_remove_timeout (ns_store_get_clock (ns_outbox_window_get_store (self)), self->clock_id);
  if (self->countdown_id != 0)
    ns_clock_remove_timeout (ns_store_get_clock (ns_outbox_window_get_store (self)), self->countdown_id);
  self->countdown_id = 0;
  g_object_run_dispose (G_OBJECT (self->overview));
  g_clear_object (&self->overview);
  g_clear_pointer (&self->news, ns_news_free);
  g_clear_object (&self->commands);
}

/**
 * ns_outbox_window_reload:
 * @self: a window with a session
 *
 * Lists what the user wants to see now. The rows of before stay until the new ones are here.
 */
void
ns_outbox_window_reload (NsOutboxWindow *self)
{
  NsFilter filter;

  ns_outbox_window_get_filter (self, &filter);
  drop_model (self);
  self->model = ns_outbox_model_new (ns_outbox_window_get_store (self), &filter);
  g_signal_connect_swapped (self->model, "notify::settled", G_CALLBACK (model_settled_cb), self);
  g_signal_connect_swapped (self->model, "notify::loaded", G_CALLBACK (model_settled_cb), self);
  g_signal_connect_swapped (self->model, "notify::n-items", G_CALLBACK (model_settled_cb), self);
  ns_outbox_window_update_settled (self);
}

/**
 * ns_outbox_window_show_history:
 * @self: a window with a session
 * @history: whether to list what has left the outbox, instead of what is in it
 *
 * Lists the one or the other.
 */
void
ns_outbox_window_show_history (NsOutboxWindow *self, gboolean history)
{
  self->history = history;
  ns_outbox_window_update_halves (self);
  ns_outbox_browser_set_history (self->browser, history);
  ns_outbox_window_reload (self);
}

/* What the store has to say once, such as that a damaged outbox was set aside. The user closes it. */
static void
show_notice (NsOutboxWindow *self, const char *notice)
{
  if (notice == NULL)
    return;
  gtk_label_set_text (self->notice_text, notice);
  g_signal_connect (self->notice_bar, "response", G_CALLBACK (gtk_widget_hide), NULL);
  gtk_widget_show (GTK_WIDGET (self->notice_bar));
}

/**
 * ns_outbox_window_set_session:
 * @self: the window
 * @store: what to show
 * @engine: what delivers it
 *
 * Leaves the loading page for the outbox. Once in the life of a window.
 */
void
ns_outbox_window_set_session (NsOutboxWindow *self, NsStore *store, NsEngine *engine)
{
  g_return_if_fail (self->commands == NULL);

  self->commands = ns_outbox_commands_new (store, engine);
  self->overview = ns_overview_new (store);
  self->news = ns_news_new ();
  ns_outbox_list_set_engine (self->list, engine);
  ns_item_pane_set_commands (self->pane, self->commands);
  ns_account_settings_add (G_ACTION_MAP (self), self->commands, self->overview);
  self->clock_id = ns_clock_add_timeout (ns_store_get_clock (store), MINUTE, minute_cb, self);
  g_signal_connect_swapped (self->commands, "notify::busy", G_CALLBACK (ns_outbox_window_update_settled), self);
  g_signal_connect_swapped (self->commands, "acted", G_CALLBACK (acted_cb), self);
  g_signal_connect_swapped (self->commands, "failed", G_CALLBACK (failed_cb), self);
  g_signal_connect_swapped (self->commands, "undone", G_CALLBACK (ns_toast_hide), self->toast);
  g_signal_connect_swapped (self->commands, "notify::can-undo", G_CALLBACK (ns_outbox_window_update_actions), self);
  g_signal_connect_swapped (self->overview, "updated", G_CALLBACK (overview_cb), self);
  g_signal_connect_swapped (self->overview, "notify::settled", G_CALLBACK (ns_outbox_window_update_settled), self);
  g_signal_connect (engine, "progress", G_CALLBACK (progress_cb), self);
  g_signal_connect (engine, "notify::busy", G_CALLBACK (busy_cb), self);
  g_signal_connect_swapped (engine, "notify::next-cycle-at", G_CALLBACK (ns_outbox_window_update_status), self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed",
                           G_CALLBACK (ns_outbox_window_update_status), self, G_CONNECT_SWAPPED);
  show_notice (self, ns_store_get_notice (store));
  ns_outbox_window_show_history (self, FALSE);
}
