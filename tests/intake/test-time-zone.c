/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-time-zone.h"

#include <string.h>

#define SUMMER_2026 1782864000 /* 2026-07-01 00:00 UTC */

/* eas-facts 8.3. */
#define CENTRAL_EUROPE \
  "xP///wAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
  "AAAAAAAAAAAAAAoAAAAFAAMAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" \
  "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAMAAAAFAAIAAAAAAAAAxP///w=="

typedef struct
{
  guint month;
  guint weekday;
  guint week;
  guint hour;
} Rule;

static guint8 *
blob_of (const char *tzid)
{
  g_autoptr (ICalTimezone) zone = tzid != NULL ? ns_intake_time_zone_find (NULL, tzid) : NULL;
  g_autofree char *text = NULL;
  gsize size;
  guint8 *blob;

  g_assert_true (tzid == NULL || zone != NULL);
  text = ns_intake_time_zone_blob (zone, SUMMER_2026);
  blob = g_base64_decode (text, &size);
  g_assert_cmpuint (size, ==, NS_TIME_ZONE_BLOB_SIZE);
  return blob;
}

static gint32
int_at (const guint8 *blob, gsize at)
{
  gint32 value;

  memcpy (&value, blob + at, sizeof value);
  return GINT32_FROM_LE (value);
}

static void
assert_rule (const guint8 *at, Rule rule)
{
  g_assert_cmpuint (at[0] | at[1], ==, 0);
  g_assert_cmpuint (at[2], ==, rule.month);
  g_assert_cmpuint (at[4], ==, rule.weekday);
  g_assert_cmpuint (at[6], ==, rule.week);
  g_assert_cmpuint (at[8], ==, rule.hour);
}

static void
test_vectors (void)
{
  g_autoptr (ICalTimezone) berlin = ns_intake_time_zone_find (NULL, "Europe/Berlin");
  g_autofree char *central_europe = NULL;
  g_autofree char *utc = ns_intake_time_zone_blob (NULL, SUMMER_2026);
  gsize size;
  g_autofree guint8 *blob = g_base64_decode (utc, &size);

  g_assert_nonnull (berlin);
  central_europe = ns_intake_time_zone_blob (berlin, SUMMER_2026);
  g_assert_cmpstr (central_europe, ==, CENTRAL_EUROPE);
  g_assert_cmpuint (size, ==, NS_TIME_ZONE_BLOB_SIZE);
  for (gsize i = 0; i < size; i++)
    g_assert_cmpuint (blob[i], ==, 0);
}

static void
test_zones (void)
{
  static const struct
  {
    const char *tzid;
    int bias;
    Rule standard;
    Rule daylight;
    int daylight_bias;
  } rows[] = {
    { "America/New_York", 300, { 11, 0, 1, 2 }, { 3, 0, 2, 2 }, -60 },
    { "Australia/Sydney", -600, { 4, 0, 1, 3 }, { 10, 0, 1, 2 }, -60 },
    { "Europe/Dublin", 0, { 10, 0, 5, 2 }, { 3, 0, 5, 1 }, -60 },
    { "Australia/Lord_Howe", -630, { 4, 0, 1, 2 }, { 10, 0, 1, 2 }, -30 },
    { "Asia/Kolkata", -330, { 0 }, { 0 }, 0 },
    { "America/Phoenix", 420, { 0 }, { 0 }, 0 },
    { "UTC", 0, { 0 }, { 0 }, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree guint8 *blob = blob_of (rows[i].tzid);

      g_test_message ("%s", rows[i].tzid);
      g_assert_cmpint (int_at (blob, 0), ==, rows[i].bias);
      assert_rule (blob + 68, rows[i].standard);
      g_assert_cmpint (int_at (blob, 84), ==, 0);
      assert_rule (blob + 152, rows[i].daylight);
      g_assert_cmpint (int_at (blob, 168), ==, rows[i].daylight_bias);
    }
}

static void
test_unknown_zone (void)
{
  g_assert_null (ns_intake_time_zone_find (NULL, "Nowhere/At_All"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/intake/time-zone/vectors", test_vectors);
  g_test_add_func ("/intake/time-zone/zones", test_zones);
  g_test_add_func ("/intake/time-zone/unknown", test_unknown_zone);
  return g_test_run ();
}
