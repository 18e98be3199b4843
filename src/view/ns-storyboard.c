/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "view/ns-storyboard.h"

#include "lab/ns-lab-body.h"
#include "lab/ns-lab-holding.h"
#include "view/ns-lab-words.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* What is told of a body. */
#define MAX_SHOWN 20000
#define REPLACEMENT 0xfffd

/* Nothing is loaded from anywhere, whatever an item brings along. */
#define POLICY "default-src 'none'; img-src data:; style-src 'unsafe-inline'"

static const char style[] =
  ":root{color-scheme:light dark;--back:#fff;--text:#241f31;--dim:#5e5c64;--line:#c0bfbc;--card:#f6f5f4;"
  "--bad:#a51d2d}\n"
  "@media (prefers-color-scheme:dark){:root{--back:#1e1e1e;--text:#f6f5f4;--dim:#c0bfbc;--line:#5e5c64;--card:#303030;"
  "--bad:#ff9b9b}}\n"
  "body{max-width:80rem;margin:0 auto;padding:2rem 1rem;background:var(--back);color:var(--text);"
  "font:1rem/1.5 system-ui,sans-serif}\n"
  "h1{font-size:2rem;line-height:1.2}\n"
  "h2{margin:0;color:var(--dim);font-size:1rem}\n"
  "h3{margin:1.5rem 0 .5rem;font-size:1.1rem}\n"
  "dl{display:grid;grid-template-columns:max-content auto;gap:.25rem 1rem}\n"
  "dt{color:var(--dim)}\n"
  "dd{margin:0}\n"
  "section{margin-top:3rem;padding-top:1.5rem;border-top:1px solid var(--line)}\n"
  ".description,.words{font-size:1.35rem;line-height:1.4}\n"
  ".words{margin:.25rem 0 1rem}\n"
  ".dim{color:var(--dim)}\n"
  "figure{margin:0}\n"
  "img{display:block;max-width:100%;height:auto;border:1px solid var(--line);border-radius:.5rem}\n"
  ".table{overflow-x:auto}\n"
  "table{width:100%;border-collapse:collapse}\n"
  "th,td{padding:.25rem .6rem;border-bottom:1px solid var(--line);text-align:start;vertical-align:top}\n"
  "th{color:var(--dim);font-weight:normal}\n"
  ".number{text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}\n"
  ".trouble{color:var(--bad);font-weight:bold}\n"
  "pre{margin:.5rem 0;padding:.75rem;background:var(--card);border-radius:.25rem;font-size:.85rem;"
  "white-space:pre-wrap;overflow-wrap:anywhere}\n"
  "@media print{body{max-width:none;padding:0;font-size:9pt}h2,.words,h3{break-after:avoid}"
  "figure,tr{break-inside:avoid}section{margin-top:1rem}.content{display:none}}\n";

static void
frame_free (gpointer data)
{
  NsStoryboardFrame *frame = data;

  g_free (frame->count);
  g_free (frame->words);
  g_free (frame->facts);
  g_clear_pointer (&frame->png, g_bytes_unref);
  g_clear_pointer (&frame->exchanges, g_ptr_array_unref);
  g_clear_pointer (&frame->holdings, g_ptr_array_unref);
  g_free (frame);
}

/**
 * ns_storyboard_new:
 *
 * Returns: (transfer full): an empty document
 */
NsStoryboard *
ns_storyboard_new (void)
{
  NsStoryboard *self = g_new0 (NsStoryboard, 1);

  self->frames = g_ptr_array_new_with_free_func (frame_free);
  return self;
}

/**
 * ns_storyboard_free:
 * @self: (transfer full): a document
 *
 * Frees it.
 */
void
ns_storyboard_free (NsStoryboard *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self->device);
  g_free (self->server);
  g_free (self->language);
  g_ptr_array_unref (self->frames);
  g_free (self);
}

/**
 * ns_storyboard_add_frame:
 * @self: a document
 *
 * Returns: (transfer none): a new last frame, to be filled; all that it holds becomes the document's
 */
NsStoryboardFrame *
ns_storyboard_add_frame (NsStoryboard *self)
{
  NsStoryboardFrame *frame = g_new0 (NsStoryboardFrame, 1);

  g_ptr_array_add (self->frames, frame);
  return frame;
}

/**
 * ns_storyboard_dup_language:
 * @locale: the name of a locale, such as `de_AT.UTF-8` or `C`
 *
 * Returns: (transfer full): its language as in BCP 47; where the program is not translated it is English
 */
char *
ns_storyboard_dup_language (const char *locale)
{
  char *language = g_strndup (locale, strcspn (locale, ".@"));

  if (g_str_equal (language, "C") || g_str_equal (language, "POSIX") || *language == '\0')
    {
      g_free (language);
      return g_strdup ("en");
    }
  return g_strdelimit (language, "_", '-');
}

static gboolean
is_printable (gunichar c)
{
  if (c == '\t' || c == '\n')
    return TRUE;
  return c >= 0x20 && !(c >= 0x7f && c < 0xa0) && (c & 0xfffe) != 0xfffe;
}

/* What XML 1.0 cannot hold is replaced: the file is to be read by XML parsers as well as by browsers. */
static void
add_text (GString *html, const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      const gunichar c = g_utf8_get_char (p);

      if (c == '&')
        g_string_append (html, "&amp;");
      else if (c == '<')
        g_string_append (html, "&lt;");
      else if (c == '>')
        g_string_append (html, "&gt;");
      else if (c == '"')
        g_string_append (html, "&quot;");
      else
        g_string_append_unichar (html, is_printable (c) ? c : REPLACEMENT);
    }
}

/* @tag may have attributes. */
static void
add_element (GString *html, const char *tag, const char *text)
{
  g_string_append_printf (html, "<%s>", tag);
  add_text (html, text);
  g_string_append_printf (html, "</%.*s>\n", (int) strcspn (tag, " "), tag);
}

/* What an item brings along may be written in any direction, and must not turn what stands beside it. */
static void
add_foreign (GString *html, const char *tag, const char *text)
{
  g_string_append_printf (html, "<%s><bdi>", tag);
  add_text (html, text);
  g_string_append_printf (html, "</bdi></%.*s>\n", (int) strcspn (tag, " "), tag);
}

static void
add_headings (GString *html, const char *const *titles, guint last_number)
{
  g_string_append (html, "<thead><tr>\n");
  for (guint i = 0; titles[i] != NULL; i++)
    add_element (html, i == last_number ? "th scope=\"col\" class=\"number\"" : "th scope=\"col\"", titles[i]);
  g_string_append (html, "</tr></thead>\n<tbody>\n");
}

static void
add_size (GString *html, gsize bytes)
{
  g_autofree char *size = ns_lab_words_size (bytes);

  add_element (html, "td class=\"number\"", size);
}

static void
add_body (GString *html, const char *summary, GBytes *body)
{
  g_autofree char *text = NULL;

  if (body == NULL)
    return;
  text = ns_lab_body_dup_text (body);
  g_string_append (html, "<details>");
  add_element (html, "summary", summary);
  if (g_utf8_strlen (text, -1) > MAX_SHOWN)
    {
      *g_utf8_offset_to_pointer (text, MAX_SHOWN) = '\0';
      add_element (html, "p class=\"dim\"", _("This is only the beginning of it."));
    }
  add_element (html, "pre dir=\"ltr\"", text);
  g_string_append (html, "</details>\n");
}

static void
add_exchange (GString *html, const NsSimExchange *exchange)
{
  g_autofree char *time = ns_lab_words_clock (exchange->time);
  g_autofree char *request = ns_lab_words_request (exchange);
  g_autofree char *status = ns_lab_words_status (exchange);

  g_string_append (html, "<tr>\n");
  add_element (html, "td", time);
  add_element (html, "td", C_ ("direction", "Request"));
  add_foreign (html, "td", request);
  g_string_append (html, "<td></td>\n");
  add_size (html, exchange->request_size);
  g_string_append (html, "<td></td>\n</tr>\n<tr>\n<td></td>\n");
  add_element (html, "td", C_ ("direction", "Answer"));
  add_foreign (html, "td", exchange->command);
  add_element (html, ns_lab_words_is_trouble (exchange) ? "td class=\"trouble\"" : "td", status);
  add_size (html, exchange->http_status != 0 ? exchange->answer_size : 0);
  add_foreign (html, "td", exchange->fault != NULL ? exchange->fault : "");
  g_string_append (html, "</tr>\n");
  if (exchange->request == NULL && exchange->answer == NULL)
    return;
  g_string_append (html, "<tr class=\"content\"><td></td><td colspan=\"5\">\n");
  add_body (html, _("Content of the request"), exchange->request);
  add_body (html, _("Content of the answer"), exchange->answer);
  g_string_append (html, "</td></tr>\n");
}

static void
add_wire (GString *html, const NsStoryboardFrame *frame)
{
  const char *const titles[] = { _("Time"), _("Direction"), _("Command"), _("Status"), _("Size"), _("Fault"), NULL };

  add_element (html, "h3", _("Wire"));
  if (frame->exchanges->len == 0)
    {
      add_element (html, "p class=\"dim\"", _("Nothing went over the wire."));
      return;
    }
  g_string_append (html, "<div class=\"table\"><table class=\"wire\">\n");
  add_headings (html, titles, 4);
  for (guint i = 0; i < frame->exchanges->len; i++)
    add_exchange (html, g_ptr_array_index (frame->exchanges, i));
  g_string_append (html, "</tbody></table></div>\n");
}

/* All copies of a thing are one row. */
static void
add_holding (GString *html, const NsLabHolding *holding)
{
  g_autofree char *copies =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u copy", "%u copies", holding->copies), holding->copies);
  const gboolean is_duplicate = holding->copies > 1;

  if (holding->copy > 1)
    return;
  g_string_append (html, "<tr>\n");
  add_foreign (html, "td", holding->email);
  add_foreign (html, "td", holding->folder);
  add_foreign (html, "td", holding->title);
  add_foreign (html, "td", holding->detail != NULL ? holding->detail : "");
  add_element (html, is_duplicate ? "td class=\"number trouble\"" : "td class=\"number\"", copies);
  g_string_append (html, "</tr>\n");
}

static void
add_server (GString *html, const NsStoryboardFrame *frame)
{
  const char *const titles[] = { _("Mailbox"), _("Folder"), _("Item"), _("Details"), _("Copies"), NULL };

  add_element (html, "h3", _("Server"));
  add_element (html, "p class=\"dim\"", frame->facts);
  if (frame->holdings->len == 0)
    {
      add_element (html, "p class=\"dim\"", _("The server holds nothing yet."));
      return;
    }
  g_string_append (html, "<div class=\"table\"><table class=\"server\">\n");
  add_headings (html, titles, 4);
  for (guint i = 0; i < frame->holdings->len; i++)
    add_holding (html, g_ptr_array_index (frame->holdings, i));
  g_string_append (html, "</tbody></table></div>\n");
}

static void
add_picture (GString *html, const NsStoryboardFrame *frame)
{
  g_autofree char *alt = g_strdup_printf (_("%s: the handheld, the wire and the server, side by side. "
                                            "The tables below tell the same of wire and server."), frame->count);
  g_autofree char *data = NULL;
  gsize size;
  const guchar *bytes;

  if (frame->png == NULL)
    return;
  bytes = g_bytes_get_data (frame->png, &size);
  data = g_base64_encode (bytes, size);
  g_string_append_printf (html, "<figure><img width=\"%d\" height=\"%d\" alt=\"", frame->width, frame->height);
  add_text (html, alt);
  g_string_append (html, "\" src=\"data:image/png;base64,");
  g_string_append (html, data);
  g_string_append (html, "\"/></figure>\n");
}

static void
add_frame (GString *html, guint n, const NsStoryboardFrame *frame)
{
  g_string_append_printf (html, "<section id=\"step-%u\" aria-labelledby=\"count-%u\">\n<h2 id=\"count-%u\">", n, n, n);
  add_text (html, frame->count);
  g_string_append (html, "</h2>\n");
  add_foreign (html, "p class=\"words\"", frame->words);
  add_picture (html, frame);
  add_wire (html, frame);
  add_server (html, frame);
  g_string_append (html, "</section>\n");
}

static void
add_head (GString *html, const NsStoryboard *self)
{
  g_string_append (html, "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"");
  add_text (html, self->language);
  g_string_append (html, "\" xml:lang=\"");
  add_text (html, self->language);
  g_string_append_printf (html, "\" dir=\"%s\">\n<head>\n<meta charset=\"utf-8\"/>\n", self->is_rtl ? "rtl" : "ltr");
  g_string_append (html, "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\"/>\n"
                         "<meta name=\"viewport\" content=\"width=device-width\"/>\n"
                         "<meta name=\"generator\" content=\"" PACKAGE_STRING "\"/>\n");
  add_element (html, "title", self->title);
  g_string_append_printf (html, "<style>\n%s</style>\n</head>\n<body>\n", style);
}

static void
add_fact (GString *html, const char *name, const char *value)
{
  add_element (html, "dt", name);
  add_foreign (html, "dd", value);
}

static void
add_introduction (GString *html, const NsStoryboard *self)
{
  g_autofree char *steps = g_strdup_printf (_("%u of %u"), self->frames->len, self->n_steps);

  g_string_append (html, "<header>\n");
  add_foreign (html, "h1", self->title);
  if (self->description != NULL)
    add_foreign (html, "p class=\"description\"", self->description);
  g_string_append (html, "<dl>\n");
  add_fact (html, _("Handheld"), self->device);
  add_fact (html, _("Server"), self->server);
  add_fact (html, _("Steps"), steps);
  g_string_append (html, "</dl>\n</header>\n");
}

/**
 * ns_storyboard_write:
 * @self: a document
 *
 * Writes it as one HTML file that needs nothing else: no script, no other file, no network. It is well-formed XML, too.
 * Everything that comes from items, servers or files is escaped.
 *
 * Returns: (transfer full): the file, the same for the same document
 */
GBytes *
ns_storyboard_write (const NsStoryboard *self)
{
  GString *html = g_string_new (NULL);

  add_head (html, self);
  add_introduction (html, self);
  g_string_append (html, "<main>\n");
  for (guint i = 0; i < self->frames->len; i++)
    add_frame (html, i + 1, g_ptr_array_index (self->frames, i));
  g_string_append (html, "</main>\n</body>\n</html>\n");
  return g_string_free_to_bytes (html);
}
