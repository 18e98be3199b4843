/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-time-zone.h"

#include <string.h>

#define DAY (24 * 60 * 60)

/* Offsets in the blob (MS-ASDTYPE 2.7.6). */
enum
{
  AT_BIAS = 0,
  AT_STANDARD_DATE = 68,
  AT_DAYLIGHT_DATE = 152,
  AT_DAYLIGHT_BIAS = 168,
};

/* A change of the offset from UTC; times in seconds since 1970 UTC, offsets in seconds east of it. */
typedef struct
{
  gint64 at;
  int before;
  int after;
} Transition;

static int
offset_at (ICalTimezone *zone, gint64 at)
{
  g_autoptr (ICalTime) time = i_cal_time_new_from_timet_with_zone (at, FALSE, i_cal_timezone_get_utc_timezone ());

  return i_cal_timezone_get_utc_offset_of_utc_time (zone, time, NULL);
}

static Transition
narrow (ICalTimezone *zone, gint64 from, gint64 to)
{
  const int before = offset_at (zone, from);

  while (to - from > 1)
    {
      const gint64 middle = from + (to - from) / 2;

      if (offset_at (zone, middle) == before)
        from = middle;
      else
        to = middle;
    }
  return (Transition){ .at = to, .before = before, .after = offset_at (zone, to) };
}

/* The zone's changes in the UTC year around @when; at most @max, a larger result means more. Two changes within a
 * week are seen as none or one, which no zone's summer time does. */
static guint
find_transitions (ICalTimezone *zone, gint64 when, Transition *out, guint max)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (when);
  g_autoptr (GDateTime) first = g_date_time_new_utc (g_date_time_get_year (time), 1, 1, 0, 0, 0);
  const gint64 begin = g_date_time_to_unix (first);
  guint n = 0;

  for (gint64 at = begin; at < begin + 366 * DAY; at += 7 * DAY)
    if (offset_at (zone, at) != offset_at (zone, at + 7 * DAY))
      {
        if (n < max)
          out[n] = narrow (zone, at, at + 7 * DAY);
        n++;
      }
  return n;
}

static void
put_u16 (guint8 *at, guint value)
{
  at[0] = value & 0xff;
  at[1] = value >> 8 & 0xff;
}

static void
put_minutes (guint8 *at, int seconds)
{
  const guint32 minutes = GUINT32_TO_LE ((guint32) (seconds / 60));

  memcpy (at, &minutes, sizeof minutes);
}

/* A SYSTEMTIME that holds every year: the n-th weekday of a month, n = 5 for the last one. The rule is guessed from
 * one date: a weekday that has no successor in its month is taken for the last one, as nearly all rules say. */
static void
put_rule (guint8 *at, const Transition *transition)
{
  g_autoptr (GDateTime) local = g_date_time_new_from_unix_utc (transition->at + transition->before);
  const guint day = g_date_time_get_day_of_month (local);
  const guint n_days = g_date_get_days_in_month (g_date_time_get_month (local), g_date_time_get_year (local));

  put_u16 (at + 2, g_date_time_get_month (local));
  put_u16 (at + 4, g_date_time_get_day_of_week (local) % 7);
  put_u16 (at + 6, day + 7 > n_days ? 5 : (day - 1) / 7 + 1);
  put_u16 (at + 8, g_date_time_get_hour (local));
  put_u16 (at + 10, g_date_time_get_minute (local));
}

/**
 * ns_intake_time_zone_blob:
 * @zone: (nullable): a time zone; %NULL means UTC
 * @when: the time, in seconds since 1970 UTC, in whose year its rules are wanted
 *
 * Makes the TimeZone value of an event (MS-ASDTYPE 2.7.6, eas-facts 8.3). Summer time is what is further east
 * (Ireland's own definition has it the other way round). A zone that does not have exactly one summer in that year gets
 * the fixed offset that it has at @when. Names stay empty.
 *
 * Returns: (transfer full): the 172 bytes as base64
 */
char *
ns_intake_time_zone_blob (ICalTimezone *zone, gint64 when)
{
  guint8 blob[NS_TIME_ZONE_BLOB_SIZE] = { 0 };
  Transition change[2];

  if (zone == NULL)
    return g_base64_encode (blob, sizeof blob);

  if (find_transitions (zone, when, change, 2) == 2 && change[0].before == change[1].after)
    {
      const guint to_summer = change[0].after > change[0].before ? 0 : 1;
      const Transition *summer = &change[to_summer];

      put_minutes (blob + AT_BIAS, -summer->before);
      put_rule (blob + AT_STANDARD_DATE, &change[1 - to_summer]);
      put_rule (blob + AT_DAYLIGHT_DATE, summer);
      put_minutes (blob + AT_DAYLIGHT_BIAS, summer->before - summer->after);
    }
  else
    put_minutes (blob + AT_BIAS, -offset_at (zone, when));
  return g_base64_encode (blob, sizeof blob);
}

static ICalTimezone *
take_none (ICalTimezone *zone)
{
  return zone != NULL ? g_object_ref (zone) : NULL;
}

/**
 * ns_intake_time_zone_find:
 * @calendar: (nullable): the calendar, whose own VTIMEZONE definitions come first
 * @tzid: a TZID
 *
 * Returns: (transfer full) (nullable): the zone; %NULL where neither the file nor the system knows it
 */
ICalTimezone *
ns_intake_time_zone_find (ICalComponent *calendar, const char *tzid)
{
  ICalTimezone *zone = calendar != NULL ? i_cal_component_get_timezone (calendar, tzid) : NULL;

  if (zone != NULL)
    return zone;
  zone = i_cal_timezone_get_builtin_timezone (tzid);
  if (zone == NULL)
    zone = i_cal_timezone_get_builtin_timezone_from_tzid (tzid);
  return take_none (zone);
}

/**
 * ns_intake_time_zone_local:
 *
 * Returns: (transfer full) (nullable): this computer's zone, which floating times mean; %NULL where that is UTC or
 *   unknown
 */
ICalTimezone *
ns_intake_time_zone_local (void)
{
  g_autoptr (GTimeZone) local = g_time_zone_new_local ();

  return take_none (i_cal_timezone_get_builtin_timezone (g_time_zone_get_identifier (local)));
}
