/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "transport/ns-answer.h"

#include "base/ns-log.h"

#include <glib/gi18n-lib.h>

/* The line of a server that goes into the details is a hint, not a document. */
#define MAX_LINE 200

/* No server is believed that wants to be left alone for longer. */
#define MAX_RETRY_AFTER (24 * 60 * 60)

/**
 * ns_answer_retry_after:
 * @text: (nullable): a Retry-After header: seconds or an HTTP date
 * @now: the time, in microseconds
 *
 * Returns: the seconds to wait, at most a day; 0 where @text says nothing or the date has passed
 */
guint
ns_answer_retry_after (const char *text, gint64 now)
{
  g_autoptr (GDateTime) date = NULL;
  guint64 seconds = 0;
  gint64 wait;

  if (text == NULL)
    return 0;
  if (g_ascii_string_to_unsigned (text, 10, 0, G_MAXUINT64, &seconds, NULL))
    return MIN (seconds, MAX_RETRY_AFTER);

  date = soup_date_time_new_from_http_string (text);
  if (date == NULL)
    return 0;
  wait = g_date_time_to_unix (date) - now / G_USEC_PER_SEC;
  return CLAMP (wait, 0, MAX_RETRY_AFTER);
}

/* Without its tags, white space collapsed; stops at the end of the first line that has any text. */
static void
append_plain (GString *out, const char *text, gsize length)
{
  gboolean in_tag = FALSE;

  for (gsize i = 0; i < length && out->len < MAX_LINE; i++)
    {
      const char c = text[i];

      if (c == '<' || (in_tag && c == '>'))
        in_tag = c == '<';
      else if (in_tag)
        continue;
      else if (c == '\n' && out->len > 0)
        return;
      else if ((guchar) c > ' ' && c != 0x7f)
        g_string_append_c (out, c);
      else if (out->len > 0 && out->str[out->len - 1] != ' ')
        g_string_append_c (out, ' ');
    }
}

/**
 * ns_answer_first_line:
 * @text: what a server wrote
 * @length: its length, or -1
 *
 * Returns: (transfer full) (nullable): its first line that has any text, without tags, control characters and
 *   credentials, at most some 200 bytes; %NULL where there is none
 */
char *
ns_answer_first_line (const char *text, gssize length)
{
  g_autoptr (GString) line = g_string_new (NULL);
  g_autofree char *clean = NULL;

  append_plain (line, text, length < 0 ? strlen (text) : (gsize) length);
  clean = ns_log_redact (line->str);
  g_strstrip (clean);
  return *clean != '\0' ? g_steal_pointer (&clean) : NULL;
}

static char *
html_title (const char *text, gsize length)
{
  g_autofree char *page = g_strndup (text, length);
  g_autofree char *lower = g_ascii_strdown (page, -1);
  const char *start = strstr (lower, "<title>");
  const char *end = start != NULL ? strstr (start, "</title>") : NULL;

  if (end == NULL)
    return NULL;
  start += strlen ("<title>");
  return ns_answer_first_line (page + (start - lower), end - start);
}

static char *
describe_body (const NsExchange *exchange, SoupMessage *message)
{
  const char *type = soup_message_headers_get_content_type (soup_message_get_response_headers (message), NULL);
  gsize length = 0;
  const char *text = g_bytes_get_data (exchange->body, &length);

  if (type == NULL || length == 0)
    return NULL;
  if (g_ascii_strcasecmp (type, "text/plain") == 0)
    return ns_answer_first_line (text, length);
  if (g_ascii_strcasecmp (type, "text/html") == 0)
    return html_title (text, length);
  return NULL;
}

/* The product's own words: the version of its ActiveSync and, where it gives one, the name of the server. */
static char *
product (const char *active_sync, const char *server)
{
  g_autofree char *version = active_sync != NULL ? ns_answer_first_line (active_sync, -1) : NULL;
  g_autofree char *name = server != NULL ? ns_answer_first_line (server, -1) : NULL;

  if (version == NULL || name == NULL)
    return version != NULL ? g_steal_pointer (&version) : g_steal_pointer (&name);
  return g_strdup_printf ("%s (%s)", version, name);
}

/**
 * ns_answer_auth_schemes:
 * @text: (nullable): the WWW-Authenticate headers as one list (RFC 9110 section 11.6.1)
 *
 * Returns: (transfer full) (nullable): the names of the schemes, without their parameters; %NULL where there is none
 */
char *
ns_answer_auth_schemes (const char *text)
{
  GSList *elements = text != NULL ? soup_header_parse_list (text) : NULL;
  g_autoptr (GString) schemes = g_string_new (NULL);

  for (const GSList *l = elements; l != NULL && schemes->len < MAX_LINE; l = l->next)
    {
      const char *element = l->data;
      const gsize length = strcspn (element, " =");

      /* `name=value` is a further parameter of the scheme before. */
      if (length == 0 || element[length] == '=')
        continue;
      g_string_append_printf (schemes, "%s%.*s", schemes->len > 0 ? ", " : "", (int) MIN (length, MAX_LINE), element);
    }
  soup_header_free_list (elements);
  return schemes->len > 0 ? ns_answer_first_line (schemes->str, -1) : NULL;
}

/**
 * ns_answer_clock_skew:
 * @text: (nullable): a Date header
 * @now: the time, in microseconds
 *
 * Returns: the server's clock minus this computer's, in seconds; 0 where @text is no date
 */
gint64
ns_answer_clock_skew (const char *text, gint64 now)
{
  g_autoptr (GDateTime) date = text != NULL ? soup_date_time_new_from_http_string (text) : NULL;

  return date != NULL ? g_date_time_to_unix (date) - now / G_USEC_PER_SEC : 0;
}

static char *
dup_line (const char *text)
{
  return text != NULL ? ns_answer_first_line (text, -1) : NULL;
}

/**
 * ns_answer_read_head:
 * @exchange: the exchange to fill
 * @message: its message, whose head has come
 * @now: the time, in microseconds
 *
 * Takes status and headers over (MS-ASHTTP 2.2.2; eas-facts 1.5).
 */
void
ns_answer_read_head (NsExchange *exchange, SoupMessage *message, gint64 now)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  exchange->attempt.outcome.http_status = soup_message_get_status (message);
  exchange->retry_after = ns_answer_retry_after (soup_message_headers_get_one (headers, "Retry-After"), now);
  exchange->server_product = product (soup_message_headers_get_one (headers, "MS-Server-ActiveSync"),
                                      soup_message_headers_get_one (headers, "Server"));
  exchange->server_header = dup_line (soup_message_headers_get_one (headers, "Server"));
  exchange->auth_schemes = ns_answer_auth_schemes (soup_message_headers_get_list (headers, "WWW-Authenticate"));
  exchange->media_type = dup_line (soup_message_headers_get_content_type (headers, NULL));
  exchange->clock_skew = ns_answer_clock_skew (soup_message_headers_get_one (headers, "Date"), now);
  exchange->protocol_versions = g_strdup (soup_message_headers_get_list (headers, "MS-ASProtocolVersions"));
  exchange->protocol_commands = g_strdup (soup_message_headers_get_list (headers, "MS-ASProtocolCommands"));
  exchange->is_end_unmarked = soup_message_get_tls_peer_certificate (message) != NULL
                              && soup_message_get_http_version (message) <= SOUP_HTTP_1_1
                              && soup_message_headers_get_encoding (headers) == SOUP_ENCODING_EOF;
  exchange->location = g_strdup (soup_message_headers_get_one (headers, "X-MS-Location"));
}

/**
 * ns_answer_is_whole:
 * @message: a message of which the answer has ended without an error
 * @received: the size of the answer's body
 *
 * libsoup takes a head that was cut between two fields for a complete one, and then the end of the connection for the
 * end of the body. For a SendMail, whose success is an empty 200, a failure that was cut there would look like a
 * success. So an answer that states no length is believed only where it says that the connection ends it, and where
 * there is something of it. HTTP/2 marks the end itself, and any other status says enough alone.
 *
 * Returns: whether nothing can be missing
 */
gboolean
ns_answer_is_whole (SoupMessage *message, gsize received)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  if (soup_message_get_status (message) != SOUP_STATUS_OK || soup_message_get_http_version (message) > SOUP_HTTP_1_1
      || soup_message_headers_get_encoding (headers) != SOUP_ENCODING_EOF)
    return TRUE;
  return received > 0 && soup_message_headers_header_contains (headers, "Connection", "close");
}

static gboolean
is_redirect (int status)
{
  return status >= 300 && status < 400;
}

static char *
describe_status (const NsExchange *exchange, SoupMessage *message)
{
  const char *reason = soup_message_get_reason_phrase (message);
  const char *location = soup_message_headers_get_one (soup_message_get_response_headers (message), "Location");
  g_autofree char *target = NULL;

  if (!is_redirect (exchange->attempt.outcome.http_status) || location == NULL)
    return reason != NULL ? ns_answer_first_line (reason, -1) : NULL;

  target = ns_answer_first_line (location, -1);
  return target != NULL ? g_strdup_printf (_("The server points to %s."), target) : NULL;
}

/**
 * ns_answer_judge:
 * @exchange: an exchange whose answer is complete, or as complete as it will be
 * @message: its message
 *
 * Sets outcome and detail as far as HTTP tells. A 200 without `MS-Server-ActiveSync` is no answer of the server but a
 * proxy's or a portal's page (eas-facts 1.5).
 */
void
ns_answer_judge (NsExchange *exchange, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  NsOutcome *outcome = &exchange->attempt.outcome;
  const gboolean is_ok = outcome->http_status == SOUP_STATUS_OK;

  if (is_ok && soup_message_headers_get_one (headers, "MS-Server-ActiveSync") != NULL)
    {
      outcome->domain = NS_DOMAIN_NONE;
      return;
    }

  outcome->domain = is_ok ? NS_DOMAIN_NETWORK : NS_DOMAIN_HTTP;
  outcome->code = is_ok ? (int) NS_NETWORK_NOT_EAS : outcome->http_status;
  exchange->detail = describe_body (exchange, message);
  if (exchange->detail == NULL && !is_ok)
    exchange->detail = describe_status (exchange, message);
}
