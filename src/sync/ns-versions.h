/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"
#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsVersions:
 * @item: (owned): the item
 * @version: the protocol version that mine is written for
 * @payload: (owned) (nullable): this side's version as it was queued
 * @mine: (owned) (nullable): the same as ApplicationData; %NULL where this side wants to delete the object, or where
 *   the content cannot be read any more
 * @theirs: (owned) (nullable): the server's; %NULL where it is not known or deleted
 * @agreed: (owned) (nullable): the one that both sides last agreed on
 * @is_deleted_there: whether the server has deleted the object
 * @choices: (owned) (array zero-terminated=1): the fields of which the user chose the server's value
 *
 * What the outbox holds of one item.
 */
typedef struct
{
  const NsItem *item;
  NsEasVersion version;
  GBytes *payload;
  NsNode *mine;
  NsNode *theirs;
  NsNode *agreed;
  gboolean is_deleted_there;
  char **choices;
} NsVersions;

void ns_versions_load_async (NsStore *store, const NsItem *item, NsEasVersion version, GCancellable *cancellable,
                             GAsyncReadyCallback callback, gpointer user_data);
NsVersions *ns_versions_load_finish (NsStore *store, GAsyncResult *result, GError **error);
void ns_versions_free (NsVersions *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsVersions, ns_versions_free)

G_END_DECLS
