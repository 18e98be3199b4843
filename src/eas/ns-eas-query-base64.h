/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-query.h"

G_BEGIN_DECLS

char *ns_eas_query_to_base64 (const NsEasQuery *query);
gboolean ns_eas_query_parse_base64 (const char *text, NsEasQuery *out, GError **error);

G_END_DECLS
