/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-undo.h"
#include "view/ns-outbox-commands.h"

G_BEGIN_DECLS

/* What the files of the commands share. */
struct _NsOutboxCommands
{
  GObject parent_instance;

  NsStore *store;   /* (owned) */
  NsEngine *engine; /* (owned) */
  NsUndo *newest;   /* (owned) (nullable): what Undo takes back */
  guint n_running;  /* commands whose outcome the store has not told yet */
};

/* The commands while one of them runs: what its callback gets from ns_outbox_commands_hold (). */
typedef NsOutboxCommands NsHeldCommands;

NsHeldCommands *ns_outbox_commands_hold (NsOutboxCommands *self);
void ns_outbox_commands_release (NsHeldCommands *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsHeldCommands, ns_outbox_commands_release)

void ns_outbox_commands_refresh_undo (NsOutboxCommands *self);
void ns_outbox_commands_tell_act (NsOutboxCommands *self, const char *text);
void ns_outbox_commands_fail (NsOutboxCommands *self, const GError *error);

G_END_DECLS
