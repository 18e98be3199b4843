/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "app/ns-option-value.h"

#include "base/ns-time.h"

#include <fcntl.h>

#include <glib/gi18n-lib.h>

#define MAX_SIZE 8192
#define MAX_FD 65535

/* A language, and perhaps a country, a character set (which is always UTF-8) and a variant. */
#define LOCALE_PATTERN "^([a-z]{2,3}(_[A-Z]{2})?)(\\.[A-Za-z0-9-]+)?(@[a-z]+)?$"

G_DEFINE_QUARK (ns-options-error-quark, ns_options_error)

/**
 * ns_option_value_fail:
 * @option: what the user wrote it for
 * @value: what cannot be understood
 * @wanted: what it should be, as the end of a sentence
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: %FALSE
 */
gboolean
ns_option_value_fail (const char *option, const char *value, const char *wanted, GError **error)
{
  g_set_error (error, NS_OPTIONS_ERROR, NS_OPTIONS_ERROR_ARGUMENT, _("%s cannot be “%s”: %s."), option, value, wanted);
  return FALSE;
}

/**
 * ns_option_value_choice:
 * @option: the option
 * @value: what the user wrote
 * @words: what may be written
 * @n_words: how many words there are
 * @out: (out): which one it is
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is one of them
 */
gboolean
ns_option_value_choice (const char *option, const char *value, const char *const *words, guint n_words, guint *out,
                        GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *wanted = NULL;

  for (guint i = 0; i < n_words; i++)
    {
      if (g_str_equal (value, words[i]))
        {
          *out = i;
          return TRUE;
        }
      g_string_append_printf (all, "%s%s", i > 0 ? ", " : "", words[i]);
    }
  wanted = g_strdup_printf (_("it is one of these: %s"), all->str);
  return ns_option_value_fail (option, value, wanted, error);
}

/**
 * ns_option_value_size:
 * @option: the option
 * @value: what the user wrote, such as `1024x640`
 * @width: (out): in pixels
 * @height: (out): in pixels
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is a size
 */
gboolean
ns_option_value_size (const char *option, const char *value, int *width, int *height, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (value, "x", 3);
  guint64 first = 0, second = 0;

  if (g_strv_length (parts) != 2 || !g_ascii_string_to_unsigned (parts[0], 10, 1, MAX_SIZE, &first, NULL)
      || !g_ascii_string_to_unsigned (parts[1], 10, 1, MAX_SIZE, &second, NULL))
    return ns_option_value_fail (option, value, _("it is width and height in pixels, such as 1024x640"), error);
  *width = (int) first;
  *height = (int) second;
  return TRUE;
}

/**
 * ns_option_value_time:
 * @option: the option
 * @value: what the user wrote
 * @out: (out): the time
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is a time
 */
gboolean
ns_option_value_time (const char *option, const char *value, gint64 *out, GError **error)
{
  *out = ns_time_from_iso8601 (value);
  if (*out == 0)
    return ns_option_value_fail (option, value, _("it is an ISO 8601 time, such as 2026-03-01T09:00:00Z"), error);
  return TRUE;
}

/**
 * ns_option_value_number:
 * @option: the option
 * @value: what the user wrote
 * @max: the greatest number that is taken; 1 is the least
 * @wanted: what it should be, as the end of a sentence
 * @out: (out): the number
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is such a number
 */
gboolean
ns_option_value_number (const char *option, const char *value, gint64 max, const char *wanted, gint64 *out,
                        GError **error)
{
  if (!g_ascii_string_to_signed (value, 10, 1, max, out, NULL))
    return ns_option_value_fail (option, value, wanted, error);
  return TRUE;
}

/**
 * ns_option_value_factor:
 * @option: the option
 * @value: what the user wrote
 * @max: the greatest factor that is taken; 1.0 is the least
 * @out: (out): the factor
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is such a factor
 */
gboolean
ns_option_value_factor (const char *option, const char *value, double max, double *out, GError **error)
{
  g_autofree char *wanted = NULL;
  char *end = NULL;
  const double factor = g_ascii_strtod (value, &end);

  if (end != value && *end == '\0' && factor >= 1 && factor <= max)
    {
      *out = factor;
      return TRUE;
    }
  wanted = g_strdup_printf (_("it is a number from 1.0 to %.1f"), max);
  return ns_option_value_fail (option, value, wanted, error);
}

/**
 * ns_option_value_locale:
 * @option: the option
 * @value: what the user wrote, such as `de`, `pt_BR` or `de_DE.UTF-8`
 * @out: (out) (transfer full): the language as gettext knows it, without a character set
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it looks like a locale
 */
gboolean
ns_option_value_locale (const char *option, const char *value, char **out, GError **error)
{
  g_autoptr (GRegex) regex = g_regex_new (LOCALE_PATTERN, 0, 0, NULL);
  g_autoptr (GMatchInfo) match = NULL;
  g_autofree char *language = NULL;
  g_autofree char *variant = NULL;

  if (!g_regex_match (regex, value, 0, &match))
    return ns_option_value_fail (option, value, _("it is a locale, such as de, pt_BR or ar"), error);
  language = g_match_info_fetch (match, 1);
  variant = g_match_info_fetch (match, 4);
  g_free (*out);
  *out = g_strconcat (language, variant, NULL);
  return TRUE;
}

/**
 * ns_option_value_fd:
 * @option: the option
 * @value: what the user wrote
 * @out: (out): a file descriptor that is open
 * @error: %NS_OPTIONS_ERROR_ARGUMENT
 *
 * Returns: whether it is one
 */
gboolean
ns_option_value_fd (const char *option, const char *value, int *out, GError **error)
{
  guint64 fd = 0;

  if (!g_ascii_string_to_unsigned (value, 10, 1, MAX_FD, &fd, NULL) || fcntl ((int) fd, F_GETFD) == -1)
    return ns_option_value_fail (option, value, _("it is the number of an open file descriptor"), error);
  *out = (int) fd;
  return TRUE;
}
