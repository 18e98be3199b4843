/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "intake/ns-intake-ical.h"

G_BEGIN_DECLS

#define NS_TIME_ZONE_BLOB_SIZE 172

char *ns_intake_time_zone_blob (ICalTimezone *zone, gint64 when);
ICalTimezone *ns_intake_time_zone_find (ICalComponent *calendar, const char *tzid);
ICalTimezone *ns_intake_time_zone_local (void);

G_END_DECLS
