/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-time.h"

static char *
format_utc (gint64 usec, const char *format)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (usec / G_USEC_PER_SEC);

  return time != NULL ? g_date_time_format (time, format) : NULL;
}

static gint64
to_usec (GDateTime *time)
{
  return g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
}

/**
 * ns_time_to_iso8601:
 * @usec: a time, or 0
 *
 * Returns: (transfer full) (nullable): such as `2026-03-01T09:00:00Z` (UTC, whole seconds); %NULL for 0
 */
char *
ns_time_to_iso8601 (gint64 usec)
{
  return usec != 0 ? format_utc (usec, "%Y-%m-%dT%H:%M:%SZ") : NULL;
}

/**
 * ns_time_from_iso8601:
 * @text: (nullable): an ISO 8601 time; without a zone it is UTC
 *
 * Returns: the time, or 0 where @text is not one
 */
gint64
ns_time_from_iso8601 (const char *text)
{
  g_autoptr (GTimeZone) utc = g_time_zone_new_utc ();
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, utc) : NULL;

  return time != NULL ? to_usec (time) : 0;
}

/**
 * ns_time_to_compact:
 * @usec: a time
 *
 * Returns: (transfer full) (nullable): a Compact DateTime such as `20260301T090000Z` (MS-ASDTYPE 2.7.2)
 */
char *
ns_time_to_compact (gint64 usec)
{
  return format_utc (usec, "%Y%m%dT%H%M%SZ");
}

/**
 * ns_time_from_compact:
 * @text: (nullable): a Compact DateTime; the extended ISO 8601 form is taken too
 *
 * Returns: the time, or 0 where @text is not one
 */
gint64
ns_time_from_compact (const char *text)
{
  /* GLib reads the basic form of ISO 8601 too, which Compact DateTime is. */
  return ns_time_from_iso8601 (text);
}
