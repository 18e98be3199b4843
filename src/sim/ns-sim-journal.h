/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/ns-clock.h"
#include "sim/ns-sim-answer.h"
#include "sim/ns-sim-entry.h"
#include "sim/ns-sim-request.h"
#include "sim/ns-sim-tape.h"

G_BEGIN_DECLS

/**
 * NsSimJournal:
 *
 * JSON Lines of everything that the server received and executed, one line a request, or one an item where a Sync
 * carries items; and, where asked for, the bytes of each mail that was sent. The server's thread only.
 */
typedef struct _NsSimJournal NsSimJournal;

NsSimJournal *ns_sim_journal_new (const char *path, const char *spool, NsClock *clock, GError **error);
void ns_sim_journal_free (NsSimJournal *self);
void ns_sim_journal_write (NsSimJournal *self, const NsSimRequest *request, const NsSimAnswer *answer,
                           const char *fault, GPtrArray *entries);
GPtrArray *ns_sim_journal_dup_lines (NsSimJournal *self);
NsSimTape *ns_sim_journal_get_tape (NsSimJournal *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NsSimJournal, ns_sim_journal_free)

G_END_DECLS
