/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsSimEntry:
 * @operation: (nullable): `send`, `add`, `change`, `delete` or `fetch`; `device` of what tells of the device
 * @collection: (nullable): a folder's id
 * @client_id: (nullable): the client's id for it
 * @server_id: (nullable): the server's id for it
 * @uid: (nullable): an event's UID
 * @message_id: (nullable): a mail's Message-ID
 * @subject: (nullable): subject or name
 * @model: (nullable): what the device is
 * @os: (nullable): what runs on it
 * @mime: (nullable): a mail's bytes
 * @executed: whether the world changed
 * @replay: whether the answer came from the memory of an earlier request
 * @status: its Status in the answer, or 0
 *
 * What a journal line says of one item of a request.
 */
typedef struct
{
  const char *operation;
  char *collection;
  char *client_id;
  char *server_id;
  char *uid;
  char *message_id;
  char *subject;
  char *model;
  char *os;
  GBytes *mime;
  gboolean executed;
  gboolean replay;
  int status;
} NsSimEntry;

NsSimEntry *ns_sim_entry_new (const char *operation);
void ns_sim_entry_free (NsSimEntry *self);

G_END_DECLS
