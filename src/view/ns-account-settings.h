/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "view/ns-outbox-commands.h"
#include "view/ns-overview.h"

G_BEGIN_DECLS

void ns_account_settings_add (GActionMap *map, NsOutboxCommands *commands, NsOverview *overview);

G_END_DECLS
