/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "model/ns-attempt.h"
#include "model/ns-item.h"

G_BEGIN_DECLS

/**
 * NsFact:
 * @name: its name, translated
 * @value: (owned): its value, never empty
 *
 * One line of the technical details.
 */
typedef struct
{
  const char *name;
  char *value;
} NsFact;

GArray *ns_technical_facts (const NsItem *item);
GArray *ns_technical_account_facts (const NsAccount *account);
GArray *ns_technical_capabilities (const NsAccount *account);
char *ns_technical_text (const NsItem *item);
char *ns_technical_attempt (const NsAttempt *attempt);

G_END_DECLS
