/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-finding.h"

#include <glib/gi18n-lib.h>

/**
 * ns_finding_new:
 * @rule: constant data
 * @value: (nullable): the value in question, for one line
 *
 * Returns: (transfer full): a finding
 */
NsFinding *
ns_finding_new (const NsFindingRule *rule, const char *value)
{
  NsFinding *finding = g_new0 (NsFinding, 1);

  finding->rule = rule;
  finding->value = value != NULL && *value != '\0' ? g_strdup (value) : NULL;
  return finding;
}

/**
 * ns_finding_free:
 * @finding: (transfer full): a finding
 *
 * Frees it.
 */
void
ns_finding_free (NsFinding *finding)
{
  g_free (finding->value);
  g_free (finding);
}

/**
 * ns_finding_label:
 * @finding: a finding
 *
 * Returns: (transfer none): what users call the field, in their language
 */
const char *
ns_finding_label (const NsFinding *finding)
{
  return _(finding->rule->label);
}

/**
 * ns_finding_why:
 * @finding: a finding
 *
 * Returns: (transfer none): what is wrong, in the user's language; nothing of the item's content
 */
const char *
ns_finding_why (const NsFinding *finding)
{
  return _(finding->rule->sentence);
}

/**
 * ns_finding_line:
 * @finding: a finding
 *
 * Returns: (transfer full): one line for people: the field, the value in question, and what is wrong with it
 */
char *
ns_finding_line (const NsFinding *finding)
{
  const char *label = ns_finding_label (finding);
  const char *field = finding->rule->field;
  g_autofree char *name
    = g_str_equal (label, field) ? g_strdup (label) : g_strdup_printf (_("%s (%s)"), label, field);

  if (finding->value == NULL)
    return g_strdup_printf (_("%s: %s"), name, ns_finding_why (finding));
  return g_strdup_printf (_("%s “%s”: %s"), name, finding->value, ns_finding_why (finding));
}

/**
 * ns_finding_severity_nick:
 * @severity: a severity
 *
 * Returns: its name in JSON and reports; never translated
 */
const char *
ns_finding_severity_nick (NsFindingSeverity severity)
{
  switch (severity)
    {
    case NS_FINDING_WARN:
      return "warn";
    case NS_FINDING_REFUSE:
      return "refuse";
    }
  return "warn";
}
