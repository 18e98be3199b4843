/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>
#include <sqlite3.h>

G_BEGIN_DECLS

/* A condition on rows of `item`, with the folded words as :words. */
#define NS_MATCHES \
  "ns_matches (:words, subject, recipients, uid, message_id, outcome_domain, outcome_code, outcome_command," \
  " outcome_http_status)"

gboolean ns_text_match_register (sqlite3 *handle);
char *ns_text_match_fold (const char *text);

G_END_DECLS
