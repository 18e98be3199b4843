/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-sync-item.h"

#include "sim/ns-sim-item.h"
#include "sim/ns-sim-strict.h"

/* Status of one item (MS-ASCMD 2.2.3.177.17). */
enum
{
  STATUS_OK = 1,
  STATUS_CONVERSION = 6,
  STATUS_CONFLICT = 7,
  STATUS_NOT_FOUND = 8,
};

static const char *const operations[] = {
  [NS_EAS_SYNC_ADD] = "add",       [NS_EAS_SYNC_CHANGE] = "change",           [NS_EAS_SYNC_DELETE] = "delete",
  [NS_EAS_SYNC_FETCH] = "fetch",   [NS_EAS_SYNC_SOFT_DELETE] = "soft-delete",
};

/**
 * ns_sim_sync_item_dup_data:
 * @chain: the device's key chain, for its Options
 * @object: an object
 *
 * Returns: (transfer full): what the device gets of the object
 */
NsNode *
ns_sim_sync_item_dup_data (const NsSimChain *chain, const NsSimObject *object)
{
  if (object->mime != NULL && chain->is_plain)
    return ns_sim_object_dup_plain_mail_data (object, chain->wants_mime);
  if (object->mime != NULL)
    return ns_sim_object_dup_mail_data (object, chain->wants_mime, chain->truncation);
  return ns_node_ref (object->data);
}

static void
describe_object (NsSimEntry *entry, const NsSimObject *object)
{
  if (entry->uid == NULL)
    entry->uid = g_strdup (object->uid);
  if (entry->subject == NULL)
    entry->subject = g_strdup (object->name);
}

/**
 * ns_sim_sync_item_describe:
 * @collection_id: the collection
 * @folder: (nullable): the folder, where there is one
 * @command: a command of a request
 *
 * Returns: (transfer full): what the journal says of it before it is executed; @server_id is set for what has one
 *   already
 */
NsSimEntry *
ns_sim_sync_item_describe (const char *collection_id, const NsSimFolder *folder, const NsEasSyncCommand *command)
{
  NsSimEntry *entry = ns_sim_entry_new (operations[command->op]);
  const NsSimObject *object =
    folder != NULL && command->server_id != NULL ? ns_sim_folder_find (folder, command->server_id) : NULL;

  entry->collection = g_strdup (collection_id);
  entry->client_id = g_strdup (command->client_id);
  entry->server_id = g_strdup (command->server_id);
  entry->uid = ns_sim_item_dup_uid (command->data);
  entry->subject = ns_sim_item_dup_name (command->data);
  if (object != NULL)
    describe_object (entry, object);
  return entry;
}

static void
add_name (GPtrArray *names, const char *name)
{
  if (name != NULL)
    g_ptr_array_add (names, g_strdup (name));
}

/**
 * ns_sim_sync_item_collect_names:
 * @entry: what is known of an item
 * @command: its command
 * @names: (element-type utf8): gets everything by which a fault may mean it
 *
 * Adds UID, name, ClientId, server id, and a contact's full name.
 */
void
ns_sim_sync_item_collect_names (const NsSimEntry *entry, const NsEasSyncCommand *command, GPtrArray *names)
{
  const char *first = command->data != NULL ? ns_node_child_text (command->data, NS_TAG_CONTACTS_FIRST_NAME) : NULL;
  const char *last = command->data != NULL ? ns_node_child_text (command->data, NS_TAG_CONTACTS_LAST_NAME) : NULL;

  add_name (names, entry->uid);
  add_name (names, entry->subject);
  add_name (names, entry->client_id);
  add_name (names, entry->server_id);
  if (first != NULL && last != NULL)
    g_ptr_array_add (names, g_strdup_printf ("%s %s", first, last));
}

/* The status of an injected fault, 0 for none. Status 6 is remembered, for it is permanent. Status 7 is made true:
 * by a change in Outlook, or, where there is nothing to change yet, by refusing until the device has pulled. */
static int
take_fault (const NsSimSyncItem *self, const NsEasSyncCommand *command, const NsSimEntry *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (NsSimFault) fault = NULL;
  g_autofree char *digest = command->data != NULL ? ns_sim_item_digest (command->data) : NULL;
  NsSimObject *object;

  ns_sim_sync_item_collect_names (entry, command, names);
  fault = ns_sim_fault_queue_take_item (self->context->faults, names);
  if (fault == NULL)
    return 0;
  if (fault->value == STATUS_CONVERSION && digest != NULL)
    ns_sim_world_refuse_content (self->context->world, digest);
  if (fault->value != STATUS_CONFLICT)
    return fault->value;

  object = command->server_id != NULL ? ns_sim_folder_find (self->folder, command->server_id) : NULL;
  if (object != NULL)
    ns_sim_world_outlook_touch (self->context->world, self->folder, object);
  else if (command->op == NS_EAS_SYNC_ADD && digest != NULL)
    g_hash_table_add (self->chain->refused, g_steal_pointer (&digest));
  return 0;
}

/* SOGo stores whatever comes. */
static gboolean
is_convertible (const NsSimSyncItem *self, const NsNode *data)
{
  if (self->context->manners->is_lax)
    return data != NULL;
  return ns_sim_item_is_convertible (data, self->folder->class_name) &&
         (!self->context->is_strict || ns_sim_strict_takes_item (data, self->folder->class_name));
}

static int
check_content (const NsSimSyncItem *self, const NsEasSyncCommand *command, const NsNode *data)
{
  g_autofree char *digest = command->data != NULL ? ns_sim_item_digest (command->data) : NULL;

  if (digest != NULL && ns_sim_world_refuses_content (self->context->world, digest))
    return STATUS_CONVERSION;
  if (!is_convertible (self, data))
    return STATUS_CONVERSION;
  if (command->op == NS_EAS_SYNC_ADD && digest != NULL && g_hash_table_contains (self->chain->refused, digest))
    return STATUS_CONFLICT;
  return STATUS_OK;
}

/* SOGo names an event by its UID: what is added again takes the place of what is there. */
static NsSimObject *
find_same (const NsSimSyncItem *self, const NsNode *data)
{
  g_autofree char *uid = ns_sim_item_dup_uid (data);

  for (guint i = 0; uid != NULL && self->context->manners->is_lax && i < self->folder->objects->len; i++)
    {
      NsSimObject *object = g_ptr_array_index (self->folder->objects, i);

      if (g_strcmp0 (object->uid, uid) == 0)
        return object;
    }
  return NULL;
}

static NsSimObject *
put_object (const NsSimSyncItem *self, NsNode *data)
{
  NsSimContext *context = self->context;
  const guint64 revision = ns_sim_world_next_revision (context->world);
  NsSimObject *object = find_same (self, data);

  if (object == NULL)
    return ns_sim_folder_add (self->folder, ns_node_ref (data), revision, context->device->id);
  ns_sim_object_set_data (object, ns_node_ref (data), revision, context->device->id);
  return object;
}

static int
execute_add (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  const int status = check_content (self, command, command->data);
  NsSimObject *object;

  if (status != STATUS_OK)
    return status;

  object = put_object (self, command->data);
  g_free (object->client_id);
  object->client_id = g_strdup (command->client_id);
  ns_sim_chain_hold (self->chain, object->server_id, object->revision);
  g_hash_table_insert (self->chain->added, g_strdup (command->client_id), g_strdup (object->server_id));
  entry->server_id = g_strdup (object->server_id);
  entry->executed = TRUE;
  return STATUS_OK;
}

/* Somebody else changed the object since this device last saw it (MS-ASCMD 2.2.3.34). */
static gboolean
is_conflict (const NsSimSyncItem *self, const NsSimObject *object)
{
  if (!self->context->manners->reports_conflicts || self->chain->conflict == 0)
    return FALSE;
  return g_strcmp0 (object->changed_by, self->context->device->id) != 0 &&
         object->revision > ns_sim_chain_acknowledged (self->chain, object->server_id);
}

static int
execute_change (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  NsSimContext *context = self->context;
  NsSimObject *object = ns_sim_folder_find (self->folder, command->server_id);
  g_autoptr (NsNode) merged = NULL;
  int status;

  if (object == NULL)
    return STATUS_NOT_FOUND;
  if (command->data == NULL)
    return STATUS_CONVERSION;
  merged = ns_sim_item_merge (object->data, command->data, self->folder->class_name);
  status = object->mime != NULL ? STATUS_OK : check_content (self, command, merged);
  if (status != STATUS_OK)
    return status;
  if (is_conflict (self, object))
    return STATUS_CONFLICT;

  ns_sim_object_set_data (object, g_steal_pointer (&merged), ns_sim_world_next_revision (context->world),
                          context->device->id);
  ns_sim_chain_hold (self->chain, object->server_id, object->revision);
  entry->executed = TRUE;
  return STATUS_OK;
}

/* A Delete wins over every change (MS-ASCMD 2.2.3.34). */
static int
execute_delete (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  NsSimWorld *world = self->context->world;
  NsSimFolder *trash = ns_sim_mailbox_get_folder (ns_sim_world_get_home (world), NS_EAS_FOLDER_DELETED_ITEMS);
  NsSimObject *object = ns_sim_folder_find (self->folder, command->server_id);

  if (object == NULL)
    return STATUS_NOT_FOUND;
  ns_sim_chain_release (self->chain, object->server_id);
  if (self->deletes_as_moves && self->folder != trash)
    ns_sim_folder_move (self->folder, object, trash, ns_sim_world_next_revision (world));
  else
    ns_sim_folder_remove (self->folder, object);
  entry->executed = TRUE;
  return STATUS_OK;
}

static NsEasSyncCommand *
answer_fetch (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  const NsSimObject *object = ns_sim_folder_find (self->folder, command->server_id);
  NsNode *data = object != NULL ? ns_sim_sync_item_dup_data (self->chain, object) : NULL;
  NsEasSyncCommand *response = ns_eas_sync_command_new (command->op, NULL, command->server_id, data);

  response->status = entry->status = object != NULL ? STATUS_OK : STATUS_NOT_FOUND;
  return response;
}

/* The device adds again what an answer told it that it never got. */
static int
answer_from_memory (const NsSimSyncItem *self, const char *server_id, NsSimEntry *entry)
{
  const NsSimObject *object = ns_sim_folder_find (self->folder, server_id);
  const gboolean is_own = object != NULL && g_strcmp0 (object->changed_by, self->context->device->id) == 0;

  entry->replay = TRUE;
  entry->server_id = g_strdup (server_id);
  ns_sim_chain_hold (self->chain, server_id, is_own ? object->revision : 0);
  return STATUS_OK;
}

static int
execute (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  const gboolean may_know = self->context->manners->remembers_syncs && command->op == NS_EAS_SYNC_ADD;
  const char *known = may_know ? g_hash_table_lookup (self->chain->added, command->client_id) : NULL;
  int fault;

  if (known != NULL)
    return answer_from_memory (self, known, entry);
  fault = take_fault (self, command, entry);
  if (fault != 0)
    return fault;

  switch (command->op)
    {
    case NS_EAS_SYNC_ADD:
      return execute_add (self, command, entry);
    case NS_EAS_SYNC_CHANGE:
      return execute_change (self, command, entry);
    case NS_EAS_SYNC_DELETE:
      return execute_delete (self, command, entry);
    case NS_EAS_SYNC_FETCH:
    case NS_EAS_SYNC_SOFT_DELETE:
      break; /* the one is answered elsewhere, the other never comes from a client */
    }
  return STATUS_CONVERSION;
}

/* SOGo answers every Change and Delete, but a Delete of what is not there. */
static gboolean
is_untold (const NsSimSyncItem *self, const NsEasSyncCommand *command, int status)
{
  if (self->context->manners->is_lax)
    return command->op == NS_EAS_SYNC_DELETE && status == STATUS_NOT_FOUND;
  return command->op != NS_EAS_SYNC_ADD && status == STATUS_OK;
}

/**
 * ns_sim_sync_item_execute:
 * @self: where
 * @command: a command that has the ids that its kind needs
 * @entry: its journal entry
 *
 * Executes one command, with the fault that waits for it, if any.
 *
 * Returns: (transfer full) (nullable): its entry below Responses; %NULL for a Change or Delete that succeeded, of
 *   which the protocol says nothing (eas-facts 5.6)
 */
NsEasSyncCommand *
ns_sim_sync_item_execute (const NsSimSyncItem *self, const NsEasSyncCommand *command, NsSimEntry *entry)
{
  NsEasSyncCommand *response;
  const char *new_id;

  if (command->op == NS_EAS_SYNC_FETCH)
    return answer_fetch (self, command, entry);

  entry->status = execute (self, command, entry);
  if (is_untold (self, command, entry->status))
    return NULL;

  new_id = command->op == NS_EAS_SYNC_ADD ? entry->server_id : command->server_id;
  response = ns_eas_sync_command_new (command->op, command->client_id, new_id, NULL);
  response->status = entry->status;
  return response;
}
