/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-wbxml-text.h"

/**
 * ns_wbxml_text_clean:
 * @text: (nullable): text of any origin; %NULL counts as empty
 *
 * Makes text that may stand in a STR_I: bytes that are no UTF-8 are dropped, as a server would refuse the whole
 * document because of them (eas-facts 2.1).
 *
 * Returns: (transfer full): valid UTF-8
 */
char *
ns_wbxml_text_clean (const char *text)
{
  const char *rest = text != NULL ? text : "";
  const char *end;
  GString *clean;

  if (g_utf8_validate (rest, -1, &end))
    return g_strdup (rest);

  clean = g_string_sized_new (strlen (rest));
  while (!g_utf8_validate (rest, -1, &end))
    {
      g_string_append_len (clean, rest, end - rest);
      rest = end + 1;
    }
  g_string_append (clean, rest);
  return g_string_free (clean, FALSE);
}

/**
 * ns_wbxml_text_is_printable:
 * @bytes: bytes
 *
 * Returns: whether they are valid UTF-8 without control characters other than tabulators and line ends
 */
gboolean
ns_wbxml_text_is_printable (GBytes *bytes)
{
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);

  for (gsize i = 0; i < size; i++)
    if (((guchar) data[i] < 0x20 && strchr ("\t\r\n", data[i]) == NULL) || data[i] == '\0' || data[i] == 0x7f)
      return FALSE;
  return g_utf8_validate_len (data, size, NULL);
}
