/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "store/ns-text-match.h"

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

static gboolean
contains (const char *words, const char *haystack)
{
  g_auto (GStrv) list = g_strsplit_set (words, " \t\n\r", -1);

  for (guint i = 0; list[i] != NULL; i++)
    if (strstr (haystack, list[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
matches (sqlite3_context *context, int n_args, sqlite3_value **args)
{
  const char *words = (const char *) sqlite3_value_text (args[0]);
  const char *subject = (const char *) sqlite3_value_text (args[1]);
  const char *recipients = (const char *) sqlite3_value_text (args[2]);
  g_autofree char *both = g_strconcat (subject != NULL ? subject : "", "\n", recipients, NULL);
  g_autofree char *haystack = ns_text_match_fold (both);

  sqlite3_result_int (context, words == NULL || contains (words, haystack));
}

/**
 * ns_text_match_register:
 * @handle: a connection
 *
 * Gives the connection the function `ns_matches (words, subject, recipients)`: whether each of the words, folded by
 * ns_text_match_fold(), occurs in the subject or the recipients.
 *
 * Returns: whether it was registered
 */
gboolean
ns_text_match_register (sqlite3 *handle)
{
  return sqlite3_create_function_v2 (handle, "ns_matches", 3, SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                     NULL, matches, NULL, NULL, NULL) == SQLITE_OK;
}
