/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-time.h"

#define SECONDS(n) (G_GINT64_CONSTANT (n) * G_USEC_PER_SEC)

/* Both directions. */
static const struct
{
  gint64 usec;
  const char *iso8601;
  const char *compact;
} vectors[] = {
  { SECONDS (1), "1970-01-01T00:00:01Z", "19700101T000001Z" },
  { SECONDS (951782400), "2000-02-29T00:00:00Z", "20000229T000000Z" },
  { SECONDS (1245056400), "2009-06-15T09:00:00Z", "20090615T090000Z" },
  { SECONDS (2147483648), "2038-01-19T03:14:08Z", "20380119T031408Z" },
  { SECONDS (253402300799), "9999-12-31T23:59:59Z", "99991231T235959Z" },
  { SECONDS (-86400), "1969-12-31T00:00:00Z", "19691231T000000Z" },
};

/* Read, but never written so. */
static const struct
{
  const char *text;
  gint64 usec;
} readable[] = {
  { "2009-06-15T11:00:00+02:00", SECONDS (1245056400) },
  { "2009-06-15T05:30:00-0330", SECONDS (1245056400) },
  { "2009-06-15T09:00:00", SECONDS (1245056400) },
  { "2009-06-15T09:00:00.000Z", SECONDS (1245056400) },
  { "2009-06-15T09:00:00.250Z", SECONDS (1245056400) + 250000 },
  { "2009-06-15 09:00:00Z", SECONDS (1245056400) },
};

static const char *const unreadable[] = {
  NULL, "", "now", "2009-06-15", "2009-02-29T00:00:00Z", "2009-13-01T00:00:00Z", "2009-06-15T25:00:00Z",
  "2009-06-15T09:00:00Zulu", "20090615T090000Z trailing", "\xff\xfe",
};

static void
test_both_ways (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *iso8601 = ns_time_to_iso8601 (vectors[i].usec);
      g_autofree char *compact = ns_time_to_compact (vectors[i].usec);

      g_assert_cmpstr (iso8601, ==, vectors[i].iso8601);
      g_assert_cmpstr (compact, ==, vectors[i].compact);
      g_assert_cmpint (ns_time_from_iso8601 (vectors[i].iso8601), ==, vectors[i].usec);
      g_assert_cmpint (ns_time_from_compact (vectors[i].compact), ==, vectors[i].usec);
      g_assert_cmpint (ns_time_from_compact (vectors[i].iso8601), ==, vectors[i].usec);
    }
}

static void
test_read (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (readable); i++)
    {
      g_test_message ("%s", readable[i].text);
      g_assert_cmpint (ns_time_from_iso8601 (readable[i].text), ==, readable[i].usec);
    }
}

static void
test_refuse (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unreadable); i++)
    {
      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_cmpint (ns_time_from_iso8601 (unreadable[i]), ==, 0);
      g_assert_cmpint (ns_time_from_compact (unreadable[i]), ==, 0);
    }
}

static void
test_write_limits (void)
{
  g_autofree char *fraction = ns_time_to_iso8601 (SECONDS (1245056400) + 999999);

  g_assert_cmpstr (fraction, ==, "2009-06-15T09:00:00Z");
  g_assert_null (ns_time_to_iso8601 (0));
  g_assert_null (ns_time_to_iso8601 (G_MAXINT64));
  g_assert_null (ns_time_to_compact (G_MININT64));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time/both-ways", test_both_ways);
  g_test_add_func ("/time/read", test_read);
  g_test_add_func ("/time/refuse", test_refuse);
  g_test_add_func ("/time/write-limits", test_write_limits);
  return g_test_run ();
}
