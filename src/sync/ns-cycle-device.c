/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The step of a cycle that tells the server what device this is (MS-ASCMD 2.2.1.18; eas-facts 3.1). */
#include "config.h"
#include "sync/ns-cycle-private.h"

#define MODEL "Linux desktop"
#define OS "Linux"

/* A product of HTTP's User-Agent has no spaces (RFC 9110 10.1.5). */
static char *
make_agent (const char *model, const char *software)
{
  char *product = g_strcanon (g_strdup (model), G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-._", '-');
  char *agent = software != NULL ? g_strconcat (product, "/", software, NULL) : g_strdup (product);

  g_free (product);
  return agent;
}

/**
 * ns_cycle_describe_device:
 * @self: a cycle
 * @out: (out caller-allocates): what the device says of itself: this computer, or the handheld of a demonstration
 *
 * The one place that knows. The texts change only with the program or the handheld's software: there are servers that
 * block a device whose User-Agent changes often (eas-facts 1.10).
 */
void
ns_cycle_describe_device (NsCycle *self, NsEasDeviceInformation *out)
{
  const char *model = self->memory->device_model;
  const char *software = self->memory->device_software;

  *out = (NsEasDeviceInformation) { .is_there = TRUE };
  out->model = g_strdup (model != NULL ? model : MODEL);
  out->os = g_strdup (software != NULL ? software : OS);
  out->user_agent = model != NULL || software != NULL ? make_agent (out->model, software) : g_strdup (NS_USER_AGENT);
}

static char *
dup_card (NsCycle *self)
{
  g_auto (NsEasDeviceInformation) device = { 0 };

  ns_cycle_describe_device (self, &device);
  return g_strjoin ("\n", device.model, device.os, device.user_agent, NULL);
}

/**
 * ns_cycle_note_device_told:
 * @self: a cycle
 *
 * Remembers for the account that the server was told, so that it is told once.
 */
void
ns_cycle_note_device_told (NsCycle *self)
{
  g_free (self->account->device_told);
  self->account->device_told = dup_card (self);
}

/* Whether the server has had its say. Whoever asks for a pause or a password, or was lost on the way, is told again
 * in the next cycle, which does no harm; all others have understood, or will not. A server that is silent for two
 * minutes must not be so in each cycle. */
static gboolean
is_final (const NsExchange *exchange)
{
  const NsOutcome outcome = exchange->attempt.outcome;

  if (outcome.domain == NS_DOMAIN_NETWORK)
    return outcome.code == NS_NETWORK_TIMEOUT || outcome.code == NS_NETWORK_MALFORMED;
  if (outcome.domain == NS_DOMAIN_HTTP)
    return outcome.code != 401 && outcome.code != 403 && outcome.code != 429 && outcome.code != 503;
  return TRUE;
}

static NsVerdict
read_verdict (NsCycle *self, const NsExchange *exchange)
{
  NsOutcome outcome = exchange->attempt.outcome;
  int status = 1, device_status = 0;

  if (outcome.domain == NS_DOMAIN_NONE
      && ns_eas_settings_response_parse (exchange->body, &status, &device_status, NULL) && status > 100)
    outcome = ns_interpret_status (NS_COMMAND_SETTINGS, status);
  return ns_interpret_verdict (outcome, exchange->attempt.phase, (int) self->version);
}

/* Nothing of it ever holds up a delivery: what is wrong with the session, the next request will meet, too. */
static void
settings_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (NsCycle) self = user_data;
  g_autoptr (NsExchange) exchange = ns_connection_finish (self->connection, result);
  const NsVerdict verdict = read_verdict (self, exchange);

  if (verdict != NS_VERDICT_PROVISION && is_final (exchange))
    ns_cycle_note_device_told (self);
  if (!ns_cycle_provision (self, verdict))
    ns_cycle_go (self, NS_CYCLE_SETTLE);
}

static void
send_settings (NsCycle *self)
{
  const NsEasQuery query = { .command = NS_COMMAND_SETTINGS };
  g_auto (NsEasDeviceInformation) device = { 0 };
  g_autoptr (GBytes) body = NULL;

  ns_cycle_describe_device (self, &device);
  body = ns_eas_settings_request_write (&device, self->version);
  ns_connection_post_async (self->connection, &query, self->version, self->account->policy_key,
                            NS_EAS_CONTENT_TYPE_WBXML, body, self->cancellable, settings_cb, g_object_ref (self));
}

/**
 * ns_cycle_enter_device:
 * @self: a cycle with a session
 *
 * Tells the server what device this is, once an account, and again when model or software changed: by Settings from
 * 12.0 to 14.0, where the server announces it. From 14.1 on Provision tells it, so whoever has a policy key gets a
 * new one; where there are no policies, and before 12.0, there is nothing but the User-Agent.
 */
void
ns_cycle_enter_device (NsCycle *self)
{
  g_autofree char *card = dup_card (self);
  const gboolean is_told = g_strcmp0 (card, self->account->device_told) == 0;

  if (!is_told && self->version >= NS_EAS_VERSION_14_1 && self->account->policy_key != NULL)
    {
      if (!ns_cycle_provision (self, NS_VERDICT_PROVISION))
        ns_cycle_go (self, NS_CYCLE_SETTLE);
    }
  else if (!is_told && self->version >= NS_EAS_VERSION_12_0 && self->version <= NS_EAS_VERSION_14_0
           && self->memory->has_settings)
    send_settings (self);
  else
    ns_cycle_go (self, NS_CYCLE_SETTLE);
}
