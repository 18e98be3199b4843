/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsCollection:
 * @server_id: the folder's id, opaque
 * @parent_id: (nullable): its parent's
 * @name: (nullable): its display name
 * @type: its type (MS-ASCMD 2.2.3.186.3)
 * @sync_key: (nullable): the last key of its chain; %NULL means it must be primed with key 0
 *
 * One folder of the account. Owned by one thread at a time.
 */
typedef struct
{
  char *server_id;
  char *parent_id;
  char *name;
  int type;
  char *sync_key;
} NsCollection;

/**
 * NsObject:
 * @server_id: the object's id
 * @data: (nullable): its ApplicationData as WBXML; %NULL where the server deleted it
 *
 * One object as a pull brought it. Owned by one thread at a time.
 */
typedef struct
{
  char *server_id;
  GBytes *data;
} NsObject;

NsCollection *ns_collection_new (const char *server_id, const char *parent_id, const char *name, int type);
void ns_collection_free (NsCollection *collection);
NsObject *ns_object_new (const char *server_id, GBytes *data);
void ns_object_free (NsObject *object);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsCollection, ns_collection_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsObject, ns_object_free)

G_END_DECLS
