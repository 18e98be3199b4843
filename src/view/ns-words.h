/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "model/ns-item.h"
#include "store/ns-undo.h"

G_BEGIN_DECLS

/* How the window says things: pure functions of values, in the user's language and time zone. */

gboolean ns_words_has_direction (const char *text);
char *ns_words_isolate (const char *text);
char *ns_words_line (const char *text, gboolean is_rtl);
char *ns_words_strip_marks (const char *text);
char *ns_words_when (gint64 when, gint64 now);
char *ns_words_instant (gint64 when);
const char *ns_words_state (NsState state);
gboolean ns_words_is_resolved (const NsItem *item);
const char *ns_words_item_state (const NsItem *item);
const char *ns_words_subject (const NsItem *item);
char *ns_words_title (const NsItem *item);
char *ns_words_act (const NsUndo *undo);
const char *ns_words_problem (NsOutcome outcome);
char *ns_words_progress (const NsItem *item, gint64 next_cycle_at, gint64 now);

G_END_DECLS
