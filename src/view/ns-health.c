/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-health.h"

#include "model/ns-cause.h"
#include "view/ns-filters.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* More names than these make the warning unreadable. */
#define NAMED_ITEMS 3

/* So long before the next try the sentence counts the seconds. */
#define LAST_MINUTE (60 * G_USEC_PER_SEC)

/**
 * ns_health_account_needs_user:
 * @account: (nullable): an account
 *
 * Returns: whether nothing will be delivered before the user has acted
 */
gboolean
ns_health_account_needs_user (const NsAccount *account)
{
  const NsCause *cause;

  if (account == NULL || account->fault.domain == NS_DOMAIN_NONE)
    return FALSE;
  cause = ns_cause_for (account->fault);
  return cause != NULL && cause->verdict == NS_VERDICT_NEEDS_USER;
}

/* 0 where none is planned, or the time has come. */
static gint64
time_to_next_try (const NsHealth *health)
{
  const gint64 next = health->next_cycle_at != 0 ? health->next_cycle_at : health->tally.next_attempt_at;

  return ns_tally_waiting (&health->tally) > 0 ? MAX (next - health->now, 0) : 0;
}

static char *
next_try (const NsHealth *health)
{
  const gint64 span = time_to_next_try (health);
  const guint seconds = (guint) ((MIN (span, LAST_MINUTE) + G_USEC_PER_SEC - 1) / G_USEC_PER_SEC);
  g_autofree char *when = ns_words_when (health->now + span, health->now);

  if (span >= LAST_MINUTE)
    return g_strdup_printf (C_ ("part of a sentence", "next try %s"), when);
  /* Translators: a number of seconds. */
  return span > 0 ? g_strdup_printf (C_ ("part of a sentence", "next try in %u s"), seconds) : NULL;
}

/**
 * ns_health_get_change:
 * @health: the facts
 *
 * Returns: in how many microseconds the sentence will say something else of the next try, only because time passes;
 *   0 where it will not
 */
gint64
ns_health_get_change (const NsHealth *health)
{
  const gint64 span = time_to_next_try (health);

  if (span >= LAST_MINUTE)
    return span - LAST_MINUTE + 1;
  if (span == 0)
    return 0;
  return span % G_USEC_PER_SEC != 0 ? span % G_USEC_PER_SEC : G_USEC_PER_SEC;
}

static void
part_free (gpointer data)
{
  NsHealthPart *part = data;

  g_free (part->text);
  g_free (part->name);
  g_free (part);
}

/* Takes @text and @name. */
static void
add_part (GPtrArray *parts, char *text, char *name, const char *action, const char *filter)
{
  const NsHealthPart part = { text, name, action, filter };

  g_ptr_array_add (parts, g_memdup2 (&part, sizeof part));
}

static void
add_account (GPtrArray *parts, const NsAccount *account)
{
  if (account == NULL)
    add_part (parts, g_strdup (C_ ("part of a sentence", "no account")), NULL, NULL, NULL);
  else if (ns_health_account_needs_user (account))
    add_part (parts, g_strdup (C_ ("part of a sentence", "the account needs you")),
              g_strdup (_("Show the account")), "win.account", NULL);
}

static void
add_counts (GPtrArray *parts, const NsTally *tally)
{
  const guint problems = ns_tally_needs_user (tally);
  const guint waiting = ns_tally_waiting (tally);
  const guint held = tally->count[NS_STATE_HELD];

  if (problems > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u needs you", "%u need you", problems), problems),
              g_strdup_printf (ngettext ("Show only the %u item that needs you",
                                         "Show only the %u items that need you", problems), problems),
              "win.filter", NS_FILTER_NEEDS_YOU);
  if (waiting > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u waiting", "%u waiting", waiting), waiting),
              g_strdup_printf (ngettext ("Show only the %u item that waits to be sent",
                                         "Show only the %u items that wait to be sent", waiting), waiting),
              "win.filter", NS_FILTER_WAITING);
  if (held > 0)
    add_part (parts, g_strdup_printf (ngettext ("%u held", "%u held", held), held),
              g_strdup_printf (ngettext ("Show only the %u item that you hold",
                                         "Show only the %u items that you hold", held), held),
              "win.filter", NS_FILTER_HELD);
}

/**
 * ns_health_parts:
 * @health: the facts
 *
 * Says how the outbox does, worst first. In the last minute before it the next try is told in seconds.
 *
 * Returns: (transfer full) (element-type NsHealthPart): the sentence, part by part; never empty
 */
GPtrArray *
ns_health_parts (const NsHealth *health)
{
  GPtrArray *parts = g_ptr_array_new_with_free_func (part_free);
  char *next;

  add_account (parts, health->account);
  add_counts (parts, &health->tally);
  if (health->account != NULL && !ns_health_account_needs_user (health->account))
    {
      next = next_try (health);
      if (next != NULL)
        add_part (parts, next, NULL, NULL, NULL);
    }
  if (parts->len == 0)
    add_part (parts, g_strdup (_("Everything has been delivered")), NULL, NULL, NULL);
  return parts;
}

/**
 * ns_health_sentence:
 * @health: the facts
 *
 * Returns: (transfer full): what ns_health_parts() says, in one line, such as `2 need you · 3 waiting`
 */
char *
ns_health_sentence (const NsHealth *health)
{
  g_autoptr (GPtrArray) parts = ns_health_parts (health);
  GString *sentence = g_string_new (NULL);

  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (sentence, i > 0 ? " · %s" : "%s", ((const NsHealthPart *) parts->pdata[i])->text);
  return g_string_free (sentence, FALSE);
}

/**
 * ns_health_spoken:
 * @health: the facts
 *
 * Returns: (transfer full): as ns_health_sentence(), for those who hear it: it does not count the last seconds
 */
char *
ns_health_spoken (const NsHealth *health)
{
  NsHealth earlier = *health;
  const gint64 span = time_to_next_try (health);

  if (span > 0 && span < LAST_MINUTE)
    earlier.now -= LAST_MINUTE - span;
  return ns_health_sentence (&earlier);
}

static char *
when_words (const NsHealth *health)
{
  const gint64 span = time_to_next_try (health);
  g_autofree char *when = ns_words_when (health->now + span, health->now);

  /* The last minute is counted down by the health sentence. */
  /* Translators: follows a sentence; %s is a time, such as "10:15". */
  return span >= LAST_MINUTE ? g_strdup_printf (_("The next try is at %s."), when) : NULL;
}

/**
 * ns_health_pause:
 * @health: the facts
 *
 * Says what waits and until when, while nothing can go out and nobody has to do anything about it.
 *
 * Returns: (transfer full) (nullable): whole sentences for the user; %NULL where nothing waits or is in the way
 */
char *
ns_health_pause (const NsHealth *health)
{
  const guint n = ns_tally_waiting (&health->tally);
  const NsOutcome fault = health->account != NULL ? health->account->fault : (NsOutcome) { NS_DOMAIN_NONE };
  g_autofree char *when = when_words (health);
  g_autofree char *text = NULL;

  if (n == 0 || health->account == NULL || ns_health_account_needs_user (health->account))
    return NULL;
  if (health->is_offline)
    return g_strdup_printf (ngettext ("This computer is offline. %u item is sent as soon as the network is back.",
                                      "This computer is offline. %u items are sent as soon as the network is back.",
                                      n), n);
  if (fault.domain == NS_DOMAIN_NETWORK)
    text = g_strdup_printf (ngettext ("The server cannot be reached. %u item waits.",
                                      "The server cannot be reached. %u items wait.", n), n);
  else if (fault.domain == NS_DOMAIN_HTTP && (fault.code == 503 || fault.code == 429))
    text = g_strdup_printf (ngettext ("The server takes nothing for now. %u item waits.",
                                      "The server takes nothing for now. %u items wait.", n), n);
  if (text == NULL || when == NULL)
    return g_steal_pointer (&text);
  return g_strdup_printf ("%s %s", text, when);
}

/**
 * ns_health_warning:
 * @items: (element-type NsItem): the first items that need the user, newest first
 * @n_problems: how many there are in all
 *
 * Returns: (transfer full): the warning that names them
 */
char *
ns_health_warning (GPtrArray *items, guint n_problems)
{
  g_autoptr (GString) names = g_string_new (NULL);
  const guint named = MIN (items->len, NAMED_ITEMS);

  if (n_problems == 1 && named == 1)
    {
      const NsItem *item = g_ptr_array_index (items, 0);
      g_autofree char *subject = ns_words_isolate (ns_words_subject (item));

      return g_strdup_printf (item->state == NS_STATE_UNCERTAIN
                                ? _("“%s” may have been delivered. Please decide what to do with it.")
                                : _("“%s” could not be delivered and will not be tried again by itself."),
                              subject);
    }

  for (guint i = 0; i < named; i++)
    {
      g_autofree char *subject = ns_words_isolate (ns_words_subject (g_ptr_array_index (items, i)));

      g_string_append_printf (names, i == 0 ? _("“%s”") : _(", “%s”"), subject);
    }
  if (n_problems > named)
    g_string_append (names, _(", …"));
  return g_strdup_printf (ngettext ("%u item will not be tried again by itself: %s",
                                    "%u items will not be tried again by themselves: %s", n_problems),
                          n_problems, names->str);
}

/**
 * ns_health_progress:
 * @stage: what the cycle is doing
 * @n: which item it is at, from 1; 0 where it is at none
 * @total: how many there are
 *
 * Returns: (transfer full): the line that stands in place of the health sentence while a cycle runs
 */
char *
ns_health_progress (NsStage stage, guint n, guint total)
{
  switch (stage)
    {
    case NS_STAGE_IDLE:
    case NS_STAGE_CONNECTING:
      return g_strdup (_("Connecting…"));
    case NS_STAGE_SETTLING:
      return g_strdup (_("Checking what arrived…"));
    case NS_STAGE_UPLOADING:
    case NS_STAGE_SENDING:
      break;
    }
  if (total == 0)
    return g_strdup (_("Sending…"));
  return g_strdup_printf (_("Sending %u of %u"), CLAMP (n, 1, total), total);
}
