/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-words.h"

#include "model/ns-cause.h"

#include <glib/gi18n-lib.h>

#define EXCEPTION_PREFIX "StatusException: "

/* U+2068, U+2069, U+200E and U+200F. */
#define ISOLATE "\xe2\x81\xa8"
#define END_OF_ISOLATE "\xe2\x81\xa9"
#define LEFT_TO_RIGHT_MARK "\xe2\x80\x8e"
#define RIGHT_TO_LEFT_MARK "\xe2\x80\x8f"

static const char *const state_words[] = {
  [NS_STATE_PENDING] = NC_ ("state in the list", "Pending"),
  [NS_STATE_SENDING] = NC_ ("state in the list", "Sending"),
  [NS_STATE_ERROR] = NC_ ("state in the list", "Error"),
  [NS_STATE_UNCERTAIN] = NC_ ("state in the list", "Uncertain"),
  [NS_STATE_HELD] = NC_ ("state in the list", "Held"),
  [NS_STATE_DELIVERED] = NC_ ("state in the list", "Delivered"),
};

static GDateTime *
local_time (gint64 usec)
{
  return g_date_time_new_from_unix_local (usec / G_USEC_PER_SEC);
}

static int
days_between (GDateTime *from, GDateTime *to)
{
  GDate first, second;

  g_date_clear (&first, 1);
  g_date_clear (&second, 1);
  g_date_set_dmy (&first, (GDateDay) g_date_time_get_day_of_month (from),
                  (GDateMonth) g_date_time_get_month (from), (GDateYear) g_date_time_get_year (from));
  g_date_set_dmy (&second, (GDateDay) g_date_time_get_day_of_month (to),
                  (GDateMonth) g_date_time_get_month (to), (GDateYear) g_date_time_get_year (to));
  return g_date_days_between (&first, &second);
}

/**
 * ns_words_has_direction:
 * @text: valid UTF-8
 *
 * Returns: whether it runs in a direction of its own: letters do, digits and signs take that of what is around them
 */
gboolean
ns_words_has_direction (const char *text)
{
  for (; *text != '\0'; text = g_utf8_next_char (text))
    if (g_unichar_isalpha (g_utf8_get_char (text)))
      return TRUE;
  return FALSE;
}

/**
 * ns_words_isolate:
 * @text: (nullable): what users or servers named: a subject, an address, a file
 *
 * Makes it fit to stand within a sentence: whatever way it is written, it leaves the order of the words around it as
 * it is (FSI and PDI of UAX #9). For what the window shows; never for what is copied, saved or sent.
 *
 * Returns: (transfer full): the text between the two marks; nothing for no text
 */
char *
ns_words_isolate (const char *text)
{
  return text != NULL && *text != '\0' ? g_strconcat (ISOLATE, text, END_OF_ISOLATE, NULL) : g_strdup ("");
}

/**
 * ns_words_line:
 * @text: one line that may begin with what users wrote
 * @is_rtl: whether the widget runs from right to left
 *
 * Makes it stand on the side where the other lines of the widget do, whatever way its first letters are written.
 *
 * Returns: (transfer full): the text after a mark of the direction
 */
char *
ns_words_line (const char *text, gboolean is_rtl)
{
  return g_strconcat (is_rtl ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK, text, NULL);
}

/**
 * ns_words_strip_marks:
 * @text: what the window shows
 *
 * Returns: (transfer full): the same without the marks of ns_words_isolate() and ns_words_line(), for those who hear it
 */
char *
ns_words_strip_marks (const char *text)
{
  static const char *const marks[] = { ISOLATE, END_OF_ISOLATE, LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK };
  GString *plain = g_string_new (text);

  for (gsize i = 0; i < G_N_ELEMENTS (marks); i++)
    g_string_replace (plain, marks[i], "", 0);
  return g_string_free (plain, FALSE);
}

/**
 * ns_words_when:
 * @when: a time
 * @now: the present
 *
 * Says when something was or will be as shortly as it stays unmistakable: the time alone for today, the day with it
 * for days nearby, the date with the year for others.
 *
 * Returns: (transfer full): such as `10:15` or `Yesterday 10:15`; empty for no time
 */
char *
ns_words_when (gint64 when, gint64 now)
{
  g_autoptr (GDateTime) then = when != 0 ? local_time (when) : NULL;
  g_autoptr (GDateTime) today = local_time (now);
  int days;

  if (then == NULL || today == NULL)
    return g_strdup ("");

  days = days_between (today, then);
  if (days == 0)
    /* Translators: a time of today, as g_date_time_format() takes it. */
    return g_date_time_format (then, C_ ("time of today", "%H:%M"));
  if (days == -1)
    return g_date_time_format (then, C_ ("time of yesterday", "Yesterday %H:%M"));
  if (days == 1)
    return g_date_time_format (then, C_ ("time of tomorrow", "Tomorrow %H:%M"));
  if (g_date_time_get_year (then) == g_date_time_get_year (today))
    return g_date_time_format (then, C_ ("time of this year", "%-d %b %H:%M"));
  return g_date_time_format (then, C_ ("date of another year", "%-d %b %Y"));
}

/**
 * ns_words_instant:
 * @when: a time
 *
 * Returns: (transfer full): date and time to the second, where precision matters; empty for no time
 */
char *
ns_words_instant (gint64 when)
{
  g_autoptr (GDateTime) then = when != 0 ? local_time (when) : NULL;

  if (then == NULL)
    return g_strdup ("");
  return g_date_time_format (then, C_ ("exact time", "%-d %b %Y, %H:%M:%S"));
}

/**
 * ns_words_state:
 * @state: a state
 *
 * Returns: one word for it, translated, for narrow columns; ns_state_label() is its full name
 */
const char *
ns_words_state (NsState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "state in the list", state_words[state]);
}

/**
 * ns_words_is_resolved:
 * @item: an item
 *
 * Returns: whether it left the outbox because the user ended its conflict
 */
gboolean
ns_words_is_resolved (const NsItem *item)
{
  return item->deleted_at != 0 && item->resolution != NS_RESOLUTION_NONE;
}

/**
 * ns_words_item_state:
 * @item: an item
 *
 * Returns: (transfer none): one word for where it stands, as ns_words_state(), or that its conflict is over
 */
const char *
ns_words_item_state (const NsItem *item)
{
  return ns_words_is_resolved (item) ? C_ ("state in the list", "Resolved") : ns_words_state (item->state);
}

/**
 * ns_words_subject:
 * @item: an item
 *
 * Returns: (transfer none): what to call it; never empty
 */
const char *
ns_words_subject (const NsItem *item)
{
  return item->subject != NULL && *item->subject != '\0' ? item->subject : _("(no subject)");
}

/**
 * ns_words_title:
 * @item: an item
 *
 * Returns: (transfer full): what to call it where it is told from others, such as `Deletion of Lunch`; never empty.
 *   The subject within a sentence is isolated, one that stands alone is not
 */
char *
ns_words_title (const NsItem *item)
{
  g_autofree char *subject = ns_words_isolate (item->subject);

  return item->operation == NS_OPERATION_DELETE ? ns_item_dup_title_with (item, subject)
                                                : g_strdup (ns_words_subject (item));
}

/**
 * ns_words_act:
 * @undo: what was done
 *
 * Returns: (transfer full): that in words, with the subject isolated
 */
char *
ns_words_act (const NsUndo *undo)
{
  g_autofree char *subject = ns_words_isolate (undo->subject);

  return ns_act_describe (undo->act, undo->n_items, subject);
}

/**
 * ns_words_problem:
 * @outcome: how a try ended
 *
 * Returns: (transfer none) (nullable): the exception text without its class, for a list; %NULL for no outcome
 */
const char *
ns_words_problem (NsOutcome outcome)
{
  const NsCause *cause = outcome.domain != NS_DOMAIN_NONE ? ns_cause_for (outcome) : NULL;

  if (cause == NULL || cause->exception == NULL)
    return NULL;
  return g_str_has_prefix (cause->exception, EXCEPTION_PREFIX) ? cause->exception + strlen (EXCEPTION_PREFIX)
                                                               : cause->exception;
}

static char *
pending_words (const NsItem *item, gint64 next_cycle_at, gint64 now)
{
  const gint64 next = item->next_attempt_at != 0 ? item->next_attempt_at : next_cycle_at;
  const char *problem = item->attempts > 0 ? ns_words_problem (item->outcome) : NULL;
  g_autofree char *when = ns_words_when (next, now);

  if (next > now && problem != NULL)
    /* Translators: a time, and why the last try did not succeed. */
    return g_strdup_printf (_("Next try %s · %s"), when, problem);
  if (next > now)
    return g_strdup_printf (_("Next try %s"), when);
  if (problem != NULL)
    return g_strdup_printf (_("Next cycle · %s"), problem);
  return g_strdup (_("Waits for the next cycle"));
}

/**
 * ns_words_progress:
 * @item: an item
 * @next_cycle_at: when the engine will next try what has no time of its own, or 0
 * @now: the present
 *
 * Returns: (transfer full): what comes next for the item, or why nothing does, in a few words
 */
char *
ns_words_progress (const NsItem *item, gint64 next_cycle_at, gint64 now)
{
  const char *problem = ns_words_problem (item->outcome);
  g_autofree char *when = NULL;

  switch (item->state)
    {
    case NS_STATE_PENDING:
      return pending_words (item, next_cycle_at, now);
    case NS_STATE_SENDING:
      return g_strdup (_("On its way to the server"));
    case NS_STATE_ERROR:
      return g_strdup (problem != NULL ? problem : _("Refused"));
    case NS_STATE_UNCERTAIN:
      return g_strdup (problem != NULL ? problem : _("No answer came"));
    case NS_STATE_HELD:
      return g_strdup (_("Waits until you release it"));
    case NS_STATE_DELIVERED:
      when = ns_words_when (item->delivered_at, now);
      return g_strdup_printf (_("Accepted %s"), when);
    }
  g_return_val_if_reached (g_strdup (""));
}
