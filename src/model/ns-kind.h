/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsKind:
 *
 * What an item is. The values are stored: never renumber them.
 */
typedef enum
{
  NS_KIND_MAIL = 1,
  NS_KIND_REPLY = 2,
  NS_KIND_FORWARD = 3,
  NS_KIND_MEETING_RESPONSE = 4,
  NS_KIND_EVENT = 5,
  NS_KIND_CONTACT = 6,
  NS_KIND_TASK = 7,
  NS_KIND_NOTE = 8,
} NsKind;

/**
 * NsOperation:
 *
 * What is to be done with it on the server. The values are stored: never renumber them.
 */
typedef enum
{
  NS_OPERATION_SEND = 1,
  NS_OPERATION_ADD = 2,
  NS_OPERATION_CHANGE = 3,
  NS_OPERATION_DELETE = 4,
} NsOperation;

const char *ns_kind_nick (NsKind kind);
gboolean ns_kind_from_nick (const char *nick, NsKind *out);
const char *ns_kind_label (NsKind kind);
const char *ns_kind_icon_name (NsKind kind);
const char *ns_operation_nick (NsOperation operation);
gboolean ns_operation_from_nick (const char *nick, NsOperation *out);

G_END_DECLS
