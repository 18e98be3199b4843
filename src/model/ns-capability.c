/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "config.h"
#include "model/ns-capability.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define YES NS_KNOWLEDGE_ASSUMED_YES
#define NO NS_KNOWLEDGE_ASSUMED_NO
#define ANY NS_KNOWLEDGE_UNKNOWN

/* What a server calls itself (MS-Server-ActiveSync), and what such servers can. 14.0, 14.1 and 16.x stand for
 * nobody: SOGo, which executes a repeated Add once more, calls itself 14.1 (eas-facts 5.8, 6.4). Exchange knows
 * ClientIds of mails from 2010 on (MS-ASCMD 2.2.3.28.1). Of Kerio nothing is known for certain, so nothing good is
 * taken for granted. The first row that fits counts. */
static const struct
{
  const char *text;
  gboolean is_prefix;
  guint8 knowledge[NS_N_CAPABILITIES];
} products[] = {
  { "14.2", TRUE, { YES, YES, YES, YES, YES } },
  { "14.3", TRUE, { YES, YES, YES, YES, YES } },
  { "15.", TRUE, { YES, YES, YES, YES, YES } },
  { "6.5", TRUE, { YES, NO, YES, ANY, YES } },
  { "8.", TRUE, { YES, NO, YES, YES, YES } },
  { "Microsoft-IIS", FALSE, { YES, ANY, YES, YES, YES } },
  { "Kerio", FALSE, { NO, NO, ANY, ANY, ANY } },
};

#undef YES
#undef NO
#undef ANY

static const struct
{
  const char *nick;
  const char *term;
  const char *label;
} words[NS_N_CAPABILITIES] = {
  [NS_CAPABILITY_REPLAY] = { "replay", "Replay", N_("Recognises repeated requests") },
  [NS_CAPABILITY_CLIENT_IDS] = { "client-ids", "Client ids", N_("Recognises repeated mails") },
  [NS_CAPABILITY_SAVES_SENT] = { "saves-sent", "Saves sent", N_("Keeps a copy of sent mails") },
  [NS_CAPABILITY_FINDS_MESSAGE_IDS] = { "finds-message-ids", "Finds mails", N_("Finds mails by their Message-ID") },
  [NS_CAPABILITY_REPORTS_CONFLICTS] = { "reports-conflicts", "Conflicts", N_("Reports conflicts") },
};

static const struct
{
  const char *nick;
  const char *text;
} knowledges[] = {
  [NS_KNOWLEDGE_UNKNOWN] = { "unknown", N_("not known yet") },
  [NS_KNOWLEDGE_ASSUMED_YES] = { "assumed-yes", N_("yes, as servers of this name do") },
  [NS_KNOWLEDGE_ASSUMED_NO] = { "assumed-no", N_("no, as far as is known of servers of this name") },
  [NS_KNOWLEDGE_OBSERVED_YES] = { "observed-yes", N_("yes, seen: %s") },
  [NS_KNOWLEDGE_OBSERVED_NO] = { "observed-no", N_("no, seen: %s") },
};

G_STATIC_ASSERT (G_N_ELEMENTS (knowledges) == NS_KNOWLEDGE_LAST + 1);

static NsKnowledge
assume (NsCapability capability, const char *product)
{
  for (gsize i = 0; product != NULL && i < G_N_ELEMENTS (products); i++)
    if (products[i].is_prefix ? g_str_has_prefix (product, products[i].text)
                              : strstr (product, products[i].text) != NULL)
      return (NsKnowledge) products[i].knowledge[capability];
  return NS_KNOWLEDGE_UNKNOWN;
}

/**
 * ns_capabilities_observe:
 * @self: what is known of a server, private to the caller
 * @capability: what it showed
 * @can: whether it has it, or lacks it
 * @now: the time
 *
 * Notes what a server did. The newer experience counts.
 */
void
ns_capabilities_observe (NsCapabilities *self, NsCapability capability, gboolean can, gint64 now)
{
  self->seen_at[capability] = can ? now : -now;
}

/**
 * ns_capabilities_get:
 * @self: what was observed of a server
 * @capability: what is asked
 * @product: (nullable): what the server calls itself
 *
 * What a server did counts more than what it calls itself. Of one that did nothing yet and has no known name nothing
 * is taken for granted: looking first costs a request, repeating blindly may cost a duplicate.
 *
 * Returns: what is known
 */
NsKnowledge
ns_capabilities_get (const NsCapabilities *self, NsCapability capability, const char *product)
{
  if (self->seen_at[capability] != 0)
    return self->seen_at[capability] > 0 ? NS_KNOWLEDGE_OBSERVED_YES : NS_KNOWLEDGE_OBSERVED_NO;
  return assume (capability, product);
}

/**
 * ns_capabilities_get_time:
 * @self: what was observed of a server
 * @capability: what is asked
 *
 * Returns: when the server last showed that it can or cannot; 0 where it showed neither
 */
gint64
ns_capabilities_get_time (const NsCapabilities *self, NsCapability capability)
{
  return ABS (self->seen_at[capability]);
}

/**
 * ns_knowledge_is_yes:
 * @knowledge: what is known of a capability
 *
 * Returns: whether it may be relied on
 */
gboolean
ns_knowledge_is_yes (NsKnowledge knowledge)
{
  return knowledge == NS_KNOWLEDGE_ASSUMED_YES || knowledge == NS_KNOWLEDGE_OBSERVED_YES;
}

/**
 * ns_knowledge_is_no:
 * @knowledge: what is known of a capability
 *
 * Returns: whether the server lacks it, for all that is known
 */
gboolean
ns_knowledge_is_no (NsKnowledge knowledge)
{
  return knowledge == NS_KNOWLEDGE_ASSUMED_NO || knowledge == NS_KNOWLEDGE_OBSERVED_NO;
}

/**
 * ns_knowledge_nick:
 * @knowledge: what is known of a capability
 *
 * Returns: (transfer none): its stable name in JSON and reports
 */
const char *
ns_knowledge_nick (NsKnowledge knowledge)
{
  return knowledges[knowledge].nick;
}

/**
 * ns_knowledge_words:
 * @knowledge: what is known of a capability
 * @when: (nullable): the time of the observation, in words; looked at only where there was one
 *
 * Returns: (transfer full): it in words, translated, such as "yes, seen: 15 June"
 */
char *
ns_knowledge_words (NsKnowledge knowledge, const char *when)
{
  g_autoptr (GString) text = g_string_new (g_dgettext (GETTEXT_PACKAGE, knowledges[knowledge].text));

  g_string_replace (text, "%s", when != NULL ? when : "?", 1);
  return g_strdup (text->str);
}

/**
 * ns_capability_nick:
 * @capability: a capability
 *
 * Returns: (transfer none): its stable name in JSON
 */
const char *
ns_capability_nick (NsCapability capability)
{
  return words[capability].nick;
}

/**
 * ns_capability_label:
 * @capability: a capability
 *
 * Returns: (transfer none): it in words, translated
 */
const char *
ns_capability_label (NsCapability capability)
{
  return g_dgettext (GETTEXT_PACKAGE, words[capability].label);
}

/**
 * ns_capability_term:
 * @capability: a capability
 *
 * Returns: (transfer none): it in short, in English, for support reports
 */
const char *
ns_capability_term (NsCapability capability)
{
  return words[capability].term;
}
