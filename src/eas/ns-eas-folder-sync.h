/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-wbxml-node.h"

G_BEGIN_DECLS

/**
 * NsEasFolderType:
 *
 * Type of a folder (MS-ASCMD 2.2.3.186.3).
 */
typedef enum
{
  NS_EAS_FOLDER_USER = 1,
  NS_EAS_FOLDER_INBOX = 2,
  NS_EAS_FOLDER_DRAFTS = 3,
  NS_EAS_FOLDER_DELETED_ITEMS = 4,
  NS_EAS_FOLDER_SENT_ITEMS = 5,
  NS_EAS_FOLDER_OUTBOX = 6,
  NS_EAS_FOLDER_TASKS = 7,
  NS_EAS_FOLDER_CALENDAR = 8,
  NS_EAS_FOLDER_CONTACTS = 9,
  NS_EAS_FOLDER_NOTES = 10,
} NsEasFolderType;

/**
 * NsEasFolder:
 * @server_id: its id, opaque (never decode it)
 * @parent_id: (nullable): its parent's, `0` for the root
 * @name: (nullable): its display name
 * @type: its type as sent; see #NsEasFolderType
 */
typedef struct
{
  char *server_id;
  char *parent_id;
  char *name;
  int type;
} NsEasFolder;

/**
 * NsEasFolderSync:
 * @status: (response) FolderSync Status
 * @sync_key: (nullable): the key
 * @added: (element-type NsEasFolder): new folders
 * @updated: (element-type NsEasFolder): changed folders
 * @deleted: (element-type utf8): server ids of folders that are gone; their children go without a word
 *
 * A FolderSync response (MS-ASCMD 2.2.1.5). A plain struct that its user owns.
 */
typedef struct
{
  int status;
  char *sync_key;
  GPtrArray *added;
  GPtrArray *updated;
  GPtrArray *deleted;
} NsEasFolderSync;

NsEasFolder *ns_eas_folder_new (const char *server_id, const char *parent_id, const char *name, int type);
void ns_eas_folder_free (NsEasFolder *folder);
GBytes *ns_eas_folder_sync_request_write (const char *sync_key);
char *ns_eas_folder_sync_request_parse (GBytes *bytes, GError **error);
void ns_eas_folder_sync_init (NsEasFolderSync *response);
GBytes *ns_eas_folder_sync_response_write (const NsEasFolderSync *response);
gboolean ns_eas_folder_sync_response_parse (GBytes *bytes, NsEasFolderSync *out, GError **error);
void ns_eas_folder_sync_clear (NsEasFolderSync *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsEasFolder, ns_eas_folder_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasFolderSync, ns_eas_folder_sync_clear)

G_END_DECLS
