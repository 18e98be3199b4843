/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-attempt.h"

G_BEGIN_DECLS

/**
 * NsAttemptFate:
 *
 * What became of one step of a try.
 */
typedef enum
{
  NS_ATTEMPT_DONE,        /* it went well */
  NS_ATTEMPT_FAILED,      /* here the try ended */
  NS_ATTEMPT_NOT_REACHED, /* the try had ended before */
} NsAttemptFate;

/**
 * NsAttemptStep:
 * @nick: its stable name in JSON: `kept`, `resolved`, `connected`, `tls`, `sent`, `waited`, `answered`,
 *   `authenticated`, `status`
 * @fate: what became of it
 * @at: when it was over, or 0 where that is not known
 * @span: microseconds from the begin of the try until then, or -1
 * @has_span: whether that says something to a reader which the steps around it do not
 * @label: (owned) (nullable): what happened, in a few words; %NULL where it was not reached
 *
 * One step of a try, from finding the server to the status of the item.
 */
typedef struct
{
  const char *nick;
  NsAttemptFate fate;
  gint64 at;
  gint64 span;
  gboolean has_span;
  char *label;
} NsAttemptStep;

GArray *ns_attempt_steps_new (const NsAttempt *attempt, gboolean english);
char *ns_attempt_step_to_string (const NsAttemptStep *step, gboolean english);
const char *ns_attempt_fate_nick (NsAttemptFate fate);
char *ns_attempt_present (const NsAttempt *attempt);
gint64 ns_attempt_duration (const NsAttempt *attempt);

G_END_DECLS
