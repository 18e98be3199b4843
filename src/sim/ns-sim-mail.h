/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * NsSimMail:
 * @mime: the message as it came
 * @message_id: (nullable): with its angle brackets
 * @subject: (nullable): decoded
 * @from: (nullable): as written
 * @to: (nullable): as written
 * @recipients: (element-type utf8): every address of To, Cc and Bcc, lower case, each once
 *
 * As much of a mail as a server must understand to deliver it. A plain struct that its user owns.
 */
typedef struct
{
  GBytes *mime;
  char *message_id;
  char *subject;
  char *from;
  char *to;
  GPtrArray *recipients;
} NsSimMail;

int ns_sim_mail_parse (GBytes *mime, NsSimMail *out);
GBytes *ns_sim_mail_dup_without_bcc (const NsSimMail *self);
void ns_sim_mail_clear (NsSimMail *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimMail, ns_sim_mail_clear)

G_END_DECLS
