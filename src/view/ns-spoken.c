/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-spoken.h"

#include "model/ns-cause.h"
#include "view/ns-health.h"
#include "view/ns-words.h"

#include <glib/gi18n-lib.h>

/* Takes a phrase and makes a sentence of it. */
static char *
sentence (const char *phrase)
{
  /* Translators: what a screen reader says: a state or a short phrase as a sentence of its own, such as "Error." */
  return g_strdup_printf (C_ ("spoken", "%s."), phrase);
}

static char *
what_it_is (const NsItem *item)
{
  const char *kind = ns_kind_label (item->kind);
  g_autofree char *title = item->operation == NS_OPERATION_DELETE ? ns_item_dup_title (item)
                                                                  : g_strdup (ns_words_subject (item));

  if (*item->recipients == '\0')
    /* Translators: a kind and a subject, such as "Note: Shopping." */
    return g_strdup_printf (C_ ("spoken", "%s: %s."), kind, title);
  if (item->operation == NS_OPERATION_SEND)
    /* Translators: who it goes to, and the subject, such as "To Ana, Lunch." */
    return g_strdup_printf (C_ ("spoken", "To %s, %s."), item->recipients, title);
  /* Translators: a kind, a subject, and with whom or where, such as "Event: Lunch, Room 3." */
  return g_strdup_printf (C_ ("spoken", "%s: %s, %s."), kind, title, item->recipients);
}

static char *
why_it_is_there (const NsItem *item, gint64 now)
{
  const NsCause *cause = item->outcome.domain != NS_DOMAIN_NONE ? ns_cause_for (item->outcome) : NULL;
  g_autofree char *progress = NULL;

  if (ns_words_is_resolved (item))
    return sentence (ns_resolution_label (item->resolution));
  if (cause != NULL && (ns_state_needs_user (item->state) || item->state == NS_STATE_PENDING))
    return g_strdup (ns_cause_why (cause));
  /* Without the time of the next try, which would make another name of it each cycle. */
  if (item->state == NS_STATE_PENDING)
    return sentence (_("Waits for the next cycle"));
  progress = ns_words_progress (item, 0, now);
  return sentence (progress);
}

static char *
how_often (const NsItem *item)
{
  if (item->attempts == 0)
    return g_strdup (C_ ("spoken", "Not tried yet."));
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Tried %u time.", "Tried %u times.", item->attempts),
                          item->attempts);
}

/**
 * ns_spoken_row:
 * @item: an item of the list
 * @now: the present
 *
 * Says all that its row tells, and why it is there; it stays the same for as long as the item and the day do.
 *
 * Returns: (transfer full): such as `Error. To Ana, Lunch. The server …. Tried 3 times.`
 */
char *
ns_spoken_row (const NsItem *item, gint64 now)
{
  g_autofree char *state = sentence (ns_words_item_state (item));
  g_autofree char *what = what_it_is (item);
  g_autofree char *why = why_it_is_there (item, now);
  g_autofree char *tries = how_often (item);

  return g_strdup_printf ("%s %s %s %s", state, what, why, tries);
}

/**
 * ns_spoken_news:
 * @n_delivered: how many items were delivered since the last news
 * @problems: (element-type NsItem): those that need the user since then
 *
 * Returns: (transfer full) (nullable): that in whole sentences; %NULL where there is nothing to say
 */
char *
ns_spoken_news (guint n_delivered, GPtrArray *problems)
{
  g_autofree char *warning = problems->len > 0 ? ns_health_warning (problems, problems->len) : NULL;
  g_autofree char *delivered = NULL;

  if (n_delivered == 0)
    return g_steal_pointer (&warning);
  delivered = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item was delivered.", "%u items were delivered.",
                                            n_delivered), n_delivered);
  return warning != NULL ? g_strdup_printf ("%s %s", delivered, warning) : g_steal_pointer (&delivered);
}
