/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-scenario-private.h"

#include "base/ns-time.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_BYTES (16 * 1024 * 1024)

static gboolean
fail_line (const char *path, guint line, const char *reason, GError **error)
{
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\" cannot be read: line %u %s.", path,
               line, reason);
  return FALSE;
}

/* The name in brackets of a line that begins a group. */
static char *
dup_group (const char *line)
{
  const char *end = line[0] == '[' ? strchr (line, ']') : NULL;

  return end != NULL ? g_strndup (line + 1, (gsize) (end - line - 1)) : NULL;
}

static char *
dup_key (const char *line)
{
  const char *sign = line[0] != '#' && line[0] != '[' ? strchr (line, '=') : NULL;

  return sign != NULL ? g_strchomp (g_strndup (line, (gsize) (sign - line))) : NULL;
}

/* What GLib would pass over in silence: a group or key that is there twice, of which only the last would count. */
static gboolean
check_lines (NsScenarioFile *self, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *group = NULL;

  for (guint i = 0; self->lines[i] != NULL; i++)
    {
      g_autofree char *new_group = dup_group (self->lines[i]);
      g_autofree char *key = dup_key (self->lines[i]);
      const char *text = self->lines[i];

      if (!g_utf8_validate (text, -1, NULL))
        return fail_line (self->path, i + 1, "is not UTF-8", error);
      if (new_group == NULL && key == NULL && text[0] != '#' && text[strspn (text, " \t\r")] != '\0')
        return fail_line (self->path, i + 1, "is neither a [Group], nor Key=Value, nor a comment", error);
      if (new_group == NULL && key == NULL)
        continue;
      if (key != NULL && group == NULL)
        return fail_line (self->path, i + 1, "stands before the first [Group]", error);
      if (!g_hash_table_add (seen, key != NULL ? g_strconcat (group, "\n", key, NULL) : g_strdup (new_group)))
        return fail_line (self->path, i + 1, key != NULL ? "has a key that the group has already"
                                                         : "begins a group that was there before", error);
      if (new_group != NULL)
        {
          g_free (group);
          group = g_steal_pointer (&new_group);
        }
    }
  return TRUE;
}

/**
 * ns_scenario_file_open:
 * @self: (out caller-allocates): the file
 * @path: its name; must live as long as @self
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Reads and parses a file. Clear it with ns_scenario_file_clear() whatever is returned.
 *
 * Returns: whether it is a key file
 */
gboolean
ns_scenario_file_open (NsScenarioFile *self, const char *path, GError **error)
{
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  const char *reason = NULL;
  gsize size;

  self->path = path;
  self->file = g_key_file_new ();
  if (g_access (path, R_OK) != 0)
    reason = g_strerror (errno);
  else if (!g_file_get_contents (path, &text, &size, NULL))
    reason = "it is no file";
  else if (size > MAX_BYTES || strlen (text) != size)
    reason = "it is no text";
  if (reason != NULL)
    {
      g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\" cannot be read: %s.", path,
                   reason);
      return FALSE;
    }
  self->lines = g_strsplit (text, "\n", -1);
  if (!check_lines (self, error))
    return FALSE;
  if (g_key_file_load_from_data (self->file, text, size, G_KEY_FILE_KEEP_TRANSLATIONS, &cause))
    return TRUE;
  g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\" cannot be read: %s", path,
               cause->message);
  return FALSE;
}

/**
 * ns_scenario_file_clear:
 * @self: a file
 *
 * Frees what it holds.
 */
void
ns_scenario_file_clear (NsScenarioFile *self)
{
  g_clear_pointer (&self->file, g_key_file_free);
  g_clear_pointer (&self->lines, g_strfreev);
}

/**
 * ns_scenario_file_get_line:
 * @self: a file
 * @group: a group
 * @key: (nullable): a key of it
 *
 * Returns: the line of the key, counted from 1, or that of the group where the key is missing; 0 where the group is
 */
guint
ns_scenario_file_get_line (const NsScenarioFile *self, const char *group, const char *key)
{
  gboolean inside = FALSE;
  guint group_line = 0;

  for (guint i = 0; self->lines[i] != NULL; i++)
    {
      g_autofree char *begun = dup_group (self->lines[i]);
      g_autofree char *found = inside && key != NULL ? dup_key (self->lines[i]) : NULL;

      if (found != NULL && g_str_equal (found, key))
        return i + 1;
      if (begun == NULL)
        continue;
      inside = g_str_equal (begun, group);
      group_line = inside ? i + 1 : group_line;
    }
  return group_line;
}

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
  const guint line = ns_scenario_file_get_line (self, group, key);
  g_autofree char *where = line != 0 ? g_strdup_printf (", line %u", line) : g_strdup ("");

  if (key != NULL)
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\"%s, group [%s], key %s: %s.",
                 self->path, where, group, key, reason);
  else
    g_set_error (error, NS_SIM_ERROR, NS_SIM_ERROR_SCENARIO, "The scenario \"%s\"%s, group [%s]: %s.", self->path,
                 where, group, reason);
  return FALSE;
}

/* Only what people read has translations. */
static gboolean
is_translation (const char *key)
{
  static const char *const translatable[] = { "Title[", "Description[" };

  for (gsize i = 0; i < G_N_ELEMENTS (translatable); i++)
    if (g_str_has_prefix (key, translatable[i]))
      return TRUE;
  return FALSE;
}

/**
 * ns_scenario_file_check_text:
 * @self: a file
 * @group: a group
 * @key: a key of it
 * @error: return location for %NS_SIM_ERROR_SCENARIO
 *
 * Returns: whether its escapes can be read; the text would otherwise be taken for missing
 */
gboolean
ns_scenario_file_check_text (const NsScenarioFile *self, const char *group, const char *key, GError **error)
{
  g_autoptr (GError) fault = NULL;
  g_autofree char *text = g_key_file_get_string (self->file, group, key, &fault);

  return fault == NULL || ns_scenario_file_fail (self, group, key, "after a backslash only s, n, t, r and \\\\ "
                                                "are possible", error);
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
    {
      if (!g_strv_contains (known, keys[i]) && !is_translation (keys[i]))
        return ns_scenario_file_fail (self, group, keys[i], "this key is not known here", error);
      if (!ns_scenario_file_check_text (self, group, keys[i], error))
        return FALSE;
    }
  return TRUE;
}

/**
 * ns_scenario_file_dup_text:
 * @self: a file
 * @group: a group
 * @key: a key
 *
 * Returns: (transfer full) (nullable): its text with escapes resolved, in the user's language where it has that, and
 *   with the number of an item of many for each `{n}`; %NULL where the key is missing
 */
char *
ns_scenario_file_dup_text (const NsScenarioFile *self, const char *group, const char *key)
{
  char *value = g_key_file_get_locale_string (self->file, group, key, NULL, NULL);
  g_autoptr (GString) text = NULL;
  g_autofree char *number = NULL;

  if (value == NULL || self->number == 0)
    return value;
  text = g_string_new (value);
  number = g_strdup_printf ("%u", self->number);
  g_string_replace (text, "{n}", number, 0);
  g_free (value);
  return g_strdup (text->str);
}

/**
 * ns_scenario_file_dup_words:
 * @self: a file
 * @group: a group
 * @key: a key whose value people read
 *
 * As ns_scenario_file_dup_text(); what comes with the program is looked up in its catalogues, too, where the file has
 * no translation (po/scenario-texts.h).
 *
 * Returns: (transfer full) (nullable): its text in the user's language
 */
char *
ns_scenario_file_dup_words (const NsScenarioFile *self, const char *group, const char *key)
{
  g_autofree char *text = ns_scenario_file_dup_text (self, group, key);

  return text != NULL && *text != '\0' ? g_strdup (g_dgettext (GETTEXT_PACKAGE, text)) : g_steal_pointer (&text);
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
