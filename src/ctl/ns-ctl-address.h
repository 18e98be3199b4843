/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

char *ns_ctl_address_check (const char *text, gboolean *plain, GError **error);

G_END_DECLS
