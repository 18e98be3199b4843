/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * NsSimObject:
 * @server_id: its id in the folder
 * @client_id: (nullable): the ClientId by which a device added it
 * @uid: (nullable): an event's UID
 * @name: (nullable): what people call it
 * @message_id: (nullable): a mail's Message-ID
 * @data: its ApplicationData; a mail's without the body
 * @mime: (nullable): a mail's bytes
 * @revision: the world's change counter when it was last changed
 * @changed_by: (nullable): the id of the device that changed it last; %NULL for Outlook
 *
 * One thing in a folder. Owned by the folder; the server's thread only.
 */
typedef struct
{
  char *server_id;
  char *client_id;
  char *uid;
  char *name;
  char *message_id;
  NsNode *data;
  GBytes *mime;
  guint64 revision;
  char *changed_by;
} NsSimObject;

NsSimObject *ns_sim_object_new (const char *server_id, NsNode *data, guint64 revision, const char *changed_by);
void ns_sim_object_free (NsSimObject *self);
void ns_sim_object_set_data (NsSimObject *self, NsNode *data, guint64 revision, const char *changed_by);
gboolean ns_sim_object_is_called (const NsSimObject *self, const char *text);
NsNode *ns_sim_object_dup_mail_data (const NsSimObject *self, gboolean want_mime, gssize truncation);
NsNode *ns_sim_object_dup_plain_mail_data (const NsSimObject *self, gboolean want_mime);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimObject, ns_sim_object_free)

G_END_DECLS
