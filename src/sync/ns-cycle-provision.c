/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The steps of a cycle that get a policy key (MS-ASPROV 3.1.5.1; eas-facts 3). */
#include "config.h"
#include "sync/ns-cycle-private.h"

#include "eas/ns-eas-provision.h"

#define NO_KEY "0"
#define STATUS_APPLIED 1
#define STATUS_NO_POLICY 2
#define WIPE_REQUESTED 140
#define HOUR (3600 * (gint64) G_USEC_PER_SEC)

static gboolean
may_begin_round (NsCycle *self)
{
  gint64 *rounds = self->memory->rounds;
  const gint64 now = ns_clock_now (self->clock);
  const gint64 oldest = rounds[NS_CYCLE_ROUNDS_MAX - 1];

  if (self->has_provisioned || (oldest != 0 && now - oldest < HOUR))
    return FALSE;

  memmove (rounds + 1, rounds, (NS_CYCLE_ROUNDS_MAX - 1) * sizeof *rounds);
  rounds[0] = now;
  return TRUE;
}

/**
 * ns_cycle_provision:
 * @self: a cycle whose request was refused
 * @verdict: what the refusal means
 *
 * Begins a round of Provision, after which the state that the cycle is in is entered again: at most one a refused
 * command and three an hour, or two broken sides would go on for ever (eas-facts 3.3).
 *
 * Returns: whether it did
 */
gboolean
ns_cycle_provision (NsCycle *self, NsVerdict verdict)
{
  if (verdict != NS_VERDICT_PROVISION || !may_begin_round (self))
    return FALSE;

  self->has_provisioned = TRUE;
  self->resume = self->state;
  ns_cycle_go (self, NS_CYCLE_PROVISION_1);
  return TRUE;
}

static NsOutcome
read_policy (const NsExchange *exchange, NsEasProvision *policy, char **detail)
{
  g_autoptr (GError) error = NULL;
  NsOutcome outcome = exchange->attempt.outcome;

  if (outcome.domain != NS_DOMAIN_NONE)
    return outcome;
  outcome = (NsOutcome) { NS_DOMAIN_NETWORK, NS_NETWORK_MALFORMED, NS_COMMAND_PROVISION, 200 };
  if (!ns_eas_provision_response_parse (exchange->body, policy, &error))
    {
      *detail = g_strdup (error->message);
      return outcome;
    }
  if (policy->status != STATUS_APPLIED)
    return ns_interpret_status (NS_COMMAND_PROVISION, policy->status);
  if (policy->remote_wipe || policy->account_only_wipe)
    return ns_interpret_status (NS_COMMAND_PROVISION, WIPE_REQUESTED);
  if (policy->policy_status == STATUS_APPLIED && policy->policy_key == NULL)
    return outcome;
  if (policy->policy_status == STATUS_APPLIED || policy->policy_status == STATUS_NO_POLICY)
    return (NsOutcome) { NS_DOMAIN_NONE, 0, NS_COMMAND_PROVISION, 200 };
  return (NsOutcome) { NS_DOMAIN_POLICY, policy->policy_status, NS_COMMAND_PROVISION, 200 };
}

/* A batch that waited for the key was refused, so nothing of it was executed: that is recorded first. */
static void
fail (NsCycle *self, const NsAttempt *attempt, const char *detail, guint retry_after)
{
  if (self->resume != NS_CYCLE_TRY || self->is_repeated)
    {
      ns_cycle_fail (self, attempt, detail, retry_after);
      return;
    }
  ns_cycle_note_fault (self, attempt, detail, retry_after);
  self->is_over = TRUE;
  ns_cycle_go (self, NS_CYCLE_RECORD);
}

static void
provision_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsExchange) exchange = ns_connection_finish (self->connection, result);
  g_autofree char *detail = g_strdup (exchange->detail);
  g_auto (NsEasProvision) policy = { 0 };
  NsAttempt attempt = exchange->attempt;

  attempt.outcome = read_policy (exchange, &policy, &detail);
  g_clear_pointer (&self->account->policy_key, g_free);
  if (attempt.outcome.domain != NS_DOMAIN_NONE)
    {
      fail (self, &attempt, detail, exchange->retry_after);
      return;
    }

  if (self->state == NS_CYCLE_PROVISION_1 && self->version >= NS_EAS_VERSION_14_1)
    ns_cycle_note_device_told (self);
  self->account->policy_key = g_strdup (policy.policy_key);
  if (self->state == NS_CYCLE_PROVISION_1 && policy.policy_status == STATUS_APPLIED)
    ns_cycle_go (self, NS_CYCLE_PROVISION_2);
  else
    ns_cycle_go (self, self->resume);
}

static void
post (NsCycle *self, const NsEasProvision *provision, const char *header_key)
{
  const NsEasQuery query = { .command = NS_COMMAND_PROVISION };
  g_autoptr (GBytes) body = ns_eas_provision_request_write (provision, self->version);

  ns_connection_post_async (self->connection, &query, self->version, header_key, NS_EAS_CONTENT_TYPE_WBXML, body,
                            self->cancellable, provision_cb, g_object_ref (self));
}

/**
 * ns_cycle_enter_provision_1:
 * @self: a cycle
 *
 * Asks for the policy, and from 14.1 on tells what device this is. A server without one
 * for this client says so (status 2), and the cycle goes on without a key.
 */
void
ns_cycle_enter_provision_1 (NsCycle *self)
{
  g_auto (NsEasProvision) provision = { .policy_type = g_strdup (NS_EAS_POLICY_TYPE_WBXML) };

  ns_cycle_describe_device (self, &provision.device);
  post (self, &provision, NO_KEY);
}

/**
 * ns_cycle_enter_provision_2:
 * @self: a cycle that has the temporary key
 *
 * Acknowledges the policy. What a policy asks of a telephone does not apply to a desktop computer, and the
 * specification counts settings that a client has not got as enforced (eas-facts 3.4).
 */
void
ns_cycle_enter_provision_2 (NsCycle *self)
{
  char type[] = NS_EAS_POLICY_TYPE_WBXML;
  g_autofree char *key = g_strdup (self->account->policy_key);
  const NsEasProvision provision = { .policy_type = type, .policy_key = key, .policy_status = STATUS_APPLIED };

  post (self, &provision, key);
}
