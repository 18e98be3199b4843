/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sim/ns-sim-folder.h"

G_BEGIN_DECLS

/**
 * NsSimMailbox:
 * @email: its address, lower case
 * @folders: (element-type NsSimFolder): its default folders, then those that the user made
 *
 * One person's mailbox. The server's thread only.
 */
typedef struct
{
  char *email;
  GPtrArray *folders;
} NsSimMailbox;

NsSimMailbox *ns_sim_mailbox_new (const char *email);
void ns_sim_mailbox_free (NsSimMailbox *self);
gboolean ns_sim_mailbox_add_folder (NsSimMailbox *self, const char *name, const char *class_name);
NsSimFolder *ns_sim_mailbox_find_name (const NsSimMailbox *self, const char *name, const char *class_name);
NsSimFolder *ns_sim_mailbox_find_folder (const NsSimMailbox *self, const char *server_id);
NsSimFolder *ns_sim_mailbox_get_folder (const NsSimMailbox *self, NsEasFolderType type);
guint ns_sim_mailbox_count_items (const NsSimMailbox *self, const char *text);
guint ns_sim_mailbox_count (const NsSimMailbox *self, NsEasFolderType type, const char *text);

G_END_DECLS
