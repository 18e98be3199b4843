/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-json.h"

#include "base/ns-time.h"

/**
 * ns_json_add_string:
 * @builder: in an object
 * @key: a member's name
 * @value: (nullable): its value
 *
 * Adds a member: a string, or null.
 */
void
ns_json_add_string (JsonBuilder *builder, const char *key, const char *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * ns_json_add_int:
 * @builder: in an object
 * @key: a member's name
 * @value: its value
 *
 * Adds a member: a number.
 */
void
ns_json_add_int (JsonBuilder *builder, const char *key, gint64 value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_int_value (builder, value);
}

/**
 * ns_json_add_int_or_null:
 * @builder: in an object
 * @key: a member's name
 * @is_known: whether there is a value
 * @value: the value
 *
 * Adds a member: a number, or null where it is not known.
 */
void
ns_json_add_int_or_null (JsonBuilder *builder, const char *key, gboolean is_known, gint64 value)
{
  json_builder_set_member_name (builder, key);
  if (is_known)
    json_builder_add_int_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/**
 * ns_json_add_bool:
 * @builder: in an object
 * @key: a member's name
 * @value: its value
 *
 * Adds a member: true or false.
 */
void
ns_json_add_bool (JsonBuilder *builder, const char *key, gboolean value)
{
  json_builder_set_member_name (builder, key);
  json_builder_add_boolean_value (builder, value);
}

/**
 * ns_json_add_time:
 * @builder: in an object
 * @key: a member's name
 * @value: a wall clock time in microseconds, or 0 for none
 *
 * Adds a member: the time in ISO 8601, or null for none.
 */
void
ns_json_add_time (JsonBuilder *builder, const char *key, gint64 value)
{
  g_autofree char *text = ns_time_to_iso8601 (value);

  ns_json_add_string (builder, key, text);
}
