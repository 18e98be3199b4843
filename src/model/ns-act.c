/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-act.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *one; /* with the subject */
} acts[] = {
  [NS_ACT_DELETE] = { "delete", N_("Deleted “%s”") },
  [NS_ACT_RESEND] = { "resend", N_("“%s” is sent again") },
  [NS_ACT_ARRIVED] = { "arrived", N_("“%s” is marked as delivered") },
  [NS_ACT_HOLD] = { "hold", N_("“%s” is held") },
  [NS_ACT_RELEASE] = { "release", N_("“%s” is released") },
  [NS_ACT_RESOLVE] = { "resolve", N_("The conflict of “%s” is ended") },
  [NS_ACT_CLEAR] = { "clear", N_("The reminder echo “%s” was cleared") },
  [NS_ACT_KEEP] = { "keep", N_("The other copy of “%s” is to be deleted") },
  [NS_ACT_IGNORE] = { "ignore", N_("The copies are not taken for the same any more") },
  [NS_ACT_ADD] = { "add", N_("Added “%s”") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (acts) == NS_ACT_LAST + 1);

/**
 * ns_act_nick:
 * @act: what was done
 *
 * Returns: its stable name in JSON, such as `delete`
 */
const char *
ns_act_nick (NsAct act)
{
  return acts[act].nick;
}

/* A format with the number in it, in the right plural form. */
static const char *
many (NsAct act, guint n)
{
  switch (act)
    {
    case NS_ACT_DELETE:
      return ngettext ("Deleted %u item", "Deleted %u items", n);
    case NS_ACT_RESEND:
      return ngettext ("%u item is sent again", "%u items are sent again", n);
    case NS_ACT_ARRIVED:
      return ngettext ("%u item is marked as delivered", "%u items are marked as delivered", n);
    case NS_ACT_HOLD:
      return ngettext ("%u item is held", "%u items are held", n);
    case NS_ACT_RELEASE:
      return ngettext ("%u item is released", "%u items are released", n);
    case NS_ACT_RESOLVE:
      return ngettext ("%u conflict is ended", "%u conflicts are ended", n);
    case NS_ACT_CLEAR:
      return ngettext ("%u reminder echo was cleared", "%u reminder echoes were cleared", n);
    case NS_ACT_KEEP:
      return ngettext ("%u other copy is to be deleted", "%u other copies are to be deleted", n);
    case NS_ACT_ADD:
      return ngettext ("Added %u item", "Added %u items", n);
    case NS_ACT_IGNORE:
      break;
    }
  return _("The copies are not taken for the same any more");
}

/**
 * ns_act_describe:
 * @act: what was done
 * @n_items: to how many items
 * @subject: (nullable): what one of them is called; %NULL where it has no name any more
 *
 * Returns: (transfer full): the act in words, translated, such as `Deleted 3 items`
 */
char *
ns_act_describe (NsAct act, guint n_items, const char *subject)
{
  g_autoptr (GString) text = g_string_new (NULL);
  const gboolean is_one = n_items == 1 && subject != NULL && *subject != '\0';
  const char *format = is_one ? _(acts[act].one) : many (act, n_items);
  g_autofree char *number = g_strdup_printf ("%u", n_items);

  g_string_append (text, format);
  g_string_replace (text, is_one ? "%s" : "%u", is_one ? subject : number, 1);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * ns_act_from_event:
 * @event: what happens to an item
 * @act: (out): what the user does by that
 *
 * Returns: whether it is something that a user does
 */
gboolean
ns_act_from_event (NsEvent event, NsAct *act)
{
  static const struct
  {
    NsEvent event;
    NsAct act;
  } rows[] = {
    { NS_EVENT_RESEND, NS_ACT_RESEND },
    { NS_EVENT_ARRIVED, NS_ACT_ARRIVED },
    { NS_EVENT_HOLD, NS_ACT_HOLD },
    { NS_EVENT_RELEASE, NS_ACT_RELEASE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    if (rows[i].event == event)
      {
        *act = rows[i].act;
        return TRUE;
      }
  return FALSE;
}
