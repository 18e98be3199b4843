/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-cause.h"

#include "model/ns-cause-private.h"

#include <glib/gi18n-lib.h>

static const char *const source_nicks[] = {
  [NS_SOURCE_SERVER] = "server",
  [NS_SOURCE_NETWORK] = "network",
  [NS_SOURCE_LOCAL] = "computer",
};

static const struct
{
  const char *nick;
  const char *label;
} actions[] = {
  [NS_ACTION_NONE] = { "none", "" },
  [NS_ACTION_WAIT] = { "wait", NC_ ("action", "_Send/Receive Now") },
  [NS_ACTION_RESEND] = { "resend", NC_ ("action", "_Resend") },
  [NS_ACTION_DELETE] = { "delete", NC_ ("action", "_Delete") },
  [NS_ACTION_REPORT] = { "report", NC_ ("action", "Save _Report…") },
  [NS_ACTION_CHECK] = { "check", NC_ ("action", "_Check Again") },
  [NS_ACTION_EDIT_ACCOUNT] = { "edit-account", NC_ ("action", "_Account…") },
  [NS_ACTION_ASK_ADMIN] = { "ask-admin", NC_ ("action", "Save _Report…") },
};

/**
 * ns_cause_rows:
 * @domain: which part of the catalogue
 * @n_rows: (out): how many rows it has
 *
 * Gives one part of the catalogue. Parts that several domains share hold the rows of all of them.
 *
 * Returns: (transfer none) (nullable): the rows, or %NULL for %NS_DOMAIN_NONE
 */
const NsCause *
ns_cause_rows (NsDomain domain, gsize *n_rows)
{
  *n_rows = 0;
  switch (domain)
    {
    case NS_DOMAIN_SYNC:
      *n_rows = ns_cause_n_sync_rows;
      return ns_cause_sync_rows;
    case NS_DOMAIN_COMMON:
      *n_rows = ns_cause_n_common_rows;
      return ns_cause_common_rows;
    case NS_DOMAIN_FOLDER_SYNC:
    case NS_DOMAIN_PROVISION:
    case NS_DOMAIN_POLICY:
      *n_rows = ns_cause_n_session_rows;
      return ns_cause_session_rows;
    case NS_DOMAIN_HTTP:
      *n_rows = ns_cause_n_http_rows;
      return ns_cause_http_rows;
    case NS_DOMAIN_NETWORK:
    case NS_DOMAIN_LOCAL:
      *n_rows = ns_cause_n_network_rows;
      return ns_cause_network_rows;
    case NS_DOMAIN_MEETING_RESPONSE:
      *n_rows = ns_cause_n_meeting_rows;
      return ns_cause_meeting_rows;
    case NS_DOMAIN_NONE:
      break;
    }
  return NULL;
}

static const NsCause *
find_row (NsDomain domain, int code)
{
  gsize n_rows;
  const NsCause *rows = ns_cause_rows (domain, &n_rows);

  for (gsize i = 0; i < n_rows; i++)
    if (rows[i].domain == domain && rows[i].code == code)
      return &rows[i];
  return NULL;
}

/* A number that has no row of its own is read by its family, as RFC 9110 section 15 asks of clients. */
static int
family_code (NsDomain domain, int code)
{
  if (domain == NS_DOMAIN_HTTP && code >= 400 && code < 600)
    return code / 100 * 100;
  return 0;
}

/**
 * ns_cause_for:
 * @outcome: how a try ended
 *
 * Puts an outcome into words. Every outcome but none has a row; a code that is unknown gets the row of its family.
 *
 * Returns: (transfer none) (nullable): the row; %NULL only for %NS_DOMAIN_NONE
 */
const NsCause *
ns_cause_for (NsOutcome outcome)
{
  const NsCause *cause = find_row (outcome.domain, outcome.code);

  if (cause == NULL)
    cause = find_row (outcome.domain, family_code (outcome.domain, outcome.code));
  return cause;
}

/**
 * ns_cause_has_row:
 * @domain: whose number
 * @code: the number
 *
 * Returns: whether the catalogue has a row for exactly this code
 */
gboolean
ns_cause_has_row (NsDomain domain, int code)
{
  return find_row (domain, code) != NULL;
}

/**
 * ns_cause_why:
 * @cause: a row
 *
 * Returns: (transfer none): one translated sentence: why it happened
 */
const char *
ns_cause_why (const NsCause *cause)
{
  return g_dgettext (GETTEXT_PACKAGE, cause->why);
}

/**
 * ns_cause_data:
 * @cause: a row
 *
 * Returns: (transfer none): one translated sentence: what became of the data
 */
const char *
ns_cause_data (const NsCause *cause)
{
  return g_dgettext (GETTEXT_PACKAGE, cause->data);
}

/**
 * ns_cause_advice:
 * @cause: a row
 *
 * Returns: (transfer none): one translated sentence: what to do
 */
const char *
ns_cause_advice (const NsCause *cause)
{
  return g_dgettext (GETTEXT_PACKAGE, cause->advice);
}

/**
 * ns_cause_is_permanent:
 * @cause: a row
 *
 * Returns: whether the same item, tried again unchanged, is as a rule refused again. A conflict is not permanent:
 *   Resend usually succeeds (article 416).
 */
gboolean
ns_cause_is_permanent (const NsCause *cause)
{
  return cause->verdict == NS_VERDICT_REFUSED && cause->action != NS_ACTION_RESEND;
}

/**
 * ns_source_nick:
 * @source: who says so
 *
 * Returns: its stable name in JSON, such as `server`
 */
const char *
ns_source_nick (NsSource source)
{
  return source_nicks[source];
}

/**
 * ns_action_nick:
 * @action: an action
 *
 * Returns: its stable name in JSON, such as `resend`
 */
const char *
ns_action_nick (NsAction action)
{
  return actions[action].nick;
}

/**
 * ns_action_label:
 * @action: an action
 *
 * Returns: (transfer none): its label on a button, translated, with a mnemonic; empty for %NS_ACTION_NONE
 */
const char *
ns_action_label (NsAction action)
{
  if (action == NS_ACTION_NONE)
    return "";
  return g_dpgettext2 (GETTEXT_PACKAGE, "action", actions[action].label);
}
