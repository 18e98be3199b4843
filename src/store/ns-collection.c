/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-collection.h"

/**
 * ns_collection_new:
 * @server_id: the folder's id
 * @parent_id: (nullable): its parent's
 * @name: (nullable): its display name
 * @type: its type (MS-ASCMD 2.2.3.186.3)
 *
 * Returns: (transfer full): a folder that has to be primed
 */
NsCollection *
ns_collection_new (const char *server_id, const char *parent_id, const char *name, int type)
{
  NsCollection *collection = g_new0 (NsCollection, 1);

  collection->server_id = g_strdup (server_id);
  collection->parent_id = g_strdup (parent_id);
  collection->name = g_strdup (name);
  collection->type = type;
  return collection;
}

/**
 * ns_collection_free:
 * @collection: (transfer full): a folder
 *
 * Frees a folder and all that it owns.
 */
void
ns_collection_free (NsCollection *collection)
{
  g_free (collection->server_id);
  g_free (collection->parent_id);
  g_free (collection->name);
  g_free (collection->sync_key);
  g_free (collection);
}

/**
 * ns_object_new:
 * @server_id: the object's id
 * @data: (nullable) (transfer none): its ApplicationData; %NULL where the server deleted it
 *
 * Returns: (transfer full): an object
 */
NsObject *
ns_object_new (const char *server_id, GBytes *data)
{
  NsObject *object = g_new0 (NsObject, 1);

  object->server_id = g_strdup (server_id);
  object->data = data != NULL ? g_bytes_ref (data) : NULL;
  return object;
}

/**
 * ns_object_free:
 * @object: (transfer full): an object
 *
 * Frees an object and all that it owns.
 */
void
ns_object_free (NsObject *object)
{
  g_free (object->server_id);
  g_clear_pointer (&object->data, g_bytes_unref);
  g_free (object);
}
