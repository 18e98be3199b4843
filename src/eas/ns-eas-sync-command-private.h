/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-command.h"
#include "eas/ns-wbxml-writer.h"

G_BEGIN_DECLS

NsEasSyncCommand *ns_eas_sync_command_read (const NsNode *node);
void ns_eas_sync_command_write (const NsEasSyncCommand *command, NsWbxmlWriter *writer);
void ns_eas_sync_command_write_response (const NsEasSyncCommand *command, NsWbxmlWriter *writer);

G_END_DECLS
