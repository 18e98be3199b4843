/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

typedef enum
{
  NS_EAS_SYNC_ADD,
  NS_EAS_SYNC_CHANGE,
  NS_EAS_SYNC_DELETE,
  NS_EAS_SYNC_FETCH,
  NS_EAS_SYNC_SOFT_DELETE, /* from the server only */
} NsEasSyncOp;

/**
 * NsEasSyncCommand:
 * @op: what to do
 * @class_name: (nullable): the item's class, where it stands in the command
 * @client_id: (nullable): of an Add from the client, or of its response
 * @server_id: (nullable): of all others, of an Add from the server, and of a successful Add's response
 * @status: in Responses: the item's status; 0 elsewhere
 * @data: (nullable): the ApplicationData element
 *
 * One entry below Commands (either direction) or below Responses (MS-ASCMD 2.2.3.32, 2.2.3.150).
 */
typedef struct
{
  NsEasSyncOp op;
  char *class_name;
  char *client_id;
  char *server_id;
  int status;
  NsNode *data;
} NsEasSyncCommand;

/* Takes @data. */
NsEasSyncCommand *ns_eas_sync_command_new (NsEasSyncOp op, const char *client_id, const char *server_id,
                                           NsNode *data);
void ns_eas_sync_command_free (NsEasSyncCommand *command);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsEasSyncCommand, ns_eas_sync_command_free)

G_END_DECLS
