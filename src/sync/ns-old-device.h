/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-reading.h"

G_BEGIN_DECLS

/* The device of 2009, for demonstrations only: what it took for a failure, and what it did about it. No account can ask
 * for it (ns_engine_set_device()). */

gboolean ns_old_device_misses (const char *software, const NsExchange *exchange);
NsReading *ns_old_device_read (const NsBatch *batch, const NsExchange *exchange);

G_END_DECLS
