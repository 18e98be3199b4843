/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-state.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *nick;
  const char *label;
  const char *icon_name;
} states[] = {
  [NS_STATE_PENDING] = { "pending", NC_ ("state", "Pending"), "notifysync-pending" },
  [NS_STATE_SENDING] = { "sending", NC_ ("state", "Sending"), "notifysync-sending" },
  [NS_STATE_ERROR] = { "error", NC_ ("state", "Error"), "notifysync-error" },
  [NS_STATE_UNCERTAIN] = { "uncertain", NC_ ("state", "May have been delivered"), "notifysync-uncertain" },
  [NS_STATE_HELD] = { "held", NC_ ("state", "Held"), "notifysync-held" },
  [NS_STATE_DELIVERED] = { "delivered", NC_ ("state", "Delivered"), "notifysync-delivered" },
};

static const char *const event_nicks[] = {
  [NS_EVENT_LEASE] = "lease",
  [NS_EVENT_ACCEPT] = "accept",
  [NS_EVENT_REFUSE] = "refuse",
  [NS_EVENT_NOT_EXECUTED] = "not-executed",
  [NS_EVENT_LOSE_TRACK] = "lose-track",
  [NS_EVENT_RESEND] = "resend",
  [NS_EVENT_ARRIVED] = "arrived",
  [NS_EVENT_HOLD] = "hold",
  [NS_EVENT_RELEASE] = "release",
};

/* The edges of design 5; an absent one is refused. */
static const NsState next_states[NS_STATE_LAST + 1][NS_EVENT_LAST + 1] = {
  [NS_STATE_PENDING] = {
    [NS_EVENT_LEASE] = NS_STATE_SENDING,
    [NS_EVENT_HOLD] = NS_STATE_HELD,
  },
  [NS_STATE_SENDING] = {
    [NS_EVENT_ACCEPT] = NS_STATE_DELIVERED,
    [NS_EVENT_REFUSE] = NS_STATE_ERROR,
    [NS_EVENT_NOT_EXECUTED] = NS_STATE_PENDING,
    [NS_EVENT_LOSE_TRACK] = NS_STATE_UNCERTAIN,
  },
  [NS_STATE_ERROR] = {
    [NS_EVENT_RESEND] = NS_STATE_PENDING,
  },
  [NS_STATE_UNCERTAIN] = {
    [NS_EVENT_ACCEPT] = NS_STATE_DELIVERED,
    [NS_EVENT_NOT_EXECUTED] = NS_STATE_PENDING,
    [NS_EVENT_RESEND] = NS_STATE_PENDING,
    [NS_EVENT_ARRIVED] = NS_STATE_DELIVERED,
  },
  [NS_STATE_HELD] = {
    [NS_EVENT_RELEASE] = NS_STATE_PENDING,
  },
};

/**
 * ns_state_next:
 * @state: the state before
 * @event: what happened
 * @out: (out): the state after
 *
 * The only rule by which an item changes its state.
 *
 * Returns: whether the edge exists
 */
gboolean
ns_state_next (NsState state, NsEvent event, NsState *out)
{
  const NsState next = next_states[state][event];

  if (next == 0)
    return FALSE;
  *out = next;
  return TRUE;
}

/**
 * ns_state_may_go_back:
 * @state: the state of an item that nothing happened to since
 * @before: the state before the user did something to it
 *
 * What a user did can be undone: the edge that he took, and no other, may be gone back.
 *
 * Returns: whether an edge of the user's leads from @before to @state
 */
gboolean
ns_state_may_go_back (NsState state, NsState before)
{
  static const NsEvent users[] = { NS_EVENT_RESEND, NS_EVENT_ARRIVED, NS_EVENT_HOLD, NS_EVENT_RELEASE };
  NsState next;

  for (gsize i = 0; i < G_N_ELEMENTS (users); i++)
    if (ns_state_next (before, users[i], &next) && next == state)
      return TRUE;
  return FALSE;
}

/**
 * ns_state_may_delete:
 * @state: a state
 *
 * Returns: whether the user may delete an item in it; only what is on the wire may not be deleted
 */
gboolean
ns_state_may_delete (NsState state)
{
  return state != NS_STATE_SENDING;
}

/**
 * ns_state_is_waiting:
 * @state: a state
 *
 * Returns: whether the engine will try the item by itself
 */
gboolean
ns_state_is_waiting (NsState state)
{
  return state == NS_STATE_PENDING || state == NS_STATE_SENDING;
}

/**
 * ns_state_needs_user:
 * @state: a state
 *
 * Returns: whether the item waits for the user's decision
 */
gboolean
ns_state_needs_user (NsState state)
{
  return state == NS_STATE_ERROR || state == NS_STATE_UNCERTAIN;
}

/**
 * ns_state_nick:
 * @state: a state
 *
 * Returns: its stable name in JSON, such as `pending`
 */
const char *
ns_state_nick (NsState state)
{
  return states[state].nick;
}

/**
 * ns_state_from_nick:
 * @nick: a name
 * @out: (out): the state
 *
 * Returns: whether @nick is one
 */
gboolean
ns_state_from_nick (const char *nick, NsState *out)
{
  for (guint i = NS_STATE_PENDING; i <= NS_STATE_LAST; i++)
    if (g_str_equal (nick, states[i].nick))
      {
        *out = (NsState) i;
        return TRUE;
      }
  return FALSE;
}

/**
 * ns_state_label:
 * @state: a state
 *
 * Returns: its name for the user, translated
 */
const char *
ns_state_label (NsState state)
{
  return g_dpgettext2 (GETTEXT_PACKAGE, "state", states[state].label);
}

/**
 * ns_state_icon_name:
 * @state: a state
 *
 * Returns: the name of its icon in the program's resources; each differs in shape, not only in colour
 */
const char *
ns_state_icon_name (NsState state)
{
  return states[state].icon_name;
}

/**
 * ns_event_nick:
 * @event: an event
 *
 * Returns: its name in messages and the log
 */
const char *
ns_event_nick (NsEvent event)
{
  return event_nicks[event];
}
