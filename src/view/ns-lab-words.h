/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "lab/ns-lab.h"

G_BEGIN_DECLS

/* How the lab says things: pure functions of values. */

char *ns_lab_words_count (const NsScenario *scenario, guint n);
char *ns_lab_words_step (const NsScenario *scenario, guint n);
guint ns_lab_words_delay (const NsScenario *scenario, guint n, guint delay);
char *ns_lab_words_clock (gint64 when);
char *ns_lab_words_request (const NsSimExchange *exchange);
char *ns_lab_words_status (const NsSimExchange *exchange);
char *ns_lab_words_answer (const NsSimExchange *exchange);
char *ns_lab_words_size (gsize bytes);
char *ns_lab_words_device (const char *model, const char *software);
char *ns_lab_words_product (const char *product);
const char *ns_lab_words_way (const char *url);
gboolean ns_lab_words_is_trouble (const NsSimExchange *exchange);

G_END_DECLS
