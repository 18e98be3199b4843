/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Asks a shell command for a password. Private to src/secrets and its tests. */

#define NS_PASSWORD_COMMAND_TIMEOUT (60 * G_USEC_PER_SEC)

void ns_password_command_run_async (const char *command, gint64 timeout, GCancellable *cancellable,
                                    GAsyncReadyCallback callback, gpointer user_data);
char *ns_password_command_run_finish (GAsyncResult *result, GError **error);

G_END_DECLS
