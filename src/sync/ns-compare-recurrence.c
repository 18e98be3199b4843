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
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (int day = 0; day < DAYS_OF_WEEK; day++)
    {
      /* A Sunday, and the days after it. */
      g_autoptr (GDateTime) date = g_date_time_new_utc (2023, 1, 1 + day, 0, 0, 0);

      if (days & 1 << day)
        g_ptr_array_add (names, g_date_time_format (date, C_ ("short name of a day of the week", "%a")));
    }
  g_ptr_array_add (names, NULL);
  /* Translators: between the short names of days of the week, as in "on Mon Wed". */
  return g_strjoinv (C_ ("between days", " "), (char **) names->pdata);
}

/* MS-ASCAL 2.2.2.51: 5 is the last one. */
static const char *
week_words (int week)
{
  static const char *const weeks[] = {
    NULL,
    N_("in the first week of the month"),
    N_("in the second week of the month"),
    N_("in the third week of the month"),
    N_("in the fourth week of the month"),
    N_("in the last week of the month"),
  };

  return week > 0 && week < (int) G_N_ELEMENTS (weeks) ? _(weeks[week]) : NULL;
}

static void
add_when (GPtrArray *clauses, const NsNode *recurrence, int type)
{
  const int days = int_of (recurrence, NS_TAG_CALENDAR_DAY_OF_WEEK, 0);
  const int day = int_of (recurrence, NS_TAG_CALENDAR_DAY_OF_MONTH, 0);
  const char *week = week_words (int_of (recurrence, NS_TAG_CALENDAR_WEEK_OF_MONTH, 0));
  const int month = int_of (recurrence, NS_TAG_CALENDAR_MONTH_OF_YEAR, 0);
  g_autoptr (GDateTime) in_month = g_date_time_new_utc (2023, month, 1, 0, 0, 0);
  g_autofree char *names = days_words (days);
  g_autofree char *month_name = in_month != NULL ? g_date_time_format (in_month, "%OB") : NULL;

  if (*names != '\0')
    g_ptr_array_add (clauses, g_strdup_printf (C_ ("repeats", "on %s"), names));
  if (week != NULL && type != WEEKLY)
    g_ptr_array_add (clauses, g_strdup (week));
  if (day != 0)
    g_ptr_array_add (clauses, g_strdup_printf (C_ ("repeats", "on day %d"), day));
  if (month_name != NULL)
    g_ptr_array_add (clauses, g_strdup_printf (C_ ("repeats", "in %s"), month_name));
}

static void
add_end (GPtrArray *clauses, const NsNode *recurrence)
{
  const int times = int_of (recurrence, NS_TAG_CALENDAR_OCCURRENCES, 0);
  const gint64 until = ns_time_from_compact (ns_node_child_text (recurrence, NS_TAG_CALENDAR_UNTIL));
  g_autoptr (GDateTime) day = until != 0 ? g_date_time_new_from_unix_local (until / G_USEC_PER_SEC) : NULL;
  g_autofree char *last = day != NULL ? g_date_time_format (day, C_ ("day", "%a %-d %b %Y")) : NULL;

  if (times > 0)
    g_ptr_array_add (clauses, g_strdup_printf (ngettext ("%d time", "%d times", (gulong) times), times));
  else if (last != NULL)
    g_ptr_array_add (clauses, g_strdup_printf (C_ ("repeats", "until %s"), last));
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
  g_autoptr (GPtrArray) clauses = g_ptr_array_new_with_free_func (g_free);

  if (ns_node_n_children (recurrence) == 0)
    return NULL;
  g_ptr_array_add (clauses, period_words (type, (guint) MAX (interval, 1)));
  add_when (clauses, recurrence, type);
  add_end (clauses, recurrence);
  g_ptr_array_add (clauses, NULL);
  /* Translators: between "every week", "on Mon Wed" and "until Fri 5 Nov 2010". */
  return g_strjoinv (C_ ("between the parts of how an event repeats", ", "), (char **) clauses->pdata);
}
