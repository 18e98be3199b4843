/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store.h"

G_BEGIN_DECLS

/**
 * NsScheduleFacts:
 * @now: the time
 * @tally: the outbox in numbers
 * @has_fresh: whether an item waits that no cycle has planned yet
 * @account: (nullable): the account
 * @last_end: when the last cycle ended, or 0
 * @not_before: no cycle before this, or 0
 *
 * What the time of the next cycle depends on. A plain value.
 */
typedef struct
{
  gint64 now;
  NsTally tally;
  gboolean has_fresh;
  const NsAccount *account;
  gint64 last_end;
  gint64 not_before;
} NsScheduleFacts;

gint64 ns_schedule_next (const NsScheduleFacts *facts);

/**
 * NsSchedule:
 *
 * Decides when the engine runs by itself. Main thread. Property: `next-at` (gint64, 0 where nothing is planned).
 * Signal `due (gboolean urgent)`: run a cycle now; `urgent` when a pause that was asked for lost its reason (the
 * network is back).
 */
#define NS_TYPE_SCHEDULE (ns_schedule_get_type ())
G_DECLARE_FINAL_TYPE (NsSchedule, ns_schedule, NS, SCHEDULE, GObject)

NsSchedule *ns_schedule_new (NsStore *store);
void ns_schedule_start (NsSchedule *self);
void ns_schedule_stop (NsSchedule *self);
void ns_schedule_note_cycle (NsSchedule *self, gboolean is_busy, gboolean has_failed);
gint64 ns_schedule_get_next_at (NsSchedule *self);

G_END_DECLS
