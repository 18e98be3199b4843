/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-sync-command.h"
#include "eas/ns-eas-version.h"

G_BEGIN_DECLS

/**
 * NsEasSyncResult:
 * @class_name: (nullable): its class; written up to 12.1 only
 * @sync_key: (nullable): the new key; some servers leave it out on failure
 * @collection_id: the folder
 * @status: Sync Status of the collection
 * @more_available: whether another pull brings more
 * @commands: (element-type NsEasSyncCommand): what the server changed
 * @responses: (element-type NsEasSyncCommand): what became of the client's commands: every Add, and
 *   failures of the others (eas-facts 5.6)
 *
 * One Collection of a Sync response.
 */
typedef struct
{
  char *class_name;
  char *sync_key;
  char *collection_id;
  int status;
  gboolean more_available;
  GPtrArray *commands;
  GPtrArray *responses;
} NsEasSyncResult;

/**
 * NsEasSyncResponse:
 * @status: Status directly below Sync, 0 where there is none: failure of the whole request
 * @limit: Limit (with Status 14, 15), or 0
 * @is_empty: the body was empty: nothing new, keys stay (12.1 and later)
 * @results: (element-type NsEasSyncResult): the collections
 *
 * A Sync response (MS-ASCMD 2.2.1.21). A plain struct that its user owns.
 */
typedef struct
{
  int status;
  int limit;
  gboolean is_empty;
  GPtrArray *results;
} NsEasSyncResponse;

NsEasSyncResult *ns_eas_sync_result_new (const char *collection_id, const char *sync_key, int status);
void ns_eas_sync_result_free (NsEasSyncResult *result);
NsEasSyncCommand *ns_eas_sync_result_find (const NsEasSyncResult *result, NsEasSyncOp op, const char *id);

void ns_eas_sync_response_init (NsEasSyncResponse *response);
GBytes *ns_eas_sync_response_write (const NsEasSyncResponse *response, NsEasVersion version);
gboolean ns_eas_sync_response_parse (GBytes *bytes, NsEasSyncResponse *out, GError **error);
NsEasSyncResult *ns_eas_sync_response_find (const NsEasSyncResponse *response, const char *collection_id);
void ns_eas_sync_response_clear (NsEasSyncResponse *response);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsEasSyncResult, ns_eas_sync_result_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasSyncResponse, ns_eas_sync_response_clear)

G_END_DECLS
