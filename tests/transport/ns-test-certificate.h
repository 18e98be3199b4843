/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A new self-signed certificate for one host, with its key, in PEM. Seconds are relative to now. */

char *ns_test_certificate_pem (const char *host, gint64 valid_from, gint64 valid_until);

G_END_DECLS
