/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-chain.h"

/* What the device holds of one object. An object that it held under an older key chain stays known with held
 * unset: its revision still tells what the device has seen of it. */
typedef struct
{
  guint64 revision;
  gboolean held;
} Held;

typedef struct
{
  char *server_id;
  gboolean existed;
  Held before;
} Undo;

static void
undo_clear (Undo *undo)
{
  g_free (undo->server_id);
}

static char *
make_key (const NsSimChain *self)
{
  return g_strdup_printf ("{%08X}%u", self->epoch * 2654435761u, self->generation);
}

/**
 * ns_sim_chain_new:
 * @epoch: a number that no other chain of the device had
 *
 * Returns: (transfer full): a chain with its first key and nothing held
 */
NsSimChain *
ns_sim_chain_new (guint epoch)
{
  NsSimChain *self = g_new0 (NsSimChain, 1);

  self->held = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->added = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->refused = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->undo = g_array_new (FALSE, FALSE, sizeof (Undo));
  g_array_set_clear_func (self->undo, (GDestroyNotify) undo_clear);
  ns_sim_chain_restart (self, epoch);
  return self;
}

/**
 * ns_sim_chain_free:
 * @self: (transfer full): a chain
 *
 * Frees it.
 */
void
ns_sim_chain_free (NsSimChain *self)
{
  g_free (self->key);
  g_free (self->previous_key);
  g_free (self->signature);
  g_clear_pointer (&self->result, ns_eas_sync_result_free);
  g_hash_table_unref (self->added);
  g_hash_table_unref (self->refused);
  g_hash_table_unref (self->held);
  g_array_unref (self->undo);
  g_free (self);
}

static void
forget_answer (NsSimChain *self)
{
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->result, ns_eas_sync_result_free);
  g_hash_table_remove_all (self->added);
  g_array_set_size (self->undo, 0);
}

/**
 * ns_sim_chain_restart:
 * @self: a chain
 * @epoch: a number that no other chain of the device had
 *
 * Starts over, as a request with key 0 does: a new first key, and the device holds nothing.
 */
void
ns_sim_chain_restart (NsSimChain *self, guint epoch)
{
  GHashTableIter iter;
  Held *held;

  forget_answer (self);
  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *) &held))
    held->held = FALSE;

  self->epoch = epoch;
  self->generation = 1;
  self->conflict = 1;
  self->wants_mime = FALSE;
  self->truncation = -1;
  self->is_torn = FALSE;
  self->is_plain = FALSE;
  g_clear_pointer (&self->previous_key, g_free);
  g_free (self->key);
  self->key = make_key (self);
}

/**
 * ns_sim_chain_use_key:
 * @self: a chain
 * @key: the key of a request
 * @signature: what the request asks for
 * @remembers: whether the server recognises a repeated request
 *
 * Returns: how the key may be used (eas-facts 5.2, 5.8)
 */
NsSimKeyUse
ns_sim_chain_use_key (NsSimChain *self, const char *key, const char *signature, gboolean remembers)
{
  if (g_strcmp0 (key, self->key) == 0)
    return NS_SIM_KEY_CURRENT;
  if (self->previous_key == NULL || g_strcmp0 (key, self->previous_key) != 0)
    return NS_SIM_KEY_INVALID;
  if (remembers && self->result != NULL && g_strcmp0 (signature, self->signature) == 0)
    return NS_SIM_KEY_REPLAY;
  return NS_SIM_KEY_BACK;
}

static void
remember (NsSimChain *self, const char *server_id)
{
  const Held *held = g_hash_table_lookup (self->held, server_id);
  Undo undo = { .server_id = g_strdup (server_id), .existed = held != NULL };

  if (held != NULL)
    undo.before = *held;
  g_array_append_val (self->undo, undo);
}

/**
 * ns_sim_chain_go_back:
 * @self: a chain whose previous key was used
 *
 * Takes back what the last answer told the device: it never had that answer. The memory of its Adds stays, so that a
 * server that remembers does not execute them again.
 */
void
ns_sim_chain_go_back (NsSimChain *self)
{
  for (guint i = self->undo->len; i > 0; i--)
    {
      const Undo *undo = &g_array_index (self->undo, Undo, i - 1);

      if (undo->existed)
        g_hash_table_insert (self->held, g_strdup (undo->server_id), g_memdup2 (&undo->before, sizeof (Held)));
      else
        g_hash_table_remove (self->held, undo->server_id);
    }
  g_array_set_size (self->undo, 0);
  g_free (self->key);
  self->key = g_steal_pointer (&self->previous_key);
}

/**
 * ns_sim_chain_begin:
 * @self: a chain
 *
 * Starts a request with the newest key: the device has thereby acknowledged the last answer, and its memory goes. But
 * after a request that was torn there was no answer, and the same key comes again.
 */
void
ns_sim_chain_begin (NsSimChain *self)
{
  if (!self->is_torn)
    forget_answer (self);
  self->is_torn = FALSE;
}

/**
 * ns_sim_chain_release_all:
 * @self: a chain
 *
 * Takes the device for one that has nothing, as SOGo does for a key that it did not give.
 */
void
ns_sim_chain_release_all (NsSimChain *self)
{
  g_hash_table_remove_all (self->held);
  forget_answer (self);
}

/**
 * ns_sim_chain_tear:
 * @self: a chain
 *
 * Ends a request that failed after some of its commands were executed: no answer, no new key (SOGo after an
 * exception).
 */
void
ns_sim_chain_tear (NsSimChain *self)
{
  self->is_torn = TRUE;
}

static NsEasSyncCommand *
copy_command (const NsEasSyncCommand *command)
{
  NsEasSyncCommand *copy = ns_eas_sync_command_new (command->op, command->client_id, command->server_id,
                                                    command->data != NULL ? ns_node_ref (command->data) : NULL);

  copy->class_name = g_strdup (command->class_name);
  copy->status = command->status;
  return copy;
}

static NsEasSyncResult *
copy_result (const NsEasSyncResult *result)
{
  NsEasSyncResult *copy = ns_eas_sync_result_new (result->collection_id, result->sync_key, result->status);

  copy->class_name = g_strdup (result->class_name);
  copy->more_available = result->more_available;
  for (guint i = 0; i < result->commands->len; i++)
    g_ptr_array_add (copy->commands, copy_command (g_ptr_array_index (result->commands, i)));
  for (guint i = 0; i < result->responses->len; i++)
    g_ptr_array_add (copy->responses, copy_command (g_ptr_array_index (result->responses, i)));
  return copy;
}

/**
 * ns_sim_chain_commit:
 * @self: a chain
 * @signature: what the request asked for
 * @result: the answer; its key is set to the new one
 *
 * Ends a request that succeeded: there is a new key, and the old one is kept with the answer for a replay.
 */
void
ns_sim_chain_commit (NsSimChain *self, const char *signature, NsEasSyncResult *result)
{
  self->generation++;
  g_free (self->previous_key);
  self->previous_key = self->key;
  self->key = make_key (self);
  g_free (self->signature);
  self->signature = g_strdup (signature);

  g_free (result->sync_key);
  result->sync_key = g_strdup (self->key);
  g_clear_pointer (&self->result, ns_eas_sync_result_free);
  self->result = copy_result (result);
}

/**
 * ns_sim_chain_dup_result:
 * @self: a chain with a remembered answer
 *
 * Returns: (transfer full): the answer again
 */
NsEasSyncResult *
ns_sim_chain_dup_result (const NsSimChain *self)
{
  return copy_result (self->result);
}

/**
 * ns_sim_chain_holds:
 * @self: a chain
 * @server_id: an object's id
 *
 * Returns: whether the device has the object
 */
gboolean
ns_sim_chain_holds (const NsSimChain *self, const char *server_id)
{
  const Held *held = g_hash_table_lookup (self->held, server_id);

  return held != NULL && held->held;
}

/**
 * ns_sim_chain_acknowledged:
 * @self: a chain
 * @server_id: an object's id
 *
 * Returns: the newest revision of the object that the device has ever seen, 0 for none
 */
guint64
ns_sim_chain_acknowledged (const NsSimChain *self, const char *server_id)
{
  const Held *held = g_hash_table_lookup (self->held, server_id);

  return held != NULL ? held->revision : 0;
}

/**
 * ns_sim_chain_hold:
 * @self: a chain
 * @server_id: an object's id
 * @revision: its revision
 *
 * Notes that the device has the object in this revision.
 */
void
ns_sim_chain_hold (NsSimChain *self, const char *server_id, guint64 revision)
{
  const Held held = { revision, TRUE };

  remember (self, server_id);
  g_hash_table_insert (self->held, g_strdup (server_id), g_memdup2 (&held, sizeof held));
}

/**
 * ns_sim_chain_release:
 * @self: a chain
 * @server_id: an object's id
 *
 * Notes that the device no longer has the object.
 */
void
ns_sim_chain_release (NsSimChain *self, const char *server_id)
{
  remember (self, server_id);
  g_hash_table_remove (self->held, server_id);
}

/**
 * ns_sim_chain_dup_held:
 * @self: a chain
 *
 * Returns: (transfer full) (element-type utf8): the ids of the objects that the device has
 */
GPtrArray *
ns_sim_chain_dup_held (const NsSimChain *self)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  const char *server_id;
  const Held *held;

  g_hash_table_iter_init (&iter, self->held);
  while (g_hash_table_iter_next (&iter, (gpointer *) &server_id, (gpointer *) &held))
    if (held->held)
      g_ptr_array_add (ids, g_strdup (server_id));
  return ids;
}
