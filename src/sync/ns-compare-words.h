/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-compare-field.h"

G_BEGIN_DECLS

char *ns_compare_words (const NsCompareField *field, const NsNode *data);
char *ns_compare_words_recurrence (const NsNode *recurrence);
char *ns_compare_words_cut (const char *text, const char *other);

G_END_DECLS
