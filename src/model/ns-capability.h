/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * NsCapability:
 * @NS_CAPABILITY_REPLAY: recognises a repeated Sync and does not execute it again
 * @NS_CAPABILITY_CLIENT_IDS: answers 118 to a mail that it has sent already
 * @NS_CAPABILITY_SAVES_SENT: keeps a copy of sent mail in Sent Items
 * @NS_CAPABILITY_FINDS_MESSAGE_IDS: lets a mail in Sent Items be found by its Message-ID
 * @NS_CAPABILITY_REPORTS_CONFLICTS: answers 7 where somebody else has changed the object meanwhile
 *
 * What servers differ in, and what the engine must know before it repeats or overwrites anything.
 */
typedef enum
{
  NS_CAPABILITY_REPLAY,
  NS_CAPABILITY_CLIENT_IDS,
  NS_CAPABILITY_SAVES_SENT,
  NS_CAPABILITY_FINDS_MESSAGE_IDS,
  NS_CAPABILITY_REPORTS_CONFLICTS,
} NsCapability;

#define NS_N_CAPABILITIES 5

/**
 * NsKnowledge:
 *
 * What is known of a capability, and from where: by what the server calls itself, or by what it did.
 */
typedef enum
{
  NS_KNOWLEDGE_UNKNOWN,
  NS_KNOWLEDGE_ASSUMED_YES,
  NS_KNOWLEDGE_ASSUMED_NO,
  NS_KNOWLEDGE_OBSERVED_YES,
  NS_KNOWLEDGE_OBSERVED_NO,
} NsKnowledge;

#define NS_KNOWLEDGE_LAST NS_KNOWLEDGE_OBSERVED_NO

/**
 * NsCapabilities:
 * @seen_at: for each capability when the server last showed it; negative where it showed that it lacks it, 0 where
 *   it showed neither
 *
 * What was observed of one server; a plain value.
 */
typedef struct
{
  gint64 seen_at[NS_N_CAPABILITIES];
} NsCapabilities;

void ns_capabilities_observe (NsCapabilities *self, NsCapability capability, gboolean can, gint64 now);
NsKnowledge ns_capabilities_get (const NsCapabilities *self, NsCapability capability, const char *product);
gint64 ns_capabilities_get_time (const NsCapabilities *self, NsCapability capability);

gboolean ns_knowledge_is_yes (NsKnowledge knowledge);
gboolean ns_knowledge_is_no (NsKnowledge knowledge);
const char *ns_knowledge_nick (NsKnowledge knowledge);
char *ns_knowledge_words (NsKnowledge knowledge, const char *when);
const char *ns_capability_nick (NsCapability capability);
const char *ns_capability_label (NsCapability capability);
const char *ns_capability_term (NsCapability capability);

G_END_DECLS
