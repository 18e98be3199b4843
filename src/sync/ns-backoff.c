/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-backoff.h"

/* Seconds to wait after so many faults in a row (eas-facts 10.1). */
static const guint schedule[] = { 15, 30, 60, 120, 300, 600, 900, 1800 };

/* No server may silence an account for longer than this. */
#define RETRY_AFTER_MAX (24u * 60 * 60)

/**
 * ns_backoff_delay:
 * @failures: transient faults in a row, this one included
 * @retry_after: seconds that the server asked to wait, or 0
 * @jitter: factor for the schedule, from 0.8 to 1.2 (ns_clock_jitter()), so that many clients do not come back at
 *   once
 *
 * What the server asks for wins over the schedule, within a day.
 *
 * Returns: how long to wait, in microseconds
 */
gint64
ns_backoff_delay (guint failures, guint retry_after, double jitter)
{
  const guint step = CLAMP (failures, 1, G_N_ELEMENTS (schedule)) - 1;

  if (retry_after > 0)
    return (gint64) MIN (retry_after, RETRY_AFTER_MAX) * G_USEC_PER_SEC;
  return (gint64) (schedule[step] * jitter * G_USEC_PER_SEC);
}
