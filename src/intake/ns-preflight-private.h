/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-finding.h"

G_BEGIN_DECLS

/**
 * NsLengthRule:
 * @max_chars: how many characters are safe
 * @rule: what is to be said of a value that has more
 *
 * A bound on the length of a text.
 */
typedef struct
{
  glong max_chars;
  NsFindingRule rule;
} NsLengthRule;

void ns_preflight_add (GPtrArray *findings, const NsFindingRule *rule, const char *value);
gboolean ns_preflight_check_length (GPtrArray *findings, const NsLengthRule *rule, const char *value);

void ns_preflight_check_mail (GBytes *payload, GPtrArray *findings);
void ns_preflight_check_event (GBytes *payload, GPtrArray *findings);
void ns_preflight_check_contact (GBytes *payload, GPtrArray *findings);

G_END_DECLS
