/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "store/ns-store-radar.h"

G_BEGIN_DECLS

/**
 * NsRadarReading:
 * @twins: (element-type NsTwin): what exists more than once
 * @gone: (element-type utf8): server ids of copies found earlier that are not there, or not alike, any more
 *
 * What a radar shows.
 */
typedef struct
{
  GPtrArray *twins;
  GPtrArray *gone;
} NsRadarReading;

NsRadarReading *ns_radar_read (const NsRadar *radar, GHashTable *whole);
void ns_radar_reading_free (NsRadarReading *reading);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsRadarReading, ns_radar_reading_free)

G_END_DECLS
