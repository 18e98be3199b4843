/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-text-match.h"

#include "model/ns-cause.h"

#include <string.h>

/**
 * ns_text_match_fold:
 * @text: any text
 *
 * Makes two texts that differ only in case or composition equal, in every script. SQLite's own LIKE knows ASCII only
 * and gives `%` and `_` a meaning that no user asked for.
 *
 * Returns: (transfer full): the folded text; empty for what is no UTF-8
 */
char *
ns_text_match_fold (const char *text)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);

  return normal != NULL ? g_utf8_casefold (normal, -1) : g_strdup ("");
}

static char **
split (const char *words)
{
  return g_strsplit_set (words, " \t\n\r", -1);
}

static gboolean
contains (char **words, const char *haystack)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (haystack, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
append_folded (GString *haystack, const char *text)
{
  const gsize start = haystack->len;
  g_autofree char *folded = NULL;

  if (text == NULL)
    return;
  if (!g_str_is_ascii (text))
    text = folded = ns_text_match_fold (text);
  g_string_append (haystack, text);
  if (folded == NULL)
    for (gsize i = start; i < haystack->len; i++)
      haystack->str[i] = g_ascii_tolower (haystack->str[i]);
  g_string_append_c (haystack, '\n');
}

/* The columns of NS_MATCHES. */
static void
matches (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  g_autoptr (GString) haystack = g_string_sized_new (256);
  const NsOutcome outcome = {
    .domain = (NsDomain) sqlite3_value_int (args[5]),
    .code = sqlite3_value_int (args[6]),
    .command = (NsCommand) sqlite3_value_int (args[7]),
    .http_status = sqlite3_value_int (args[8]),
  };
  const NsCause *cause = outcome.domain != NS_DOMAIN_NONE ? ns_cause_for (outcome) : NULL;
  char **words = sqlite3_get_auxdata (context, 0);

  if (words == NULL)
    {
      words = split ((const char *) sqlite3_value_text (args[0]));
      sqlite3_set_auxdata (context, 0, words, (void (*) (void *)) g_strfreev);
      words = sqlite3_get_auxdata (context, 0);
    }
  for (int i = 1; i <= 4; i++)
    append_folded (haystack, (const char *) sqlite3_value_text (args[i]));
  append_folded (haystack, cause != NULL ? cause->exception : NULL);
  sqlite3_result_int (context, words == NULL || contains (words, haystack->str));
}

static void
sort_key (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *text = (const char *) sqlite3_value_text (args[0]);
  g_autofree char *folded = ns_text_match_fold (text != NULL ? text : "");

  sqlite3_result_text (context, g_utf8_collate_key (folded, -1), -1, g_free);
}

/**
 * ns_text_match_register:
 * @handle: a connection
 *
 * Gives the connection two functions: that of %NS_MATCHES, whether each of the words, folded by ns_text_match_fold(),
 * occurs somewhere in an item; and `ns_sort_key (text)`, by which texts sort as the user's language wants.
 *
 * Returns: whether they were registered
 */
gboolean
ns_text_match_register (sqlite3 *handle)
{
  const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

  return sqlite3_create_function_v2 (handle, "ns_matches", 9, flags, NULL, matches, NULL, NULL, NULL) == SQLITE_OK
         && sqlite3_create_function_v2 (handle, "ns_sort_key", 1, flags, NULL, sort_key, NULL, NULL, NULL)
              == SQLITE_OK;
}
