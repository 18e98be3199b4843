/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "transport/ns-connection.h"

G_BEGIN_DECLS

/* What the tests of this folder share: one account, and posting with it. */

/* More than two sockets and a body stream together can hold. */
#define NS_POST_BIG (32 * 1024 * 1024)

#define NS_POST_EAS "MS-Server-ActiveSync: 14.1\r\n"
#define NS_POST_OK "HTTP/1.1 200 OK\r\n" NS_POST_EAS "Content-Length: 2\r\n\r\nok"

NsAccount *ns_post_account (const char *scheme, guint16 port);
NsConnection *ns_post_connect (guint16 port, NsClock *clock);
void ns_post_begin (NsConnection *connection, gsize size, GCancellable *cancellable, GAsyncReadyCallback callback,
                    gpointer user_data);
NsExchange *ns_post (NsConnection *connection, gsize size);
void ns_post_assert_success (const NsExchange *exchange);
void ns_post_assert_fault (const NsExchange *exchange, NsNetworkFault fault, NsPhase phase);

G_END_DECLS
