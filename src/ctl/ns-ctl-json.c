/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "ctl/ns-ctl-format.h"

#include "base/ns-json.h"
#include "ctl/ns-ctl-conflict-format.h"
#include "model/ns-attempt-steps.h"
#include "model/ns-cause-item.h"

#include <stdio.h>

/* The keys are the interface of scripts and tests (design 2): only ever add some. */

static void
begin_cause (JsonBuilder *builder, const NsCause *cause, NsOutcome outcome)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "exception", cause->exception);
  ns_json_add_string (builder, "source", ns_source_nick (cause->source));
  ns_json_add_string (builder, "command", ns_command_name (outcome.command));
  ns_json_add_int (builder, "status", outcome.code);
  ns_json_add_int_or_null (builder, "http_status", outcome.http_status != 0, outcome.http_status);
  ns_json_add_bool (builder, "permanent", ns_cause_is_permanent (cause));
  ns_json_add_string (builder, "cause", cause->id);
  ns_json_add_string (builder, "advice", ns_cause_advice (cause));
  ns_json_add_string (builder, "recommended", ns_action_nick (cause->action));
}

static void
add_outcome (JsonBuilder *builder, const char *key, NsOutcome outcome)
{
  const NsCause *cause = ns_cause_for (outcome);

  json_builder_set_member_name (builder, key);
  if (cause == NULL || cause->verdict == NS_VERDICT_DELIVERED)
    {
      json_builder_add_null_value (builder);
      return;
    }
  begin_cause (builder, cause, outcome);
  json_builder_end_object (builder);
}

static void
add_error (JsonBuilder *builder, const NsItem *item)
{
  const NsCause *cause = ns_ctl_has_failed (item) ? ns_cause_for_item (item) : NULL;
  const gboolean is_isolated = ns_item_is_isolated (item);
  g_autofree char *isolation = is_isolated ? ns_isolation_sentence (item->isolation) : NULL;

  json_builder_set_member_name (builder, "error");
  if (cause == NULL || cause->verdict == NS_VERDICT_DELIVERED)
    {
      json_builder_add_null_value (builder);
      return;
    }
  begin_cause (builder, cause, item->outcome);
  ns_json_add_bool (builder, "isolated", is_isolated);
  ns_json_add_string (builder, "isolation", isolation);
  json_builder_end_object (builder);
}

/* null where there is none, so that scripts find the key in any case */
static void
add_trouble (JsonBuilder *builder, const NsTrouble *trouble)
{
  json_builder_set_member_name (builder, "trouble");
  if (trouble == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "id", trouble->id);
  ns_json_add_string (builder, "title", ns_trouble_title (trouble));
  ns_json_add_string (builder, "why", ns_trouble_why (trouble));
  json_builder_set_member_name (builder, "cures");
  json_builder_begin_array (builder);
  for (guint n = 0; ns_trouble_get_cure (trouble, n) != NULL; n++)
    json_builder_add_string_value (builder, ns_trouble_get_cure (trouble, n));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

/* By their stable names: what is known, and since when, which is null where it was never seen. */
static void
add_capabilities (JsonBuilder *builder, const NsAccount *account)
{
  json_builder_set_member_name (builder, "capabilities");
  json_builder_begin_object (builder);
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    {
      const NsCapability capability = (NsCapability) i;

      json_builder_set_member_name (builder, ns_capability_nick (capability));
      json_builder_begin_object (builder);
      ns_json_add_string (builder, "known", ns_knowledge_nick (ns_account_knows (account, capability)));
      ns_json_add_time (builder, "seen_at", ns_capabilities_get_time (&account->capabilities, capability));
      json_builder_end_object (builder);
    }
  json_builder_end_object (builder);
}

static void
add_item (JsonBuilder *builder, const NsItem *item)
{
  ns_json_add_int (builder, "id", item->id);
  ns_json_add_string (builder, "kind", ns_kind_nick (item->kind));
  ns_json_add_string (builder, "operation", ns_operation_nick (item->operation));
  ns_json_add_string (builder, "state", ns_state_nick (item->state));
  ns_json_add_string (builder, "subject", item->subject);
  ns_json_add_string (builder, "recipients", item->recipients);
  ns_json_add_int (builder, "size", (gint64) item->size);
  ns_json_add_time (builder, "queued_at", item->queued_at);
  ns_json_add_int (builder, "attempts", item->attempts);
  ns_json_add_time (builder, "last_attempt_at", item->last_attempt_at);
  ns_json_add_time (builder, "next_attempt_at", item->next_attempt_at);
  add_error (builder, item);
  ns_json_add_string (builder, "resolution", ns_resolution_nick (item->resolution));
  ns_json_add_time (builder, "resolved_at", item->resolved_at);
}

/* Whole seconds, rounded up: who waits so long finds it due. */
static void
add_next_attempt_in (JsonBuilder *builder, const NsItem *item, gint64 now)
{
  const gint64 span = MAX (item->next_attempt_at - now, 0);

  ns_json_add_int_or_null (builder, "next_attempt_in", item->state == NS_STATE_PENDING && item->next_attempt_at != 0,
                           (span + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
}

static void
add_phase (JsonBuilder *builder, const NsAttemptStep *step)
{
  g_autofree char *text = step->label != NULL ? ns_attempt_step_to_string (step, FALSE) : NULL;

  json_builder_begin_object (builder);
  ns_json_add_string (builder, "phase", step->nick);
  ns_json_add_string (builder, "result", ns_attempt_fate_nick (step->fate));
  ns_json_add_time (builder, "at", step->at);
  ns_json_add_int_or_null (builder, "ms", step->span >= 0, step->span / 1000);
  ns_json_add_string (builder, "text", text);
  json_builder_end_object (builder);
}

static void
add_phases (JsonBuilder *builder, const NsAttempt *attempt)
{
  g_autoptr (GArray) steps = ns_attempt_steps_new (attempt, FALSE);

  json_builder_set_member_name (builder, "phases");
  json_builder_begin_array (builder);
  for (guint i = 0; i < steps->len; i++)
    add_phase (builder, &g_array_index (steps, NsAttemptStep, i));
  json_builder_end_array (builder);
}

static void
add_attempt (JsonBuilder *builder, const NsAttempt *attempt)
{
  json_builder_begin_object (builder);
  ns_json_add_time (builder, "started_at", attempt->started_at);
  ns_json_add_time (builder, "ended_at", attempt->ended_at);
  ns_json_add_int (builder, "duration_ms", ns_attempt_duration (attempt) / 1000);
  ns_json_add_string (builder, "phase", ns_phase_nick (attempt->phase));
  add_phases (builder, attempt);
  ns_json_add_int (builder, "bytes_sent", (gint64) attempt->bytes_sent);
  ns_json_add_int (builder, "bytes_total", (gint64) attempt->bytes_total);
  ns_json_add_string (builder, "state", attempt->state != 0 ? ns_state_nick (attempt->state) : NULL);
  add_outcome (builder, "error", attempt->outcome);
  json_builder_end_object (builder);
}

static void
add_suspect (JsonBuilder *builder, const NsFinding *finding)
{
  json_builder_begin_object (builder);
  ns_json_add_string (builder, "field", finding->rule->field);
  ns_json_add_string (builder, "severity", ns_finding_severity_nick (finding->rule->severity));
  ns_json_add_string (builder, "why", ns_finding_why (finding));
  ns_json_add_string (builder, "value", finding->value);
  json_builder_end_object (builder);
}

/**
 * ns_ctl_print_json_line:
 * @builder: an object that is still open
 *
 * Prints one object as one line, in UTF-8 whatever the locale.
 */
void
ns_ctl_print_json_line (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = NULL;
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autofree char *line = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  line = json_generator_to_data (generator, NULL);
  fputs (line, stdout);
  fputc ('\n', stdout);
}

static JsonBuilder *
begin_line (void)
{
  return json_builder_begin_object (json_builder_new ());
}

/**
 * ns_ctl_print_items_json:
 * @items: (element-type NsItem): items
 *
 * Prints one object an item.
 */
void
ns_ctl_print_items_json (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      g_autoptr (JsonBuilder) builder = begin_line ();

      add_item (builder, g_ptr_array_index (items, i));
      ns_ctl_print_json_line (builder);
    }
}

/**
 * ns_ctl_add_item:
 * @builder: an object that is open
 * @item: an item
 * @attempts: (element-type NsAttempt): its tries
 * @now: the present
 *
 * Adds what the outbox itself knows of an item.
 */
void
ns_ctl_add_item (JsonBuilder *builder, const NsItem *item, GArray *attempts, gint64 now)
{
  add_item (builder, item);
  add_next_attempt_in (builder, item, now);
  ns_json_add_time (builder, "delivered_at", item->delivered_at);
  ns_json_add_time (builder, "deleted_at", item->deleted_at);
  ns_json_add_string (builder, "client_id", item->client_id);
  ns_json_add_string (builder, "uid", item->uid);
  ns_json_add_string (builder, "message_id", item->message_id);
  ns_json_add_string (builder, "collection_id", item->collection_id);
  ns_json_add_string (builder, "server_id", item->server_id);
  ns_json_add_string (builder, "detail", item->detail);
  json_builder_set_member_name (builder, "timeline");
  json_builder_begin_array (builder);
  for (guint i = 0; i < attempts->len; i++)
    add_attempt (builder, &g_array_index (attempts, NsAttempt, i));
  json_builder_end_array (builder);
}

/**
 * ns_ctl_print_item_json:
 * @item: an item
 * @attempts: (element-type NsAttempt): its tries
 * @suspects: (element-type NsFinding): its suspicious fields
 * @comparison: (nullable): its versions
 * @now: the present
 *
 * Prints one object with all that is known of the item.
 */
void
ns_ctl_print_item_json (const NsItem *item, GArray *attempts, GPtrArray *suspects,
                        const NsComparison *comparison, gint64 now)
{
  g_autoptr (JsonBuilder) builder = begin_line ();

  ns_ctl_add_item (builder, item, attempts, now);
  json_builder_set_member_name (builder, "suspects");
  json_builder_begin_array (builder);
  for (guint i = 0; i < suspects->len; i++)
    add_suspect (builder, g_ptr_array_index (suspects, i));
  json_builder_end_array (builder);
  ns_ctl_add_conflict (builder, item, comparison);
  ns_ctl_print_json_line (builder);
}

/**
 * ns_ctl_print_account_json:
 * @account: the account
 * @trouble: (nullable): its known trouble
 *
 * Prints one object. A password command may hold a password, so it is not shown.
 */
void
ns_ctl_print_account_json (const NsAccount *account, const NsTrouble *trouble)
{
  g_autoptr (JsonBuilder) builder = begin_line ();

  ns_json_add_string (builder, "server", account->server);
  ns_json_add_string (builder, "user", account->user);
  ns_json_add_string (builder, "email", account->email);
  ns_json_add_string (builder, "password", account->password_command != NULL ? "command" : "secret-service");
  ns_json_add_string (builder, "ca_file", account->ca_file);
  ns_json_add_string (builder, "pin", account->pin);
  ns_json_add_string (builder, "protocol", account->protocol != NULL ? account->protocol : "auto");
  ns_json_add_string (builder, "version", account->version);
  ns_json_add_string (builder, "device_id", account->device_id);
  ns_json_add_string (builder, "server_product", account->server_product);
  ns_json_add_time (builder, "retry_at", account->retry_at);
  ns_json_add_int (builder, "largest_accepted", (gint64) account->largest_accepted);
  ns_json_add_int (builder, "smallest_refused", (gint64) account->smallest_refused);
  add_outcome (builder, "fault", account->fault);
  ns_json_add_string (builder, "fault_detail", account->fault_detail);
  ns_json_add_bool (builder, "compare_before_sending", account->compares_first);
  ns_json_add_bool (builder, "clear_reminder_echoes", account->clears_echoes);
  add_capabilities (builder, account);
  add_trouble (builder, trouble);
  ns_ctl_print_json_line (builder);
}

/**
 * ns_ctl_print_tally_json:
 * @tally: the outbox in numbers
 * @account: (nullable): the account
 * @trouble: (nullable): its known trouble
 * @n_duplicates: how many things exist more than once on the server, undecided
 *
 * Prints one object.
 */
void
ns_ctl_print_tally_json (const NsTally *tally, const NsAccount *account, const NsTrouble *trouble,
                         guint n_duplicates)
{
  g_autoptr (JsonBuilder) builder = begin_line ();
  const NsOutcome none = { NS_DOMAIN_NONE };

  for (guint state = NS_STATE_PENDING; state <= NS_STATE_LAST; state++)
    ns_json_add_int (builder, ns_state_nick ((NsState) state), tally->count[state]);
  ns_json_add_time (builder, "next_attempt_at", tally->next_attempt_at);
  add_outcome (builder, "fault", account != NULL ? account->fault : none);
  add_trouble (builder, trouble);
  ns_json_add_int (builder, "duplicates", n_duplicates);
  ns_ctl_print_json_line (builder);
}

static void
add_copy (JsonBuilder *builder, const NsDuplicateCopy *copy, guint n)
{
  json_builder_begin_object (builder);
  ns_json_add_int (builder, "copy", n);
  ns_json_add_string (builder, "title", copy->title);
  ns_json_add_string (builder, "place", copy->place);
  ns_json_add_time (builder, "starts_at", copy->starts_at);
  ns_json_add_time (builder, "ends_at", copy->ends_at);
  ns_json_add_bool (builder, "known", copy->is_known);
  ns_json_add_int_or_null (builder, "item", copy->item_id != 0, copy->item_id);
  ns_json_add_time (builder, "sent_at", copy->sent_at);
  ns_json_add_int_or_null (builder, "deletion", copy->deletion_id != 0, copy->deletion_id);
  ns_json_add_string (builder, "server_id", copy->server_id);
  json_builder_end_object (builder);
}

/**
 * ns_ctl_print_duplicates_json:
 * @duplicates: (element-type NsDuplicate): what exists more than once
 *
 * Prints one object a line.
 */
void
ns_ctl_print_duplicates_json (GPtrArray *duplicates)
{
  for (guint i = 0; i < duplicates->len; i++)
    {
      const NsDuplicate *duplicate = g_ptr_array_index (duplicates, i);
      g_autoptr (JsonBuilder) builder = begin_line ();

      ns_json_add_int (builder, "id", duplicate->id);
      ns_json_add_string (builder, "kind", ns_kind_nick (duplicate->kind));
      ns_json_add_string (builder, "state", ns_duplicate_state_nick (duplicate->state));
      ns_json_add_time (builder, "found_at", duplicate->found_at);
      json_builder_set_member_name (builder, "copies");
      json_builder_begin_array (builder);
      for (guint k = 0; k < duplicate->copies->len; k++)
        add_copy (builder, g_ptr_array_index (duplicate->copies, k), k + 1);
      json_builder_end_array (builder);
      ns_ctl_print_json_line (builder);
    }
}
