/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-report.h"

#include "base/ns-log.h"
#include "base/ns-time.h"
#include "model/ns-attempt-steps.h"
#include "model/ns-cause-item.h"

#define LABEL_WIDTH 16

static void
add_field (GString *out, const char *label, const char *value)
{
  if (value != NULL && *value != '\0')
    g_string_append_printf (out, "%-*s %s\n", LABEL_WIDTH, label, value);
}

static void
add_number (GString *out, const char *label, guint64 value)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT, value);

  add_field (out, label, text);
}

static void
add_time (GString *out, const char *label, gint64 time)
{
  g_autofree char *text = ns_time_to_iso8601 (time);

  add_field (out, label, text);
}

/* A server may quote whom it refused; who that was is not the supporter's business, the domain may be. */
static char *
mask_addresses (const char *text)
{
  g_autoptr (GRegex) regex = NULL;

  if (text == NULL)
    return NULL;
  regex = g_regex_new ("([[:alnum:]])[[:alnum:]._%+-]*@(?=[[:alnum:]])", 0, 0, NULL);
  return g_regex_replace (regex, text, -1, 0, "\\1***@", 0, NULL);
}

static void
add_cause (GString *out, const NsCause *cause, NsOutcome outcome, const char *detail)
{
  g_autofree char *masked = mask_addresses (detail);

  if (cause == NULL)
    return;
  add_field (out, "Exception:", cause->exception);
  add_field (out, "Cause:", cause->id);
  add_field (out, "Said by:", ns_source_nick (cause->source));
  add_field (out, "Command:", ns_command_name (outcome.command));
  add_number (out, "Status:", (guint64) MAX (outcome.code, 0));
  if (outcome.http_status != 0)
    add_number (out, "HTTP status:", (guint64) outcome.http_status);
  add_field (out, "Permanent:", ns_cause_is_permanent (cause) ? "yes" : "no");
  add_field (out, "Why:", cause->why);
  add_field (out, "Data:", cause->data);
  add_field (out, "Advice:", cause->advice);
  add_field (out, "Detail:", masked);
}

static void
add_isolation (GString *out, const NsItem *item)
{
  g_autofree char *text = g_strdup_printf ("made a batch of %u items fail; %u others of it were delivered",
                                           item->isolation.size, item->isolation.delivered);

  if (ns_item_is_isolated (item))
    add_field (out, "Isolated:", text);
}

/* Subject, recipients and content stay with the user; what identifies the item on the server does not tell them. */
static void
add_item (GString *out, const NsItem *item)
{
  g_string_append (out, "\nItem\n");
  add_number (out, "Number:", (guint64) item->id);
  add_field (out, "Kind:", ns_kind_nick (item->kind));
  add_field (out, "Operation:", ns_operation_nick (item->operation));
  add_field (out, "State:", ns_state_nick (item->state));
  add_number (out, "Size in bytes:", item->size);
  add_time (out, "Queued at:", item->queued_at);
  add_number (out, "Tries:", item->attempts);
  add_time (out, "Last try at:", item->last_attempt_at);
  add_time (out, "Next try at:", item->next_attempt_at);
  add_time (out, "Delivered at:", item->delivered_at);
  add_field (out, "Client id:", item->client_id);
  add_field (out, "UID:", item->uid);
  add_field (out, "Message-ID:", item->message_id);
  add_field (out, "Folder id:", item->collection_id);
  add_field (out, "Server id:", item->server_id);
}

/* Which fields, and why; what the user wrote into them stays with the user. */
static void
add_suspects (GString *out, GPtrArray *suspects)
{
  if (suspects == NULL || suspects->len == 0)
    return;
  g_string_append (out, "\nSuspicious fields\n");
  for (guint i = 0; i < suspects->len; i++)
    {
      const NsFindingRule *rule = ((const NsFinding *) g_ptr_array_index (suspects, i))->rule;

      g_string_append_printf (out, "%-*s %s (%s)\n", LABEL_WIDTH, rule->field, rule->sentence,
                              ns_finding_severity_nick (rule->severity));
    }
}

static void
add_steps (GString *out, const NsAttempt *attempt)
{
  g_autoptr (GArray) steps = ns_attempt_steps_new (attempt, TRUE);

  for (guint i = 0; i < steps->len; i++)
    {
      const NsAttemptStep *step = &g_array_index (steps, NsAttemptStep, i);
      g_autofree char *text = step->fate != NS_ATTEMPT_NOT_REACHED ? ns_attempt_step_to_string (step, TRUE) : NULL;

      if (text != NULL)
        g_string_append_printf (out, "     %s %s\n", step->fate == NS_ATTEMPT_DONE ? "+" : "!", text);
    }
}

static void
add_attempts (GString *out, GArray *attempts)
{
  g_string_append (out, "\nTries\n");
  for (guint i = 0; i < attempts->len; i++)
    {
      const NsAttempt *attempt = &g_array_index (attempts, NsAttempt, i);
      const NsCause *cause = ns_cause_for (attempt->outcome);
      g_autofree char *started = ns_time_to_iso8601 (attempt->started_at);
      g_autofree char *ended = ns_time_to_iso8601 (attempt->ended_at);

      g_string_append_printf (out,
                              "%3u  %s  to %s  %-10s  reached %-9s  %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT
                              " bytes  HTTP %d  %s\n",
                              i + 1, started != NULL ? started : "-", ended != NULL ? ended : "-",
                              ns_command_name (attempt->outcome.command), ns_phase_nick (attempt->phase),
                              attempt->bytes_sent, attempt->bytes_total, attempt->outcome.http_status,
                              cause != NULL ? cause->id : "ok");
      add_steps (out, attempt);
    }
}

/* What the engine went by; it explains why something was repeated, or was not. */
static void
add_capabilities (GString *out, const NsAccount *account)
{
  for (guint i = 0; i < NS_N_CAPABILITIES; i++)
    {
      const NsCapability capability = (NsCapability) i;
      const gint64 seen_at = ns_capabilities_get_time (&account->capabilities, capability);
      g_autofree char *when = ns_time_to_iso8601 (seen_at);
      g_autofree char *label = g_strconcat (ns_capability_term (capability), ":", NULL);
      g_autofree char *value = g_strdup_printf ("%s%s%s", ns_knowledge_nick (ns_account_knows (account, capability)),
                                                seen_at != 0 ? " at " : "", seen_at != 0 ? when : "");

      add_field (out, label, value);
    }
}

static void
add_account (GString *out, const NsAccount *account)
{
  g_autoptr (GUri) uri = account->server != NULL ? g_uri_parse (account->server, G_URI_FLAGS_NONE, NULL) : NULL;
  g_autofree char *email = mask_addresses (account->email);

  g_string_append (out, "\nAccount\n");
  if (uri != NULL)
    {
      add_field (out, "Server:", g_uri_get_host (uri));
      add_field (out, "Encrypted:", g_str_equal (g_uri_get_scheme (uri), "https") ? "yes" : "no");
    }
  add_field (out, "Address:", email);
  add_field (out, "Product:", account->server_product);
  add_field (out, "Protocol:", account->version);
  add_field (out, "Device id:", account->device_id);
  add_field (out, "Device type:", "NotifySyncLinux");
  add_time (out, "Paused until:", account->retry_at);
  add_number (out, "Faults in a row:", account->failures);
  add_capabilities (out, account);
  add_cause (out, ns_cause_for (account->fault), account->fault, account->fault_detail);
}

/**
 * ns_report_new:
 * @item: the item that is stuck
 * @account: (nullable): its account
 * @attempts: (element-type NsAttempt): its tries, the oldest first
 * @suspects: (nullable) (element-type NsFinding): what ns_suspects_find_async() found; their values are left out
 *
 * Writes the report that a user sends to support: all that a developer needs to find the fault, without subject,
 * recipients, content, full addresses and secrets. In English, since it is not for the user. A pure function; any
 * thread.
 *
 * Returns: (transfer full): the report, lines of UTF-8 text
 */
char *
ns_report_new (const NsItem *item, const NsAccount *account, GArray *attempts, GPtrArray *suspects)
{
  g_autoptr (GString) out = g_string_new ("NotifySync for Linux " PACKAGE_VERSION ": support report\n");

  add_item (out, item);
  if (item->outcome.domain != NS_DOMAIN_NONE)
    {
      g_string_append (out, "\nLast error\n");
      add_cause (out, ns_cause_for_item (item), item->outcome, item->detail);
      add_isolation (out, item);
    }
  add_suspects (out, suspects);
  add_attempts (out, attempts);
  if (account != NULL)
    add_account (out, account);
  return ns_log_redact (out->str);
}
