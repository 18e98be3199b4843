/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-query.h"

#include "eas/ns-eas-query-base64.h"
#include "eas/ns-wbxml-reader.h"

static const struct
{
  const char *name;
  gsize offset;
} fields[] = {
  { "User", G_STRUCT_OFFSET (NsEasQuery, user) },
  { "DeviceId", G_STRUCT_OFFSET (NsEasQuery, device_id) },
  { "DeviceType", G_STRUCT_OFFSET (NsEasQuery, device_type) },
  { "CollectionId", G_STRUCT_OFFSET (NsEasQuery, collection_id) },
  { "ItemId", G_STRUCT_OFFSET (NsEasQuery, item_id) },
  { "LongId", G_STRUCT_OFFSET (NsEasQuery, long_id) },
};

#define FIELD_AT(query, field) (*(char **) G_STRUCT_MEMBER_P (query, (field).offset))

static char *
to_plain (const NsEasQuery *query)
{
  GString *text = g_string_new ("Cmd=");

  g_string_append (text, ns_command_name (query->command));
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (FIELD_AT (query, fields[i]) != NULL)
      {
        g_string_append_printf (text, "&%s=", fields[i].name);
        g_string_append_uri_escaped (text, FIELD_AT (query, fields[i]), NULL, FALSE);
      }
  if (query->save_in_sent)
    g_string_append (text, "&SaveInSent=T");
  return g_string_free (text, FALSE);
}

/**
 * ns_eas_query_to_string:
 * @query: a query
 *
 * Writes the query of a request's URI in the form that @is_base64 says. The plain form leaves out version and policy
 * key, which go into headers then.
 *
 * Returns: (transfer full): the query without its question mark
 */
char *
ns_eas_query_to_string (const NsEasQuery *query)
{
  return query->is_base64 ? ns_eas_query_to_base64 (query) : to_plain (query);
}

static gboolean
fail (GError **error, NsWbxmlError code, const char *what, const char *text)
{
  g_set_error (error, NS_WBXML_ERROR, code, "the query %s: %s", what, text);
  return FALSE;
}

static gboolean
parse_pair (const char *pair, NsEasQuery *out, gboolean *has_command, GError **error)
{
  const char *equals = strchr (pair, '=');
  g_autofree char *name = equals != NULL ? g_strndup (pair, equals - pair) : g_strdup (pair);
  g_autofree char *value = g_uri_unescape_string (equals != NULL ? equals + 1 : "", NULL);

  if (value == NULL || !g_utf8_validate (value, -1, NULL))
    return fail (error, NS_WBXML_ERROR_MALFORMED, "is badly escaped at", name);
  if (g_ascii_strcasecmp (name, "Cmd") == 0)
    {
      *has_command = ns_command_from_name (value, &out->command) && out->command != NS_COMMAND_OPTIONS;
      return *has_command ? TRUE : fail (error, NS_WBXML_ERROR_UNEXPECTED, "has an unknown command", value);
    }
  if (g_ascii_strcasecmp (name, "SaveInSent") == 0)
    out->save_in_sent = g_ascii_strcasecmp (value, "T") == 0;
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    if (g_ascii_strcasecmp (name, fields[i].name) == 0)
      {
        g_free (FIELD_AT (out, fields[i]));
        FIELD_AT (out, fields[i]) = g_steal_pointer (&value);
      }
  return TRUE;
}

static gboolean
parse_plain (const char *text, NsEasQuery *out, GError **error)
{
  g_auto (GStrv) pairs = g_strsplit (text, "&", -1);
  gboolean has_command = FALSE;

  for (guint i = 0; pairs[i] != NULL; i++)
    if (!parse_pair (pairs[i], out, &has_command, error))
      return FALSE;
  return has_command ? TRUE : fail (error, NS_WBXML_ERROR_UNEXPECTED, "names no command", text);
}

/* In base64 an equals sign can only be followed by another, or by nothing. */
static gboolean
is_plain (const char *text)
{
  const char *equals = strchr (text, '=');

  return strchr (text, '&') != NULL || (equals != NULL && strchr ("=", equals[1]) == NULL);
}

/**
 * ns_eas_query_parse:
 * @text: (nullable): the query of a request's URI, without its question mark
 * @out: (out caller-allocates): the query; all zero on failure
 * @error: an #NsWbxmlError
 *
 * Reads either form. Names of parameters match without case; unknown ones are ignored.
 *
 * Returns: whether it names a command that is known
 */
gboolean
ns_eas_query_parse (const char *text, NsEasQuery *out, GError **error)
{
  g_autofree char *unescaped = NULL;

  *out = (NsEasQuery) { 0 };
  if (text == NULL || *text == '\0')
    return fail (error, NS_WBXML_ERROR_UNEXPECTED, "names no command", "it is empty");
  if (is_plain (text))
    {
      if (parse_plain (text, out, error))
        return TRUE;
    }
  else
    {
      unescaped = g_uri_unescape_string (text, NULL);
      if (unescaped == NULL)
        return fail (error, NS_WBXML_ERROR_MALFORMED, "is badly escaped", text);
      if (ns_eas_query_parse_base64 (unescaped, out, error))
        return TRUE;
      g_prefix_error (error, "query: ");
    }
  ns_eas_query_clear (out);
  return FALSE;
}

/**
 * ns_eas_query_clear:
 * @query: a query
 *
 * Frees what the struct owns.
 */
void
ns_eas_query_clear (NsEasQuery *query)
{
  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    g_free (FIELD_AT (query, fields[i]));
  *query = (NsEasQuery) { 0 };
}
