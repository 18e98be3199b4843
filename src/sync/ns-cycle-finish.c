/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The last step of a cycle: what was learned about the account, and the faults, go to the store. */
#include "config.h"
#include "sync/ns-cycle-private.h"

/* How often an account is tried that waits for its user or its administrator. */
#define NEEDS_USER_PAUSE (3600 * (gint64) G_USEC_PER_SEC)

static gboolean
needs_user (NsOutcome outcome)
{
  const NsCause *cause = ns_cause_for (outcome);

  return cause != NULL
         && (cause->verdict == NS_VERDICT_NEEDS_USER || cause->verdict == NS_VERDICT_PROVISION
             || cause->verdict == NS_VERDICT_REFUSED);
}

static void
set_fault (NsCycle *self)
{
  NsAccount *account = self->account;

  account->fault = self->fault.outcome;
  g_free (account->fault_detail);
  account->fault_detail = g_strdup (self->fault_detail);
  self->report.fault = self->fault.outcome;
  self->report.needs_user = needs_user (self->fault.outcome);
  if (!self->report.needs_user)
    {
      account->failures = self->failures_before + 1;
      account->retry_at = ns_cycle_get_retry_time (self, self->retry_after);
    }
  else
    {
      account->failures = 0;
      account->retry_at = ns_interpret_waits_for_password (account->fault)
                            ? 0
                            : ns_clock_now (self->clock) + NEEDS_USER_PAUSE;
    }
}

/* Without a fault of the account, items may still have met one of their own; it makes the next one wait longer. */
static void
clear_fault (NsCycle *self)
{
  NsAccount *account = self->account;

  account->fault = (NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_OPTIONS, 0 };
  g_clear_pointer (&account->fault_detail, g_free);
  account->retry_at = 0;
  account->failures = self->soft_faults > 0 && self->report.delivered == 0 ? self->failures_before + 1 : 0;
}

static void
replace (char **field, const char *value)
{
  g_free (*field);
  *field = g_strdup (value);
}

/* What known troubles are told from. Where nothing answered, what was known stays. */
static void
note_answer (NsCycle *self)
{
  const NsExchange *answer = self->connection != NULL ? ns_connection_get_last_answer (self->connection) : NULL;
  NsAccount *account = self->account;

  if (answer == NULL)
    return;
  replace (&account->server_header, answer->server_header);
  replace (&account->auth_schemes, answer->auth_schemes);
  replace (&account->media_type, answer->media_type);
  account->clock_skew = answer->clock_skew;
}

static void
note_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;

  ns_store_note_fault_finish (self->store, result, &self->error);
  ns_cycle_go (self, NS_CYCLE_DONE);
}

static void
session_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  if (!ns_store_set_session_finish (self->store, result, &self->error)
      || self->fault.outcome.domain == NS_DOMAIN_NONE || self->mode == NS_CYCLE_MODE_TEST)
    {
      ns_cycle_go (self, NS_CYCLE_DONE);
      return;
    }
  ns_store_note_fault_async (self->store, &self->fault, self->fault_detail, self->account->retry_at,
                             NULL, note_cb, g_object_ref (self));
}

static void
write_session (NsCycle *self)
{
  const gboolean has_fault = self->fault.outcome.domain != NS_DOMAIN_NONE;

  if (self->error != NULL || self->account == NULL || (self->connection == NULL && !has_fault)
      || ns_cycle_is_cancelled (self))
    {
      ns_cycle_go (self, NS_CYCLE_DONE);
      return;
    }

  note_answer (self);
  if (has_fault)
    set_fault (self);
  else
    clear_fault (self);
  ns_store_set_session_async (self->store, self->account, NULL, session_cb, g_object_ref (self));
}

/**
 * ns_cycle_enter_finish:
 * @self: a cycle
 *
 * Looks at the last pulls for duplicates, and writes what the cycle learned about the account. A cancelled cycle
 * learned nothing about the server's health, one that did not get as far as the server neither.
 */
void
ns_cycle_enter_finish (NsCycle *self)
{
  if (self->error != NULL)
    write_session (self);
  else
    ns_cycle_watch_radar (self, write_session);
}
