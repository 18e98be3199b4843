/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-preflight.h"

#include "intake/ns-intake-text.h"
#include "intake/ns-preflight-private.h"

#include <glib/gi18n-lib.h>

#define MAX_VALUE_CHARS 60

/* Exchange takes requests of up to 10240 KB unless its administrator says otherwise (eas-facts 1.10). */
#define EXCHANGE_DEFAULT_BYTES (10240u * 1024)

static const NsFindingRule too_large_for_server = {
  NS_FINDING_REFUSE, "MIME", N_("Size"), N_("The account's server has refused something of this size or smaller."),
};

static const NsFindingRule too_large_for_exchange = {
  NS_FINDING_WARN, "MIME", N_("Size"), N_("Exchange servers take no more than 10 MB unless they are set up to."),
};

/**
 * ns_preflight_add:
 * @findings: (element-type NsFinding): where it goes
 * @rule: what is wrong; constant data
 * @value: (nullable): the value in question, of any length
 *
 * Adds a finding.
 */
void
ns_preflight_add (GPtrArray *findings, const NsFindingRule *rule, const char *value)
{
  g_autofree char *line = ns_intake_display (value, MAX_VALUE_CHARS);

  g_ptr_array_add (findings, ns_finding_new (rule, line));
}

/**
 * ns_preflight_check_length:
 * @findings: (element-type NsFinding): where a finding goes
 * @rule: the bound; constant data
 * @value: (nullable): the text
 *
 * Looks whether a text is short enough.
 *
 * Returns: whether it is
 */
gboolean
ns_preflight_check_length (GPtrArray *findings, const NsLengthRule *rule, const char *value)
{
  g_autofree char *valid = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  if (valid == NULL || g_utf8_strlen (valid, -1) <= rule->max_chars)
    return TRUE;
  ns_preflight_add (findings, &rule->rule, valid);
  return FALSE;
}

/* What the server itself has shown counts for more than what servers usually do. */
static void
check_size (gsize size, const NsPreflightLimits *limits, GPtrArray *findings)
{
  g_autofree char *words = g_format_size_full (size, G_FORMAT_SIZE_IEC_UNITS);

  if (size <= limits->largest_accepted)
    return;
  if (limits->smallest_refused != 0 && size >= limits->smallest_refused)
    ns_preflight_add (findings, &too_large_for_server, words);
  else if (size > EXCHANGE_DEFAULT_BYTES)
    ns_preflight_add (findings, &too_large_for_exchange, words);
}

static int
compare_severity (gconstpointer a, gconstpointer b)
{
  const NsFinding *const *first = a;
  const NsFinding *const *second = b;

  return (int) (*second)->rule->severity - (int) (*first)->rule->severity;
}

/**
 * ns_preflight_check:
 * @kind: what the payload is
 * @payload: an item's payload, as the intake made it
 * @limits: (nullable): what was learned about the server; %NULL where nothing is known
 *
 * Looks an item over before it is queued, or after a server refused it: what makes servers refuse such an item, and
 * what some of them lose without a word. A pure function; any thread.
 *
 * Returns: (transfer full) (element-type NsFinding): the suspicious fields, the certain refusals first
 */
GPtrArray *
ns_preflight_check (NsKind kind, GBytes *payload, const NsPreflightLimits *limits)
{
  static const NsPreflightLimits nothing_learned = { 0 };
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) ns_finding_free);

  switch (kind)
    {
    case NS_KIND_MAIL:
    case NS_KIND_REPLY:
    case NS_KIND_FORWARD:
      check_size (g_bytes_get_size (payload), limits != NULL ? limits : &nothing_learned, findings);
      ns_preflight_check_mail (payload, findings);
      break;
    case NS_KIND_EVENT:
      ns_preflight_check_event (payload, findings);
      break;
    case NS_KIND_CONTACT:
      ns_preflight_check_contact (payload, findings);
      break;
    case NS_KIND_MEETING_RESPONSE:
    case NS_KIND_TASK:
    case NS_KIND_NOTE:
      break;
    }
  g_ptr_array_sort (findings, compare_severity);
  return findings;
}

/**
 * ns_preflight_find_refusal:
 * @findings: (element-type NsFinding): what ns_preflight_check() found
 *
 * Returns: (transfer none) (nullable): the first finding for which the item is certain to be refused
 */
const NsFinding *
ns_preflight_find_refusal (GPtrArray *findings)
{
  const NsFinding *worst = findings->len != 0 ? g_ptr_array_index (findings, 0) : NULL;

  return worst != NULL && worst->rule->severity == NS_FINDING_REFUSE ? worst : NULL;
}
