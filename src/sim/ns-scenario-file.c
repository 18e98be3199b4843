/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario-private.h"

#include "base/ns-time.h"

/**
 * ns_scenario_file_fail:
 * @self: a file
 * @group: a group
 * @key: (nullable): a key of it
 * @reason: what is wrong, without a full stop
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Words an error.
 *
 * Returns: %FALSE
 */
gboolean
ns_scenario_file_fail (const NsScenarioFile *self, const char *group, const char *key, const char *reason,
                       GError **error)
{
  if (key != NULL)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\", group [%s], key %s: %s.",
                 self->path, group, key, reason);
  else
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\", group [%s]: %s.",
                 self->path, group, reason);
  return FALSE;
}

/**
 * ns_scenario_file_check_keys:
 * @self: a file
 * @group: a group that exists
 * @known: (array zero-terminated=1): the keys that it may have
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: whether the group has no other keys: a misspelt one would otherwise be silently without effect
 */
gboolean
ns_scenario_file_check_keys (const NsScenarioFile *self, const char *group, const char *const *known, GError **error)
{
  g_auto (GStrv) keys = g_key_file_get_keys (self->file, group, NULL, NULL);

  for (guint i = 0; keys != NULL && keys[i] != NULL; i++)
    if (!g_strv_contains (known, keys[i]))
      return ns_scenario_file_fail (self, group, keys[i], "this key is not known here", error);
  return TRUE;
}

/**
 * ns_scenario_file_dup_text:
 * @self: a file
 * @group: a group
 * @key: a key
 *
 * Returns: (transfer full) (nullable): its text with escapes resolved, %NULL where it is missing
 */
char *
ns_scenario_file_dup_text (const NsScenarioFile *self, const char *group, const char *key)
{
  return g_key_file_get_string (self->file, group, key, NULL);
}

/**
 * ns_scenario_file_dup_required:
 * @self: a file
 * @group: a group
 * @key: a key
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: (transfer full) (nullable): its text; missing and empty are errors
 */
char *
ns_scenario_file_dup_required (const NsScenarioFile *self, const char *group, const char *key, GError **error)
{
  g_autofree char *text = ns_scenario_file_dup_text (self, group, key);

  if (text != NULL && text[0] != '\0')
    return g_steal_pointer (&text);
  ns_scenario_file_fail (self, group, key, "a value is needed", error);
  return NULL;
}

/**
 * ns_scenario_file_get_time:
 * @self: a file
 * @group: a group
 * @key: a key
 * @out: (out): the time
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: whether there is an ISO 8601 time
 */
gboolean
ns_scenario_file_get_time (const NsScenarioFile *self, const char *group, const char *key, gint64 *out,
                           GError **error)
{
  g_autofree char *text = ns_scenario_file_dup_required (self, group, key, error);

  if (text == NULL)
    return FALSE;
  *out = ns_time_from_iso8601 (text);
  return *out != 0 || ns_scenario_file_fail (self, group, key, "this is no ISO 8601 time", error);
}

/**
 * ns_scenario_file_get_boolean:
 * @self: a file
 * @group: a group
 * @key: a key
 * @out: (inout): the value; stays where the key is missing
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: whether the key is missing, `true` or `false`
 */
gboolean
ns_scenario_file_get_boolean (const NsScenarioFile *self, const char *group, const char *key, gboolean *out,
                              GError **error)
{
  g_autoptr (GError) cause = NULL;
  gboolean value;

  if (!g_key_file_has_key (self->file, group, key, NULL))
    return TRUE;
  value = g_key_file_get_boolean (self->file, group, key, &cause);
  if (cause != NULL)
    return ns_scenario_file_fail (self, group, key, "only true and false are possible", error);
  *out = value;
  return TRUE;
}

/**
 * ns_scenario_file_get_number:
 * @self: a file
 * @group: a group
 * @key: a key
 * @max: the largest value
 * @out: (inout): the value; stays where the key is missing
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: whether the key is missing or a number from 0 to @max
 */
gboolean
ns_scenario_file_get_number (const NsScenarioFile *self, const char *group, const char *key, guint64 max,
                             guint64 *out, GError **error)
{
  g_autofree char *text = ns_scenario_file_dup_text (self, group, key);

  if (text == NULL || g_ascii_string_to_unsigned (text, 10, 0, max, out, NULL))
    return TRUE;
  return ns_scenario_file_fail (self, group, key, "this is no number that is possible here", error);
}
