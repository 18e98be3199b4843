/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define NS_RAW_WHOLE_BODY G_MAXSIZE

/**
 * NsRawStep:
 * @read_body: how much of the request's body to read, or %NS_RAW_WHOLE_BODY
 * @answer: (nullable): the bytes to write then
 * @then: what to do with the connection
 *
 * What the server does with one request.
 */
typedef enum
{
  NS_RAW_KEEP,  /* read the next request */
  NS_RAW_CLOSE, /* close it */
  NS_RAW_HANG,  /* leave it open and silent until the server ends */
} NsRawThen;

typedef struct
{
  gsize read_body;
  const char *answer;
  NsRawThen then;
} NsRawStep;

/**
 * NsRawServer:
 *
 * A server on loopback that knows bytes and connections only, so that nothing of an HTTP library hides what the
 * client really did. Each connection has a thread; each request takes the next step, and the last step serves all
 * that follow.
 */
typedef struct _NsRawServer NsRawServer;

NsRawServer *ns_raw_server_new (const NsRawStep *steps, guint n_steps);
void ns_raw_server_set_certificate (NsRawServer *self, GTlsCertificate *certificate);
void ns_raw_server_set_step (NsRawServer *self, const NsRawStep *step);
void ns_raw_server_set_mute (NsRawServer *self);
void ns_raw_server_free (NsRawServer *self);
guint16 ns_raw_server_get_port (NsRawServer *self);
guint ns_raw_server_count_connections (NsRawServer *self);
guint ns_raw_server_count_requests (NsRawServer *self);
void ns_raw_server_wait_closed (NsRawServer *self, guint n_connections);
char *ns_raw_server_dup_protocol (NsRawServer *self);
char *ns_raw_server_dup_request (NsRawServer *self, guint index);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsRawServer, ns_raw_server_free)

G_END_DECLS
