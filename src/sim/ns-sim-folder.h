/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-folder-sync.h"
#include "sim/ns-sim-object.h"

G_BEGIN_DECLS

/**
 * NsSimFolder:
 * @server_id: its id
 * @name: its display name
 * @own_name: (nullable): the same where a user made the folder
 * @class_name: what it holds, such as `Calendar`
 * @type: its type
 * @objects: (element-type NsSimObject): what it holds, oldest first
 *
 * A folder of a mailbox. The server's thread only.
 */
typedef struct
{
  char *server_id;
  const char *name;
  char *own_name;
  const char *class_name;
  NsEasFolderType type;
  GPtrArray *objects;
  GHashTable *by_id;
  guint last_id;
} NsSimFolder;

NsSimFolder *ns_sim_folder_new (const char *server_id, NsEasFolderType type);
NsSimFolder *ns_sim_folder_new_by_user (const char *server_id, const char *name, const char *class_name);
void ns_sim_folder_free (NsSimFolder *self);
NsSimObject *ns_sim_folder_add (NsSimFolder *self, NsNode *data, guint64 revision, const char *changed_by);
NsSimObject *ns_sim_folder_find (const NsSimFolder *self, const char *server_id);
void ns_sim_folder_remove (NsSimFolder *self, NsSimObject *object);
void ns_sim_folder_move (NsSimFolder *self, NsSimObject *object, NsSimFolder *target, guint64 revision);

G_END_DECLS
