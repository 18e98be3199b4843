/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One member of the object that is being built; a missing value is null. Any thread. */
void ns_json_add_string (JsonBuilder *builder, const char *key, const char *value);
void ns_json_add_int (JsonBuilder *builder, const char *key, gint64 value);
void ns_json_add_int_or_null (JsonBuilder *builder, const char *key, gboolean is_known, gint64 value);
void ns_json_add_bool (JsonBuilder *builder, const char *key, gboolean value);
void ns_json_add_time (JsonBuilder *builder, const char *key, gint64 value);

G_END_DECLS
