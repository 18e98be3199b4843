/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-span.h"

#define MS G_GINT64_CONSTANT (1000)
#define SECOND G_GINT64_CONSTANT (1000000)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)

static const struct
{
  gint64 span;
  const char *exact;
  const char *digits;
  const char *next_try;
} rows[] = {
  { -5 * SECOND, "0 ms", "0:00", "The next try is due" },
  { 0, "0 ms", "0:00", "The next try is due" },
  { 1, "0 ms", "0:01", "Next try in less than a minute" },
  { 12 * MS, "12 ms", "0:01", "Next try in less than a minute" },
  { 999 * MS, "999 ms", "0:01", "Next try in less than a minute" },
  { SECOND, "1.0 s", "0:01", "Next try in less than a minute" },
  { 1290 * MS, "1.2 s", "0:02", "Next try in less than a minute" },
  { 59999 * MS, "59.9 s", "1:00", "Next try in less than a minute" },
  { MINUTE, "1 min 0 s", "1:00", "Next try in 1 minute" },
  { MINUTE + 1, "1 min 0 s", "1:01", "Next try in 2 minutes" },
  { 2 * MINUTE + 5 * SECOND, "2 min 5 s", "2:05", "Next try in 3 minutes" },
  { 4 * MINUTE + 12 * SECOND, "4 min 12 s", "4:12", "Next try in 5 minutes" },
  { 89 * MINUTE, "1 h 29 min", "1:29:00", "Next try in 89 minutes" },
  { 90 * MINUTE, "1 h 30 min", "1:30:00", "Next try in 2 hours" },
  { 25 * HOUR + 61 * SECOND, "25 h 1 min", "25:01:01", "Next try in 25 hours" },
};

static void
test_words (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *exact = ns_span_exact (rows[i].span, FALSE);
      g_autofree char *english = ns_span_exact (rows[i].span, TRUE);
      g_autofree char *digits = ns_span_digits (rows[i].span);
      g_autofree char *next_try = ns_span_next_try (rows[i].span);

      g_assert_cmpstr (exact, ==, rows[i].exact);
      g_assert_cmpstr (english, ==, rows[i].exact);
      g_assert_cmpstr (digits, ==, rows[i].digits);
      g_assert_cmpstr (next_try, ==, rows[i].next_try);
    }
}

/* What a screen reader says changes once a minute, not once a second. */
static void
test_words_change_seldom (void)
{
  g_autofree char *last = ns_span_next_try (10 * MINUTE);
  guint changes = 0;

  for (gint64 span = 10 * MINUTE; span >= 0; span -= SECOND)
    {
      g_autofree char *words = ns_span_next_try (span);

      changes += !g_str_equal (words, last);
      g_free (last);
      last = g_steal_pointer (&words);
    }
  g_assert_cmpuint (changes, ==, 11);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/span/words", test_words);
  g_test_add_func ("/span/words-change-seldom", test_words_change_seldom);
  return g_test_run ();
}
