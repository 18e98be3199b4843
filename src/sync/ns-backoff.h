/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gint64 ns_backoff_delay (guint failures, guint retry_after, double jitter);

G_END_DECLS
