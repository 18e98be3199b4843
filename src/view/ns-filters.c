/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-filters.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
  guint states; /* bits 1 << NsState */
  guint kinds;  /* bits 1 << NsKind */
} filters[] = {
  { NS_FILTER_NEEDS_YOU, NC_ ("filter", "Needs You"), 1u << NS_STATE_ERROR | 1u << NS_STATE_UNCERTAIN, 0 },
  { NS_FILTER_WAITING, NC_ ("filter", "Waiting"), 1u << NS_STATE_PENDING | 1u << NS_STATE_SENDING, 0 },
  { NS_FILTER_HELD, NC_ ("filter", "Held"), 1u << NS_STATE_HELD, 0 },
  { "uncertain", NC_ ("filter", "Uncertain"), 1u << NS_STATE_UNCERTAIN, 0 },
  { "mail", NC_ ("filter", "Mail"), 0,
    1u << NS_KIND_MAIL | 1u << NS_KIND_REPLY | 1u << NS_KIND_FORWARD | 1u << NS_KIND_MEETING_RESPONSE },
  { "events", NC_ ("filter", "Events"), 0, 1u << NS_KIND_EVENT },
  { "contacts", NC_ ("filter", "Contacts"), 0, 1u << NS_KIND_CONTACT },
  { "tasks", NC_ ("filter", "Tasks"), 0, 1u << NS_KIND_TASK },
  { "notes", NC_ ("filter", "Notes"), 0, 1u << NS_KIND_NOTE },
};

/**
 * ns_filters_get_number:
 *
 * Returns: how many filters there are, without %NS_FILTER_ALL
 */
guint
ns_filters_get_number (void)
{
  return G_N_ELEMENTS (filters);
}

/**
 * ns_filters_get_nick:
 * @index: which one
 *
 * Returns: its stable name, the target of the action `win.filter`
 */
const char *
ns_filters_get_nick (guint index)
{
  return filters[index].nick;
}

/**
 * ns_filters_get_label:
 * @index: which one
 *
 * Returns: its name for the user, translated
 */
const char *
ns_filters_get_label (guint index)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "filter", filters[index].label);
}

/**
 * ns_filters_is_by_state:
 * @index: which one
 *
 * Returns: whether it asks for states, which means nothing for what has left the outbox
 */
gboolean
ns_filters_is_by_state (guint index)
{
  return filters[index].states != 0;
}

/**
 * ns_filters_find:
 * @nick: a name
 * @index: (out) (optional): which one it is
 *
 * Returns: whether there is a filter of that name; %NS_FILTER_ALL is none
 */
gboolean
ns_filters_find (const char *nick, guint *index)
{
  for (guint i = 0; i < G_N_ELEMENTS (filters); i++)
    if (g_str_equal (filters[i].nick, nick))
      {
        if (index != NULL)
          *index = i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ns_filters_apply:
 * @nick: the name of a filter, or %NS_FILTER_ALL
 * @filter: gets its states and kinds
 *
 * Asks the store for what the user wants to see.
 */
void
ns_filters_apply (const char *nick, NsFilter *filter)
{
  guint index;

  if (!ns_filters_find (nick, &index))
    return;
  filter->states = filters[index].states;
  filter->kinds = filters[index].kinds;
}
