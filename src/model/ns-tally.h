/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

#include "model/ns-state.h"

G_BEGIN_DECLS

/**
 * NsTally:
 * @count: items by state; deleted ones are not counted
 * @next_attempt_at: when the next try of any pending item is due, or 0
 *
 * The outbox in numbers; a plain value.
 */
typedef struct
{
  guint count[NS_STATE_LAST + 1];
  gint64 next_attempt_at;
} NsTally;

guint ns_tally_waiting (const NsTally *tally);
guint ns_tally_needs_user (const NsTally *tally);
guint ns_tally_in_outbox (const NsTally *tally);

G_END_DECLS
