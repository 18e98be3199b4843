/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsState:
 *
 * Where an item stands (design 5). The values are stored: never renumber them.
 */
typedef enum
{
  NS_STATE_PENDING = 1,
  NS_STATE_SENDING = 2,
  NS_STATE_ERROR = 3,
  NS_STATE_UNCERTAIN = 4,
  NS_STATE_HELD = 5,
  NS_STATE_DELIVERED = 6,
} NsState;

#define NS_STATE_LAST NS_STATE_DELIVERED

/**
 * NsEvent:
 *
 * What can happen to an item; with the state before, it gives the state after.
 */
typedef enum
{
  NS_EVENT_LEASE,        /* the engine put it on the wire */
  NS_EVENT_ACCEPT,       /* the server has it, or it was proved to be there */
  NS_EVENT_REFUSE,       /* the server, or this computer, refused it for good */
  NS_EVENT_NOT_EXECUTED, /* surely not executed; tried again next cycle */
  NS_EVENT_LOSE_TRACK,   /* it may have been executed */
  NS_EVENT_RESEND,       /* the user: Resend, Resend anyway */
  NS_EVENT_ARRIVED,      /* the user: It arrived */
  NS_EVENT_HOLD,         /* the user: Hold */
  NS_EVENT_RELEASE,      /* the user: Release */
} NsEvent;

#define NS_EVENT_LAST NS_EVENT_RELEASE

gboolean ns_state_next (NsState state, NsEvent event, NsState *out);
gboolean ns_state_may_go_back (NsState state, NsState before);
gboolean ns_state_may_delete (NsState state);
gboolean ns_state_is_waiting (NsState state);
gboolean ns_state_needs_user (NsState state);
const char *ns_state_nick (NsState state);
gboolean ns_state_from_nick (const char *nick, NsState *out);
const char *ns_state_label (NsState state);
const char *ns_state_icon_name (NsState state);
const char *ns_event_nick (NsEvent event);

G_END_DECLS
