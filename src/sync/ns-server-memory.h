/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean ns_server_memory_has_replay (const char *product);
gboolean ns_server_memory_has_client_ids (const char *product);

G_END_DECLS
