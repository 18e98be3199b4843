/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-version.h"
#include "eas/ns-wbxml-node.h"
#include "intake/ns-intake-ical.h"
#include "model/ns-draft.h"

G_BEGIN_DECLS

/**
 * NsIntakeEvent:
 * @calendar: (owned): the file
 * @event: (owned): its one VEVENT
 * @all_day: whether it has dates instead of times
 * @start: seconds since 1970 UTC; of an all-day event 00:00 UTC of its first day
 * @end: the same of the end, which is not part of the event; a careless file may have it before @start
 * @zone: (owned) (nullable): the time zone of the start; %NULL means UTC
 *
 * A calendar file that was read. Not for two threads at once.
 */
typedef struct
{
  ICalComponent *calendar;
  ICalComponent *event;
  gboolean all_day;
  gint64 start;
  gint64 end;
  ICalTimezone *zone;
} NsIntakeEvent;

NsIntakeEvent *ns_intake_event_open (GBytes *bytes, const char *name, GError **error);
void ns_intake_event_free (NsIntakeEvent *self);
NsDraft *ns_intake_event_read (GBytes *bytes, const char *name, GError **error);
NsDraft *ns_intake_event_read_deletion (GBytes *bytes, const char *name, GError **error);
gboolean ns_intake_event_reminder (const NsIntakeEvent *self, gint64 *minutes);
NsNode *ns_intake_event_to_node (GBytes *payload, NsEasVersion version, gint64 now, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsIntakeEvent, ns_intake_event_free)

G_END_DECLS
