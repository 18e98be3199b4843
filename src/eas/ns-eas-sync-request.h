/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-sync-command.h"
#include "eas/ns-eas-version.h"

G_BEGIN_DECLS

#define NS_EAS_SYNC_MAX_COMMANDS 200
#define NS_EAS_ABSENT (-1)

/**
 * NsEasSyncCollection:
 * @class_name: (nullable): `Contacts`, `Calendar`, `Tasks`, `Email`; written up to 12.1 only
 * @sync_key: `0` or the last key
 * @collection_id: the folder
 * @deletes_as_moves: 0, 1 or %NS_EAS_ABSENT
 * @get_changes: 0, 1 or %NS_EAS_ABSENT (eas-facts 5.3)
 * @window_size: 1 to 512 or %NS_EAS_ABSENT
 * @filter_type: FilterType or %NS_EAS_ABSENT; this and the next four stand in Options
 * @conflict: 0 client wins, 1 server wins, or %NS_EAS_ABSENT
 * @mime_support: 0 to 2 or %NS_EAS_ABSENT
 * @body_type: BodyPreference Type or %NS_EAS_ABSENT
 * @body_truncation: BodyPreference TruncationSize in bytes or %NS_EAS_ABSENT
 * @commands: (element-type NsEasSyncCommand): may be empty
 *
 * One Collection of a Sync request (MS-ASCMD 2.2.3.29.2). Its children have a strict order.
 */
typedef struct
{
  char *class_name;
  char *sync_key;
  char *collection_id;
  int deletes_as_moves;
  int get_changes;
  int window_size;
  int filter_type;
  int conflict;
  int mime_support;
  int body_type;
  int body_truncation;
  GPtrArray *commands;
} NsEasSyncCollection;

NsEasSyncCollection *ns_eas_sync_collection_new (const char *class_name, const char *sync_key,
                                                 const char *collection_id);
void ns_eas_sync_collection_free (NsEasSyncCollection *collection);

GBytes *ns_eas_sync_request_write (GPtrArray *collections, NsEasVersion version);
GPtrArray *ns_eas_sync_request_parse (GBytes *bytes, NsEasVersion version, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsEasSyncCollection, ns_eas_sync_collection_free)

G_END_DECLS
