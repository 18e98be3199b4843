/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "sync/ns-engine.h"

G_BEGIN_DECLS

/**
 * NsLabPatience:
 *
 * Lets a clock that stands still go on where nothing else can bring a request to its end: until the simulated server
 * sends what it holds back, or the engine gives the request up, whichever comes first. Main thread, but for
 * ns_lab_patience_held().
 */
typedef struct _NsLabPatience NsLabPatience;

NsLabPatience *ns_lab_patience_new (NsClock *clock);
void ns_lab_patience_unref (NsLabPatience *self);
void ns_lab_patience_set_engine (NsLabPatience *self, NsEngine *engine);
void ns_lab_patience_held (gint64 until, gpointer user_data);

G_END_DECLS
