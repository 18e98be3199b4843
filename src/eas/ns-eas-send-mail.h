/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-version.h"

G_BEGIN_DECLS

/**
 * NsEasSendMail:
 * @client_id: (nullable): 14.0 and later: at most 40 characters, the same on every try
 * @save_in_sent: whether the server keeps a copy in Sent Items
 * @mime: the message, CRLF line ends; written untouched
 *
 * A SendMail request in either generation (eas-facts 6.1). A plain struct that its user owns. Up to 12.1 @client_id
 * does not travel, and @save_in_sent stands in the query, not in the body.
 */
typedef struct
{
  char *client_id;
  gboolean save_in_sent;
  GBytes *mime;
} NsEasSendMail;

GBytes *ns_eas_send_mail_request_write (const NsEasSendMail *mail, NsEasVersion version);
const char *ns_eas_send_mail_content_type (NsEasVersion version);
gboolean ns_eas_send_mail_request_parse (GBytes *bytes, NsEasVersion version, NsEasSendMail *out, GError **error);
GBytes *ns_eas_send_mail_response_write (int status);
gboolean ns_eas_send_mail_response_parse (GBytes *bytes, int *status, GError **error);
void ns_eas_send_mail_clear (NsEasSendMail *mail);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasSendMail, ns_eas_send_mail_clear)

G_END_DECLS
