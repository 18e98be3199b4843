/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-account.h"
#include "model/ns-item.h"
#include "model/ns-tally.h"
#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsHealth:
 * @tally: the outbox in numbers
 * @account: (nullable): the account; %NULL where none is set up
 * @next_cycle_at: when the engine runs by itself, or 0
 * @now: the present
 * @is_offline: whether this computer has no network now
 *
 * What the sentences about the outbox as a whole are made of; a plain value that borrows its pointers.
 */
typedef struct
{
  NsTally tally;
  const NsAccount *account;
  gint64 next_cycle_at;
  gint64 now;
  gboolean is_offline;
} NsHealth;

/**
 * NsHealthPart:
 * @text: what the sentence says, such as `2 need you`
 * @name: (nullable): what a button of it does, as a whole sentence; %NULL where it does nothing
 * @action: (nullable): the action behind it; %NULL where there is none
 * @filter: (nullable): its target, one of the filters; %NULL for an action without one
 *
 * One part of the health sentence.
 */
typedef struct
{
  char *text;
  char *name;
  const char *action;
  const char *filter;
} NsHealthPart;

GPtrArray *ns_health_parts (const NsHealth *health);
char *ns_health_sentence (const NsHealth *health);
char *ns_health_spoken (const NsHealth *health);
gint64 ns_health_get_change (const NsHealth *health);
char *ns_health_pause (const NsHealth *health);
char *ns_health_warning (GPtrArray *items, guint n_problems);
char *ns_health_progress (NsStage stage, guint n, guint total);
gboolean ns_health_account_needs_user (const NsAccount *account);

G_END_DECLS
