/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "eas/ns-eas-sync-response.h"
#include "model/ns-cause.h"
#include "sync/ns-reading.h"

G_BEGIN_DECLS

NsReading *ns_interpret_sync (const NsBatch *batch, const NsExchange *exchange, gboolean repeated);
NsReading *ns_interpret_send_mail (const NsBatch *batch, const NsExchange *exchange);
NsReading *ns_interpret_lost (const NsBatch *batch, const NsExchange *exchange, NsEvent event);
NsOutcome ns_interpret_status (NsCommand command, int status);
NsOutcome ns_interpret_sync_response (const NsExchange *exchange, const char *collection_id,
                                      NsEasSyncResponse *response, NsEasSyncResult **result, char **detail);
NsVerdict ns_interpret_verdict (NsOutcome outcome, NsPhase phase, int version);
gboolean ns_interpret_ends_cycle (NsOutcome outcome, guint retry_after);
gboolean ns_interpret_waits_for_password (NsOutcome outcome);

G_END_DECLS
