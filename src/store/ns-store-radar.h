/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-duplicate.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/* What the engine's search for duplicates asks of the store. */

/**
 * NsRadarObject:
 * @server_id: its id on the server
 * @data: its ApplicationData as WBXML
 * @since: of a stranger: when the folder was last seen without it, or 0 where nobody knows
 * @sent_at: of one of ours: when it was delivered, or 0 where the outbox holds no add that became it
 * @attempts: of one of ours: how often that add was on the wire
 * @is_shared: of one of ours: whether more than one add claims to have become it
 *
 * An object on the server: one that the outbox delivered, or a stranger.
 */
typedef struct
{
  char *server_id;
  GBytes *data;
  gint64 since;
  gint64 sent_at;
  guint attempts;
  gboolean is_shared;
} NsRadarObject;

/**
 * NsRadar:
 * @known: (element-type NsRadarObject): what the outbox knows in the folder; empty where there is nothing to compare
 * @strangers: (element-type NsRadarObject): what the pull brought of others
 * @groups: (element-type NsDuplicate): what was found earlier, with content
 * @is_unsettled: whether an add of the folder's kind may be on the server without our knowing
 *
 * What duplicates are told from.
 */
typedef struct
{
  GPtrArray *known;
  GPtrArray *strangers;
  GPtrArray *groups;
  gboolean is_unsettled;
} NsRadar;

/**
 * NsTwin:
 * @known: the copy that the outbox knows, with data
 * @other: the other one, with data
 *
 * Two objects on the server that stem from one item.
 */
typedef struct
{
  NsDuplicateCopy *known;
  NsDuplicateCopy *other;
} NsTwin;

void ns_radar_free (NsRadar *radar);
NsRadar *ns_radar_new (void);
NsRadarObject *ns_radar_object_new (const char *server_id, GBytes *data);
NsTwin *ns_twin_new (NsDuplicateCopy *known, NsDuplicateCopy *other);
void ns_twin_free (NsTwin *twin);

void ns_store_get_radar_async (NsStore *self, const char *collection_id, NsKind kind, GPtrArray *objects,
                               GCancellable *cancellable, GAsyncReadyCallback callback, gpointer user_data);
NsRadar *ns_store_get_radar_finish (NsStore *self, GAsyncResult *result, GError **error);
void ns_store_record_twins_async (NsStore *self, const char *collection_id, NsKind kind, GPtrArray *twins,
                                  GPtrArray *gone, GCancellable *cancellable, GAsyncReadyCallback callback,
                                  gpointer user_data);
gboolean ns_store_record_twins_finish (NsStore *self, GAsyncResult *result, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsRadar, ns_radar_free)

G_END_DECLS
