/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "model/ns-kind.h"

G_BEGIN_DECLS

/**
 * NsDraft:
 * @kind: what it is
 * @operation: %NS_OPERATION_SEND for mail, else %NS_OPERATION_ADD (the store makes it a change where the UID is known)
 *   or %NS_OPERATION_DELETE
 * @subject: what the user calls it; never %NULL
 * @recipients: as in #NsItem; never %NULL
 * @uid: (nullable): the UID
 * @message_id: (nullable): the Message-ID without angle brackets
 * @payload: exactly the bytes that will be delivered (mail: CRLF line ends), or the normalised source (.ics, .vcf)
 * @media_type: `message/rfc822`, `text/calendar` or `text/vcard`
 *
 * What the intake made of a file: an item before it is queued. Owned by one thread at a time.
 */
typedef struct
{
  NsKind kind;
  NsOperation operation;
  char *subject;
  char *recipients;
  char *uid;
  char *message_id;
  GBytes *payload;
  char *media_type;
} NsDraft;

NsDraft *ns_draft_new (NsKind kind, NsOperation operation);
void ns_draft_free (NsDraft *draft);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsDraft, ns_draft_free)

G_END_DECLS
