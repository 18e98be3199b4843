/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-span.h"

#include <glib/gi18n-lib.h>

#define MINUTE (G_GINT64_CONSTANT (60) * G_USEC_PER_SEC)
#define HOUR (60 * MINUTE)

static gint64
whole_seconds (gint64 span)
{
  return (MAX (span, 0) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC;
}

static char *
seconds_and_tenth (gint64 span, gboolean english)
{
  const double seconds = (double) (span / (G_USEC_PER_SEC / 10)) / 10;
  char digits[G_ASCII_DTOSTR_BUF_SIZE];

  if (!english)
    /* Translators: a number of seconds, such as 1.2. */
    return g_strdup_printf (_("%.1f s"), seconds);
  return g_strconcat (g_ascii_formatd (digits, sizeof digits, "%.1f", seconds), " s", NULL);
}

/**
 * ns_span_exact:
 * @span: how long something took, in microseconds
 * @english: whether it is for support, in English, rather than for the user
 *
 * Returns: (transfer full): as exactly as one cares, such as `12 ms`, `1.2 s` or `2 min 5 s`
 */
char *
ns_span_exact (gint64 span, gboolean english)
{
  const int seconds = (int) (MAX (span, 0) % MINUTE / G_USEC_PER_SEC);

  if (span < G_USEC_PER_SEC)
    return g_strdup_printf (english ? "%d ms" : _("%d ms"), (int) (MAX (span, 0) / 1000));
  if (span < MINUTE)
    return seconds_and_tenth (span, english);
  if (span < HOUR)
    return g_strdup_printf (english ? "%d min %d s" : _("%d min %d s"), (int) (span / MINUTE), seconds);
  return g_strdup_printf (english ? "%d h %d min" : _("%d h %d min"), (int) MIN (span / HOUR, G_MAXINT),
                          (int) (span % HOUR / MINUTE));
}

/**
 * ns_span_digits:
 * @span: how far something is away, in microseconds
 *
 * Returns: (transfer full): as on a clock that counts down, such as `4:12` or `1:04:12`; a second that has begun counts
 *   as a whole one, so `0:00` means now
 */
char *
ns_span_digits (gint64 span)
{
  const gint64 all = whole_seconds (span);
  const int seconds = (int) (all % 60);
  const int minutes = (int) (all / 60 % 60);
  const int hours = (int) MIN (all / 3600, G_MAXINT);

  if (hours > 0)
    /* Translators: hours, minutes and seconds of a countdown. */
    return g_strdup_printf (C_ ("countdown", "%d:%02d:%02d"), hours, minutes, seconds);
  /* Translators: minutes and seconds of a countdown. */
  return g_strdup_printf (C_ ("countdown", "%d:%02d"), minutes, seconds);
}

/**
 * ns_span_next_try:
 * @span: how far the next try is away, in microseconds
 *
 * Returns: (transfer full): that, in words that stay true for about a minute, and longer where it is far away
 */
char *
ns_span_next_try (gint64 span)
{
  const guint minutes = (guint) MIN ((whole_seconds (span) + 59) / 60, G_MAXINT);
  const guint hours = (minutes + 30) / 60;

  if (span <= 0)
    return g_strdup (_("The next try is due"));
  if (span < MINUTE)
    return g_strdup (_("Next try in less than a minute"));
  if (minutes < 90)
    return g_strdup_printf (ngettext ("Next try in %u minute", "Next try in %u minutes", minutes), minutes);
  return g_strdup_printf (ngettext ("Next try in %u hour", "Next try in %u hours", hours), hours);
}
