/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsFindingSeverity:
 * @NS_FINDING_WARN: some servers refuse the item for it, or lose a part of it without saying so
 * @NS_FINDING_REFUSE: the account's server refuses the item for it, or every server does
 */
typedef enum
{
  NS_FINDING_WARN = 1,
  NS_FINDING_REFUSE = 2,
} NsFindingSeverity;

/**
 * NsFindingRule:
 * @severity: how bad it is
 * @field: the protocol's name of the field; never translated
 * @label: what users call the field, in English
 * @sentence: what is wrong with it, in English and without anything of the item's content
 *
 * One rule of the pre-flight check, as constant data.
 */
typedef struct
{
  NsFindingSeverity severity;
  const char *field;
  const char *label;
  const char *sentence;
} NsFindingRule;

/**
 * NsFinding:
 * @rule: (not owned): the rule that the item breaks; constant data
 * @value: (owned) (nullable): the value in question, cut to one short line; it is the user's own content
 *
 * One suspicious field of an item.
 */
typedef struct
{
  const NsFindingRule *rule;
  char *value;
} NsFinding;

NsFinding *ns_finding_new (const NsFindingRule *rule, const char *value);
void ns_finding_free (NsFinding *finding);
const char *ns_finding_label (const NsFinding *finding);
const char *ns_finding_why (const NsFinding *finding);
char *ns_finding_line (const NsFinding *finding);
const char *ns_finding_severity_nick (NsFindingSeverity severity);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsFinding, ns_finding_free)

G_END_DECLS
