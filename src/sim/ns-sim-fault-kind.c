/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-fault-kind.h"

#include <glib/gi18n-lib.h>

/* A delay beyond any client's patience, and a bound on Retry-After. */
#define MAX_SECONDS 86400

/* Faster is no slow line any more, in bytes a second. */
#define MAX_RATE 1000000

#define REQUEST NS_SIM_FAULT_SCOPE_REQUEST
#define NO_VALUE NS_SIM_FAULT_VALUE_NONE, 0, 0, 0
#define HTTP_STATUS(preset) NS_SIM_FAULT_VALUE_HTTP, 400, 599, preset
#define STATUS(preset) NS_SIM_FAULT_VALUE_STATUS, 2, 255, preset

/* How each is written: notifysync-simulator(1). */
static const NsSimFaultKind kinds[] = {
  { NS_SIM_FAULT_KIND_HTTP, NS_SIM_FAULT_HTTP, REQUEST, NS_SIM_FAULT_VALUE_CODE, 400, 599, 503,
    N_("answer any HTTP status from 400 to 599, with Retry-After where SECONDS are given") },
  { "drop-before", NS_SIM_FAULT_DROP_BEFORE, REQUEST, NO_VALUE, N_("cut the connection before the body is read") },
  { "drop-body", NS_SIM_FAULT_DROP_BODY, REQUEST, NO_VALUE, N_("cut the connection amid the body") },
  { "drop-answer", NS_SIM_FAULT_DROP_ANSWER, REQUEST, NO_VALUE,
    N_("execute, then cut the connection before the answer") },
  { "half-answer", NS_SIM_FAULT_HALF_ANSWER, REQUEST, NO_VALUE,
    N_("execute, then cut the connection amid the answer") },
  { "delay", NS_SIM_FAULT_DELAY, REQUEST, NS_SIM_FAULT_VALUE_SECONDS, 0, MAX_SECONDS, 5,
    N_("execute, then hold the answer back for SECONDS") },
  { "stall", NS_SIM_FAULT_STALL, REQUEST, NO_VALUE, N_("execute nothing and never answer") },
  { "gateway", NS_SIM_FAULT_GATEWAY, REQUEST, HTTP_STATUS (502), N_("answer HTTP status N with a gateway's page") },
  { "gateway-late", NS_SIM_FAULT_GATEWAY_LATE, REQUEST, HTTP_STATUS (504),
    N_("execute, then answer as a gateway does that gave up") },
  { "status", NS_SIM_FAULT_STATUS, REQUEST, STATUS (5), N_("refuse the command with Status N") },
  { "item-status", NS_SIM_FAULT_ITEM_STATUS, NS_SIM_FAULT_SCOPE_ITEM, STATUS (6),
    N_("refuse the next item of a Sync with Status N") },
  { "stop", NS_SIM_FAULT_STOP, NS_SIM_FAULT_SCOPE_FROM_ITEM, NS_SIM_FAULT_VALUE_HTTP_OR_CUT, 400, 599, 501,
    N_("execute the items before TARGET, then answer HTTP N; 0 cuts") },
  { "html", NS_SIM_FAULT_HTML, REQUEST, NO_VALUE, N_("answer 200 with a web page, as a captive portal does") },
  { "302", NS_SIM_FAULT_REDIRECT, REQUEST, NO_VALUE, N_("redirect to a page that answers 200") },
  { "451", NS_SIM_FAULT_MOVED, REQUEST, NS_SIM_FAULT_VALUE_URL, 0, 0, 0,
    N_("answer HTTP status 451: the mailbox is at URL now, or where it is") },
  { "answer-twice", NS_SIM_FAULT_ANSWER_TWICE, REQUEST, NO_VALUE, N_("execute, then send the answer twice in a row") },
  { "slow", NS_SIM_FAULT_SLOW, REQUEST, NS_SIM_FAULT_VALUE_RATE, 1, MAX_RATE, 50,
    N_("execute, then let the answer trickle at N bytes a second") },
  { "refuse", NS_SIM_FAULT_REFUSE, NS_SIM_FAULT_SCOPE_CONNECTION, NO_VALUE, N_("refuse the connection") },
  { "tls-failure", NS_SIM_FAULT_TLS_FAILURE, NS_SIM_FAULT_SCOPE_CONNECTION, NO_VALUE,
    N_("let the TLS handshake fail") },
  { "expired-certificate", NS_SIM_FAULT_EXPIRED, NS_SIM_FAULT_SCOPE_CONNECTION, NO_VALUE,
    N_("show a certificate that has expired") },
  { "quarantine", NS_SIM_FAULT_QUARANTINE, NS_SIM_FAULT_SCOPE_DEVICE, NS_SIM_FAULT_VALUE_STATUS, 126, 131, 129,
    N_("keep the device in quarantine: refuse everything with Status N, or HTTP 403") },
  { "wipe", NS_SIM_FAULT_WIPE, NS_SIM_FAULT_SCOPE_DEVICE, NO_VALUE,
    N_("ask the device to wipe itself, until it has confirmed that") },
  { "account-wipe", NS_SIM_FAULT_ACCOUNT_WIPE, NS_SIM_FAULT_SCOPE_DEVICE, NO_VALUE,
    N_("ask the device to wipe this account only, until it has confirmed that") },
};

/**
 * ns_sim_fault_kinds:
 * @n: (out): how many there are
 *
 * Returns: (transfer none) (array length=n): all kinds of faults
 */
const NsSimFaultKind *
ns_sim_fault_kinds (gsize *n)
{
  *n = G_N_ELEMENTS (kinds);
  return kinds;
}

/**
 * ns_sim_fault_kind_find:
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the kind
 */
const NsSimFaultKind *
ns_sim_fault_kind_find (const char *id)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].id, id))
      return &kinds[i];
  return NULL;
}

/**
 * ns_sim_fault_value_name:
 * @value: what a value is
 *
 * Returns: its stable name, as in JSON
 */
const char *
ns_sim_fault_value_name (NsSimFaultValue value)
{
  switch (value)
    {
    case NS_SIM_FAULT_VALUE_NONE:
      return "none";
    case NS_SIM_FAULT_VALUE_SECONDS:
      return "seconds";
    case NS_SIM_FAULT_VALUE_STATUS:
      return "status";
    case NS_SIM_FAULT_VALUE_HTTP:
      return "http";
    case NS_SIM_FAULT_VALUE_HTTP_OR_CUT:
      return "http-or-cut";
    case NS_SIM_FAULT_VALUE_CODE:
      return "code";
    case NS_SIM_FAULT_VALUE_RATE:
      return "rate";
    case NS_SIM_FAULT_VALUE_URL:
      return "url";
    }
  g_return_val_if_reached (NULL);
}

/**
 * ns_sim_fault_scope_name:
 * @scope: what a fault meets
 *
 * Returns: its stable name, as in JSON
 */
const char *
ns_sim_fault_scope_name (NsSimFaultScope scope)
{
  switch (scope)
    {
    case NS_SIM_FAULT_SCOPE_REQUEST:
      return "request";
    case NS_SIM_FAULT_SCOPE_ITEM:
      return "item";
    case NS_SIM_FAULT_SCOPE_FROM_ITEM:
      return "from-item";
    case NS_SIM_FAULT_SCOPE_CONNECTION:
      return "connection";
    case NS_SIM_FAULT_SCOPE_DEVICE:
      return "device";
    }
  g_return_val_if_reached (NULL);
}

/**
 * ns_sim_fault_kind_dup_form:
 * @kind: a kind
 *
 * Returns: (transfer full): how it is written, such as `delay=SECONDS`
 */
char *
ns_sim_fault_kind_dup_form (const NsSimFaultKind *kind)
{
  switch (kind->value)
    {
    case NS_SIM_FAULT_VALUE_NONE:
      return g_strdup (kind->id);
    case NS_SIM_FAULT_VALUE_SECONDS:
      return g_strconcat (kind->id, "=SECONDS", NULL);
    case NS_SIM_FAULT_VALUE_STATUS:
    case NS_SIM_FAULT_VALUE_HTTP:
    case NS_SIM_FAULT_VALUE_HTTP_OR_CUT:
    case NS_SIM_FAULT_VALUE_RATE:
      return g_strconcat (kind->id, "=N", NULL);
    case NS_SIM_FAULT_VALUE_CODE:
      return g_strdup_printf ("%.0f[=SECONDS]", kind->preset);
    case NS_SIM_FAULT_VALUE_URL:
      return g_strconcat (kind->id, "[=URL]", NULL);
    }
  g_return_val_if_reached (NULL);
}

/**
 * ns_sim_fault_dup_list:
 *
 * Returns: (transfer full): all faults, one a line, for people
 */
char *
ns_sim_fault_dup_list (void)
{
  GString *list = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *form = ns_sim_fault_kind_dup_form (&kinds[i]);

      g_string_append_printf (list, "%-20s %s\n", form, _ (kinds[i].summary));
    }
  return g_string_free (list, FALSE);
}
