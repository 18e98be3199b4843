/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a cycle learns about its server by what the server does (NsCapability). */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-sync-request.h"

#include <glib/gi18n-lib.h>

/* The last few mails tell whether Sent Items get copies: not those of the last moments, which may be on their way
 * there, nor those that a look-up, which goes a month back, may miss. */
#define WITNESSES_MAX 5
#define WITNESSES_MIN 2
#define WITNESS_LISTED 40
#define WITNESS_MIN_AGE (60 * (gint64) G_USEC_PER_SEC)
#define WITNESS_MAX_AGE (25 * 24 * 3600 * (gint64) G_USEC_PER_SEC)

#define HTTP_OK 200

static void
observe (NsCycle *self, NsCapability capability, gboolean can)
{
  const NsKnowledge before = ns_account_knows (self->account, capability);

  ns_capabilities_observe (&self->account->capabilities, capability, can, ns_clock_now (self->clock));
  if (ns_account_knows (self->account, capability) != before)
    g_info ("The server: %s %s", ns_capability_nick (capability), can ? "yes" : "no");
}

static gint64
item_id (GPtrArray *items, guint n)
{
  return ((const NsItem *) g_ptr_array_index (items, n))->id;
}

static gboolean
is_outcome (NsOutcome outcome, NsDomain domain, int code)
{
  return outcome.domain == domain && outcome.code == code;
}

/* Whether an earlier try of the mail may have been executed: then this one went out with a ClientId that the server
 * may know. */
static gboolean
was_uncertain (NsCycle *self, const NsItem *item)
{
  const NsCause *cause = ns_cause_for (item->outcome);

  return self->is_repeated || (item->attempts > 1 && cause != NULL && cause->verdict == NS_VERDICT_UNKNOWN);
}

static void
observe_mail (NsCycle *self)
{
  const NsItem *item = g_ptr_array_index (self->batch->items, 0);
  const NsResult *result = g_ptr_array_index (self->reading->results, 0);

  if (is_outcome (self->reading->outcome, NS_DOMAIN_COMMON, 118))
    observe (self, NS_CAPABILITY_CLIENT_IDS, TRUE);
  else if (result->event == NS_EVENT_ACCEPT && self->batch->version >= NS_EAS_VERSION_14_0
           && item->message_id != NULL && was_uncertain (self, item))
    g_ptr_array_add (self->repeated, ns_item_ref (item));
}

static void
observe_sync (NsCycle *self, const NsExchange *exchange)
{
  if (self->is_repeated && is_outcome (self->reading->outcome, NS_DOMAIN_SYNC, 3))
    observe (self, NS_CAPABILITY_REPLAY, FALSE);
  for (guint i = 0; i < self->reading->results->len; i++)
    {
      const NsResult *result = g_ptr_array_index (self->reading->results, i);

      if (is_outcome (result->attempt.outcome, NS_DOMAIN_SYNC, 7))
        observe (self, NS_CAPABILITY_REPORTS_CONFLICTS, TRUE);
    }
  /* Who answers 200 has executed the request, whatever became of the rest of the answer. */
  self->was_executed |= self->reading->fate == NS_FATE_UNDECIDED && exchange->attempt.phase >= NS_PHASE_ANSWERED
                        && exchange->attempt.outcome.http_status == HTTP_OK;
}

/**
 * ns_cycle_observe_answer:
 * @self: a cycle whose batch was answered, or was not
 * @exchange: how that went
 *
 * Learns from the answer.
 */
void
ns_cycle_observe_answer (NsCycle *self, const NsExchange *exchange)
{
  if (self->batch->command == NS_COMMAND_SEND_MAIL)
    observe_mail (self);
  else
    observe_sync (self, exchange);
}

static gboolean
is_accepted_add (NsCycle *self, guint n, const NsEasSyncCollection *sent)
{
  const NsResult *result = g_ptr_array_index (self->reading->results, n);
  const NsEasSyncCommand *command = g_ptr_array_index (sent->commands, n);

  return result->event == NS_EVENT_ACCEPT && command->op == NS_EAS_SYNC_ADD;
}

/**
 * ns_cycle_wants_check:
 * @self: a cycle with the answer to a repeated Sync
 *
 * Tells whether to look what the repetition did: it was sent because the server is taken for one that recognises it,
 * and nobody has seen yet that it does. Conflicts are left in peace: a whole pull would hide their winners.
 *
 * Returns: whether a look-up should follow
 */
gboolean
ns_cycle_wants_check (NsCycle *self)
{
  g_autoptr (GPtrArray) request = NULL;
  guint n_adds = 0;

  if (!self->is_repeated || self->is_over || self->reading->has_conflict || ns_cycle_is_cancelled (self)
      || self->batch->request == NULL
      || ns_account_knows (self->account, NS_CAPABILITY_REPLAY) != NS_KNOWLEDGE_ASSUMED_YES)
    return FALSE;
  request = ns_eas_sync_request_parse (self->batch->request, self->batch->version, NULL);
  for (guint i = 0; request != NULL && request->len > 0 && i < self->reading->results->len; i++)
    n_adds += is_accepted_add (self, i, g_ptr_array_index (request, 0));
  return n_adds > 0;
}

/**
 * ns_cycle_observe_check:
 * @self: a cycle whose look-up showed what a repeated Sync did
 *
 * Two copies of one Add prove that the server executed it twice. One copy proves that it did not only where the first
 * request was executed for certain.
 */
void
ns_cycle_observe_check (NsCycle *self)
{
  guint most = 0;

  for (guint i = 0; i < self->batch->items->len; i++)
    most = MAX (most, ns_lookup_count_copies (self->lookup, item_id (self->batch->items, i)));
  if (most > 1)
    observe (self, NS_CAPABILITY_REPLAY, FALSE);
  else if (most == 1 && self->was_executed)
    observe (self, NS_CAPABILITY_REPLAY, TRUE);
}

/**
 * ns_cycle_observe_sent:
 * @self: a cycle whose look-up in Sent Items was answered
 * @n_found: how many of the mails that it wanted are there
 *
 * Learns whether Sent Items get copies, and whether these can be told by their Message-ID. That some accepted mails
 * have no copy while the ids of others can be read, or there are no others, shows that the server keeps none.
 */
void
ns_cycle_observe_sent (NsCycle *self, guint n_found)
{
  const NsSentTally tally = ns_lookup_get_tally (self->lookup);

  for (guint i = 0; i < self->repeated->len; i++)
    {
      const guint copies = ns_lookup_count_copies (self->lookup, item_id (self->repeated, i));

      n_found += copies;
      if (copies > 1)
        observe (self, NS_CAPABILITY_CLIENT_IDS, FALSE);
    }
  if (n_found > 0 || tally.n_seen > 0)
    {
      observe (self, NS_CAPABILITY_SAVES_SENT, TRUE);
      observe (self, NS_CAPABILITY_FINDS_MESSAGE_IDS, TRUE);
    }
  else if (tally.n_mails > 0 && tally.n_named == 0)
    observe (self, NS_CAPABILITY_FINDS_MESSAGE_IDS, FALSE);
  else if (tally.n_witnesses >= WITNESSES_MIN)
    observe (self, NS_CAPABILITY_SAVES_SENT, FALSE);
}

/**
 * ns_cycle_explain_absence:
 * @self: a cycle
 *
 * Returns: (transfer none): what it means that a mail is not in Sent Items, in one sentence, translated: never that it
 *   was not sent
 */
const char *
ns_cycle_explain_absence (NsCycle *self)
{
  if (ns_knowledge_is_no (ns_account_knows (self->account, NS_CAPABILITY_SAVES_SENT)))
    return _("It is not in Sent Items, which proves nothing: this server keeps no copies of sent mails.");
  if (ns_knowledge_is_no (ns_account_knows (self->account, NS_CAPABILITY_FINDS_MESSAGE_IDS)))
    return _("It was not found in Sent Items, which proves nothing: this server does not tell one mail from another.");
  return _("It is not in Sent Items, which proves nothing: the copy may be missing although the mail was sent.");
}

/* Accepted by an answer, not by the user's word. */
static gboolean
is_witness (NsCycle *self, const NsItem *item)
{
  const gint64 age = ns_clock_now (self->clock) - item->delivered_at;

  return item->kind == NS_KIND_MAIL && item->message_id != NULL && item->account_id == self->account->id
         && item->outcome.domain == NS_DOMAIN_NONE && age >= WITNESS_MIN_AGE && age <= WITNESS_MAX_AGE;
}

static void
delivered_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  NsCycle *self = g_task_get_source_object (task);
  const GAsyncReadyCallback looked_cb = g_task_get_task_data (task);
  g_autoptr (GPtrArray) items = ns_store_list_finish (self->store, result, NULL);
  const NsLine line = ns_cycle_get_line (self);
  guint n = 0;

  for (guint i = 0; items != NULL && i < items->len && n < WITNESSES_MAX; i++)
    {
      const NsItem *item = g_ptr_array_index (items, i);

      if (!is_witness (self, item))
        continue;
      ns_lookup_add_witness (self->lookup, item->message_id);
      n++;
    }
  ns_lookup_run_async (self->lookup, &line, self->cancellable, looked_cb, g_object_ref (self));
}

/**
 * ns_cycle_look_in_sent:
 * @self: a cycle with a look-up in Sent Items that knows what it wants
 * @looked_cb: called as by ns_lookup_run_async(), with a reference to @self that it owns
 *
 * Asks in the same pull for the last few mails that the server has accepted.
 */
void
ns_cycle_look_in_sent (NsCycle *self, GAsyncReadyCallback looked_cb)
{
  const NsFilter delivered = { .states = 1u << NS_STATE_DELIVERED, .limit = WITNESS_LISTED };
  GTask *task = g_task_new (self, NULL, NULL, NULL);

  g_task_set_task_data (task, (gpointer) looked_cb, NULL);
  ns_store_list_async (self->store, &delivered, NULL, delivered_cb, task);
}
