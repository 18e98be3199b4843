/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-commands.h"

#include "eas/ns-eas-sync-request.h"
#include "eas/ns-eas-sync-response.h"
#include "eas/ns-wbxml-reader.h"
#include "sim/ns-sim-lax.h"
#include "sim/ns-sim-strict.h"
#include "sim/ns-sim-sync-item.h"

/* Sync Status (MS-ASCMD 2.2.3.177.17). */
enum
{
  STATUS_OK = 1,
  STATUS_WRONG_KEY = 3,
  STATUS_PROTOCOL = 4,
  STATUS_NOT_FOUND = 8,
  STATUS_INCOMPLETE = 13,
  STATUS_INVALID_CONTENT = 101,
  STATUS_INVALID_WBXML = 102,
};

#define DEFAULT_WINDOW 100
#define MAX_WINDOW 512

static gboolean
wants_changes (const NsEasSyncCollection *collection)
{
  if (g_strcmp0 (collection->sync_key, "0") == 0)
    return collection->get_changes == 1;
  return collection->get_changes != 0; /* absent means yes (eas-facts 5.3) */
}

static const char *
command_id (const NsEasSyncCommand *command)
{
  const char *id = command->op == NS_EAS_SYNC_ADD ? command->client_id : command->server_id;

  return id != NULL ? id : "";
}

/* What makes two requests the same: the commands by their ids, and whether changes are asked for (eas-facts 5.8). */
static char *
make_signature (const NsEasSyncCollection *collection)
{
  GString *signature = g_string_new (wants_changes (collection) ? "changes" : "upload");

  for (guint i = 0; i < collection->commands->len; i++)
    {
      const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, i);

      g_string_append_printf (signature, "|%u:%s", command->op, command_id (command));
    }
  return g_string_free (signature, FALSE);
}

static gboolean
is_well_formed (const NsEasSyncCollection *collection)
{
  if (collection->sync_key == NULL)
    return FALSE;
  if (g_str_equal (collection->sync_key, "0") && (collection->commands->len > 0 || wants_changes (collection)))
    return FALSE;

  for (guint i = 0; i < collection->commands->len; i++)
    {
      const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, i);

      if (command_id (command)[0] == '\0' || command->op == NS_EAS_SYNC_SOFT_DELETE)
        return FALSE;
    }
  return TRUE;
}

/* Options are sticky, and replaced as a whole (MS-ASCMD 2.2.3.125.5). */
static void
take_options (NsSimChain *chain, const NsEasSyncCollection *collection, NsEasVersion version)
{
  chain->is_plain = version < NS_EAS_VERSION_12_0;
  if (collection->filter_type == NS_EAS_ABSENT && collection->conflict == NS_EAS_ABSENT &&
      collection->mime_support == NS_EAS_ABSENT && collection->body_type == NS_EAS_ABSENT)
    return;
  chain->conflict = collection->conflict == 0 ? 0 : 1;
  chain->wants_mime = collection->mime_support == 2 && (collection->body_type == 4 || chain->is_plain);
  chain->truncation = collection->body_truncation;
}

static guint
window_size (const NsEasSyncCollection *collection)
{
  if (collection->window_size == NS_EAS_ABSENT)
    return DEFAULT_WINDOW;
  return collection->window_size < 1 ? MAX_WINDOW : MIN ((guint) collection->window_size, MAX_WINDOW);
}

static gboolean
put_change (NsSimChain *chain, const NsSimObject *object, GPtrArray *commands, guint window)
{
  const gboolean held = ns_sim_chain_holds (chain, object->server_id);
  NsEasSyncCommand *command;

  if (held && ns_sim_chain_acknowledged (chain, object->server_id) >= object->revision)
    return TRUE;
  if (commands->len >= window)
    return FALSE;
  command = ns_eas_sync_command_new (held ? NS_EAS_SYNC_CHANGE : NS_EAS_SYNC_ADD, NULL, object->server_id,
                                     ns_sim_sync_item_dup_data (chain, object));
  g_ptr_array_add (commands, command);
  ns_sim_chain_hold (chain, object->server_id, object->revision);
  return TRUE;
}

/* Tells the device what changed behind its back, as far as the window reaches. Whoever has all of it may add again
 * what met a conflict. */
static void
pull (NsSimFolder *folder, NsSimChain *chain, guint window, NsEasSyncResult *result)
{
  g_autoptr (GPtrArray) held = ns_sim_chain_dup_held (chain);
  gboolean complete = TRUE;

  for (guint i = 0; i < folder->objects->len; i++)
    complete &= put_change (chain, g_ptr_array_index (folder->objects, i), result->commands, window);
  for (guint i = 0; i < held->len; i++)
    {
      const char *server_id = g_ptr_array_index (held, i);

      if (ns_sim_folder_find (folder, server_id) != NULL)
        continue;
      complete &= result->commands->len < window;
      if (result->commands->len >= window)
        continue;
      g_ptr_array_add (result->commands, ns_eas_sync_command_new (NS_EAS_SYNC_DELETE, NULL, server_id, NULL));
      ns_sim_chain_release (chain, server_id);
    }
  result->more_available = !complete;
  if (complete)
    g_hash_table_remove_all (chain->refused);
}

static NsEasSyncResult *
replay (const NsEasSyncCollection *collection, const NsSimChain *chain, NsSimEntry *const *entries)
{
  NsEasSyncResult *result = ns_sim_chain_dup_result (chain);

  for (guint i = 0; i < collection->commands->len; i++)
    {
      const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, i);
      const NsEasSyncCommand *response = ns_eas_sync_result_find (result, command->op, command_id (command));

      entries[i]->replay = TRUE;
      entries[i]->status = response != NULL ? response->status : STATUS_OK;
      if (response != NULL && entries[i]->server_id == NULL)
        entries[i]->server_id = g_strdup (response->server_id);
    }
  return result;
}

/* Whether the server breaks off at this command, and executes neither it nor what follows. */
static gboolean
stops_at (const NsSimContext *context, const NsEasSyncCommand *command, const NsSimEntry *entry)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  if (context->fault == NULL || context->fault->type != NS_SIM_FAULT_STOP)
    return FALSE;
  ns_sim_sync_item_collect_names (entry, command, names);
  return ns_sim_fault_meets (context->fault, names);
}

/* Returns: (nullable): nothing where the server broke off */
static NsEasSyncResult *
run_commands (NsSimContext *context, const NsEasSyncCollection *collection, NsSimFolder *folder, NsSimChain *chain,
              NsSimEntry *const *entries)
{
  const NsSimSyncItem where = { context, folder, chain, collection->deletes_as_moves != 0 };
  g_autoptr (NsEasSyncResult) result = ns_eas_sync_result_new (collection->collection_id, NULL, STATUS_OK);

  result->class_name = g_strdup (folder->class_name);
  take_options (chain, collection, context->request->version);
  for (guint i = 0; i < collection->commands->len; i++)
    {
      const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, i);
      NsEasSyncCommand *response;

      if (stops_at (context, command, entries[i]))
        return NULL;
      response = ns_sim_sync_item_execute (&where, command, entries[i]);
      if (response != NULL)
        g_ptr_array_add (result->responses, response);
    }
  if (wants_changes (collection) && !(context->manners->is_lax && collection->commands->len > 0))
    pull (folder, chain, window_size (collection), result);
  return g_steal_pointer (&result);
}

static NsEasSyncResult *
start_chain (NsSimContext *context, const NsEasSyncCollection *collection, const NsSimFolder *folder)
{
  NsSimChain *chain = ns_sim_device_restart_chain (context->device, collection->collection_id);
  NsEasSyncResult *result = ns_eas_sync_result_new (collection->collection_id, chain->key, STATUS_OK);

  take_options (chain, collection, context->request->version);
  result->class_name = g_strdup (folder->class_name);
  return result;
}

static gboolean
is_acceptable (const NsSimContext *context, const NsEasSyncCollection *collection)
{
  if (context->manners->is_lax)
    return TRUE;
  return is_well_formed (collection) &&
         (!context->is_strict || ns_sim_strict_takes_collection (collection, context->request->version));
}

/* SOGo loses the state of a folder that was empty until the first request with its first key. */
static gboolean
is_forgotten_after (const NsSimContext *context, const NsEasSyncCollection *collection, const NsSimFolder *folder,
                    const NsSimChain *chain)
{
  return context->manners->is_lax && chain->previous_key == NULL && folder->objects->len == 0 &&
         collection->commands->len > 0;
}

/* Returns: (nullable): nothing where the server broke off */
static NsEasSyncResult *
run_collection (NsSimContext *context, const NsEasSyncCollection *collection, NsSimEntry *const *entries)
{
  NsSimMailbox *home = ns_sim_world_get_home (context->world);
  NsSimFolder *folder = ns_sim_mailbox_find_folder (home, collection->collection_id);
  NsSimChain *chain = ns_sim_device_find_chain (context->device, collection->collection_id);
  g_autofree char *signature = make_signature (collection);
  gboolean forgets;
  NsEasSyncResult *result;

  if (folder == NULL)
    return ns_eas_sync_result_new (collection->collection_id, NULL, STATUS_NOT_FOUND);
  if (!is_acceptable (context, collection))
    return ns_eas_sync_result_new (collection->collection_id, NULL, STATUS_PROTOCOL);
  if (g_str_equal (collection->sync_key, "0"))
    return start_chain (context, collection, folder);
  if (chain == NULL)
    return ns_eas_sync_result_new (collection->collection_id, context->manners->is_lax ? "0" : NULL,
                                   STATUS_WRONG_KEY);

  switch (ns_sim_chain_use_key (chain, collection->sync_key, signature, context->manners->remembers_syncs))
    {
    case NS_SIM_KEY_INVALID:
      if (context->manners->is_lax)
        {
          ns_sim_chain_release_all (chain);
          break;
        }
      return ns_eas_sync_result_new (collection->collection_id, NULL, STATUS_WRONG_KEY);
    case NS_SIM_KEY_REPLAY:
      return replay (collection, chain, entries);
    case NS_SIM_KEY_BACK:
      ns_sim_chain_go_back (chain);
      break;
    case NS_SIM_KEY_CURRENT:
      ns_sim_chain_begin (chain);
      break;
    }
  forgets = is_forgotten_after (context, collection, folder, chain);
  result = run_commands (context, collection, folder, chain, entries);
  if (result == NULL)
    ns_sim_chain_tear (chain);
  else
    ns_sim_chain_commit (chain, signature, result);
  if (forgets)
    ns_sim_device_forget_chain (context->device, collection->collection_id);
  return result;
}

/* A status below 100 stands in every collection, as at Exchange; the common ones stand alone. */
static void
refuse_collections (NsSimContext *context, GPtrArray *collections, int status)
{
  g_auto (NsEasSyncResponse) response = { 0 };

  ns_eas_sync_response_init (&response);
  for (guint i = 0; i < collections->len; i++)
    {
      const NsEasSyncCollection *collection = g_ptr_array_index (collections, i);

      g_ptr_array_add (response.results, ns_eas_sync_result_new (collection->collection_id, NULL, status));
    }
  ns_sim_context_answer_wbxml (context, ns_eas_sync_response_write (&response, context->request->version));
}

/* One journal entry an item, and everything by which a fault may mean one of them. */
static void
describe (NsSimContext *context, GPtrArray *collections, GPtrArray *names)
{
  const NsSimMailbox *home = ns_sim_world_get_home (context->world);

  for (guint i = 0; i < collections->len; i++)
    {
      const NsEasSyncCollection *collection = g_ptr_array_index (collections, i);
      const NsSimFolder *folder = ns_sim_mailbox_find_folder (home, collection->collection_id);

      for (guint n = 0; n < collection->commands->len; n++)
        {
          const NsEasSyncCommand *command = g_ptr_array_index (collection->commands, n);
          NsSimEntry *entry = ns_sim_sync_item_describe (collection->collection_id, folder, command);

          g_ptr_array_add (context->entries, entry);
          ns_sim_sync_item_collect_names (entry, command, names);
        }
    }
}

static void
break_off (NsSimContext *context)
{
  if (context->fault->value == 0)
    context->answer->cut = NS_SIM_CUT_ANSWER;
  else
    context->answer->http_status = (guint) context->fault->value;
}

static void
run_collections (NsSimContext *context, GPtrArray *collections)
{
  g_auto (NsEasSyncResponse) response = { 0 };
  guint done = 0;

  ns_eas_sync_response_init (&response);
  for (guint i = 0; i < collections->len; i++)
    {
      const NsEasSyncCollection *collection = g_ptr_array_index (collections, i);
      NsEasSyncResult *result =
        run_collection (context, collection, (NsSimEntry *const *) context->entries->pdata + done);

      if (result == NULL)
        {
          break_off (context);
          return;
        }
      g_ptr_array_add (response.results, result);
      context->answer->status = result->status;
      done += collection->commands->len;
    }
  response.is_empty =
    context->manners->is_lax && ns_sim_lax_says_nothing (&response, collections, context->request->version);
  ns_sim_context_answer_wbxml (context, ns_eas_sync_response_write (&response, context->request->version));
}

static void
note_collection (NsSimContext *context, GPtrArray *collections)
{
  const NsEasSyncCollection *first = collections->len > 0 ? g_ptr_array_index (collections, 0) : NULL;
  NsSimEntry *entry;

  if (first == NULL || context->entries->len > 0)
    return;
  entry = ns_sim_entry_new (NULL);
  entry->collection = g_strdup (first->collection_id);
  g_ptr_array_add (context->entries, entry);
}

/**
 * ns_sim_sync_run:
 * @context: a Sync request
 *
 * Executes the commands of each collection, then tells what changed on the server where the client asks for it
 * (MS-ASCMD 2.2.1.21). A request that was lost on its way back is answered from memory and not executed again.
 */
void
ns_sim_sync_run (NsSimContext *context)
{
  const NsSimRequest *request = context->request;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) collections = NULL;
  g_autoptr (GError) error = NULL;

  if (g_bytes_get_size (request->body) == 0 && request->version < NS_EAS_VERSION_12_1)
    {
      ns_sim_context_refuse (context, STATUS_INVALID_CONTENT);
      return;
    }
  if (g_bytes_get_size (request->body) == 0)
    {
      ns_sim_context_answer_status (context, STATUS_INCOMPLETE);
      return;
    }
  collections = ns_eas_sync_request_parse (request->body, request->version, &error);
  if (collections == NULL && g_error_matches (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED))
    {
      if (context->manners->is_lax)
        ns_sim_context_refuse (context, STATUS_INVALID_CONTENT);
      else
        ns_sim_context_answer_status (context, STATUS_PROTOCOL);
      return;
    }
  if (collections == NULL)
    {
      ns_sim_context_refuse (context, STATUS_INVALID_WBXML);
      return;
    }

  describe (context, collections, names);
  note_collection (context, collections);
  if (ns_sim_context_meet_fault (context, names))
    {
      if (context->fault->type == NS_SIM_FAULT_STATUS && context->fault->value < 100 && collections->len > 0)
        refuse_collections (context, collections, context->fault->value);
      return;
    }
  run_collections (context, collections);
}
