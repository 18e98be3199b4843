/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-html.h"

#include <string.h>

#define MAX_ENTITY 12

/* Elements of which nothing is text. */
static const char *const unseen[] = { "script", "style", "head", "title", "template", "noscript", "object", "svg" };

/* Elements that begin another line. */
static const char *const lines[] = { "p", "div", "br", "tr", "li", "ul", "ol", "table", "h1", "h2", "h3", "h4",
                                     "h5", "h6", "blockquote", "pre", "hr", "section", "article" };

static const struct
{
  const char *name;
  const char *text;
} entities[] = {
  { "amp", "&" },  { "lt", "<" },      { "gt", ">" },      { "quot", "\"" },    { "apos", "'" },    { "nbsp", " " },
  { "copy", "©" }, { "euro", "€" },    { "hellip", "…" },  { "ndash", "–" },    { "mdash", "—" },   { "bull", "•" },
  { "auml", "ä" }, { "ouml", "ö" },    { "uuml", "ü" },    { "Auml", "Ä" },     { "Ouml", "Ö" },    { "Uuml", "Ü" },
  { "szlig", "ß" }, { "eacute", "é" }, { "egrave", "è" },  { "agrave", "à" },   { "ccedil", "ç" },  { "ntilde", "ñ" },
};

static gboolean
is_among (const char *const *names, gsize n_names, const char *tag, gsize length)
{
  for (gsize i = 0; i < n_names; i++)
    if (strlen (names[i]) == length && g_ascii_strncasecmp (names[i], tag, length) == 0)
      return TRUE;
  return FALSE;
}

static void
end_line (GString *text)
{
  while (text->len > 0 && text->str[text->len - 1] == ' ')
    g_string_truncate (text, text->len - 1);
  if (text->len > 0 && !(text->len > 1 && strcmp (text->str + text->len - 2, "\n\n") == 0))
    g_string_append_c (text, '\n');
}

static void
append_char (GString *text, gunichar c)
{
  if (c == '\t' || c == '\n' || c == '\r' || c == 0xa0)
    c = ' ';
  if (c == ' ' && (text->len == 0 || strchr (" \n", text->str[text->len - 1]) != NULL))
    return;
  if (c != 0 && !g_unichar_iscntrl (c))
    g_string_append_unichar (text, c);
}

static const char *
skip_entity (GString *text, const char *at)
{
  const char *end = memchr (at, ';', strnlen (at, MAX_ENTITY));
  g_autofree char *name = end != NULL ? g_strndup (at + 1, (gsize) (end - at - 1)) : NULL;
  const gboolean is_hex = name != NULL && (g_str_has_prefix (name, "#x") || g_str_has_prefix (name, "#X"));
  guint64 number;

  if (name != NULL && *name == '#'
      && g_ascii_string_to_unsigned (name + (is_hex ? 2 : 1), is_hex ? 16 : 10, 1, 0x10ffff, &number, NULL))
    {
      if (g_unichar_validate ((gunichar) number))
        append_char (text, (gunichar) number);
      return end + 1;
    }
  for (gsize i = 0; name != NULL && i < G_N_ELEMENTS (entities); i++)
    if (g_str_equal (entities[i].name, name))
      {
        append_char (text, g_utf8_get_char (entities[i].text));
        return end + 1;
      }
  append_char (text, '&');
  return at + 1;
}

/* To behind the end tag of an element that is not shown, or to the end: what is not closed is not shown either. */
static const char *
skip_element (const char *at, const char *name, gsize length)
{
  while ((at = strstr (at, "</")) != NULL)
    {
      at += 2;
      if (g_ascii_strncasecmp (at, name, length) == 0)
        return at;
    }
  return NULL;
}

/* Returns what follows the tag. */
static const char *
skip_tag (GString *text, const char *at)
{
  const gboolean is_end = at[1] == '/';
  const char *name = at + (is_end ? 2 : 1);
  const gsize length = strspn (name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
  const char *close;

  if (g_str_has_prefix (at, "<!--"))
    return (close = strstr (at + 4, "-->")) != NULL ? close + 3 : at + strlen (at);
  if (length == 0 && *name != '!' && *name != '?')
    {
      append_char (text, '<');
      return at + 1;
    }
  if (is_among (lines, G_N_ELEMENTS (lines), name, length))
    end_line (text);
  if (!is_end && length == 2 && g_ascii_strncasecmp (name, "li", 2) == 0)
    g_string_append (text, "• ");
  if (!is_end && is_among (unseen, G_N_ELEMENTS (unseen), name, length))
    at = skip_element (name, name, length);
  close = at != NULL ? strchr (at, '>') : NULL;
  return close != NULL ? close + 1 : name + strlen (name);
}

/**
 * ns_intake_html_to_text:
 * @html: valid UTF-8 of unknown origin
 * @max_bytes: about how much text is wanted
 *
 * Takes the text out of HTML. Nothing is executed and nothing is fetched: scripts, styles, pictures and links are left
 * out. Linear in the length of @html. Any thread.
 *
 * Returns: (transfer full): the text, with LF line ends
 */
char *
ns_intake_html_to_text (const char *html, gsize max_bytes)
{
  GString *text = g_string_new (NULL);

  for (const char *at = html; *at != '\0' && text->len < max_bytes;)
    if (*at == '<')
      {
        at = skip_tag (text, at);
      }
    else if (*at == '&')
      {
        at = skip_entity (text, at);
      }
    else
      {
        append_char (text, g_utf8_get_char (at));
        at = g_utf8_next_char (at);
      }
  g_strchomp (text->str);
  return g_string_free (text, FALSE);
}
