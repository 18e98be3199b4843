/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-interpret.h"

#include "eas/ns-eas-send-mail.h"
#include "eas/ns-eas-sync-request.h"
#include "eas/ns-wbxml-writer.h"
#include "sync/ns-poison.h"

#define HTTP_OK 200

/**
 * ns_interpret_status:
 * @command: the command that was answered
 * @status: its Status
 *
 * Returns: the outcome: codes above 100 are common to all commands (MS-ASCMD 2.2.2), others the command's own.
 *   %NS_DOMAIN_NONE for success
 */
NsOutcome
ns_interpret_status (NsCommand command, int status)
{
  NsOutcome outcome = { NS_DOMAIN_NONE, 0, command, HTTP_OK };

  if (status == 1)
    return outcome;
  outcome.code = status;
  if (status > 100)
    outcome.domain = NS_DOMAIN_COMMON;
  else if (command == NS_COMMAND_FOLDER_SYNC)
    outcome.domain = NS_DOMAIN_FOLDER_SYNC;
  else if (command == NS_COMMAND_PROVISION)
    outcome.domain = NS_DOMAIN_PROVISION;
  else if (command == NS_COMMAND_SYNC)
    outcome.domain = NS_DOMAIN_SYNC;
  else if (command == NS_COMMAND_MEETING_RESPONSE)
    outcome.domain = NS_DOMAIN_MEETING_RESPONSE;
  else
    outcome.domain = NS_DOMAIN_COMMON;
  return outcome;
}

/**
 * ns_interpret_verdict:
 * @outcome: how a try ended
 * @phase: how far it got
 * @version: the protocol version times ten
 *
 * The catalogue's verdict, in the light of what is known about this try: what was not written to its last byte was
 * not executed (eas-facts 6.4), and up to 12.1 status 500 is the way in which SendMail fails (6.1, 10.5).
 *
 * Returns: what it means
 */
NsVerdict
ns_interpret_verdict (NsOutcome outcome, NsPhase phase, int version)
{
  const NsCause *cause = ns_cause_for (outcome);

  if (cause == NULL)
    return NS_VERDICT_DELIVERED;
  if (cause->verdict != NS_VERDICT_UNKNOWN)
    return cause->verdict;
  if (outcome.domain == NS_DOMAIN_NETWORK && phase < NS_PHASE_SENT)
    return NS_VERDICT_RETRY;
  if (outcome.domain == NS_DOMAIN_HTTP && outcome.code == 500 && outcome.command == NS_COMMAND_SEND_MAIL
      && version <= NS_EAS_VERSION_12_1)
    return NS_VERDICT_RETRY;
  return NS_VERDICT_UNKNOWN;
}

/**
 * ns_interpret_ends_cycle:
 * @outcome: how a try ended
 * @retry_after: seconds that the server asked to wait, or 0
 *
 * Returns: whether it says that the next request would fare no better
 */
gboolean
ns_interpret_ends_cycle (NsOutcome outcome, guint retry_after)
{
  static const guint32 network =
    1u << NS_NETWORK_RESOLVE | 1u << NS_NETWORK_CONNECT | 1u << NS_NETWORK_TLS_CERTIFICATE
    | 1u << NS_NETWORK_TLS_HANDSHAKE | 1u << NS_NETWORK_TIMEOUT | 1u << NS_NETWORK_NOT_EAS
    | 1u << NS_NETWORK_INTERRUPTED | 1u << NS_NETWORK_TIMEOUT_SENDING | 1u << NS_NETWORK_TLS_UNKNOWN_AUTHORITY
    | 1u << NS_NETWORK_TLS_EXPIRED | 1u << NS_NETWORK_TLS_NOT_YET_VALID | 1u << NS_NETWORK_TLS_WRONG_HOST
    | 1u << NS_NETWORK_TLS_REVOKED | 1u << NS_NETWORK_TLS_TOO_OLD | 1u << NS_NETWORK_PROXY
    | 1u << NS_NETWORK_TLS_PIN_CHANGED;
  const NsCause *cause = ns_cause_for (outcome);

  if (retry_after > 0)
    return TRUE;
  if (cause == NULL)
    return FALSE;
  if (outcome.domain == NS_DOMAIN_NETWORK)
    return outcome.code < 32 && (network & 1u << outcome.code) != 0;
  return cause->verdict == NS_VERDICT_NEEDS_USER
         || (outcome.domain == NS_DOMAIN_HTTP && (outcome.code == 429 || outcome.code == 511));
}

/**
 * ns_interpret_waits_for_password:
 * @outcome: the fault of an account
 *
 * Returns: whether it is about the password. A wrong one is never tried twice by itself: that locks accounts
 *   (eas-facts 1.7)
 */
gboolean
ns_interpret_waits_for_password (NsOutcome outcome)
{
  switch (outcome.domain)
    {
    case NS_DOMAIN_HTTP:
      return outcome.code == 401 || outcome.code == 456 || outcome.code == 457;
    case NS_DOMAIN_COMMON:
      return outcome.code == 124;
    case NS_DOMAIN_LOCAL:
      return outcome.code == NS_LOCAL_NO_PASSWORD;
    case NS_DOMAIN_NONE:
    case NS_DOMAIN_SYNC:
    case NS_DOMAIN_FOLDER_SYNC:
    case NS_DOMAIN_PROVISION:
    case NS_DOMAIN_POLICY:
    case NS_DOMAIN_NETWORK:
    case NS_DOMAIN_MEETING_RESPONSE:
      break;
    }
  return FALSE;
}

static void
set_details (NsReading *self)
{
  for (guint i = 0; i < self->results->len; i++)
    {
      NsResult *result = g_ptr_array_index (self->results, i);

      if (result->detail == NULL && result->event != NS_EVENT_ACCEPT)
        result->detail = g_strdup (self->detail);
    }
}

static NsEvent
event_for (NsVerdict verdict)
{
  switch (verdict)
    {
    case NS_VERDICT_DELIVERED:
      return NS_EVENT_ACCEPT;
    case NS_VERDICT_REFUSED:
      return NS_EVENT_REFUSE;
    case NS_VERDICT_UNKNOWN:
      return NS_EVENT_LOSE_TRACK;
    case NS_VERDICT_RETRY:
    case NS_VERDICT_NEEDS_USER:
    case NS_VERDICT_PROVISION:
    case NS_VERDICT_RESYNC:
      return NS_EVENT_NOT_EXECUTED;
    }
  g_return_val_if_reached (NS_EVENT_LOSE_TRACK);
}

static NsFate
resync_fate (NsOutcome outcome)
{
  if (outcome.domain == NS_DOMAIN_SYNC && outcome.code == 13)
    return NS_FATE_DECIDED;
  if (outcome.domain == NS_DOMAIN_SYNC && outcome.code == 12)
    return NS_FATE_NEW_FOLDERS;
  return NS_FATE_NEW_KEY;
}

/* What the server may have executed in part before it failed: after an exception SOGo answers 501, and has stored the
 * items before the one that it stumbled over; an internal error may leave the same behind. A protocol error is found
 * before anything is executed. */
static gboolean
may_be_half_done (NsOutcome outcome, gboolean is_alone)
{
  switch (outcome.domain)
    {
    case NS_DOMAIN_HTTP:
      return outcome.code == 501;
    case NS_DOMAIN_SYNC:
      return outcome.code == 5 && !is_alone;
    case NS_DOMAIN_COMMON:
      return outcome.code == 110 && !is_alone;
    case NS_DOMAIN_NONE:
    case NS_DOMAIN_FOLDER_SYNC:
    case NS_DOMAIN_PROVISION:
    case NS_DOMAIN_POLICY:
    case NS_DOMAIN_NETWORK:
    case NS_DOMAIN_LOCAL:
    case NS_DOMAIN_MEETING_RESPONSE:
      break;
    }
  return FALSE;
}

/* What a failure of the whole Sync means. @repeated: an earlier try of the batch may have been executed, so that this
 * answer speaks for itself only. What is undecided is looked up; what is not found then is what it is here. */
static void
read_failed_sync (NsReading *self, const NsBatch *batch, const NsExchange *exchange, gboolean repeated)
{
  const NsVerdict verdict = ns_interpret_verdict (self->outcome, exchange->attempt.phase, batch->version);
  const gboolean is_alone = batch->items->len == 1;

  self->is_poison = ns_poison_is_possible (self->outcome, verdict);
  switch (verdict)
    {
    case NS_VERDICT_PROVISION:
      ns_reading_decide_all (self, NS_FATE_PROVISION, NS_EVENT_NOT_EXECUTED);
      return;
    case NS_VERDICT_RESYNC:
      ns_reading_decide_all (self, resync_fate (self->outcome), NS_EVENT_NOT_EXECUTED);
      break;
    case NS_VERDICT_REFUSED:
      ns_reading_decide_all (self, NS_FATE_DECIDED, is_alone ? NS_EVENT_REFUSE : NS_EVENT_NOT_EXECUTED);
      if (repeated || may_be_half_done (self->outcome, is_alone))
        self->fate = NS_FATE_UNDECIDED;
      return;
    case NS_VERDICT_UNKNOWN:
      ns_reading_decide_all (self, NS_FATE_UNDECIDED, NS_EVENT_LOSE_TRACK);
      return;
    case NS_VERDICT_DELIVERED:
    case NS_VERDICT_RETRY:
    case NS_VERDICT_NEEDS_USER:
      ns_reading_decide_all (self, NS_FATE_DECIDED, NS_EVENT_NOT_EXECUTED);
      if (may_be_half_done (self->outcome, is_alone))
        self->fate = NS_FATE_UNDECIDED;
      break;
    }
  if (repeated && self->fate == NS_FATE_DECIDED)
    ns_reading_decide_all (self, NS_FATE_UNDECIDED, NS_EVENT_LOSE_TRACK);
}

static gboolean
only_deletes (GPtrArray *commands)
{
  for (guint i = 0; i < commands->len; i++)
    if (((NsEasSyncCommand *) g_ptr_array_index (commands, i))->op != NS_EAS_SYNC_DELETE)
      return FALSE;
  return TRUE;
}

/**
 * ns_interpret_sync_response:
 * @exchange: a Sync exchange
 * @collection_id: the folder that was asked about
 * @response: (out caller-allocates): the answer; clear it in any case
 * @result: (out) (transfer none): the folder's part of it; %NULL where the answer was empty, or does not mention it
 * @detail: (out) (optional) (nullable) (transfer full): what could not be read
 *
 * Returns: what failed as a whole: the exchange, the request, or the folder; %NS_DOMAIN_NONE where nothing did
 */
NsOutcome
ns_interpret_sync_response (const NsExchange *exchange, const char *collection_id, NsEasSyncResponse *response,
                            NsEasSyncResult **result, char **detail)
{
  g_autoptr (GError) error = NULL;

  *result = NULL;
  ns_eas_sync_response_init (response);
  if (exchange->attempt.outcome.domain != NS_DOMAIN_NONE)
    return exchange->attempt.outcome;
  if (!ns_eas_sync_response_parse (exchange->body, response, &error))
    {
      if (detail != NULL)
        *detail = g_strdup (error->message);
      return (NsOutcome) { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, NS_COMMAND_SYNC, HTTP_OK };
    }
  if (response->status > 1)
    return ns_interpret_status (NS_COMMAND_SYNC, response->status);

  *result = ns_eas_sync_response_find (response, collection_id);
  /* 8 for a whole folder: it is gone (eas-facts 5.7), the same news as 12. */
  if (*result != NULL && (*result)->status == 8)
    return ns_interpret_status (NS_COMMAND_SYNC, 12);
  return ns_interpret_status (NS_COMMAND_SYNC, *result != NULL ? (*result)->status : 1);
}

/* Add: every one is answered. Change and Delete: only failures are (eas-facts 5.6). */
static NsOutcome
outcome_of (const NsEasSyncCommand *command, const NsEasSyncCommand *answer)
{
  if (answer == NULL && command->op == NS_EAS_SYNC_ADD)
    return (NsOutcome) { NS_DOMAIN_LOCAL, NS_LOCAL_NO_RESPONSE, NS_COMMAND_SYNC, HTTP_OK };
  if (answer == NULL || (command->op == NS_EAS_SYNC_DELETE && answer->status == 8))
    return (NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, HTTP_OK };
  return ns_interpret_status (NS_COMMAND_SYNC, answer->status);
}

static void
read_item (NsReading *self, guint n, const NsEasSyncCommand *command, const NsEasSyncResult *answer)
{
  const char *id = command->op == NS_EAS_SYNC_ADD ? command->client_id : command->server_id;
  const NsEasSyncCommand *entry = ns_eas_sync_result_find (answer, command->op, id);
  const NsOutcome outcome = outcome_of (command, entry);
  const NsCause *cause = ns_cause_for (outcome);
  const NsEvent event = event_for (cause == NULL ? NS_VERDICT_DELIVERED : cause->verdict);
  NsResult *result = g_ptr_array_index (self->results, n);

  ns_reading_decide (self, n, event, outcome);
  if (event == NS_EVENT_LOSE_TRACK)
    self->fate = NS_FATE_UNDECIDED;
  if (outcome.domain == NS_DOMAIN_SYNC && outcome.code == 7)
    self->has_conflict = TRUE;
  if (event != NS_EVENT_ACCEPT)
    return;

  result->attempt.outcome = (NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_SYNC, HTTP_OK };
  result->server_id = g_strdup (command->op == NS_EAS_SYNC_ADD ? entry->server_id : command->server_id);
  if (command->data != NULL)
    result->agreed = ns_wbxml_write (command->data);
}

/**
 * ns_interpret_sync:
 * @batch: what was sent
 * @exchange: how it went
 * @repeated: whether an earlier try of the same batch may have been executed
 *
 * Tells what became of each command of a Sync (MS-ASCMD 2.2.3.150, eas-facts 5.6 to 5.8). Pure.
 *
 * Returns: (transfer full): the answer, understood
 */
NsReading *
ns_interpret_sync (const NsBatch *batch, const NsExchange *exchange, gboolean repeated)
{
  NsReading *self = ns_reading_new (batch, exchange);
  g_autoptr (GPtrArray) sent = ns_eas_sync_request_parse (batch->request, batch->version, NULL);
  g_auto (NsEasSyncResponse) response = { 0 };
  g_autofree char *detail = NULL;
  NsEasSyncResult *answer;
  const NsEasSyncCollection *collection = sent != NULL && sent->len == 1 ? g_ptr_array_index (sent, 0) : NULL;

  self->outcome = ns_interpret_sync_response (exchange, batch->collection_id, &response, &answer, &detail);
  if (detail != NULL)
    {
      g_free (self->detail);
      self->detail = g_steal_pointer (&detail);
    }

  if (self->outcome.domain != NS_DOMAIN_NONE)
    {
      read_failed_sync (self, batch, exchange, repeated);
    }
  else if (collection == NULL || collection->commands->len != batch->items->len)
    {
      self->outcome = (NsOutcome) { NS_DOMAIN_LOCAL, NS_LOCAL_BAD_PAYLOAD, NS_COMMAND_SYNC, HTTP_OK };
      ns_reading_decide_all (self, NS_FATE_UNDECIDED, NS_EVENT_LOSE_TRACK);
    }
  else if (answer == NULL && !only_deletes (collection->commands))
    {
      /* SOGo says nothing at all where it knows no such folder, and Exchange never does so after commands. */
      self->outcome = (NsOutcome) { NS_DOMAIN_LOCAL, NS_LOCAL_NO_RESPONSE, NS_COMMAND_SYNC, HTTP_OK };
      self->is_poison = ns_poison_is_possible (self->outcome, NS_VERDICT_UNKNOWN);
      ns_reading_decide_all (self, NS_FATE_UNDECIDED, NS_EVENT_LOSE_TRACK);
    }
  else
    {
      g_autoptr (NsEasSyncResult) nothing = ns_eas_sync_result_new (batch->collection_id, NULL, 1);

      self->fate = NS_FATE_DECIDED;
      self->sync_key = g_strdup (answer != NULL ? answer->sync_key : NULL);
      for (guint i = 0; i < batch->items->len; i++)
        read_item (self, i, g_ptr_array_index (collection->commands, i), answer != NULL ? answer : nothing);
    }
  set_details (self);
  return self;
}

/* Success has no body (eas-facts 6.2), in either generation. */
static NsOutcome
send_mail_outcome (const NsExchange *exchange, char **detail)
{
  g_autoptr (GError) error = NULL;
  int status = 0;

  if (exchange->attempt.outcome.domain != NS_DOMAIN_NONE || g_bytes_get_size (exchange->body) == 0)
    return exchange->attempt.outcome;
  if (ns_eas_send_mail_response_parse (exchange->body, &status, &error))
    return ns_interpret_status (NS_COMMAND_SEND_MAIL, status);

  g_free (*detail);
  *detail = g_strdup (error->message);
  return (NsOutcome) { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, NS_COMMAND_SEND_MAIL, HTTP_OK };
}

/**
 * ns_interpret_send_mail:
 * @batch: what was sent
 * @exchange: how it went
 *
 * Tells what became of a mail (eas-facts 6.1, 6.2, 6.6). Pure.
 *
 * Returns: (transfer full): the answer, understood
 */
NsReading *
ns_interpret_send_mail (const NsBatch *batch, const NsExchange *exchange)
{
  NsReading *self = ns_reading_new (batch, exchange);
  NsVerdict verdict;

  self->outcome = send_mail_outcome (exchange, &self->detail);
  verdict = ns_interpret_verdict (self->outcome, exchange->attempt.phase, batch->version);
  ns_reading_decide_all (self, NS_FATE_DECIDED, event_for (verdict));
  if (verdict == NS_VERDICT_UNKNOWN)
    self->fate = NS_FATE_UNDECIDED;
  else if (verdict == NS_VERDICT_PROVISION)
    self->fate = NS_FATE_PROVISION;
  set_details (self);
  return self;
}

/**
 * ns_interpret_lost:
 * @batch: what was sent by an earlier run
 * @exchange: what is known of the try
 * @event: what to take for granted until more is known
 *
 * Returns: (transfer full): a reading that may still be decided
 */
NsReading *
ns_interpret_lost (const NsBatch *batch, const NsExchange *exchange, NsEvent event)
{
  NsReading *self = ns_reading_new (batch, exchange);

  ns_reading_decide_all (self, NS_FATE_UNDECIDED, event);
  return self;
}
