/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "intake/ns-intake-mail.h"

#include "base/ns-id.h"
#include "intake/ns-intake-headers.h"
#include "intake/ns-intake-mime.h"
#include "intake/ns-intake-text.h"
#include "intake/ns-intake.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MAX_SUBJECT_CHARS 1000
#define MAX_RECIPIENTS_CHARS 2000
#define EXCERPT_CHARS 40

/**
 * ns_intake_mail_detect:
 * @bytes: a file
 *
 * Returns: whether it begins as a mail does: with header fields, at least one of which mails have
 */
gboolean
ns_intake_mail_detect (GBytes *bytes)
{
  NsHeaderBlock block;

  ns_intake_headers_scan (bytes, &block);
  return block.n_known != 0;
}

static gboolean
refuse_block (const NsHeaderBlock *block, const char *name, GError **error)
{
  g_autofree char *text = g_strndup (block->bad_text, block->bad_length);
  g_autofree char *excerpt = ns_intake_display (text, EXCERPT_CHARS);

  if (block->bad_text != NULL)
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, block->bad_line,
                         _("“%s” is no header field, so this is no mail message."), excerpt);
  else
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, block->bad_line,
                         _("The file ends within the headers; it seems to be cut off."));
  return FALSE;
}

static gboolean
check_block (GBytes *bytes, const char *name, NsHeaderBlock *block, GError **error)
{
  if (!ns_intake_headers_scan (bytes, block))
    return refuse_block (block, name, error);
  if (block->line[NS_HEADER_TO] == 0 && block->line[NS_HEADER_CC] == 0 && block->line[NS_HEADER_BCC] == 0)
    {
      ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, 0, "%s",
                           block->line[NS_HEADER_FROM] == 0
                             ? _("The message has neither a sender nor a recipient, so this is no mail message.")
                             : _("The message has no recipient: To, Cc and Bcc are missing."));
      return FALSE;
    }
  return TRUE;
}

/* GMime repairs what it reads; this collects what it had to repair. Only what shows that bytes are missing, or that
 * servers would read something else than the user's program wrote, refuses a mail. */
typedef struct
{
  GMimeParserWarning fault;
  gint64 offset;
} Repair;

static void
repair_cb (gint64 offset, GMimeParserWarning code, const char *item, gpointer user_data)
{
  Repair *repair = user_data;

  if (code != GMIME_WARN_TRUNCATED_MESSAGE && code != GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY
      && code != GMIME_CRIT_NESTING_OVERFLOW)
    return;
  if (repair->fault == 0)
    *repair = (Repair){ code, offset };
}

static gboolean
check_repair (GBytes *bytes, gsize start, const char *name, const Repair *repair, GError **error)
{
  const guint line = repair->offset >= 0 ? ns_intake_line_at (bytes, start + (gsize) repair->offset) : 0;

  if (repair->fault == 0)
    return TRUE;
  if (repair->fault == GMIME_WARN_TRUNCATED_MESSAGE)
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_count_lines (bytes),
                         _("The file ends before the last part of the message is complete; it seems to be cut off."));
  else if (repair->fault == GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY)
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, line,
                         _("The message is multipart and does not say by what boundary."));
  else
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, line, _("The message is nested too deeply."));
  return FALSE;
}

/**
 * ns_intake_mime_parse:
 * @bytes: a message
 * @start: where it begins
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Reads a message; one that GMime would have to guess at is refused. Any thread.
 *
 * Returns: (transfer full) (nullable): the message, which refers to @bytes
 */
GMimeMessage *
ns_intake_mime_parse (GBytes *bytes, gsize start, const char *name, GError **error)
{
  static gsize ready;
  gsize size;
  const char *data = g_bytes_get_data (bytes, &size);
  GMimeParserOptions *options;
  Repair repair = { 0, -1 };
  g_autoptr (GMimeStream) stream = NULL;
  g_autoptr (GMimeParser) parser = NULL;
  g_autoptr (GMimeMessage) message = NULL;

  if (g_once_init_enter (&ready))
    {
      g_mime_init ();
      g_once_init_leave (&ready, 1);
    }
  options = g_mime_parser_options_new ();
  g_mime_parser_options_set_allow_addresses_without_domain (options, TRUE);
  g_mime_parser_options_set_warning_callback (options, repair_cb, &repair);
  stream = g_mime_stream_mem_new_with_buffer (data + start, size - start);
  parser = g_mime_parser_new_with_stream (stream);
  message = g_mime_parser_construct_message (parser, options);
  g_mime_parser_options_free (options);

  if (message == NULL)
    ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, 0, _("The message cannot be read."));
  if (message == NULL || !check_repair (bytes, start, name, &repair, error))
    return NULL;
  return g_steal_pointer (&message);
}

static void
append_recipients (GString *out, InternetAddressList *list, guint *n)
{
  const int length = list != NULL ? internet_address_list_length (list) : 0;

  for (int i = 0; i < length; i++)
    {
      InternetAddress *address = internet_address_list_get_address (list, i);
      const char *name = internet_address_get_name (address);

      if (INTERNET_ADDRESS_IS_GROUP (address))
        {
          append_recipients (out, internet_address_group_get_members (INTERNET_ADDRESS_GROUP (address)), n);
          continue;
        }
      if (name == NULL || *name == '\0')
        name = internet_address_mailbox_get_addr (INTERNET_ADDRESS_MAILBOX (address));
      g_string_append_printf (out, "%s%s", *n != 0 ? ", " : "", name);
      (*n)++;
    }
}

static char *
dup_recipients (GMimeMessage *message, const char *name, GError **error)
{
  g_autoptr (GString) all = g_string_new (NULL);
  guint n = 0;

  append_recipients (all, g_mime_message_get_to (message), &n);
  append_recipients (all, g_mime_message_get_cc (message), &n);
  append_recipients (all, g_mime_message_get_bcc (message), &n);
  if (n != 0)
    return ns_intake_display (all->str, MAX_RECIPIENTS_CHARS);
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, 0,
                       _("The message has no recipient: To, Cc and Bcc name nobody."));
  return NULL;
}

static char *
take_message_id (GMimeMessage *message, const NsHeaderBlock *block, const char *name, GError **error)
{
  const char *id = g_mime_message_get_message_id (message);
  g_autofree char *own = NULL;

  if (id != NULL && *id != '\0')
    return g_strdup (id);
  if (block->line[NS_HEADER_MESSAGE_ID] == 0)
    {
      own = ns_id_new ();
      return g_strconcat (own, "@notifysync.invalid", NULL);
    }
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, block->line[NS_HEADER_MESSAGE_ID],
                       _("The Message-ID is empty, so the message could not be recognised again."));
  return NULL;
}

/* No protocol step on the way carries a NUL byte, and no mail program writes one. */
static gboolean
check_bytes (GBytes *bytes, const char *name, GError **error)
{
  gsize size;
  const char *text = g_bytes_get_data (bytes, &size);
  const char *nul = memchr (text, '\0', size);

  if (nul == NULL)
    return TRUE;
  ns_intake_set_error (error, NS_INTAKE_ERROR_INVALID, name, ns_intake_line_at (bytes, nul - text),
                       _("There is a NUL byte, so this is no mail message."));
  return FALSE;
}

/**
 * ns_intake_mail_read:
 * @bytes: a message, CRLF line ends
 * @name: the file as the user knows it
 * @error: return location, domain %NS_INTAKE_ERROR
 *
 * Makes an item of a mail message. The payload is the message as it stands, with the headers added that it lacks and
 * that servers need; an mbox separator before it is left out.
 *
 * Returns: (transfer full) (nullable): the draft
 */
NsDraft *
ns_intake_mail_read (GBytes *bytes, const char *name, GError **error)
{
  g_autoptr (NsDraft) draft = ns_draft_new (NS_KIND_MAIL, NS_OPERATION_SEND);
  g_autoptr (GMimeMessage) message = NULL;
  NsHeaderBlock block;

  if (!check_bytes (bytes, name, error) || !check_block (bytes, name, &block, error))
    return NULL;
  message = ns_intake_mime_parse (bytes, block.start, name, error);
  if (message == NULL)
    return NULL;

  draft->recipients = dup_recipients (message, name, error);
  if (draft->recipients == NULL)
    return NULL;
  draft->message_id = take_message_id (message, &block, name, error);
  if (draft->message_id == NULL)
    return NULL;
  draft->subject = ns_intake_display (g_mime_message_get_subject (message), MAX_SUBJECT_CHARS);
  draft->payload = ns_intake_headers_complete (bytes, &block, draft->message_id);
  draft->media_type = g_strdup ("message/rfc822");
  return g_steal_pointer (&draft);
}
