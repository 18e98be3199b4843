/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "sim/ns-sim-commands.h"

#include "eas/ns-eas-send-mail.h"
#include "eas/ns-wbxml-reader.h"
#include "sim/ns-sim-lax.h"

#include <string.h>

#define MAX_CLIENT_ID 40

/* Common status codes (MS-ASCMD 2.2.2). */
enum
{
  STATUS_INVALID_WBXML = 102,
  STATUS_INVALID_XML = 103,
  STATUS_PREVIOUSLY_SENT = 118,
};

static gboolean
parse_mail (NsSimContext *context, NsEasSendMail *out)
{
  const NsSimRequest *request = context->request;
  const gboolean is_wbxml = request->version >= NS_EAS_VERSION_14_0;
  g_autoptr (GError) error = NULL;

  if (!ns_eas_send_mail_request_parse (request->body, request->version, out, &error))
    {
      ns_sim_context_refuse (context, g_error_matches (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED)
                                        ? STATUS_INVALID_XML : STATUS_INVALID_WBXML);
      return FALSE;
    }
  if (context->manners->is_lax && out->mime != NULL)
    {
      g_autoptr (GBytes) mime = g_steal_pointer (&out->mime);

      out->mime = ns_sim_lax_fix_lines (mime);
    }
  if (!is_wbxml)
    {
      out->save_in_sent = request->eas.save_in_sent || context->manners->saves_raw;
      return TRUE;
    }
  if (out->mime == NULL || out->client_id == NULL || out->client_id[0] == '\0' ||
      strlen (out->client_id) > MAX_CLIENT_ID)
    {
      ns_sim_context_refuse (context, STATUS_INVALID_XML);
      return FALSE;
    }
  return TRUE;
}

static NsSimEntry *
make_entry (NsSimContext *context, const NsEasSendMail *request, const NsSimMail *mail)
{
  NsSimEntry *entry = ns_sim_entry_new ("send");

  entry->client_id = g_strdup (request->client_id);
  entry->message_id = g_strdup (mail->message_id);
  entry->subject = g_strdup (mail->subject);
  entry->mime = g_bytes_ref (mail->mime);
  g_ptr_array_add (context->entries, entry);
  return entry;
}

static GPtrArray *
collect_names (const NsSimMail *mail)
{
  GPtrArray *names = g_ptr_array_new_with_free_func (g_free);

  if (mail->subject != NULL)
    g_ptr_array_add (names, g_strdup (mail->subject));
  if (mail->message_id != NULL)
    {
      g_ptr_array_add (names, g_strdup (mail->message_id));
      /* Without its angle brackets, as people write it. */
      if (strlen (mail->message_id) > 2)
        g_ptr_array_add (names, g_strndup (mail->message_id + 1, strlen (mail->message_id) - 2));
    }
  if (names->len == 0)
    g_ptr_array_add (names, g_strdup (""));
  return names;
}

/**
 * ns_sim_send_mail_run:
 * @context: a SendMail request
 *
 * Sends a mail in either generation (eas-facts 6.1): raw up to 12.1, inside ComposeMail from 14.0 on, where a
 * ClientId that was sent lately is not sent again (status 118). Success is 200 with nothing in it.
 */
void
ns_sim_send_mail_run (NsSimContext *context)
{
  g_auto (NsEasSendMail) request = { 0 };
  g_auto (NsSimMail) mail = { 0 };
  g_autoptr (GPtrArray) names = NULL;
  NsSimEntry *entry;
  int status;

  if (!parse_mail (context, &request))
    return;
  status = ns_sim_mail_parse (request.mime, &mail);
  entry = make_entry (context, &request, &mail);
  names = collect_names (&mail);
  if (ns_sim_context_meet_fault (context, names))
    return;

  if (status != 0)
    {
      ns_sim_context_refuse (context, status);
      return;
    }
  if (request.client_id != NULL && context->manners->remembers_mails &&
      ns_sim_device_has_sent (context->device, request.client_id))
    {
      entry->replay = TRUE;
      ns_sim_context_refuse (context, STATUS_PREVIOUSLY_SENT);
      return;
    }

  ns_sim_world_deliver (context->world, &mail, request.save_in_sent && context->manners->saves_sent);
  entry->executed = TRUE;
  if (request.client_id != NULL)
    ns_sim_device_remember_sent (context->device, request.client_id);
}
