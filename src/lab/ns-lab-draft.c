/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "lab/ns-lab-draft.h"

#include "base/ns-time.h"
#include "lab/ns-lab-world.h"
#include "model/ns-cause.h"
#include "sim/ns-sim-personality.h"

#include <string.h>

#define STEPS "Steps"
#define NOBODY "user@example.test"

struct _NsLabDraft
{
  GKeyFile *file;     /* (owned) */
  gint64 clock;       /* its beginning, in microseconds since the epoch */
  GPtrArray *first;   /* (owned) (element-type utf8): the steps that bring to the server what is to be deleted there */
  GPtrArray *before;  /* (owned) (element-type utf8): the steps before the cycle */
  GPtrArray *after;   /* (owned) (element-type utf8): the steps behind it */
  gboolean cycles;    /* whether something was tried */
  guint n_items;
};

/**
 * ns_lab_draft_new:
 * @name: the scenario's stable name
 * @title: what people read
 * @clock: when it begins, in microseconds since the epoch
 *
 * Returns: (transfer full): a scenario in which nothing happens
 */
NsLabDraft *
ns_lab_draft_new (const char *name, const char *title, gint64 clock)
{
  NsLabDraft *self = g_new0 (NsLabDraft, 1);
  g_autofree char *time = ns_time_to_iso8601 (clock);

  self->file = g_key_file_new ();
  self->clock = clock;
  self->first = g_ptr_array_new_with_free_func (g_free);
  self->before = g_ptr_array_new_with_free_func (g_free);
  self->after = g_ptr_array_new_with_free_func (g_free);
  g_key_file_set_string (self->file, "Scenario", "Name", name);
  g_key_file_set_string (self->file, "Scenario", "Title", title);
  g_key_file_set_string (self->file, "Scenario", "Clock", time);
  g_key_file_set_string (self->file, "Account", "Email", NOBODY);
  return self;
}

/**
 * ns_lab_draft_free:
 * @self: (transfer full): a draft
 *
 * Frees it.
 */
void
ns_lab_draft_free (NsLabDraft *self)
{
  g_key_file_free (self->file);
  g_ptr_array_unref (self->first);
  g_ptr_array_unref (self->before);
  g_ptr_array_unref (self->after);
  g_free (self);
}

/* Its personality, where it has one that was not seen to do what this one does not; else what it calls itself. */
static void
set_product (NsLabDraft *self, const NsAccount *account)
{
  const NsSimPersonality *personality =
    ns_sim_personality_find_product (account->server_product, account->policy_key != NULL);
  const gboolean replays = ns_account_knows (account, NS_CAPABILITY_REPLAY) == NS_KNOWLEDGE_OBSERVED_YES;
  const gboolean remembers = ns_account_knows (account, NS_CAPABILITY_CLIENT_IDS) == NS_KNOWLEDGE_OBSERVED_YES;

  if (personality != NULL && !(replays && !personality->remembers_syncs)
      && !(remembers && !personality->remembers_mails))
    g_key_file_set_string (self->file, "Server", "Personality", personality->name);
  else
    g_key_file_set_string (self->file, "Server", "Product", account->server_product);
}

/**
 * ns_lab_draft_set_account:
 * @self: a draft
 * @account: what was learned of the server
 * @anonymous: whether the user's address stays out
 *
 * Makes the server like the account's: personality or product, protocol, TLS, and what it is known not to do.
 */
void
ns_lab_draft_set_account (NsLabDraft *self, const NsAccount *account, gboolean anonymous)
{
  static const struct
  {
    NsCapability capability;
    const char *key;
  } switches[] = {
    { NS_CAPABILITY_REPLAY, "ReplayMemory" },
    { NS_CAPABILITY_CLIENT_IDS, "ClientIdMemory" },
    { NS_CAPABILITY_REPORTS_CONFLICTS, "ConflictDetection" },
    { NS_CAPABILITY_SAVES_SENT, "SentCopies" },
  };

  if (!anonymous && account->email != NULL)
    g_key_file_set_string (self->file, "Account", "Email", account->email);
  if (!account->compares_first)
    g_key_file_set_boolean (self->file, "Account", "CompareBeforeSending", FALSE);
  if (account->server_product != NULL)
    set_product (self, account);
  /* Those that the simulated server speaks. */
  if (account->version != NULL && strcmp (account->version, "12.1") >= 0 && strcmp (account->version, "14.1") <= 0)
    g_key_file_set_string (self->file, "Server", "Versions", account->version);
  if (account->server != NULL && g_str_has_prefix (account->server, "https:"))
    g_key_file_set_boolean (self->file, "Server", "Tls", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (switches); i++)
    if (ns_account_knows (account, switches[i].capability) == NS_KNOWLEDGE_OBSERVED_NO)
      g_key_file_set_boolean (self->file, "Server", switches[i].key, FALSE);
}

/* What the simulated server must do so that a try ends in this way. */
static char *
make_fault (NsOutcome outcome, const char *target)
{
  const char *command = ns_command_name (outcome.command);
  const gboolean is_sync = outcome.command == NS_COMMAND_SYNC;

  if (outcome.domain == NS_DOMAIN_SYNC || outcome.domain == NS_DOMAIN_COMMON)
    return g_strdup_printf ("%s:%s=%d@%s", command, is_sync ? "item-status" : "status", outcome.code, target);
  if (outcome.domain == NS_DOMAIN_LOCAL && outcome.code == NS_LOCAL_REMINDER_ECHO)
    return g_strdup_printf ("Sync:item-status=7@%s", target);
  /* One item that a server stumbles over each time. */
  if (outcome.domain == NS_DOMAIN_HTTP && outcome.http_status == 500 && is_sync)
    return g_strdup_printf ("Sync:stop=500*@%s", target);
  if (outcome.domain == NS_DOMAIN_HTTP && outcome.http_status >= 400)
    return g_strdup_printf ("%s:%d@%s", command, outcome.http_status, target);
  if (outcome.domain != NS_DOMAIN_NETWORK)
    return NULL;
  switch ((NsNetworkFault) outcome.code)
    {
    case NS_NETWORK_CUT_SENDING:
    case NS_NETWORK_CUT_SENDING_LARGE:
    case NS_NETWORK_TIMEOUT_SENDING:
      return g_strdup_printf ("%s:drop-before", command);
    case NS_NETWORK_LOST_ANSWER:
    case NS_NETWORK_TIMEOUT:
    case NS_NETWORK_INTERRUPTED:
      return g_strdup_printf ("%s:drop-answer@%s", command, target);
    case NS_NETWORK_NOT_EAS:
      return g_strdup_printf ("%s:html@%s", command, target);
    case NS_NETWORK_MALFORMED:
      return g_strdup_printf ("%s:half-answer@%s", command, target);
    case NS_NETWORK_RESOLVE:
    case NS_NETWORK_CONNECT:
    case NS_NETWORK_TLS_CERTIFICATE:
    case NS_NETWORK_TLS_HANDSHAKE:
    case NS_NETWORK_TLS_UNKNOWN_AUTHORITY:
    case NS_NETWORK_TLS_EXPIRED:
    case NS_NETWORK_TLS_NOT_YET_VALID:
    case NS_NETWORK_TLS_WRONG_HOST:
    case NS_NETWORK_TLS_REVOKED:
    case NS_NETWORK_TLS_TOO_OLD:
    case NS_NETWORK_TLS_PIN_CHANGED:
    case NS_NETWORK_PROXY:
      break;
    }
  return g_strdup ("network off");
}

static void
add_step (GPtrArray *steps, const char *verb, const char *argument)
{
  g_autofree char *quoted = g_shell_quote (argument);

  g_ptr_array_add (steps, g_strdup_printf ("%s %s", verb, quoted));
}

static gboolean
is_deletion (const NsItem *item)
{
  return item->operation == NS_OPERATION_DELETE;
}

/* What an item stands for where its own words stay with the user: of the same kind, and about as large. */
static void
describe (NsLabDraft *self, const char *group, const NsItem *item, const char *name, const char *uid)
{
  g_autofree char *start = ns_time_to_iso8601 (self->clock + G_TIME_SPAN_HOUR);
  g_autofree char *end = ns_time_to_iso8601 (self->clock + 2 * G_TIME_SPAN_HOUR);
  g_autofree char *text = g_strnfill (MIN (item->size, 1024 * 1024), 'x');

  if (item->kind == NS_KIND_CONTACT)
    g_key_file_set_string (self->file, group, "FullName", name);
  else
    g_key_file_set_string (self->file, group, "Subject", name);
  if (is_deletion (item))
    g_key_file_set_string (self->file, group, "Uid", uid);
  if (item->kind == NS_KIND_CONTACT)
    return;
  if (item->kind == NS_KIND_EVENT)
    {
      g_key_file_set_string (self->file, group, "Uid", uid);
      g_key_file_set_string (self->file, group, "Start", start);
      g_key_file_set_string (self->file, group, "End", end);
    }
  else
    {
      g_key_file_set_string (self->file, group, "To", "recipient@example.test");
      g_key_file_set_string (self->file, group, "MessageId", uid);
    }
  g_key_file_set_string (self->file, group, "Text", text);
}

static void
set_payload (NsLabDraft *self, const char *group, GBytes *payload)
{
  gsize size;
  const char *bytes = g_bytes_get_data (payload, &size);
  g_autofree char *text = NULL;

  if (g_utf8_validate_len (bytes, size, NULL))
    {
      text = g_strndup (bytes, size);
      g_key_file_set_string (self->file, group, "Raw", text);
      return;
    }
  text = g_base64_encode ((const guchar *) bytes, size);
  g_key_file_set_string (self->file, group, "Base64", text);
}

/* By what a fault finds the item on its way. */
static const char *
target_of (const NsItem *item)
{
  if (item->message_id != NULL)
    return item->message_id;
  return item->kind == NS_KIND_EVENT && item->uid != NULL ? item->uid : item->subject;
}

static const char *
kind_of (const NsItem *item)
{
  if (item->kind == NS_KIND_CONTACT)
    return "contact";
  return item->kind == NS_KIND_EVENT ? "event" : "mail";
}

/* What was tried is tried again in one cycle, with the same end; what was not waits behind it. */
static void
add_steps (NsLabDraft *self, const NsItem *item, const char *name, const char *target)
{
  const gboolean was_tried = item->outcome.domain != NS_DOMAIN_NONE;
  g_autofree char *fault = was_tried ? make_fault (item->outcome, target) : NULL;
  GPtrArray *const steps = fault != NULL ? self->before : self->after;

  if (g_strcmp0 (fault, "network off") == 0)
    g_ptr_array_add (self->before, g_strdup (fault));
  else if (fault != NULL)
    add_step (self->before, "fault", fault);
  self->cycles = self->cycles || fault != NULL;
  add_step (steps, is_deletion (item) ? "user queues deletion of" : "user queues", name);
  if (item->state == NS_STATE_HELD)
    add_step (self->after, "user holds", name);
  if (item->state == NS_STATE_PENDING || item->state == NS_STATE_HELD ||
      (item->state == NS_STATE_ERROR && fault != NULL))
    g_ptr_array_add (self->after, g_strdup_printf ("expect %s %s", name, ns_state_nick (item->state)));
}

/* What is to be deleted was on the server before; what it held does not matter. */
static void
add_deletion (NsLabDraft *self, const char *group, const NsItem *item, const char *name, gboolean is_open)
{
  g_autofree char *address = g_strconcat (name, "@example.test", NULL);
  const char *subject = is_open && item->subject != NULL && *item->subject != '\0' ? item->subject : name;
  const char *uid = is_open && item->uid != NULL ? item->uid : address;

  describe (self, group, item, subject, uid);
  add_step (self->first, "user queues", name);
  add_steps (self, item, name, item->kind == NS_KIND_CONTACT ? subject : uid);
}

/**
 * ns_lab_draft_add_item:
 * @self: a draft
 * @item: an item of the outbox
 * @payload: (nullable): its content; %NULL for an item of its kind and size with other words
 *
 * Adds an item, and what it takes to bring it to where it stands, as far as the simulated server can.
 */
void
ns_lab_draft_add_item (NsLabDraft *self, const NsItem *item, GBytes *payload)
{
  g_autofree char *name = g_strdup_printf ("item-%u", ++self->n_items);
  g_autofree char *group = g_strconcat ("Item ", name, NULL);
  g_autofree char *address = g_strconcat (name, "@example.test", NULL);

  g_key_file_set_string (self->file, group, "Kind", kind_of (item));
  if (is_deletion (item))
    {
      add_deletion (self, group, item, name, payload != NULL);
      return;
    }
  if (payload != NULL)
    {
      set_payload (self, group, payload);
      add_steps (self, item, name, target_of (item));
      return;
    }
  describe (self, group, item, name, address);
  add_steps (self, item, name, item->kind == NS_KIND_CONTACT ? name : address);
}

static void
number_steps (NsLabDraft *self)
{
  GPtrArray *const parts[] = { self->first, self->before, self->after };
  guint n = 0;

  if (self->first->len > 0)
    g_ptr_array_add (self->first, g_strdup ("cycle"));
  if (self->cycles)
    g_ptr_array_add (self->before, g_strdup ("cycle"));
  g_key_file_remove_group (self->file, STEPS, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    for (guint step = 0; step < parts[i]->len; step++)
      {
        g_autofree char *key = g_strdup_printf ("%u", ++n);

        g_key_file_set_string (self->file, STEPS, key, g_ptr_array_index (parts[i], step));
      }
}

/**
 * ns_lab_draft_to_text:
 * @self: a draft that is complete
 *
 * Returns: (transfer full): the scenario file
 */
char *
ns_lab_draft_to_text (NsLabDraft *self)
{
  number_steps (self);
  return g_key_file_to_data (self->file, NULL, NULL);
}

/* The value behind a label of a report. */
static char *
find_field (const char *report, const char *section, const char *label)
{
  g_autofree char *title = g_strdup_printf ("\n%s\n", section);
  g_autofree char *start = g_strdup_printf ("\n%s ", label);
  const char *from = strstr (report, title);
  const char *end = from != NULL ? strstr (from + 1, "\n\n") : NULL;
  const char *found = from != NULL ? strstr (from, start) : NULL;

  if (found == NULL || (end != NULL && found > end))
    return NULL;
  found += strlen (start);
  return g_strstrip (g_strndup (found, strcspn (found, "\n")));
}

static guint64
find_number (const char *report, const char *section, const char *label)
{
  g_autofree char *text = find_field (report, section, label);

  return text != NULL ? g_ascii_strtoull (text, NULL, 10) : 0;
}

static NsOutcome
read_outcome (const char *report)
{
  g_autofree char *id = find_field (report, "Last error", "Cause:");
  g_autofree char *command = find_field (report, "Last error", "Command:");
  NsOutcome outcome = { 0 };

  if (id == NULL || command == NULL || !ns_command_from_name (command, &outcome.command))
    return outcome;
  outcome.code = (int) find_number (report, "Last error", "Status:");
  outcome.http_status = (int) find_number (report, "Last error", "HTTP status:");
  for (int domain = 1; domain <= NS_DOMAIN_LAST; domain++)
    {
      gsize n_rows;
      const NsCause *rows = ns_cause_rows (domain, &n_rows);

      for (gsize i = 0; i < n_rows; i++)
        if (g_str_equal (rows[i].id, id))
          outcome.domain = rows[i].domain;
    }
  return outcome;
}

static NsItem *
read_item (const char *report)
{
  g_autofree char *kind = find_field (report, "Item", "Kind:");
  g_autofree char *state = find_field (report, "Item", "State:");
  g_autofree char *queued = find_field (report, "Item", "Queued at:");
  g_autoptr (NsItem) item = ns_item_new ();

  if (kind == NULL || state == NULL || queued == NULL || !ns_kind_from_nick (kind, &item->kind) ||
      !ns_state_from_nick (state, &item->state))
    return NULL;
  item->queued_at = ns_time_from_iso8601 (queued);
  item->size = find_number (report, "Item", "Size in bytes:");
  item->outcome = read_outcome (report);
  return item->queued_at != 0 ? g_steal_pointer (&item) : NULL;
}

/**
 * ns_lab_draft_new_from_report:
 * @report: a support report, see ns_report_new()
 * @name: the scenario's stable name
 * @error: %NS_LAB_ERROR_REPORT
 *
 * Makes a scenario of a support report as far as it tells: the item's kind, size and end, and the server.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsLabDraft *
ns_lab_draft_new_from_report (const char *report, const char *name, GError **error)
{
  g_autoptr (NsItem) item = g_str_has_prefix (report, "NotifySync for Linux ") ? read_item (report) : NULL;
  g_autofree char *product = find_field (report, "Account", "Product:");
  g_autofree char *version = find_field (report, "Account", "Protocol:");
  g_autofree char *encrypted = find_field (report, "Account", "Encrypted:");
  g_autofree char *cause = find_field (report, "Last error", "Exception:");
  g_autoptr (NsAccount) account = ns_account_new ();
  NsLabDraft *self;

  if (item == NULL)
    {
      g_set_error_literal (error, NS_LAB_ERROR, NS_LAB_ERROR_REPORT, "it is no support report");
      return NULL;
    }
  account->server_product = g_steal_pointer (&product);
  account->version = g_steal_pointer (&version);
  account->server = g_strdup (g_strcmp0 (encrypted, "yes") == 0 ? "https://example.test" : "http://example.test");
  self = ns_lab_draft_new (name, cause != NULL ? cause : "A support report", item->queued_at);
  ns_lab_draft_set_account (self, account, TRUE);
  ns_lab_draft_add_item (self, item, NULL);
  return self;
}
