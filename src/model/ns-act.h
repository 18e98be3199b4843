/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/ns-state.h"

G_BEGIN_DECLS

/**
 * NsAct:
 *
 * What the user, or a setting of his, did to items and can undo. The values are stored: never renumber them.
 */
typedef enum
{
  NS_ACT_DELETE = 1,
  NS_ACT_RESEND = 2,
  NS_ACT_ARRIVED = 3,
  NS_ACT_HOLD = 4,
  NS_ACT_RELEASE = 5,
  NS_ACT_RESOLVE = 6, /* ended a conflict */
  NS_ACT_CLEAR = 7,   /* reminder echoes that left by themselves */
  NS_ACT_KEEP = 8,    /* kept one of several copies */
  NS_ACT_IGNORE = 9,  /* said that copies are not the same */
  NS_ACT_ADD = 10,    /* queued files */
} NsAct;

#define NS_ACT_LAST NS_ACT_ADD

const char *ns_act_nick (NsAct act);
char *ns_act_describe (NsAct act, guint n_items, const char *subject);
gboolean ns_act_from_event (NsEvent event, NsAct *act);

G_END_DECLS
