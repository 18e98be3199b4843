/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/ns-outcome.h"
#include "model/ns-state.h"

G_BEGIN_DECLS

/**
 * NsPhase:
 *
 * How far an exchange got. In rising order, so that two can be compared; stored: never renumber.
 */
typedef enum
{
  NS_PHASE_NONE = 0,
  NS_PHASE_RESOLVED = 1,
  NS_PHASE_CONNECTED = 2,
  NS_PHASE_TLS = 3,       /* TLS negotiated; skipped on plain HTTP */
  NS_PHASE_SENDING = 4,   /* the first byte was written */
  NS_PHASE_SENT = 5,      /* the last byte was written: from here on it may be executed */
  NS_PHASE_ANSWERED = 6,  /* the status line and headers came */
  NS_PHASE_COMPLETE = 7,  /* the whole answer came */
} NsPhase;

#define NS_PHASE_LAST NS_PHASE_COMPLETE

/**
 * NsAttempt:
 * @started_at: when the try began
 * @ended_at: when its result was known
 * @phase: how far it got
 * @phase_at: when each phase was reached; 0 where it was not, or was not seen
 * @is_kept: whether it went over a connection that was open already: then it had not to find the server, to connect
 *   and to encrypt, and these phases have no time
 * @bytes_sent: bytes of the request's body that were written
 * @bytes_total: size of the request's body
 * @outcome: how it ended; %NS_DOMAIN_NONE for plain success
 * @state: the item's state after it
 *
 * One try of one item.
 */
typedef struct
{
  gint64 started_at;
  gint64 ended_at;
  NsPhase phase;
  gint64 phase_at[NS_PHASE_LAST + 1];
  gboolean is_kept;
  guint64 bytes_sent;
  guint64 bytes_total;
  NsOutcome outcome;
  NsState state;
} NsAttempt;

const char *ns_phase_nick (NsPhase phase);

G_END_DECLS
