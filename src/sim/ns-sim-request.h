/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-query.h"

G_BEGIN_DECLS

/**
 * NsSimRequest:
 * @method: the HTTP method
 * @path: the decoded path
 * @host: (nullable): the header
 * @query: (nullable): the query as it stands in the URI
 * @authorization: (nullable): the header
 * @content_type: (nullable): the header, without parameters, lower case
 * @version_header: (nullable): `MS-ASProtocolVersion`
 * @policy_header: (nullable): `X-MS-PolicyKey`
 * @user_agent: (nullable): the header
 * @body: the body
 * @is_tls: whether it came over TLS
 * @is_chunked: whether the body came without Content-Length
 * @has_query: whether @eas is set
 * @eas: the query, decoded
 * @version: the version that the client speaks, from the query or the header
 * @policy_key: the client's policy key, or 0
 *
 * A request as it came, before anything of it is believed. A plain struct that its user owns.
 */
typedef struct
{
  char *method;
  char *path;
  char *host;
  char *query;
  char *authorization;
  char *content_type;
  char *version_header;
  char *policy_header;
  char *user_agent;
  GBytes *body;
  gboolean is_tls;
  gboolean is_chunked;
  gboolean has_query;
  NsEasQuery eas;
  NsEasVersion version;
  guint32 policy_key;
} NsSimRequest;

void ns_sim_request_read_query (NsSimRequest *self);
gboolean ns_sim_request_is_eas (const NsSimRequest *self);
char *ns_sim_request_dup_url (const NsSimRequest *self);
gboolean ns_sim_request_is_authorized (const NsSimRequest *self, const char *user, const char *password);
void ns_sim_request_clear (NsSimRequest *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (NsSimRequest, ns_sim_request_clear)

G_END_DECLS
