/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-preflight-private.h"

#include "intake/ns-intake-headers.h"

#include <glib/gi18n-lib.h>
#include <gmime/gmime.h>
#include <string.h>

/* What GMime 3.2 leaves out. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (GMimeParserOptions, g_mime_parser_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (InternetAddressList, g_object_unref)

#define BAD_RECIPIENT N_("Not all of this is an e-mail address, so the server cannot send the message.")
#define NO_DOMAIN N_("An address has no domain; only some servers know whom it means.")

/* The headers that hold addresses. The server takes the recipients from them, there is no envelope (eas-facts 6.3);
 * one bad recipient is refused by 116 or 120 and keeps the message from all of them (sogo-behaviour, SendMail). */
static const struct
{
  const char *name;
  gboolean is_recipient;
  NsFindingRule malformed;
  NsFindingRule no_domain;
} addresses[] = {
  { "To", TRUE, { NS_FINDING_REFUSE, "To", N_("To"), BAD_RECIPIENT },
    { NS_FINDING_WARN, "To", N_("To"), NO_DOMAIN } },
  { "Cc", TRUE, { NS_FINDING_REFUSE, "Cc", N_("Cc"), BAD_RECIPIENT },
    { NS_FINDING_WARN, "Cc", N_("Cc"), NO_DOMAIN } },
  { "Bcc", TRUE, { NS_FINDING_REFUSE, "Bcc", N_("Bcc"), BAD_RECIPIENT },
    { NS_FINDING_WARN, "Bcc", N_("Bcc"), NO_DOMAIN } },
  { "From", FALSE,
    { NS_FINDING_WARN, "From", N_("From"), N_("The sender is no e-mail address; some servers refuse the message.") },
    { NS_FINDING_WARN, "From", N_("From"), NO_DOMAIN } },
};

/* Status 119 (eas-facts 6.6). */
static const NsFindingRule no_recipient = {
  NS_FINDING_REFUSE, "To", N_("Recipients"), N_("The message has no recipient: To, Cc and Bcc name nobody."),
};

/* Exchange fills it in; SOGo rewrites it (eas-facts 6.3, sogo-behaviour SendMail). */
static const NsFindingRule no_sender = {
  NS_FINDING_WARN, "From", N_("From"), N_("The message has no sender; the server puts one in, or refuses it."),
};

/* A NUL ends an inline string of WBXML, and it killed SOGo's worker (sogo-behaviour, SendMail). */
static const NsFindingRule nul_byte = {
  NS_FINDING_REFUSE, "MIME", N_("Content"), N_("There is a NUL byte, which no mail may hold."),
};

/* SOGo takes every 8-bit body for UTF-8 (sogo-behaviour, SendMail); eas-facts 6.3 advises against 8-bit parts. */
static const NsFindingRule eight_bit = {
  NS_FINDING_WARN, "MIME", N_("Content"),
  N_("There are bare 8-bit characters that are not UTF-8; some servers garble them."),
};

typedef struct
{
  guint n_recipients;
  gboolean has_sender;
  GPtrArray *findings; /* (not owned) */
} Check;

static void
warning_cb (gint64 offset, GMimeParserWarning code, const char *item, gpointer user_data)
{
  gboolean *is_malformed = user_data;

  *is_malformed |= code == GMIME_WARN_INVALID_ADDRESS_LIST;
}

static const char *
first_without_domain (InternetAddressList *list, guint *n)
{
  const int length = list != NULL ? internet_address_list_length (list) : 0;
  const char *found = NULL;

  for (int i = 0; i < length; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *text = NULL;

      if (INTERNET_ADDRESS_IS_GROUP (address))
        text = first_without_domain (internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), n);
      else
        {
          const char *mailbox = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));

          *n += 1;
          text = strchr (mailbox, '@') == NULL ? mailbox : NULL;
        }
      found = found != NULL ? found : text;
    }
  return found;
}

static void
check_addresses (Check *check, gsize index, const char *text)
{
  gboolean is_malformed = FALSE;
  guint n = 0;
  g_autoptr (GMimeParserOptions) options = g_mime_parser_options_new ();
  g_autoptr (InternetAddressList) list = NULL;
  const char *local;

  g_mime_parser_options_set_allow_addresses_without_domain (options, TRUE);
  g_mime_parser_options_set_warning_callback (options, warning_cb, &is_malformed);
  list = internet_address_list_parse (options, text);
  local = first_without_domain (list, &n);
  if (is_malformed)
    ns_preflight_add (check->findings, &addresses[index].malformed, text);
  else if (local != NULL)
    ns_preflight_add (check->findings, &addresses[index].no_domain, local);

  /* A broken one was told of already. */
  if (addresses[index].is_recipient)
    check->n_recipients += n + is_malformed;
  else
    check->has_sender |= n != 0 || is_malformed;
}

/* The content stays out of it: that may be large. */
static GMimeMessage *
parse_headers (GBytes *payload, const NsHeaderBlock *block)
{
  static gsize ready;
  const char *data = g_bytes_get_data (payload, NULL);
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;

  if (data == NULL)
    return NULL;
  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  stream = g_mime_stream_mem_new_with_buffer (data + block->start, block->end - block->start);
  parser = g_mime_parser_new_with_stream (stream);
  return g_mime_parser_construct_message (parser, NULL);
}

static void
check_header (Check *check, GMimeHeader *header)
{
  for (gsize i = 0; i < G_N_ELEMENTS (addresses); i++)
    if (g_ascii_strcasecmp (g_mime_header_get_name (header), addresses[i].name) == 0)
      check_addresses (check, i, g_mime_header_get_raw_value (header));
}

static void
check_headers (GBytes *payload, const NsHeaderBlock *block, GPtrArray *findings)
{
  g_autoptr (GMimeMessage) message = parse_headers (payload, block);
  GMimeHeaderList *list = message != NULL ? g_mime_object_get_header_list (GMIME_OBJECT (message)) : NULL;
  const int n_headers = list != NULL ? g_mime_header_list_get_count (list) : 0;
  Check check = { 0, FALSE, findings };

  for (int i = 0; i < n_headers; i++)
    check_header (&check, g_mime_header_list_get_header_at (list, i));
  if (check.n_recipients == 0)
    ns_preflight_add (findings, &no_recipient, NULL);
  if (!check.has_sender)
    ns_preflight_add (findings, &no_sender, NULL);
}

/**
 * ns_preflight_check_mail:
 * @payload: a message
 * @findings: (element-type NsFinding): where the findings go
 *
 * Looks a message over. Any thread.
 */
void
ns_preflight_check_mail (GBytes *payload, GPtrArray *findings)
{
  gsize size;
  const char *data = g_bytes_get_data (payload, &size);
  NsHeaderBlock block;

  ns_intake_headers_scan (payload, &block);
  check_headers (payload, &block, findings);
  if (size != 0 && memchr (data, '\0', size) != NULL)
    ns_preflight_add (findings, &nul_byte, NULL);
  else if (size != 0 && !g_utf8_validate_len (data + block.end, size - block.end, NULL))
    ns_preflight_add (findings, &eight_bit, NULL);
}
