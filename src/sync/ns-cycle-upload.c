/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle that bring a folder's key chain into shape and objects on their way. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-wbxml-writer.h"
#include "intake/ns-intake.h"
#include "sync/ns-request.h"

static const char *
lane_class (NsCycle *self)
{
  return ns_intake_class_name (ns_lane_get (self->lane)->kind);
}

/* The account has no such folder: the items cannot be delivered, and say so. */
static void
refuse_queue (NsCycle *self)
{
  const NsAttempt attempt = {
    .started_at = ns_clock_now (self->clock),
    .ended_at = ns_clock_now (self->clock),
    .outcome = { NS_DOMAIN_LOCAL, NS_LOCAL_NO_FOLDER, NS_COMMAND_SYNC, 0 },
  };

  g_ptr_array_set_size (self->bad, 0);
  g_ptr_array_set_size (self->bad_results, 0);
  for (guint i = 0; i < self->queue->len; i++)
    {
      const NsItem *item = g_ptr_array_index (self->queue, i);
      NsResult *result = ns_result_new (item->id, NS_EVENT_REFUSE);

      result->attempt = attempt;
      g_ptr_array_add (self->bad, ns_item_ref (item));
      g_ptr_array_add (self->bad_results, result);
    }
  g_ptr_array_set_size (self->queue, 0);
  ns_cycle_start_batch (self, ns_request_for_nothing (NS_COMMAND_SYNC, self->bad), NS_CYCLE_UPLOAD, FALSE);
  ns_cycle_go (self, NS_CYCLE_LEASE);
}

/**
 * ns_cycle_enter_upload:
 * @self: a cycle
 *
 * Chooses what goes next to a folder, and sees to it that the folder's key chain is ready for it.
 */
void
ns_cycle_enter_upload (NsCycle *self)
{
  const NsCollection *folder;

  if (self->queue->len == 0)
    {
      ns_cycle_fill_queue (self);
      return;
    }

  folder = ns_cycle_lane_folder (self);
  if (folder == NULL && !self->has_folders)
    ns_cycle_go (self, NS_CYCLE_FOLDER_SYNC);
  else if (folder == NULL)
    refuse_queue (self);
  else if (g_hash_table_contains (self->blocked, folder->server_id))
    ns_cycle_skip_lane (self);
  else if (folder->sync_key == NULL)
    ns_cycle_go (self, NS_CYCLE_PRIME);
  else if (self->wants_pull)
    ns_cycle_go (self, NS_CYCLE_PULL);
  else
    ns_cycle_go (self, NS_CYCLE_PREPARE);
}

static void
primed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_record_pull_finish (self->store, result, &error))
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  /* What is added on a chain before its first pull is not shown by that pull. */
  self->is_fresh_chain = self->wants_pull;
  ns_cycle_go (self, self->wants_pull ? NS_CYCLE_PULL : NS_CYCLE_UPLOAD);
}

/* The folder cannot be used now. Other lanes may fare better, unless it is the whole account that is stuck. */
static void
fail_folder (NsCycle *self, const NsPulled *pulled)
{
  if (ns_interpret_ends_cycle (pulled->attempt.outcome, pulled->retry_after))
    {
      ns_cycle_fail (self, &pulled->attempt, pulled->detail, pulled->retry_after);
      return;
    }
  ns_cycle_note_fault (self, &pulled->attempt, pulled->detail, pulled->retry_after);
  if (self->conflicts->len == 0)
    {
      ns_cycle_skip_lane (self);
      return;
    }
  g_ptr_array_set_size (self->conflicts, 0);
  g_ptr_array_set_size (self->conflict_data, 0);
  ns_cycle_go (self, self->origin);
}

static gboolean
is_status (NsOutcome outcome, int status)
{
  return outcome.domain == NS_DOMAIN_SYNC && outcome.code == status;
}

static void
prime_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsPulled) pulled = ns_pull_finish (result);
  NsCollection *folder = ns_cycle_lane_folder (self);
  const NsVerdict verdict = ns_interpret_verdict (pulled->attempt.outcome, pulled->attempt.phase, self->version);

  if (pulled->attempt.outcome.domain == NS_DOMAIN_NONE && pulled->sync_key != NULL)
    {
      g_free (folder->sync_key);
      folder->sync_key = g_strdup (pulled->sync_key);
      ns_store_record_pull_async (self->store, folder->server_id, folder->sync_key, NULL, NULL, primed_cb,
                                  g_object_ref (self));
    }
  else if (is_status (pulled->attempt.outcome, 12) && !self->has_folders)
    ns_cycle_go (self, NS_CYCLE_FOLDER_SYNC);
  else if (!ns_cycle_provision (self, verdict))
    fail_folder (self, pulled);
}

/**
 * ns_cycle_enter_prime:
 * @self: a cycle
 *
 * Starts the key chain of the lane's folder. A chain that had to be started again is followed by a pull: a server
 * that forgot the old one (SOGo does after the first item of an empty folder) wants to have shown everything before
 * it takes more.
 */
void
ns_cycle_enter_prime (NsCycle *self)
{
  const NsCollection *folder = ns_cycle_lane_folder (self);
  const NsLine line = ns_cycle_get_line (self);
  const NsPullPlan plan = { .collection_id = folder->server_id, .class_name = lane_class (self), .only_prime = TRUE };

  ns_pull_async (&line, &plan, NULL, NULL, self->cancellable, prime_cb, g_object_ref (self));
}

static void
object_cb (const NsEasSyncCommand *command, gpointer user_data)
{
  NsCycle *self = user_data;
  g_autoptr (GBytes) data = NULL;
  const gboolean is_gone = command->op == NS_EAS_SYNC_DELETE || command->op == NS_EAS_SYNC_SOFT_DELETE;

  if (command->server_id == NULL)
    return;
  if (!is_gone && command->data != NULL)
    data = ns_wbxml_write (command->data);
  g_ptr_array_add (self->objects, ns_object_new (command->server_id, data));
}

static void
watched (NsCycle *self)
{
  ns_cycle_go (self, self->conflicts->len > 0 ? NS_CYCLE_JUDGE : NS_CYCLE_UPLOAD);
}

static void
after_pull (NsCycle *self)
{
  ns_cycle_watch_radar (self, watched);
}

static void
pull_recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_record_pull_finish (self->store, result, &error))
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    after_pull (self);
}

static void
record_pull (NsCycle *self, NsCollection *folder, const char *sync_key, gboolean is_whole)
{
  self->wants_pull = FALSE;
  g_hash_table_add (self->pulled, g_strdup (folder->server_id));
  if (sync_key == NULL)
    {
      after_pull (self);
      return;
    }

  g_free (folder->sync_key);
  folder->sync_key = g_strdup (sync_key);
  ns_cycle_note_pull (self, folder, self->objects, is_whole);
  ns_store_record_pull_async (self->store, folder->server_id, folder->sync_key, self->objects, NULL,
                              pull_recorded_cb, g_object_ref (self));
}

static void
pull_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsPulled) pulled = ns_pull_finish (result);
  NsCollection *folder = ns_cycle_find_collection (self, self->pull_id);
  const NsOutcome outcome = pulled->attempt.outcome;
  const gboolean is_whole = pulled->is_whole || self->is_fresh_chain;

  self->is_fresh_chain = FALSE;
  if (outcome.domain == NS_DOMAIN_NONE)
    {
      record_pull (self, folder, pulled->sync_key, is_whole);
      return;
    }
  if (is_status (outcome, 3) && g_hash_table_add (self->primed, g_strdup (folder->server_id)))
    {
      g_clear_pointer (&folder->sync_key, g_free);
      self->wants_pull = TRUE;
      ns_cycle_enter_pull (self);
      return;
    }
  if (!ns_cycle_provision (self, ns_interpret_verdict (outcome, pulled->attempt.phase, self->version)))
    fail_folder (self, pulled);
}

/**
 * ns_cycle_enter_pull:
 * @self: a cycle
 *
 * Fetches what the server changed in a folder: after a conflict, to learn the version that won; before a Resend of a
 * conflict, so that the server sees that this client knows the newest; after a new start of the chain.
 */
void
ns_cycle_enter_pull (NsCycle *self)
{
  const NsCollection *folder = self->conflicts->len > 0 ? ns_cycle_find_collection (self, self->conflict_folder)
                                                        : ns_cycle_lane_folder (self);
  const NsLine line = ns_cycle_get_line (self);
  const NsPullPlan plan = {
    .collection_id = folder->server_id,
    .class_name = ns_intake_class_name (ns_lane_for_folder (folder->type)->kind),
    .sync_key = folder->sync_key,
  };

  g_free (self->pull_id);
  self->pull_id = g_strdup (folder->server_id);
  g_ptr_array_unref (self->objects);
  self->objects = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_object_free);
  ns_pull_async (&line, &plan, object_cb, self, self->cancellable, pull_cb, g_object_ref (self));
}
