/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sync/ns-compare-words.h"

#include "base/ns-time.h"

#include <glib/gi18n-lib.h>

#define DAYS_OF_WEEK 7

/* MS-ASCAL 2.2.2.45 */
enum
{
  DAILY = 0,
  WEEKLY = 1,
  MONTHLY_BY_DATE = 2,
  MONTHLY_BY_DAY = 3,
  YEARLY_BY_DATE = 5,
  YEARLY_BY_DAY = 6,
};

static int
int_of (const NsNode *recurrence, NsTag tag, int absent)
{
  int value;

  return ns_node_child_int (recurrence, tag, &value) ? value : absent;
}

static char *
period_words (int type, guint n)
{
  switch (type)
    {
    case DAILY:
      return g_strdup_printf (ngettext ("every day", "every %u days", n), n);
    case WEEKLY:
      return g_strdup_printf (ngettext ("every week", "every %u weeks", n), n);
    case MONTHLY_BY_DATE:
    case MONTHLY_BY_DAY:
      return g_strdup_printf (ngettext ("every month", "every %u months", n), n);
    case YEARLY_BY_DATE:
    case YEARLY_BY_DAY:
      return g_strdup_printf (ngettext ("every year", "every %u years", n), n);
    default:
      return g_strdup (_("repeatedly"));
    }
}

/* The names of the days in a sum of 1 (Sunday), 2 (Monday) and so on. */
static char *
days_words (int days)
{
  GString *words = g_string_new (NULL);

  for (int day = 0; day < DAYS_OF_WEEK; day++)
    {
      /* A Sunday, and the days after it. */
      g_autoptr (GDateTime) date = g_date_time_new_utc (2023, 1, 1 + day, 0, 0, 0);
      g_autofree char *name = g_date_time_format (date, "%a");

      if (days & 1 << day)
        g_string_append_printf (words, "%s%s", words->len > 0 ? " " : "", name);
    }
  return g_string_free (words, FALSE);
}

static void
append_when (GString *words, const NsNode *recurrence, int type)
{
  const int days = int_of (recurrence, NS_TAG_CALENDAR_DAY_OF_WEEK, 0);
  const int day = int_of (recurrence, NS_TAG_CALENDAR_DAY_OF_MONTH, 0);
  const int week = int_of (recurrence, NS_TAG_CALENDAR_WEEK_OF_MONTH, 0);
  const int month = int_of (recurrence, NS_TAG_CALENDAR_MONTH_OF_YEAR, 0);
  g_autofree char *names = days_words (days);

  if (*names != '\0')
    g_string_append_printf (words, _(", on %s"), names);
  if (week != 0 && type != WEEKLY)
    g_string_append_printf (words, _(", in week %d of the month"), week);
  if (day != 0)
    g_string_append_printf (words, _(", on day %d"), day);
  if (month != 0)
    g_string_append_printf (words, _(", in month %d"), month);
}

static void
append_end (GString *words, const NsNode *recurrence)
{
  const int times = int_of (recurrence, NS_TAG_CALENDAR_OCCURRENCES, 0);
  const gint64 until = ns_time_from_compact (ns_node_child_text (recurrence, NS_TAG_CALENDAR_UNTIL));
  g_autoptr (GDateTime) day = until != 0 ? g_date_time_new_from_unix_local (until / G_USEC_PER_SEC) : NULL;
  g_autofree char *last = day != NULL ? g_date_time_format (day, C_ ("day", "%a %-d %b %Y")) : NULL;

  if (times > 0)
    g_string_append_printf (words, ngettext (", %d time", ", %d times", (gulong) times), times);
  else if (last != NULL)
    g_string_append_printf (words, _(", until %s"), last);
}

/**
 * ns_compare_words_recurrence:
 * @recurrence: a Recurrence element (MS-ASCAL 2.2.2.37)
 *
 * Returns: (transfer full) (nullable): how an event repeats, in words; %NULL where it does not
 */
char *
ns_compare_words_recurrence (const NsNode *recurrence)
{
  const int type = int_of (recurrence, NS_TAG_CALENDAR_TYPE, -1);
  const int interval = int_of (recurrence, NS_TAG_CALENDAR_INTERVAL, 1);
  g_autofree char *period = NULL;
  GString *words;

  if (ns_node_n_children (recurrence) == 0)
    return NULL;
  period = period_words (type, (guint) MAX (interval, 1));
  words = g_string_new (period);
  append_when (words, recurrence, type);
  append_end (words, recurrence);
  return g_string_free (words, FALSE);
}
