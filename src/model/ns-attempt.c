/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-attempt.h"

static const char *const phase_nicks[] = {
  [NS_PHASE_NONE] = "none",
  [NS_PHASE_RESOLVED] = "resolved",
  [NS_PHASE_CONNECTED] = "connected",
  [NS_PHASE_TLS] = "tls",
  [NS_PHASE_SENDING] = "sending",
  [NS_PHASE_SENT] = "sent",
  [NS_PHASE_ANSWERED] = "answered",
  [NS_PHASE_COMPLETE] = "complete",
};

/**
 * ns_phase_nick:
 * @phase: a phase
 *
 * Returns: its stable name in JSON, such as `sent`
 */
const char *
ns_phase_nick (NsPhase phase)
{
  return phase_nicks[phase];
}
