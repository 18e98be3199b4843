/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "base/ns-log.h"

#include <stdio.h>

static guint log_verbosity;

/* What must never leave the program: a credential in a header, a URL or a dump. */
static const struct
{
  const char *pattern;
  const char *replacement;
} rules[] = {
  { "(?i)(authorization:?\\s*(?:basic|bearer|digest|ntlm|negotiate)\\s+)[^\\r\\n]+", "\\1***" },
  { "(?i)((?:password|passwd|token|secret)\"?\\s*[=:]\\s*\"?)[^\\s&;,\"]+", "\\1***" },
  { "(?i)((?:set-)?cookie:\\s*)[^\\r\\n]+", "\\1***" },
  { "(?i)(x-ms-policykey:\\s*)[0-9]+", "\\1***" },
  { "(://[^/@:\\s]+:)[^/@\\s]+@", "\\1***@" },
};

/**
 * ns_log_redact:
 * @text: any text
 *
 * Masks credentials, cookies and policy keys. Everything that the log writer prints and every support report goes
 * through here. Any thread.
 *
 * Returns: (transfer full): @text without its secrets
 */
char *
ns_log_redact (const char *text)
{
  g_autofree char *current = g_utf8_make_valid (text, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    {
      g_autoptr (GRegex) regex = g_regex_new (rules[i].pattern, 0, 0, NULL);
      char *next = g_regex_replace (regex, current, -1, 0, rules[i].replacement, 0, NULL);

      g_free (current);
      current = next;
    }
  return g_steal_pointer (&current);
}

static const char *
field (const GLogField *fields, gsize n_fields, const char *key)
{
  for (gsize i = 0; i < n_fields; i++)
    if (g_str_equal (fields[i].key, key) && fields[i].length < 0)
      return fields[i].value;
  return "";
}

static GLogWriterOutput
write_log (GLogLevelFlags level, const GLogField *fields, gsize n_fields, gpointer user_data)
{
  g_autofree char *clean = NULL;

  if ((level & G_LOG_LEVEL_DEBUG) != 0 && log_verbosity < 2)
    return G_LOG_WRITER_HANDLED;
  if ((level & G_LOG_LEVEL_INFO) != 0 && log_verbosity < 1)
    return G_LOG_WRITER_HANDLED;

  clean = ns_log_redact (field (fields, n_fields, "MESSAGE"));
  fprintf (stderr, "%s: %s: %s\n", g_get_prgname () != NULL ? g_get_prgname () : "notifysync",
           field (fields, n_fields, "GLIB_DOMAIN"), clean);
  return G_LOG_WRITER_HANDLED;
}

/**
 * ns_log_init:
 * @verbosity: 0 warnings and worse, 1 steps too, 2 everything
 *
 * Makes the redacting writer the only one of this process. Call once, first thing in main().
 */
void
ns_log_init (guint verbosity)
{
  log_verbosity = verbosity;
  g_log_set_writer_func (write_log, NULL, NULL);
}
