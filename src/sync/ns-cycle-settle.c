/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle that find out what became of a batch whose answer never came. */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-folder-sync.h"
#include "eas/ns-eas-sync-request.h"
#include "eas/ns-wbxml-writer.h"
#include "intake/ns-intake.h"

#define TRIES_MAX 3

/* A server remembers the ClientIds of its last few mails only: for so long they may be those of this device. */
#define MEMORY_LASTS ((gint64) 3600 * G_USEC_PER_SEC)

static NsEasSyncCollection *
sent_collection (NsCycle *self, GPtrArray **request)
{
  *request = self->batch->request != NULL
               ? ns_eas_sync_request_parse (self->batch->request, self->batch->version, NULL)
               : NULL;
  return *request != NULL && (*request)->len > 0 ? g_ptr_array_index (*request, 0) : NULL;
}

/* What is known of a batch that an earlier run sent: that it began, and no end. */
static void
begin_reading (NsCycle *self, NsEvent event)
{
  g_autoptr (NsExchange) exchange = NULL;

  if (self->reading != NULL)
    return;
  exchange = ns_exchange_new (self->batch->command);
  exchange->attempt.started_at = self->batch->leased_at;
  exchange->attempt.ended_at = ns_clock_now (self->clock);
  exchange->attempt.phase = NS_PHASE_SENT;
  exchange->attempt.outcome = (NsOutcome) { NS_DOMAIN_NETWORK, NS_NETWORK_INTERRUPTED, self->batch->command, 0 };
  self->reading = ns_interpret_lost (self->batch, exchange, event);
}

/**
 * ns_cycle_enter_settle:
 * @self: a cycle
 *
 * Takes the oldest batch of the journal. A Sync is repeated byte for byte where the server is known to recognise that;
 * else the server is asked first what it holds. A mail is always looked for first.
 */
void
ns_cycle_enter_settle (NsCycle *self)
{
  NsBatch *batch;

  if (self->journal->len == 0)
    {
      ns_cycle_go (self, NS_CYCLE_UPLOAD);
      return;
    }

  batch = g_ptr_array_steal_index (self->journal, 0);
  ns_cycle_start_batch (self, batch, NS_CYCLE_SETTLE, TRUE);
  if (batch->request == NULL)
    {
      begin_reading (self, NS_EVENT_NOT_EXECUTED);
      ns_cycle_go (self, NS_CYCLE_RECORD);
    }
  else if (batch->command == NS_COMMAND_SYNC && batch->tries < TRIES_MAX && ns_cycle_server_remembers (self))
    ns_cycle_go (self, NS_CYCLE_TRY);
  else
    ns_cycle_go (self, NS_CYCLE_LOOK_UP);
}

static void
decide_found (NsCycle *self, guint n, const char *server_id, const NsNode *data)
{
  NsResult *result = g_ptr_array_index (self->reading->results, n);

  ns_reading_decide (self->reading, n, NS_EVENT_ACCEPT, (NsOutcome) { NS_DOMAIN_NONE, 0, self->batch->command, 0 });
  g_free (result->server_id);
  result->server_id = g_strdup (server_id);
  if (data != NULL)
    {
      g_clear_pointer (&result->agreed, g_bytes_unref);
      result->agreed = ns_wbxml_write (data);
    }
}

/* After what the other side said itself. */
static void
explain_absence (NsCycle *self, NsResult *result)
{
  const char *sentence = ns_cycle_explain_absence (self);
  char *detail = result->detail != NULL ? g_strconcat (result->detail, " ", sentence, NULL) : g_strdup (sentence);

  g_free (result->detail);
  result->detail = detail;
}

/* What is not in Sent Items may still have been sent. */
static void
decide_mail (NsCycle *self)
{
  const NsItem *item = g_ptr_array_index (self->batch->items, 0);

  if (ns_lookup_has_found (self->lookup, item->id, NULL))
    {
      decide_found (self, 0, NULL, NULL);
      return;
    }
  ns_reading_decide (self->reading, 0, NS_EVENT_LOSE_TRACK, self->reading->outcome);
  explain_absence (self, g_ptr_array_index (self->reading->results, 0));
}

static gboolean
is_stale_key (NsCycle *self)
{
  return self->reading->fate == NS_FATE_NEW_KEY || self->reading->fate == NS_FATE_NEW_FOLDERS;
}

/* What the whole folder does not hold was not added. What was only not spoken of goes again in this cycle; what
 * failed as a whole is the matter of ns_cycle_weigh_poison(). */
static void
decide_objects (NsCycle *self)
{
  g_autoptr (GPtrArray) request = NULL;
  const NsEasSyncCollection *sent = sent_collection (self, &request);
  const gboolean is_whole = self->reading->outcome.domain != NS_DOMAIN_NONE;

  for (guint i = 0; i < self->batch->items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (self->batch->items, i);
      const NsEasSyncCommand *command = g_ptr_array_index (sent->commands, i);
      const NsEvent before = ((NsResult *) g_ptr_array_index (self->reading->results, i))->event;
      const char *server_id;

      if (before == NS_EVENT_ACCEPT || (before == NS_EVENT_REFUSE && !is_whole))
        continue;
      if (ns_lookup_has_found (self->lookup, item->id, &server_id))
        decide_found (self, i, server_id, command->data);
      else if (before != NS_EVENT_REFUSE)
        ns_reading_decide (self->reading, i, NS_EVENT_NOT_EXECUTED, self->reading->outcome);
    }
  g_clear_pointer (&self->reading->sync_key, g_free);
  self->reading->has_conflict = FALSE;
  self->is_requeued = self->origin != NS_CYCLE_SETTLE
                      && (is_stale_key (self) || (!is_whole && self->batch->items->len > 1));
}

/* Whether the server still knows the ClientId of the batch, if it has sent it: it is known to keep them, and this mail
 * is the last thing that it got from here, not long ago (eas-facts 6.4). */
static gboolean
is_remembered (NsCycle *self)
{
  return self->batch->version >= NS_EAS_VERSION_14_0 && self->batch->is_last
         && ns_clock_now (self->clock) - self->batch->leased_at <= MEMORY_LASTS
         && ns_account_can (self->account, NS_CAPABILITY_CLIENT_IDS);
}

/* A mail that an earlier run left on the wire, and that is not in Sent Items: where the server answers 118 to a
 * ClientId that it has sent, the same request tells. Not in the run that sent it: the server may still be at it. */
static gboolean
may_send_again (NsCycle *self)
{
  const NsItem *item = g_ptr_array_index (self->batch->items, 0);

  return self->batch->command == NS_COMMAND_SEND_MAIL && self->origin == NS_CYCLE_SETTLE && self->repeats == 0
         && self->batch->tries < TRIES_MAX && is_remembered (self) && !ns_cycle_is_cancelled (self)
         && !ns_lookup_has_found (self->lookup, item->id, NULL);
}

/* The answer to a repetition was good; its chain is a new one now. */
static void
checked (NsCycle *self)
{
  ns_cycle_observe_check (self);
  g_clear_pointer (&self->reading->sync_key, g_free);
  g_clear_object (&self->lookup);
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

static void
looked_up (NsCycle *self)
{
  if (self->is_check)
    {
      checked (self);
      return;
    }
  if (may_send_again (self))
    {
      g_clear_object (&self->lookup);
      self->repeats++;
      ns_cycle_go (self, NS_CYCLE_TRY);
      return;
    }
  if (self->batch->command == NS_COMMAND_SEND_MAIL)
    decide_mail (self);
  else
    decide_objects (self);
  g_clear_object (&self->lookup);
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;

  if (!ns_store_record_pull_finish (self->store, result, &error))
    ns_cycle_abort (self, g_steal_pointer (&error));
  else
    looked_up (self);
}

static void
record_objects (NsCycle *self, const char *sync_key, gboolean is_whole)
{
  NsCollection *folder = ns_cycle_find_collection (self, self->batch->collection_id);

  g_free (folder->sync_key);
  folder->sync_key = g_strdup (sync_key);
  g_hash_table_add (self->pulled, g_strdup (folder->server_id));
  ns_cycle_note_pull (self, folder, ns_lookup_get_objects (self->lookup), is_whole);
  ns_store_record_pull_async (self->store, folder->server_id, sync_key, ns_lookup_get_objects (self->lookup), NULL,
                              recorded_cb, g_object_ref (self));
}

static void
look_up_failed (NsCycle *self, const NsPulled *pulled)
{
  const NsVerdict verdict = ns_interpret_verdict (pulled->attempt.outcome, pulled->attempt.phase, self->version);

  g_clear_object (&self->lookup);
  if (ns_cycle_provision (self, verdict))
    return;
  if (self->is_check)
    {
      ns_cycle_go (self, NS_CYCLE_RECORD);
      return;
    }
  self->soft_faults++;
  self->is_over = self->is_over || ns_interpret_ends_cycle (pulled->attempt.outcome, pulled->retry_after);
  ns_cycle_note_fault (self, &pulled->attempt, pulled->detail, pulled->retry_after);
  ns_cycle_leave_batch (self);
}

static guint
count_found (NsCycle *self, GPtrArray *items)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ns_lookup_has_found (self->lookup, ((const NsItem *) g_ptr_array_index (items, i))->id, NULL);
  return n;
}

static void
look_up_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsPulled) pulled = ns_lookup_run_finish (self->lookup, result);
  const NsOutcome outcome = pulled->attempt.outcome;
  const gboolean is_mail = self->batch->command == NS_COMMAND_SEND_MAIL;
  const gboolean is_folder_gone = outcome.domain == NS_DOMAIN_SYNC && outcome.code == 12;

  begin_reading (self, NS_EVENT_LOSE_TRACK);
  if (is_mail && outcome.domain == NS_DOMAIN_NONE)
    ns_cycle_observe_sent (self, count_found (self, self->batch->items));
  if (outcome.domain != NS_DOMAIN_NONE && !is_folder_gone)
    look_up_failed (self, pulled);
  else if (is_mail || is_folder_gone || pulled->sync_key == NULL)
    looked_up (self);
  else
    record_objects (self, pulled->sync_key, pulled->is_whole);
}

static void
want_objects (NsCycle *self, const NsEasSyncCollection *sent)
{
  for (guint i = 0; i < sent->commands->len && i < self->batch->items->len; i++)
    {
      const NsItem *item = g_ptr_array_index (self->batch->items, i);
      const NsEasSyncCommand *command = g_ptr_array_index (sent->commands, i);

      if (command->op == NS_EAS_SYNC_DELETE)
        ns_lookup_want_gone (self->lookup, item->id, command->server_id);
      else if (command->op == NS_EAS_SYNC_CHANGE && command->data != NULL)
        ns_lookup_want_change (self->lookup, item->id, command->server_id, command->data);
      else if (command->data != NULL)
        ns_lookup_want_object (self->lookup, item->id, command->data);
    }
}

/* What was answered before, for a part of the batch, and what other items have become: none of it answers for more. */
static void
set_owners (NsCycle *self, GPtrArray *others)
{
  for (guint i = 0; i < others->len; i++)
    ns_lookup_set_owner (self->lookup, g_ptr_array_index (others, i), 0);
  for (guint i = 0; self->reading != NULL && i < self->reading->results->len; i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);

      if (result->event == NS_EVENT_ACCEPT && result->server_id != NULL)
        ns_lookup_set_owner (self->lookup, result->server_id, result->item_id);
    }
}

static void
others_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) others = ns_store_list_others_finish (self->store, result, &error);
  const NsLine line = ns_cycle_get_line (self);

  if (others == NULL)
    {
      ns_cycle_abort (self, g_steal_pointer (&error));
      return;
    }
  set_owners (self, others);
  ns_lookup_run_async (self->lookup, &line, self->cancellable, look_up_cb, g_object_ref (self));
}

static NsLookup *
look_up_for_mail (NsCycle *self)
{
  const NsItem *item = g_ptr_array_index (self->batch->items, 0);
  const NsCollection *sent = ns_cycle_find_folder (self, NS_EAS_FOLDER_SENT_ITEMS);
  NsLookup *lookup;

  if (sent == NULL || item->message_id == NULL || self->version < NS_EAS_VERSION_12_0)
    return NULL;
  lookup = ns_lookup_new (sent->server_id, ns_intake_class_name (NS_KIND_MAIL));
  ns_lookup_want_mail (lookup, item->id, item->message_id);
  return lookup;
}

/* Nowhere to look: a mail stays uncertain. An object whose folder is gone is gone with it. */
static void
decide_blind (NsCycle *self)
{
  begin_reading (self, NS_EVENT_LOSE_TRACK);
  for (guint i = 0; i < self->reading->results->len; i++)
    ns_reading_decide (self->reading, i,
                       self->batch->command == NS_COMMAND_SEND_MAIL ? NS_EVENT_LOSE_TRACK : NS_EVENT_NOT_EXECUTED,
                       self->reading->outcome);
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

/**
 * ns_cycle_enter_look_up:
 * @self: a cycle with a batch whose answer never came
 *
 * Asks the server whether it is there (design 6, rules 2 and 3).
 */
void
ns_cycle_enter_look_up (NsCycle *self)
{
  const NsCollection *folder;
  g_autoptr (GPtrArray) request = NULL;
  const NsEasSyncCollection *sent = NULL;

  g_clear_object (&self->lookup);
  if (self->batch->command == NS_COMMAND_SEND_MAIL)
    self->lookup = look_up_for_mail (self);
  else
    {
      folder = ns_cycle_find_collection (self, self->batch->collection_id);
      sent = sent_collection (self, &request);
      if (folder != NULL && sent != NULL && ns_lane_for_folder (folder->type) != NULL)
        self->lookup = ns_lookup_new (folder->server_id,
                                      ns_intake_class_name (ns_lane_for_folder (folder->type)->kind));
    }

  if (self->lookup == NULL)
    {
      decide_blind (self);
      return;
    }
  if (sent == NULL)
    {
      ns_cycle_look_in_sent (self, look_up_cb);
      return;
    }
  want_objects (self, sent);
  ns_store_list_others_async (self->store, self->batch, NULL, others_cb, g_object_ref (self));
}
