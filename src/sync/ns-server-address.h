/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *ns_server_address_check (const char *text, GError **error);
gboolean ns_server_address_is_plain (const char *address);

G_END_DECLS
