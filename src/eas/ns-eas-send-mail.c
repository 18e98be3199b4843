/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "eas/ns-eas-send-mail.h"

#include "eas/ns-eas-document.h"
#include "eas/ns-eas-query.h"
#include "eas/ns-wbxml-reader.h"
#include "eas/ns-wbxml-writer.h"

#define MAX_CLIENT_ID 40
#define STATUS_SUCCESS 1

/* MS-ASCMD 2.2.1.17; the order is strict. */
static const NsTag order[] = {
  NS_TAG_COMPOSE_MAIL_CLIENT_ID, NS_TAG_COMPOSE_MAIL_ACCOUNT_ID, NS_TAG_COMPOSE_MAIL_SAVE_IN_SENT_ITEMS,
  NS_TAG_COMPOSE_MAIL_MIME,      NS_TAG_RIGHTS_MANAGEMENT_TEMPLATE_ID,
};

static gboolean
is_plain_mime (NsEasVersion version)
{
  return version < NS_EAS_VERSION_14_0;
}

/**
 * ns_eas_send_mail_content_type:
 * @version: the protocol version
 *
 * Returns: the Content-Type of a SendMail request: up to 12.1 the body is the bare message
 */
const char *
ns_eas_send_mail_content_type (NsEasVersion version)
{
  return is_plain_mime (version) ? NS_EAS_CONTENT_TYPE_MIME : NS_EAS_CONTENT_TYPE_WBXML;
}

/**
 * ns_eas_send_mail_request_write:
 * @mail: a mail; from 14.0 on with a client id
 * @version: the protocol version
 *
 * Writes a request's body. The message is not touched; up to 12.1 it is not even copied.
 *
 * Returns: (transfer full): the body
 */
GBytes *
ns_eas_send_mail_request_write (const NsEasSendMail *mail, NsEasVersion version)
{
  g_autoptr (NsWbxmlWriter) writer = NULL;

  if (is_plain_mime (version))
    return g_bytes_ref (mail->mime);

  writer = ns_wbxml_writer_new ();
  ns_wbxml_writer_start (writer, NS_TAG_COMPOSE_MAIL_SEND_MAIL);
  ns_wbxml_writer_text (writer, NS_TAG_COMPOSE_MAIL_CLIENT_ID, mail->client_id);
  if (mail->save_in_sent)
    ns_wbxml_writer_empty (writer, NS_TAG_COMPOSE_MAIL_SAVE_IN_SENT_ITEMS);
  ns_wbxml_writer_opaque (writer, NS_TAG_COMPOSE_MAIL_MIME, mail->mime);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

static gboolean
parse_compose_mail (GBytes *bytes, NsEasSendMail *out, GError **error)
{
  g_autoptr (NsNode) root = ns_eas_document_read (bytes, NS_TAG_COMPOSE_MAIL_SEND_MAIL, error);
  const char *client_id;
  NsNode *mime;

  if (root == NULL || !ns_eas_document_check_order (root, order, G_N_ELEMENTS (order), error))
    return FALSE;
  client_id = ns_eas_document_require (root, NS_TAG_COMPOSE_MAIL_CLIENT_ID, error);
  if (client_id == NULL)
    return FALSE;
  if (g_utf8_strlen (client_id, -1) > MAX_CLIENT_ID)
    return ns_eas_document_fail (root, error, "ClientId has more than %d characters", MAX_CLIENT_ID);
  mime = ns_node_child (root, NS_TAG_COMPOSE_MAIL_MIME);
  if (mime == NULL || ns_node_bytes (mime) == NULL || g_bytes_get_size (ns_node_bytes (mime)) == 0)
    return ns_eas_document_fail (root, error, "Mime is missing");

  out->client_id = g_strdup (client_id);
  out->save_in_sent = ns_node_child_boolean (root, NS_TAG_COMPOSE_MAIL_SAVE_IN_SENT_ITEMS, FALSE);
  out->mime = g_bytes_ref (ns_node_bytes (mime));
  return TRUE;
}

/**
 * ns_eas_send_mail_request_parse:
 * @bytes: a request's body
 * @version: the protocol version
 * @out: (out caller-allocates): the mail; all zero on failure. Up to 12.1 it has no client id, and whether a copy is
 *   kept stands in the query
 * @error: an #NsWbxmlError
 *
 * Reads a request as a strict server does.
 *
 * Returns: whether it is a SendMail request of that version
 */
gboolean
ns_eas_send_mail_request_parse (GBytes *bytes, NsEasVersion version, NsEasSendMail *out, GError **error)
{
  *out = (NsEasSendMail) { 0 };
  if (!is_plain_mime (version))
    return parse_compose_mail (bytes, out, error);

  if (g_bytes_get_size (bytes) == 0)
    {
      g_set_error (error, NS_WBXML_ERROR, NS_WBXML_ERROR_UNEXPECTED, "SendMail: the message is empty");
      return FALSE;
    }
  out->mime = g_bytes_ref (bytes);
  return TRUE;
}

/**
 * ns_eas_send_mail_response_write:
 * @status: the status, 1 for success
 *
 * Returns: (transfer full): the body; a success has none (MS-ASCMD 2.2.1.17)
 */
GBytes *
ns_eas_send_mail_response_write (int status)
{
  g_autoptr (NsWbxmlWriter) writer = NULL;

  if (status == STATUS_SUCCESS)
    return g_bytes_new_static ("", 0);

  writer = ns_wbxml_writer_new ();
  ns_wbxml_writer_start (writer, NS_TAG_COMPOSE_MAIL_SEND_MAIL);
  ns_wbxml_writer_int (writer, NS_TAG_COMPOSE_MAIL_STATUS, status);
  ns_wbxml_writer_end (writer);
  return ns_wbxml_writer_finish (writer);
}

/**
 * ns_eas_send_mail_response_parse:
 * @bytes: the body of an answer with HTTP status 200
 * @status: (out): the status; 1 for an empty body
 * @error: an #NsWbxmlError
 *
 * Reads a response of SendMail, SmartReply or SmartForward. Any root of the ComposeMail page will do: Z-Push answers
 * all three with SendMail (eas-facts 6.2).
 *
 * Returns: whether there is a status
 */
gboolean
ns_eas_send_mail_response_parse (GBytes *bytes, int *status, GError **error)
{
  g_autoptr (NsNode) root = NULL;

  *status = STATUS_SUCCESS;
  if (g_bytes_get_size (bytes) == 0)
    return TRUE;

  root = ns_wbxml_read (bytes, error);
  if (root == NULL)
    {
      g_prefix_error (error, "SendMail: ");
      return FALSE;
    }
  if (NS_TAG_PAGE (ns_node_tag (root)) != NS_TAG_PAGE (NS_TAG_COMPOSE_MAIL_SEND_MAIL))
    return ns_eas_document_fail (root, error, "this is no answer to SendMail");
  if (!ns_node_child_int (root, NS_TAG_COMPOSE_MAIL_STATUS, status))
    return ns_eas_document_fail (root, error, "Status is missing");
  return TRUE;
}

/**
 * ns_eas_send_mail_clear:
 * @mail: a mail
 *
 * Frees what the struct owns.
 */
void
ns_eas_send_mail_clear (NsEasSendMail *mail)
{
  g_free (mail->client_id);
  g_clear_pointer (&mail->mime, g_bytes_unref);
  *mail = (NsEasSendMail) { 0 };
}
