/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "eas/ns-eas-version.h"
#include "model/ns-outcome.h"

G_BEGIN_DECLS

#define NS_EAS_CONTENT_TYPE_WBXML "application/vnd.ms-sync.wbxml"
#define NS_EAS_CONTENT_TYPE_MIME "message/rfc822"

/**
 * NsEasQuery:
 * @command: the command
 * @version: the protocol version; in a plain query it comes from the `MS-ASProtocolVersion` header and is
 *   %NS_EAS_VERSION_NONE here
 * @user: (nullable): the login
 * @device_id: (nullable): the device
 * @device_type: (nullable): its type
 * @locale: the Windows locale id of a base64 query; 0 is written as 0x0409, US English
 * @policy_key: the policy key of a base64 query, or 0
 * @collection_id: (nullable): command parameter
 * @item_id: (nullable): command parameter
 * @long_id: (nullable): command parameter
 * @save_in_sent: command parameter
 * @is_base64: whether it was (is to be) written in the base64 form
 *
 * The query of a request's URI in either form (MS-ASHTTP 2.2.1.1.1). A plain struct that its user owns.
 */
typedef struct
{
  NsCommand command;
  NsEasVersion version;
  char *user;
  char *device_id;
  char *device_type;
  guint16 locale;
  guint32 policy_key;
  char *collection_id;
  char *item_id;
  char *long_id;
  gboolean save_in_sent;
  gboolean is_base64;
} NsEasQuery;

char *ns_eas_query_to_string (const NsEasQuery *query);
gboolean ns_eas_query_parse (const char *text, NsEasQuery *out, GError **error);
void ns_eas_query_clear (NsEasQuery *query);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsEasQuery, ns_eas_query_clear)

G_END_DECLS
