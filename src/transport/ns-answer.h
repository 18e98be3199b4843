/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "transport/ns-exchange.h"

G_BEGIN_DECLS

/* What the head and the body of an answer say. Private to src/transport. */

void ns_answer_read_head (NsExchange *exchange, SoupMessage *message, gint64 now);
gboolean ns_answer_is_whole (SoupMessage *message, gsize received);
void ns_answer_judge (NsExchange *exchange, SoupMessage *message);
guint ns_answer_retry_after (const char *text, gint64 now);
char *ns_answer_auth_schemes (const char *text);
gint64 ns_answer_clock_skew (const char *text, gint64 now);
char *ns_answer_first_line (const char *text, gssize length);

G_END_DECLS
