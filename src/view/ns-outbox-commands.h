/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsOutboxCommands:
 *
 * What the user can do to items, for the window and the item dialog alike. Items whose state does not allow the
 * command are left out. Main thread. Signals: `acted (const char *text, gint64 undo_id)` when something was done that
 * is worth telling, with what takes it back; `undone`; `failed (const char *text)` with a sentence for the user.
 * Property: `can-undo` (gboolean).
 */
#define NS_TYPE_OUTBOX_COMMANDS (ns_outbox_commands_get_type ())
G_DECLARE_FINAL_TYPE (NsOutboxCommands, ns_outbox_commands, NS, OUTBOX_COMMANDS, GObject)

NsOutboxCommands *ns_outbox_commands_new (NsStore *store, NsEngine *engine);
NsStore *ns_outbox_commands_get_store (NsOutboxCommands *self);
NsEngine *ns_outbox_commands_get_engine (NsOutboxCommands *self);
void ns_outbox_commands_apply (NsOutboxCommands *self, const gint64 *ids, guint n_ids, NsEvent event);
void ns_outbox_commands_apply_to (NsOutboxCommands *self, const gint64 *ids, guint n_ids, NsEvent event,
                                  guint states);
void ns_outbox_commands_delete (NsOutboxCommands *self, const gint64 *ids, guint n_ids);
gboolean ns_outbox_commands_may_put_back (const NsItem *item);
void ns_outbox_commands_put_back (NsOutboxCommands *self, GPtrArray *items);
void ns_outbox_commands_keep (NsOutboxCommands *self, gint64 id, const char *server_id);
void ns_outbox_commands_ignore (NsOutboxCommands *self, gint64 id);
void ns_outbox_commands_resolve (NsOutboxCommands *self, const NsItem *item, NsResolution resolution,
                                 const char *const *fields);
void ns_outbox_commands_set (NsOutboxCommands *self, NsSetting setting, gboolean is_on);
void ns_outbox_commands_undo (NsOutboxCommands *self, gint64 id);
gboolean ns_outbox_commands_is_busy (NsOutboxCommands *self);
gboolean ns_outbox_commands_can_undo (NsOutboxCommands *self);
void ns_outbox_commands_cycle (NsOutboxCommands *self);

G_END_DECLS
